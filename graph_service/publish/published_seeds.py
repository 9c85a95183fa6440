"""What is published with the entries of seeds/: their file `.base`, and how to cite them.

`.base` names the graph that these files are. So a clone's first load into an empty graph is what
the file says, and leaves the clone unchanged; and a later version of the project finds in the file
which of its versions a graph was loaded from. The date of publication is cited beside the version.

CITATION.cff is for GitHub, .zenodo.json for Zenodo; README.md has the citation between two
comments, if it has these.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from graph_service.catalogue.files.base_file import Base, read_bases, write_base
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.release import checksum
from graph_service.errors import PublishedDiffers
from graph_service.export.folder import pack, sha256_of, write_files
from graph_service.export.formats import FORMATS
from graph_service.export.manifest import exported_files
from graph_service.export.selection import ReleasedGraph, job_of, selection
from graph_service.model import publication
from graph_service.model.json import Json
from graph_service.model.storage import STORAGE_VERSION

README = "README.md"
_BEGIN, _END = "<!-- citation -->\n", "<!-- end of citation -->"


def write_base_of(seeds: Path) -> bool:
    """Bring the file of a folder up to date, if there is such a folder; return whether it wasn't.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    outdated = _outdated_base(seeds)
    return outdated is not None and write_base(seeds, outdated)


def check_base(seeds: Path) -> None:
    """Check that the file of a folder is up to date, if there is such a folder.

    Raises:
        CatalogueInvalid: with every problem of every file.
        PublishedDiffers: when it is not.
    """
    if _outdated_base(seeds) is not None:
        raise PublishedDiffers(
            f"{seeds}/.base is not that of its entries: run graph-service publish"
        )


def _outdated_base(seeds: Path) -> Base | None:
    """Return what a folder's file should say; None if it says so, or there is no folder."""
    if not seeds.is_dir():
        return None
    found, bases = checksum(wanted_graph(seeds)), read_bases(seeds)
    if bases and bases[0].checksum == found:
        return None
    today = dt.datetime.now(dt.UTC).date()
    return Base(checksum=found, name=f"published on {today}, in storage version {STORAGE_VERSION}")


def write_citations(seeds: Path) -> list[str]:
    """Bring the files beside a folder of seeds up to date; return the names of those written."""
    outdated = _outdated(seeds)
    for name, content in outdated.items():
        (seeds.parent / name).write_text(content, encoding="utf-8", newline="\n")
    return list(outdated)


def check_citations(seeds: Path) -> None:
    """Check the files beside a folder of seeds, if there is such a folder.

    Raises:
        PublishedDiffers: with the names of those that are not up to date.
    """
    if outdated := _outdated(seeds):
        raise PublishedDiffers(f"{', '.join(outdated)}: not up to date; run graph-service publish")


def _outdated(seeds: Path) -> Mapping[str, str]:
    """Return the contents of the files that are missing or differ, by name.

    There are none for a folder that is not published.
    """
    base = next(iter(read_bases(seeds)), None)
    if base is None or base.date is None:
        return {}
    files = {
        "CITATION.cff": _cff(base, base.date, _archives(seeds, base)),
        ".zenodo.json": _zenodo(base, base.date),
        **_readme(seeds.parent / README, base, base.date),
    }
    return {name: text for name, text in files.items() if _text(seeds.parent / name) != text}


def _readme(file: Path, base: Base, date: str) -> Mapping[str, str]:
    """Return the README with the citation in its place; nothing if it has no place for it."""
    before, begin, rest = (_text(file) or "").partition(_BEGIN)
    _old, end, after = rest.partition(_END)
    if not end:
        return {}
    cited = publication.citation(publication.version_of(base.checksum), date)
    return {README: f"{before}{begin}> {cited}\n{end}{after}"}


def _archives(seeds: Path, base: Base) -> Mapping[str, str]:
    """Return the SHA-256 of each archive of a folder, by its file, as all services build it.

    That of JSON-LD has the addresses of its service. There are none if the entries are not those
    that `.base` names.
    """
    graph = wanted_graph(seeds)
    if checksum(graph) != base.checksum:
        return {}
    job = job_of(ReleasedGraph(graph=graph, release={"checksum": base.checksum}), selection())
    digests = {}
    with TemporaryDirectory() as work:
        for name in FORMATS:
            if name != "json-ld":
                folder, file = Path(work, name), Path(work, name + publication.ARCHIVE_SUFFIX)
                folder.mkdir()
                write_files(folder, exported_files(FORMATS[name], job))
                pack(folder, publication.archive_name(job.version, name), file)
                digests[publication.archive_name(job.version, file.name)] = sha256_of(file)
    return digests


def _cff(base: Base, date: str, archives: Mapping[str, str]) -> str:
    """Return the Citation File Format 1.2.0 of a state of the entries."""
    content: dict[str, Json] = {
        "cff-version": "1.2.0",
        "message": "If you use the catalogue, please cite it with the version that you used.",
        "type": "dataset",
        "title": publication.TITLE.en,
        "abstract": publication.DESCRIPTION.en,
        "authors": [{"name": publication.PUBLISHER.en}],
        "version": publication.version_of(base.checksum),
        "date-released": date,
        "license": publication.LICENCE.spdx,
        "keywords": list(publication.KEYWORDS),
    }
    if publication.DOI is not None:
        content["doi"] = publication.DOI
    if archives:
        content["identifiers"] = [
            {
                "type": "other",
                "value": f"sha256:{digest}",
                "description": f"SHA-256 of {file}",
            }
            for file, digest in archives.items()
        ]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)


def _zenodo(base: Base, date: str) -> str:
    """Return the metadata that Zenodo reads when it archives a release of this repository."""
    content: dict[str, Json] = {
        "title": publication.TITLE.en,
        "upload_type": "dataset",
        "description": publication.DESCRIPTION.en,
        "creators": [{"name": publication.PUBLISHER.en}],
        "version": publication.version_of(base.checksum),
        "publication_date": date,
        "license": publication.LICENCE.spdx.lower(),
        "access_right": "open",
        "keywords": list(publication.KEYWORDS),
    }
    if publication.DOI is not None:  # "doi" itself would be that of one version
        content["related_identifiers"] = [
            {"identifier": publication.DOI, "relation": "isVersionOf", "scheme": "doi"}
        ]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
