"""What lists are sorted by, and the keys that find one node."""

from __future__ import annotations

from graph_service.api.types import names
from graph_service.api.types.shapes import Field, InputShape, Shape
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import LISTED, PROPERTIES, SLUG

_LANGUAGE = Field(
    name="lang",
    type="Language",
    description="Sort texts as this language shows them; Spanish without it. No key by itself.",
)


def order_shapes() -> tuple[Shape, ...]:
    """Give all orders, and all keys."""
    return (
        *(_order(t.name, _keys(t), texts=t.entry) for t in LISTED),
        _order(names.ENTRY, (SLUG.name, "name"), texts=True),
        *(_by(node_type) for node_type in LISTED if node_type.root),
    )


def _keys(node_type: NodeType) -> tuple[str, ...]:
    return tuple(p.name for p in PROPERTIES[node_type.name].values() if _sortable(p))


def _sortable(prop: Property) -> bool:
    return prop.kind.is_sorted and not prop.many and not prop.remark


def _order(type_name: str, keys: tuple[str, ...], *, texts: bool) -> InputShape:
    return InputShape(
        name=names.order(type_name),
        description=f"What {type_name} is sorted by: exactly one key an item. Nulls come last.",
        fields=(
            *(Field(name=key, type="Direction") for key in keys),
            *((_LANGUAGE,) if texts else ()),
        ),
    )


def _by(node_type: NodeType) -> InputShape:
    codes = [p for p in PROPERTIES[node_type.name].values() if p.code]
    return InputShape(
        name=names.by(node_type.name),
        description=f"What finds one {node_type.name}: exactly one of these.",
        fields=(
            Field(name="id", type="ID", description="Type:slug; former slugs answer, too."),
            *(Field(name=p.name, type="String", description=p.description) for p in codes),
        ),
        one_of=True,
    )
