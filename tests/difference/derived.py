"""What loads derive from the edges of a random graph: see `tests/reached.py`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph_service.model.edges.derived import REACHED
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import Basis, DateQualifier, TransferPhase, TransferStage
from graph_service.model.storage import Value
from graph_service.model.types import COUNTRY
from tests.reached import Tie, World, last_known, reached

from .graph import Link, Node

VOCABULARIES = {"stage": TransferStage, "phase": TransferPhase, "basis": Basis}


def derived(nodes: Sequence[Node], links: Iterable[Link]) -> Iterator[Link]:
    """Yield the edges that loads derive, and set the properties that they derive."""
    links = [*links]
    world = world_of(nodes, links)
    pairs = reached(world)
    by_id = {node.id: node for node in nodes}
    for (practice, country), said in pairs.items():
        values = {name: _restored(name, value) for name, value in said.items()}
        known = {name: value for name, value in values.items() if value is not None}
        yield Link(REACHED, by_id[practice], by_id[country], known, said["sources"])
    for transfer, date in last_known(world, pairs).items():
        own = by_id[transfer].values
        assert isinstance(own, dict)
        own.pop("lastKnown", None)
        if date is not None:
            own["lastKnown"] = _restored("lastKnown", date)
    for node in nodes:
        if node.type is COUNTRY:
            about = {link.source for link in links if link.target is node}
            cited = {x.target for x in links if x.edge.name == "CITES" and x.source in about}
            assert isinstance(node.values, dict)
            node.values["sourcesRead"] = len(cited)


def world_of(nodes: Iterable[Node], links: Iterable[Link]) -> World:
    ties = [
        Tie(
            link.edge.name,
            link.source.id,
            link.target.id,
            _plain(link.values.get("basis")),
            tuple(link.sources),
            _plain(link.values.get("role")),
        )
        for link in links
    ]
    facts = ("stage", "phase", "basis", "status", "date")
    values: Mapping[str, Any] = {
        node.id: {name: _plain(node.values.get(name)) for name in facts} for node in nodes
    }
    return World(ties, values)


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.date.edtf, value.earliest, value.date.latest, value.qualifier.name
    return getattr(value, "name", value)


def _restored(name: str, plain: Any) -> Value | None:
    if plain is None or name not in (*VOCABULARIES, "firstKnown", "lastKnown"):
        return plain  # type: ignore[no-any-return]
    if name in VOCABULARIES:
        return VOCABULARIES[name][plain]
    edtf, _first, _last, qualifier = plain
    return PartialDate(date=parse_edtf(edtf), qualifier=DateQualifier[qualifier])
