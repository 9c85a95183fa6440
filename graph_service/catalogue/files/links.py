"""The edges of a file → links.

`hnd` or `{slug: hnd, role: LEARNER, roleBasis: INFERRED}` → Link.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph_service.catalogue.entries import Link
from graph_service.catalogue.model_messages import Named, writable_terms
from graph_service.catalogue.problems import ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import likely_field, link_labels
from graph_service.i18n import _
from graph_service.model.declare import Edge
from graph_service.model.edge_properties import details_of, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.ids import SLUG
from graph_service.model.storage import Value

from .field_values import read_slug, read_term, read_value
from .node_problems import add_problem, is_empty, not_a_list, repeated, wrong_form
from .strings import read_items
from .yaml_files import Fields, Items, Node, Scalar


def read_links(edge: Edge, node: Node, path: str, log: ProblemLog) -> tuple[Link, ...]:
    """Return the valid links of an edge's field; problems with the others go into the log."""
    if edge.one:
        if isinstance(node, Items):
            wrong_form(log, node, path, _("one slug, or one mapping"))  # suggests an only item
            return ()
        links = [_link(edge, node, path, log)]
    elif isinstance(node, Items):
        links = [
            _link(edge, item, f"{path}[{number}]", log)
            for number, item in enumerate(node.items, start=1)
        ]
    else:
        not_a_list(log, node, path)
        return ()
    unique: dict[str, Link] = {}
    for link, target in filter(None, links):
        if unique.setdefault(link.target, link) is not link:
            repeated(log, target, link.path, path)
    return tuple(unique.values())


def read_basis(node: Node, path: str, log: ProblemLog) -> Basis:
    """Return a basis; STATED, with a problem in the log, if it is not valid."""
    term = read_term(Basis, node, path, log)
    return term if isinstance(term, Basis) else Basis.STATED


def _link(edge: Edge, node: Node, path: str, log: ProblemLog) -> tuple[Link, Node] | None:
    """Return a link and the node of its target; None, with a problem in the log, without one."""
    fields: dict[str, tuple[Scalar, Node]] = {}
    if isinstance(node, Scalar) and not node.is_empty:
        target: Node = node
    elif isinstance(node, Fields) and "slug" in node.fields:
        fields = {name: field for name, field in node.fields.items() if name != "slug"}
        target = node.fields["slug"][1]
    else:
        wrong_form(log, node, path, _("a slug, or a mapping of {fields}", fields=_named(edge)))
        return None
    names = {prop.name for prop in properties_of(edge)} if fields else frozenset()
    present = {name: value for name, (_key, value) in fields.items() if not is_empty(value)}
    meant = set()
    for name, (key, _value) in fields.items():
        if name not in names:
            near = likely_field(name, link_labels(edge))
            meant.add(near)
            message = _("unknown field {name} in {field}", name=quoted(name), field=path)
            at = f"{path}.{name}"
            add_problem(log, key, at, Rule.FIELD_UNKNOWN, message, _named(edge), near)
    facts = _own_properties(edge, present, node, path, log, meant=meant)
    basis = read_basis(present["basis"], f"{path}.basis", log) if "basis" in present else None
    sources: tuple[str, ...] | None = ()
    if "sources" in present and "sources" in names:
        sources = read_items(present["sources"], f"{path}.sources", log, _slug)
    slug = _slug(target, path, log)
    if slug is None:
        return None
    link = Link(
        edge=edge,
        target=slug,
        facts=facts,
        basis=basis or Basis.STATED,
        sources=sources or (),
        path=path,
    )
    return link, target


def _named(edge: Edge) -> tuple[Named, ...]:
    return tuple(Named(name, labels) for name, labels in link_labels(edge).items())


def _slug(node: Node, path: str, log: ProblemLog) -> str | None:
    # Not checked to be a slug: the check across files suggests an entry for any text.
    if isinstance(node, Scalar) and not node.is_empty:
        return node.text
    return read_slug(node, path, log)


def _own_properties(
    edge: Edge,
    fields: Mapping[str, Node],
    node: Node,
    path: str,
    log: ProblemLog,
    *,
    meant: Collection[str | None],
) -> dict[str, Value]:
    """Return the facts of a link; those that unknown fields meant don't count as missing."""
    facts: dict[str, Value] = {}
    if not fields and edge.facts is None:  # most links
        return facts
    for prop in details_of(edge):
        at = f"{path}.{prop.name}"
        own = fields.get(prop.name)
        if own is not None:
            value = read_value(prop, own, at, log)
            if isinstance(value, PartialDate) and value.qualifier is not DateQualifier.AT:
                # Brackets in tables have no room for one.
                message = _("a qualifier of the date in {field}", field=at)
                allowed = _("EDTF alone, such as ../2019 for 2019 at the latest")
                add_problem(log, own, at, Rule.FORM, message, allowed)
            elif value is not None:
                facts[prop.name] = value
        elif prop.required and prop.name not in meant and not _is_a_name(node):
            message = _("{field} without {name}", field=path, name=prop.name)
            allowed = _(
                "{{slug: …, {name}: …}} with {values}",
                name=prop.name,
                values=writable_terms(prop.enum) if prop.enum else "…",
            )
            add_problem(log, node, at, Rule.FIELD_MISSING, message, allowed)
    return facts


def _is_a_name(node: Node) -> bool:
    """Whether a link is a text other than a slug, which another problem is about."""
    return isinstance(node, Scalar) and not SLUG.fullmatch(node.text)
