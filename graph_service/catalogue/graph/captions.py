"""Short captions for drawings: "HND → CRI 2018" says more in a small circle than a long title."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.model.edtf import PartialDate
from graph_service.model.storage import Value
from graph_service.model.text import FALLBACK, shown
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER
from graph_service.model.types.shared import CAPTION

_MOST_CODES = 2
_NOBODY = "…"


def with_caption(entry: Entry) -> Mapping[str, Value]:
    """Return the values of an entry, whose countries are complete, with its caption."""
    if entry.type is EXCHANGE_VISIT:
        caption = _of_visit(entry)
    elif entry.type is KNOWLEDGE_TRANSFER:
        caption = f"{_shown(_countries(entry, 'FROM'))} → {_shown(_countries(entry, 'TO'))}"
    elif entry.type is INSTITUTION:
        caption = str(entry.values.get("acronym") or _name(entry.values["name"]))
    else:
        return entry.values
    return {**entry.values, CAPTION.name: caption}


def _of_visit(visit: Entry) -> str:
    hosts = _countries(visit, "HOSTED_BY")
    visitors = _countries(visit, "ATTENDED_BY") - hosts
    # At a meeting of its hosts only, nobody is on the way.
    who = f"{_shown(visitors)} → {_shown(hosts)}" if visitors or not hosts else _shown(hosts)
    date = visit.values.get("date")
    return f"{who} {year}" if isinstance(date, PartialDate) and (year := date.date.year) else who


def _countries(entry: Entry, edge: str) -> set[str]:
    return {link.target.upper() for link in entry.links_of(edge, COUNTRY)}


def _shown(codes: Collection[str]) -> str:
    """Return codes as one text.

    >>> _shown({"PER", "ECU"}), _shown({"PER", "ECU", "COL"}), _shown(())
    ('ECU, PER', 'COL +2', '…')
    """
    found = sorted(codes)
    if len(found) > _MOST_CODES:
        return f"{found[0]} +{len(found) - 1}"
    return ", ".join(found) or _NOBODY


def _name(texts: Value) -> str:
    if not isinstance(texts, Mapping):
        raise TypeError(f"not a text in languages: {texts!r}")
    return shown({language: str(text) for language, text in texts.items()}, FALLBACK[0])
