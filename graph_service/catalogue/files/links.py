"""The edges of a file → links.

`hnd` or `{slug: hnd, role: LEARNER, roleBasis: INFERRED}` → Link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from sys import intern

from graph_service.catalogue.entries import Link
from graph_service.catalogue.model_messages import Named, writable_terms
from graph_service.catalogue.problems import Place, ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import likely_field, link_labels, term_name
from graph_service.i18n import _
from graph_service.model.declare import Edge
from graph_service.model.edge_properties import details_of, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.ids import SLUG
from graph_service.model.storage import Value

from .node_problems import add_problem, describe, is_empty, not_a_list, wrong_form
from .scalars import read_slug, read_term, read_value
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
            for number, item in _items(edge, node, path, log)
        ]
    else:
        not_a_list(log, node, path)
        return ()
    return _unique([link for link in links if link is not None], path, log)


def _items(edge: Edge, node: Items, path: str, log: ProblemLog) -> list[tuple[int, Node]]:
    """Return the items of a list with their numbers; properties after a hyphen join the one before.

    `- slug: hnd`, `- role: LEARNER` is one link, with a problem.
    """
    if all(isinstance(item, Scalar) for item in node.items):  # nearly always
        return [*enumerate(node.items, start=1)]
    names = {prop.name for prop in properties_of(edge)}
    items: list[tuple[int, Node]] = []
    for number, item in enumerate(node.items, start=1):
        first, before = items[-1] if items else (number, None)
        if isinstance(before, Fields) and isinstance(item, Fields) and item.fields.keys() <= names:
            message = _(
                "{name} in {field} starts a new item: if it belongs to the one before, write a"
                " blank instead of the hyphen",
                name=quoted(next(iter(item.fields), "")),
                field=f"{path}[{number}]",
            )
            add_problem(log, item, f"{path}[{number}]", Rule.FORM, message)
            items[-1] = first, before._replace(fields={**before.fields, **item.fields})
        else:
            items.append((number, item))
    return items


def read_basis(node: Node, path: str, log: ProblemLog) -> Basis:
    """Return a basis; STATED, with a problem in the log, if it is not valid."""
    term = read_term(Basis, node, path, log)
    return term if isinstance(term, Basis) else Basis.STATED


def _unique(links: Iterable[tuple[Link, Place]], path: str, log: ProblemLog) -> tuple[Link, ...]:
    unique: dict[str, tuple[Link, Place]] = {}
    for link, place in links:
        first, first_place = unique.setdefault(link.target, (link, place))
        if first is not link:
            node = Scalar(text=link.target, plain=True, place=place)
            message = _(
                "duplicate {value} in {field}; first on line {line}: keep one of them",
                value=quoted(link.target),
                field=path,
                line=first_place.line,
            )
            add_problem(log, node, link.path, Rule.VALUE_REPEATED, message)
    return tuple(link for link, _place in unique.values())


def _link(edge: Edge, node: Node, path: str, log: ProblemLog) -> tuple[Link, Place] | None:
    """Return a link and the place of its target; None, with a problem in the log, without one."""
    fields: dict[str, tuple[Scalar, Node]] = {}
    if isinstance(node, Scalar) and not node.is_empty:
        target: Node = node
    elif isinstance(node, Fields) and "slug" in node.fields:
        fields = {name: field for name, field in node.fields.items() if name != "slug"}
        target = node.fields["slug"][1]
    else:
        _no_slug(edge, node, path, log)
        return None
    meant = set()
    names = {prop.name for prop in properties_of(edge)} if fields else frozenset()
    for name, (key, _value) in fields.items():
        if name not in names:
            near = likely_field(name, link_labels(edge))
            meant.add(near)
            message = _("unknown field {name} in {field}", name=quoted(name), field=path)
            at = f"{path}.{name}"
            add_problem(log, key, at, Rule.FIELD_UNKNOWN, message, _named(edge), near)
    present = {name: value for name, (_key, value) in fields.items() if not is_empty(value)}
    facts = _own_properties(edge, present, node, path, log, meant=meant)
    basis = read_basis(present["basis"], f"{path}.basis", log) if "basis" in present else None
    sources: tuple[str, ...] = ()
    if "sources" in present and "sources" in names:
        sources = _slugs(present["sources"], f"{path}.sources", log)
    slug = _slug(target, path, log)
    if slug is None:
        return None
    link = Link(
        edge=edge,
        target=slug,
        facts=facts,
        basis=basis or Basis.STATED,
        sources=sources,
        path=intern(path),  # so that caches have it once
    )
    return link, target.place


def _named(edge: Edge) -> tuple[Named, ...]:
    return tuple(Named(name, labels) for name, labels in link_labels(edge).items())


def _no_slug(edge: Edge, node: Node, path: str, log: ProblemLog) -> None:
    labels = link_labels(edge)
    near, at, where = None, path, node
    if isinstance(node, Fields):
        for name, (key, _value) in node.fields.items():
            if name not in labels and likely_field(name, labels) == "slug":
                near, at, where = "slug", f"{path}.{name}", key
    if near:
        message = _("unknown field {name} in {field}", name=describe(where), field=path)
        add_problem(log, where, at, Rule.FIELD_UNKNOWN, message, _named(edge), near)
        return
    if isinstance(node, Fields) and (meant := _slug_as_key(edge, node)):
        message = _("{what} in {field}", what=_("a mapping without slug"), field=path)
        add_problem(log, node, path, Rule.FORM, message, suggestion=meant)
        return
    what = _("a mapping without slug") if isinstance(node, Fields) else describe(node)
    message = _("{what} in {field}", what=what, field=path)
    allowed = _("a slug, or a mapping of {fields}", fields=_named(edge))
    add_problem(log, node, path, Rule.FORM, message, allowed)


def _slug_as_key(edge: Edge, node: Fields) -> str | None:
    """Return the link that a mapping of a slug to its role means: `{hnd: LEARNER}`."""
    required = [prop for prop in details_of(edge) if prop.required]
    if len(node.fields) != 1 or len(required) != 1 or required[0].enum is None:
        return None
    ((name, (_key, value)),) = node.fields.items()
    term = term_name(required[0].enum, value.text) if isinstance(value, Scalar) else None
    is_slug = SLUG.fullmatch(name) is not None
    return f"{{slug: {name}, {required[0].name}: {term}}}" if term and is_slug else None


def _slug(node: Node, path: str, log: ProblemLog) -> str | None:
    # Not checked to be a slug: the check across files suggests an entry for any text.
    if isinstance(node, Scalar) and not node.is_empty:
        return node.text
    return read_slug(node, path, log)


def _slugs(node: Node, path: str, log: ProblemLog) -> tuple[str, ...]:
    if not isinstance(node, Items):
        wrong_form(log, node, path, _("a list of slugs"))
        return ()
    slugs: dict[str, None] = {}
    for number, item in enumerate(node.items, start=1):
        slug = _slug(item, f"{path}[{number}]", log)
        if slug in slugs:
            message = _(
                "duplicate {value} in {field}: keep one of them", value=quoted(slug), field=path
            )
            add_problem(log, item, path, Rule.VALUE_REPEATED, message)
        elif slug is not None:
            slugs[slug] = None
    return tuple(slugs)


def _is_more_than_a_slug(node: Node) -> bool:
    """Whether a property may be in a text after the slug: "hnd (LEARNER)"."""
    return isinstance(node, Scalar) and not SLUG.fullmatch(node.text)


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
        elif prop.required and prop.name not in meant and not _is_more_than_a_slug(node):
            message = _("{field} without {name}", field=path, name=prop.name)
            allowed = _(
                "{{slug: …, {name}: …}} with {values}",
                name=prop.name,
                values=writable_terms(prop.enum) if prop.enum else "…",
            )
            add_problem(log, node, at, Rule.FIELD_MISSING, message, allowed)
    return facts
