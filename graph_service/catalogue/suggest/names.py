"""The name of an entry, in any language → its slug: "Costa Rica" → cri, "OIM" → iom."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import nearest
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES
from graph_service.model.search_text import texts_of
from graph_service.model.text import fold

_NEIGHBOURS = 1_000
"""Names before and after a word in the alphabet that are compared with it."""
_MOST = 5
_BEGINNING = 10
"""The length of the beginning of a name that stands for the whole."""
_SHORT = 4
"""The length of codes and acronyms, whose letters are easily exchanged."""
_LIKENESS = 0.75
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.\s?){2,}[^\W\d_]?(?!\w)")
"""An acronym with a dot after each letter."""
_OTHER_NAMES = ("acronym", "otherNames", "formerNames")


class EntryNames:
    """The slugs of entries by name, acronym, other names, code and web address."""

    def __init__(self) -> None:
        self._slugs: dict[str, dict[str, list[str]]] = {}
        self._sorted: dict[str, Sequence[str]] = {}

    def add(self, entry: Entry, keys: Iterable[str]) -> None:
        """Add an entry's names, by the keys of `names_of`."""
        names = self._slugs.setdefault(entry.type.name, {})
        for text in keys:
            slugs = names.setdefault(text, [])
            if entry.slug not in slugs:
                slugs.append(entry.slug)

    def names(self, type_name: str) -> Mapping[str, Sequence[str]]:
        """Return the keys of the names of a type, each with the slugs of its entries."""
        return self._slugs.get(type_name, {})

    def slugs_of(self, node_type: NodeType, text: str) -> tuple[str, ...]:
        """Return the slugs of the entries with a name, several if they share it."""
        names = self._slugs.get(node_type.name, {})
        for form in (name_key(text), address_key(text)):
            if form in names:
                return tuple(names[form][:_MOST])
        return ()

    def near(self, node_type: NodeType, text: str, slugs: Iterable[str]) -> str | None:
        """Return the slug that was probably meant: among `slugs`, or of a similar name.

        Among thousands, only those near the text in the alphabet are compared. Numbers are like no
        name: "2018" is not a typing error in the code 218. Call it when all entries have been
        added.
        """
        if not any(map(str.isalpha, text)):
            return None
        names = self._slugs.get(node_type.name, {})
        if node_type.name not in self._sorted:
            self._sorted[node_type.name] = sorted({*names, *slugs})
        ordered = self._sorted[node_type.name]
        key = name_key(text)
        middle = bisect(ordered, key)
        longer = [n for n in ordered[middle : middle + _MOST] if n.startswith(f"{key} ")]
        begun = {slug for name in longer for slug in names.get(name, ())}
        if len(begun) == 1 and len(key) >= _BEGINNING:
            return begun.pop()
        found = nearest(text, ordered[max(0, middle - _NEIGHBOURS) : middle + _NEIGHBOURS])
        if found is None or not _is_close(text, found):
            return None
        return found if found not in names else names[found][0]


def _is_close(text: str, name: str) -> bool:
    """Whether a name may be a misspelling: "aduanas" is not one of "awareness".

    >>> _is_close("Hondura", "honduras"), _is_close("Aduanas", "alianzas"), _is_close("oim", "iom")
    (True, False, True)
    """
    one, other = fold(text), fold(name)
    if len(one) <= _SHORT:
        return True
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _LIKENESS


def names_of(entry: Entry) -> Iterator[str]:
    """Yield the keys of everything that people may call an entry."""
    for prop in PROPERTIES[entry.type.name].values():
        if not (prop.code or prop.name == "name" or prop.name in _OTHER_NAMES):
            continue
        for _language, text in texts_of(entry.values.get(prop.name)):
            yield address_key(text) if "://" in text else name_key(text)


def name_key(text: str) -> str:
    """Fold a name, and leave out punctuation.

    >>> name_key("«Líneas de  denuncia»."), name_key("C.O.N.A.T.T.")
    ('lineas de denuncia', 'conatt')
    """
    folded = fold(text)
    if "." in folded:
        folded = _DOTTED.sub(_without_dots, folded)
    return " ".join(re.findall(r"[^\W_]+", folded))


def _without_dots(acronym: re.Match[str]) -> str:
    return acronym[0].replace(".", "").replace(" ", "")


def address_key(url: str) -> str:
    """Return what equal web addresses have in common: no scheme, www, tracking or final slash.

    >>> address_key("http://www.iom.int/es/news/?utm_source=x")
    'iom.int/es/news'
    """
    try:
        parts = urlsplit(url.strip() if "://" in url else f"//{url.strip()}")
    except ValueError:
        return url
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    host = parts.netloc.lower().removeprefix("www.")
    asked = f"?{urlencode(query)}" if query else ""
    return f"{host}{parts.path.rstrip('/')}{asked}"


def is_address(key: str) -> bool:
    """Whether a key is one of `address_key`: names have no punctuation.

    >>> is_address(address_key("https://iom.int")), is_address(name_key("OIM / IOM"))
    (True, False)
    """
    return "." in key or "/" in key
