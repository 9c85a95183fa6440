"""Files that commands write: new ones, and those that they change, before and after."""

import random
from collections.abc import Sequence
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.edit_file import edited
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.files.file_changes import FileChange
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_folder, read_node
from graph_service.catalogue.files.yaml_files import read_document
from graph_service.catalogue.graph.diff import compare
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.declare import NodeType
from graph_service.model.enums import TopicScheme
from graph_service.model.storage import Value
from graph_service.model.types import GOOD_PRACTICE, KNOWLEDGE_TRANSFER, TOPIC
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT
from tests.sizes import part_of

PRACTICE = """\
# yaml-language-server: $schema=x
# Checked in 2025.
name: {es: 'Línea'}   # as printed
themes: [PROTECTION]

# Why not GLOBAL?
level: NATIONAL   # see the law
owners: ["mj", 'jgm']
# at least
countries: [arg]  # since 2019
sources:
  # the report
  - iom  # both editions
  # the law
  - law
note:
  en: >-
    One
    text.

# The end.
"""


def read(node_type: NodeType, text: str, slug: str = "x") -> Entry:
    log = ProblemLog(file="")
    document = read_document(text.encode(), log)
    assert document is not None, log.problems
    entry = read_node(node_type, document, "", log, slug=slug)
    assert not log.problems, log.problems
    return entry


def changed(old: str, new: str, node_type: NodeType = GOOD_PRACTICE) -> FileChange:
    """The change of a file whose entry becomes that of another file."""
    file = EntryFile(type=node_type, slug="x", path="x.yaml")
    change = edited(file, old.encode(), read(node_type, old), read(node_type, new))
    after = (change.after or b"").decode()
    assert entry_text(read(node_type, after)) == entry_text(read(node_type, new))
    return change


def change(old: str, new: str, node_type: NodeType = GOOD_PRACTICE) -> str:
    """The text of the file, which must not have been laid out anew."""
    found = changed(old, new, node_type)
    assert not found.is_reformatted
    return (found.after or b"").decode()


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        # a field
        (("level: NATIONAL", "level: GLOBAL"), ("level: NATIONAL ", "level: GLOBAL ")),
        # a language, in braces
        (("{es: 'Línea'}", "{es: Línea, en: Line}"), ("{es: 'Línea'}", "{es: 'Línea', en: Line}")),
        # a removed field: the comment at its end goes, that above it stays
        (("countries: [arg]", ""), ("countries: [arg]  # since 2019\n", "")),
        (("note:\n  en: >-\n    One\n    text.\n", ""),
         ("note:\n  en: >-\n    One\n    text.\n", "")),
        # a text
        (("One\n    text.", "Another."), (">-\n    One\n    text.", "Another.")),
        (("One\n    text.", f"One {'more ' * 20}text."),
         ("One\n    text.", f"One {'more ' * 17}more\n    more more text.")),
        # a list in brackets that grows, shrinks, and has another order
        (("[\"mj\", 'jgm']", "[mj, jgm, dnm]"), ("'jgm']", "'jgm', dnm]")),
        (("[\"mj\", 'jgm']", "[jgm]"), ("[\"mj\", 'jgm']", "['jgm']")),
        (("[\"mj\", 'jgm']", "[jgm, dnm]"), ("[\"mj\", 'jgm']", "['jgm', dnm]")),
        # one that no longer fits in a line
        (("[PROTECTION]", "[PROTECTION, PREVENTION]"), ("TION]", "TION, PREVENTION]")),
        # a list of lines that grows at its start, shrinks, and has another order
        (("  # the report\n", "  - tip\n"), ("  # the report", "  - tip\n  # the report")),
        (("  - law\n", ""), ("  - law\n", "")),
        (("  - law\n", "  - tip\n"), ("  - law\n", "  - tip\n")),
        (
            ("  - iom  # both editions\n  # the law\n  - law\n", "  - law\n  - iom\n"),
            (
                "  # the report\n  - iom  # both editions\n  # the law\n  - law\n",
                "  # the law\n  - law\n  # the report\n  - iom  # both editions\n",
            ),
        ),
    ],
)  # fmt: skip
def test_the_rest_stays(wanted: tuple[str, str], written: tuple[str, str]) -> None:
    assert PRACTICE.count(wanted[0]) == 1
    assert PRACTICE.count(written[0]) == 1
    assert change(PRACTICE, PRACTICE.replace(*wanted)) == PRACTICE.replace(*written)


def test_a_new_field_has_the_place_that_it_has_in_files() -> None:
    wanted = PRACTICE.replace("level:", "topics: [hotline]\nsummary: {es: x}\nlevel:")
    assert change(PRACTICE, wanted) == PRACTICE.replace(
        "themes:", "summary:\n  es: x\nthemes:"
    ).replace("sources:", "topics:\n  - hotline\nsources:")


def test_properties_of_a_link_and_of_an_event() -> None:
    old = dedent(
        """\
        name: {es: x}
        basis: STATED
        practice: p
        sources: [iom]
        events:
          # seen on the spot
          - stage: VISITED   # twice
            position: 1
          - position: 2
            stage: ADAPTED  # see 1
        """
    )
    new = old.replace("stage: VISITED", "stage: PRESENTED").replace(
        "- position: 2", "- position: 2\n    note: {es: Algo.}"
    )
    assert change(old, new, KNOWLEDGE_TRANSFER) == old.replace("VISITED ", "PRESENTED ").replace(
        "stage: ADAPTED  # see 1\n", "stage: ADAPTED  # see 1\n    note:\n      es: Algo.\n"
    )


def test_a_file_of_windows() -> None:
    old = "\ufeffname: {es: Líneas}\r\nscheme: SUBJECT  # why\r\n"
    new = old.replace("Líneas", "Línea") + "sameAs:\r\n  - https://x.org\r\n"
    assert change(old, new, TOPIC) == new


def test_a_file_without_a_last_line_break() -> None:
    old = "name: {es: Líneas}\nscheme: SUBJECT"
    added = "\nsameAs:\n  - https://x.org"
    assert change(old, f"{old}{added}\n", TOPIC) == f"{old}{added}"


@pytest.mark.parametrize(
    ("old", "added", "written"),
    [
        (
            # a list that is indented in another way, and gets an item
            """\
            name: {es: x}  # of it
            themes: [PROTECTION]
            level: NATIONAL
            owners:
            # the first
            - mj  # still
            sources: [iom]
            """,
            ("- mj", "- mj\n- jgm"),
            """\
            name: {es: x}  # of it
            themes: [PROTECTION]
            level: NATIONAL
            owners:
              # the first
              - mj  # still
              - jgm
            sources: [iom]
            """,
        ),
        (
            # all fields in braces
            """\
            {name: {es: "A name that leaves little room in a line"}, level: NATIONAL, # why
              themes: [PROTECTION], owners: [mj], sources: [iom]} # the end
            """,
            ("NATIONAL", "GLOBAL"),
            """\
            # why
            # the end
            name: {es: "A name that leaves little room in a line"}
            level: GLOBAL
            themes: [PROTECTION]
            owners: [mj]
            sources: [iom]
            """,
        ),
    ],
)
def test_an_unusual_layout_becomes_the_usual_one(
    old: str, added: tuple[str, str], written: str
) -> None:
    old = dedent(old)
    found = changed(old, old.replace(*added))
    assert (found.after or b"").decode() == dedent(written)


LINES = [
    "name: {es: a}", "name:\n  es: a  # x\n  # y\n  en: b", "themes: [PROTECTION]",
    "themes:\n  # x\n  - PROTECTION\n    # y\n  - PREVENTION", "level: NATIONAL  # x",
    "level: GLOBAL", "owners: [mj]", "owners: ['jgm', mj]", "owners:\n- jgm  # x\n# y\n- mj",
    "topics:\n  - slug: a  # x\n    note: {es: b}\n  # y\n  - c",
    "topics: [c, {slug: a, note: {en: d}}]",
    "topics:\n  - c\n  - e\n  - slug: a\n    # z\n    note:\n      es: >-\n        f\n\n        g",
    "sources: [iom]", "sources:\n  - law  # x\n\n  # y\n  - iom", "sources: [tip, law, iom]",
    "sources:\n      -   iom\n      -\n        law # x", "countries: [arg]",
    "countries:\n   -  slug:  arg # x\n      note: {es: 'a''b'} # y\n   - slug: bol",
    "note:\n  es: |-\n    # no comment\n    x", "note: {es: 'x'}  # y",
    "note:\n  en: >\n    folded\n    text\n\n    x",
    "disputed:\n  es:\n    - x  # y\n    - z", "disputed: {es: [z, \"x\"]}",
    "disputed:\n  en: [z, # y\n  y]",
]  # fmt: skip
REQUIRED = ("name", "themes", "level", "owners", "sources")


def some(chance: random.Random) -> str:
    """Return a file with some of the fields, in a random form and order."""
    forms: dict[str, list[str]] = {}
    for lines in LINES:
        forms.setdefault(lines.partition(":")[0], []).append(lines)
    names = [name for name in forms if name in REQUIRED or chance.random() < 0.6]
    chance.shuffle(names)
    above = ("", "\n", "# of it\n", "\n# of it\n")
    parts = [chance.choice(above) + chance.choice(forms[name]) for name in names]
    return "\n".join(parts) + chance.choice(["", "\n", "\n# end\n"])


def test_any_change_of_any_form() -> None:
    chance = random.Random(7)
    for _ in range(300):
        old, new = some(chance), some(chance)
        found = (changed(old, new).after or b"").decode()
        assert found.count("# of it") == old.count("# of it"), (old, new, found)


@pytest.fixture(scope="module")
def catalogue() -> Sequence[tuple[EntryFile, Entry]]:
    reading = read_folder(ROOT / "seeds")
    files = {file.path: file for file in reading.files}
    return [(files[entry.place.file], entry) for entry in reading.entries()]


def _differing_lines(before: bytes, after: bytes | None) -> list[str]:
    old, new = (content.decode().splitlines() for content in (before, after or b""))
    lines = [*unified_diff(old, new, n=0, lineterm="")][2:]
    return [line for line in lines if line[0] in "+-"]


def test_an_edit_of_a_file_of_the_catalogue_touches_only_its_own_lines(
    catalogue: Sequence[tuple[EntryFile, Entry]],
) -> None:
    """Edited back, a file is what it was, byte for byte."""
    without_note = [pair for pair in catalogue if pair[1].links and "note" not in pair[1].values]
    for file, entry in part_of(without_note, 10):
        content = Path(file.path).read_bytes()
        noted = replace(entry, values={**entry.values, "note": {"es": "Se revisó."}})
        with_note = edited(file, content, entry, noted).after or b""
        assert _differing_lines(content, with_note) == ["+note:", "+  es: Se revisó."], file.path
        *others, last = noted.links
        linked = replace(noted, links=(*others, replace(last, target="another")))
        with_link = edited(file, with_note, noted, linked).after or b""
        gone, new = _differing_lines(with_note, with_link)
        assert last.target in gone
        assert "another" in new
        assert edited(file, with_link, linked, entry).after == content, file.path


def test_entries_of_the_catalogue_survive_a_round_trip(
    catalogue: Sequence[tuple[EntryFile, Entry]],
) -> None:
    for file, entry in part_of(catalogue, 4):
        again = read(file.type, entry_text(entry), file.slug)
        assert again == entry, file.path
        assert entry_text(again) == entry_text(entry), file.path


def test_the_graph_of_the_catalogue_survives_a_round_trip_through_files(tmp_path: Path) -> None:
    graph = wanted_graph(ROOT / "seeds")
    for entry in entries_of(graph):
        file = tmp_path / str(entry.type.folder) / f"{entry.slug}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(entry_text(entry), encoding="utf-8")
    restored = wanted_graph(tmp_path)
    assert len(restored.nodes) > 500
    assert compare(restored, graph, prune=True).empty


def test_files_are_formatted_as_people_write_them(seeds: Seeds) -> None:
    seeds.source("report")
    seeds.institution("hnd-x", country="hnd")
    text = """\
# yaml-language-server: $schema=../../schema/seeds/exchange-visits.schema.json
name:
  es: Visita
modality: IN_PERSON
kind: INTERNSHIP
date: {edtf: "2018/2018-10-09", qualifier: ON_OR_BEFORE}
agenda:
  es:
    - "no"
    - >-
      una frase tan larga que no cabe en una línea de cien caracteres y que por eso sigue en la
      siguiente
hostCountries:
  - cri
visitorInstitutions:
  - {slug: hnd-x, role: LEARNER, basis: INFERRED}
visitorCountries:
  - slug: hnd
    role: LEARNER
    note:
      en: As the press said.
    sources:
      - report
heldIn: []
sources:
  - iom
note:
  en: >-
    A remark that is long enough to need a second line: it has well over a hundred characters in
    all, as one sees.
formerSlugs:
  - xv-old
"""
    seeds.put("exchange-visits/xv-new.yaml", text)
    (entry,) = (e for e in read_catalogue(read_folder(seeds.folder)) if e.slug == "xv-new")
    in_order = text.replace(
        "modality: IN_PERSON\nkind: INTERNSHIP", "kind: INTERNSHIP\nmodality: IN_PERSON"
    )
    in_order = in_order.replace('"2018/2018-10-09"', "2018/2018-10-09")
    assert entry_text(entry) == in_order


ANY_LINES = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp", "Cf"), exclude_characters="\ufeff"
    ),
    min_size=1,
    max_size=300,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ANY_LINES, min_size=1, max_size=4))
def test_any_text_survives_a_round_trip(lines: list[str]) -> None:
    text = "\n".join(lines)
    values: dict[str, Value] = {"name": {"es": "x"}, "summary": {"es": text}}
    entry = Entry(type=GOOD_PRACTICE, slug="t", values=values)
    log = ProblemLog(file="again.yaml")
    document = read_document(entry_text(entry).encode(), log)
    assert document is not None, (entry_text(entry), log.problems)
    _, summary = document.fields["summary"]
    _, found = summary.fields["es"]  # type: ignore[union-attr]
    assert found.text == text  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["“Protocolo”", "«x»", "Uno #2", "#1", "<<<<<<< x", "a\u00a0b"])
def test_texts_that_look_damaged_survive(text: str) -> None:
    values: dict[str, Value] = {"name": {"es": text}, "scheme": TopicScheme.SUBJECT}
    entry = Entry(type=TOPIC, slug="t", values=values)
    assert read(TOPIC, entry_text(entry)).values == values
