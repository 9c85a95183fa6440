"""A load upgrades a graph of 1.0.0; a graph of an earlier program is refused by all commands."""

from pathlib import Path

import pytest

from graph_service.catalogue.entries import Entry
from graph_service.model.storage import STORAGE_VERSION
from tests.catalogue.live import Live, command
from tests.catalogue.planning import change_all_kinds, run
from tests.catalogue.seeding import Seeds

OUTSIDE = """MATCH (r:Release) RETURN r.number, [x IN keys(r) WHERE x IN [
  'z_checksumBefore', 'z_changes', 'z_folderChanges', 'z_folderChecksum', 'version', 'z_versionKey'
]] ORDER BY r.number"""
READING = (
    ("seeds", "plan", "SEEDS"),
    ("seeds", "undo"),
    ("seeds", "undo", "--dry-run"),
    ("seeds", "log"),
    ("seeds", "log", "1"),
    ("seeds", "log", "--entry", "p"),
    ("seeds", "pull", "SEEDS"),
    ("seeds", "check", "--graph", "SEEDS"),
    ("seeds", "forget", "p", "note", "--yes"),
    ("export", "--format", "jsonl", "OUT"),
    ("diff", "1", "2"),
)


@pytest.fixture
def released(loaded: Live, seeds: Seeds) -> Live:
    """Three releases as 1.0.0 has them, the second of which an earlier program wrote."""
    seeds.source("early")
    run(loaded, "load", seeds)
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes")
    loaded.rows("MATCH (r:Release) SET r.storageVersion = 12")
    loaded.rows(
        "MATCH (r:Release {number: 2}) SET r.z_changes = $packed, r.z_folderChanges = $packed,"
        " r.z_folderChecksum = 'c', r.version = 'v', r.z_versionKey = 'v'",
        packed=b"\x00",
    )
    return loaded


def test_a_graph_of_1_0_0_keeps_its_entries_and_its_history(
    released: Live, seeds: Seeds, tmp_path: Path
) -> None:
    released.rows("MATCH (s:Source {slug: 'tip'}) SET s.publisher = 'By hand'")
    seeds.source("late")
    before = released.contents()
    first_day = "MATCH (v:ExchangeVisit {slug: 'v'}) SET v.dateEarliest = date('2018-10-01')"
    released.rows(first_day)
    assert released.contents() != before
    # The load is refused, as the folder's base is unknown; the graph is upgraded all the same.
    base = (seeds.folder / ".base").read_bytes()
    (seeds.folder / ".base").unlink()
    refused = run(released, "load", seeds, "--at-start")
    assert "The folder doesn't say which release" in refused
    assert released.contents() == before
    assert released.rows("MATCH (r:Release) RETURN DISTINCT r.storageVersion") == [
        (STORAGE_VERSION,)
    ]
    assert released.rows(OUTSIDE) == [
        (1, ["z_checksumBefore"]),
        (2, []),
        (3, ["z_checksumBefore"]),
    ]
    assert "What Release 2" in run(released, "log", "2", status=1)
    assert "Release 2 (" in run(released, "undo", "2", status=1)
    (seeds.folder / ".base").write_bytes(base)
    loaded = run(released, "load", seeds, "--yes")
    assert "Release 5 (" in loaded
    assert "(by hand)" in run(released, "log", "4")
    # Release 2 is still known by the entries before Release 3.
    for release, status in (("3", 0), ("2", 0), ("1", 1)):
        done = command(
            released.settings, "export", "--format", "csv", "--release", release, tmp_path / release
        )
        assert done.exit_code == status, done.output
    run(released, "undo", "5")
    run(released, "undo", "4")
    run(released, "undo", "3")
    run(released, "undo", "2", status=1)


def test_a_release_in_which_an_agency_s_country_took_part_is_rebuilt(
    loaded: Live, seeds: Seeds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In 1.0.0, the countries of cooperation agencies were derived as those of others are."""
    seeds.institution("aecid", "esp")
    seeds.edit("institutions/aecid", {"kind": "COOPERATION_AGENCY"})
    ends = "originInstitutions: [aecid]\ntargetCountries: [hnd]\n"
    seeds.transfer("brought", "p", f"{ends}events: [{{stage: DOCUMENTED, position: 1}}]\n")
    with monkeypatch.context() as former:
        former.setattr(Entry, "is_agency", property(lambda _: False))
        run(loaded, "load", seeds)
    origins = "MATCH (:KnowledgeTransfer {slug: 'brought'})-[:FROM]->(c:Country) RETURN c.slug"
    assert loaded.rows(origins) == [("esp",)]
    seeds.source("late")
    run(loaded, "load", seeds)
    assert loaded.rows(origins) == []
    options = ("--format", "csv", "--release", "2")
    done = command(loaded.settings, "export", *options, tmp_path / "out")
    assert done.exit_code == 0, done.output
    exported = b"".join(files_of(tmp_path / "out").values())
    assert b"KnowledgeTransfer:brought,Country:esp," in exported
    run(loaded, "undo", "3")
    assert loaded.rows("MATCH (s:Source {slug: 'late'}) RETURN s.slug") == []
    assert loaded.rows(origins) == []


@pytest.mark.parametrize("arguments", [("seeds", "load", "SEEDS"), *READING], ids=" ".join)
def test_a_graph_of_an_earlier_program_is_refused(
    released: Live, seeds: Seeds, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    released.rows("MATCH (r:Release) SET r.storageVersion = 11")
    before = released.everything(), files_of(seeds.folder)
    places = {"SEEDS": seeds.folder, "OUT": tmp_path / "out"}
    for language, words in (
        ("C", "storage version 11): this version can't read it, and leaves it as it is. 1.0.0 is"),
        ("es", "almacenamiento 11): esta versión no puede leerlo y lo deja como está. La 1.0.0 es"),
    ):
        done = command(
            released.settings, *(places.get(x, x) for x in arguments), LC_ALL=f"{language}.UTF-8"
        )
        assert done.exit_code == 1
        assert words in done.stderr
        assert "`git checkout ':/^Release 1.0.0'`, `make up`" in done.stderr
    assert (released.everything(), files_of(seeds.folder)) == before
    assert not places["OUT"].exists()


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_does_not_load_says_how_a_graph_of_1_0_0_is_upgraded(
    released: Live, seeds: Seeds, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    before = released.everything()
    places = {"SEEDS": seeds.folder, "OUT": tmp_path / "out"}
    done = command(released.settings, *(places.get(x, x) for x in arguments))
    assert done.exit_code == 1
    assert f"storage version 12; this version needs {STORAGE_VERSION}" in done.stderr
    assert "`make up` or `seeds load` upgrades it." in done.stderr
    assert released.everything() == before


def test_a_graph_of_a_newer_program_is_refused(loaded: Live, seeds: Seeds) -> None:
    loaded.rows("MATCH (r:Release) SET r.storageVersion = 99")
    for name in ("load", "plan"):
        assert "storage version 99" in run(loaded, name, seeds, status=1)


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
