"""docs/read-only.md, step by step: a dump, a second server, its settings, what they refuse."""

import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import ClientError, Neo4jError

from graph_service.api.engine import Engine
from graph_service.console import Console
from graph_service.local import managed
from graph_service.local.folder import DataFolder, config_text, ensure_password
from graph_service.local.jars import ensure_jars, read_lock
from graph_service.local.java import admin_command, environment
from graph_service.local.ports import Ports
from graph_service.settings import DatabaseSettings, LocalSettings, Times
from graph_service.store.driver import open_database
from graph_service.store.read import Reader
from tests.api_schema import api_schema
from tests.catalogue.live import command
from tests.conftest import ROOT
from tests.databases import CACHE, QUICK_START
from tests.graphs import load_catalogue
from tests.own_server import HEAP_MIB, own_server
from tests.ports import free_ports

PAGE = (ROOT / "docs/read-only.md").read_text()
(SETTINGS,) = re.findall(r"```properties\n(.*?)```", PAGE, re.DOTALL)
(REFUSAL,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DatabaseSettings]:
    """A second server with the first one's graph and the page's settings."""
    tmp = tmp_path_factory.mktemp("read-only")
    quiet = Console(io.StringIO())
    bolt, http, other_bolt, other_http = free_ports(4)
    first = LocalSettings(
        data=tmp / "first",
        cache=CACHE,
        heap_mib=HEAP_MIB,
        jvm_options=(QUICK_START,),
        bolt_port=bolt,
        http_port=http,
    )
    with managed(first, quiet) as address:
        load_catalogue(address.database)
    jars = ensure_jars(read_lock(), CACHE, quiet)
    (tmp / "backups").mkdir()
    _admin(DataFolder(first.data), jars, "database", "dump", "neo4j", f"--to-path={tmp}/backups")
    second = DataFolder(tmp / "second")
    second.create()
    ports = Ports(bolt=other_bolt, http=other_http)
    names = re.findall(r"^([\w.]+)=", SETTINGS, re.MULTILINE)
    usual = config_text(ports, first).splitlines(keepends=True)
    kept = [line for line in usual if line.partition("=")[0] not in names]
    second.config_file.write_text("".join(kept) + SETTINGS)
    ensure_password(second, jars)
    _admin(
        second, jars, "database", "load", "neo4j", f"--from-path={tmp}/backups",
        "--overwrite-destination=true",
    )  # fmt: skip
    second.first_start.unlink()  # else the next start empties the folder
    with own_server(second, jars, ports) as settings:
        yield settings


def _admin(folder: DataFolder, jars: Path, *arguments: str) -> None:
    file = folder.path / "arguments"
    file.write_text("\n".join(arguments))
    subprocess.run(
        admin_command(file), cwd=jars, env=environment(folder.home), check=True, capture_output=True
    )


@pytest.fixture(scope="module")
def researcher(copy: DatabaseSettings) -> Iterator[Driver]:
    with GraphDatabase.driver(copy.uri, auth=(copy.user, copy.password)) as driver:
        yield driver


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (:Topic)",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Country) SET n.name = 'x'",
        "MATCH (a:Country), (b:Topic) MERGE (a)-[:LIKES]->(b)",
        "CREATE INDEX mine FOR (n:Country) ON (n.name)",
        "DROP INDEX search",
    ],
)
def test_a_write_is_rejected_with_the_message_on_the_page(
    researcher: Driver, statement: str
) -> None:
    with pytest.raises(ClientError) as refused:
        researcher.execute_query(statement)
    assert refused.value.message == REFUSAL


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER DATABASE neo4j SET ACCESS READ WRITE",
        "CREATE DATABASE mine",
        "CREATE ROLE reader",
    ],
)
def test_researchers_cannot_make_it_writable(researcher: Driver, statement: str) -> None:
    with pytest.raises(Neo4jError, match="Unsupported administration command"):
        researcher.execute_query(statement, database_="system")


def test_users_stay_open_as_the_page_says(researcher: Driver) -> None:
    create = "CREATE USER other SET PASSWORD 'not-this-one' CHANGE NOT REQUIRED"
    researcher.execute_query(create, database_="system")
    researcher.execute_query("DROP USER other", database_="system")


@pytest.mark.parametrize("place", ["file:///neo4j.conf", "http://127.0.0.1:1/", "http://[::1]:1/"])
def test_load_csv_reads_nothing(researcher: Driver, place: str) -> None:
    with pytest.raises(ClientError, match=r"is false|is blocked"):
        researcher.execute_query(f"LOAD CSV FROM '{place}' AS line RETURN line")


def test_a_query_takes_no_more_memory_than_it_may(researcher: Driver) -> None:
    with (
        researcher.session(database="neo4j") as session,
        pytest.raises(Neo4jError, match="threshold reached"),
    ):
        session.run("UNWIND range(1, 100000000) AS x RETURN size(collect(x))").consume()


def test_the_copy_is_the_catalogue(copy: DatabaseSettings) -> None:
    done = command(copy, "seeds", "check", "--graph", ROOT / "seeds")
    assert done.exit_code == 0, done.output


async def test_the_service_reads_from_it(copy: DatabaseSettings) -> None:
    async with open_database(copy) as database:
        engine = Engine(api_schema(), Reader(database, deadline=Times.operation))
        outcome = await engine.answer('{ country(by: {iso3: "HND"}) { slug } }')
    assert outcome.body == {"data": {"country": {"slug": "hnd"}}}
