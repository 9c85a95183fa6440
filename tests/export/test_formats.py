"""All formats: complete, counted, with digests, and reproducible."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph_service
from graph_service.catalogue.loads.past import at_release
from graph_service.console import Console
from graph_service.export.command import export_graph
from graph_service.export.formats import FORMATS
from graph_service.export.selection import selection
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live, command
from tests.export.helpers import export, manifest
from tests.graphs import make_released


@pytest.fixture
def live(own_catalogue: DatabaseSettings) -> Iterator[Live]:
    with Live.open(own_catalogue) as opened:
        yield opened


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_reproducible_and_the_manifest_lists_all_files(
    own_catalogue: DatabaseSettings, tmp_path: Path, name: str
) -> None:
    """Only the format that rebuilds the graph has the keys by which it compares and searches."""
    one = contents(export(own_catalogue, name, tmp_path / "one"))
    assert contents(export(own_catalogue, name, tmp_path / "two")) == one
    assert manifest(tmp_path / "one")["format"] == name
    files = manifest(tmp_path / "one")["files"]
    assert {f["name"] for f in files} == one.keys() - {"manifest.json"}
    for file in files:
        assert file["bytes"] == len(one[file["name"]])
        assert file["sha256"] == hashlib.sha256(one[file["name"]]).hexdigest()
    folded = [n for n, text in one.items() if b"z_nameKey" in text or b"z_nameStems" in text]
    assert folded == (["graph.cypher"] if name == "cypher" else [])


def test_the_counts_of_the_manifest_match_the_database(live: Live, tmp_path: Path) -> None:
    found = manifest(export(live.settings, "jsonl", tmp_path / "out"))
    entries = "MATCH (n) WHERE NOT n:Change|Release|LoadedGraph RETURN labels(n)[0], count(*)"
    nodes = dict(live.rows(entries))
    edges = dict(
        live.rows(
            "MATCH ()-[r]->() WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED RETURN type(r), count(*)"
        )
    )
    assert {k: n for k, n in found["nodes"].items() if n} == nodes
    assert {k: n for k, n in found["edges"].items() if n} == edges
    checksum = live.value("MATCH (r:Release) RETURN r.checksum")
    assert found["release"] == {"version": checksum[:16], "checksum": checksum}
    assert (found["format"], found["version"]) == ("jsonl", graph_service.__version__)


def test_properties_recorded_by_loads_are_not_exported(live: Live, tmp_path: Path) -> None:
    def exported(run: str) -> dict[str, dict[str, bytes]]:
        return {
            name: contents(export(live.settings, name, tmp_path / f"{name}-{run}"))
            for name in FORMATS
        }

    before = exported("before")
    live.rows("MATCH (n:Topic) SET n.addedIn = 1, n.updatedIn = 2, n.updatedAt = datetime()")
    live.rows("CREATE (:Change {id: 'Change:release-2/Topic:a', number: 2, kind: 'CHANGED'})")
    assert exported("after") == before
    live.rows("MATCH (n:Change) DELETE n")
    live.rows("MATCH (n:Topic) REMOVE n.addedIn, n.updatedIn, n.updatedAt")


@pytest.mark.parametrize("name", FORMATS)
def test_selected_types_come_with_the_edges_between_them(
    live: Live, tmp_path: Path, name: str
) -> None:
    options = ("--type", "Institution", "--type", "Country")
    found = manifest(export(live.settings, name, tmp_path / "out", *options))
    assert set(found["nodes"]) == {"Country", "Institution"}
    inside = live.rows(
        "MATCH (a:Country|Institution)-[r]->(b:Country|Institution)"
        " WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED RETURN type(r), count(*)"
    )
    assert {k: n for k, n in found["edges"].items() if n} == dict(inside)


@pytest.mark.parametrize(
    ("change", "back", "part"),
    [
        (
            "MATCH (r:Release) SET r.hidden = r.number REMOVE r.number",
            "MATCH (r:Release) SET r.number = r.hidden REMOVE r.hidden",
            "no release: load the seeds",
        ),
        (
            "MATCH (r:Release) SET r.storageVersion = r.storageVersion - 1",
            "MATCH (r:Release) SET r.storageVersion = r.storageVersion + 1",
            "storage version",
        ),
        (
            "MATCH (c:Country {slug: 'pan'}) SET c.subregion = 'MARS'",
            "MATCH (c:Country {slug: 'pan'}) SET c.subregion = 'CENTRAL_AMERICA'",
            "Country:pan has an invalid value of subregion",
        ),
    ],
)
def test_a_graph_without_a_release_is_rejected(
    live: Live, tmp_path: Path, change: str, back: str, part: str
) -> None:
    live.rows(change)
    make_released(live.settings)
    try:
        done = command(live.settings, "export", "--format", "csv", tmp_path / "out")
        assert done.exit_code == 1
        assert part in done.stderr
    finally:
        live.rows(back)
        make_released(live.settings)
    assert list(tmp_path.iterdir()) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_only_on_terminals(
    own_catalogue: DatabaseSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_service.console._SECONDS_WITHOUT_A_BAR", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    for shown in (Terminal(), io.StringIO()):
        place = tmp_path / str(shown.isatty())
        export_graph({"jsonl": place}, selection(), own_catalogue, Console(shown), at_release(None))
        assert ("Exporting jsonl" in shown.getvalue()) == shown.isatty()
        version = manifest(place)["release"]["version"]
        assert f": {version} as jsonl" in shown.getvalue()


def test_the_version_is_the_packages() -> None:
    declared = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    assert f'\nversion = "{graph_service.__version__}"\n' in declared
