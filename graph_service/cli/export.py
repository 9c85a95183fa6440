"""The sub-command `graph-service export`: thin, it calls the package `export`."""

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated

import typer

from graph_service.console import Console
from graph_service.export.command import export_graph
from graph_service.export.formats import FORMATS
from graph_service.export.writer import BASE_IRI, selection
from graph_service.model.graph import TYPES
from graph_service.settings import read_database_settings

_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*[/#]""", re.IGNORECASE)


def export(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="Not there yet, empty, or an earlier export, which is replaced."
        ),
    ],
    chosen: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="The format of the files.")
    ],
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only this type, and edges within it; once more for another. Such as Topic.",
        ),
    ] = None,
    base_iri: Annotated[
        str,
        typer.Option(metavar="IRI", help="What IRIs begin with, to / or #; for json-ld alone."),
    ] = BASE_IRI,
) -> int:
    """Write the graph into a folder as files, all of one state of it, with a manifest.

    The database is named by NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE.

    Examples: graph-service export --format csv tables · graph-service export --format jsonl
    --type GoodPractice --type Country practices
    """
    _check("--format", [chosen], FORMATS)
    _check("--type", types or (), TYPES)
    if not _IRI.fullmatch(base_iri):
        raise typer.BadParameter(
            f"{base_iri!r}: allowed is an absolute IRI that ends with / or #, such as {BASE_IRI}",
            param_hint="--base-iri",
        )
    selected = selection(types or (), base_iri)
    settings = read_database_settings(os.environ)
    return export_graph(FORMATS[chosen], selected, folder, settings, Console())


def _check(option: str, given: Iterable[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            raise typer.BadParameter(
                f"{name!r}; choose from: {', '.join(known)}", param_hint=option
            )
