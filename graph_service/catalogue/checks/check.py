"""Rules across files: every reference names an entry; slugs and codes are unique.

The mistakes within each entry are found on the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.labelled import with_labels
from graph_service.catalogue.files.read import Reading
from graph_service.catalogue.problems import (
    Problem,
    Rule,
    Severity,
    report,
)
from graph_service.catalogue.suggest.names import names_of
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import _

from .comments import personal_data_in_comments, texts_cut_off
from .contradictions import Cycles, contradictions
from .duplicates import Duplicates
from .personal_data.find import personal_data
from .references import Index, Mentions, References, slugs_in
from .repeats import repeats
from .text_language import wrong_language
from .text_rules import broken_rules
from .texts import texts_of


def read_catalogue(reading: Reading, on_step: OnStep = ignore_steps) -> Iterator[Entry]:
    """Check a folder, and yield its entries until there is a problem.

    Raises:
        CatalogueInvalid: at the end, with every problem of every file.
    """
    on_progress = on_step(_("Reading the files"), len(reading.files))
    for entry in check_entries(reading, errors_only=True):
        on_progress(1)
        if not reading.problems:
            yield entry
    if reading.problems:
        raise invalid(reading.problems)


def invalid(problems: Sequence[Problem]) -> CatalogueInvalid:
    """Return an error with all problems."""
    return CatalogueInvalid(
        report([*map(with_labels, problems)]), problems=[str(p) for p in problems]
    )


def check_entries(reading: Reading, *, errors_only: bool = False) -> Iterator[Entry]:
    """Yield one entry per slug; after the last, its problems and weak spots are complete.

    Args:
        reading: the folder.
        errors_only: leave out the weak spots.
    """
    references = References(reading)
    index = Index(reading)
    cycles = Cycles()
    duplicates = Duplicates(names=index.names)
    mentions = Mentions(reading.slugs)
    for file, entry in reading.entries():
        references.check(entry)
        found = entry_findings(entry)
        reading.problems.extend(found.errors)
        reading.weak_spots.extend(found.likely)
        if file.path in reading.comments:
            _check_comments(reading, file, entry)
        if file.is_first:
            reading.problems.extend(index.check(entry, found.names))
            cycles.add(entry)
            duplicates.add(entry, found.mentioned)
            mentions.check(entry, found.mentioned)
            yield entry
    reading.problems.extend(references.unknown(index))
    reading.problems.extend((*cycles.errors(), *duplicates.errors()))
    if not errors_only:
        reading.weak_spots.extend((*cycles.weak_spots(), *duplicates.likely()))
        reading.weak_spots.extend(mentions.unknown(index.present_slugs))


def _check_comments(reading: Reading, file: EntryFile, entry: Entry) -> None:
    comments = reading.comments.pop(file.path)
    for problem in personal_data_in_comments(comments):
        is_error = problem.rule is Rule.PERSONAL_DATA
        (reading.problems if is_error else reading.weak_spots).append(problem)
    reading.weak_spots.extend(texts_cut_off(entry, comments))


@dataclass(frozen=True, kw_only=True)
class EntryFindings:
    """What an entry by itself shows, without its weak spots.

    Attributes:
        errors: contradictions, and errors in its texts.
        likely: likely mistakes in its texts.
        mentioned: what looks like slugs in its remarks.
        names: the keys of its names.
    """

    errors: tuple[Problem, ...]
    likely: tuple[Problem, ...]
    mentioned: tuple[str, ...]
    names: tuple[str, ...]


def entry_findings(entry: Entry) -> EntryFindings:
    """Check an entry by itself."""
    texts = [*texts_of(entry)]
    found: list[Problem] = [*repeats(entry, texts)]
    for text in texts:
        found += (*personal_data(text), *broken_rules(text), *wrong_language(text))
    errors = [problem for problem in found if problem.rule.severity is Severity.ERROR]
    return EntryFindings(
        errors=(*errors, *contradictions(entry)),
        likely=tuple(problem for problem in found if problem.rule.severity is not Severity.ERROR),
        mentioned=slugs_in(texts),
        names=tuple(names_of(entry)),
    )
