"""An entry that is two: a copy to be edited, and the entries that belong to it."""

import pytest

from tests.catalogue.seeding import Seeds

from .helpers import command, contents


@pytest.fixture
def joined(seeds: Seeds) -> Seeds:
    seeds.put(
        "institutions/a.yaml",
        """\
        # Two offices?
        name: {es: Oficinas}  # both
        acronym: OF
        kind: AGENCY
        level: NATIONAL
        country: arg
        # of both
        sources: [iom]
        note: Two.
        formerSlugs: [a-old]
        """,
    )
    seeds.practice("p", "[a]")
    seeds.practice("q", "[a]")
    return seeds


def test_a_copy_and_the_entries_that_move(joined: Seeds) -> None:
    before = contents(joined.folder)
    assert command(joined, "split", "institutions/a", "a-norte", "--move", "q") == (
        "  + institutions/a-norte  copied: name, acronym, kind, level, country, sources, note\n"
        "  ~ good-practices/q  owners[1]\n"
        "1 entry still cites institutions/a (--move moves it): good-practices/p\n"
        "2 files changed.\n"
    )
    after = contents(joined.folder)
    copied = before["institutions/a.yaml"].replace(b"formerSlugs: [a-old]\n", b"")
    assert after.pop("institutions/a-norte.yaml") == copied
    assert after["good-practices/q.yaml"] == before["good-practices/q.yaml"].replace(
        b"owners: [a]", b"owners: [a-norte]"
    )
    assert {**before, "good-practices/q.yaml": b""} == {**after, "good-practices/q.yaml": b""}
    assert joined.problems() == []


def test_only_some_fields(joined: Seeds) -> None:
    command(joined, "split", "institutions/a", "b", "--copy", "country")
    text = (joined.folder / "institutions/b.yaml").read_text()
    assert text == (
        "# Two offices?\nname: {es: Oficinas}  # both\nkind: AGENCY\nlevel: NATIONAL\n"
        "country: arg\n# of both\nsources: [iom]\n"
    )


def test_codes_are_not_copied(joined: Seeds) -> None:
    output = command(joined, "split", "countries/arg", "arg-2", status=1)
    assert output.startswith("the changed files would have problems, so nothing was written:\n")
    assert 'countries/arg-2.yaml:1:1: the field "iso2" is missing' in output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--move", "iom"), "sources/iom doesn't cite institutions/a; these do: good-practices/p"),
        (("--copy", "acronim"), '"acronim" is not a field of this type; did you mean acronym?'),
        (("--move", "z"), 'there is no entry "z"'),
    ],
)
def test_invalid_arguments_are_rejected(
    joined: Seeds, arguments: tuple[str, ...], expected: str
) -> None:
    before = contents(joined.folder)
    assert command(joined, "split", "institutions/a", "b", *arguments, status=1).startswith(
        expected
    )
    assert contents(joined.folder) == before
