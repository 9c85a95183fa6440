"""The rules for weak spots, and which of them are probably mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph_service.catalogue.problems import Rule
from graph_service.i18n import Wording, counted

SUMMARIES: Mapping[Rule, Callable[[int], Wording]] = {
    Rule.NO_SOURCE: lambda n: counted(
        "{number:,} entry without a source", "{number:,} entries without a source", n
    ),
    Rule.ONE_SOURCE: lambda n: counted(
        "{number:,} entry with a single source", "{number:,} entries with a single source", n
    ),
    Rule.EXCERPT_ONLY: lambda n: counted(
        "{number:,} source read only in part", "{number:,} sources read only in part", n
    ),
    Rule.ASSUMED: lambda n: counted(
        "{number:,} assumed statement", "{number:,} assumed statements", n
    ),
    Rule.NO_DATE: lambda n: counted(
        "{number:,} entry or event without a date", "{number:,} entries or events without a date", n
    ),
    Rule.NO_PORTUGUESE: lambda n: counted(
        "{number:,} entry without Portuguese", "{number:,} entries without Portuguese", n
    ),
    Rule.NO_LANGUAGE: lambda n: counted(
        "{number:,} note without a language", "{number:,} notes without a language", n
    ),
    Rule.NO_SCHEMA: lambda n: counted(
        "{number:,} file that doesn't name its schema",
        "{number:,} files that don't name their schema",
        n,
    ),
    Rule.PERSONAL_DATA_LIKELY: lambda n: counted(
        "{number:,} text that seems to name a person",
        "{number:,} texts that seem to name a person",
        n,
    ),
    Rule.DUPLICATE_LIKELY: lambda n: counted(
        "{number:,} entry that seems to be there already",
        "{number:,} entries that seem to be there already",
        n,
    ),
    Rule.REFERENCE_LIKELY: lambda n: counted(
        "{number:,} text that refers to an unknown entry",
        "{number:,} texts that refer to an unknown entry",
        n,
    ),
    Rule.LANGUAGE_LIKELY: lambda n: counted(
        "{number:,} text that seems to be in another language",
        "{number:,} texts that seem to be in another language",
        n,
    ),
    Rule.TEXT_REPEATED: lambda n: counted(
        "{number:,} text that repeats another", "{number:,} texts that repeat another", n
    ),
    Rule.NAME_STYLE: lambda n: counted(
        "{number:,} name in an unusual style", "{number:,} names in an unusual style", n
    ),
    Rule.TYPOGRAPHY: lambda n: counted(
        "{number:,} text with unusual blanks", "{number:,} texts with unusual blanks", n
    ),
    Rule.NOBODY: lambda n: counted(
        "{number:,} entry without a host, visitor, origin, recipient, party or subject",
        "{number:,} entries without a host, visitor, origin, recipient, party or subject",
        n,
    ),
    Rule.ISOLATED: lambda n: counted(
        "{number:,} institution without a relation but to its country and sources",
        "{number:,} institutions without a relation but to their country and sources",
        n,
    ),
    Rule.BOTH_SIDES: lambda n: counted(
        "{number:,} country on both sides of an exchange",
        "{number:,} countries on both sides of an exchange",
        n,
    ),
    Rule.SELF_EXCHANGE: lambda n: counted(
        "{number:,} institution or practice on both sides of an exchange",
        "{number:,} institutions or practices on both sides of an exchange",
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
    Rule.TOO_EARLY: lambda n: counted(
        "{number:,} visit or event before its practice began",
        "{number:,} visits or events before their practices began",
        n,
    ),
    Rule.OWNER_ELSEWHERE: lambda n: counted(
        "{number:,} transfer from a country where the practice has no owner",
        "{number:,} transfers from countries where the practice has no owner",
        n,
    ),
    Rule.SUCCESSOR_OLDER: lambda n: counted(
        "{number:,} institution or visit later than its successor",
        "{number:,} institutions or visits later than their successors",
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
    Rule.LABEL_SHARED: lambda n: counted(
        "{number:,} label of two topics or countries",
        "{number:,} labels of two topics or countries",
        n,
    ),
    Rule.TERM_LABEL: lambda n: counted(
        "{number:,} set of labels that a topic or country shares with a term or a type",
        "{number:,} sets of labels that topics or countries share with terms or types",
        n,
    ),
    Rule.NOT_THEN: lambda n: counted(
        "{number:,} institution that did not exist at the time",
        "{number:,} institutions that did not exist at the time",
        n,
    ),
    Rule.STATUS: lambda n: counted(
        "{number:,} entry whose status and dates don't fit",
        "{number:,} entries whose status and dates don't fit",
        n,
    ),
    Rule.ASSUMED_EDGES: lambda n: counted(
        "{number:,} assumed entry without an assumed edge",
        "{number:,} assumed entries without an assumed edge",
        n,
    ),
    Rule.VIRTUAL_PLACE: lambda n: counted(
        "{number:,} virtual visit with a place", "{number:,} virtual visits with a place", n
    ),
}
"""The rules for weak spots, each with the message for a number of them."""

_OFTEN_TRUE = frozenset(
    (
        Rule.NO_SOURCE,
        Rule.ONE_SOURCE,
        Rule.EXCERPT_ONLY,
        Rule.ASSUMED,
        Rule.NO_DATE,
        Rule.NO_PORTUGUESE,
        Rule.NO_LANGUAGE,
        Rule.NO_SCHEMA,
        Rule.NOBODY,
        Rule.ISOLATED,
        Rule.BOTH_SIDES,
        Rule.VISIT_LATE,
        Rule.NOT_THEN,
        Rule.TERM_LABEL,
    )
)
"""Weak spots that are only counted: work to do, or what sources confirm too often to list."""

LIKELY_MISTAKES = SUMMARIES.keys() - _OFTEN_TRUE
"""The weak spots that are always listed, as they are probably mistakes."""
LISTED_OF_NEW_ROWS = LIKELY_MISTAKES | {Rule.NOBODY, Rule.BOTH_SIDES}
"""Those that an import lists of new entries: whoever fills in a row knows who hosted the visit."""
