"""Comments of entry files: personal data in them, and texts that they cut off.

`# revisado por Ana López`, `name: Resolución # 123 del Congreso`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph_service.catalogue.files.comments import Comment
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _

from .personal_data.find import find
from .texts import Text

_NUMBER = re.compile(r"(?!(?:19|20)\d\d\b)\d")
"""A number that is not a year."""


def personal_data_in_comments(comments: Iterable[Comment]) -> Iterator[Problem]:
    """Yield a problem per comment with personal data: an error, or a likely mistake."""
    for comment in comments:
        matches = find(comment.text)
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


def texts_cut_off(texts: Iterable[Text], comments: Iterable[Comment]) -> Iterator[Problem]:
    """Yield a likely mistake per text without quotes that a comment seems to cut off.

    It does if the comment begins with a number, or if a bracket is still open. Other comments after
    a text, such as "# ver la ley", are as stewards write remarks.
    """
    cut = {comment.after: comment for comment in comments if comment.after is not None}
    for text in texts if cut else ():
        comment = cut.get(text.place)
        if comment is not None and (
            _NUMBER.match(comment.text) or text.text.count("(") > text.text.count(")")
        ):
            message = _(
                "{field} ends before {value}, as # after a blank begins a comment: if it belongs to"
                " the text, put the whole text in quotes",
                field=text.field,
                value=quoted(f"# {comment.text}"),
            )
            yield Problem(
                place=comment.place,
                rule=Rule.TYPOGRAPHY,
                field=text.field,
                value=text.text,
                message=message,
            )
