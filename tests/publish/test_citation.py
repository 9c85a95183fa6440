"""CITATION.cff and .zenodo.json name the version of the project's own entries."""

import json
import re
from pathlib import Path

import pytest
import yaml

from graph_service.catalogue.loads.release import checksum
from graph_service.errors import PublishedDiffers
from graph_service.export.dcat import dataset_record
from graph_service.export.selection import Job, selection
from graph_service.model import publication
from graph_service.publish.published_seeds import check_citations, write_citations
from tests.catalogue.seeding import Seeds

ROOT = Path(__file__).parents[2]
CHECKSUM = "0123456789ab" + 52 * "c"


def folder(tmp_path: Path, line: str) -> Path:
    seeds = Seeds(tmp_path / "seeds").basics().folder
    (seeds / ".base").write_text(f"{line}\n", encoding="utf-8")
    return seeds


def test_the_files_of_the_project_are_up_to_date() -> None:
    check_citations(ROOT / "seeds")


def test_they_name_the_newest_version_and_its_date(tmp_path: Path) -> None:
    seeds = folder(tmp_path, f"{CHECKSUM}  published on 2024-02-29, in storage version 5")
    with pytest.raises(PublishedDiffers, match=r"CITATION\.cff, \.zenodo\.json: not up to date"):
        check_citations(seeds)
    assert write_citations(seeds) == ["CITATION.cff", ".zenodo.json"]
    check_citations(seeds)
    assert write_citations(seeds) == []
    cff = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    # The keys that version 1.2.0 of the format requires.
    assert {"cff-version", "message", "title", "authors"} <= cff.keys()
    assert (cff["version"], str(cff["date-released"])) == ("0123456789abcccc", "2024-02-29")
    assert (cff["type"], cff["license"]) == ("dataset", "CC-BY-4.0")
    zenodo = json.loads((tmp_path / ".zenodo.json").read_text(encoding="utf-8"))
    assert (zenodo["version"], zenodo["publication_date"]) == (cff["version"], "2024-02-29")
    assert zenodo["upload_type"] == "dataset"
    assert "identifiers" not in cff  # of other entries than those in the folder


def test_they_have_the_sha256_of_the_archives_of_published_entries(tmp_path: Path) -> None:
    """A service packs the same files; of the project's own entries, tests/api compares it."""
    seeds = Seeds(tmp_path / "seeds").basics()
    base = f"{checksum(seeds.graph())}  published on 2024-02-29\n"
    (seeds.folder / ".base").write_text(base, encoding="utf-8")
    write_citations(seeds.folder)
    cff = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    found = {each["description"]: each["value"] for each in cff["identifiers"]}
    formats = ("csv", "jsonl", "graphml", "edge-lists", "cypher")
    assert [*found] == [f"SHA-256 of {base[:16]}-{name}.zip" for name in formats]
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", value) for value in found.values())
    assert len(set(found.values())) == len(formats)


def test_a_doi_is_declared_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = folder(tmp_path, f"{CHECKSUM}  published on 2024-02-29, in storage version 5")
    readme = tmp_path / "README.md"
    readme.write_text("# A\n\n<!-- citation -->\n> old\n<!-- end of citation -->\n\nB\n")
    write_citations(seeds)
    files = [readme, *(tmp_path / name for name in ("CITATION.cff", ".zenodo.json"))]
    assert all("doi" not in file.read_text().lower() for file in files)
    monkeypatch.setattr(publication, "DOI", "10.1234/a")
    assert len(write_citations(seeds)) == 3
    assert " (2024). Good practices" in readme.read_text()
    assert "Version 0123456789abcccc, 2024-02-29. CC BY 4.0." in readme.read_text()
    assert "CC BY 4.0. https://doi.org/10.1234/a\n<!-- end" in readme.read_text()
    assert readme.read_text().endswith("\n\nB\n")
    assert yaml.safe_load(files[1].read_text())["doi"] == "10.1234/a"
    (related,) = json.loads(files[2].read_text())["related_identifiers"]
    assert (related["identifier"], related["relation"]) == ("10.1234/a", "isVersionOf")
    job = Job(checksum=CHECKSUM, selected=selection(), nodes=(), edges=())
    record = dataset_record(job, "catalogue.jsonld", b"x")
    assert record["dcat:isVersionOf"] == {"@id": "https://doi.org/10.1234/a"}


@pytest.mark.parametrize(
    ("address", "term"),
    [("mailto:a@b.example", "vcard:hasEmail"), ("https://b.example/c", "vcard:hasURL")],
)
def test_a_contact_is_declared_once(
    monkeypatch: pytest.MonkeyPatch, address: str, term: str
) -> None:
    job = Job(checksum=CHECKSUM, selected=selection(), nodes=(), edges=())
    assert "dcat:contactPoint" not in dataset_record(job, "catalogue.jsonld", b"x")
    monkeypatch.setattr(publication, "CONTACT", address)
    record = dataset_record(job, "catalogue.jsonld", b"x")
    assert record["dcat:contactPoint"] == {"@type": "vcard:Kind", term: {"@id": address}}


def test_entries_without_a_date_have_none(tmp_path: Path) -> None:
    seeds = folder(tmp_path, CHECKSUM)
    assert write_citations(seeds) == []
    check_citations(seeds)
