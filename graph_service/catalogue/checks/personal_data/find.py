"""All personal data in a text: errors where it is certain, likely mistakes elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_service.catalogue.checks.texts import Text, problem_in
from graph_service.catalogue.files.comments import Comment
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Shown, Wording, _
from graph_service.model.types import SOURCE

from .contacts import contacts
from .documents import documents
from .matches import Match, Subject
from .persons import persons
from .victims import victims


def find(text: str) -> Sequence[Match]:
    """Return the personal data in a text, in order and without overlaps; certain ones win.

    >>> [(m.subject.value, m.is_certain) for m in find("Licda. Ana López, tel. 2234-5678")]
    [('person', True), ('telephone', True)]
    """
    found: list[Match] = []
    matches = (*documents(text), *contacts(text), *victims(text), *persons(text))
    for match in sorted(matches, key=lambda m: (not m.is_certain, m.start, -m.end)):
        if all(match.end <= other.start or other.end <= match.start for other in found):
            found.append(match)
    return tuple(sorted(found))


_DELETE = _("delete it; the catalogue has no personal data")
_SUBJECTS: Mapping[Subject, tuple[Wording, Wording]] = {
    Subject.EMAIL: (_("an e-mail address or an account"), _DELETE),
    Subject.TELEPHONE: (
        _("a telephone number"),
        _("delete it; only helplines are written, as “helpline 123”"),
    ),
    Subject.DOCUMENT: (_("the number of an identity document"), _DELETE),
    Subject.PERSON: (
        _("the name of a person"),
        _("write the office or the institution instead"),
    ),
    Subject.BIRTH: (_("a date of birth"), _DELETE),
    Subject.VICTIM: (
        _("the description of a victim or of somebody's home"),
        _("delete it; nothing is written about victims"),
    ),
}
"""What is found, and what to do."""
_MAY_BE_QUOTED = (Subject.PERSON, Subject.VICTIM, Subject.BIRTH)


def personal_data(text: Text) -> Iterator[Problem]:
    """Yield the personal data that is certain, or the first that is likely."""
    # A source's title is quoted as it was published, so a name in it is not a certain mistake.
    is_quoted = text.type is SOURCE and text.prop.name in ("name", "publisher")
    found = [
        match._replace(is_certain=False) if is_quoted and match.subject in _MAY_BE_QUOTED else match
        for match in find(text.text)
    ]
    certain = [match for match in found if match.is_certain]
    for match in certain or found[:1]:
        value = text.text[match.start : match.end].strip()
        yield problem_in(text, _rule(match), _message(match, value, text.field), value=value)


def personal_data_in_comments(comments: Iterable[Comment]) -> Iterator[Problem]:
    """Yield a problem per comment with personal data: comments are in the folder, too."""
    for comment in comments:
        match = min(find(comment.text), key=lambda m: not m.is_certain, default=None)
        if match is not None:
            value = comment.text[match.start : match.end].strip()
            message = _message(match, value, _("a comment"))
            yield Problem(place=comment.place, rule=_rule(match), message=message, value=value)


def _rule(match: Match) -> Rule:
    return Rule.PERSONAL_DATA if match.is_certain else Rule.PERSONAL_DATA_LIKELY


def _message(match: Match, value: str, field: Shown) -> Wording:
    what, remedy = _SUBJECTS[match.subject]
    values: Mapping[str, Shown] = {"field": field, "what": what, "remedy": remedy}
    if match.is_certain:
        return _("{value} in {field} is {what}: {remedy}", value=quoted(value), **values)
    return _(
        "{value} in {field} looks like {what}: if it is, {remedy}", value=quoted(value), **values
    )
