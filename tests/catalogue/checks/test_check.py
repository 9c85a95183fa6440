"""The report of `seeds check`: all problems of all files in order, and their number."""

from graph_service.catalogue.checks.check import examine
from graph_service.catalogue.problems import LIKELY_MISTAKES, Rule
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT

DOUBTS = (Rule.NOBODY, Rule.BOTH_SIDES, Rule.VISIT_LATE, Rule.NOT_THEN)


def test_six_errors_are_reported_in_one_run(seeds: Seeds) -> None:
    seeds.institution("a", more="acronim: X\n")
    seeds.institution("b", country="hnd2")
    seeds.institution("c")
    seeds.put("institutions/c.yml", (seeds.folder / "institutions/c.yaml").read_bytes())
    seeds.practice("p", "[a, nobody]")
    seeds.institution("d", more="founded: 2018-13\n")
    seeds.put("topics/t.yaml", "name: {es: T\n")
    i, g, t = (seeds.folder / name for name in ("institutions", "good-practices", "topics"))
    stream_end = (
        "not YAML: a list or a mapping lacks a comma or its closing bracket, or a text with [[ ]]"
        " lacks quotes"
    )
    *lines, count = seeds.refused().splitlines()
    assert [line.partition("; ")[0] for line in lines] == [
        f'{g}/p.yaml:5:13: unknown institution "nobody" in owners[2]',
        f'{i}/a.yaml:5:1: unknown field "acronim" of institution',
        f'{i}/b.yaml:5:10: unknown country "hnd2" in country',
        f'{i}/c.yml:1:1: wrong file extension ".yml"',
        f'{i}/d.yaml:5:10: "2018-13" in founded is not a date (there is no such month)',
        f"{t}/t.yaml:2:1: {stream_end}",
    ]
    assert count == "6 problems in 6 files"


def test_a_missing_folder_and_a_file(seeds: Seeds) -> None:
    nowhere = Seeds(seeds.folder / "nowhere")
    assert nowhere.problem().without_place(Language.ES) == "no existe esta carpeta"
    file = Seeds(seeds.put("topics/a.yaml", "name: {es: A}"))
    assert file.problem().without_place(Language.ES) == (
        "no es una carpeta: indique la que tiene las carpetas de los tipos"
    )


def test_the_catalogue_has_no_errors_and_twenty_five_doubts() -> None:
    """They are facts that its sources state, or leave open."""
    findings = examine(ROOT / "seeds")
    assert [str(p) for p in findings.errors] == []
    assert [str(p) for p in findings.warnings if p.rule in LIKELY_MISTAKES] == []
    doubts = [p for p in findings.warnings if p.rule in DOUBTS]
    assert len(doubts) == 25
