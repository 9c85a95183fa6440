"""The commands `graph-service verify` and `restore`, for archives of releases."""

from pathlib import Path
from typing import Annotated

import typer

from graph_service.cli.database import database_settings
from graph_service.cli.reporting import console_of

ArchivePath = Annotated[
    Path,
    typer.Argument(
        metavar="ARCHIVE",
        help="A zip file from /export/ of a service, or a folder of graph-service export.",
    ),
]


def verify(archive: ArchivePath) -> None:
    """Check that an archive of a release is complete and unchanged.

    Every format is compared with the digests in its manifest.json; from jsonl, the graph's checksum
    is computed again, too. Needs no database.

    Examples: graph-service verify 2026-11-26-0a3d9788b2ae-jsonl.zip
    """
    from graph_service.catalogue.commands.archives import verify_archive  # slow to import

    verify_archive(archive, console_of())


def restore(archive: ArchivePath) -> None:
    """Fill an empty Neo4j with the release of an archive in the format jsonl.

    `graph-service serve` then answers as then, and exports the same files. What loads recorded
    beside the catalogue (`changes`, `addedIn`, `updatedAt`) is not restored.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service restore 2026-11-26-0a3d9788b2ae-jsonl.zip
    """
    from graph_service.catalogue.commands.archives import restore_archive  # slow to import

    restore_archive(archive, database_settings(), console_of())
