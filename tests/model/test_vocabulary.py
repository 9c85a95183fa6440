"""The model says what the vocabulary says: types, properties, edges, enums, labels, topics."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.edges import CITES, EDGES
from graph_service.model.enums import VOCABULARIES
from graph_service.model.types import NODE_TYPES

ROOT = Path(__file__).parents[2]
# YAML 1.1 would read ON as true; the file is written for it, too.
WRITTEN: Any = YAML(typ="safe").load(ROOT / "tests" / "data" / "vocabulary.yaml")
ADDED = {
    # Countries and topics have editor's remarks as well: the dossier's notes on countries.
    ("Country", "note"),
    ("Topic", "note"),
}
FACTS = {"relation", "embodies", "role", "origin", "target"}


def _kind(prop: Property) -> str:
    name = prop.kind.type_name(prop)
    name = f"[{name}]" if prop.many or prop.kind is Kind.COUNTS else name
    return name + ("!" if prop.required else "")


@pytest.mark.parametrize("node_type", NODE_TYPES, ids=lambda t: t.name)
def test_types(node_type: NodeType) -> None:
    written = WRITTEN["types"][node_type.name]
    found = {
        p.name: _kind(p) for p in node_type.properties if (node_type.name, p.name) not in ADDED
    }
    assert found == dict(written["properties"])
    assert node_type.description.lower().startswith(written["is"].lower()[:20])
    root = written["root"]
    assert node_type.root == (tuple(root) if root and len(root) == 2 else None)
    derived = {p.name for p in node_type.properties if p.derived}
    if "derived" in written:
        assert derived == set(written["derived"])


def test_no_type_is_missing() -> None:
    assert [t.name for t in NODE_TYPES] == list(WRITTEN["types"])


def test_edges() -> None:
    found = [
        {
            "name": e.name, "from": e.source.name, "to": e.target.name,
            "forward": e.forward, "reverse": e.reverse, "one": e.one, "min": int(e.required),
            "owns": e.owns,
            "props": {p.name: _kind(p) for p in e.facts.properties} if e.facts else {},
        }
        for e in EDGES
    ]  # fmt: skip
    written = [
        {"one": False, "min": 0, "owns": False, "props": {}}
        | {key: value for key, value in edge.items() if key != "is"}
        for edge in WRITTEN["edges"]
        if edge["from"] != "*"
    ]
    assert found == written


def test_every_type_but_sources_and_releases_cites() -> None:
    assert {e.source.name for e in CITES} == set(WRITTEN["types"]) - {"Source", "Release"}
    needs_a_source = {e.source.name for e in CITES if e.required}
    assert needs_a_source == {
        "Institution", "Programme", "GoodPractice", "ExchangeVisit", "KnowledgeTransfer",
        "Agreement",
    }  # fmt: skip


def test_enums() -> None:
    found = {
        v.__name__: {
            "source": v.__source__,
            "values": {
                t.name: {"en": t.label("en"), "es": t.label("es"), "pt": t.label("pt"),
                         "is": t.value.description, "phase": t.value.phase}
                for t in v
            },
        }
        for v in VOCABULARIES
    }  # fmt: skip
    written = {
        name: {
            "source": enum["source"],
            "values": {value: {"phase": None, **term} for value, term in enum["values"].items()},
        }
        for name, enum in WRITTEN["enums"].items()
    }
    assert found == written
    assert list(found) == list(written)


def test_topics_are_entries() -> None:
    for slug, labels in WRITTEN["topics"].items():
        entry = YAML(typ="safe").load(ROOT / "seeds" / "topics" / f"{slug}.yaml")
        assert dict(entry["name"]) == dict(labels)
