"""Which database the tests run on, by what the environment says."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.databases import DEFAULT_IMAGE, choose, engine_has_image


def there(_: str) -> bool:
    return True


def not_there(_: str) -> bool:
    return False


def not_asked(image: str) -> bool:
    raise AssertionError(f"the engine was asked for {image}")


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        ({"TEST_NEO4J_URI": "bolt://db:7687", "TEST_DATABASE": "container"}, "at bolt://db:7687"),
        ({"TEST_DATABASE": "managed"}, "a managed Neo4j"),
        ({"TEST_DATABASE": "container"}, f"a container of {DEFAULT_IMAGE}"),
        ({"TEST_DATABASE": "container", "NEO4J_IMAGE": "mine:1"}, "a container of mine:1"),
    ],
)
def test_what_is_said_is_done_without_a_look_at_the_engine(
    environ: Mapping[str, str], told: str
) -> None:
    assert choose(environ, not_asked).told.endswith(told)


@pytest.mark.parametrize("environ", [{}, {"TEST_DATABASE": "auto"}, {"TEST_DATABASE": ""}])
def test_a_container_is_taken_where_its_image_is_there(environ: Mapping[str, str]) -> None:
    assert choose(environ, there).told == f"a container of {DEFAULT_IMAGE}"
    assert choose(environ, not_there).told == "a managed Neo4j"


def test_the_image_that_is_looked_for_is_the_one_that_is_named() -> None:
    chosen = choose({"NEO4J_IMAGE": "mine:1"}, lambda image: image == "mine:1")
    assert chosen.told == "a container of mine:1"


def test_another_word_is_refused_with_those_that_are_allowed() -> None:
    with pytest.raises(pytest.UsageError, match="'docker': allowed is one of auto, container"):
        choose({"TEST_DATABASE": "docker"}, not_asked)


def test_an_address_comes_with_its_user_and_password() -> None:
    environ = {"TEST_NEO4J_URI": "bolt://db:7687", "TEST_NEO4J_PASSWORD": "secret"}
    with choose(environ, not_asked).open(Path()) as address:
        assert (address.bolt_uri, address.user) == ("bolt://db:7687", "neo4j")
        assert address.password == "secret"


def test_without_an_engine_there_is_no_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    assert not engine_has_image(DEFAULT_IMAGE)


def test_a_container_without_an_engine_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere/docker.sock")
    choice = choose({"TEST_DATABASE": "container"}, not_asked)
    with pytest.raises(pytest.UsageError, match="TEST_DATABASE=managed"), choice.open(Path()):
        pass
