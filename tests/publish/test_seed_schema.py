"""The JSON Schemas of entry files accept every seed and reject what the loader rejects."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError, SafeConstructor
from ruamel.yaml.nodes import ScalarNode

from graph_service.model.edtf import PATTERN, parse_edtf
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, edges_of
from graph_service.publish.files import published
from tests.catalogue.seeding import Seeds

SEEDS = Path(__file__).parents[2] / "seeds"
FOLDERS = [str(t.folder) for t in ENTRY_TYPES]
Entry = dict[str, object]


@pytest.fixture
def seeds(tmp_path: Path) -> Seeds:
    return Seeds(tmp_path / "seeds").basics()


class DatesStayText(SafeConstructor):
    """Leaves 2018-10-09 as it is written, as YAML 1.2 does."""


def _as_written(_: SafeConstructor, node: ScalarNode) -> str:
    return str(node.value)


DatesStayText.add_constructor("tag:yaml.org,2002:timestamp", _as_written)


def _read(path: Path) -> Entry:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = DatesStayText
    return cast("Entry", yaml.load(path.read_text(encoding="utf-8")))


def _schema(folder: str) -> dict[str, object]:
    return cast("dict[str, object]", json.loads(published()[f"seeds/{folder}.schema.json"]))


def _problems(folder: str, entry: Mapping[str, object]) -> list[str]:
    return [e.message for e in Draft202012Validator(_schema(folder)).iter_errors(entry)]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_schema_is_a_json_schema(folder: str) -> None:
    Draft202012Validator.check_schema(_schema(folder))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_seed_is_valid(folder: str) -> None:
    files = sorted((SEEDS / folder).rglob("*.yaml"))
    assert files or not (SEEDS / folder).exists()
    wrong = {
        str(f.relative_to(SEEDS)): found for f in files if (found := _problems(folder, _read(f)))
    }
    assert wrong == {}


@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: str(t.name))
def test_the_fields_are_those_of_the_model_without_derived_ones(
    node_type: object,
) -> None:
    found = next(t for t in ENTRY_TYPES if t is node_type)
    properties = cast("dict[str, object]", _schema(str(found.folder))["properties"])
    derived = {p.name for p in PROPERTIES[found.name].values() if p.derived}
    own = PROPERTIES[found.name].keys() - derived - {"slug"}
    assert properties.keys() == own | {e.forward for e in edges_of(found)}


VISIT: Entry = {
    "name": {"es": "Pasantía"},
    "kind": "INTERNSHIP",
    "date": "2018-10-09",
    "visitorCountries": [{"slug": "hnd", "role": "LEARNER", "basis": "INFERRED"}],
    "hostCountries": ["cri", {"slug": "pan", "note": {"en": "Too."}, "sources": ["a"]}],
    "sources": ["a", {"slug": "b", "note": {"en": "Page 3."}}],
}
TRANSFER: Entry = {
    "name": {"en": "Transfer"},
    "basis": "STATED",
    "practice": "gp-cri-eri",
    "events": [
        {
            "position": 1,
            "stage": "VISITED",
            "takenBy": [{"slug": "hnd-cicesct", "note": {"en": "N"}}],
        }
    ],
    "sources": ["a"],
}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"date": 2018},
        {"date": {"edtf": 2018, "qualifier": "REPORTED"}},
        {"date": {"edtf": "../2018-10-09"}},
        {"formerSlugs": ["xv-old"]},
        {"topics": []},
    ],
    ids=str,
)
def test_valid_visits(change: Entry) -> None:
    assert _problems("exchange-visits", VISIT | change) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": {}}, "{} should be non-empty"),
        ({"name": {"fr": "Stage"}}, "Additional properties are not allowed ('fr' was unexpected)"),
        ({"name": "Pasantía"}, "'Pasantía' is not of type 'object'"),
        ({"kind": "HOLIDAY"}, "'HOLIDAY' is not one of"),
        ({"date": "9.10.2018"}, "'9.10.2018' does not match"),
        ({"date": 18}, "18 is less than the minimum of 1000"),
        ({"date": {"qualifier": "AT"}}, "'edtf' is a required property"),
        ({"visitorCountries": ["hnd"]}, "'hnd' is not of type 'object'"),
        ({"visitorCountries": [{"slug": "hnd"}]}, "'role' is a required property"),
        ({"hostCountries": [{"slug": "cri", "basis": "DERIVED"}]}, "'DERIVED' is not one of"),
        ({"hostCountries": [{"slug": "cri", "role": "PEER"}]}, "('role' was unexpected)"),
        ({"hostCountries": ["Costa Rica"]}, "'Costa Rica' does not match"),
        ({"sources": []}, "[] should be non-empty"),
        ({"sources": [{"slug": "a", "sources": ["b"]}]}, "('sources' was unexpected)"),
        ({"slug": "xv-a"}, "('slug' was unexpected)"),
        ({"transfers": ["kt-a"]}, "('transfers' was unexpected)"),
    ],
    ids=str,
)
def test_invalid_visits(change: Entry, expected: str) -> None:
    (problem,) = _problems("exchange-visits", VISIT | change)
    assert expected in problem


@pytest.mark.parametrize("name", ["name", "kind", "sources"])
def test_required_fields_of_a_visit(name: str) -> None:
    assert _problems("exchange-visits", {k: v for k, v in VISIT.items() if k != name}) == [
        f"'{name}' is a required property"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"practice": {"slug": "gp-cri-eri", "basis": "ASSUMED"}}, None),
        ({"basis": "DERIVED"}, "'DERIVED' is not one of"),
        ({"stage": "VISITED"}, "('stage' was unexpected)"),
        ({"practice": ["gp-cri-eri"]}, "is not of type 'string', 'object'"),
        ({"events": []}, "[] should be non-empty"),
        ({"events": [{"stage": "VISITED"}]}, "'position' is a required property"),
        ({"events": [{"position": 0, "stage": "VISITED"}]}, "0 is less than the minimum of 1"),
        (
            {"events": [{"position": 1, "stage": "VISITED", "name": "Visitada"}]},
            "('name' was unexpected)",
        ),
    ],
    ids=str,
)
def test_transfers_with_their_events(change: Entry, expected: str | None) -> None:
    problems = _problems("knowledge-transfers", TRANSFER | change)
    assert len(problems) == (0 if expected is None else 1)
    assert all(expected is not None and expected in problem for problem in problems)


_DAY = st.dates().map(lambda d: f"{d.year:04}-{d.month:02}-{d.day:02}")
_POINT = _DAY.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
_SPAN = st.tuples(st.one_of(_POINT, st.just("..")), st.one_of(_POINT, st.just(".."))).map("/".join)
_UNKNOWN = _DAY.map(lambda day: f"XXXX{day[4:]}")
_TEXT = st.one_of(
    _POINT,
    _SPAN,
    _UNKNOWN,
    st.tuples(_UNKNOWN, _UNKNOWN).map("/".join),
    st.tuples(_UNKNOWN, _POINT).map("/".join),
    st.text("0129X-/.", max_size=12),
)


@given(_TEXT)
def test_the_pattern_of_dates_accepts_what_the_parser_accepts(text: str) -> None:
    try:
        parse_edtf(text)
    except ValueError as error:
        if "(" not in str(error):  # the form is wrong, not only the day
            assert re.search(PATTERN, text) is None
    else:
        assert re.search(PATTERN, text)


INSTITUTION = """\
name: {es: Uno}
kind: AGENCY
level: NATIONAL
sources: [iom]
"""


@pytest.mark.parametrize(
    "line",
    [
        "acronym: X",
        'acronym: "2018"',
        "founded: 2018",
        "founded: {edtf: 2018-10, qualifier: REPORTED}",
        "formerNames: [a, b]",
        "otherNames: {es: [a, b], pt: [a]}",
        "otherNames: {}",
        "country: hnd",
        "country: {slug: hnd, basis: INFERRED, note: {en: N}, sources: [iom]}",
        "memberCountries: [hnd, {slug: pan}]",
        "memberCountries: []",
        "website: https://example.org/x",
        "disputed: {en: [a]}",
        "note: {es: N, pt: N}",
        "formerSlugs: [old]",
    ],
)
def test_schema_and_check_accept(seeds: Seeds, line: str) -> None:
    assert _verdicts(seeds, f"{INSTITUTION}{line}\n") == (True, True)


@pytest.mark.parametrize(
    "line",
    [
        "acronim: X",
        "id: x",
        "slug: x",
        "ownedPractices: [p]",
        "acronym: [X]",
        'acronym: ""',
        f"acronym: {'x' * 501}",
        "founded: soon",
        "founded: 18",
        "founded: {qualifier: AT}",
        "founded: {edtf: 2018, qualifier: ABOUT}",
        "founded: {edtf: 2018, more: x}",
        "founded: 2018-13",
        "formerNames: x",
        "formerNames: [x, x]",
        "formerNames: [[x]]",
        "otherNames: [x]",
        "otherNames: {es: x}",
        "otherNames: {fr: [x]}",
        "otherNames: {es: [x, x]}",
        "otherNames: {es: [[x]]}",
        "country: [hnd]",
        "country: {basis: STATED}",
        "country: {slug: hnd, basis: DERIVED}",
        "country: {slug: hnd, bases: STATED}",
        "country: Honduras",
        "memberCountries: hnd",
        "memberCountries: [hnd, hnd]",
        "governedBy: [{slug: x2, relation: INSIDE}]",
        "website: javascript:alert(1)",
        "website: https://a b",
        "formerSlugs: [X]",
        "sources: []",
        "kind: POLICE\nkind: POLICE",
        "disputed: [a]",
        "note: x",
        "noteLanguage: EN",
    ],
)
def test_schema_and_check_refuse(seeds: Seeds, line: str) -> None:
    name = line.partition(":")[0]
    rest = "".join(x for x in INSTITUTION.splitlines(True) if not x.startswith(f"{name}:"))
    assert _verdicts(seeds, f"{rest}{line}\n") == (False, False)


@pytest.mark.parametrize(
    ("line", "schema", "check"),
    [
        ("founded: 2018-02-30", True, False),  # the calendar
        ("country: hnd2", True, False),  # other files
        ('acronym: "a\\u202eb"', True, False),  # characters
        ("acronym: 2018", False, True),  # a number for editors, a text for the loader
        ("acronym:", False, True),  # not filled in yet
    ],
)
def test_where_schema_and_check_differ(seeds: Seeds, line: str, schema: bool, check: bool) -> None:
    assert _verdicts(seeds, f"{INSTITUTION}{line}\n") == (schema, check)


def _verdicts(seeds: Seeds, text: str) -> tuple[bool, bool]:
    """Whether the schema accepts an institution's file, and whether `seeds check` does."""
    path = seeds.put("institutions/x.yaml", text)
    try:
        valid = _problems("institutions", _read(path)) == []
    except DuplicateKeyError:  # editors reject that, too
        valid = False
    return valid, seeds.problems() == []
