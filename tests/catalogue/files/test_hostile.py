"""Hostile and careless files, as users of `seeds check` see them.

Each problem is reported with its place; no code is run, and every file is read quickly.
"""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.catalogue.live import Live, offline
from tests.catalogue.seed_files import SeedFiles

ENTRY = "name: {es: Uno}\nkind: AGENCY\nlevel: NATIONAL\nsources: [iom]\n"
SECONDS = 2.0
PLACE = re.compile(r":\d+:\d+: ")
BOMB = ENTRY + "note: &a [x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(20))


def seen(seeds: SeedFiles) -> list[str]:
    """The lines of the problems, without the folder, within two seconds of CPU."""
    started = time.process_time()
    done = offline("seeds", "check", seeds.folder)
    assert time.process_time() - started < SECONDS
    lines = done.output.splitlines()
    assert done.exit_code == (0 if "All good" in done.output else 1)
    return [line.replace(f"{seeds.folder}/", "") for line in lines if PLACE.search(line)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: *a\n", ":1:4: *a is not allowed: write out the content, without anchors"),
        ("<<: {name: x}\n", ":1:1: << is not allowed: write out the content, without anchors"),
        (
            ENTRY + "acronym: !!python/object/apply:os.system touch owned\n",
            ":5:10: tag:yaml.org,2002:python/object/apply:os.system is not allowed: write out",
        ),
        (
            ENTRY + "acronym: !!binary aGk=\n",
            ":5:10: tag:yaml.org,2002:binary is not allowed: write out",
        ),
        ("note: !\x7f x\n", ":1:8: not YAML: the character U+007F is not allowed"),
        (ENTRY + "country:\n\tslug: hnd\n", ":6:1: not YAML: a tab; indent with spaces"),
        (
            ENTRY + "kind: POLICE\n",
            ':5:1: duplicate field "kind"; first on line 2: keep one of them',
        ),
        (ENTRY + "---\n" + ENTRY, ":5:1: a second document; a file holds one entry"),
        ("- " + ENTRY, ":2:1: not YAML: a line in a list that is not an item"),
        ("just text\n", ":1:1: not a mapping of fields to values"),
        ("", ":1:1: the file is empty: write the entry, or delete it"),
        (ENTRY + "? [a]\n: b\n", ":5:3: a key that is not a plain name"),
        (ENTRY + "note: " + "[" * 100_000, ":5:1006: not YAML: nested too deeply"),
        (ENTRY + "note: " + "{a: " * 100_000, ":5:44: nested more than 10 levels deep"),
        (ENTRY + "note:\n" + "- " * 100_000, ":6:21: nested more than 10 levels deep"),
        (ENTRY + f"otherNames: [{'x,' * 400_000}]\n", ":5:4014: a list of more than 2,000 items"),
        (
            ENTRY + "".join(f"f{n}: x\n" for n in range(90_000)),
            ":201:1: a mapping of more than 200 fields",
        ),
        (
            ENTRY + "note:\n  es: " + "x" * 900_000 + "\n",
            ":6:7: 900,000 characters (allowed: 4,000) in note.es",
        ),
        ("x" * 900_000 + ": y\n", ":1:1: not a mapping of fields to values"),
        (
            ENTRY.encode("utf-16"),
            ":1:1: the byte 0xff is not UTF-8: save the file as plain text in UTF-8",
        ),
        (ENTRY.encode("utf-16-le"), ":1:2: not YAML: the character U+0000 is not allowed"),
        (ENTRY.encode() + b"note: \x00\n", ":5:7: not YAML: the character U+0000 is not allowed"),
        (
            ENTRY.replace("Uno", "Protección").encode("latin-1"),
            ":1:20: the byte 0xf3 is not UTF-8: save the file as plain text in UTF-8",
        ),
        (ENTRY + "note: a\x1b[31mb\n", ":5:8: not YAML: the character U+001B is not allowed"),
        (
            ENTRY + 'note: {es: "a\\e[31mb"}\n',
            ":5:12: the character U+001B is not allowed in note.es",
        ),
        (ENTRY + "note: {es: a\u202eb}\n", ":5:12: the character U+202E is not allowed in note.es"),
        (ENTRY + "note: {es: a\ue000b}\n", ":5:12: the character U+E000 is not allowed in note.es"),
        (
            ENTRY + "note: {es: Uno" + "".join(chr(0xE0000 + ord(x)) for x in "obey") + "}\n",
            ':5:12: invisible character U+E006F after "Uno" in note.es: delete it; did you mean',
        ),
        (
            ENTRY + "website: https://iom.int/\u200ba\n",
            ':5:10: "https://iom.int/\\u200ba" in website has a character that can\'t be seen',
        ),
        (ENTRY + "\u202enote: a\n", ':5:1: unknown field "\\u202enote" of institution; did'),
        (ENTRY + 'country: "\\e[2J"\n', ':5:10: unknown country "\\x1b[2J" in country;'),
        (
            ENTRY + 'country: "hnd\'}) DETACH DELETE n //"\n',
            ':5:10: unknown country "hnd\'}) DETACH DELETE n //" in country; allowed: the name of',
        ),
        (
            ENTRY + "founded: " + "9" * 10_000 + "\n",
            f':5:10: "{"9" * 60}…" in founded is not a date;',
        ),
        (ENTRY + "founded: 2018-02-30\n", ':5:10: "2018-02-30" in founded is not a date ('),
        (ENTRY + "website: file:///etc/passwd\n", ':5:10: "file:///etc/passwd" in website is not'),
        (ENTRY.replace("AGENCY", "NO"), ':2:7: unknown value "NO" in kind; allowed: '),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_invalid_content_is_reported(seeds: SeedFiles, content: str | bytes, expected: str) -> None:
    seeds.put("institutions/x.yaml", content if isinstance(content, bytes) else content.encode())
    assert [line[: len(expected) + 19] for line in seen(seeds)] == [
        f"institutions/x.yaml{expected}"
    ]
    assert not Path("owned").exists()


# U+200B, U+2060, U+E0041: zero width, word joiner, tag. U+E0150 may hide a byte behind any letter,
# U+1D173 is a format control without width; U+FE0F and U+200D join emoji.
@pytest.mark.parametrize(
    "sign", "\u00ad\u200b\u200c\u200d\u2060\ufe0f\U0001d173\U000e0041\U000e0150"
)
def test_characters_that_nobody_sees_are_refused(seeds: SeedFiles, sign: str) -> None:
    seeds.put("institutions/x.yaml", ENTRY + f"note: {{es: Línea{sign} abierta}}\n")
    (line,) = seen(seeds)
    assert line == (
        f'institutions/x.yaml:5:12: invisible character U+{ord(sign):04X} after "Línea" in note.es:'
        ' delete it; did you mean "Línea abierta"?'
    )


def test_a_bomb_is_read_to_its_first_anchor(seeds: SeedFiles) -> None:
    seeds.put("institutions/x.yaml", BOMB)
    (line,) = seen(seeds)
    assert line.startswith("institutions/x.yaml:5:7: &a is not allowed: write out the content,")


def test_dangerous_looking_text_is_stored_unchanged(seeds: SeedFiles, live: Live) -> None:
    texts = [
        '=CMD("calc")',
        "+1",
        "@SUM(A1)",
        "MATCH (n) DETACH DELETE n",
        "a < b > c",
        "{{x}}",
        "NO",
    ]
    written = "".join(f"  - '{text}'\n" for text in texts)
    seeds.put("institutions/x.yaml", ENTRY + f"formerNames:\n{written}acronym: ON\n")
    assert live.invoke("load", seeds.folder).exit_code == 0
    stored = "MATCH (n:Institution) MATCH (c:Country {slug: 'arg'})"
    assert live.rows(f"{stored} RETURN n.formerNames, n.acronym, c.isoNumeric") == [
        (texts, "ON", "032")
    ]


def test_at_most_100_problems_of_a_file_are_listed(seeds: SeedFiles) -> None:
    links = "".join(f"  - {{slug: hnd, w{n}: x}}\n" for n in range(1_900))
    seeds.put("institutions/x.yaml", ENTRY + f"memberCountries:\n{links}")
    lines = seen(seeds)
    assert len(lines) == 101
    assert lines[-1] == (
        "institutions/x.yaml:106:17: more than 100 problems; the rest are not listed"
    )


def test_hundreds_of_unknown_references_are_checked_quickly(seeds: SeedFiles) -> None:
    for number in range(300):
        seeds.institution(f"gen-institution-{number:04}", country=f"gen-country-{number}")
    assert len(seen(seeds)) == 300


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def loop(path: Path) -> None:
    path.symlink_to(path)


def out_of_the_folder(path: Path) -> None:
    outside = path.parents[2] / "outside.yaml"
    outside.write_text(ENTRY)
    path.symlink_to(outside)


def socket_file(path: Path) -> None:
    os.mknod(path, 0o140644)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (huge, "institutions/x.yaml:1:1: the file has 50,000,000 bytes; allowed: 1,000,000"),
        (Path.mkdir, None),
        (os.mkfifo, "institutions/x.yaml:1:1: not a file"),
        (socket_file, "institutions/x.yaml:1:1: not a file"),
        (loop, "institutions/x.yaml:1:1: a symbolic link; links are not followed"),
        (out_of_the_folder, "institutions/x.yaml:1:1: a symbolic link; links are not followed"),
    ],
)
def test_only_regular_files_are_opened(
    seeds: SeedFiles, make: Callable[[Path], None], expected: str | None
) -> None:
    (seeds.folder / "institutions").mkdir()
    make(seeds.folder / "institutions/x.yaml")
    assert seen(seeds) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            b"nin\xcc\x83ez.yaml",
            'nin\u0303ez.yaml:1:1: the name "nin\u0303ez" is not a slug; did',
        ),
        ("niñez.yaml".encode(), 'niñez.yaml:1:1: the name "niñez" is not a slug; did you mean "ni'),
        (b"\xff.yaml", '\\udcff.yaml:1:1: the name "\\udcff" is not a slug; allowed: '),
        (b"a\nb.yaml", 'a\\nb.yaml:1:1: the name "a\\nb" is not a slug; did you mean "a-b.yaml"?'),
        (b"\x1b[2J.yaml", '\\x1b[2J.yaml:1:1: the name "\\x1b[2J" is not a slug; did you mean "2j'),
        (
            b"$(touch owned).yaml",
            '$(touch owned).yaml:1:1: the name "$(touch owned)" is not a slug; did',
        ),
        (b"con.yaml.exe", 'con.yaml.exe:1:1: unknown file "con.yaml.exe"; allowed: <slug>.yaml'),
        (b"yaml", 'yaml:1:1: unknown file "yaml"; allowed: <slug>.yaml'),
        (
            b"x" * 240 + b".yaml",
            f'{"x" * 240}.yaml:1:1: the name "{"x" * 60}…" is not a slug; did you',
        ),
    ],
)
def test_a_hostile_name_is_reported_safely(seeds: SeedFiles, name: bytes, expected: str) -> None:
    (seeds.folder / "institutions").mkdir()
    Path(os.fsdecode(os.fsencode(seeds.folder) + b"/institutions/" + name)).write_text(ENTRY)
    (line,) = seen(seeds)
    assert line.startswith(f"institutions/{expected}")


def test_names_that_differ_in_case_or_form_are_one_entry(seeds: SeedFiles) -> None:
    for name in ("hnd.yaml", "Hnd.yaml", "HND.YML"):
        seeds.put(f"countries/{name}", (seeds.folder / "countries/hnd.yaml").read_bytes())
    assert [line.partition(":1:1: ")[2] for line in seen(seeds)] == [
        'wrong file extension ".YML"',
        (
            'the name "Hnd" is not a slug; did you mean "hnd.yaml"?; allowed: a-z, 0-9 and'
            " hyphens, at most 200 characters"
        ),
    ]


def test_linked_folders_are_not_entered_but_the_seeds_folder_may_be_a_link(
    seeds: SeedFiles, tmp_path: Path
) -> None:
    (seeds.folder / "topics").symlink_to("/")
    (seeds.folder / "countries/more").symlink_to(seeds.folder)
    assert seen(seeds) == [
        "countries/more:1:1: a symbolic link; links are not followed",
        "topics:1:1: a symbolic link; links are not followed",
    ]
    for link in ("topics", "countries/more"):
        (seeds.folder / link).unlink()
    (tmp_path / "link").symlink_to(tmp_path)
    assert ": 11 entries (" in offline("seeds", "check", tmp_path / "link/seeds").output


def test_deeply_nested_folders(seeds: SeedFiles) -> None:
    deep = seeds.folder / "topics" / "/".join(["d"] * 400)
    deep.mkdir(parents=True)
    assert seen(seeds) == []
