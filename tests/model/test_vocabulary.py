"""The model contains the vocabulary of tests/data/vocabulary.yaml; it may have more."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from graph_service.model.declare import Kind, Property
from graph_service.model.edges import CITES, EDGES
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import TYPES

ROOT = Path(__file__).parents[2]
# The file is also valid as YAML 1.1, which reads ON as true.
WRITTEN: Any = YAML(typ="safe").load(ROOT / "tests" / "data" / "vocabulary.yaml")


def _kind(prop: Property) -> str:
    name = prop.kind.type_name(prop)
    name = f"[{name}]" if prop.many or prop.kind is Kind.COUNTS else name
    return name + ("!" if prop.required else "")


@pytest.mark.parametrize("name", WRITTEN["types"])
def test_types(name: str) -> None:
    written, node_type = WRITTEN["types"][name], TYPES[name]
    found = {p.name: _kind(p) for p in node_type.properties}
    assert found.items() >= dict(written["properties"]).items()
    assert node_type.description.lower().startswith(written["is"].lower()[:20])
    root = written["root"]
    assert node_type.root == (tuple(root) if root and len(root) == 2 else None)
    derived = {p.name for p in node_type.properties if p.derived}
    assert derived >= set(written.get("derived", ()))


def test_edges() -> None:
    found = {
        (e.name, e.source.name, e.target.name): (
            {
                "forward": e.forward, "reverse": e.reverse, "one": e.one, "min": int(e.required),
                "owns": e.owns,
            },
            {p.name: _kind(p) for p in e.facts.properties} if e.facts else {},
        )
        for e in EDGES
    }  # fmt: skip
    for edge in WRITTEN["edges"]:
        if edge["from"] == "*":
            continue
        fields, properties = found[edge["name"], edge["from"], edge["to"]]
        assert fields == {key: edge.get(key, default) for key, default in {**fields, "one": False,
                          "min": 0, "owns": False}.items()}  # fmt: skip
        assert properties.items() >= edge.get("props", {}).items()  # some have been added since


def test_which_types_cite() -> None:
    needed = {e.source.name: e.required for e in CITES}
    assert needed.keys() == TYPES.keys() - {"Source", "Topic", "Release", "Change"}
    assert {name for name in WRITTEN["types"] if needed.get(name)} == {
        "Institution", "Programme", "GoodPractice", "ExchangeVisit", "KnowledgeTransfer",
        "Agreement",
    }  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN["enums"])
def test_enums(name: str) -> None:
    (enum,) = (vocabulary for vocabulary in VOCABULARIES if vocabulary.__name__ == name)
    written = WRITTEN["enums"][name]
    found = {
        t.name: {"en": t.label("en"), "es": t.label("es"), "pt": t.label("pt"),
                 "is": t.value.description, "phase": t.value.phase}
        for t in enum
        if t.name in written["values"]
    }  # fmt: skip
    assert enum.__source__ == written["source"]
    assert found == {value: {"phase": None, **term} for value, term in written["values"].items()}
    assert list(found) == list(written["values"])


def test_topics_are_entries() -> None:
    for slug, labels in WRITTEN["topics"].items():
        entry = YAML(typ="safe").load(ROOT / "seeds" / "topics" / f"{slug}.yaml")
        assert dict(entry["name"]) == dict(labels)
