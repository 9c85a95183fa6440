"""The file `.base` of the project's own seeds: it names the graph that these files are.

So a clone's first load into an empty graph is what the file says, and leaves the clone unchanged;
and a later version of the project finds in the file which of its versions a graph was loaded from.
The date of publication becomes part of the release's version, equal in every installation.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graph_service.catalogue.files.base_file import Base, read_bases, write_base
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.release import checksum
from graph_service.errors import PublishedDiffers
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.staging import open_staging


def write_base_of(seeds: Path) -> bool:
    """Bring the file of a folder up to date, if there is such a folder; return whether it wasn't.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    if _is_current(seeds):
        return False
    today = dt.datetime.now(dt.UTC).date()
    name = f"published on {today}, in storage version {STORAGE_VERSION}"
    return write_base(seeds, Base(checksum=_checksum(seeds), name=name))


def check_base(seeds: Path) -> None:
    """Check that the file of a folder is up to date, if there is such a folder.

    Raises:
        CatalogueInvalid: with every problem of every file.
        PublishedDiffers: when it is not.
    """
    if not _is_current(seeds):
        raise PublishedDiffers(
            f"{seeds}/.base is not that of its entries: run graph-service publish"
        )


def _is_current(seeds: Path) -> bool:
    if not seeds.is_dir():
        return True
    bases = read_bases(seeds)
    return bool(bases) and bases[0].checksum == _checksum(seeds)


def _checksum(seeds: Path) -> str:
    with open_staging() as staging:
        return checksum(wanted_graph(seeds, staging))
