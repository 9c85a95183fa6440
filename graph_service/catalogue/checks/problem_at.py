"""Problems at a field or a link of an entry."""

from __future__ import annotations

from dataclasses import replace

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.problems import Problem, Rule, printable
from graph_service.i18n import Shown, Wording


def problem_at(
    entry: Entry,
    field: str,
    rule: Rule,
    message: Wording,
    /,
    *,
    value: str | None = None,
    **values: Shown,
) -> Problem:
    """Return a problem at a field of an entry, or at the entry if it lacks the field.

    Args:
        entry: the entry or part.
        field: the path of the field; it fills in {field} in the message.
        rule: the rule.
        message: the message.
        value: what is written there; it fills in {value}.
        values: more values of the message.
    """
    shown: dict[str, Shown] = {"field": field, **message.values, **values}
    if value is not None:
        shown.setdefault("value", printable(value))
    return Problem(
        place=entry.place_of(field),
        rule=rule,
        field=field,
        message=replace(message, values=shown),
        value=value,
    )


def problem_at_link(
    entry: Entry, link: Link, rule: Rule, message: Wording, /, **values: Shown
) -> Problem:
    """Return a problem at the target of a link, which fills in {value} in the message."""
    return problem_at(entry, link.path, rule, message, value=link.target, **values)
