"""Which contenders there are, and what each is measured on."""

import runpy
import sys
from pathlib import Path

from bench.operations import FLOWS, MIXED, NULL, OPERATIONS, PRACTICE
from bench.servers import CACHED_GZIP, contenders

ALL = contenders(Path("peer"))
BY_NAME = {contender.name: contender for contender in ALL}


def test_each_process_is_that_of_one_contender() -> None:
    assert len(BY_NAME) == len(ALL)
    variants = {c.name: c.variant_of for c in ALL if c.variant_of}
    assert variants == {"uncached_gzip": "uncached", "cached_gzip": "cached"}
    assert BY_NAME["cached_gzip"].is_cached


def test_processes_in_python_do_not_see_packages_of_developers() -> None:
    hiding = runpy.run_path(f"{Path(__file__).parents[1]}/as_installed/sitecustomize.py")
    programs = {c.command[2] for c in ALL if c.command[0] == sys.executable}
    assert programs <= {*hiding["PROGRAMS"]}
    assert len(programs) == 4


def test_contenders_are_measured_on_what_they_have() -> None:
    assert all(BY_NAME["neo4j_graphql_jit"].has(operation) for operation in (*OPERATIONS, MIXED))
    assert [operation.name for operation in OPERATIONS if BY_NAME["asgi"].has(operation)] == []
    assert BY_NAME["asgi"].has(NULL)
    assert BY_NAME["ceiling_same_data"].has(FLOWS)
    assert not BY_NAME["ceiling_same_data"].has(PRACTICE)


def test_clients_of_a_variant_accept_gzip() -> None:
    request = CACHED_GZIP.adapter.request(PRACTICE, {"slug": "a"})
    assert b"\r\naccept-encoding: gzip\r\n" in request.raw(CACHED_GZIP.accept_encoding)
    assert b"accept-encoding" not in request.raw()
