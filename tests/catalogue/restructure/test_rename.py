"""Another slug: in the file, in all files that cite it, and in notes; the rest stays as it was."""

import pytest

from tests.catalogue.live import Live
from tests.catalogue.planning import run, undated
from tests.catalogue.seeding import Seeds

from .helpers import command, contents

CITING = """\
# yaml-language-server: $schema=../../schema/seeds/knowledge-transfers.schema.json
# Kept: arg-red is named below.
name:   {es: "kt"}   # a comment
basis: STATED
practice: {slug: 'gp-red', note: {en: "See [[gp-red]]; not gp-red."}}
visits: []
targetCountries: [hnd,
  cri]
sources:
  - iom   # the first

  # about the second
  - "arg-red"
disputed:
  en:
    - >-
      Whether [[gp-red]] ([[arg-red]]) began
events:
  - {stage: VISITED, position: 1, sources: [arg-red, iom]}
"""


@pytest.fixture
def linked(seeds: Seeds) -> Seeds:
    seeds.source("arg-red")
    seeds.institution("mj", "arg")
    seeds.practice("gp-red", "[mj]", "countries: [{slug: arg, sources: [arg-red]}]\n")
    seeds.put("knowledge-transfers/kt.yaml", CITING)
    return seeds


def test_all_files_that_cite_it_change_and_nothing_else(linked: Seeds) -> None:
    before = contents(linked.folder)
    assert command(linked, "rename", "arg-red", "redavit-2019") == (
        "  ~ sources/arg-red → sources/redavit-2019\n"
        "  ~ good-practices/gp-red  Countries\n"
        "  ~ knowledge-transfers/kt  Event, Sources, Disputed\n"
        "4 files changed.\n"
    )
    after = contents(linked.folder)
    expected = CITING.encode()
    expected = expected.replace(b'- "arg-red"', b'- "redavit-2019"')
    expected = expected.replace(b"[arg-red, iom]", b"[redavit-2019, iom]")
    expected = expected.replace(b"[[arg-red]]", b"[[redavit-2019]]")
    assert after.pop("knowledge-transfers/kt.yaml") == expected
    source = before.pop("sources/arg-red.yaml")
    assert after.pop("sources/redavit-2019.yaml") == source + b"formerSlugs:\n  - arg-red\n"
    practice = before.pop("good-practices/gp-red.yaml")
    assert after.pop("good-practices/gp-red.yaml") == practice.replace(
        b"[arg-red]", b"[redavit-2019]"
    )
    del before["knowledge-transfers/kt.yaml"]
    assert after == before
    assert linked.problems() == []


def test_notes_and_quotes(linked: Seeds) -> None:
    command(linked, "rename", "good-practices/gp-red.yaml", "gp-red-nueva")
    text = (linked.folder / "knowledge-transfers/kt.yaml").read_text()
    assert (
        """practice: {slug: 'gp-red-nueva', note: {en: "See [[gp-red-nueva]]; not gp-red."}}"""
        in text
    )
    assert "      Whether [[gp-red-nueva]] ([[arg-red]]) began\n" in text


def test_a_former_slug_can_come_back(linked: Seeds) -> None:
    before = contents(linked.folder)
    command(linked, "rename", "GoodPractice/gp-red", "gp-b")
    command(linked, "rename", "seeds\\good-practices\\gp-b.yaml", "gp-c")
    text = (linked.folder / "good-practices/gp-c.yaml").read_text()
    assert text.endswith("formerSlugs:\n  - gp-red\n  - gp-b\n")
    command(linked, "rename", "GoodPractice:gp-c", "gp-red")
    after = contents(linked.folder)
    practice = before.pop("good-practices/gp-red.yaml")
    assert after.pop("good-practices/gp-red.yaml") == practice + (
        b"formerSlugs:\n  - gp-b\n  - gp-c\n"
    )
    assert after == before


def test_crlf_marks_and_missing_line_ends_stay(linked: Seeds) -> None:
    source = b"\xef\xbb\xbfname: x\r\npublisher: y\r\nlanguage: ES\r\nreadExtent: FULL"
    linked.put("sources/arg-red.yaml", source)
    command(linked, "rename", "arg-red", "arg-azul")
    assert (linked.folder / "sources/arg-azul.yaml").read_bytes() == (
        source + b"\r\nformerSlugs:\r\n  - arg-red"
    )


def test_slugs_that_look_like_numbers_are_quoted(linked: Seeds) -> None:
    command(linked, "rename", "institutions/mj", "2019")
    assert 'owners: ["2019"]' in (linked.folder / "good-practices/gp-red.yaml").read_text()
    assert linked.problems() == []


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("arg-rojo", "x"), 'there is no entry "arg-rojo"; did you mean "sources/arg-red"?'),
        (("nada-así", "x"), 'there is no entry "nada-así"'),
        (("persons/ana", "x"), 'there is no entry "persons/ana"'),
        (("gp-red", "good-practices/x"), '"good-practices/x" is not a slug; allowed: a-z'),
        (("gp-red", "Línea 145"), '"Línea 145" is not a slug; allowed: a-z, 0-9 and hyphens'),
        (("gp-red", "con"), 'Windows reserves the name "con"'),
        (("arg-red", "iom"), '"sources/iom" already exists; to unite the two entries, use seeds'),
        (("gp-red", "gp-red"), '"good-practices/gp-red" already exists'),
    ],
)
def test_names_that_are_refused(linked: Seeds, names: tuple[str, str], expected: str) -> None:
    before = contents(linked.folder)
    assert command(linked, "rename", *names, status=1).startswith(expected)
    assert contents(linked.folder) == before


def test_an_ambiguous_name_in_spanish(linked: Seeds) -> None:
    linked.institution("gp-red", "arg")
    assert command(linked, "rename", "gp-red", "x", lang="es", status=1) == (
        '"gp-red" es ambiguo; escriba uno de estos: institutions/gp-red, good-practices/gp-red\n'
    )


def test_a_former_slug_of_another_entry_and_an_invalid_folder(linked: Seeds) -> None:
    linked.institution("pan", "pan", "formerSlugs: [mj-2]\n")
    before = contents(linked.folder)
    output = command(linked, "rename", "institutions/mj", "mj-2", status=1)
    assert output.startswith("the changed files would have problems, so nothing was written:\n")
    assert '"mj-2" in formerSlugs is the slug of an entry that is still there' in output
    linked.put("topics/x.yaml", "name: {es: x}\n")
    output = command(linked, "rename", "institutions/mj", "mj-3", status=1)
    assert output.startswith('topics/x.yaml:1:1: the field "scheme" is missing')
    (linked.folder / "topics/x.yaml").unlink()
    assert contents(linked.folder) == before


def test_a_dry_run_writes_nothing(linked: Seeds) -> None:
    before = contents(linked.folder)
    output = command(linked, "rename", "arg-red", "arg-azul", "--dry-run", lang="es")
    assert output.endswith("No se escribió nada.\n")
    assert "  ~ sources/arg-red → sources/arg-azul\n" in output
    assert contents(linked.folder) == before


def test_a_plan_shows_a_rename(live: Live, linked: Seeds) -> None:
    run(live, "load", linked)
    command(linked, "rename", "gp-red", "gp-azul")
    lines = undated(run(live, "plan", linked)).splitlines()
    assert "renamed, formerly gp-red" in lines[0]
    assert lines[0].startswith("  ~ good-practices/gp-azul")
    assert not [line for line in lines if line.startswith(("  + ", "  - "))]
    assert "1 renamed" in lines[-1]
