"""References: to missing entries or those of another type, also in remarks; shared codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from graph_service.catalogue.document.text_links import LINK
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import type_name, unknown_entry
from graph_service.catalogue.placeholders import with_unseen
from graph_service.catalogue.problems import Place, Problem, Rule, nearest, quoted
from graph_service.i18n import Shown, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, edges_of
from graph_service.model.types import COUNTRY, SAME_AS, SOURCE

from .fields import Text, problem_at, problem_at_link, problem_in, texts_of
from .known_entries import KnownEntries, links_of

_MAX_LENGTH = 200
_CODE_LENGTH = 3
_ADDRESS = re.compile("https?://")


def unknown_references(known: KnownEntries) -> Iterator[Problem]:
    """Yield references without an entry, and those of an entry to itself.

    A file that can't be read counts as one.
    """
    for owner, link in (pair for entry in known for pair in links_of(entry)):
        target, field = link.edge.target, f"{link.path}.sources"
        if not known.has(target, link.target):
            yield _unknown(known, owner, target, link.target, link.path, link.path)
        for number, source in enumerate(link.sources, start=1):
            if not known.has(SOURCE, source):
                yield _unknown(known, owner, SOURCE, source, field, f"{field}[{number}]")
        if target is owner.type and link.target == owner.slug:
            message = _(
                "{value} in {field} is this entry itself: write another one, or remove it",
                value=quoted(link.target),
            )
            yield problem_at_link(owner, link, Rule.ENTRY_ITSELF, message)


def _unknown(
    known: KnownEntries, owner: Entry, target: NodeType, slug: str, field: str, path: str
) -> Problem:
    """Return the problem that no entry of a type has a slug."""
    others = [other for other in ENTRY_TYPES if known.has(other, slug)]
    if others:
        return _of_another_type(owner, target, others[0], slug, field, path)
    unknown = unknown_entry(target)
    message = _("{unknown} {value} in {field}", unknown=unknown, value=quoted(slug))
    meant = _meant(known, target, slug)
    if target is COUNTRY and not meant and slug.replace(" ", "").isalpha():
        message = _(
            "{unknown} {value} in {field}; countries are entries, too: if it is right, add it",
            **message.values,
        )
    cause, _clean = with_unseen(slug, field) or (message, slug)
    allowed: Shown = meant
    if len(meant) < 2:
        allowed = (
            _(
                "the slug of a source: write an entry with this address into sources/, if none"
                " has it, and its slug here"
            )
            if target is SOURCE and _ADDRESS.match(slug)
            else _("the name of a file in {folder}/, without .yaml", folder=f"{target.folder}")
        )
    return problem_at(
        owner,
        field,
        Rule.ENTRY_UNKNOWN,
        cause,
        value=slug,
        place=owner.place_of(path),
        allowed=allowed,
        suggestion=meant[0] if len(meant) == 1 else None,
    )


def _meant(known: KnownEntries, target: NodeType, text: str) -> Sequence[str]:
    """Return the slugs that a text may mean.

    "countries/hnd.yaml" → hnd; "Costa Rica" → cri; "iom p. 12" → iom
    """
    if found := _exactly(known, target, text):
        return found
    first = re.split(r"[\s(\[{:]", text[:_MAX_LENGTH].strip(), maxsplit=1)[0]
    if known.has(target, first):
        return (first,)
    if target is COUNTRY and len(text) <= _CODE_LENGTH:
        return ()  # the code of a country to add is like those of others
    likely = known.names.near(target, text, known.slugs.get(target.name, ()))
    return (likely,) if likely is not None else ()


def _exactly(known: KnownEntries, target: NodeType, text: str) -> Sequence[str]:
    """Return the slugs that a text names: by path, former slug, name, code or address."""
    slug = bare_slug(text)
    if known.has(target, slug):
        return (slug,)
    present = [e.slug for e in known.of(target) if text in e.former_slugs]
    return present[:1] or known.names.slugs_of(target, text)


def _of_another_type(
    owner: Entry, target: NodeType, other: NodeType, slug: str, field: str, path: str
) -> Problem:
    """Return the problem that a slug is one of another type, with the field for that."""
    edges = edges_of(owner.type)
    named = {edge.name for edge in edges if edge.forward == field.partition("[")[0]}
    right = next((e.forward for e in edges if e.name in named and e.target is other), None)
    message = _(
        "{value} in {field} is the slug of another type of entry ({type})",
        value=quoted(slug),
        type=type_name(other),
    )
    allowed = (
        _("here: {wanted}; write it in {field}", wanted=type_name(target), field=right)
        if right
        else _("here: {wanted}", wanted=type_name(target))
    )
    place = owner.place_of(path)
    return problem_at(
        owner, field, Rule.ENTRY_TYPE, message, value=slug, place=place, allowed=allowed
    )


def bare_slug(text: str) -> str:
    """Return the slug in what may be written for one.

    >>> bare_slug("institutions/cri-eri.yaml"), bare_slug("Institution:cri-eri")
    ('cri-eri', 'cri-eri')
    """
    name = PurePosixPath(text.strip().replace("\\", "/")).name
    name = re.sub(r"^[A-Za-z]+:(?=\S)", "", name)
    return name.removesuffix(".yaml").removesuffix(".yml").lower()


def taken_codes(known: KnownEntries) -> Iterator[Problem]:
    """Yield the codes, addresses and former slugs that an earlier entry has."""
    first: dict[tuple[str, str, str], Place] = {}
    for entry in known:
        for rule, name, field, value in _codes_of(entry):
            place = entry.place_of(field)
            other = first.setdefault((entry.type.name, name, value), place)
            if name == "formerSlugs" and known.has(entry.type, value):
                message = _(
                    "{slug} in {field} is the slug of an entry that is still there: remove it here;"
                    " to unite the two: seeds merge {old} {new}",
                    slug=quoted(value),
                    old=entry.type.path_of(value),
                    new=entry.type.path_of(entry.slug),
                )
            elif other is not place:
                message = _(
                    "{value} in {field} is already used in {place}: correct one of them",
                    value=quoted(value),
                    place=other.brief,
                )
            else:
                continue
            yield problem_at(entry, field, rule, message, value=value)


def _codes_of(entry: Entry) -> Iterator[tuple[Rule, str, str, str]]:
    """Yield what no two entries of a type share: rule, property, field, value."""
    for slug in entry.former_slugs:
        yield Rule.SLUG_TAKEN, "formerSlugs", "formerSlugs", slug
    for prop in PROPERTIES[entry.type.name].values():
        if prop.code and prop.name in entry.values:
            yield Rule.CODE_TAKEN, prop.name, prop.name, str(entry.values[prop.name])
    for number, address in enumerate(entry.listed(SAME_AS.name), start=1):
        yield Rule.CODE_TAKEN, SAME_AS.name, f"{SAME_AS.name}[{number}]", str(address)


_MENTION = re.compile(r"\[\[[^\[\]\n]*\]\]|\[\[[\w:/.-]*")
_LINK_EXPECTED = _(
    "{value} in {field} is not a link to an entry: write the slug of one between [[ and ]]"
)
_SEVERAL_NAMED = _(
    "{value} in {field} names several entries, of different types: give one of them another slug"
    " with seeds rename"
)


def mentions_in(entry: Entry) -> Iterator[tuple[Text, str]]:
    """Yield what looks like links in the remarks of an entry, each with its remark."""
    remarks = (text for text in texts_of(entry) if text.prop.remark or text.prop.may_link)
    return ((remark, slug) for remark in remarks for slug in _MENTION.findall(remark.text))


def wrong_mentions(known: KnownEntries) -> Iterator[Problem]:
    """Yield the links in remarks that don't name one entry."""
    slugs = Counter(slug for of_type in known.slugs.values() for slug in of_type)
    former = {old: entry.slug for entry in known for old in entry.former_slugs}
    for text, mention in (pair for entry in known for pair in mentions_in(entry)):
        slug = bare_slug(mention.strip("[]"))
        present = slug if slug in slugs else former.get(slug) or nearest(slug, slugs)
        message = _LINK_EXPECTED
        if present == slug and LINK.fullmatch(mention):
            if slugs[slug] == 1:
                continue
            message, present = _SEVERAL_NAMED, None
        message = replace(message, values={"value": quoted(mention)})
        suggestion = f"[[{present}]]" if present else None
        yield problem_in(text, Rule.ENTRY_UNKNOWN, message, value=mention, suggestion=suggestion)
