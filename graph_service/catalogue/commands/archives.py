"""`verify` and `restore`: archives of releases."""

from __future__ import annotations

import asyncio
from pathlib import Path

from graph_service.catalogue.loads.archive import Archive, open_archive, read_graph
from graph_service.catalogue.loads.load import restore
from graph_service.catalogue.loads.release import checksum
from graph_service.console import Console
from graph_service.errors import ArchiveInvalid
from graph_service.export.folder import MANIFEST, sha256_of
from graph_service.i18n import _
from graph_service.model.storage import OLDEST_VERSION, STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.graph import Graph

_READABLE = range(OLDEST_VERSION, STORAGE_VERSION + 1)
"""Storage versions of archives: all of them store entries in the same form."""


def verify_archive(place: Path, console: Console, expected: str | None = None) -> None:
    """Check an archive against its manifest and, if it can be read back, against its release.

    Args:
        place: the archive.
        console: for what was checked.
        expected: the SHA-256 that its file must have, also as CITATION.cff has it: sha256:….

    Raises:
        ArchiveInvalid: if a file is missing, added or changed, or the graph is not the release's,
            or the file has another SHA-256.
    """
    with open_archive(place) as archive:
        wanted = expected and expected.removeprefix("sha256:").lower()
        if wanted is not None and (found := sha256_of(place)) != wanted:
            raise ArchiveInvalid(
                _(
                    "{archive} has the SHA-256 {found}, not {expected}.",
                    archive=str(place),
                    found=found,
                    expected=wanted,
                )
            )
        archive.verify()
        manifest = archive.manifest
        name, count = manifest.version, len(manifest.files)
        console.say(
            _("{release}: all {count} files are as its manifest says.", release=name, count=count)
        )
        if expected is not None:
            console.say(_("Its SHA-256 is the one given."))
        if not manifest.can_be_read:
            if expected is None:
                console.say(
                    _(
                        "So it is unchanged since it was written, by whomever: compare its SHA-256"
                        " with the one at /export/ or in the citation file, by --sha256."
                    )
                )
            return
        if manifest.storage_version not in _READABLE and expected is not None:
            return
        graph = _graph(archive)
        found = checksum(graph)
        if found != manifest.checksum:
            raise ArchiveInvalid(
                _(
                    "The graph has the checksum {found}, but the release has {expected}.",
                    found=found,
                    expected=manifest.checksum,
                )
            )
        console.say(
            _(
                "The graph has the release's checksum, {checksum}. Other words of the manifest and"
                " README.md are compared by --sha256 only.",
                checksum=found,
            )
        )


def restore_archive(place: Path, database: DatabaseSettings, console: Console) -> None:
    """Fill an empty database with the release of an archive.

    Raises:
        ArchiveInvalid: if the archive is damaged, or can't be restored; nothing was written.
        LoadRefused: if the database is not empty, or would need more memory.
        DatabaseUnavailable: if the database can't be reached.
    """
    with open_archive(place) as archive, console.steps() as on_step:
        archive.verify()
        manifest = archive.manifest
        graph = _graph(archive)
        asyncio.run(restore(graph, manifest.checksum, database, on_step))
    console.say(
        _(
            "{release} was restored: {nodes:,} nodes and {edges:,} edges, checksum {checksum}.",
            release=manifest.version,
            nodes=len(graph.nodes),
            edges=len(graph.edges),
            checksum=manifest.checksum,
        )
    )


def _graph(archive: Archive) -> Graph:
    """Return the graph of an archive by this version of the program."""
    found = archive.manifest.storage_version
    if found not in _READABLE:
        raise ArchiveInvalid(
            _(
                "The archive is of storage version {found}, but this program has {own}: use the"
                " version of the program that the archive's {file} names.",
                found=found,
                own=STORAGE_VERSION,
                file=MANIFEST,
            )
        )
    return read_graph(archive)
