"""Two entries become one: where they say different things, a comment names what would be lost."""

import pytest

from tests.catalogue.live import Live
from tests.catalogue.planning import run, undated
from tests.catalogue.seeding import Seeds

from .helpers import command, contents

INTO = """\
# The ministry.
name: {es: Ministerio}   # short
kind: AGENCY
level: NATIONAL
country: arg
governedBy: [jgm]
sources:
  - iom  # seen

# The end.
note: {en: Kept.}
"""


@pytest.fixture
def twins(seeds: Seeds) -> Seeds:
    seeds.source("tip")
    seeds.institution("jgm", "arg")
    seeds.put("institutions/b.yaml", INTO)
    seeds.put(
        "institutions/a.yaml",
        """\
        name: {pt: Ministério}
        acronym: MJ
        kind: AGENCY
        level: NATIONAL
        country: arg
        governedBy: [jgm, b]
        sources: [tip, iom]
        formerSlugs: [a-old]
        """,
    )
    seeds.practice("p", "[a]")
    seeds.practice("q", "[b, a]")
    seeds.visit(
        "v",
        "hostInstitutions:\n  - {slug: a, note: {en: Seen.}}\n  # of b\n  - b\n"
        "visitorInstitutions: [{slug: jgm, role: LEARNER}]\n",
    )
    return seeds


def test_fields_lists_and_citing_files_are_united(twins: Seeds) -> None:
    assert command(twins, "merge", "institutions/a", "b") == (
        "  - institutions/a, now a former slug of institutions/b\n"
        "  ~ institutions/b  Name, Acronym, Sources, Former slugs\n"
        "  ~ good-practices/p  Owners\n"
        "  ~ good-practices/q  Owners\n"
        "  ~ exchange-visits/v  Host institutions\n"
        "5 files changed.\n"
    )
    after = contents(twins.folder)
    assert "institutions/a.yaml" not in after
    assert after["institutions/b.yaml"].decode() == (
        """\
# The ministry.
name: {es: Ministerio, pt: Ministério}   # short
acronym: MJ
kind: AGENCY
level: NATIONAL
country: arg
governedBy: [jgm]
sources:
  - iom  # seen
  - tip

# The end.
note: {en: Kept.}
formerSlugs:
  - a-old
  - a
"""
    )
    assert b"owners: [b]\n" in after["good-practices/p.yaml"]
    assert b"owners: [b]\n" in after["good-practices/q.yaml"]
    assert (
        b"hostInstitutions:\n  # of b\n  - slug: b\n    note:\n      en: Seen.\nvisitor"
        in after["exchange-visits/v.yaml"]
    )
    assert twins.problems() == []


def differ(twins: Seeds) -> None:
    text = (twins.folder / "institutions/a.yaml").read_text()
    text = text.replace("name: {pt", "name: {es: Min. de Justicia, pt").replace("AGENCY", "POLICE")
    twins.put("institutions/a.yaml", text)
    twins.visit(
        "v",
        "visitorInstitutions: [{slug: a, role: LEARNER}, {slug: b, role: PEER}]\n"
        "hostInstitutions: [jgm]\n",
    )


def test_differences_stay_in_the_files_until_they_are_settled(twins: Seeds) -> None:
    differ(twins)
    assert command(twins, "merge", "institutions/a", "b", status=1) == (
        "  - institutions/a, now a former slug of institutions/b\n"
        "  ~ institutions/b  Name, Acronym, Sources, Former slugs\n"
        "  ~ good-practices/p  Owners\n"
        "  ~ good-practices/q  Owners\n"
        "  ~ exchange-visits/v  Visitor institutions\n"
        'institutions/b, Name (es): "Min. de Justicia" in institutions/a; "Ministerio" in'
        " institutions/b, which stays\n"
        "institutions/b, Kind: POLICE in institutions/a; AGENCY in institutions/b, which stays\n"
        "exchange-visits/v, Visitor institutions, b, Role: LEARNER in institutions/a; PEER"
        " in institutions/b, which stays\n"
        "5 files changed.\n"
        "3 conflicts: the two entries say different things. A comment with CONFLICT in each file"
        " says how. Keep one of the two there, and delete the comments.\n"
    )
    after = contents(twins.folder)
    lines = after["institutions/b.yaml"].decode().splitlines()
    assert lines[0] == "# The ministry."
    assert lines[1].startswith('# CONFLICT institutions/b, Name (es): "Min. de Justicia" in inst')
    assert b"name: {es: Ministerio, pt: " in after["institutions/b.yaml"]
    assert b"kind: AGENCY" in after["institutions/b.yaml"]
    assert b"[{slug: b, role: PEER}]" in after["exchange-visits/v.yaml"]
    assert len(twins.problems()) == 2  # of each file, its first comment
    for name, text in after.items():
        kept = [x for x in text.splitlines(keepends=True) if not x.startswith(b"# CONFLICT ")]
        twins.put(name, b"".join(kept))
    assert twins.problems() == []


def test_a_dry_run_shows_conflicts_and_writes_nothing(twins: Seeds) -> None:
    differ(twins)
    before = contents(twins.folder)
    output = command(twins, "merge", "institutions/a", "b", "--dry-run", lang="es", status=1)
    assert (
        "institutions/b, Tipo: POLICE (Policía) en institutions/a; AGENCY (Institución u oficina"
        " pública) en institutions/b, que " in output
    )
    assert output.endswith("No se escribió nada.\n")
    assert contents(twins.folder) == before


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("sources: [tip]", "note: {en: Came.}", "note: {en: Came.}, sources: [tip]"),
        # What a source states isn't weakened, nor do other sources seem to state it.
        ("basis: INFERRED, sources: [tip]", "note: {en: Came.}", "note: {en: Came.}"),
        ("note: {en: Came.}", "basis: INFERRED, sources: [tip]", "note: {en: Came.}"),
        (
            "basis: INFERRED, note: {en: Came.}",
            "basis: ASSUMED",
            "basis: INFERRED, note: {en: Came.}",
        ),
    ],
)
def test_links_to_both_are_united(twins: Seeds, a: str, b: str, expected: str) -> None:
    twins.visit("v", f"hostInstitutions: [{{slug: a, {a}}}, {{slug: b, {b}}}]\n")
    command(twins, "merge", "institutions/a", "b")
    after = contents(twins.folder)["exchange-visits/v.yaml"].decode()
    assert f"hostInstitutions: [{{slug: b, {expected}}}]\n" in after


def test_equal_values_of_both_do_not_differ(twins: Seeds) -> None:
    twins.visit(
        "v",
        "visitorInstitutions: [{slug: b, role: PEER}, {role: PEER, slug: a}]\n"
        "hostInstitutions: [jgm]\n",
    )
    command(twins, "merge", "institutions/a", "b")
    after = contents(twins.folder)["exchange-visits/v.yaml"]
    assert b"visitorInstitutions: [{slug: b, role: PEER}]\n" in after


def test_comments_that_go_are_reported(twins: Seeds) -> None:
    twins.put("institutions/a.yaml", (twins.folder / "institutions/a.yaml").read_bytes() + b"# x\n")
    output = command(twins, "merge", "institutions/a", "b", "--dry-run")
    assert "  The comments in institutions/a.yaml are not kept.\n" in output


def test_a_file_that_is_laid_out_anew_is_reported(twins: Seeds) -> None:
    twins.put("institutions/b.yaml", INTO.replace("  - iom  # seen", "- iom  # seen"))
    output = command(twins, "merge", "institutions/a", "b")
    assert "institutions/b.yaml is laid out anew, as a program can't follow its indent" in output
    after = contents(twins.folder)["institutions/b.yaml"].decode()
    assert "sources:\n  - iom  # seen\n  - tip\n\n# The end.\nnote: {en: Kept.}\n" in after
    assert after.startswith("# The ministry.\nname: {es: Ministerio, pt: Ministério}   # short\n")


@pytest.mark.parametrize("names", [("iom", "b"), ("b", "b")])
def test_only_two_entries_of_a_type(twins: Seeds, names: tuple[str, str]) -> None:
    output = command(twins, "merge", *names, status=1)
    assert output == "only two different entries of one type can be merged\n"


def test_a_loaded_merge_leaves_one_entry(live: Live, twins: Seeds) -> None:
    run(live, "load", twins)
    command(twins, "merge", "institutions/a", "b")
    lines = undated(run(live, "plan", twins)).splitlines()
    assert '  - institutions/a  "Ministério"  merged into b' in lines
    # That the three name b now follows from the merge; what it says of the visit doesn't.
    assert [line for line in lines if line.startswith(("  ~ good", "  ~ exchange"))] == [
        '  ~ exchange-visits/v  Host institutions, Ministerio, Editor\'s note (en): "Seen." added'
    ]
    assert not [line for line in lines if line.startswith("  + ")]
    run(live, "load", twins, "--yes")
    assert live.rows("MATCH (n:Institution {slug: 'a'}) RETURN n.id") == []
    assert live.rows(
        "MATCH (p:GoodPractice)-[:OWNED_BY]->(i) RETURN p.slug, i.slug ORDER BY p.slug"
    ) == [("p", "b"), ("q", "b")]
    assert run(live, "check", "--graph", twins).startswith("The graph matches the files")


def test_two_sources_that_one_link_cites_become_one(seeds: Seeds) -> None:
    seeds.source("a")
    seeds.source("b")
    seeds.institution("i", "cri")
    seeds.practice("p", "[{slug: i, sources: [a, b]}]")
    command(seeds, "merge", "sources/a", "sources/b", status=1)  # their names differ
    assert "[{slug: i, sources: [b]}]" in (seeds.folder / "good-practices/p.yaml").read_text()


def test_a_list_of_links_to_each_other_only_is_gone(twins: Seeds) -> None:
    twins.put("institutions/a.yaml", INTO.replace("[jgm]", "[b]").replace("Ministerio", "Otro"))
    twins.put("institutions/b.yaml", INTO.replace("governedBy: [jgm]\n", ""))
    command(twins, "merge", "institutions/a", "institutions/b", status=1)
    assert "governedBy" not in (twins.folder / "institutions/b.yaml").read_text()
