"""The file of trusted documents, as frontends' tools write it, read and checked at the start.

It is `{id: text}` (GraphQL Code Generator's persisted-documents.json, Relay's), or what Apollo's
tools write: `{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": …,
"body": …}]}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graph_service.api.persisted_documents import HASHED, PersistedDocuments, hashed
from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.compiler.compiler import Compiler
from graph_service.errors import OperationInvalid, RequestRefused, SettingsInvalid
from graph_service.model.json import Json
from graph_service.settings import ServiceSettings

_APOLLO = "apollo-persisted-query-manifest"


def read_persisted_documents(settings: ServiceSettings) -> PersistedDocuments:
    """Read the trusted documents, each of which the schema and the limits must allow.

    Raises:
        SettingsInvalid: with all that is wrong with them.
    """
    trusted, disclosure = settings.frontends.trusted, settings.frontends.disclosure
    file, only = trusted.file, trusted.only
    if file is None:
        if only:
            raise SettingsInvalid("TRUSTED_ONLY is on: TRUSTED_DOCUMENTS has to name a file")
        return PersistedDocuments({})
    documents, mistakes = _read(file)
    compiler = Compiler(core_schema(build_schema()), settings.operations, disclosure=disclosure)
    for document_id, text in documents.items():
        mistakes += (f"{document_id!r}: {wrong}" for wrong in _wrong(compiler, text))
    if mistakes:
        raise SettingsInvalid("\n".join(f"TRUSTED_DOCUMENTS, {file}: {m}" for m in mistakes))
    return PersistedDocuments(documents, only=only)


def _read(file: Path) -> tuple[dict[str, str], list[str]]:
    """Give the texts by id, and what is wrong with the file."""
    try:
        parsed: Json = json.loads(file.read_bytes(), object_pairs_hook=_Pairs)
    except OSError as error:
        return {}, [f"can't be read ({error.strerror})"]
    except (ValueError, RecursionError) as error:
        return {}, [f"is no JSON ({error})"]
    entries = list(_entries(parsed))
    documents: dict[str, str] = {}
    mistakes = [] if entries else ["has no documents: {id: text}, or a manifest of Apollo's"]
    for document_id, text in entries:
        if not (isinstance(document_id, str) and document_id and isinstance(text, str)):
            mistakes.append(f"{document_id!r}: an id and a text are needed")
        elif documents.setdefault(document_id, text) != text:
            mistakes.append(f"{document_id!r}: two texts have this id")
        elif document_id.startswith(HASHED) and document_id != hashed(text):
            mistakes.append(f"{document_id!r}: its text has another hash, {hashed(text)}")
    return documents, mistakes


class _Pairs(list[tuple[str, Json]]):
    """An object of JSON, with the keys that come repeatedly."""


def _entries(parsed: Json | _Pairs) -> Iterator[tuple[Json, Json]]:
    """Give all ids with their texts, whatever these are."""
    if not isinstance(parsed, _Pairs):
        return
    found = dict(parsed)
    if found.get("format") != _APOLLO:
        yield from parsed
        return
    operations = found.get("operations")
    for operation in operations if isinstance(operations, list) else ():
        fields = dict(operation) if isinstance(operation, _Pairs) else {}
        yield fields.get("id"), fields.get("body")


def _wrong(compiler: Compiler, text: str) -> list[str]:
    """Give all that is wrong with a text."""
    try:
        compiler.check(text)
    except OperationInvalid as error:
        return [each.message for each in error.problems]
    except RequestRefused as error:
        return [error.message]
    return []
