"""References to an entry of another type: an institution among the host countries."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from graph_service.catalogue.model_messages import type_name
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES, edges_of


def of_another_type(
    source: NodeType,
    target: NodeType,
    slug: str,
    field: str,
    place: Place,
    slugs: Mapping[str, Collection[str]],
) -> Problem | None:
    """Return the problem that a slug is one of another type; None if no entry has it."""
    found = next((TYPES[name] for name in slugs if slug in slugs[name]), None)
    if found is None:
        return None
    wanted = type_name(target)
    right = _field_for(source, field, found)
    return Problem(
        place=place,
        rule=Rule.ENTRY_TYPE,
        field=field,
        value=slug,
        message=_(
            "{value} in {field} is the slug of another type of entry ({type})",
            value=quoted(slug),
            field=field,
            type=type_name(found),
        ),
        allowed=_("here: {wanted}; write it in {field}", wanted=wanted, field=right)
        if right
        else _("here: {wanted}", wanted=wanted),
    )


def _field_for(node_type: NodeType, path: str, target: NodeType) -> str | None:
    """Return the field for targets of a type that is the same relation as a path."""
    edges = edges_of(node_type)
    named = {e.name for e in edges if e.forward == path.partition("[")[0]}
    return next((e.forward for e in edges if e.name in named and e.target is target), None)


def bare_slug(text: str) -> str:
    """Return the slug in what may be written for one.

    >>> bare_slug("institutions/cri-eri.yaml"), bare_slug("Institution:cri-eri")
    ('cri-eri', 'cri-eri')
    """
    name = PurePosixPath(text.strip().replace("\\", "/")).name
    name = re.sub(r"^[A-Za-z]+:(?=\S)", "", name)
    return name.removesuffix(".yaml").removesuffix(".yml").lower()
