"""Two entries become one: nothing that either says is lost without being asked about."""

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
note: Kept.
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
        "hostInstitutions:\n  - {slug: a, note: Seen.}\n  # of b\n  - b\n"
        "visitorInstitutions: [{slug: jgm, role: LEARNER}]\n",
    )
    return seeds


def test_fields_lists_and_citing_files_are_united(twins: Seeds) -> None:
    assert command(twins, "merge", "institutions/a", "b") == (
        "  - institutions/a, now a former slug of institutions/b\n"
        "  ~ institutions/b  name, sources, acronym, formerSlugs\n"
        "  ~ good-practices/p  owners\n"
        "  ~ good-practices/q  owners\n"
        "  ~ exchange-visits/v  hostInstitutions\n"
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
note: Kept.
formerSlugs:
  - a-old
  - a
"""
    )
    assert b"owners: [b]\n" in after["good-practices/p.yaml"]
    assert b"owners: [b]\n" in after["good-practices/q.yaml"]
    assert (
        b"hostInstitutions:\n  # of b\n  - {slug: b, note: Seen.}\nvisitor"
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


def test_differences_are_listed_and_must_be_decided(twins: Seeds) -> None:
    differ(twins)
    before = contents(twins.folder)
    assert command(twins, "merge", "institutions/a", "b", status=1) == (
        "institutions/a and institutions/b say different things; nothing was written:\n"
        '  name.es: "Min. de Justicia" | "Ministerio"\n'
        "  kind: POLICE | AGENCY\n"
        "  exchange-visits/v:visitorInstitutions[a]: role=LEARNER | role=PEER\n"
        "For each, choose --keep FIELD (as in institutions/b) or --take FIELD (as in"
        " institutions/a); --keep all or --take all for all others.\n"
    )
    assert contents(twins.folder) == before
    options = ("--keep", "level", "--take", "all")
    output = command(twins, "merge", "institutions/a", "b", *options, status=1)
    assert output == 'the two entries don\'t differ in "level": leave out that --keep or --take\n'
    command(twins, "merge", "institutions/a", "b", "--take", "name", "--keep", "all")
    after = contents(twins.folder)
    assert b"es: Min. de Justicia" in after["institutions/b.yaml"]
    assert b"kind: AGENCY" in after["institutions/b.yaml"]
    assert b"[{slug: b, role: PEER}]" in after["exchange-visits/v.yaml"]


def test_equal_values_of_both_do_not_differ(twins: Seeds) -> None:
    twins.visit(
        "v",
        "visitorInstitutions: [{slug: b, role: PEER}, {role: PEER, slug: a}]\n"
        "hostInstitutions: [jgm]\n",
    )
    command(twins, "merge", "institutions/a", "b")
    after = contents(twins.folder)["exchange-visits/v.yaml"]
    assert b"visitorInstitutions: [{slug: b, role: PEER}]\n" in after


def test_the_other_way_in_spanish(twins: Seeds) -> None:
    differ(twins)
    output = command(twins, "merge", "institutions/a", "b", lang="es", status=1)
    assert output.startswith("institutions/a difiere de institutions/b; no se escribió nada:\n")
    command(twins, "merge", "institutions/a", "b", "--take", "all")
    after = contents(twins.folder)
    assert b"kind: POLICE" in after["institutions/b.yaml"]
    assert b"[{slug: b, role: LEARNER}]" in after["exchange-visits/v.yaml"]


def test_comments_that_go_are_reported(twins: Seeds) -> None:
    twins.put("institutions/a.yaml", (twins.folder / "institutions/a.yaml").read_bytes() + b"# x\n")
    output = command(twins, "merge", "institutions/a", "b", "--dry-run")
    assert "  The comments in institutions/a.yaml are not kept.\n" in output


def test_a_file_that_is_laid_out_anew_is_reported(twins: Seeds) -> None:
    twins.put("institutions/b.yaml", INTO.replace("  - iom  # seen", "- iom  # seen"))
    output = command(twins, "merge", "institutions/a", "b")
    assert "institutions/b.yaml is laid out anew, as a program can't follow its indent" in output
    after = contents(twins.folder)["institutions/b.yaml"].decode()
    assert "sources:\n  - iom  # seen\n  - tip\n\n# The end.\nnote: Kept.\n" in after
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
    assert not [line for line in lines if line.startswith("  + ")]
    run(live, "load", twins)
    assert live.rows("MATCH (n:Institution {slug: 'a'}) RETURN n.id") == []
    assert live.rows(
        "MATCH (p:GoodPractice)-[:OWNED_BY]->(i) RETURN p.slug, i.slug ORDER BY p.slug"
    ) == [("p", "b"), ("q", "b")]
    assert run(live, "check", "--graph", twins).startswith("The graph matches the files")
