"""The DCAT record: pySHACL validates it by shapes for DCAT-AP 3, and its facts are the files'."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from graph_service.export.formats import FORMATS
from graph_service.export.json_ld import WIKIDATA_IDS
from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.export.helpers import export

BASE = "https://data.example.org/id/"
SHAPES = ROOT / "tests/data/dcat-ap.ttl"


@pytest.fixture(scope="module")
def folder(catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(catalogue, "json-ld", tmp_path_factory.mktemp("dcat") / "out", "--base-iri", BASE)


def _validate(record: Path) -> tuple[int, str]:
    """Return pySHACL's exit status, 0 if the record conforms and 1 if not, and its report."""
    command = ["-m", "pyshacl", "--shacl", str(SHAPES), "--data-file-format", "json-ld"]
    done = subprocess.run(
        [sys.executable, *command, str(record)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_record_conforms_to_dcat_ap(folder: Path) -> None:
    status, report = _validate(folder / "dataset.jsonld")
    assert (status, "Conforms: True" in report) == (0, True), report


@pytest.mark.parametrize(
    ("term", "result"),
    [
        ("dcterms:description", "dcterms:description"),
        ("dcterms:publisher", "dcterms:publisher"),
        ("dcterms:spatial", "dcterms:spatial"),
        ("@type", "Less than 1 values"),
    ],
)
def test_a_record_without_a_term_does_not(
    folder: Path, tmp_path: Path, term: str, result: str
) -> None:
    record = json.loads((folder / "dataset.jsonld").read_bytes())
    del record[term]
    (tmp_path / "record.jsonld").write_text(json.dumps(record))
    status, report = _validate(tmp_path / "record.jsonld")
    assert (status, "Conforms: False" in report) == (1, True), report
    assert result in report


def test_downloads_are_at_the_addresses_of_the_service(folder: Path) -> None:
    record = Graph().parse(folder / "dataset.jsonld", format="json-ld")
    (dataset,) = record.subjects(RDF.type, DCAT.Dataset)
    version = record.value(dataset, URIRef(f"{DCAT}version"))
    found = {str(o) for o in record.objects(None, DCAT.downloadURL)}
    assert found == {f"https://data.example.org/export/{version}/{name}.zip" for name in FORMATS}
    pages = set(record.objects(None, DCAT.accessURL))
    assert pages == {URIRef("https://data.example.org/export/")}


def test_it_covers_the_region_and_the_period_of_the_visits(folder: Path) -> None:
    """xv-arg-pry-formosa is from 2006 on; xv-col-cri-pan-2025 was some day of 2025."""
    record = Graph().parse(folder / "dataset.jsonld", format="json-ld")
    (dataset,) = record.subjects(RDF.type, DCAT.Dataset)
    files = sorted((ROOT / "seeds/countries").glob("*.yaml"))
    entries = {path.stem: yaml.safe_load(path.read_text()) for path in files}
    covered = {slug for slug, entry in entries.items() if entry["inRegion"]}
    places = set(record.objects(dataset, DCTERMS.spatial))
    assert places == {URIRef(f"{BASE}Country/{slug}") for slug in covered}
    period = record.value(dataset, DCTERMS.temporal)
    days = [record.value(period, term) for term in (DCAT.startDate, DCAT.endDate)]
    assert days == [Literal(dt.date(2006, 1, 1)), Literal(dt.date(2025, 12, 31))]


def test_every_country_has_its_links() -> None:
    codes = {
        yaml.safe_load(path.read_text())["iso3"]
        for path in (ROOT / "seeds/countries").glob("*.yaml")
    }
    assert set(WIKIDATA_IDS) >= codes
    assert len(set(WIKIDATA_IDS.values())) == len(WIKIDATA_IDS)
    assert (WIKIDATA_IDS["HND"], WIKIDATA_IDS["CRI"], WIKIDATA_IDS["CUW"]) == (
        "Q783",
        "Q800",
        "Q25279",
    )
