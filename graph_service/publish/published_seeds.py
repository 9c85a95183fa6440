"""What is published with the entries of seeds/: their file `.base`, and how to cite them.

`.base` names the graph that these files are. So a clone's first load into an empty graph is what
the file says, and leaves the clone unchanged; and a later version of the project finds in the file
which of its versions a graph was loaded from. The date of publication becomes part of the release's
version, equal in every installation.

CITATION.cff is for GitHub, .zenodo.json for Zenodo; README.md has the citation between two
comments, if it has these.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from graph_service.catalogue.files.base_file import Base, read_bases, write_base
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.release import checksum, release_version
from graph_service.errors import PublishedDiffers
from graph_service.model import publication
from graph_service.model.json import Json
from graph_service.model.publication import DESCRIPTION, KEYWORDS, LICENCE, PUBLISHER, TITLE
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
        "CITATION.cff": _cff(base, base.date),
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
    version = release_version(base.checksum, date)
    cited = publication.citation("", version, base.checksum)
    return {README: f"{before}{begin}> {cited}\n{end}{after}"}


def _cff(base: Base, date: str) -> str:
    """Return the Citation File Format 1.2.0 of a state of the entries."""
    content: dict[str, Json] = {
        "cff-version": "1.2.0",
        "message": "If you use the catalogue, please cite it with the version that you used.",
        "type": "dataset",
        "title": TITLE.en,
        "abstract": DESCRIPTION.en,
        "authors": [{"name": PUBLISHER}],
        "version": release_version(base.checksum, date),
        "date-released": date,
        "license": LICENCE.spdx,
        "keywords": list(KEYWORDS),
    }
    if publication.DOI is not None:
        content["doi"] = publication.DOI
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)


def _zenodo(base: Base, date: str) -> str:
    """Return the metadata that Zenodo reads when it archives a release of this repository."""
    content: dict[str, Json] = {
        "title": TITLE.en,
        "upload_type": "dataset",
        "description": DESCRIPTION.en,
        "creators": [{"name": PUBLISHER}],
        "version": release_version(base.checksum, date),
        "publication_date": date,
        "license": LICENCE.spdx.lower(),
        "access_right": "open",
        "keywords": list(KEYWORDS),
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
