"""Texts that are cheap to send are cheap to refuse, too."""

import time

import pytest

from graph_service.api.types import build_schema
from graph_service.api.types.schema import core_schema
from graph_service.compiler.compiler import Compiler
from graph_service.errors import RequestRefused
from graph_service.model.json import Json
from tests.api.bombs import ANSWERED, REFUSED

MOST = 0.2
"""Seconds of the processor; 0.05 are promised, and a machine of CI may be slow."""
TEXT = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"


def _seconds(
    compiler: Compiler, text: str, variables: dict[str, Json] | None = None, *, good: bool
) -> float:
    """Give how long it takes, the best of three: other processes, and garbage, cost time too."""
    taken = []
    for n in range(3):
        begun = time.thread_time()
        try:
            compiler.execution(f"{text}#{n}", variables)
        except RequestRefused:
            assert not good
        else:
            assert good
        taken.append(time.thread_time() - begun)
    return min(taken)


@pytest.mark.parametrize("name", [*REFUSED, *ANSWERED])
def test_is_read_in_time(name: str, compiler: Compiler) -> None:
    text = REFUSED.get(name) or ANSWERED[name]
    seconds = _seconds(compiler, text, good=name in ANSWERED)
    assert seconds < MOST, f"{seconds:.3f} s"


def _nested(levels: int) -> Json:
    value: Json = {}
    for _ in range(levels):
        value = {"and": [value]}
    return value


VARIABLES: dict[str, tuple[Json, bool]] = {
    "depth": (_nested(2_000), False),
    "conditions": ({"or": [{}] * 30_000}, False),
    "conditions within the limit": ({"or": [{"slug": {"eq": "a"}}] * 390}, True),
    "a list": ({"slug": {"in": ["a"] * 10_000}}, False),
    "a list within the limit": ({"slug": {"in": ["a"] * 1_900}}, True),
    "names that don't exist": ({f"slu{n}": 1 for n in range(900)}, False),
    "quantifiers": ({"or": [{"narrower": {"some": {}}}] * 320}, False),
}
"""And whether they are answered."""


@pytest.mark.parametrize("name", VARIABLES)
def test_variables_are_read_in_time(name: str, compiler: Compiler) -> None:
    where, good = VARIABLES[name]
    seconds = _seconds(compiler, TEXT, {"w": where}, good=good)
    assert seconds < MOST, f"{seconds:.3f} s"


def test_what_is_kept_is_bounded() -> None:
    """What nobody asks for again neither fills the memory nor pushes out what is asked again."""
    bound = 1024 * 1024
    compiler = Compiler(core_schema(build_schema()), cache_bytes=bound)
    compiler.execution(TEXT, {"w": {}})
    assert compiler.cached_execution(TEXT, {"w": {}}) is not None
    for n in range(60):
        fields = " ".join(f"a{i}: slug" for i in range(15))
        compiler.execution(f"{{ topics(first: {n % 100}) {{ nodes {{ x{n}: id {fields} }} }} }}")
        wide = " ".join(f"t{i}: topics {{ totalCount }}" for i in range(n % 15 + 1))
        compiler.execution(f"{{ {wide} x{n}: countries {{ totalCount }} }}")
    assert 0 < compiler._documents._cache.bytes <= bound // 2
    assert 0 < compiler._plans.bytes <= bound // 2
    assert len(compiler._documents._cache) < 120
    assert compiler.cached_execution(TEXT, {"w": {}}) is not None
