"""Personal data in the comments of entry files: "# revisado por Ana López"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_service.catalogue.files.comments import Comment
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _

from .personal_data.find import find, may_be_personal


def personal_data_in_comments(comments: Iterable[Comment]) -> Iterator[Problem]:
    """Yield a problem per comment with personal data: an error, or a likely mistake."""
    for comment in comments:
        matches = find(comment.text) if may_be_personal(comment.text.lower()) else ()
        match = min(matches, key=lambda m: not m.is_certain, default=None)
        if match is None:
            continue
        value = comment.text[match.start : match.end].strip()
        message = (
            _(
                "{value} in a comment is personal data: delete it; comments are in the folder,"
                " which others read",
                value=quoted(value),
            )
            if match.is_certain
            else _(
                "{value} in a comment looks like personal data: if it is, delete it; comments are"
                " in the folder, which others read",
                value=quoted(value),
            )
        )
        rule = Rule.PERSONAL_DATA if match.is_certain else Rule.PERSONAL_DATA_LIKELY
        yield Problem(place=comment.place, rule=rule, message=message, value=value)
