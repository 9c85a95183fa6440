"""The generated entries as files of a folder of seeds, for what reads files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.entries import Draft
from bench.sizes import GraphSize
from graph_service.catalogue.entries import Entry, Link
from graph_service.model.dates import PartialDate
from graph_service.model.enums import Basis
from graph_service.model.storage import Value
from graph_service.model.terms import Vocabulary


def write_files(size: GraphSize, folder: Path) -> int:
    """Write the entries of a size as files, and give their number."""
    draft = Draft(size)
    written = 0
    for entries in (
        draft.sources(),
        draft.countries(),
        draft.topics(),
        draft.institutions(),
        draft.agreements(),
        draft.programmes(),
        draft.practices(),
        draft.visits(),
        draft.transfers(),
    ):
        for entry in entries:
            place = folder / (entry.type.folder or "")
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{entry.slug}.yaml").write_text("\n".join(_lines(entry)) + "\n")
            written += 1
    return written


def _lines(entry: Entry) -> Iterator[str]:
    """Write an entry as people do: a block a field, an item of a list on one line."""
    for name, value in entry.values.items():
        if isinstance(value, Mapping):
            yield f"{name}:"
            yield from (f"  {key}: {_flow(text)}" for key, text in value.items())
        else:
            yield f"{name}: {_flow(_plain(value))}"
    for field, links in _by_field(entry).items():
        if links[0].edge.one:
            yield f"{field}: {_flow(_link(links[0]))}"
        else:
            yield f"{field}:"
            yield from (f"  - {_flow(_link(link))}" for link in links)
    if entry.parts:
        yield f"{entry.parts[0].edge.forward}:"
    for part in entry.parts:
        fields = {name: _plain(value) for name, value in part.entry.values.items()}
        for field, links in _by_field(part.entry).items():
            one = links[0].edge.one
            fields[field] = _link(links[0]) if one else [_link(link) for link in links]
        yield f"  - {_flow(fields)}"


def _by_field(entry: Entry) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in entry.links:
        found.setdefault(link.edge.forward, []).append(link)
    return found


def _link(link: Link) -> object:
    facts = {name: _plain(value) for name, value in link.facts.items()}
    if link.basis is not Basis.STATED:
        facts["basis"] = link.basis.name
    if link.note is not None:
        facts["note"] = link.note
    if link.sources:
        facts["sources"] = [source.slug for source in link.sources]
    return {"slug": link.target.slug, **facts} if facts else link.target.slug


def _plain(value: Value) -> object:
    if isinstance(value, PartialDate):
        return {"edtf": value.date.edtf, "qualifier": value.qualifier.name}
    if isinstance(value, Vocabulary):
        return value.name
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _flow(value: object) -> str:
    """JSON is YAML, too; names and slugs go without quotes, as people write them."""
    if isinstance(value, str) and value.replace("-", "").replace("_", "").isalpha():
        return value
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
