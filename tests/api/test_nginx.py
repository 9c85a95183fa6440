"""Two replicas behind nginx, configured as docs/running.md shows; one may be stopped.

`make test-nginx` runs this; it needs nginx, of which it starts one of its own.
"""

import os
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import httpx
import pytest

from graph_service.settings import DatabaseSettings
from tests.api.serving import PATIENT, service_process
from tests.api.test_replicas import ADDRESSES, PERU, rename
from tests.conftest import ROOT
from tests.faults.clients import is_ready, running_clients, seconds_until
from tests.ports import free_ports

pytestmark = pytest.mark.nginx

PAGE = (ROOT / "docs/running.md").read_text()


def configuration(folder: Path, port: int, replicas: list[httpx.Client]) -> str:
    """Return the samples of the page, without TLS and for these addresses."""
    proxy, upstream = re.findall(r"```nginx\n(.*?)```", PAGE, re.DOTALL)
    for number, replica in enumerate(replicas, 1):
        upstream = upstream.replace(f"10.0.0.1{number}:8000", replica.base_url.netloc.decode())
    proxy = re.sub(r"upstream .*?\n}\n", "", proxy, flags=re.DOTALL)
    proxy = re.sub(r" +ssl_.*\n", "", proxy).replace("8443 ssl", f"127.0.0.1:{port}")
    assert "10.0.0" not in upstream
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    seen = "add_header X-Replica $upstream_addr always;"
    return (
        f"daemon off; error_log stderr; pid {folder}/pid;\nevents {{ }}\n"
        f"http {{\naccess_log off;\n{temporary}{seen}\n{upstream}{proxy}}}\n"
    )


@contextmanager
def nginx(folder: Path, replicas: list[httpx.Client]) -> Iterator[httpx.Client]:
    """Run nginx in front of replicas."""
    command = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert command, "nginx isn't installed (Debian: apt-get install nginx-light)"
    (port,) = free_ports(1)
    file = folder / "nginx.conf"
    file.write_text(configuration(folder, port, replicas))
    process = subprocess.Popen([command, "-c", file, "-e", "stderr"])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            seconds_until(lambda: _answers(client), 10)
            yield client
    finally:
        process.terminate()
        process.wait(10)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/healthz").status_code == 200
    except httpx.TransportError:
        return False


def test_two_replicas_behind_nginx(own_catalogue: DatabaseSettings, tmp_path: Path) -> None:
    with ExitStack() as stack:
        started = [stack.enter_context(service_process(own_catalogue, **PATIENT)) for _ in "ab"]
        replicas = [client for _, client in started]
        for replica in replicas:
            seconds_until(partial(is_ready, replica), 20)
        client = stack.enter_context(nginx(tmp_path, replicas))
        for path, parameters, headers in ADDRESSES:
            answers = [client.get(path, params=parameters, headers=headers) for _ in range(4)]
            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.headers["etag"] for answer in answers}) == 1
            assert len({answer.headers["x-replica"] for answer in answers}) == 2
        for name in ("Piruw", "Perú"):
            rename(own_catalogue, name)
            answers = [client.get("/graphql", params=PERU) for _ in range(10)]
            assert {answer.json()["data"]["country"]["name"] for answer in answers} == {name}
        with running_clients(client) as clients:
            time.sleep(1)
            started[0][0].terminate()
            assert started[0][0].wait(10) == 0
            time.sleep(2)
        assert Counter(answer.status for answer in clients.answers).keys() == {200}
        assert len(clients.answers) > 100
        answer = client.get("/graphql", params=PERU)
        assert answer.headers["x-replica"] == replicas[1].base_url.netloc.decode()
