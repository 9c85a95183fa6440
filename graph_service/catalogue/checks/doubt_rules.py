"""The rules for weak spots that may be mistakes, each with the message for a number of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph_service.catalogue.problems import Rule
from graph_service.i18n import Wording, counted

DOUBTS: Mapping[Rule, Callable[[int], Wording]] = {
    Rule.NOBODY: lambda n: counted(
        "{number:,} entry without a host, visitor, origin, recipient or party",
        "{number:,} entries without a host, visitor, origin, recipient or party",
        n,
    ),
    Rule.BOTH_SIDES: lambda n: counted(
        "{number:,} country or institution on both sides of an exchange",
        "{number:,} countries or institutions on both sides of an exchange",
        n,
    ),
    Rule.COUNTRIES: lambda n: counted(
        "{number:,} entry whose countries don't fit it",
        "{number:,} entries whose countries don't fit them",
        n,
    ),
    Rule.ROLES: lambda n: counted(
        "{number:,} visit whose roles don't fit its kind",
        "{number:,} visits whose roles don't fit their kind",
        n,
    ),
    Rule.POSITIONS: lambda n: counted(
        "{number:,} transfer with a gap between its events",
        "{number:,} transfers with gaps between their events",
        n,
    ),
    Rule.STAGE_BACK: lambda n: counted(
        "{number:,} event at an earlier stage than the one before",
        "{number:,} events at earlier stages than the ones before",
        n,
    ),
    Rule.EVENT_REPEATED: lambda n: counted(
        "{number:,} repeated event", "{number:,} repeated events", n
    ),
    Rule.DECISION: lambda n: counted(
        "{number:,} event that contradicts a decision",
        "{number:,} events that contradict a decision",
        n,
    ),
    Rule.FUTURE: lambda n: counted(
        "{number:,} date in the future", "{number:,} dates in the future", n
    ),
    Rule.VISIT_LATE: lambda n: counted(
        "{number:,} visit later than the transfer that it led to",
        "{number:,} visits later than the transfers that they led to",
        n,
    ),
    Rule.OWNER_ELSEWHERE: lambda n: counted(
        "{number:,} transfer from a country where the practice has no owner",
        "{number:,} transfers from countries where the practice has no owner",
        n,
    ),
    Rule.SUCCESSOR_OLDER: lambda n: counted(
        "{number:,} institution founded later than its successor",
        "{number:,} institutions founded later than their successors",
        n,
    ),
    Rule.TOPIC_SCHEME: lambda n: counted(
        "{number:,} topic of another scheme", "{number:,} topics of another scheme", n
    ),
    Rule.MUTUAL: lambda n: counted(
        "{number:,} circle of institutions that govern one another",
        "{number:,} circles of institutions that govern one another",
        n,
    ),
    Rule.NOT_THEN: lambda n: counted(
        "{number:,} institution that did not exist at the time",
        "{number:,} institutions that did not exist at the time",
        n,
    ),
    Rule.STATUS: lambda n: counted(
        "{number:,} practice whose status and dates don't fit",
        "{number:,} practices whose status and dates don't fit",
        n,
    ),
    Rule.VIRTUAL_PLACE: lambda n: counted(
        "{number:,} virtual visit with a place", "{number:,} virtual visits with a place", n
    ),
}
OFTEN_TRUE = frozenset((Rule.NOBODY, Rule.BOTH_SIDES, Rule.VISIT_LATE, Rule.NOT_THEN))
"""The doubts that the sources of the catalogue confirm too often to list them every time."""
