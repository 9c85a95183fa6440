"""Trusted documents: operations that are known beforehand, and asked for by id.

None is added by asking (automatic persisted queries): whoever can ask could then make anything
trusted, and each worker would know others.
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

HASHED = "sha256:"
"""What an id begins with that is the hash of its text, by GraphQL over HTTP."""
_SHOWN = 100


def hashed(text: str) -> str:
    """Give the id that every document has, whatever else it is called."""
    return HASHED + hashlib.sha256(text.encode()).hexdigest()


class PersistedDocuments:
    """The texts by id, and whether any other may be asked."""

    def __init__(self, texts: Mapping[str, str], *, only: bool = False) -> None:
        """Take the texts by their ids; each can be asked for by its hash, too."""
        self._texts = {**texts, **{hashed(text): text for text in texts.values()}}
        self._only = only

    def text(self, given: Mapping[str, Json]) -> str:
        """Give the text that a request asks for, by its parameters.

        Raises:
            RequestRefused: when it names none, or one that may not be asked.
        """
        query, document_id = given.get("query"), given.get("documentId")
        if document_id is not None:
            return self._by_id(query, document_id)
        if query is None and (known_hash := _apollo_hash(given.get("extensions"))):
            return self._by_hash(known_hash)
        if not isinstance(query, str):
            raise RequestRefused('"query" has to be a text: the GraphQL operation.')
        if self._only:
            raise TextNotTrusted('Only trusted documents are answered: send its "documentId".')
        return query

    def _by_id(self, query: Json, document_id: Json) -> str:
        if query is not None:
            raise RequestRefused('Send "query" or "documentId", not both.')
        if not isinstance(document_id, str):
            raise RequestRefused('"documentId" has to be a text: the id of a document.')
        if document_id in self._texts:
            return self._texts[document_id]
        if self._texts:
            raise DocumentNotFound(f'No trusted document is "{document_id[:_SHOWN]}".')
        raise DocumentsNotSupported("There are no trusted documents here: send the text as query.")

    def _by_hash(self, known_hash: str) -> str:
        """Give a text as Apollo's clients ask for it; they go by the words of a refusal."""
        for document_id in (known_hash, HASHED + known_hash):
            if document_id in self._texts:
                return self._texts[document_id]
        if self._texts:
            raise DocumentNotFound("PersistedQueryNotFound")
        raise DocumentsNotSupported("PersistedQueryNotSupported")


def _apollo_hash(extensions: Json) -> str | None:
    asked = extensions.get("persistedQuery") if isinstance(extensions, Mapping) else None
    found = asked.get("sha256Hash") if isinstance(asked, Mapping) else None
    return found if isinstance(found, str) else None
