"""The vocabulary of the history of entries."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class ChangeKind(Vocabulary, source="own"):
    """What a load did to an entry."""

    ADDED = term(
        Labels("la entrada es nueva", "the entry is new", "a entrada é nova"),
        en="Added",
        es="Agregada",
        pt="Acrescentada",
    )
    CHANGED = term(
        Labels(
            "campos de la entrada tienen otros valores",
            "fields of the entry have other values",
            "campos da entrada têm outros valores",
        ),
        en="Changed",
        es="Modificada",
        pt="Modificada",
    )
    RENAMED = term(
        Labels(
            "la entrada tiene otro identificador, y quizá otros valores",
            "the entry has another slug, and possibly other values",
            "a entrada tem outro identificador, e talvez outros valores",
        ),
        en="Renamed",
        es="Renombrada",
        pt="Renomeada",
    )
    REMOVED = term(
        Labels("la entrada ya no existe", "the entry is gone", "a entrada já não existe"),
        en="Removed",
        es="Eliminada",
        pt="Removida",
    )
