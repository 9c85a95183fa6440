"""The commands `graph-service export`, `diff`, `verify` and `restore`."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from graph_service.cli.command_line import (
    PATH,
    Command,
    OptionRefused,
    argument,
    console_of_command,
    database_settings,
    lang,
    option,
)
from graph_service.export.formats import FORMATS
from graph_service.export.selection import BASE_IRI, selection
from graph_service.i18n import _
from graph_service.model.graph import CATALOGUE_TYPES

_IRI = re.compile(r"""[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*[/#]""", re.IGNORECASE)


@click.command(cls=Command)
@argument("folder", "DIR", "A new or empty folder, or an earlier export to replace.", type=PATH)
@option(
    "--format format_names",
    None,
    "The format of the files; repeatable: DIR then has a folder for each.",
    type=click.Choice([*FORMATS]),
    required=True,
    multiple=True,
)
@option(
    "--type types",
    "TYPE",
    "Only this type, such as Topic, and edges within it; repeatable.",
    type=click.Choice([node_type.name for node_type in CATALOGUE_TYPES]),
    multiple=True,
)
@option("--base-iri", "IRI", "Beginning of all IRIs, up to / or #; json-ld only.", default=BASE_IRI)
@option(
    "--release",
    "RELEASE",
    "An earlier release, by its version, id, number, or a day, at the end of which it was the"
    " newest (UTC); by default the newest.",
)
def export(
    *,
    folder: Path,
    format_names: Sequence[str],
    types: Sequence[str],
    base_iri: str,
    release: str | None,
) -> None:
    """Export a consistent snapshot of the graph into a folder, with a manifest.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service export --format csv tables · graph-service export --format jsonl
    --type GoodPractice --type Country practices · graph-service export --format jsonl --release 3
    lines · graph-service export --format csv --release 2026-11-29 tables
    """
    from graph_service.catalogue.loads.past import at_release  # slow to import
    from graph_service.export.command import export_graph
    from graph_service.export.folder import file_errors

    if not _IRI.fullmatch(base_iri):
        message = _(
            "{value} is not an absolute IRI that ends with / or #, such as {example}",
            value=f'"{base_iri}"',
            example=BASE_IRI,
        )
        raise OptionRefused(message, "--base-iri")
    selected = selection(types, base_iri)
    settings = database_settings()
    console = console_of_command()
    places = {format_names[0]: folder}
    if len(set(format_names)) > 1:
        with file_errors(folder):
            folder.mkdir(exist_ok=True)
        places = {name: folder / name for name in format_names}
    export_graph(places, selected, settings, console, at_release(release))


@click.command(cls=Command)
@argument("before", "RELEASE", "The earlier release: its version, id, number, or a day (UTC).")
@argument("after", "RELEASE", "The later one.")
@lang
def diff(*, before: str, after: str) -> None:
    """Print what differs between two releases of the catalogue: entries and their fields.

    Of a day, it is the release that was the newest at its end. `seeds log` lists all releases.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service diff 2026-11-01 2026-11-29 · graph-service diff 0a3d9788b2aecdbb 7
    """
    from graph_service.catalogue.commands.history import show_difference  # slow to import
    from graph_service.catalogue.plan.display import Display

    console = console_of_command()
    display = Display(language=console.language, everything=True)
    show_difference(database_settings(), console, display, (before, after))


archive_argument = argument(
    "archive",
    "ARCHIVE",
    "A zip file from /export/ of a service, or a folder of graph-service export.",
    type=PATH,
)


@click.command(cls=Command)
@archive_argument
@option(
    "--sha256",
    "DIGEST",
    "The SHA-256 that the zip file must have, from /export/ of a service or CITATION.cff.",
)
def verify(archive: Path, sha256: str | None) -> None:
    """Check that an archive of a release is complete and unchanged.

    Every format is compared with the digests in its manifest.json; from jsonl, the graph's checksum
    is computed again, too. Of other formats, only --sha256 proves that they are the ones cited.
    Needs no database.

    Examples: graph-service verify 0a3d9788b2aecdbb-jsonl.zip · graph-service verify --sha256
    DIGEST 0a3d9788b2aecdbb-csv.zip
    """
    from graph_service.catalogue.commands.archives import verify_archive  # slow to import

    verify_archive(archive, console_of_command(), sha256)


@click.command(cls=Command)
@archive_argument
def restore(archive: Path) -> None:
    """Fill an empty Neo4j with the release of an archive in the format jsonl.

    `graph-service serve` then answers as then, and exports the same files. It becomes the first
    release of its database: archives have neither times nor the history.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service restore 0a3d9788b2aecdbb-jsonl.zip
    """
    from graph_service.catalogue.commands.archives import restore_archive  # slow to import

    restore_archive(archive, database_settings(), console_of_command())
