"""What people call a type of entries → its folder: "Visitas de intercambio" → exchange-visits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.problems import nearest
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.text import fold


def folder_of(name: str) -> str | None:
    """Return the folder of the type that a name stands for: its folder, GraphQL name or label.

    >>> folder_of("ExchangeVisit"), folder_of("buenas-practicas"), folder_of("visitas")
    ('exchange-visits', 'good-practices', 'exchange-visits')
    >>> folder_of("cosas")
    """
    words = _words(name)
    return _FOLDERS.get(words) or _FOLDERS.get(words.partition(" ")[0])


def likely_folder(name: str) -> str | None:
    """Return the folder that a name probably means."""
    near = nearest(_words(name), _FOLDERS)
    return folder_of(name) or (_FOLDERS[near] if near is not None else None)


def _words(name: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(name)).strip()


def _names(node_type: NodeType) -> Iterator[str]:
    yield from (node_type.folder or "", node_type.name, node_type.noun)
    for label in (*node_type.label, *node_type.plural_label):
        yield label
        yield label.split()[0]  # "visitas" for "visitas y encuentros"


_FOLDERS: Mapping[str, str] = {
    _words(name): t.folder for t in ENTRY_TYPES if t.folder is not None for name in _names(t)
}
