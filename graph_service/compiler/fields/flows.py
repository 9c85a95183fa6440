"""Query.transferFlows and Query.visitFlows: transfers and visits counted by pairs of their ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.connections import (
    CONNECTIONS,
    checked,
    connection,
    page_types,
    plan_connection,
)
from graph_service.compiler.fields.localized import (
    label,
    labelled,
    language_of,
    shown_text,
    term_label,
)
from graph_service.compiler.fields.orders import LANGUAGE_OF_ORDER, given_keys, keys_of, number
from graph_service.compiler.fields.paging import (
    POSITION,
    Connection,
    EdgeRow,
    Sizes,
    order_argument,
)
from graph_service.compiler.fields.planner import Row, Sets, cell
from graph_service.compiler.fields.type_system import (
    Argument,
    EnumType,
    Field,
    InputField,
    InputType,
    NamedType,
    ObjectType,
    Plan,
)
from graph_service.compiler.ir.columns import Columns, End
from graph_service.compiler.ir.origins import Constant, Items, Origin
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import Among, Hop, Pairs
from graph_service.compiler.ir.values import Fixed, Part, ScopedId, Value
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.derived_edges import flow_edge
from graph_service.model.enums import Subregion, TransferPhase
from graph_service.model.graph import RELATIONS
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION, KNOWLEDGE_TRANSFER

SIZES = Sizes(default=100, maximum=1000)
"""A map shows all flows at once, and a flow is much smaller than an entry."""


class FlowKey(Enum):
    """The unit at each end of a flow, with what each means."""

    COUNTRY = "Countries."
    INSTITUTION = "Institutions."
    PARTY = "Countries; institutions, if no country is given."
    SUBREGION = "The subregions of the countries."


FLOW_KEY = EnumType(
    enum=FlowKey,
    description="The unit at each end of a flow.",
    meanings={key.name: key.value for key in FlowKey},
    structural=True,
)
_ENDS: Mapping[FlowKey, tuple[NodeType, ...]] = {
    FlowKey.COUNTRY: (COUNTRY,),
    FlowKey.INSTITUTION: (INSTITUTION,),
    FlowKey.PARTY: (COUNTRY, INSTITUTION),
    FlowKey.SUBREGION: (COUNTRY,),
}
"""The types of nodes at an end: the second is used if there is no node of the first."""


@dataclass(frozen=True, eq=False)
class _End(Row):
    """The row of one end: a node of one of these types; a subregion without types."""

    types: tuple[NodeType, ...]

    @property
    def key(self) -> str:
        """The template of its key."""
        return "{v}.id" if self.types else "{v}"


def _plan_label(end: _End, selected: Selected) -> Value:
    if end.types:
        return end.cell(shown_text(COUNTRY.property_of("name"), selected))
    return end.cell("{v}", term_label(Subregion, language_of(selected)))


def _node(node_type: NodeType) -> Plan[_End]:
    return lambda end, selected: (
        end.node_if((node_type,), selected.selections) if node_type in end.types else Fixed(None)
    )


FLOW_END = ObjectType[_End](
    "FlowEnd",
    "One end of a flow.",
    (
        Field(
            "key",
            "String!",
            "The id of the country or the institution, or the name of the subregion.",
            lambda end, _: end.cell(end.key),
        ),
        label(_plan_label),
        Field("country", "Country", "The country, if the end is one.", _node(COUNTRY)),
        Field(
            "institution", "Institution", "The institution, if the end is one.", _node(INSTITUTION)
        ),
    ),
)


@dataclass(frozen=True, eq=False)
class _Pair(EdgeRow):
    """The row of a pair.

    Attributes:
        of: the type of its object.
        by: the unit at each end.
        conditions: the given `where`, flattened.
    """

    of: ObjectType[_Pair]
    by: FlowKey
    conditions: Items

    def item(self, sets: Sets) -> Value:
        """Plan the flow."""
        return self.object(self.of, sets)


def _plan_id(pair: _Pair, _: Selected) -> Value:
    scope = f"{pair.of.name}:{pair.by.name}"
    return ScopedId(scope, pair.conditions, pair.columns.expr("{v}.id"))


def flattened(tree: ArgumentTree | None, path: str = "") -> Iterator[Origin]:
    """Yield the paths of an argument, each of a leaf with its value; nulls count as not given.

    >>> given = {"slug": {"eq": Leaf(Constant("a"), "a"), "in": Leaf(Constant(None), None)}}
    >>> [origin.value for origin in flattened(given)]
    ['.slug', '.slug.eq', 'a']
    """
    if path and not isinstance(tree, Leaf):
        yield Constant(path)  # `some: {}` is a condition, too
    match tree:
        case Leaf(origin, value):
            if value is not None:
                yield Constant(path)
                yield origin
        case Mapping():
            for key in sorted(tree):
                yield from flattened(tree[key], f"{path}.{key}")
        case Sequence():
            for index, item in enumerate(tree):
                yield from flattened(item, f"{path}.{index}")


def _end(side: Literal["a", "b"]) -> Plan[_Pair]:
    def plan(pair: _Pair, selected: Selected) -> Value:
        types = () if pair.by is FlowKey.SUBREGION else _ENDS[pair.by]
        end = _End(pair.planner, Columns(), types)
        value = end.object(FLOW_END, selected.selections)
        return Part(pair.columns.add(End(side, end.key, end.columns)), end.columns, value)

    return plan


def _pair_type(
    name: str,
    description: str,
    nodes: str,
    node_type: NodeType,
    ends: tuple[str, str],
    more: Sequence[Field[Row]] = (),
) -> ObjectType[_Pair]:
    """Return the type of a flow, with the name of its field of nodes and what its ends are."""
    of = CONNECTIONS[node_type.name]
    return ObjectType(
        name,
        description,
        (
            Field(
                "id",
                "ID!",
                (
                    "The id of the flow, for caches: it depends on `by` and `where`, as `count`"
                    " does. `node` doesn't find it."
                ),
                _plan_id,
            ),
            Field("from", "FlowEnd!", ends[0], _end("a")),
            Field("to", "FlowEnd!", ends[1], _end("b")),
            Field(
                "count",
                "Int!",
                f"The number of {node_type.plural} between the two ends.",
                cell("{k}"),
            ),
            Field("self", "Boolean!", "Whether both ends are the same.", cell("{a} = {b}")),
            *more,
            Field(
                nodes,
                f"{of.name}!",
                f"The {node_type.plural} that were counted.",
                partial(plan_connection, of, Among(), (node_type,)),
                arguments=(order_argument(node_type.name), *POSITION),
            ),
        ),
    )


# The last phase is that of transfers which ended, wherever they had come to.
*_REACHED, _ENDED = (phase.name for phase in TransferPhase)
_FURTHEST = f"head([p IN {[*reversed(_REACHED), _ENDED]} WHERE any(t IN {{l}} WHERE t.phase = p)])"
_TRANSFER_FLOW = _pair_type(
    "TransferFlow",
    "The knowledge transfers from an origin to a recipient.",
    "transfers",
    KNOWLEDGE_TRANSFER,
    ("The origin.", "The recipient."),
    (
        Field(
            "phase",
            "TransferPhase!",
            "The furthest phase of these transfers; `ENDED`, if all have ended. A flow isn't an"
            " adoption: in `EXPLORATION`, the recipient knows the practice, or saw it.",
            cell(_FURTHEST),
        ),
        labelled(
            "phase",
            lambda flow, selected: flow.cell(
                _FURTHEST, term_label(TransferPhase, language_of(selected))
            ),
        ),
    ),
)
_VISIT_FLOW = _pair_type(
    "VisitFlow",
    "The exchange visits between a host and a visitor, also those that were only announced or"
    " cancelled; `where: {not: {status: {in: [ANNOUNCED, CANCELLED]}}}` leaves these out.",
    "visits",
    EXCHANGE_VISIT,
    ("The host.", "The visitor."),
)
_COUNT = SortKey("count DESC", "{k}", number, descending=True)
ORDER = InputType(
    names.order("Flow"),
    "One key to sort flows by: exactly one field.",
    (
        InputField("count", "Direction", "Sort by `count`."),
        InputField("from", "Direction", "Sort by the name of `from`; subregions as in their enum."),
        InputField("to", "Direction", "Sort by the name of `to`; subregions as in their enum."),
        LANGUAGE_OF_ORDER,
    ),
)


def _flow_order(argument: ArgumentTree | None, language: str, by: FlowKey) -> tuple[SortKey, ...]:
    """Return the sort keys of an `orderBy`, or of the default order."""
    keys: list[SortKey] = []
    for name, direction, lang in given_keys(argument):
        match name:
            case "count":
                is_descending = direction == "DESC"
                keys.append(replace(_COUNT, name=f"count {direction}", descending=is_descending))
            case "from" | "to":
                side = "{a}" if name == "from" else "{b}"
                keys += _end_keys(side, by, direction, (lang or language).lower())
    return tuple(keys) or (_COUNT,)


def _end_keys(side: str, by: FlowKey, direction: str, language: str) -> Iterator[SortKey]:
    """Yield the sort keys of an end: the name of a node, or the rank of a subregion."""
    name, end = ("subregion", "{v}.subregion") if by is FlowKey.SUBREGION else ("name", "{v}")
    for key in keys_of(COUNTRY.property_of(name), direction, language):
        template = key.template.replace(end, side)
        yield replace(key, name=f"{side} {key.name}", template=template)


def _root_field(
    name: str, pair: ObjectType[_Pair], node_type: NodeType, origins: str, targets: str
) -> tuple[Field[Row], tuple[NamedType, ...]]:
    """Return a root field that counts the nodes of a type by pairs of ends, and its types.

    `origins` and `targets` are their relations to countries; edges to institutions have the same
    relationship types.
    """
    origin, target = (RELATIONS[node_type.name][relation].edge for relation in (origins, targets))
    types: tuple[ObjectType[EdgeRow], ObjectType[Connection]] = page_types(
        pair.name, pair.name, ("flow", "flows"), implements=(None, None)
    )
    edge_type, of = types

    def plan(row: Row, selected: Selected) -> Value:
        (by,) = (FlowKey[name] for name in selected.names("by"))
        labels = tuple(end.name for end in _ENDS[by])
        is_grouped = by is FlowKey.SUBREGION
        # A node with two countries of a subregion counts once.
        flow = None if is_grouped else flow_edge(node_type, origin, target, _ENDS[by])
        source = Pairs(
            node_type.name,
            Hop(origin, outgoing=True, labels=labels),
            Hop(target, outgoing=True, labels=labels),
            "subregion" if is_grouped else None,
            flow.name if flow else None,
        )
        arguments = selected.arguments
        order = _flow_order(arguments.get("orderBy"), selected.language, by)
        flows = connection(row, source, (node_type,), selected, order, sizes=SIZES)
        conditions = Items(tuple(flattened(arguments.get("where"))))
        edge = _Pair(**vars(flows.edge), of=pair, by=by, conditions=conditions)
        return checked(flows, replace(flows, edge=edge).object(of, selected.selections))

    field = Field(
        name,
        f"{of.name}!",
        (
            f"{pair.description} There is one flow per pair of ends."
            f" {node_type.plural.capitalize()} with several countries at an end count in several"
            f" flows. A page has {SIZES.default} flows by default, at most {SIZES.maximum}."
        ),
        plan,
        arguments=(
            Argument("by", "FlowKey!", "The unit to count by.", default=FlowKey.COUNTRY),
            Argument(
                "where",
                names.where(node_type.name),
                f"Counts only the {node_type.plural} that match.",
            ),
            Argument(
                "orderBy",
                f"[{ORDER.name}!]",
                (
                    "The keys to sort by, the most important first; by default `[{count: DESC}]`."
                    " Ties are sorted by the keys of `from`, then of `to`."
                ),
            ),
            *POSITION,
        ),
    )
    return field, (of, edge_type, pair)


_TRANSFERS = _root_field(
    "transferFlows", _TRANSFER_FLOW, KNOWLEDGE_TRANSFER, "originCountries", "targetCountries"
)
_VISITS = _root_field(
    "visitFlows", _VISIT_FLOW, EXCHANGE_VISIT, "hostCountries", "visitorCountries"
)
FIELDS = (_TRANSFERS[0], _VISITS[0])
TYPES: tuple[NamedType, ...] = (FLOW_KEY, FLOW_END, ORDER, *_TRANSFERS[1], *_VISITS[1])
