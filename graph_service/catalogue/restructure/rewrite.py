"""An entry's fields, changed → the text of its file, with the comments of what stays."""

from __future__ import annotations

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.writing import entry_text, field_texts, item_texts
from graph_service.catalogue.files.yaml_text import YamlText


def rewritten(content: bytes, before: Entry, after: Entry) -> bytes:
    """Return a file with the fields that differ between two entries as the second has them."""
    text = YamlText(content)
    if text.root.flow_style:
        return entry_text(after).encode()
    old, new = field_texts(before), field_texts(after)
    for name, field in new.items():
        if old.get(name) != field and not _appended(text, name, before, after):
            text.put_field(name, field, [*new])
    for name in old.keys() - new.keys():
        text.remove_field(name)
    return text.content()


def _appended(text: YamlText, name: str, before: Entry, after: Entry) -> bool:
    """Add items to the end of a list if that is the whole difference."""
    items = text.items(name)
    old, new = item_texts(before, name), item_texts(after, name)
    grows = len(new) > len(old) and new[: len(old)] == old
    return items is not None and grows and text.append_items(items, new[len(old) :])
