"""Archives: verified, restored into an empty database, and exported again, all byte for byte."""

import hashlib
import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from graph_service.catalogue.loads.archive import open_archive, read_graph
from graph_service.catalogue.loads.release import checksum
from graph_service.cli import app_for
from graph_service.errors import ArchiveInvalid, ReleaseLost
from graph_service.export.folder import pack
from graph_service.export.formats import FORMATS
from graph_service.model.storage import CHECKSUM_BEFORE
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, run, write_all
from tests.catalogue.seeding import Seeds


def command(live: Live, *arguments: str | Path) -> Result:
    """Run `graph-service …` on the database, in this process."""
    env = {**live.settings.environ(), "LC_ALL": "C"}
    return CliRunner().invoke(app_for(), [*map(str, arguments)], env=env)


def refusal(live: Live, *arguments: str | Path, status: int = 1) -> str:
    """The message of a command that is refused."""
    done = command(live, *arguments)
    assert done.exit_code == status, done.output
    return done.stderr.removesuffix("\n")


def export(live: Live, place: Path, *options: str, format_name: str = "jsonl") -> Path:
    assert command(live, "export", "--format", format_name, *options, place).exception is None
    return place


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def graph(live: Live) -> tuple[Any, ...]:
    """All that a restore brings back: the catalogue with its search keys, and what a release says.

    The time of a load is that of the restore.
    """
    recorded = ("updatedAt", "loadedAt", CHECKSUM_BEFORE)
    nodes = live.rows(
        "MATCH (n) WHERE NOT n:Change|LoadedGraph RETURN labels(n), properties(n) ORDER BY n.id"
    )
    edges = live.rows(
        "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r)"
        " ORDER BY t, a, b"
    )
    kept = [
        (labels, {name: value for name, value in found.items() if name not in recorded})
        for labels, found in nodes
    ]
    return kept, edges


@pytest.fixture
def changed(loaded: Live, seeds: Seeds) -> Live:
    """Three releases: a first, one that changes everything, and the undo of that."""
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes")
    assert loaded.invoke("undo").exit_code == 0
    return loaded


def test_a_release_is_restored_as_it_was(loaded: Live, seeds: Seeds, tmp_path: Path) -> None:
    archive = export(loaded, tmp_path / "archive")
    before = graph(loaded)
    loaded.clear()
    assert command(loaded, "restore", archive).exception is None
    assert graph(loaded) == before
    assert files(export(loaded, tmp_path / "again")) == files(archive)
    # The restored graph is what the folder is based on: a later load is a merge, as before.
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes")
    assert loaded.value("MATCH (r:Release) RETURN max(r.number)") == 2


def test_an_earlier_release_is_exported_as_it_was(
    loaded: Live, seeds: Seeds, tmp_path: Path
) -> None:
    for name in FORMATS:
        # An export that names its release has no edge list of derived edges.
        options = ("--release", "1") if name == "edge-lists" else ()
        export(loaded, tmp_path / f"{name}-1", *options, format_name=name)
    change_all_kinds(seeds)
    run(loaded, "load", seeds, "--prune", "--yes")
    second = files(export(loaded, tmp_path / "second"))
    assert loaded.invoke("undo").exit_code == 0
    formats = [option for name in FORMATS for option in ("--format", name)]
    done = command(loaded, "export", *formats, "--release", "1", tmp_path / "all")
    assert done.exception is None
    for name in FORMATS:
        assert files(tmp_path / "all" / name) == files(tmp_path / f"{name}-1"), name
    assert files(export(loaded, tmp_path / "x", "--release", "Release:release-2")) == second
    # The undo has the contents and so the version of the first.
    version = loaded.value("MATCH (r:Release {number: 3}) RETURN left(r.checksum, 16)")
    by_version = files(export(loaded, tmp_path / "y", "--release", version))
    assert by_version == files(tmp_path / "jsonl-1")


def archives(live: Live, place: Path) -> dict[str, bytes]:
    """The bytes of an archive in each format."""
    formats = [option for name in FORMATS for option in ("--format", name)]
    assert command(live, "export", *formats, place).exception is None
    for name in FORMATS:
        pack(place / name, name, place / f"{name}.zip")
    return {name: (place / f"{name}.zip").read_bytes() for name in FORMATS}


def test_equal_entries_give_equal_bytes_in_every_database(
    live: Live, seeds: Seeds, tmp_path: Path
) -> None:
    """On other days, after another number of loads by somebody else, and restored."""
    write_all(seeds)
    run(live, "load", seeds)
    live.rows("MATCH (r:Release) SET r.loadedAt = datetime('2024-02-29T10:00:00Z')")
    first = archives(live, tmp_path / "first")
    live.clear()
    change_all_kinds(seeds)
    assert live.invoke("load", seeds.folder, LOADED_BY="ana").exit_code == 0
    (seeds.folder / "topics/helpline.yaml").unlink()
    (seeds.folder / "good-practices/r.yaml").unlink()
    write_all(seeds)
    run(live, "load", seeds, "--prune", "--yes")
    assert live.value("MATCH (r:Release) RETURN max(r.number)") == 2
    second = archives(live, tmp_path / "second")
    live.clear()
    assert command(live, "restore", tmp_path / "first" / "jsonl.zip").exception is None
    restored = archives(live, tmp_path / "third")
    assert [name for name in FORMATS if not first[name] == second[name] == restored[name]] == []


def test_a_day_names_the_release_that_was_the_newest_at_its_end(
    changed: Live, tmp_path: Path
) -> None:
    """In UTC: release 2 was loaded on the last of February in Lima, and on 1 March there."""
    for number, time in enumerate(
        ("2024-02-28T23:59:59Z", "2024-02-29T20:00:00-05:00", "2024-03-05T00:00:00Z"), start=1
    ):
        changed.rows(
            "MATCH (r:Release {number: $number}) SET r.loadedAt = datetime($time)",
            number=number,
            time=time,
        )
    numbers = [files(export(changed, tmp_path / n, "--release", n)) for n in ("1", "2")]
    assert numbers[0] != numbers[1]
    days = {"2024-02-28": 0, "2024-02-29": 0, "2024-03-01": 1, "2024-03-04": 1, "2024-03-05": 0}
    for day, number in days.items():
        assert files(export(changed, tmp_path / day, "--release", day)) == numbers[number], day
    for day in ("2024-02-27", "2024-02-30", "2024-13-01", "2999-01-01"):
        told = refusal(changed, "export", "--format", "csv", "--release", day, tmp_path / "x")
        assert told.startswith(f"There is no release {day}. The newest is "), told
    same = command(changed, "diff", "2024-02-28", "3").output.splitlines()
    assert same[-1] == "no entry changed."


def test_what_differs_between_two_releases_is_printed(changed: Live) -> None:
    """As by a log; the other way round, what is added is removed."""
    versions = dict(changed.rows("MATCH (r:Release) RETURN r.number, left(r.checksum, 16)"))
    before, after, *lines = command(changed, "diff", "1", versions[2]).output.splitlines()
    assert before.startswith(f"- {versions[1]} · Release 1 (")
    assert after.startswith(f"+ {versions[2]} · Release 2 (")
    assert '  - good-practices/q  "q"' in lines
    assert lines[-1] == "entries: 1 added, 3 changed, 1 renamed, 1 removed."
    back = command(changed, "diff", "2", "1").output.splitlines()[2:]
    assert {'  + good-practices/q  "q"', '  - good-practices/r  "r"'} < {*back}


def test_a_release_that_is_not_there_or_not_recorded_is_refused(
    changed: Live, tmp_path: Path
) -> None:
    message = refusal(changed, "export", "--format", "csv", "--release", "9", tmp_path / "out")
    assert message.startswith("There is no release 9.")
    changed.rows("MATCH (r:Release {number: 3}) REMOVE r.z_checksumBefore")
    message = refusal(changed, "export", "--format", "csv", "--release", "2", tmp_path / "out")
    assert "the changes of Release 3 are not recorded" in message
    assert not (tmp_path / "out").exists()


def test_what_is_changed_by_hand_is_not_exported(changed: Live, tmp_path: Path) -> None:
    """Neither of the newest release nor of an earlier one."""
    before = {}
    for release in ((), ("--release", "1"), ("--release", "2")):
        before[release] = files(export(changed, tmp_path / "_".join(("a", *release)), *release))
    changed.rows("MATCH (n:Country {slug: 'cri'}) SET n.nameEs = 'X'")
    for release, expected in before.items():
        assert files(export(changed, tmp_path / "_".join(("b", *release)), *release)) == expected
    changed.rows("MATCH (saved:LoadedGraph) DELETE saved")
    arguments = ("export", "--format", "csv", "--release", "1", tmp_path / "out")
    message = refusal(changed, *arguments, status=ReleaseLost.exit_status)
    assert message.startswith("Release 1 can't be rebuilt: a value of it was forgotten, or its")


def test_only_an_empty_database_is_filled(loaded: Live, tmp_path: Path) -> None:
    archive = export(loaded, tmp_path / "archive")
    before = loaded.everything()
    message = refusal(loaded, "restore", archive)
    assert message.startswith("The database has Release 1 (")
    assert loaded.everything() == before
    loaded.rows("MATCH (r:Release) DELETE r")
    assert "entries without a release" in refusal(loaded, "restore", archive)


def test_other_archives_are_not_restored(loaded: Live, tmp_path: Path) -> None:
    table = export(loaded, tmp_path / "csv", format_name="csv")
    part = export(loaded, tmp_path / "part", "--type", "Country")
    other = export(loaded, tmp_path / "other")
    manifest = json.loads((other / "manifest.json").read_text())
    (other / "manifest.json").write_text(json.dumps({**manifest, "storageVersion": 4}))
    assert "is of storage version 4" in refusal(loaded, "verify", other)
    loaded.clear()
    for archive in (table, part):
        assert refusal(loaded, "restore", archive).startswith(
            "Only a complete archive in the format jsonl can be read back"
        )
    assert "is of storage version 4" in refusal(loaded, "restore", other)
    assert loaded.value("MATCH (n) RETURN count(n)") == 0
    (other / "manifest.json").write_text(json.dumps({**manifest, "storageVersion": 12}))
    assert "The graph has the release's checksum" in command(loaded, "verify", other).stdout
    assert command(loaded, "restore", other).exit_code == 0


@pytest.mark.parametrize("is_packed", [False, True])
def test_every_change_to_an_archive_is_found(loaded: Live, tmp_path: Path, is_packed: bool) -> None:
    whole = export(loaded, tmp_path / "whole")

    def verified(name: str) -> str:
        place = tmp_path / name
        if is_packed:
            pack(place, "archive", tmp_path / f"{name}.zip")
            place = tmp_path / f"{name}.zip"
        done = command(loaded, "verify", place)
        return done.output.rstrip()

    assert "all 3 files are as its manifest says" in verified("whole")
    checksum = loaded.value("MATCH (r:Release) RETURN r.checksum")
    assert (
        f"The graph has the release's checksum, {checksum}."
        in command(loaded, "verify", whole).output
    )
    for name in ("changed", "grown", "missing", "added"):
        shutil.copytree(whole, tmp_path / name)
    nodes = (whole / "nodes.jsonl").read_bytes()
    (tmp_path / "changed" / "nodes.jsonl").write_bytes(nodes.replace(b"Brasil", b"Brazil"))
    (tmp_path / "grown" / "nodes.jsonl").write_bytes(nodes + b"\n")
    (tmp_path / "missing" / "edges.jsonl").unlink()
    (tmp_path / "added" / "more.txt").write_text("x")
    assert verified("changed").endswith("nodes.jsonl was changed after the export.")
    assert verified("grown").endswith("nodes.jsonl was changed after the export.")
    assert verified("missing").endswith("edges.jsonl is missing.")
    assert verified("added").endswith("more.txt is not in its manifest.")


def test_an_archive_is_compared_with_the_sha256_that_was_cited(
    loaded: Live, tmp_path: Path
) -> None:
    """A csv archive with a new manifest is only found by its SHA-256."""
    archives(loaded, tmp_path)
    archive, other = tmp_path / "csv.zip", tmp_path / "other.zip"
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    hint = (
        "unchanged since it was written, by whomever: compare its SHA-256 with the one at /export/"
    )
    assert hint in command(loaded, "verify", archive).output
    same = command(loaded, "verify", "--sha256", digest, archive)
    assert (same.exit_code, hint in same.output) == (0, False)
    assert "Its SHA-256 is the one given." in same.output
    assert command(loaded, "verify", "--sha256", f"sha256:{digest}", archive).exit_code == 0
    shutil.copytree(tmp_path / "csv", tmp_path / "forged")
    pack(tmp_path / "forged", "other", other)
    assert command(loaded, "verify", other).exit_code == 0
    told = refusal(loaded, "verify", "--sha256", digest, other)
    assert told.startswith(f"{other} has the SHA-256 ")
    assert told.endswith(f", not {digest}.")
    assert "can't be read" in refusal(loaded, "verify", "--sha256", digest, tmp_path / "csv")


Lines = list[dict[str, Any]]
Forge = Callable[[Lines, Lines], object]


def named(lines: Lines, **wanted: str) -> dict[str, Any]:
    return next(line for line in lines if wanted.items() <= line.items())


RELEASE = {"type": "Release", "id": "Release:release-9", "slug": "release-9", "number": 9}
FORGERIES: dict[str, Forge] = {
    "text": lambda n, _e: named(n, id="GoodPractice:p")["name"].update(es="Otra"),
    "new text": lambda n, _e: named(n, id="GoodPractice:p")["name"].update(en="Other"),
    "number": lambda n, _e: named(n, type="StageEvent").update(position=2),
    "term": lambda n, _e: named(n, id="GoodPractice:p").update(level="REGIONAL"),
    "date": lambda n, _e: named(n, type="StageEvent")["date"].update(edtf="2019"),
    "precision": lambda n, _e: named(n, type="StageEvent")["date"].update(qualifier="BEFORE"),
    "address": lambda n, _e: named(n, id="Source:iom").update(url="https://other.example/"),
    "script": lambda n, _e: named(n, id="Source:iom").update(url="javascript:alert(1)"),
    "list": lambda n, _e: named(n, id="GoodPractice:p").update(themes=["PROSECUTION"]),
    "slug": lambda n, _e: named(n, id="Source:iom").update(id="Source:oim", slug="oim"),
    "type": lambda n, _e: named(n, id="Topic:hotline").update(type="Source"),
    "property": lambda n, _e: named(n, id="GoodPractice:p").pop("level"),
    "other property": lambda n, _e: named(n, id="GoodPractice:p").update(secret="x"),
    "node": lambda n, _e: n.remove(named(n, id="Country:arg")),
    "new node": lambda n, _e: n.append({**named(n, id="Country:arg"), "id": "Country:zzz"}),
    "release": lambda n, _e: n.append(RELEASE),
    "edge": lambda _n, e: e.remove(named(e, type="OWNED_BY")),
    "new edge": lambda _n, e: e.append({**named(e, type="ABOUT"), "targetId": "Topic:other"}),
    "direction": lambda _n, e: named(e, type="OWNED_BY").update(sourceId="Institution:i"),
    "basis": lambda _n, e: named(e, type="OWNED_BY").update(basis="ASSUMED"),
    "sources": lambda _n, e: named(e, type="OWNED_BY").update(sources=[]),
    "node twice": lambda n, _e: n.insert(1, n[1]),
    "edge twice": lambda _n, e: e.append(e[-1]),
    "order": lambda n, _e: n.reverse(),
}
"""What a forger changes: of the nodes and edges of an archive, which are lists of lines."""


REASONS = ("the checksum ", "this version of the program can't read it", "not in order, or twice")
"""Another graph; or lines that no export has."""


def forged_with(archive: Path, change: Forge, place: Path, *, is_new: bool = True) -> Path:
    """Change an archive, and make all its digests and its checksum anew, but keep its version.

    If it isn't new, the checksum is kept, too.
    """
    shutil.copytree(archive, place)
    paths = [place / "nodes.jsonl", place / "edges.jsonl"]
    lines = [[json.loads(line) for line in path.read_bytes().splitlines()] for path in paths]
    change(*lines)
    for path, found in zip(paths, lines, strict=True):
        path.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in found))
    manifest = json.loads((place / "manifest.json").read_text())
    for file in manifest["files"]:
        content = (place / file["name"]).read_bytes()
        file |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    def write() -> None:
        (place / "manifest.json").write_text(json.dumps(manifest))

    write()
    if not is_new:
        return place
    with suppress(ArchiveInvalid), open_archive(place) as archived:
        manifest["release"]["checksum"] = checksum(read_graph(archived))
        write()
    return place


def test_no_archive_is_forged_under_the_version_of_another(loaded: Live, tmp_path: Path) -> None:
    archive = export(loaded, tmp_path / "archive")
    places = {
        name: forged_with(archive, change, tmp_path / f"forged-{number}")
        for number, (name, change) in enumerate(FORGERIES.items())
    }
    places["checksum"] = forged_with(
        archive, FORGERIES["text"], tmp_path / "checksum", is_new=False
    )
    same = forged_with(archive, lambda _n, _e: None, tmp_path / "same")
    assert command(loaded, "verify", same).exception is None
    loaded.clear()
    reasons = Counter[str]()
    for name, place in places.items():
        for action in ("verify", "restore"):
            told = refusal(loaded, action, place)
            reason = next((each for each in REASONS if each in told), "")
            assert reason, (name, told)
            reasons[reason] += 1
    assert all(reasons[each] >= 6 for each in REASONS), reasons
    assert loaded.value("MATCH (n) RETURN count(n)") == 0


def test_hostile_archives_are_refused_at_once(loaded: Live, tmp_path: Path) -> None:
    archive = export(loaded, tmp_path / "archive")
    nested = tmp_path / "nested"
    shutil.copytree(archive, nested)
    (nested / "manifest.json").write_text("[" * 100_000)
    assert "is not that of an export" in refusal(loaded, "verify", nested)

    def lengthen(nodes: Lines, _edges: Lines) -> None:
        named(nodes, id="GoodPractice:p")["note"] = "x" * 20_000_000

    long = forged_with(archive, lengthen, tmp_path / "long")
    assert "nodes.jsonl, line " in refusal(loaded, "verify", long)


def test_what_is_no_archive_is_said_in_a_sentence(loaded: Live, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("not a zip")
    (tmp_path / "empty").mkdir()
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("other/manifest.json", '{"tool": "other"}')
    found = {
        name: refusal(loaded, "verify", tmp_path / name).removeprefix(f"{tmp_path}/")
        for name in ("text.zip", "empty", "other.zip", "nothing")
    }
    assert found == {
        "text.zip": "text.zip is neither a zip archive nor a folder.",
        "empty": "empty: manifest.json is missing.",
        "other.zip": "other.zip: manifest.json is not that of an export by this program.",
        "nothing": "nothing can't be read (it does not exist).",
    }
