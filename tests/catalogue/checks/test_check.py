"""Rules across files, and the structure of the folder."""

import pytest

from tests.catalogue.seed_files import COUNTRIES
from tests.catalogue.seeding import Seeds


def test_six_errors_are_reported_in_one_run(seeds: Seeds) -> None:
    seeds.institution("a", more="acronim: X\n")
    seeds.institution("b", country="hnd2")
    seeds.institution("c")
    seeds.put("institutions/c.yml", (seeds.folder / "institutions/c.yaml").read_bytes())
    seeds.practice("p", "[a, nobody]")
    seeds.institution("d", more="founded: 2018-13\n")
    seeds.put("topics/t.yaml", "name: {es: T\n")
    i, g, t = (seeds.folder / name for name in ("institutions", "good-practices", "topics"))
    stream_end = "not YAML: a mapping in braces lacks a comma or the closing }"
    *lines, count = seeds.refused().splitlines()
    assert [line.partition("; ")[0] for line in lines] == [
        f'{g}/p.yaml:5:13: unknown institution "nobody" in owners[2]',
        f'{i}/a.yaml:5:1: unknown field "acronim" of institution',
        f'{i}/b.yaml:5:10: unknown country "hnd2" in country',
        f'{i}/c.yml:1:1: a second file with the slug "c"',
        f'{i}/d.yaml:5:10: "2018-13" in founded is not a date (there is no such month)',
        f"{t}/t.yaml:2:1: {stream_end}",
    ]
    assert count == "6 problems in 6 files"


@pytest.mark.parametrize("second", ["hnd.yml", "HND.yaml", "more/hnd.yaml", "hnd.YAML"])
def test_two_files_with_one_slug(seeds: Seeds, second: str) -> None:
    content = (seeds.folder / "countries/hnd.yaml").read_bytes()
    path = seeds.put(f"countries/{second}", content)
    first = seeds.folder / "countries/hnd.yaml"
    expected = f'{path}:1:1: a second file with the slug "hnd"; the first is {first}'
    assert str(seeds.problem()) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("country/x.yaml", ':1:1: unknown folder "country"; did you mean "countries"?; '),
        ("topic/x.yaml", ':1:1: unknown folder "topic"; did you mean "topics"?; allowed: '),
        ("stray.yaml", ':1:1: unknown file "stray.yaml"; allowed: the folders countries, '),
        ("topics/notes.txt", ':1:1: unknown file "notes.txt"; allowed: <slug>.yaml'),
        ("topics/t.yml", ':1:1: wrong file extension ".yml"; did you mean "t.yaml"?'),
        ("topics/Niñez y más.yaml", ':1:1: the name "Niñez y más" is not a slug; did you mean "'),
        ("topics/deep/t.yaml", ":1:1: a file in a subfolder; move it to "),
    ],
)
def test_an_unexpected_file(seeds: Seeds, path: str, expected: str) -> None:
    file = seeds.put(path, "name: {es: T}\nscheme: SUBJECT\n")
    shown = file if path.startswith(("topics", "stray")) else file.parent
    assert str(seeds.problem()).startswith(f"{shown}{expected}")


def test_a_link_is_not_followed(seeds: Seeds) -> None:
    (seeds.folder / "topics").mkdir()
    (seeds.folder / "topics/t.yaml").symlink_to("/etc/passwd")
    assert str(seeds.problem().message) == "a symbolic link; links are not followed"


def test_files_beside_the_entries_are_ignored(seeds: Seeds) -> None:
    for name in ("README.md", "LICENSE", "LICENSE.txt", ".hidden", "topics/README.md"):
        seeds.put(name, "x")
    assert len(seeds.graph().nodes) == len(COUNTRIES) + 1


def test_a_missing_and_an_empty_folder(seeds: Seeds) -> None:
    nowhere = Seeds(seeds.folder / "nowhere")
    assert str(nowhere.problem().message) == "the seeds folder does not exist"
    file = Seeds(seeds.put("topics/a.yaml", "name: {es: A}"))
    assert str(file.problem().message).startswith("this is not a folder: ")
    nowhere.folder.mkdir()
    assert str(nowhere.problem().message) == "no entries; expected folders of .yaml files"


def test_a_reference_to_an_unreadable_file_is_not_a_second_error(seeds: Seeds) -> None:
    seeds.put("institutions/i.yaml", "name: [")
    seeds.practice("p", "[i]")
    assert seeds.problem().place.file.endswith("i.yaml")


def test_references_of_a_file_with_another_error_are_checked(seeds: Seeds) -> None:
    seeds.institution("i", country="hnd2", more="acronim: X\n")
    assert len(seeds.problems()) == 2


def test_references_inside_events_are_checked(seeds: Seeds) -> None:
    seeds.institution("i")
    seeds.practice("p", "[i]")
    seeds.transfer(
        "kt", "p", "events: [{stage: DECIDED, position: 1, takenBy: [j], sources: [nothing]}]\n"
    )
    assert [p.field for p in seeds.problems()] == ["events[1].takenBy[1]", "events[1].sources[1]"]


def test_the_present_slug_is_suggested_for_a_former_one(seeds: Seeds) -> None:
    seeds.institution("new-name", more="formerSlugs: [ugly]\n")
    seeds.practice("p", "[ugly]")
    assert seeds.problem().suggestion == "new-name"


def test_former_slugs_are_unique(seeds: Seeds) -> None:
    seeds.institution("a", more="formerSlugs: [b]\n")
    seeds.institution("b", more="formerSlugs: [old]\n")
    seeds.institution("c", more="formerSlugs: [old]\n")
    assert [str(p.message).replace(f"{seeds.folder}/", "") for p in seeds.problems()] == [
        (
            '"b" in formerSlugs is the slug of an entry that is still there: remove it here; to'
            " unite the two: seeds merge institutions/b institutions/a"
        ),
        ('"old" in formerSlugs is already used in institutions/b.yaml:5: correct one of them'),
    ]


def test_codes_are_unique(seeds: Seeds) -> None:
    path = seeds.folder / "countries/pan.yaml"
    path.write_text(path.read_text().replace("iso2: PA", "iso2: HN"))
    problem = seeds.problem()
    assert str(problem.place) == f"{path}:2:7"
    first = seeds.folder / "countries/hnd.yaml"
    assert str(problem.message) == f'"HN" in iso2 is already used in {first}:2: correct one of them'


def test_no_two_institutions_are_the_same_in_a_register(seeds: Seeds) -> None:
    for slug in ("a", "b"):
        seeds.institution(
            slug, more=f"sameAs: [https://ror.org/{slug}, https://ror.org/02cyaqf66]\n"
        )
    problem = seeds.problem()
    assert (problem.rule, problem.field) == ("code-taken", "sameAs[2]")
    assert str(problem.message).startswith(
        '"https://ror.org/02cyaqf66" in sameAs[2] is already used'
    )
    assert str(problem.place).startswith(f"{seeds.folder}/institutions/b.yaml:5:")


def test_addresses_of_sources_are_unique(seeds: Seeds) -> None:
    for slug in ("a", "b"):
        seeds.source(slug)
        path = seeds.folder / f"sources/{slug}.yaml"
        path.write_text(path.read_text() + "url: https://example.org/x\n")
    assert seeds.problem().field == "url"


def test_a_value_in_a_message_is_shortened_and_escaped(seeds: Seeds) -> None:
    seeds.institution("i", more=f'country: "{"x" * 300}"\n')
    seeds.institution("j", more='country: "\\e[31m"\n')
    report = seeds.refused()
    assert "x" * 61 not in report
    assert "\x1b" not in report
    assert "\\x1b[31m" in report
