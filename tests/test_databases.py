"""Which database the tests use, depending on environment variables."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.databases import DEFAULT_IMAGE, choose, engine_has_image


def has_image(_: str) -> bool:
    return True


def has_no_image(_: str) -> bool:
    return False


def must_not_be_called(image: str) -> bool:
    raise AssertionError(f"the container engine was asked for {image}")


@pytest.mark.parametrize(
    ("environ", "description"),
    [
        ({"TEST_NEO4J_URI": "bolt://db:7687", "TEST_DATABASE": "container"}, "at bolt://db:7687"),
        ({"TEST_DATABASE": "managed"}, "a managed Neo4j at bolt://"),
        ({"TEST_DATABASE": "managed", "TEST_NEO4J_SCHEME": "neo4j"}, "at neo4j://"),
        ({"TEST_DATABASE": "container"}, f"a container of {DEFAULT_IMAGE}"),
        ({"TEST_DATABASE": "container", "NEO4J_IMAGE": "mine:1"}, "a container of mine:1"),
    ],
)
def test_an_explicit_choice_needs_no_container_engine(
    environ: Mapping[str, str], description: str
) -> None:
    assert choose(environ, must_not_be_called).description.endswith(description)


@pytest.mark.parametrize("environ", [{}, {"TEST_DATABASE": "auto"}, {"TEST_DATABASE": ""}])
def test_a_container_is_used_if_its_image_exists(environ: Mapping[str, str]) -> None:
    assert choose(environ, has_image).description == f"a container of {DEFAULT_IMAGE}"
    assert choose(environ, has_no_image).description == "a managed Neo4j at bolt://"


def test_the_configured_image_is_looked_up() -> None:
    chosen = choose({"NEO4J_IMAGE": "mine:1"}, lambda image: image == "mine:1")
    assert chosen.description == "a container of mine:1"


def test_unknown_values_are_rejected() -> None:
    with pytest.raises(pytest.UsageError, match="'docker': allowed is one of auto, container"):
        choose({"TEST_DATABASE": "docker"}, must_not_be_called)


def test_an_address_has_a_user_and_a_password() -> None:
    environ = {"TEST_NEO4J_URI": "bolt://db:7687", "TEST_NEO4J_PASSWORD": "secret"}
    with choose(environ, must_not_be_called).open(Path()) as address:
        assert (address.database.uri, address.database.user) == ("bolt://db:7687", "neo4j")
        assert address.database.password == "secret"


def test_without_an_engine_no_image_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    assert not engine_has_image(DEFAULT_IMAGE)


def test_a_container_without_an_engine_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    choice = choose({"TEST_DATABASE": "container"}, must_not_be_called)
    with pytest.raises(pytest.UsageError, match="TEST_DATABASE=managed"), choice.open(Path()):
        pass
