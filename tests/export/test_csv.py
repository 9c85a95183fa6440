"""CSV tables and their Data Package: values, formulas, types, and keys without loose ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.catalogue.files.base_file import read_bases
from graph_service.model.enums import VOCABULARIES
from graph_service.model.publication import DESCRIPTION
from graph_service.settings import DatabaseSettings
from tests.export.helpers import (
    AWKWARD_TEXTS,
    Package,
    check_tables,
    data_package,
    export,
    fields,
    manifest,
    store_awkward_texts,
    table,
)

PUBLISHED = read_bases(Path(__file__).parents[2] / "seeds")[0]


@pytest.fixture(scope="module")
def folder(own_catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(own_catalogue, "csv", tmp_path_factory.mktemp("package") / "out")


@pytest.fixture(scope="module")
def package(folder: Path) -> Package:
    return data_package(folder)


def test_rows_match_the_seeds(folder: Path) -> None:
    """Expected values are from countries/arg.yaml and exchange-visits/xv-arg-pry-2023.yaml."""
    raw = (folder / "nodes-Country.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,slug,")
    assert raw.endswith(b"\r\n")
    by_id = {row["id"]: row for row in table(folder / "nodes-Country.csv")}
    argentina = by_id["Country:arg"]
    assert (argentina["iso3"], argentina["isoNumeric"], argentina["inRegion"]) == (
        "ARG",
        "032",
        "true",
    )
    visits = {row["id"]: row for row in table(folder / "nodes-ExchangeVisit.csv")}
    visit = visits["ExchangeVisit:xv-arg-pry-2023"]
    assert visit["name"] == visit["nameEs"] != visit["nameEn"]
    assert [visit[f"date{part}"] for part in ("", "Earliest", "Latest", "Qualifier")] == [
        "2023-03-28",
        "2023-03-28",
        "2023-03-28",
        "AT",
    ]
    ends = [
        (row["targetId"], row["role"], row["roleBasis"], row["basis"], row["sources"])
        for row in table(folder / "edges-ATTENDED_BY.csv")
        if row["sourceId"] == "ExchangeVisit:xv-arg-pry-2023"
    ]
    assert ends == [
        ("Country:pry", "PEER", "INFERRED", "STATED", "arg-pry-clorinda-2023"),
        ("Institution:pry-paivtes", "PEER", "INFERRED", "STATED", "arg-pry-clorinda-2023"),
    ]
    successions = table(folder / "edges-SUCCEEDS.csv")
    assert {(row["sourceId"], row["targetId"]) for row in successions} == {
        ("Institution:arg-protex", "Institution:arg-ufase"),
        ("Institution:gtm-igm", "Institution:gtm-dgm"),
        ("Institution:mercosur-rmaam", "Institution:mercosur-rem"),
    }
    renewals = table(folder / "edges-RENEWS.csv")
    assert {(row["sourceId"], row["targetId"], row["basis"]) for row in renewals} == {
        ("Agreement:agr-oas-workplan-2015", "Agreement:agr-oas-workplan-2010", "INFERRED"),
        ("Agreement:agr-oas-workplan-2023", "Agreement:agr-oas-workplan-2015", "INFERRED"),
        ("Agreement:agr-per-bol-roadmap-2025", "Agreement:agr-per-bol-roadmap-2021", "INFERRED"),
    }


def test_no_cell_is_a_formula_and_no_text_is_lost(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    store_awkward_texts(database_settings)
    folder = export(database_settings, "csv", tmp_path / "out")
    assert table(folder / "edges-SUCCEEDS.csv") == []
    rows = table(folder / "nodes-Institution.csv")
    found = {row["slug"]: row for row in rows}
    defused = {"formula", "plus", "minus", "at", "tab", "return"}
    for slug, text in AWKWARD_TEXTS.items():
        expected = f"'{text}" if slug in defused else text
        assert found[slug]["nameEs"] == expected
        assert found[slug]["note"] == expected
    assert found["quotes"]["formerNames"] == "a \"b\" 'c' `d`|\\||b"
    assert found["backslashes"]["formerNames"] == "\\\\ \\\\u0027 \\\\n \\\\|\\||b"
    columns = [f"otherNames{ending}" for ending in ("", "Es", "En", "Pt")]
    others = [found["separators"][column] for column in columns]
    assert others == ["a;\nb, c \\| d|\\||b", "a;\nb, c \\| d|\\|", "", "a;\nb, c \\| d|b"]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values()
    )


def test_every_table_and_cell_is_as_declared(folder: Path, package: Package) -> None:
    check_tables(folder, package)
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)


def test_keys_are_unique_and_have_no_loose_ends(folder: Path, package: Package) -> None:
    ids = [row["id"] for row in table(folder / "nodes.csv")]
    assert len(set(ids)) == len(ids) == sum(manifest(folder)["nodes"].values())
    for resource in package["resources"]:
        rows = table(folder / resource["path"])
        schema = resource["schema"]
        if key := schema.get("primaryKey"):
            assert len({row[key] for row in rows}) == len(rows)
        for foreign in schema.get("foreignKeys", []):
            assert foreign["reference"] == {"resource": "nodes", "fields": "id"}
            assert {row[foreign["fields"]] for row in rows} <= set(ids)
    with_keys = [r["path"] for r in package["resources"] if r["schema"].get("foreignKeys")]
    assert len(with_keys) == len(package["resources"]) - 1


def test_types_are_those_of_the_model(package: Package) -> None:
    """Each is written down from graph_service/model."""
    visit = fields(package, "nodes-ExchangeVisit.csv")
    assert {name: visit[name]["type"] for name in ("date", "dateEarliest", "dateLatest")} == {
        "date": "string",
        "dateEarliest": "date",
        "dateLatest": "date",
    }
    country = fields(package, "nodes-Country.csv")
    assert country["inRegion"]["type"] == "boolean"
    assert country["isoNumeric"]["type"] == "string"
    assert fields(package, "nodes-StageEvent.csv")["position"]["type"] == "integer"
    role = fields(package, "edges-ATTENDED_BY.csv")["role"]["constraints"]["enum"]
    assert role == ["LEARNER", "EXPERT", "PEER", "ADVISER", "OBSERVER"]


def test_dates_have_their_precision(folder: Path) -> None:
    """From the files: xv-arg-pry-2023 has a day, xv-bol-bermejo days of an unknown year."""
    visits = {row["slug"]: row for row in table(folder / "nodes-ExchangeVisit.csv")}
    assert visits["xv-arg-pry-2023"]["datePrecision"] == "DAY"
    assert visits["xv-bol-bermejo"]["datePrecision"] == "YEAR_UNKNOWN"
    assert visits["xv-caricom-sica-2022"]["datePrecision"] == "SPAN"
    assert visits["xv-cri-nic-border"]["datePrecision"] == ""


def test_the_licence_and_the_citation_are_declared_in_all_files(
    folder: Path, package: Package
) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert package["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": address}]
    found = manifest(folder)
    assert found["licence"] == {"name": "CC BY 4.0", "address": address}
    version = PUBLISHED.checksum[:16]
    assert f"Version {version}. CC BY 4.0." in found["citation"]
    assert package["version"] == version
    assert package["name"] == f"good-practices-{version}"
    assert all(text in package["description"] for text in DESCRIPTION)
    assert f"- Cite as: {found['citation']}\n" in (folder / "README.md").read_text()


def test_the_readme_has_the_meaning_of_every_value(
    own_catalogue: DatabaseSettings, folder: Path, tmp_path: Path
) -> None:
    lines = (folder / "README.md").read_text().splitlines()
    assert "- `LEARNER` (Learner): came to learn" in lines
    assert "- `INFERRED` (Inferred): follows from what a source says" in lines
    unused = {"ChangeKind"}  # of Change, which exports don't have
    for vocabulary in VOCABULARIES:
        shown = f"### {vocabulary.__name__}" in lines
        assert shown is (vocabulary.__name__ not in unused)
    part = export(own_catalogue, "csv", tmp_path / "part", "--type", "Topic") / "README.md"
    assert "### TopicScheme" in part.read_text()
    assert "### ExchangeRole" not in part.read_text()
