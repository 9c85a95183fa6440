"""Edits of a file: what they don't name stays as it is, comments included."""

import pytest
from yaml import ScalarNode, SequenceNode

from graph_service.catalogue.files.yaml_text import YamlText

TEXT = """\
# yaml-language-server: $schema=x
name: {es: x}
topics:
  # of a
  - a
    # still of a
  # of b
  - slug: b
    basis: INFERRED  # why

# of owners
owners: [c, {slug: d, basis: INFERRED},
  e]
# the end
"""


def field(text: YamlText, name: str) -> tuple[ScalarNode, SequenceNode]:
    key, value = next((key, value) for key, value in text.root.value if key.value == name)
    assert isinstance(value, SequenceNode)
    return key, value


@pytest.mark.parametrize(
    ("name", "number", "removed"),
    [
        ("topics", 0, "  - a\n    # still of a\n"),
        ("topics", 1, "  - slug: b\n    basis: INFERRED  # why\n"),
        ("owners", 0, "c, "),
        ("owners", 1, "{slug: d, basis: INFERRED},\n  "),
        ("owners", 2, ",\n  e"),
    ],
)
def test_an_item_goes_with_its_own_comments(name: str, number: int, removed: str) -> None:
    text = YamlText(TEXT.encode())
    _key, items = field(text, name)
    text.remove_item(items, items.value[number])
    assert TEXT.count(removed) == 1
    assert text.content().decode() == TEXT.replace(removed, "")


@pytest.mark.parametrize(
    ("name", "first", "following"),
    [("topics", "topics:", "\n# of owners"), ("owners", "owners:", "# the end")],
)
def test_a_removed_field_leaves_the_comments_of_the_next(
    name: str, first: str, following: str
) -> None:
    text = YamlText(TEXT.encode())
    text.remove_field(*field(text, name))
    before, after = TEXT.partition(first)[0], TEXT.partition(following)
    assert text.content().decode() == before + "".join(after[1:])


def test_line_ends_and_the_mark_of_windows_stay() -> None:
    windows = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    text = YamlText(windows)
    _key, items = field(text, "topics")
    text.remove_item(items, items.value[0])
    assert text.content() == windows.replace(b"  - a\r\n    # still of a\r\n", b"")


def test_two_edits_of_the_same_text_are_an_error() -> None:
    text = YamlText(TEXT.encode())
    text.put(0, 5, "x")
    text.put(4, 8, "y")
    with pytest.raises(ValueError, match="two edits"):
        text.content()
