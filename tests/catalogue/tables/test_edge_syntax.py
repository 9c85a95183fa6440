"""The properties of a link in brackets: each is read, or reported once."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.catalogue.seeding import Seeds

from .tables import a_workbook, imported, refused

VISIT = ("slug", "name.es", "kind", "visitorCountries", "sources")
TERMS = ("Learner", "Expert", "Peer", "Adviser", "Observer")
ROLES = f"Role={'/'.join(TERMS)}"
BASES = "Basis=Stated/Inferred/Assumed"
QUOTE = 'Quote="…"'
NOTE = f'{QUOTE}, Editor\'s note="…", Language of the note=Spanish/English/Portuguese'
ROLE_BASES = "Basis of the role=Stated/Inferred/Assumed"
ALLOWED = f"{ROLES}, {ROLE_BASES}, {BASES}, {NOTE}, Sources=… …"
FIRST = 'column "visitorCountries", no. 1'
NO_BRACKETS = f"in {FIRST} is not a slug followed by brackets; allowed: slug (…)"


def not_allowed(value: str, meant: str = "", *, at: str = FIRST, allowed: str = ALLOWED) -> str:
    near = f' did you mean "{meant}"?;' if meant else ""
    return f'"{value}" in {at} is not allowed in brackets;{near} allowed: {allowed}'


def second(value: str, name: str, number: int, first: str) -> str:
    at = f'"{name}" of column "visitorCountries", no. {number}'
    return f"{value} is a second value of {at}; the first is {first}"


def a_visit(tmp_path: Path, visitors: str, sources: str = "iom") -> Path:
    row = ("xv-uno", "Uno", "INTERNSHIP", visitors, sources)
    return a_workbook(tmp_path, visitas=[VISIT, row])


@pytest.mark.parametrize(
    ("visitors", "message"),
    [
        ("hnd (LEARNER, EXPERT)",
         second("Expert", "Role", 1, "Learner")),
        ("hnd (LEARNER, role=Comparte)",
         second("Expert", "Role", 1, "Learner")),
        ("cri (PEER); hnd (PEER, PEER)",
         second("Peer", "Role", 2, "Peer")),
        ("hnd (PEER, basis=STATED, ASSUMED)",
         second("Assumed", "Basis", 1, "Stated")),
        ('hnd (PEER, note="x", note="y")',
         second('"y"', "Editor's note", 1, '"x"')),
        ("hnd (PEER, sources=iom, sources=otra)",
         second('"otra"', "Sources", 1, '"iom"')),
    ],
)  # fmt: skip
def test_a_second_value_is_reported(
    seeds: Seeds, tmp_path: Path, visitors: str, message: str
) -> None:
    assert refused(seeds, a_visit(tmp_path, visitors), "exchange-visits") == [
        f"tabla.xlsx:visitas!D2: {message}",
        "1 problem in 1 file",
    ]


@pytest.mark.parametrize(
    ("visitors", "message"),
    [
        ("hnd (ALUMNO)", not_allowed("ALUMNO")),
        ("hnd (LEARNR)", not_allowed("LEARNR", "Learner")),
        ("hnd (PEER, note: hello)", not_allowed("note: hello", "Editor's note=hello")),
        ("hnd (PEER, notes=hello)", not_allowed("notes=hello", "Editor's note=hello")),
        ("cri (PEER, slug=hnd)", not_allowed("slug=hnd")),
        ("hnd ()", f'"hnd ()" in {FIRST}: leave out the empty brackets; did you mean "hnd"?'),
        ("hnd (PEER) x", f'"hnd (PEER) x" {NO_BRACKETS}'),
        ("hnd (PEER", f'"hnd (PEER" {NO_BRACKETS}'),
        ("hnd PEER)", f'"hnd PEER)" {NO_BRACKETS}'),
        ('hnd (PEER, note="x); gtm (PEER, note="y")',
         not_allowed('note="x); gtm (PEER, note="y"')),
        ("hnd", f'{FIRST} without "Role"; allowed: hnd ({ROLES})'),
        ("hnd (INFERRED)", f'{FIRST} without "Role"; allowed: slug ({ROLES})'),
        ("hnd (role=ALUMNO)",
         f'unknown value "ALUMNO" in "Role" of {FIRST}; allowed: {", ".join(TERMS)}'),
    ],
)  # fmt: skip
def test_an_invalid_link_is_reported_once(
    seeds: Seeds, tmp_path: Path, visitors: str, message: str
) -> None:
    assert refused(seeds, a_visit(tmp_path, visitors), "exchange-visits") == [
        f"tabla.xlsx:visitas!D2: {message}",
        "1 problem in 1 file",
    ]


def test_a_source_has_no_sources(seeds: Seeds, tmp_path: Path) -> None:
    table = a_visit(tmp_path, "hnd (PEER)", "iom (note: hello; there, sources=iom)")
    allowed = f"{BASES}, {NOTE}"
    at = 'column "sources", no. 1'
    assert refused(seeds, table, "exchange-visits") == [
        *(
            f"tabla.xlsx:visitas!E2: {not_allowed(value, meant, at=at, allowed=allowed)}"
            for value, meant in (
                ("note: hello", "Editor's note=hello"),
                ("sources=iom", ""),
                ("there", ""),
            )
        ),
        "3 problems in 1 file",
    ]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        'hnd (' + '""' * 60,
        'hnd (note="' * 3_000,
        "hnd (" + '="("' * 10_000,
        "hnd (" * 10_000,
        "hnd" + " " * 30_000 + "x",
        "hnd (PEER, a" + " " * 30_000 + "b)",
        "hnd (PEER, note=a" + " " * 30_000 + "b, c)",
    ],
    ids=range(7),
)  # fmt: skip
def test_every_cell_is_parsed_quickly(seeds: Seeds, tmp_path: Path, text: str) -> None:
    assert refused(seeds, a_visit(tmp_path, text), "exchange-visits")


@pytest.mark.parametrize(
    ("fact", "note"),
    [
        ('note="dijo; y (oyó), algo"', "dijo; y (oyó), algo"),
        ('note = "dijo, y oyó"', "dijo, y oyó"),
        ('note=dijo "sí"', 'dijo "sí"'),
        ('note=mide 5" de alto', 'mide 5" de alto'),
        ("note=a=b", "a=b"),
    ],
)
def test_a_note_keeps_its_text(seeds: Seeds, tmp_path: Path, fact: str, note: str) -> None:
    imported(seeds, a_visit(tmp_path, f"hnd (PEER, {fact}); gtm (PEER)"), "exchange-visits")
    written = YAML(typ="safe").load(seeds.folder / "exchange-visits/xv-uno.yaml")
    assert written["visitorCountries"] == [
        {"slug": "hnd", "role": "PEER", "note": note},
        {"slug": "gtm", "role": "PEER"},
    ]


TRANSFER = ("slug", "name.es", "basis", "practice", "sources", "events.position", "events.stage",
            "events.basis", "events.ratings", "events.takenBy")  # fmt: skip


def a_transfer(seeds: Seeds, tmp_path: Path, basis: str, ratings: str, taken: str) -> Path:
    seeds.institution("cri-eri", country="cri")
    seeds.practice("gp-eri", "[cri-eri]", "operators: [cri-eri]")
    seeds.put("topics/acuerdo.yaml", "name: {es: Acuerdo}\nscheme: CRITERION\n")
    first = ("kt-uno", "Uno", "STATED", 'gp-eri (note="x")', "iom", 1, "VISITED", "", "", "")
    second = ("kt-uno", "", "", "", "", 2, "FEASIBILITY_ASSESSED", basis, ratings, taken)
    return a_workbook(tmp_path, transferencias=[TRANSFER, first, second])


def test_an_event_has_links_and_a_basis(seeds: Seeds, tmp_path: Path) -> None:
    ratings = 'acuerdo (origin=-1, target=2, note="dicho, y oído", sources=iom)'
    imported(
        seeds, a_transfer(seeds, tmp_path, "Se supone", ratings, "cri-eri"), "knowledge-transfers"
    )
    text = (seeds.folder / "knowledge-transfers/kt-uno.yaml").read_text(encoding="utf-8")
    assert text.partition("practice:")[2] == EVENTS


EVENTS = """ {slug: gp-eri, note: x}
events:
  - {stage: VISITED, position: 1}
  - stage: FEASIBILITY_ASSESSED
    position: 2
    takenBy:
      - cri-eri
    ratings:
      - slug: acuerdo
        origin: -1
        target: 2
        note: dicho, y oído
        sources:
          - iom
    basis: ASSUMED
sources:
  - iom
"""


def test_a_problem_in_an_event_has_the_number_of_the_event(seeds: Seeds, tmp_path: Path) -> None:
    table = a_transfer(seeds, tmp_path, "", "acuerdo (origin=1, origin=2)", "cri-eri (target=1)")
    second, target, _count = refused(seeds, table, "knowledge-transfers")
    assert second == (
        'tabla.xlsx:transferencias!I3: "2" is a second value of "Origin" of column'
        ' "events.ratings", no. 1; the first is "1"'
    )
    wrong = not_allowed(
        "target=1",
        at='column "events.takenBy", no. 1',
        allowed=f"{BASES}, {NOTE}, Sources=… …",
    )
    assert target == f"tabla.xlsx:transferencias!J3: {wrong}"


def test_booleans_in_brackets_are_written_as_in_cells(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("cri-eri", country="cri")
    table = a_workbook(
        tmp_path,
        buenas=[
            ("slug", "name.es", "themes", "level", "owners", "operators", "sources"),
            ("gp-x", "X", "PROTECTION", "NATIONAL", "cri-eri", "cri-eri (embodies=sí)", "iom"),
        ],
    )
    imported(seeds, table, "good-practices")
    text = (seeds.folder / "good-practices/gp-x.yaml").read_text(encoding="utf-8")
    assert "  - {slug: cri-eri, embodies: true}\n" in text


@pytest.mark.parametrize(
    "note", ["“llegó sola; se fue”", "«llegó sola; se fue»", "”llegó sola; se fue”"]
)
def test_quotes_of_word_processors_group_a_value(seeds: Seeds, tmp_path: Path, note: str) -> None:
    imported(seeds, a_visit(tmp_path, f"pan (PEER, note={note})"), "exchange-visits")
    text = (seeds.folder / "exchange-visits/xv-uno.yaml").read_text(encoding="utf-8")
    assert "note: llegó sola; se fue\n" in text
