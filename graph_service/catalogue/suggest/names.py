"""Names as people write them → as files have them: of fields, folders, entries and terms.

"Países anfitriones" → hostCountries, "visitas" → exchange-visits, "Costa Rica" → cri,
"Pasantía" → INTERNSHIP
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import nearest
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edge_properties import BASIS, properties_of
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, SLUG, edges_of, written
from graph_service.model.ids import node_id
from graph_service.model.labels import Labels
from graph_service.model.search_text import texts_of
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

DATE_LABELS = {
    "edtf": Labels("Fecha", "Date", "Data"),
    "qualifier": Labels("Qué indica", "Qualifier", "Qualificador"),
}
"""The labels of the fields of a date."""
LANGUAGE_LABELS = {
    "es": Labels("Español", "Spanish", "Espanhol"),
    "en": Labels("Inglés", "English", "Inglês"),
    "pt": Labels("Portugués", "Portuguese", "Português"),
}
"""The labels of the languages of a text."""


def labels_of(node_type: NodeType) -> Mapping[str, Labels]:
    """Return the labels of the fields that files of a type, or parts of entries, may have.

    >>> from graph_service.model.types import TOPIC
    >>> labels_of(TOPIC)["name"].es
    'Nombre'
    """
    labels = {prop.name: prop.label for prop in written(node_type)}
    labels |= {edge.forward: edge.label for edge in edges_of(node_type)}
    return labels if node_type.entry else labels | {BASIS.name: BASIS.label}


def link_labels(edge: Edge) -> Mapping[str, Labels]:
    """Return the labels of the fields of a link, the slug of its target first."""
    return {SLUG.name: SLUG.label} | {prop.name: prop.label for prop in properties_of(edge)}


def likely_field(name: str, labels: Mapping[str, Labels]) -> str | None:
    """Return the field that a name probably means: by name, by label, or by likeness.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> likely_field("paisesAnfitriones", labels_of(EXCHANGE_VISIT))
    'hostCountries'
    """
    by_text = dict(_texts(labels.items()))
    text = _plain(name)
    if text in by_text:
        return by_text[text]
    near = nearest(text, by_text)
    return by_text[near] if near is not None else None


def _texts(labels: Iterable[tuple[str, Labels]]) -> Iterator[tuple[str, str]]:
    # The fields' own names come last, as they win where a label is the same.
    for name, label in labels:
        for text in label:
            yield _plain(text), name
            yield _plain(text.partition("(")[0]), name  # "Ejes (4P)"
    for name, _label in labels:
        yield _plain(name), name


def _plain(name: str) -> str:
    """Fold a name, and split it into words: "paísesAnfitriones" → "paises anfitriones"."""
    return name_key(re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])", " ", name))


def folder_of(name: str) -> str | None:
    """Return the folder of the type that a name stands for: its folder, GraphQL name or label.

    >>> folder_of("ExchangeVisit"), folder_of("buenas-practicas"), folder_of("visitas")
    ('exchange-visits', 'good-practices', 'exchange-visits')
    >>> folder_of("cosas")
    """
    key = name_key(name)
    return _FOLDERS.get(key) or _FOLDERS.get(key.partition(" ")[0])


def likely_folder(name: str) -> str | None:
    """Return the folder that a name probably means."""
    near = nearest(name_key(name), _FOLDERS)
    return folder_of(name) or (_FOLDERS[near] if near is not None else None)


def possible_ids(name: str) -> list[str]:
    """Return the ids of what may be named: by a slug, Type:slug, or the path of a file.

    >>> possible_ids("topics/helpline"), possible_ids("Topic/helpline")
    (['Topic:helpline'], ['Topic:helpline'])
    """
    if re.fullmatch(r"\w+:[^/\\]+", name):  # also of a type that no longer exists
        return [name]
    folder, separator, slug = name.replace("\\", "/").removesuffix(".yaml").rpartition("/")
    kind = folder.rpartition("/")[2]
    types = [t for t in ENTRY_TYPES if not separator or kind in (t.folder, t.name)]
    return [node_id(node_type.name, slug) for node_type in types]


def _names(node_type: NodeType) -> Iterator[str]:
    yield from (node_type.folder or "", node_type.name, node_type.noun)
    for label in (*node_type.label, *node_type.plural_label):
        yield label
        yield label.split()[0]  # "visitas" for "visitas y encuentros"


_MOST = 5
_BEGINNING = 10
"""The length of the beginning of a name that stands for the whole."""
_SHORT = 4
"""The length of codes and acronyms, whose letters are easily exchanged."""
_LIKENESS, _LIKENESS_OF_SHORT = 75, 66
"""Per cent of equal letters in a misspelt name."""
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|mc_[ce]id", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.\s?){2,}[^\W\d_]?(?!\w)")
"""An acronym with a dot after each letter."""
_OTHER_NAMES = ("acronym", "otherNames", "formerNames")


class EntryNames:
    """The slugs of entries by name, acronym, other names, code and web address."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._slugs: dict[str, dict[str, list[str]]] = {}
        for entry in entries:
            names = self._slugs.setdefault(entry.type.name, {})
            for key in dict.fromkeys(names_of(entry)):
                names.setdefault(key, []).append(entry.slug)

    def slugs_of(self, node_type: NodeType, text: str) -> tuple[str, ...]:
        """Return the slugs of the entries with a name, several if they share it."""
        names = self._slugs.get(node_type.name, {})
        for form in (name_key(text), address_key(text)):
            if form in names:
                return tuple(names[form][:_MOST])
        return ()

    def near(self, node_type: NodeType, text: str, slugs: Iterable[str]) -> str | None:
        """Return the slug that was probably meant: among `slugs`, or of a similar name.

        The beginning of a single name stands for it. Numbers are like no name: "2018" is not a
        typing error in the code 218; nor is "aduanas" one in "awareness", with another initial.
        """
        from rapidfuzz import fuzz, process  # an extra, which `serve` doesn't need

        if not any(map(str.isalpha, text)):
            return None
        names = self._slugs.get(node_type.name, {})
        beginning = f"{name_key(text)} "
        begun = {slug for name in names if name.startswith(beginning) for slug in names[name]}
        if len(begun) == 1 and len(beginning) > _BEGINNING:
            return begun.pop()
        written = fold(text)
        is_short = len(written) <= _SHORT
        alike = [x for x in (*names, *slugs) if is_short or x[:1] == written[:1]]
        least = _LIKENESS_OF_SHORT if is_short else _LIKENESS
        found = process.extractOne(written, alike, scorer=fuzz.ratio, score_cutoff=least)
        if found is None:
            return None
        return names[found[0]][0] if found[0] in names else found[0]


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


_FOLDERS: Mapping[str, str] = {
    name_key(name): t.folder for t in ENTRY_TYPES if t.folder is not None for name in _names(t)
}


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


_SYNONYMS = {
    **dict.fromkeys(
        (
            *("local", "municipal", "municipio", "departamental", "departamento", "provincial"),
            *("provincia", "estatal", "estadual", "distrital", "cantonal"),
        ),
        "SUBNATIONAL",
    ),
    **dict.fromkeys(("internacional", "international", "mundial"), "GLOBAL"),
    **dict.fromkeys(("castellano", "castelhano"), "ES"),
    **dict.fromkeys(("total", "todo", "toda", "integra", "entera"), "FULL"),
    **dict.fromkeys(("parcial", "parte", "partial", "resumen"), "EXCERPT"),
}
"""What people write instead of a term, folded; likeness would lead from "local" to GLOBAL."""


def term_name(enum: type[Vocabulary], text: str) -> str | None:
    """Return the name of the term with a name or a label, in any language; None if unknown."""
    return _names_by_text(enum).get(fold(text))


@cache
def _names_by_text(enum: type[Vocabulary]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, term in enum.__members__.items():
        for text in (name, *term.value.label):
            names.setdefault(fold(text), name)
    return names


def likely_term(enum: type[Vocabulary], text: str) -> str | None:
    """Return the name of the writable term that was probably meant: by name, label or likeness.

    >>> from graph_service.model.enums import ExchangeKind
    >>> likely_term(ExchangeKind, "pasantia"), likely_term(ExchangeKind, "taller")
    ('INTERNSHIP', 'SEMINAR')
    """
    by_text = {fold(word): term.name for term in enum.writable() for word in _names_of_term(term)}
    folded = fold(text)
    if folded in by_text:
        return by_text[folded]
    others = (term for term in enum.writable() if folded in _others(term))
    if (other := next(others, None)) is not None:
        return other.name
    if (meant := _SYNONYMS.get(folded)) in enum.__members__:
        return meant
    near = nearest(folded, by_text)
    return by_text[near] if near is not None else None


def _names_of_term(term: Vocabulary) -> list[str]:
    """Return the name, the labels, and the parts of labels such as "Seminario / taller"."""
    labels = [*term.value.label]
    parts = [part for label in labels for part in label.split("/") if "/" in label]
    return [*parts, term.name, *labels]


def _others(term: Vocabulary) -> frozenset[str]:
    """Return the other words for a term, by which search finds it."""
    labels = term.value.others or ()
    return frozenset(fold(word).strip() for label in labels for word in label.split(","))
