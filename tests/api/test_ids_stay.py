"""An id that was published once finds its entry for ever, renamed or not.

tests/data/ids.txt has the ids of all entries that this repository ever had; new entries are added
to it, and no line is removed: a renamed entry has its former slug in `formerSlugs`.
"""

import orjson

from graph_service.api.engine import Engine
from tests.catalogue.records import DATA, ENTRIES

PUBLISHED = (DATA / "ids.txt").read_text(encoding="utf-8").split()
MOST = 100
"""The number of ids that one operation may ask for."""


def test_the_list_has_every_entry_once() -> None:
    assert len(PUBLISHED) == len(set(PUBLISHED))
    assert ENTRIES.keys() - PUBLISHED == set()


async def test_every_published_id_finds_an_entry(catalogue_engine: Engine) -> None:
    lost = []
    for start in range(0, len(PUBLISHED), MOST):
        ids = PUBLISHED[start : start + MOST]
        answer = await catalogue_engine.answer(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids}
        )
        nodes = orjson.loads(answer.content)["data"]["nodes"]
        lost += [i for i, node in zip(ids, nodes, strict=True) if node is None]
    assert lost == []
