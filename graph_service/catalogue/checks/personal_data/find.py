"""All personal data in a text: errors where it is certain, likely mistakes elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.checks.fields import Text
from graph_service.catalogue.files.comments import Comment
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import Shown, _
from graph_service.model.types import SOURCE

from .identifiers import IDENTIFIERS, without_addresses
from .matches import Match, Subject
from .persons import PERSONS, VICTIMS, full_names

_PATTERNS = (*IDENTIFIERS, *VICTIMS, *PERSONS)


def find(text: str) -> Sequence[Match]:
    """Return the personal data in a text, in order and without overlaps; certain ones win.

    >>> [(m.subject.name, m.is_certain) for m in find("Licda. Ana López, tel. 2234-5678")]
    [('PERSON', True), ('TELEPHONE', True)]
    """
    found: list[Match] = []
    searched = without_addresses(text)
    matches = [*full_names(searched)]
    for subject, form, verdict, group in _PATTERNS:
        for each in form.finditer(searched):
            is_certain = verdict(each)
            if is_certain is not None:
                matches.append(Match(*each.span(group), subject, is_certain))
    for match in sorted(matches, key=lambda m: (not m.is_certain, m.start, -m.end)):
        if all(match.end <= other.start or other.end <= match.start for other in found):
            found.append(match)
    return tuple(sorted(found))


_MAY_BE_QUOTED = (Subject.PERSON, Subject.VICTIM, Subject.BIRTH)


def personal_data(text: Text) -> Iterator[Problem]:
    """Yield the personal data that is certain, or the first that is likely."""
    # A source's title is quoted as it was published, so a name in it is not a certain mistake.
    is_quoted = text.entry.type is SOURCE and text.prop.name in ("name", "publisher")
    found = [
        match._replace(is_certain=False) if is_quoted and match.subject in _MAY_BE_QUOTED else match
        for match in find(text.text)
    ]
    certain = [match for match in found if match.is_certain]
    for match in certain or found[:1]:
        yield _problem(match, text.text, text.entry.place_of(text.field), text.field, text.field)


def personal_data_in_comments(comments: Iterable[Comment]) -> Iterator[Problem]:
    """Yield a problem per comment with personal data: comments are in the folder, too."""
    for comment in comments:
        match = min(find(comment.text), key=lambda m: not m.is_certain, default=None)
        if match is not None:
            yield _problem(match, comment.text, comment.place, "", _("a comment"))


def _problem(match: Match, text: str, place: Place, field: str, where: Shown) -> Problem:
    value, (what, remedy) = text[match.start : match.end].strip(), match.subject.value
    message = (
        _("{value} in {field} is {what}: {remedy}")
        if match.is_certain
        else _("{value} in {field} looks like {what}: if it is, {remedy}")
    )
    rule = Rule.PERSONAL_DATA if match.is_certain else Rule.PERSONAL_DATA_LIKELY
    values: Mapping[str, Shown] = {"value": quoted(value), "field": where}
    message = replace(message, values={**values, "what": what, "remedy": remedy})
    return Problem(place, rule, message, field, value)
