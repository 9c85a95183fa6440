"""The operations of the pages: files of GraphQL, and what they select."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    parse,
)

_PACKAGE: Traversable = files("graph_service")
_OURS = "explorer"


@dataclass(frozen=True)
class Selected:
    """A field that an operation selects.

    Attributes:
        key: its key in the response: the alias, if it has one.
        name: its name in the schema.
        fields: the fields selected inside, with those of fragments.
    """

    key: str
    name: str
    fields: tuple[Selected, ...]

    def field(self, key: str) -> Selected:
        """Return the field inside that has this key.

        Raises:
            KeyError: when it is not selected.
        """
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)


@dataclass(frozen=True)
class Operation:
    """The operation of a page.

    Attributes:
        name: the name of its file, such as `good-practice`.
        text: the document: the operation and its fragments.
        variables: the names of its variables, in order.
        root: the selection, as a field without a name.
    """

    name: str
    text: str
    variables: tuple[str, ...]
    root: Selected


@cache
def read_operation(name: str, package: str = _OURS) -> Operation:
    """Return the operation of a file in `operations` of a package.

    Raises:
        FileNotFoundError: when there is no such file.
    """
    text = (_folder(package) / f"{name}.graphql").read_text(encoding="utf-8")
    definitions = parse(text, no_location=True).definitions
    (operation,) = (d for d in definitions if isinstance(d, OperationDefinitionNode))
    fragments = {d.name.value: d for d in definitions if isinstance(d, FragmentDefinitionNode)}
    variables = tuple(d.variable.name.value for d in operation.variable_definitions or ())
    fields = _merged(_selected(operation.selection_set, fragments))
    return Operation(name, text, variables, Selected("", "", fields))


def operation_names(package: str = _OURS) -> tuple[str, ...]:
    """Return the names of all operations of a package, sorted."""
    return tuple(sorted(file.name.removesuffix(".graphql") for file in _folder(package).iterdir()))


def has_operation(name: str) -> bool:
    """Whether there is an operation of this name."""
    return (_folder(_OURS) / f"{name}.graphql").is_file()


def _folder(package: str) -> Traversable:
    return _PACKAGE / package / "operations"


def _selected(
    selections: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[Selected]:
    for node in selections.selections if selections else ():
        match node:
            case FieldNode():
                name = node.name.value
                key = node.alias.value if node.alias else name
                yield Selected(key, name, _merged(_selected(node.selection_set, fragments)))
            case FragmentSpreadNode():
                yield from _selected(fragments[node.name.value].selection_set, fragments)
            case InlineFragmentNode():
                yield from _selected(node.selection_set, fragments)


def _merged(selected: Iterator[Selected]) -> tuple[Selected, ...]:
    """Merge fields of one key, which fragments for several types may select."""
    by_key: dict[str, Selected] = {}
    for field in selected:
        same = by_key.get(field.key)
        inside = (*same.fields, *field.fields) if same else field.fields
        by_key[field.key] = replace(field, fields=_merged(iter(inside)) if same else inside)
    return tuple(by_key.values())
