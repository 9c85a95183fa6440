"""Documents that are cheap to send are cheap to reject."""

import time

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.errors import RequestRefused
from graph_service.model.json import Json
from tests.api.bombs import ANSWERED, REJECTED
from tests.api_schema import api_schema

MAX_SECONDS = 0.2
"""CPU seconds; 0.05 are promised, but a CI machine may be slow."""
TEXT = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"


def _seconds(
    compiler: Compiler, text: str, variables: dict[str, Json] | None = None, *, good: bool
) -> float:
    """Return the best CPU time of three: other processes and garbage collection cost time, too."""
    taken = []
    for n in range(3):
        started = time.thread_time()
        try:
            compiler.execution(f"{text}#{n}", variables)
        except RequestRefused:
            assert not good
        else:
            assert good
        taken.append(time.thread_time() - started)
    return min(taken)


@pytest.mark.parametrize("name", [*REJECTED, *ANSWERED])
def test_documents_are_processed_in_time(name: str, compiler: Compiler) -> None:
    text = REJECTED.get(name) or ANSWERED[name]
    seconds = _seconds(compiler, text, good=name in ANSWERED)
    assert seconds < MAX_SECONDS, f"{seconds:.3f} s"


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
    "quantifiers": ({"or": [{"parts": {"some": {}}}] * 320}, False),
}
"""Variables, and whether they are accepted."""


@pytest.mark.parametrize("name", VARIABLES)
def test_variables_are_processed_in_time(name: str, compiler: Compiler) -> None:
    where, good = VARIABLES[name]
    seconds = _seconds(compiler, TEXT, {"w": where}, good=good)
    assert seconds < MAX_SECONDS, f"{seconds:.3f} s"


def test_the_caches_of_the_compiler_are_bounded() -> None:
    """One-off documents neither fill the memory nor evict documents that are used again."""
    bound = 1024 * 1024
    compiler = Compiler(api_schema(), cache_bytes=bound)
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
