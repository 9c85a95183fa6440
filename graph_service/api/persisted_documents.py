"""Trusted documents: operations that are known in advance and requested by id.

Clients can't register documents (automatic persisted queries): any client could then make any
document trusted, and each worker process would know different ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from graph_service.errors import (
    DocumentNotFound,
    DocumentsNotSupported,
    RequestRefused,
    TextNotTrusted,
)
from graph_service.model.json import Json

HASH_PREFIX = "sha256:"
"""Prefix of an id that is the hash of the document, by GraphQL over HTTP."""
_MAX_SHOWN = 100


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
            raise TextNotTrusted('Only trusted documents are allowed: send "documentId".')
        return query

    def _by_id(self, query: Json, document_id: Json) -> str:
        if query is not None:
            raise RequestRefused('Send "query" or "documentId", not both.')
        if not isinstance(document_id, str):
            raise RequestRefused('"documentId" must be a string: the id of a document.')
        if document_id in self._texts:
            return self._texts[document_id]
        if self._texts:
            raise DocumentNotFound(f'No trusted document has the id "{document_id[:_MAX_SHOWN]}".')
        raise DocumentsNotSupported('This service has no trusted documents: send "query".')

    def _by_hash(self, sha256: str) -> str:
        """Return a document for Apollo's clients, which depend on the text of these errors."""
        for document_id in (sha256, HASH_PREFIX + sha256):
            if document_id in self._texts:
                return self._texts[document_id]
        if self._texts:
            raise DocumentNotFound("PersistedQueryNotFound")
        raise DocumentsNotSupported("PersistedQueryNotSupported")


def _apollo_hash(extensions: Json) -> str | None:
    persisted = extensions.get("persistedQuery") if isinstance(extensions, Mapping) else None
    sha256 = persisted.get("sha256Hash") if isinstance(persisted, Mapping) else None
    return sha256 if isinstance(sha256, str) else None
