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
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        mistakes = _read(file, documents, compiler)
        lines += (_("TRUSTED_DOCUMENTS, {file}: {what}", file=str(file), what=m) for m in mistakes)
    if lines:
        raise SettingsInvalid(Lines(tuple(lines)))
    return PersistedDocuments(documents, only=trusted.only)


def _read(file: Path, documents: dict[str, str], compiler: Compiler) -> Iterator[Message]:
    """Add the documents of a file, and yield its mistakes."""
    try:
        entries = list(_entries(json.loads(file.read_bytes())))
    except OSError as error:
        yield _("can't be read ({reason})", reason=os_reason(error))
        return
    except (ValueError, RecursionError) as error:
        yield _not_json(error)
        return
    if not entries:
        yield _("has no documents; it must be {{id: text}}, or an Apollo manifest")
    for document_id, text in entries:
        for mistake in _mistakes(document_id, text, documents, compiler):
            yield _("{id}: {what}", id=repr(document_id), what=mistake)


def _not_json(error: Exception) -> Message:
    if not isinstance(error, json.JSONDecodeError):
        return _("is not valid JSON")
    return _(
        "is not valid JSON in line {line}, column {column}", line=error.lineno, column=error.colno
    )


def _entries(parsed: Json) -> Iterable[tuple[Json, Json]]:
    """Return the ids with their texts, unchecked."""
    if not isinstance(parsed, dict):
        return ()
    if parsed.get("format") != _APOLLO:
        return parsed.items()
    operations = parsed.get("operations")
    fields = [
        operation if isinstance(operation, dict) else {}
        for operation in (operations if isinstance(operations, list) else ())
    ]
    return [(operation.get("id"), operation.get("body")) for operation in fields]


def _mistakes(
    document_id: Json, text: Json, documents: dict[str, str], compiler: Compiler
) -> Sequence[str | Message]:
    """Add a document, and return its mistakes."""
    if not (isinstance(document_id, str) and document_id and isinstance(text, str)):
        return [_("must be an id with a text")]
    if documents.setdefault(document_id, text) != text:
        return [_("this id has two texts")]
    if document_id.startswith(HASH_PREFIX) and document_id != hash_id(text):
        return [_("its text has the hash {hash}", hash=hash_id(text))]
    try:
        compiler.check(text)
    except OperationInvalid as error:
        return [problem.message for problem in error.problems]
    except RequestRefused as error:
        return [error.message]
    return []
