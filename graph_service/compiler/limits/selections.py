"""Limits on what a text selects, before it is validated.

A fragment in a fragment doubles what is selected as often as it is spread twice, in a few words. So
what a definition has by itself is added up along its spreads first, which takes no longer than the
text; what is looked at one by one is then known to be little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph_service.compiler.limits.text import too_deep
from graph_service.errors import exceeded
from graph_service.settings import OperationLimits

_Fragments = Mapping[str, FragmentDefinitionNode]
_Spreads = list[tuple[str, int]]


@dataclass(frozen=True)
class _Size:
    """What a selection set comes to.

    Attributes:
        selections: how many fields and fragments, on all levels.
        depth: how many levels.
    """

    selections: int
    depth: int


def check_selections(document: DocumentNode, limits: OperationLimits) -> bool:
    """Check what a text selects, valid or not; tell whether its fragments spread themselves.

    Raises:
        LimitExceeded: when it selects too much, too deep, or under too many aliases.
    """
    fragments = {
        d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
    }
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    sizes, cyclic = _sizes_of(fragments)
    found = [_size(*_own(operation.selection_set), sizes) for operation in operations]
    deepest = max((size.depth for size in found), default=0)
    if deepest > limits.max_depth:
        raise too_deep(deepest, limits)
    selections = sum(size.selections for size in found)
    if selections > limits.max_selections:
        raise exceeded(
            "selections",
            selections,
            limits.max_selections,
            message="The text has {found} selections, fragments unfolded, and may have {allowed}",
            remedy="ask in several requests",
        )
    if not cyclic:
        for operation in operations:
            _check_level([operation.selection_set], fragments, limits, root=True)
    return cyclic


def _own(selections: SelectionSetNode) -> tuple[_Size, _Spreads]:
    """Return the size of a selection set without its spreads, and these with their levels."""
    count = deepest = 0
    spreads: _Spreads = []
    waiting = [(selections, 1)]
    while waiting:
        selection_set, level = waiting.pop()
        count += len(selection_set.selections)
        deepest = max(deepest, level)
        for selection in selection_set.selections:
            if isinstance(selection, FragmentSpreadNode):
                spreads.append((selection.name.value, level))
            elif inner := getattr(selection, "selection_set", None):
                waiting.append((inner, level + 1))
    return _Size(count, deepest), spreads


def _size(own: _Size, spreads: _Spreads, sizes: Mapping[str, _Size]) -> _Size:
    """Add the fragments that are spread to a size."""
    selections, depth = own.selections, own.depth
    for name, level in spreads:
        if (spread := sizes.get(name)) is not None:
            selections += spread.selections
            depth = max(depth, level + spread.depth)
    return _Size(selections, depth)


def _sizes_of(fragments: _Fragments) -> tuple[Mapping[str, _Size], bool]:
    """Return the size of each fragment, and whether one spreads itself; that isn't followed."""
    owns = {name: _own(fragment.selection_set) for name, fragment in fragments.items()}
    sizes: dict[str, _Size] = {}
    cyclic = False
    for first in fragments:
        path: dict[str, Iterator[tuple[str, int]]] = {}
        following: str | None = first
        while following is not None:
            if following not in sizes:
                path[following] = iter(owns[following][1])
            following = None
            while path and following is None:
                name = next(reversed(path))
                for spread, _ in path[name]:
                    if spread in path:
                        cyclic = True
                    elif spread in owns and spread not in sizes:
                        following = spread
                        break
                else:
                    sizes[name] = _size(*owns[name], sizes)
                    del path[name]
    return sizes, cyclic


def _check_level(
    sets: Iterable[SelectionSetNode],
    fragments: _Fragments,
    limits: OperationLimits,
    *,
    root: bool = False,
) -> None:
    """Check the fields selected side by side, and those below them, as they are merged."""
    keys = side_by_side(sets, fragments)
    if root and len(keys) > limits.max_root_fields:
        raise exceeded(
            "rootFields",
            len(keys),
            limits.max_root_fields,
            message="The operation has {found} fields of its own, and may have {allowed}",
            remedy="ask for many entries through nodes(ids:), and for others in several requests",
        )
    names = Counter(name for nodes in keys.values() for name in {n.name.value for n in nodes})
    for name, times in names.most_common(1):
        if times > limits.max_aliases:
            raise exceeded(
                "aliases",
                times,
                limits.max_aliases,
                message=f'The field "{name[:100]}" is asked for {{found}} times side by side,'
                " and may be {allowed} times",
                remedy="ask for many entries through nodes(ids:)",
            )
    for nodes in keys.values():
        if below := [node.selection_set for node in nodes if node.selection_set]:
            _check_level(below, fragments, limits)


def side_by_side(
    sets: Iterable[SelectionSetNode], fragments: _Fragments
) -> Mapping[str, list[FieldNode]]:
    """Return the fields of selection sets by their keys in the response, for all types together."""
    keys: dict[str, list[FieldNode]] = {}
    seen: set[str] = set()
    waiting = list(sets)
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                keys.setdefault(key, []).append(selection)
            elif not isinstance(selection, FragmentSpreadNode):
                waiting.append(selection.selection_set)  # type: ignore[attr-defined]
            elif (name := selection.name.value) not in seen and name in fragments:
                seen.add(name)
                waiting.append(fragments[name].selection_set)
    return keys
