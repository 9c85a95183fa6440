"""Trusted documents: operations that are known in advance and requested by id.

Clients can't register documents (automatic persisted queries): any client could then make any
document trusted, and each worker process would know different ones.

They are read from files and validated at startup. A file is `{id: text}`, as GraphQL Code Generator
(persisted-documents.json) and Relay write it, or Apollo's manifest:
`{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id": …, "body": …}]}`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph_service.api.schema import build_schema, core_schema
from graph_service.compiler.compiler import Compiler
from graph_service.error_codes import Code
from graph_service.errors import HttpRefused, OperationInvalid, RequestRefused, SettingsInvalid
from graph_service.i18n import Lines, Message, _
from graph_service.model.json import Json
from graph_service.os_errors import os_reason
from graph_service.settings import ServiceSettings

HASH_PREFIX = "sha256:"
"""Prefix of an id that is the hash of the document, by GraphQL over HTTP."""
_MAX_SHOWN = 100
_APOLLO = "apollo-persisted-query-manifest"


def hash_id(text: str) -> str:
    """Return the id that every document has in addition to its own."""
    return HASH_PREFIX + hashlib.sha256(text.encode()).hexdigest()


class PersistedDocuments:
    """The documents by id; `only`: whether all others are rejected.

    Attributes:
        texts: all documents, each once.
    """

    def __init__(self, texts: Mapping[str, str], *, only: bool = False) -> None:
        self.texts = tuple(dict.fromkeys(texts.values()))
        self._texts = {**texts, **{hash_id(text): text for text in texts.values()}}
        self._only = only

    def text(self, sent: Mapping[str, Json]) -> str:
        """Return the document that a request's parameters contain or identify.

        Raises:
            RequestRefused: when there is none, or it isn't allowed.
        """
        query, document_id = sent.get("query"), sent.get("documentId")
        if document_id is not None:
            return self._by_id(query, document_id)
        if query is None and (sha256 := _apollo_hash(sent.get("extensions"))):
            return self._by_hash(sha256)
        if not isinstance(query, str):
            raise RequestRefused('"query" must be a string: the GraphQL document.')
        if self._only:
            message = 'Only trusted documents are allowed: send "documentId".'
            raise HttpRefused(Code.QUERY_NOT_IN_SAFELIST, message)
        return query

    def _by_id(self, query: Json, document_id: Json) -> str:
        if query is not None:
            raise RequestRefused('Send "query" or "documentId", not both.')
        if not isinstance(document_id, str):
            raise RequestRefused('"documentId" must be a string: the id of a document.')
        if document_id in self._texts:
            return self._texts[document_id]
        raise self._unknown(
            f'No trusted document has the id "{document_id[:_MAX_SHOWN]}".',
            'This service has no trusted documents: send "query".',
        )

    def _by_hash(self, sha256: str) -> str:
        """Return a document for Apollo's clients, which depend on the text of these errors."""
        for document_id in (sha256, HASH_PREFIX + sha256):
            if document_id in self._texts:
                return self._texts[document_id]
        raise self._unknown("PersistedQueryNotFound", "PersistedQueryNotSupported")

    def _unknown(self, message: str, without_documents: str) -> HttpRefused:
        if self._texts:
            return HttpRefused(Code.PERSISTED_QUERY_NOT_FOUND, message)
        return HttpRefused(Code.PERSISTED_QUERY_NOT_SUPPORTED, without_documents)


def _apollo_hash(extensions: Json) -> str | None:
    persisted = extensions.get("persistedQuery") if isinstance(extensions, Mapping) else None
    sha256 = persisted.get("sha256Hash") if isinstance(persisted, Mapping) else None
    return sha256 if isinstance(sha256, str) else None


def read_persisted_documents(settings: ServiceSettings) -> PersistedDocuments:
    """Return the trusted documents, validated against the schema and the limits.

    Raises:
        SettingsInvalid: with every mistake.
    """
    trusted, disclosure = settings.frontends.trusted, settings.frontends.disclosure
    if trusted.files is None:
        if trusted.only:
            raise SettingsInvalid(_("TRUSTED_ONLY is on, so TRUSTED_DOCUMENTS must name a file"))
        return PersistedDocuments({})
    compiler = Compiler(core_schema(build_schema()), settings.operations, disclosure=disclosure)
    documents: dict[str, str] = {}
    lines: list[Message] = []
    for file in trusted.files:
        found, mistakes = _read(file)
        for document_id, text in found.items():
            wrong = [_another(documents, document_id, text), *_errors(compiler, text)]
            mistakes += (_("{id}: {what}", id=repr(document_id), what=w) for w in wrong if w)
        documents |= found
        lines += (_("TRUSTED_DOCUMENTS, {file}: {what}", file=str(file), what=m) for m in mistakes)
    if lines:
        raise SettingsInvalid(Lines(tuple(lines)))
    return PersistedDocuments(documents, only=trusted.only)


def _another(documents: Mapping[str, str], document_id: str, text: str) -> Message | None:
    """Return the mistake of an id that an earlier file has for another text."""
    if documents.get(document_id, text) == text:
        return None
    return _("another file has this id with another text")


def _read(file: Path) -> tuple[dict[str, str], list[Message]]:
    """Return the documents by id, and the mistakes in the file."""
    try:
        parsed: Json = json.loads(file.read_bytes(), object_pairs_hook=_Pairs)
    except OSError as error:
        return {}, [_("can't be read ({reason})", reason=os_reason(error))]
    except json.JSONDecodeError as error:
        return {}, [
            _(
                "is not valid JSON in line {line}, column {column}",
                line=error.lineno,
                column=error.colno,
            )
        ]
    except (ValueError, RecursionError):
        return {}, [_("is not valid JSON")]
    entries = list(_entries(parsed))
    documents: dict[str, str] = {}
    mistakes: list[Message] = []
    if not entries:
        mistakes.append(_("has no documents; it must be {{id: text}}, or an Apollo manifest"))
    for document_id, text in entries:
        if not (isinstance(document_id, str) and document_id and isinstance(text, str)):
            mistakes.append(_("{id}: must be an id with a text", id=repr(document_id)))
        elif documents.setdefault(document_id, text) != text:
            mistakes.append(_("{id}: this id has two texts", id=repr(document_id)))
        elif document_id.startswith(HASH_PREFIX) and document_id != hash_id(text):
            mistakes.append(
                _("{id}: its text has the hash {hash}", id=repr(document_id), hash=hash_id(text))
            )
    return documents, mistakes


class _Pairs(list[tuple[str, Json]]):
    """A JSON object, including repeated keys."""


def _entries(parsed: Json | _Pairs) -> Iterator[tuple[Json, Json]]:
    """Yield the ids with their texts, unchecked."""
    if not isinstance(parsed, _Pairs):
        return
    manifest = dict(parsed)
    if manifest.get("format") != _APOLLO:
        yield from parsed
        return
    operations = manifest.get("operations")
    for operation in operations if isinstance(operations, list) else ():
        fields = dict(operation) if isinstance(operation, _Pairs) else {}
        yield fields.get("id"), fields.get("body")


def _errors(compiler: Compiler, text: str) -> list[str]:
    try:
        compiler.check(text)
    except OperationInvalid as error:
        return [problem.message for problem in error.problems]
    except RequestRefused as error:
        return [error.message]
    return []
