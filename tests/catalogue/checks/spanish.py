"""Problems as a steward reads them, without the folder's path."""

from collections.abc import Sequence

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.problems import Problem
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

_INCOMPLETE = (
    "no-source",
    "one-source",
    "no-date",
    "no-portuguese",
    "no-language",
    "no-schema",
    "assumed",
    "isolated",
    "term-label",
)


def errors(seeds: Seeds) -> list[str]:
    """Return the errors of a folder in Spanish."""
    return _spanish(seeds, examine(seeds.folder).errors)


def doubts(seeds: Seeds) -> list[str]:
    """Return the weak spots that may be mistakes; what is only incomplete is left out."""
    found = examine(seeds.folder)
    assert not found.errors
    return _spanish(seeds, [p for p in found.warnings if p.rule not in _INCOMPLETE])


def _spanish(seeds: Seeds, problems: Sequence[Problem]) -> list[str]:
    return [p.render(Language.ES).replace(f"{seeds.folder}/", "") for p in problems]
