"""The command `graph-service export`."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Annotated

import typer

from graph_service.cli.database import database_settings
from graph_service.cli.reporting import console_of
from graph_service.cli.usage_errors import OptionRefused
from graph_service.export.formats import FORMATS
from graph_service.export.writer import BASE_IRI, selection
from graph_service.i18n import _
from graph_service.model.graph import EXPORTED_TYPES

_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*[/#]""", re.IGNORECASE)


def export(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR", help="A new or empty folder, or an earlier export to replace."
        ),
    ],
    format_names: Annotated[
        list[str],
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="The format of the files; repeatable: DIR then has a folder for each.",
        ),
    ],
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Only this type, such as Topic, and edges within it; repeatable.",
        ),
    ] = None,
    base_iri: Annotated[
        str,
        typer.Option(metavar="IRI", help="Beginning of all IRIs, up to / or #; json-ld only."),
    ] = BASE_IRI,
    release: Annotated[
        str | None,
        typer.Option(
            metavar="RELEASE",
            help="An earlier release, by its version, id or number; by default the newest.",
        ),
    ] = None,
) -> None:
    """Export a consistent snapshot of the graph into a folder, with a manifest.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service export --format csv tables · graph-service export --format jsonl
    --type GoodPractice --type Country practices · graph-service export --format jsonl --release 3
    lines
    """
    from graph_service.catalogue.loads.past import at_release  # slow to import
    from graph_service.export.command import Target, export_graph
    from graph_service.export.output import file_errors
    from graph_service.store.staging import open_staging

    _check("--format", format_names, FORMATS)
    _check("--type", types or (), [t.name for t in EXPORTED_TYPES])
    if not _IRI.fullmatch(base_iri):
        message = _(
            "{value} is not an absolute IRI that ends with / or #, such as {example}",
            value=f'"{base_iri}"',
            example=BASE_IRI,
        )
        raise OptionRefused(message, "--base-iri")
    selected = selection(types or (), base_iri)
    settings = database_settings()
    console = console_of()
    places = {format_names[0]: folder}
    if len(set(format_names)) > 1:
        with file_errors(folder):
            folder.mkdir(exist_ok=True)
        places = {name: folder / name for name in format_names}
    targets = [Target(format=FORMATS[name], place=place) for name, place in places.items()]
    if release is None:
        export_graph(targets, selected, settings, console)
        return
    with open_staging() as staging:
        export_graph(targets, selected, settings, console, at_release(release, staging))


def _check(option: str, names: Iterable[str], allowed: Collection[str]) -> None:
    for name in names:
        if name not in allowed:
            message = _(
                "unknown value {value}; allowed: {allowed}",
                value=f'"{name}"',
                allowed=tuple(allowed),
            )
            raise OptionRefused(message, option)
