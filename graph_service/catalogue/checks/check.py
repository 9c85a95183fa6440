"""All checks of a folder of seeds: of each entry by itself, and of all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.node_problems import with_labels
from graph_service.catalogue.files.read import Reading, read_folder
from graph_service.catalogue.problems import Problem, Rule, Severity, in_order, path_names, report
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import _
from graph_service.model.graph import ENTRY_TYPES

from .across import across
from .contradictions import contradictions, cycles
from .duplicates import likely_duplicates, same_addresses
from .fields import Text, texts_of
from .known_entries import KnownEntries
from .personal_data.find import personal_data, personal_data_in_comments
from .references import taken_codes, unknown_references, wrong_mentions
from .text_rules import broken_rules, repeats, wrong_language
from .weak_spots import weak_spots


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
    """Yield the entries; after the last, its problems and weak spots are complete.

    Args:
        reading: the folder.
        errors_only: leave out the weak spots.
    """
    known = KnownEntries(slugs=reading.slugs)
    for entry in reading.entries():
        texts = [*texts_of(entry)]
        _add(reading, _of_entry(entry, texts))
        _add(reading, personal_data_in_comments(reading.comments.pop(entry.place.file, ())))
        known.add(entry)
        yield entry
    _add(reading, unknown_references(known))
    _add(reading, (*taken_codes(known), *same_addresses(known), *cycles(known)))
    _add(reading, wrong_mentions(known))
    if not errors_only:
        _add(reading, across(known))
        _add(reading, likely_duplicates(known))


def _of_entry(entry: Entry, texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield what an entry by itself shows, without what it only lacks."""
    yield from contradictions(entry)
    yield from repeats(entry, texts)
    for text in texts:
        yield from personal_data(text)
        yield from broken_rules(text)
        yield from wrong_language(text)


def _add(reading: Reading, found: Iterable[Problem]) -> None:
    for problem in found:
        is_error = problem.rule.severity is Severity.ERROR
        (reading.problems if is_error else reading.weak_spots).append(problem)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """The findings about a folder of seeds.

    Attributes:
        counts: the number of entries of each type, including those with errors.
        errors: the problems that prevent a load, sorted by file and line.
        warnings: weak spots, sorted by file and line.
    """

    counts: Mapping[str, int]
    errors: Sequence[Problem]
    warnings: Sequence[Problem]


def examine(seeds: Path) -> Findings:
    """Read all files of a folder, and return their errors and weak spots."""
    reading = read_folder(seeds)
    counts = Counter({node_type.name: 0 for node_type in ENTRY_TYPES})
    for entry in check_entries(reading):
        counts[entry.type.name] += 1
        reading.weak_spots.extend(weak_spots(entry))
    wrong = {pair for problem in reading.problems for pair in _fields(problem)}
    warnings = (p for p in reading.weak_spots if not wrong or wrong.isdisjoint(_fields(p)))
    return Findings(counts=counts, errors=in_order(reading.problems), warnings=in_order(warnings))


def _fields(problem: Problem) -> Iterator[tuple[str, str]]:
    """Yield the fields of the file that a problem is about, and that which was meant.

    Without a valid host, an entry lacks one of `hostInstitutions` and `hostCountries`.
    """
    file = problem.place.file
    others = problem.message.values.get("fields", ())
    meant = problem.suggestion if problem.rule is Rule.FIELD_UNKNOWN else None
    names = (problem.field, meant, *(others if isinstance(others, list | tuple) else ()))
    # An error in a part of a field makes all its weak spots a consequence.
    yield from ((file, path_names(name)[0]) for name in names if isinstance(name, str) and name)
