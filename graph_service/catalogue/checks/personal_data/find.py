"""All personal data in a text: errors where it is certain, likely mistakes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.checks.texts import Text, problem_in
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Wording, _
from graph_service.model.types import SOURCE

from .contacts import contacts
from .documents import documents
from .matches import Match, Subject
from .persons import persons
from .victims import homes, victims


def find(text: str) -> Sequence[Match]:
    """Return the personal data in a text, in order and without overlaps; certain ones win.

    >>> [(m.subject.value, m.is_certain) for m in find("Licda. Ana López, tel. 2234-5678")]
    [('person', True), ('telephone', True)]
    """
    found: list[Match] = []
    for match in sorted(_all(text), key=lambda m: (not m.is_certain, m.start, -m.end)):
        if all(match.end <= other.start or other.end <= match.start for other in found):
            found.append(match)
    return tuple(sorted(found))


def _all(text: str) -> Iterator[Match]:
    yield from documents(text)
    yield from contacts(text)
    yield from victims(text)
    yield from homes(text)
    yield from persons(text)


_ERRORS: Mapping[Subject, str] = {
    Subject.EMAIL: _(
        "{value} in {field} is an e-mail address: delete it; the catalogue has no personal data"
    ).template,
    Subject.TELEPHONE: _(
        "{value} in {field} is a telephone number: delete it; only helplines are written, as"
        " “helpline 123”"
    ).template,
    Subject.DOCUMENT: _(
        "{value} in {field} is the number of an identity document: delete it; the catalogue has no"
        " personal data"
    ).template,
    Subject.PERSON: _(
        "{value} in {field} names a person: write the office or the institution instead"
    ).template,
    Subject.BIRTH: _(
        "{value} in {field} is a date of birth: delete it; the catalogue has no personal data"
    ).template,
    Subject.VICTIM: _(
        "{value} in {field} describes a victim: delete it; nothing is written about victims"
    ).template,
}
_LIKELY: Mapping[Subject, str] = {
    Subject.EMAIL: _(
        "{value} in {field} looks like somebody's account: write the institution instead"
    ).template,
    Subject.TELEPHONE: _(
        "{value} in {field} looks like a telephone number: if it is one, delete it"
    ).template,
    Subject.DOCUMENT: _(
        "{value} in {field} looks like the number of an identity document: if it is one, delete it"
    ).template,
    Subject.PERSON: _(
        "{value} in {field} looks like the name of a person: if it is one, write the office or the"
        " institution instead"
    ).template,
    Subject.BIRTH: _(
        "{value} in {field} looks like the birth of a person: if it is, delete it"
    ).template,
    Subject.VICTIM: _("{value} in {field} seems to describe one person: if so, delete it").template,
}
_MAY_BE_QUOTED = (Subject.PERSON, Subject.VICTIM, Subject.BIRTH)


def personal_data(text: Text) -> Iterator[Problem]:
    """Yield the personal data that is certain, or the first that is likely."""
    found = find(text.text)
    certain = [match for match in found if _is_error(text, match)]
    for match in certain:
        yield _problem(text, match, Rule.PERSONAL_DATA, _ERRORS[match.subject])
    for match in found[:1] if not certain else ():
        yield _problem(text, match, Rule.PERSONAL_DATA_LIKELY, _LIKELY[match.subject])


def _is_error(text: Text, match: Match) -> bool:
    # A source's title is quoted as it was published, so a name in it is not a certain mistake.
    is_quoted = text.type is SOURCE and text.prop.name in ("name", "publisher")
    return match.is_certain and not (is_quoted and match.subject in _MAY_BE_QUOTED)


def _problem(text: Text, match: Match, rule: Rule, template: str) -> Problem:
    value = text.text[match.start : match.end].strip()
    message = Wording(template, {"value": quoted(value), "field": text.field})
    return problem_in(text, rule, message, value=value)
