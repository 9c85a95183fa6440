"""The cache of entries never changes a result: it is only faster."""

import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from graph_service.catalogue.checks import doubts
from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.entry_findings import EntryFindings, WeakSpotSummary
from graph_service.catalogue.files import entry_cache
from graph_service.catalogue.files.entry_cache import FEWEST, EntryCache
from graph_service.catalogue.files.entry_codec import (
    ENTRY,
    FINDINGS,
    SUMMARY,
    WEAK_SPOTS,
    decoded,
)
from graph_service.catalogue.files.read import read_folder
from graph_service.catalogue.graph import from_entries
from graph_service.catalogue.graph.from_entries import wanted_graph
from graph_service.catalogue.loads.release import checksum
from graph_service.catalogue.problems import Problem, Rule
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import _
from graph_service.store.staging import Staging
from tests.catalogue.seeding import Seeds
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a cache."""
    return tmp_path / "cache" / "seeds.sqlite"


@pytest.fixture
def cached(seeds: Seeds, file: Path) -> Seeds:
    """A folder with a visit, of which everything is cached."""
    seeds.institution("senaf", "cri")
    seeds.visit("xv", "hostInstitutions: [senaf]\nvisitorCountries: [{slug: per, role: LEARNER}]\n")
    _state(seeds, file)
    return seeds


def _state(seeds: Seeds, file: Path) -> tuple[str, str, str]:
    """The checksum of a folder's graph, its findings and a summary, all by way of the cache."""
    assert seeds.staging is not None
    cache = EntryCache(file, fewest=0)
    graph = checksum(wanted_graph(seeds.folder, seeds.staging, cache=cache))
    cache.close()
    cache = EntryCache(file, fewest=0)
    summary = repr(examine(seeds.folder, cache, summary=True))
    findings = repr(examine(seeds.folder, cache))
    cache.close()
    return graph, findings, summary


def _fresh(seeds: Seeds) -> tuple[str, str, str]:
    findings, summary = (repr(examine(seeds.folder, summary=s)) for s in (False, True))
    return checksum(seeds.graph()), findings, summary


def _values(file: Path, kind: str = "entry") -> int:
    with sqlite3.connect(file) as connection:
        chunks = connection.execute("SELECT value FROM chunk WHERE kind = ?", (kind,)).fetchall()
    values = [decoded(value) for (value,) in chunks]
    return sum(len(value) for value in values if isinstance(value, dict))


def test_entries_and_rows_are_the_same_as_without_it(file: Path, staging: Staging) -> None:
    seeds = Seeds(ROOT / "seeds", staging)
    fresh = [*read_folder(seeds.folder).entries()]
    for _time in ("new", "cached"):
        cache = EntryCache(file, fewest=0)
        found = [*read_folder(seeds.folder, cache).entries()]
        cache.close()
        assert repr(found) == repr(fresh)  # with all places
        assert _state(seeds, file) == _fresh(seeds)
    assert _values(file) == len(fresh)


def test_unchanged_files_are_not_parsed_again(cached: Seeds, file: Path) -> None:
    cache = EntryCache(file, fewest=0)
    reading = read_folder(cached.folder, cache)
    (visit,) = [entry for _file, entry in reading.entries() if entry.slug == "xv"]
    other = replace(visit, values={**visit.values, "note": {"es": "from the cache"}})
    cache.add(ENTRY, visit.start.file, other)
    cache.close()
    again = read_folder(cached.folder, EntryCache(file, fewest=0))
    assert other in [entry for _file, entry in again.entries()]


def test_unchanged_entries_are_not_checked_again(cached: Seeds, file: Path) -> None:
    fresh = examine(cached.folder)
    cache = EntryCache(file, fewest=0)
    (visit,) = [e for _file, e in read_folder(cached.folder, cache).entries() if e.slug == "xv"]
    problem = Problem(place=visit.start, rule=Rule.NAME_STYLE, message=_("from the cache"))
    found = EntryFindings(errors=(problem,), likely=(problem,), mentioned=(), names=())
    cache.add(FINDINGS, visit.start.file, found)
    cache.add(WEAK_SPOTS, visit.start.file, (problem,))
    cache.add(SUMMARY, visit.start.file, WeakSpotSummary(likely=(problem,), others=("nobody",)))
    cache.close()
    findings = examine(cached.folder, EntryCache(file, fewest=0))
    assert findings.errors == [problem]
    assert findings.warnings.count(problem) == 2
    summary = examine(cached.folder, EntryCache(file, fewest=0), summary=True)
    assert summary.warnings.count(problem) == 2
    assert summary.numbers["nobody"] == 1
    assert problem not in fresh.warnings


def test_the_graph_of_an_unchanged_folder_is_cached(
    cached: Seeds, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def graph() -> str:
        assert cached.staging is not None
        cache = EntryCache(file, fewest=0)
        return checksum(wanted_graph(cached.folder, cached.staging, cache=cache))

    fresh = checksum(cached.graph())
    with monkeypatch.context() as patch:
        patch.setattr(from_entries, "read_catalogue", None)
        assert graph() == fresh
        cached.institution("senaf", "hnd")
        with pytest.raises(TypeError):
            graph()
    assert graph() == checksum(cached.graph()) != fresh


def test_a_wrong_folder_is_wrong_each_time(cached: Seeds, file: Path) -> None:
    assert cached.staging is not None
    for text in ("kind: INTERNSIP\n", "kind: INTERNSIP\n", "kind: INTERNSHIP\n"):
        cached.put("exchange-visits/xv.yaml", f"name: {{es: xv}}\nsources: [gone]\n{text}")
        with pytest.raises(CatalogueInvalid, match="gone"):
            wanted_graph(cached.folder, cached.staging, cache=EntryCache(file, fewest=0))


def test_a_date_in_the_future_is_in_the_past_one_day(
    cached: Seeds, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cached.visit("xv", "hostInstitutions: [senaf]\ndate: 2026-05-01\n")
    for day, is_future in ((1, True), (2, True), (200, False)):
        now = date(2026, 1, 1) + timedelta(days=day)
        monkeypatch.setattr(doubts, "today", lambda now=now: now)
        cache = EntryCache(file, fewest=0)
        for summary in (True, False):
            findings = examine(cached.folder, cache, summary=summary)
            assert any(p.rule is Rule.FUTURE for p in findings.warnings) is is_future
        cache.close()


def test_a_change_within_one_tick_of_the_clock_is_seen(cached: Seeds, file: Path) -> None:
    path = cached.folder / "exchange-visits" / "xv.yaml"
    before = path.stat()
    path.write_text(path.read_text().replace("per", "pan"))  # of the same size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _state(cached, file) == _fresh(cached)
    assert cached.staging is not None
    graph = wanted_graph(cached.folder, cached.staging, cache=EntryCache(file, fewest=0))
    assert ("ATTENDED_BY", "ExchangeVisit:xv", "Country:pan") in [*graph.edges]


def test_rows_follow_the_country_of_an_institution(cached: Seeds, file: Path) -> None:
    cached.institution("senaf", "hnd")  # the file of the visit stays the same
    assert cached.staging is not None
    cache = EntryCache(file, fewest=0)
    graph = wanted_graph(cached.folder, cached.staging, cache=cache)
    hosts = [target for name, _, target in graph.edges if name == "HOSTED_BY"]
    assert hosts == ["Country:hnd", "Institution:senaf"]
    assert _state(cached, file) == _fresh(cached)


def test_mistakes_are_reported_each_time(cached: Seeds, file: Path) -> None:
    cached.put("exchange-visits/xv.yaml", "name: {es: xv}\nkind: INTERNSIP\n")
    first, again = (repr(examine(cached.folder, EntryCache(file, fewest=0))) for _ in range(2))
    assert "INTERNSIP" in first
    assert first == again == repr(examine(cached.folder))


def test_what_is_cached_of_removed_files_goes_too(cached: Seeds, file: Path) -> None:
    before = _values(file)
    (cached.folder / "exchange-visits" / "xv.yaml").unlink()
    _state(cached, file)
    assert _values(file) == before - 1


def _chunks(file: Path) -> dict[tuple[str, str], bytes]:
    with sqlite3.connect(file) as connection:
        rows = connection.execute(
            "SELECT kind, first, seal FROM chunk WHERE kind <> 'valid'"
        ).fetchall()
    return {(kind, first): seal for kind, first, seal in rows}


def test_a_correction_changes_the_chunks_of_its_file(
    seeds: Seeds, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_cache, "_CHUNK", 5)
    monkeypatch.setattr(entry_cache, "_MOST_IN_CHUNK", 7)

    def put(number: int, text: str) -> None:
        seeds.put(f"topics/t{number:02}.yaml", f"name: {{es: {text}}}\nscheme: SUBJECT\n")

    def changed() -> set[str]:
        before = _chunks(file)
        assert _state(seeds, file) == _fresh(seeds)
        after = _chunks(file)
        return {key[1] for key in {*before, *after} if before.get(key) != after.get(key)}

    for number in range(60):
        put(number, f"Tema número {number}")
    _state(seeds, file)
    assert len({first for _kind, first in _chunks(file)}) > 60 // 7
    assert changed() == set()
    put(31, "Otro tema")
    assert len(changed()) == 1
    put(60, "Un tema más")  # the chunks up to the next that begins by its path may move
    assert 0 < len(changed()) < 8
    for number in (3, 5):  # the others of its chunk are read again
        first = sorted({first for _kind, first in _chunks(file) if "topics" in first})[number]
        Path(first).unlink()
        assert first in changed()
    assert changed() == set()
    assert max(Counter(dict(entry_cache._firsts(map(str, range(5000)))).values()).values()) <= 7


def _write_text(file: Path) -> None:
    file.write_bytes(b"not a database" * 500)


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _remove(file: Path) -> None:
    shutil.rmtree(file.parent)


def _damage_pages(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for start in range(4096, len(content), 512):
        content[start : start + 64] = b"\xff" * 64
    file.write_bytes(content)


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def _replace_by_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _change_values(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        values = connection.execute("SELECT rowid, value FROM chunk").fetchall()
        for row, value in values:
            changed = value.replace(b"senaf", b"xenaf").replace(b"cri", b"per")
            connection.execute("UPDATE chunk SET value = ? WHERE rowid = ?", (changed, row))


def _exchange_values(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(
            """UPDATE chunk SET (seal, value) = (SELECT o.seal, o.value FROM chunk o
            WHERE (o.kind, o.first) <> (chunk.kind, chunk.first) LIMIT 1)"""
        )


def _change_types(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE chunk SET value = 'text'")


def _remove_seals(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE chunk SET seal = NULL, value = NULL")


def _another_table(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE chunk")
        connection.execute("CREATE TABLE chunk (kind TEXT)")


@pytest.mark.parametrize(
    "damage",
    [
        _write_text,
        _empty,
        _damage_pages,
        _truncate,
        _replace_by_a_folder,
        _change_values,
        _exchange_values,
        _change_types,
        _remove_seals,
        _another_table,
        _remove,
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_damaged_cache_changes_nothing(
    cached: Seeds, file: Path, damage: Callable[[Path], None]
) -> None:
    number = _values(file)
    damage(file)
    assert _state(cached, file) == _fresh(cached)
    assert _state(cached, file) == _fresh(cached)
    assert file.is_dir() or _values(file) == number  # a damaged file is replaced


def test_only_entries_can_be_decoded() -> None:
    with pytest.raises(pickle.UnpicklingError, match="pathlib"):
        decoded(pickle.dumps(Path("x")))


def test_caches_that_no_command_uses_are_removed(cached: Seeds, file: Path) -> None:
    others = [file.with_name("unused.sqlite"), file.with_name("used.sqlite")]
    for age, other in zip((91, 89), others, strict=True):
        other.touch()
        os.utime(other, (time.time() - age * 86_400,) * 2)
    _state(cached, file)
    assert [other.exists() for other in others] == [False, True]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of as many files as a cache needs."""
    folder = tmp_path_factory.mktemp("large") / "seeds"
    (folder / "topics").mkdir(parents=True)
    for number in range(FEWEST):
        text = f"name: {{es: Tema número {number}}}\nscheme: SUBJECT\ndefinition: {{es: Uno}}\n"
        (folder / "topics" / f"t{number}.yaml").write_text(text)
    return folder


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's caches."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path / "graph-service" / "seeds"


def _start(large: Path, *options: str, code: Path = ROOT) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "graph_service", "seeds", "check", str(large), *options],
        env={**os.environ, "PYTHONPATH": str(code)},
        cwd=code,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _output(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=100)
    return output


def test_two_commands_at_once_share_it(large: Path, caches: Path) -> None:
    expected = _output(_start(large, "--no-cache"))
    assert f"{FEWEST} topics" in expected
    assert not caches.exists()
    assert {_output(process) for process in [_start(large) for _ in range(3)]} == {expected}
    (file,) = caches.iterdir()
    assert _values(file) == FEWEST
    assert _output(_start(large)) == expected


def test_another_version_of_the_program_reads_all_files_again(
    large: Path, caches: Path, tmp_path: Path
) -> None:
    code = tmp_path / "code"
    for name in ("graph_service", "schema"):
        shutil.copytree(ROOT / name, code / name)
    assert "All good." in _output(_start(large, code=code))
    declared = code / "graph_service" / "model" / "types" / "practices.py"
    text = declared.read_text()
    assert text.count('"definition",\n') == 1
    declared.write_text(text.replace('"definition",\n', '"sense",\n'))
    assert 'unknown field "definition" of topic' in _output(_start(large, code=code))
    declared.write_text(text)
    assert "All good." in _output(_start(large, code=code))
