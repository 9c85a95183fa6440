"""Kill loads or their server: readers see the old catalogue or the new one, never a mix.

While two versions of the catalogue replace each other, the loader or the server gets SIGKILL at
random moments, and readers send queries. Each answer must be entirely of one version, with its
release, and the next load must succeed. The seed is printed.
"""

import asyncio
import io
import json
import os
import random
import shutil
import signal
import sys
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.console import Console
from graph_service.local.folder import DataFolder, config_text
from graph_service.local.jars import ensure_jars, read_lock
from graph_service.local.ports import Ports
from graph_service.settings import DatabaseSettings, LocalSettings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader
from tests.api_schema import api_schema
from tests.catalogue.live import Live
from tests.catalogue.seed_files import SeedFiles
from tests.own_server import own_server
from tests.ports import free_ports
from tests.sizes import size

KILLS = size("KILLS", small=1, whole=20)
"""Alternately of the loader and the server, first of either."""
SEED = int(os.environ.get("SEED") or random.randrange(10**6))
READERS = 3
PAUSE = 0.05
"""Seconds between a reader's queries; without it, readers would use most of the machine."""
COUNTS = {"alfa": size("KILLED_ENTRIES", small=1_000, whole=2_000)}
COUNTS["beta"] = COUNTS["alfa"] * 12 // 11  # a load may remove a tenth of them
"""The versions of the catalogue, and how many programmes each has."""
DIVISORS = {"alfa": 2, "beta": 3}
LITTLE_MEMORY = "db.memory.transaction.max=32m\n"
"""Too little for a load with all events."""
TRANSFERS, EVENTS = 5, 1_000

QUESTION = """query Ask($ids: [ID!]!) {
  alfa: programmes(where: {name: {startsWith: "alfa "}}) { totalCount }
  beta: programmes(where: {name: {startsWith: "beta "}}) { totalCount }
  all: programmes { totalCount }
  nodes(ids: $ids) { ... on Programme { name partOf { slug } } }
  catalogue { release { slug checksum } }
}"""

PROGRAM = """
import io, signal, sys
from contextlib import suppress
from pathlib import Path
from graph_service.console import Console
from graph_service.local import managed
from graph_service.settings import LocalSettings
data, cache = map(Path, sys.argv[1:3])
bolt, http = map(int, sys.argv[3:])
options = ("-XX:TieredStopAtLevel=1",)
settings = LocalSettings(
    data=data, cache=cache, heap_mib=512, bolt_port=bolt, http_port=http, jvm_options=options
)
with suppress(KeyboardInterrupt), managed(settings, Console(io.StringIO())) as address:
    print(address.database.uri, address.database.password, flush=True)
    signal.pause()
"""


@dataclass
class Server:
    """A managed Neo4j that is killed and restarted on the same data."""

    data: Path
    cache: Path
    program: Process | None = None
    ports: list[int] = field(default_factory=lambda: free_ports(2))

    async def start(self) -> DatabaseSettings:
        self.program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROGRAM),
            *(str(argument) for argument in (self.data, self.cache, *self.ports)),
            stdout=PIPE,
        )
        assert self.program.stdout is not None
        uri, password = (await self.program.stdout.readline()).decode().split()
        return DatabaseSettings(uri=uri, user="neo4j", password=password)

    async def kill(self) -> None:
        """Kill Neo4j, and end the program that started it."""
        started = json.loads(DataFolder(self.data).server_file.read_text())
        os.killpg(started["pid"], signal.SIGKILL)
        await self.stop()

    async def stop(self) -> None:
        if self.program is not None and self.program.returncode is None:
            self.program.terminate()
            await self.program.wait()


@dataclass
class Seen:
    """The answers to the readers."""

    versions: list[str] = field(default_factory=list)
    unsettled: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    checksums: dict[str, set[str]] = field(default_factory=dict)
    stop: bool = False


async def read(engine: Engine, seen: Seen, seed: int) -> None:
    """Send queries until `seen.stop`."""
    dice = random.Random(seed)
    while not seen.stop:
        await ask(engine, seen, dice)
        await asyncio.sleep(PAUSE)


async def ask(engine: Engine, seen: Seen, dice: random.Random) -> str | None:
    """Send one query, record the answer, and return its version."""
    ids = [f"Programme:t{dice.randrange(COUNTS['alfa'])}" for _ in range(50)]
    body: Any = (await engine.answer(QUESTION, {"ids": ids})).body
    if "errors" in body:
        code = body["errors"][0]["extensions"]["code"]
        seen.refused[code] = seen.refused.get(code, 0) + 1
    elif "extensions" in body:
        seen.unsettled += 1
    elif (version := whole(body["data"], ids)) is None:
        seen.wrong.append(str(body)[:2000])
    else:
        seen.versions.append(version)
        checksum = body["data"]["catalogue"]["release"]["checksum"]
        seen.checksums.setdefault(version, set()).add(checksum)
        return version
    return None


def whole(data: Any, ids: list[str]) -> str | None:
    """Return the version that an answer is entirely of, or None."""
    shown = {name: data[name]["totalCount"] for name in ("alfa", "beta", "all")}
    for version, divisor in DIVISORS.items():
        count = COUNTS[version]
        expected = {"alfa": 0, "beta": 0, "all": count, version: count}
        nodes = []
        for identity in ids:
            number = int(identity.removeprefix("Programme:t"))
            parent = {"slug": f"t{number // divisor}"} if number else None
            nodes.append({"name": f"{version} {number}", "partOf": parent})
        if shown == expected and data["nodes"] == nodes:
            return version
    return None


def write(seeds: SeedFiles, version: str) -> None:
    """Write the programmes of a version, as a tree below the first; names and tree differ."""
    shutil.rmtree(seeds.folder / "programmes", ignore_errors=True)
    seeds.source("iom")
    for number in range(COUNTS[version]):
        part_of = f"partOf: t{number // DIVISORS[version]}\n" if number else ""
        text = f"name: {{es: {version} {number}}}\nsources: [iom]\n{part_of}"
        seeds.put(f"programmes/t{number}.yaml", text)


async def begin(settings: DatabaseSettings, command: str, seeds: SeedFiles) -> Process:
    """Start `graph-service seeds …`."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "graph_service", "seeds", *command.split(), str(seeds.folder)),
        env={**os.environ, **settings.environ()},
        stdout=PIPE,
        stderr=STDOUT,
    )


async def run(settings: DatabaseSettings, command: str, seeds: SeedFiles) -> float:
    """Run `graph-service seeds …`, and return the seconds that it took."""
    begun = time.monotonic()
    process = await begin(settings, command, seeds)
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return time.monotonic() - begun


async def ended_within(process: Process, seconds: float) -> bool:
    # wait_for may time out in the same turn of the event loop in which the process ends.
    with suppress(TimeoutError):
        await asyncio.wait_for(process.wait(), seconds)
    return process.returncode is not None


@pytest.mark.proof
@pytest.mark.timeout(600 + 60 * KILLS)
async def test_readers_see_the_old_or_the_new_catalogue(tmp_path: Path, cache: Path) -> None:
    dice = random.Random(SEED)
    first = dice.randrange(2)
    server = Server(tmp_path / "neo4j", cache)
    seeds = SeedFiles(tmp_path / "seeds")
    settings = await server.start()
    seen = Seen()
    killed: list[str] = []
    try:
        write(seeds, "alfa")
        await run(settings, "load", seeds)
        write(seeds, "beta")
        reads = await run(settings, "check", seeds)
        takes = await run(settings, "load --prune --yes", seeds)
        async with open_database(settings) as database, asyncio.TaskGroup() as readers:
            engine = Engine(api_schema(), Reader(database, deadline=10))
            for seed in range(READERS):
                readers.create_task(read(engine, seen, seed))
            version = "beta"
            while len(killed) < KILLS:
                version = "alfa" if version == "beta" else "beta"
                write(seeds, version)
                process = await begin(settings, "load --prune --yes", seeds)
                moment = dice.uniform(reads / 2, takes)
                if not await ended_within(process, moment):
                    if (first + len(killed)) % 2:
                        await server.kill()
                        await process.wait()
                        assert await server.start() == settings
                    else:
                        process.kill()
                        await process.wait()
                    killed.append(f"{moment:.2f}")
                    print(f"{len(killed)}: after {moment:.2f} of {takes:.2f} s", flush=True)  # noqa: T201
                    # Whether the load was committed or not, the folder follows.
                    await run(settings, "pull", seeds)
                takes = await run(settings, "load --prune --yes", seeds)
                assert await ask(engine, seen, dice) == version
            seen.stop = True
        await run(settings, "check --graph", seeds)
    finally:
        await server.stop()
    figures = (
        f"SEED={SEED}; killed after {', '.join(killed)} of {takes:.2f} s;"
        f" {len(seen.versions)} answers, {seen.unsettled} unsettled, refused {seen.refused}"
    )
    print(figures)  # noqa: T201 (shown by pytest -s or on failure)
    assert seen.wrong == [], figures
    assert {name: len(found) for name, found in seen.checksums.items()} == {"alfa": 1, "beta": 1}
    assert seen.unsettled < len(seen.versions) / 10, figures


@pytest.mark.timeout(600)
async def test_a_load_too_large_for_the_server_is_refused_and_leaves_the_graph(
    tmp_path: Path, cache: Path
) -> None:
    seeds = SeedFiles(tmp_path / "seeds").basics()
    seeds.institution("i", "cri")
    seeds.practice("p", "[i]", "countries: [cri]\n")
    folder = DataFolder(tmp_path / "neo4j")
    folder.create()
    bolt, http = free_ports(2)
    ports = Ports(bolt=bolt, http=http)
    local = LocalSettings(data=folder.path, cache=cache)
    folder.config_file.write_text(config_text(ports, local) + LITTLE_MEMORY)
    jars = ensure_jars(read_lock(), cache, Console(io.StringIO()))
    with own_server(folder, jars, ports) as settings, Live.open(settings) as live:
        await run(settings, "load", seeds)
        before = live.everything()
        events = "".join(
            f"  - {{stage: VISITED, position: {number}, note: {{en: N{number}}}}}\n"
            for number in range(1, EVENTS + 1)
        )
        for number in range(TRANSFERS):
            seeds.transfer(f"kt{number}", "p", f"targetCountries: [hnd]\nevents:\n{events}")
        process = await begin(settings, "load", seeds)
        output = (await process.communicate())[0].decode()
        assert "too little memory for this load; nothing was written. Raise HEAP" in output
        assert process.returncode == 1
        assert live.everything() == before
