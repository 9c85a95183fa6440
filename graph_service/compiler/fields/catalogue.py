"""Query.catalogue: the catalogue as a whole, from its newest release."""

from __future__ import annotations

from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.properties import plan_counts
from graph_service.compiler.fields.type_system import Field, ObjectType, listed
from graph_service.compiler.ir.sources import Newest
from graph_service.compiler.ir.values import One, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.indexes import RELEASE_ORDER
from graph_service.model.types import RELEASE

_CATALOGUE = ObjectType[Row](
    "Catalogue",
    "The catalogue as a whole.",
    (
        Field(
            "release",
            "Release!",
            "The release that this response was read from.",
            lambda release, selected: release.node(RELEASE, selected.selections),
        ),
        Field("counts", listed("TypeCount"), "The number of entries of each type.", plan_counts),
        Field("licence", "String!", "The licence of the catalogue.", cell("{v}.licence")),
    ),
)


def _plan(row: Row, selected: Selected) -> Value:
    release = row.inner()
    value = release.object(_CATALOGUE, selected.selections)
    return One(row.read(Newest(RELEASE.name, RELEASE_ORDER), release), value)


FIELDS = (Field[Row]("catalogue", "Catalogue!", _CATALOGUE.description, _plan),)
TYPES = (_CATALOGUE,)
