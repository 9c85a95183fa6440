"""A changed entry in the text of its file: what stays the same stays as it was written."""

import random
from textwrap import dedent

import pytest

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.in_place import edited
from graph_service.catalogue.files.read import read_node
from graph_service.catalogue.files.writing import entry_text
from graph_service.catalogue.files.yaml_files import read_document
from graph_service.catalogue.problems import ProblemLog
from graph_service.model.declare import NodeType
from graph_service.model.types import GOOD_PRACTICE, KNOWLEDGE_TRANSFER, TOPIC

PRACTICE = """\
# yaml-language-server: $schema=x
# Checked in 2025.
name: {es: 'Línea'}   # as printed
themes: [PROTECTION]

# Why not GLOBAL?
level: NATIONAL   # see the law
owners: ["mj", 'jgm']
sources:
  # the report
  - iom  # both editions
    # page 7
  # the law
  - law
note: >-
  One
  text.

# The end.
"""
ITEMS = "  - iom  # both editions\n    # page 7\n  # the law\n  - law\n"


def entry(node_type: NodeType, text: str) -> Entry:
    log = ProblemLog(file="")
    document = read_document(text.encode(), log)
    assert document is not None
    found = read_node(node_type, document, "", log, slug="x")
    assert not log.problems, log.problems
    return found


def change(old: str, *replaced: tuple[str, str], node_type: NodeType = GOOD_PRACTICE) -> str:
    """Return the file after a change, which is written out as a replacement in another file."""
    new = old
    for before, after in replaced:
        assert before in new
        new = new.replace(before, after)
    found = edited(old.encode(), entry(node_type, old), entry(node_type, new)).decode()
    assert entry_text(entry(node_type, found)) == entry_text(entry(node_type, new))
    return found


@pytest.mark.parametrize(
    ("wanted", "written"),
    [
        # a field
        (("level: NATIONAL", "level: GLOBAL"), ("level: NATIONAL ", "level: GLOBAL ")),
        # a language, in braces
        (("{es: 'Línea'}", "{es: Línea, en: Line}"), ("{es: 'Línea'}", "{es: Línea, en: Line}")),
        # the last field
        (("note: >-\n  One\n  text.\n", ""), ("note: >-\n  One\n  text.\n", "")),
        # a list in brackets that grows, shrinks, and has another order
        (("[\"mj\", 'jgm']", "[mj, jgm, dnm]"), ("'jgm']", "'jgm', dnm]")),
        (("[\"mj\", 'jgm']", "[jgm]"), ('["mj", ', "[")),
        (("[\"mj\", 'jgm']", "[jgm, dnm]"), ("[\"mj\", 'jgm']", "['jgm', dnm]")),
        # a list of lines that grows at its start, shrinks, and has another order
        (("  # the report\n", "  - tip\n"), ("  - iom", "  - tip\n  - iom")),
        (("  - law\n", ""), ("  - law\n", "")),
        (("  - law\n", "  - tip\n"), ("  # the law\n  - law\n", "  - tip\n  # the law\n")),
        (
            (ITEMS, "  - law\n  - iom\n"),
            (ITEMS, "  # the law\n  - law\n  - iom  # both editions\n    # page 7\n"),
        ),
        # an item that gets properties
        (("[PROTECTION]", "[PROTECTION, PREVENTION]"), ("TION]", "TION, PREVENTION]")),
    ],
)
def test_the_rest_stays(wanted: tuple[str, str], written: tuple[str, str]) -> None:
    assert PRACTICE.count(written[0]) == 1
    assert change(PRACTICE, wanted) == PRACTICE.replace(*written)


def test_a_new_field_has_the_place_that_it_has_in_files() -> None:
    found = change(PRACTICE, ("level:", "topics: [hotline]\nsummary: {es: x}\nlevel:"))
    assert found == PRACTICE.replace("themes:", "summary:\n  es: x\nthemes:").replace(
        "sources:", "topics:\n  - hotline\nsources:"
    )


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
    found = change(
        old,
        ("stage: VISITED", "stage: PRESENTED"),
        ("- position: 2\n    stage: ADAPTED", "- position: 2\n    note: Algo.\n    stage: ADAPTED"),
        node_type=KNOWLEDGE_TRANSFER,
    )
    assert found == old.replace("VISITED ", "PRESENTED ").replace(
        "stage: ADAPTED  # see 1\n", "stage: ADAPTED  # see 1\n    note: Algo.\n"
    )


def test_a_file_of_windows() -> None:
    old = "\ufeffname: {es: Líneas}\nscheme: SUBJECT  # why\n".replace("\n", "\r\n").encode()
    before = entry(TOPIC, "name: {es: Líneas}\nscheme: SUBJECT\n")
    after = entry(TOPIC, "name: {es: Líneas}\nscheme: CRITERION\nnote: x\n")
    assert edited(old, before, after) == old.replace(b"SUBJECT", b"CRITERION") + b"note: x\r\n"


def test_a_file_without_a_last_line_break() -> None:
    old = "name: {es: Líneas}\nscheme: SUBJECT"
    assert change(old, ("SUBJECT", "SUBJECT\nnote: x"), node_type=TOPIC) == f"{old}\nnote: x"


def test_a_file_in_braces_is_written_anew() -> None:
    old = "{name: {es: Líneas}, scheme: SUBJECT}\n"
    after = entry(TOPIC, old.replace("SUBJECT", "CRITERION"))
    assert edited(old.encode(), entry(TOPIC, old), after).decode() == entry_text(after)


LINES = [
    "name: {es: a}", "name:\n  es: a  # x\n  # y\n  en: b", "themes: [PROTECTION]",
    "themes:\n  # x\n  - PROTECTION\n    # y\n  - PREVENTION", "level: NATIONAL  # x",
    "level: GLOBAL", "owners: [mj]", "owners: ['jgm', mj]", "owners:\n- jgm  # x\n# y\n- mj",
    "topics:\n  - slug: a  # x\n    note: b\n  # y\n  - c", "topics: [c, {slug: a, note: d}]",
    "topics:\n  - c\n  - e\n  - slug: a\n    # z\n    note: >-\n      f\n\n      g",
    "sources: [iom]", "sources:\n  - law  # x\n\n  # y\n  - iom", "sources: [tip, law, iom]",
    "note: |-\n  # no comment\n  x", "note: 'x'  # y", "disputed:\n  - x  # y\n  - z",
    "disputed: [z, \"x\"]",
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
        after = entry(GOOD_PRACTICE, new)
        found = edited(old.encode(), entry(GOOD_PRACTICE, old), after).decode()
        assert entry_text(entry(GOOD_PRACTICE, found)) == entry_text(after), (old, new, found)
        assert found.count("# of it") == old.count("# of it"), (old, new, found)
