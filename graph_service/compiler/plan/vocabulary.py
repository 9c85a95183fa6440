"""The fields that the model answers by itself: the vocabularies."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence

from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.origins import Constant
from graph_service.compiler.ir.values import Cell, Known, Many, Value
from graph_service.compiler.language.arguments import Leaf
from graph_service.compiler.language.select import Selected
from graph_service.compiler.plan.entities import Entities, language_of
from graph_service.model.enums import VOCABULARIES
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary


def _record(vocabulary: type[Vocabulary]) -> Mapping[str, Json]:
    return {
        "name": vocabulary.__name__,
        "description": inspect.getdoc(vocabulary),
        "source": vocabulary.__source__,
    }


def _term(term: Vocabulary) -> Mapping[str, Json]:
    labels = {f"label {language}": term.label(language) for language in ("es", "en", "pt")}
    return {"value": term.name, "description": term.value.description, **labels}


def vocabularies(entities: Entities, selected: Selected, _: Columns) -> Value:
    """Plan Query.vocabulary: one vocabulary, or all of them."""
    own = Columns()
    terms: dict[str, Columns] = {}

    def field(part: Selected) -> Value:
        if part.name != "values":
            return Cell(own.expr(part.name))
        inner = terms[f"values {part.key}"] = Columns()
        value = entities.object(part.type_name, part.selections, lambda p: _term_field(p, inner))
        return Many(own.expr(f"values {part.key}"), inner, value)

    value = entities.object(selected.type_name, selected.selections, field)

    def rows(name: Json) -> Sequence[Sequence[Json]]:
        chosen = [v for v in VOCABULARIES if name is None or v.__name__ == name]
        return [
            [
                [_row(_term(term), terms[column]) for term in vocabulary]
                if column in terms
                else _record(vocabulary)[column]
                for column in own.templates()
            ]
            for vocabulary in chosen
        ]

    leaf = selected.arguments.get("enum")
    return Known(rows, leaf.origin if isinstance(leaf, Leaf) else Constant(None), own, value)


def _term_field(selected: Selected, columns: Columns) -> Value:
    name = selected.name
    return Cell(columns.expr(f"label {language_of(selected)}" if name == "label" else name))


def _row(record: Mapping[str, Json], columns: Columns) -> list[Json]:
    return [record[name] for name in columns.templates()]
