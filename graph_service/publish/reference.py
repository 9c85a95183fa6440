"""MODEL.md: the reference of the model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edtf import FORMS
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.types import NODE_TYPES
from graph_service.model.vocabulary import Vocabulary
from graph_service.publish.storage_reference import storage_reference

_HEAD = f"""\
# The model

Written by `graph-service publish` from `graph_service/model`; don't edit it here.

- **Ids** are `Type:slug`. Former slugs of an entry (`formerSlugs`) still find it.
- **Text** has up to three languages: Spanish (`es`), English (`en`) and Portuguese (`pt`). A
  missing translation is replaced by the first of these that exists.
- **Dates** are EDTF (ISO 8601-2): {FORMS.en}.
- A **required** property is never null. A **derived** property is written by the loader; files must
  not have it. A **recorded** one says what loads did.
"""


def reference() -> str:
    """Return the content of MODEL.md."""
    parts = [
        _HEAD,
        "## Types\n",
        table(
            ("type", "description", "source"),
            ((_link(t.name), t.description, t.source) for t in NODE_TYPES),
        ),
        *(_type(node_type) for node_type in NODE_TYPES),
        "## Edges\n",
        (
            "Every edge has `sources` (slugs; by default those of the entry that declares it) and"
            " these properties:\n"
        ),
        _properties(EDGE_PROPERTIES),
        "## Vocabularies\n",
        *(_vocabulary(enum) for enum in VOCABULARIES),
        storage_reference(),
    ]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _type(node_type: NodeType) -> str:
    where = f" Entry files: `seeds/{node_type.folder}/`." if node_type.folder else ""
    relations = RELATIONS[node_type.name].values()
    parts = [
        f"### {node_type.name}\n",
        f"{node_type.description} Source of the concept: {node_type.source}.{where}\n",
        _properties(PROPERTIES[node_type.name].values()),
    ]
    if relations:
        parts.append(
            table(
                ("field", "edge", "target", "number", "edge properties", "description"),
                (_relation(relation) for relation in relations),
            )
        )
    return "\n".join(parts)


def _properties(properties: Iterable[Property]) -> str:
    return table(
        ("property", "kind", "", "description"),
        ((f"`{p.name}`", kind(p), _status(p), p.description) for p in properties),
    )


def kind(prop: Property) -> str:
    """Return the type of a property in words: "String", "list of Theme"."""
    name = prop.kind.type_name(prop)
    name = name if prop.enum is None else _link(name)
    return f"list of {name}" if prop.many else name


def _status(prop: Property) -> str:
    marks = {
        "required": prop.required,
        "derived": prop.derived and not prop.recorded,
        "recorded": prop.recorded,
        "unique": prop.code,
        "for reading only": prop.remark,
    }
    return ", ".join(mark for mark, applies in marks.items() if applies)


def _relation(relation: Relation) -> tuple[str, ...]:
    own = relation.facts.properties if relation.facts else ()
    return (
        f"`{relation.name}`",
        f"`-[:{relation.edge}]->`" if relation.outgoing else f"`<-[:{relation.edge}]-`",
        "any entry" if len(relation.targets) > 1 else _link(relation.target.name),
        _how_many(relation),
        ", ".join(f"`{p.name}` ({kind(p)}{', required' if p.required else ''})" for p in own),
        relation.description,
    )


def _how_many(relation: Relation) -> str:
    if relation.one:
        return "exactly one" if relation.required else "at most one"
    return "one or more" if relation.required else "any number"


def _vocabulary(enum: type[Vocabulary]) -> str:
    phases = any(term.value.phase for term in enum)
    head = ("value", "English", "Spanish", "Portuguese", "meaning")
    rows = [
        (f"`{t.name}`", t.label("en"), t.label("es"), t.label("pt"), t.value.description)
        + ((f"`{t.value.phase}`",) if phases else ())
        for t in enum
    ]
    return "\n".join(
        [
            f"### {enum.__name__}\n",
            f"{enum.__doc__} Source: {enum.__source__}.\n",
            table((*head, "phase") if phases else head, rows),
        ]
    )
