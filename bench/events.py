"""Generates the events of a transfer."""

from __future__ import annotations

from bench.dates import dates_in_order
from bench.links import LinkGenerator, edge_between
from bench.names import Dice
from graph_service.catalogue.entries import Entry, Part
from graph_service.model.enums import Decision, TransferStage
from graph_service.model.storage import Value
from graph_service.model.types import INSTITUTION, KNOWLEDGE_TRANSFER, STAGE_EVENT

_GOES_ON = tuple(decision for decision in Decision if decision is not Decision.REJECT)


def events(dice: Dice, links: LinkGenerator, receiver: int) -> tuple[Part, ...]:
    """Draw one to three consecutive stages; the institution with this number decides."""
    stages = tuple(TransferStage)
    begin = dice.number(0, len(stages) - 3)
    drawn = stages[begin : begin + dice.number(1, 3)]
    dates = dates_in_order(dice, sum(dice.chance(0.7) for _ in drawn))
    parts = []
    for position, stage in enumerate(drawn, start=1):
        decided = stage is TransferStage.DECIDED
        decisions = tuple(Decision) if position == len(drawn) else _GOES_ON
        values: dict[str, Value] = {
            "position": position,
            "stage": stage,
            **({"date": dates[position - 1]} if position <= len(dates) else {}),
            **({"decision": dice.one(decisions)} if decided else {}),
        }
        taken_by = links.draw(
            dice, STAGE_EVENT, "TAKEN_BY", INSTITUTION, [receiver] if decided else []
        )
        event = Entry(type=STAGE_EVENT, slug="", values=values, links=taken_by)
        edge = edge_between(KNOWLEDGE_TRANSFER, "HAS_EVENT", STAGE_EVENT)
        parts.append(Part(edge=edge, entry=event))
    return tuple(parts)
