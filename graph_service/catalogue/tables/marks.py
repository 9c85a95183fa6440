"""What a steward writes into a table beside values: marks in square brackets, and named slugs.

`[vaciar]` in a cell removes what the entry has; `Fuentes [reemplazar]` as a header replaces lists.
"""

from __future__ import annotations

import re

from graph_service.model.labels import Labels
from graph_service.model.text import fold

CLEAR = Labels("[vaciar]", "[clear]", "[limpar]")
"""A cell that removes the value; an empty cell leaves it."""
REPLACE = Labels("[reemplazar]", "[replace]", "[substituir]")
"""The end of a header whose cells replace lists; otherwise lists grow."""
EMPTY_LIST = "-"
"""States that there are none, as `[]` in a file."""
_DECORATION = " *:"
_SEPARATOR = " · "
_NOT_IN_A_NAME = re.compile(r'[\s()\[\];,|"·]+')
_CLEAR = frozenset(map(fold, CLEAR))
_CLEAR_WORDS = frozenset(mark.strip("[]") for mark in _CLEAR)
_LONGEST_MARK = 12
_AROUND_A_MARK = " []()<>{}\"'"
_ITEMS = re.compile(r"[|;,\n]")
_REPLACE = frozenset(map(fold, REPLACE))


def is_clear(text: str) -> bool:
    """Whether a text is the mark that removes a value, in any language."""
    return text.startswith("[") and fold(text) in _CLEAR


def is_like_clear(text: str) -> bool:
    """Whether a text, or an item of a list, seems to be meant as that mark, but isn't it.

    >>> is_like_clear("(vaciar)"), is_like_clear("[vaciar]|Red"), is_like_clear("[vaciar]")
    (True, True, False)
    """
    if (len(text) > _LONGEST_MARK and "[" not in text) or is_clear(text):
        return False
    return any(fold(item.strip(_AROUND_A_MARK)) in _CLEAR_WORDS for item in _ITEMS.split(text))


def is_mark(text: str) -> bool:
    """Whether a text stands for the whole value of a cell, and can't be an item of a list."""
    return text == EMPTY_LIST or is_clear(text)


def split_header(header: str) -> tuple[str, bool]:
    """Return a header without the mark that replaces lists, and whether it has it.

    An asterisk for "required" and a colon are left out, too.

    >>> split_header("Fuentes [reemplazar]"), split_header("Tipo*:")
    (('Fuentes', True), ('Tipo', False))
    """
    name, bracket, mark = header.rpartition("[")
    replaces = fold(bracket + mark) in _REPLACE
    return (name if replaces else header).strip(_DECORATION), replaces


def named_slug(slug: str, name: str) -> str:
    """Return a slug after its name, as drop-down lists offer it; `plain_slug` is the inverse.

    >>> named_slug("cri-eri", "Equipo de Respuesta Inmediata (ERI)")
    'Equipo de Respuesta Inmediata ERI · cri-eri'
    """
    return f"{_NOT_IN_A_NAME.sub(' ', name).strip()}{_SEPARATOR}{slug}"


def plain_slug(text: str) -> tuple[str, str]:
    """Return a slug and the name before it, which may be empty.

    >>> plain_slug("Honduras · hnd"), plain_slug("hnd")
    (('hnd', 'Honduras'), ('hnd', ''))
    """
    name, _separator, slug = text.rpartition(_SEPARATOR)
    return slug.strip(), name.strip()
