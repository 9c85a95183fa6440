"""Pages of countries and topics suggest what the files of seeds/ allow: worked out from YAML."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from graph_service.explorer.parts.topics import BODIES
from graph_service.model.enums import InstitutionKind
from tests.reached import reached, world_of

SEEDS = Path(__file__).parents[2] / "seeds"
NOT_NOW = {"ENDED", "PLANNED", "INACTIVE"}
KINDS = {
    "COORDINATION_BODY": {"coordination"},
    "RESPONSE_TEAM": {"immediate-response"},
    "VICTIM_SERVICE": {"assistance", "immediate-response"},
    "CHILD_PROTECTION": {"children"},
    "PROSECUTION": {"investigation"},
    "POLICE": {"investigation"},
    "MIGRATION_AUTHORITY": {"borders"},
}
"""The topics on which institutions of a kind may work."""


def files(folder: str) -> Mapping[str, Any]:
    """Return the entries of a folder by slug."""
    return {path.stem: yaml.safe_load(path.read_text()) for path in (SEEDS / folder).iterdir()}


PRACTICES, INSTITUTIONS = files("good-practices"), files("institutions")
AGREEMENTS, VISITS, TOPICS = files("agreements"), files("exchange-visits"), files("topics")
REGION = sorted(slug for slug, country in files("countries").items() if country["inRegion"])
OPERATING = {slug for slug, one in PRACTICES.items() if one.get("status") not in NOT_NOW}


def slugs(entry: Mapping[str, Any], field: str) -> set[str]:
    """Return the slugs of the links of a field."""
    return {one if isinstance(one, str) else one["slug"] for one in entry.get(field, ())}


def parties(entry: Mapping[str, Any], field: str) -> set[str]:
    """Return the countries that are parties to the agreements of a field."""
    return {country for slug in slugs(entry, field) for country in party_countries(slug)}


def party_countries(agreement: str) -> set[str]:
    return slugs(AGREEMENTS[agreement], "partyCountries")


def tied_topics() -> Iterator[tuple[str, str]]:
    """Yield each country with a topic on which it has a practice, a body or an agreement."""
    for practice in PRACTICES.values():
        bodies = slugs(practice, "owners") | slugs(practice, "operators")
        countries = {str(INSTITUTIONS[body].get("country")) for body in bodies}
        for country in slugs(practice, "countries") | countries | parties(practice, "basedOn"):
            yield from ((country, topic) for topic in slugs(practice, "topics"))
    for visit in VISITS.values():
        for country in parties(visit, "agreements"):
            yield from ((country, topic) for topic in slugs(visit, "topics"))
    for body in INSTITUTIONS.values():
        yield from ((str(body.get("country")), topic) for topic in KINDS.get(body["kind"], ()))


TIED = set(tied_topics())


def section(response: httpx.Response, name: str) -> str:
    """Return the HTML of a section of a page, perhaps of a folded one."""
    assert response.status_code == 200
    sections = rf'<section id="{name}">(.*?)</section>|<div id="{name}">(.*?)</div></details>'
    ((shown, folded),) = re.findall(sections, response.text, re.DOTALL)
    return str(shown or folded)


def test_the_kinds_of_bodies_are_those_of_topics_that_exist() -> None:
    assert {(kind, topic) for topic, kinds in BODIES.items() for kind in kinds} == {
        (kind, topic) for kind, topics in KINDS.items() for topic in topics
    }
    assert BODIES.keys() <= TOPICS.keys()
    assert KINDS.keys() <= InstitutionKind.__members__.keys()


@pytest.mark.parametrize("country", REGION)
def test_a_country_page_names_topics_without_its_own(pages: httpx.Client, country: str) -> None:
    text = section(pages.get(f"/en/countries/{country}"), "lacks")
    assert "/en/good-practices" not in text
    rows = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", text, re.DOTALL)
    found = {}
    for row in rows:
        ((topic, chosen),) = re.findall(r'"/en/topics/([a-z-]+)\?country=([a-z]+)"', row)
        assert chosen == country
        (number,) = re.findall(r'class="number">(\d+)<', row)
        found[topic] = int(number), set(re.findall(r'"/en/countries/([a-z]+)"', row))
    expected = {}
    for topic, said in TOPICS.items():
        if said["scheme"] == "SUBJECT" and (country, topic) not in TIED:
            elsewhere = [
                PRACTICES[one] for one in OPERATING if topic in slugs(PRACTICES[one], "topics")
            ]
            countries = [slugs(practice, "countries") for practice in elsewhere]
            expected[topic] = len(elsewhere), set().union(*countries)
    assert found == expected


def test_honduras_has_a_coordination_body() -> None:
    """seeds/institutions/hnd-cicesct.yaml; none of its practices is on the topic."""
    assert ("hnd", "coordination") in TIED
    assert "coordination" not in {
        topic
        for practice in PRACTICES.values()
        if "hnd" in slugs(practice, "countries")
        for topic in slugs(practice, "topics")
    }


def test_a_topic_page_lists_practices_in_operation(pages: httpx.Client) -> None:
    countries = Counter(practice for practice, _ in reached(world_of(SEEDS)))
    evaluations = Counter(
        f"GoodPractice:{practice}"
        for evaluation in files("evaluations").values()
        for practice in slugs(evaluation, "practices")
    )
    for topic in TOPICS:
        text = section(pages.get(f"/en/topics/{topic}?country=pan"), "hosts")
        table, _, rest = text.partition("</table>")
        found = re.findall(r'<th scope="row"><a [^>]*href="/en/good-practices/([^"]+)"', table)
        about = {one for one, said in PRACTICES.items() if topic in slugs(said, "topics")}
        assert len(found) == len(set(found))
        assert set(found) == about & OPERATING
        assert set(re.findall(r'"/en/good-practices/([^"]+)"', rest)) == about - OPERATING
        ids = [f"GoodPractice:{slug}" for slug in found]
        order = [(-countries[one], -evaluations[one]) for one in ids]
        assert order == sorted(order)


def test_a_topic_page_names_countries_without_a_practice(pages: httpx.Client) -> None:
    for topic in TOPICS:
        response = pages.get(f"/en/topics/{topic}")
        about = [said for said in PRACTICES.values() if topic in slugs(said, "topics")]
        without = {*REGION}.difference(*(slugs(said, "countries") for said in about))
        bare = {country for country in without if (country, topic) not in TIED}
        text = section(response, "without") if without else ""
        nothing, _, tied = text.partition("<h3>")
        linked = re.findall(r'"/en/countries/([a-z]+)"', nothing)
        assert sorted(linked) == sorted(bare)
        assert set(re.findall(r'"/en/countries/([a-z]+)"', tied)) == without - bare
