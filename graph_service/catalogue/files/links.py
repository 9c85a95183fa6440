"""The edges in a file → links: a slug, or a mapping with the edge's own facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph_service.catalogue.entries import Link, Reference
from graph_service.catalogue.problems import Rule, Sheet, nearest, quoted
from graph_service.i18n import Wording, _
from graph_service.model.declare import Edge
from graph_service.model.edge_types import properties_of
from graph_service.model.enums import Basis
from graph_service.model.storage import Value
from graph_service.model.types import NOTE

from .scalars import complain, is_empty, misfit, read_slug, read_term, read_value, shape
from .yaml_files import Fields, Items, Node, Scalar


def read_links(edge: Edge, node: Node, path: str, sheet: Sheet) -> tuple[Link, ...]:
    """Read all links of an edge's field; those that are wrong are left out, and noted."""
    if edge.one:
        if isinstance(node, Items):
            misfit(sheet, node, path, _("one slug, or one mapping"))
            return ()
        found = [_link(edge, node, path, sheet)]
    elif isinstance(node, Items):
        found = [
            _link(edge, item, f"{path}[{number}]", sheet)
            for number, item in enumerate(node.items, start=1)
        ]
    else:
        misfit(sheet, node, path, _("a list"))
        return ()
    return _once([link for link in found if link is not None], path, sheet)


def read_basis(node: Node, path: str, sheet: Sheet) -> Basis:
    """Read what an edge rests on; STATED where that is wrong, which the sheet then says."""
    term = read_term(Basis, node, path, sheet)
    return term if isinstance(term, Basis) else Basis.STATED


def _once(links: Iterable[Link], path: str, sheet: Sheet) -> tuple[Link, ...]:
    kept: dict[str, Link] = {}
    for link in links:
        first = kept.setdefault(link.target.slug, link)
        if first is not link and link.target.place and first.target.place:
            place = link.target.place
            node = Scalar(text=link.target.slug, plain=True, place=place)
            message = _(
                "{value} a second time in {field}; first in line {line}",
                value=quoted(link.target.slug),
                field=path,
                line=first.target.place.line,
            )
            complain(sheet, node, link.path, Rule.VALUE_REPEATED, message)
    return tuple(kept.values())


def _link(edge: Edge, node: Node, path: str, sheet: Sheet) -> Link | None:
    fields: dict[str, tuple[Scalar, Node]] = {}
    if isinstance(node, Scalar) and not node.empty:
        target: Node = node
    elif isinstance(node, Fields) and "slug" in node.fields:
        fields = {name: field for name, field in node.fields.items() if name != "slug"}
        target = node.fields["slug"][1]
    else:
        what = _("a mapping without slug") if isinstance(node, Fields) else shape(node)
        message = _("{what} in {field}", what=what, field=path)
        complain(sheet, node, path, Rule.FORM, message, _forms(edge))
        return None
    for name, (key, _value) in fields.items():
        if name not in _allowed(edge):
            near = nearest(name, _allowed(edge))
            message = _("unknown field {name} in {field}", name=quoted(name), field=path)
            at = f"{path}.{name}"
            complain(sheet, key, at, Rule.FIELD_UNKNOWN, message, _allowed(edge), near)
    given = {name: value for name, (_key, value) in fields.items() if not is_empty(value)}
    facts = _facts(edge, given, node, path, sheet)
    note = read_value(NOTE, given["note"], f"{path}.note", sheet) if "note" in given else None
    basis = read_basis(given["basis"], f"{path}.basis", sheet) if "basis" in given else None
    sources: tuple[Reference, ...] = ()
    if "sources" in given and "sources" in _allowed(edge):
        sources = read_references(given["sources"], f"{path}.sources", sheet)
    slug = _slug(target, path, sheet)
    if slug is None:
        return None
    return Link(
        edge=edge,
        target=Reference(slug=slug, place=target.place),
        facts=facts,
        basis=basis or Basis.STATED,
        note=note if isinstance(note, str) else None,
        sources=sources,
        path=path,
    )


def _slug(node: Node, path: str, sheet: Sheet) -> str | None:
    """Read what names an entry: whether there is one, and which was meant, is found out later."""
    if isinstance(node, Scalar) and not node.empty:
        return node.text
    return read_slug(node, path, sheet)


def read_references(node: Node, path: str, sheet: Sheet) -> tuple[Reference, ...]:
    """Read a list of slugs."""
    if not isinstance(node, Items):
        misfit(sheet, node, path, _("a list of slugs"))
        return ()
    found: dict[str, Reference] = {}
    for number, item in enumerate(node.items, start=1):
        slug = _slug(item, f"{path}[{number}]", sheet)
        if slug in found:
            message = _("{value} a second time in {field}", value=quoted(slug), field=path)
            complain(sheet, item, path, Rule.VALUE_REPEATED, message)
        elif slug is not None:
            found[slug] = Reference(slug=slug, place=item.place)
    return tuple(found.values())


def _facts(
    edge: Edge, fields: Mapping[str, Node], node: Node, path: str, sheet: Sheet
) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    for prop in edge.facts.properties if edge.facts else ():
        at = f"{path}.{prop.name}"
        given = fields.get(prop.name)
        if given is not None:
            value = read_value(prop, given, at, sheet)
            if value is not None:
                facts[prop.name] = value
        elif prop.required:
            message = _("{field} without {name}", field=path, name=prop.name)
            allowed = _(
                "{{slug: …, {name}: …}} with {values}",
                name=prop.name,
                values=tuple(prop.enum.__members__) if prop.enum else "…",
            )
            complain(sheet, node, at, Rule.FIELD_MISSING, message, allowed)
    return facts


def _allowed(edge: Edge) -> tuple[str, ...]:
    return ("slug", *(prop.name for prop in properties_of(edge)))


def _forms(edge: Edge) -> Wording:
    return _("a slug, or a mapping of {fields}", fields=_allowed(edge))
