"""Edits of a file: what they don't name stays as it is, comments included."""

import pytest
from yaml import SequenceNode

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


def items(text: YamlText, name: str) -> SequenceNode:
    found = text.items(name)
    assert found is not None
    return found


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
    text.remove_item(items(text, name), items(text, name).value[number])
    assert TEXT.count(removed) == 1
    assert text.content().decode() == TEXT.replace(removed, "")


def test_items_are_added_in_the_style_of_the_list() -> None:
    text = YamlText(TEXT.encode())
    assert text.append_items(items(text, "topics"), ["f", "slug: g\nbasis: INFERRED"])
    assert not text.append_items(items(text, "owners"), ["slug: g\nbasis: INFERRED"])
    assert text.append_items(items(text, "owners"), ["f"])
    assert text.content().decode() == TEXT.replace(
        "# why\n", "# why\n  - f\n  - slug: g\n    basis: INFERRED\n"
    ).replace("e]", "e, f]")


def test_a_field_is_replaced_below_the_comments_in_it() -> None:
    text = YamlText(TEXT.encode())
    text.put_field("topics", "topics: [z]\n", ["name", "topics", "owners"])
    before, _topics, after = TEXT.partition("topics:\n")
    _old, _blank, after = after.partition("\n\n")
    expected = f"{before}# of a\n# still of a\n# of b\ntopics: [z]\n\n{after}"
    assert text.content().decode() == expected


def test_a_new_field_has_the_place_that_it_has_in_files() -> None:
    order = ["acronym", "name", "topics", "sources", "owners", "note"]
    places = {"acronym": "name: ", "sources": "\n# of owners", "note": "# the end"}
    for name, before in places.items():
        text = YamlText(TEXT.encode())
        text.put_field(name, f"{name}: new\n", order)
        assert text.content().decode() == TEXT.replace(before, f"{name}: new\n{before}")


def test_a_removed_field_leaves_the_comments_of_the_next() -> None:
    text = YamlText(TEXT.encode())
    text.remove_field("owners")
    assert text.content().decode() == TEXT.partition("owners: [")[0] + "# the end\n"
