"""Limits on the size of a request: its text, the selections in it, and its variables.

Each check takes time linear in the request, or in a limit that was checked before. Fragments that
spread fragments twice select exponentially much in a short text, so the sizes of fragments are
added up first; only a document within the limits is expanded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionSetNode,
)

from graph_service.error_codes import Code
from graph_service.errors import Limit, OperationInvalid
from graph_service.model.json import Json
from graph_service.settings import OperationLimits

_IN_SEVERAL = "split it into several requests"
_TOKENS = Limit("tokens", "The text has {found} tokens", _IN_SEVERAL)
_TOKENS_AND_VALUES = Limit(
    "tokens", "The text and its variables have {found} tokens and values", _IN_SEVERAL
)
_DEPTH = Limit(
    "depth", "{what} is nested {found} levels deep", f"{_IN_SEVERAL} that continue from ids"
)
_DIRECTIVES = Limit(
    "directives",
    "The text has {found} directives",
    "put one on a fragment instead of one on each of its fields",
)
_OPERATIONS = Limit(
    "operations", "The text has {found} operations", "send only the operation to execute"
)
_SELECTIONS = Limit(
    "selections", "The text has {found} selections with fragments expanded", _IN_SEVERAL
)
_ALL_ALIASES = Limit(
    "allAliases",
    "The operation has {found} aliases, counted for each field that a fragment is spread under",
    "select many entries by nodes(ids:), or send several requests",
)
_ROOT_FIELDS = Limit(
    "rootFields",
    "The operation has {found} root fields",
    "select many entries by nodes(ids:), other fields in several requests",
)
_ALIASES = Limit(
    "aliases",
    'The field "{what}" has {found} response keys in a selection set',
    "select many entries by nodes(ids:)",
)
_Fragments = Mapping[str, FragmentDefinitionNode]
_Spreads = list[tuple[str, int]]
# Quantifiers are possessive, so no character is matched twice: an unterminated string ends with its
# line, or with the text. Comments count as tokens, as the lexer takes time for them.
_TOKEN = re.compile(
    r'"""(?:[^"\\]++|\\"""|\\|"(?!""))*+(?:"""|\Z)'
    r'|"(?:[^"\\\n\r]++|\\[^\n\r])*+"?'
    r"|#[^\n\r]*+"
    r"|[A-Za-z_][0-9A-Za-z_]*+"
    r"|-?[0-9][0-9A-Za-z_.+-]*+"
    r"|\.\.\."
    r"|[^\s,\ufeff]"
)


def check_text(text: str, limits: OperationLimits) -> int:
    """Check a text before it is parsed, valid or not, and return the number of its tokens.

    >>> check_text("{ topics(first: 5) { totalCount } }", OperationLimits())
    11

    Raises:
        LimitExceeded: if it has too many tokens, directives or levels of brackets.
    """
    tokens = _TOKEN.findall(text)
    _TOKENS.check(len(tokens), limits.max_tokens)
    deepest = depth = 0
    for lexeme in tokens:
        if lexeme in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif lexeme in ")]}":
            depth -= 1
    _DEPTH.check(deepest, limits.max_depth, "The text")
    _DIRECTIVES.check(tokens.count("@"), limits.max_directives)
    return len(tokens)


@dataclass(frozen=True)
class _Size:
    """The size of a selection set.

    Attributes:
        selections: the number of fields and fragments on all levels.
        depth: the number of levels.
    """

    selections: int
    depth: int


def check_selections(document: DocumentNode, limits: OperationLimits) -> None:
    """Check a document before it is validated.

    Raises:
        OperationInvalid: if fragments spread each other in a cycle.
        LimitExceeded: if it has too many operations, selections, levels, aliases or root fields.
    """
    fragments = {
        d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
    }
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    _OPERATIONS.check(len(operations), limits.max_operations)
    sizes = _sizes_of(fragments)
    found = [_size(*_own(operation.selection_set), sizes) for operation in operations]
    deepest = max((size.depth for size in found), default=0)
    _DEPTH.check(deepest, limits.max_depth, "The text")
    _SELECTIONS.check(sum(size.selections for size in found), limits.max_selections)
    for operation in operations:
        aliases = _check_level([operation.selection_set], fragments, limits, is_root=True)
        _ALL_ALIASES.check(aliases, limits.max_all_aliases)


def _own(selections: SelectionSetNode) -> tuple[_Size, _Spreads]:
    """Return the size of a selection set without fragments, and its spreads with their levels."""
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
    """Return a size with the sizes of the spread fragments added."""
    selections, depth = own.selections, own.depth
    for name, level in spreads:
        if (spread := sizes.get(name)) is not None:
            selections += spread.selections
            depth = max(depth, level + spread.depth)
    return _Size(selections, depth)


def _sizes_of(fragments: _Fragments) -> Mapping[str, _Size]:
    """Return the size of each fragment; raise OperationInvalid if they spread each other."""
    owns = {name: _own(fragment.selection_set) for name, fragment in fragments.items()}
    spreads = {name: [spread for spread, _ in found] for name, (_, found) in owns.items()}
    sizes: dict[str, _Size] = {}
    try:
        for name in TopologicalSorter(spreads).static_order():
            if name in owns:
                sizes[name] = _size(*owns[name], sizes)
    except CycleError as error:
        first, *others = reversed(error.args[1][1:])
        via = f" via {', '.join(map(repr, others))}" if others else ""
        message = f"Cannot spread fragment {first!r} within itself{via}."
        errors = [GraphQLError(message, fragments[first])]
        raise OperationInvalid(Code.GRAPHQL_VALIDATION_FAILED, errors) from None
    return sizes


def _check_level(
    sets: Iterable[SelectionSetNode],
    fragments: _Fragments,
    limits: OperationLimits,
    *,
    is_root: bool = False,
) -> int:
    """Check merged selection sets, and those below; return the number of aliases in them."""
    keys = merged_fields(sets, fragments)
    if is_root:
        _ROOT_FIELDS.check(len(keys), limits.max_root_fields)
    names = Counter(name for nodes in keys.values() for name in {n.name.value for n in nodes})
    for name, times in names.most_common(1):
        _ALIASES.check(times, limits.max_aliases, name[:100])
    aliases = sum(nodes[0].alias is not None for nodes in keys.values())
    for nodes in keys.values():
        if below := [node.selection_set for node in nodes if node.selection_set]:
            aliases += _check_level(below, fragments, limits)
    return aliases


def merged_fields(
    sets: Iterable[SelectionSetNode], fragments: _Fragments
) -> Mapping[str, list[FieldNode]]:
    """Return the fields of merged selection sets by response key, for all types together."""
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


def check_variables(variables: Sequence[Json], tokens: int, limits: OperationLimits) -> int:
    """Check the values of variables before they are coerced, and return their number.

    Names of input fields count, too. They count together with the tokens of the text, as literals
    would.

    Raises:
        LimitExceeded: if there are too many values, or they are nested too deep.
    """
    found = depth = 0
    level = list(variables)
    while level:
        found += len(level)
        inner: list[Json] = []
        nested = False
        for value in level:
            if isinstance(value, Mapping):
                nested = True
                found += len(value)
                inner += value.values()
            elif isinstance(value, Sequence) and not isinstance(value, str):
                nested = True
                inner += value
        depth += nested
        level = inner
    _DEPTH.check(depth, limits.max_depth, "A variable")
    _TOKENS_AND_VALUES.check(found + tokens, limits.max_tokens)
    return found
