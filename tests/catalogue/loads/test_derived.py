"""Loads keep what they derive from edges: the flows between countries, and the order of lists."""

import pytest

from graph_service.catalogue.loads.changeset import audit
from graph_service.catalogue.loads.load import load, undo
from tests.catalogue.derived import check_derived
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds
from tests.catalogue.seeding import Seeds


async def test_they_are_right_after_each_load_and_undo(loaded: Live, seeds: Seeds) -> None:
    before = loaded.contents()
    assert check_derived(loaded)
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    assert check_derived(loaded)
    await undo(loaded.settings)
    assert check_derived(loaded)
    assert loaded.contents() == before


@pytest.mark.parametrize("slug", ["p", "q", "i", "kt"])
async def test_another_name_moves_an_entry_in_all_of_its_lists(
    loaded: Live, seeds: Seeds, slug: str
) -> None:
    (path,) = seeds.folder.glob(f"*/{slug}.yaml")
    path.write_text(path.read_text().replace(f"name: {{es: {slug}}}", "name: {es: Álamo}"))
    await load(seeds.graph(), loaded.settings)
    assert loaded.value("MATCH ()-[r]->() WHERE r.z_listKeyEs CONTAINS '\nalamo\n' RETURN count(r)")
    assert check_derived(loaded)


async def test_another_slug_of_a_country_moves_its_lists_and_flows(
    loaded: Live, seeds: Seeds
) -> None:
    seeds.transfer(
        "other",
        "q",
        "originCountries: [cri, hnd]\ntargetCountries: [hnd]\n"
        "events: [{stage: VISITED, position: 1}]\n",
    )
    await load(seeds.graph(), loaded.settings)
    before = loaded.contents()
    for file in seeds.folder.glob("*/*.yaml"):
        file.write_text(file.read_text().replace("hnd", "hon"))
    country = (seeds.folder / "countries/hnd.yaml").rename(seeds.folder / "countries/hon.yaml")
    country.write_text(f"{country.read_text()}formerSlugs: [hnd]\n")
    await load(seeds.graph(), loaded.settings, prune=True)
    own = "MATCH (c:Country {slug: 'hon'})-[r:TRANSFER_FLOW]->(c) RETURN r.transfers"
    assert loaded.value(own) == ["other"]
    assert check_derived(loaded)
    await undo(loaded.settings)
    assert check_derived(loaded)
    assert loaded.contents() == before


async def test_what_was_changed_by_hand_is_reported(loaded: Live, seeds: Seeds) -> None:
    assert (await audit(seeds.graph(), loaded.settings)).is_equal
    loaded.rows("MATCH ()-[r:TRANSFER_FLOW|VISIT_FLOW]->() SET r.count = r.count + 1")
    loaded.rows("MATCH ()-[r:IN_COUNTRY]->() WITH r LIMIT 1 SET r.z_listKeyEs = 'a'")
    loaded.rows(
        "MATCH (a:Country {slug: 'cri'}), (b:Country {slug: 'pan'})"
        " CREATE (b)-[:TRANSFER_FLOW {count: 1, transfers: ['kt']}]->(a)"
    )
    found = [str(message) for message in (await audit(seeds.graph(), loaded.settings)).unexpected]
    wrong = loaded.value("MATCH ()-[r:TRANSFER_FLOW|VISIT_FLOW]->() RETURN count(r)")
    assert sum("_FLOW-> " in message for message in found) == wrong
    assert sum("-IN_COUNTRY-> " in message for message in found) == 1
    assert len(found) == wrong + 1
