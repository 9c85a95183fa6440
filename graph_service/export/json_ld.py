"""JSON-LD: one document with an embedded context, so that nothing is fetched, and a DCAT record.

A name of the model becomes a standard RDF term if the model declares one, else our own. A standard
term is declared only if its definition holds for all values: GOVERNED_BY is wider than
org:subOrganizationOf, so it has a term of our own. Countries also have the IRIs of Wikidata, and of
the EU's authority table of ISO 3166-1 codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

import orjson

from graph_service.model.declare import Property
from graph_service.model.edge_properties import SOURCES
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import VOCABULARIES, TopicScheme
from graph_service.model.graph import EDGE_TYPES, PUBLIC_TYPES, TYPES, EdgeType
from graph_service.model.ids import node_id, node_iri
from graph_service.model.json import Json
from graph_service.model.labels import alternatives
from graph_service.model.search_text import texts_of
from graph_service.model.storage import Value
from graph_service.model.types import COUNTRY, SOURCE, TOPIC
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow

from .dcat import RECORD, dataset_record, text_in, texts_in_all, typed
from .rows import Row, as_json, columns_of, properties_of, values_of
from .selection import Files, Job, Selection

FILE = "catalogue.jsonld"
Item = dict[str, Json]
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
_WIKIDATA = "http://www.wikidata.org/entity/"
_ISO = "http://publications.europa.eu/resource/authority/country/"
_IDS = """
    ABW Q21203, ARG Q414, AUT Q40, BLZ Q242, BOL Q750, BRA Q155, CAN Q16, CHE Q39, CHL Q298,
    COL Q739, CRI Q800, CUW Q25279, DOM Q786, ECU Q736, ESP Q29, FRA Q142, GBR Q145,
    GTM Q774, GUY Q734, HND Q783, ITA Q38, MEX Q96, NIC Q811, PAN Q804, PER Q419,
    PRT Q45, PRY Q733, SLV Q792, SUR Q730, TTO Q754, URY Q77, USA Q30, VEN Q717
"""
WIKIDATA_IDS: Mapping[str, str] = MappingProxyType(
    dict(pair.split() for pair in _IDS.replace("\n", "").split(","))
)
"""ISO 3166-1 alpha-3 → Wikidata; compared with country-coder 5.6.1, which maps ISO codes to it."""


def json_ld_files(job: Job) -> Files:
    """Return a document of vocabularies, terms, nodes and edges, and its DCAT record.

    A node is one item. An edge is a triple, plus an rdf:Statement about it with the edge's
    properties.
    """
    items = [*_definitions(job.selected)]
    items += (_node_item(row) for _type, rows in job.nodes for row in rows)
    items += (item for _type, rows in job.edges for row in rows for item in _edge_items(row))
    context = context_of(job.selected.base_iri)
    lines = b",\n".join(map(orjson.dumps, items))
    document = b'{"@context": %b,\n"@graph": [\n%b\n]}\n' % (orjson.dumps(context), lines)
    record = dataset_record(job, FILE, document)
    return {
        FILE: document,
        RECORD: orjson.dumps({"@context": context, **record}, option=_PRETTY),
    }


_PRETTY = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def context_of(base_iri: str) -> Mapping[str, Json]:
    """Return the context: prefixes, and the base of relative IRIs."""
    return {"@base": base_iri, "v": f"{base_iri}terms#", **PREFIXES}


def entry_document(base_iri: str, node: NodeRow, edges: Iterable[EdgeRow]) -> bytes:
    """Return a document of one node and the edges that begin at it.

    Raises:
        ExportRefused: if a stored value is invalid, because it was changed by hand.
    """
    items = [_node_item(node)]
    for row in edges:
        items += _edge_items(row)
    return orjson.dumps({"@context": context_of(base_iri), "@graph": items})


def definitions_document(base_iri: str) -> bytes:
    """Return a document that defines the vocabularies and our own terms, as exports do."""
    items = [*_definitions(Selection(types=PUBLIC_TYPES))]
    return orjson.dumps({"@context": context_of(base_iri), "@graph": items})


@cache
def definition_iris() -> frozenset[str]:
    """Return the IRIs of the vocabularies and their concepts, relative to the base.

    >>> "vocabulary/Theme/PROTECTION" in definition_iris()
    True
    """
    return frozenset(str(item["@id"]) for item in (*_vocabularies(), *_topic_schemes()))


def _definitions(selected: Selection) -> Iterator[Item]:
    """Yield what defines the terms that entries use."""
    yield from _vocabularies()
    yield from _topic_schemes()
    yield from _terms(selected)


def _node_item(row: NodeRow) -> Item:
    node_type = TYPES[row.label]
    item: Item = {"@id": node_iri(row.id), "@type": [own(node_type.name), *node_type.rdf]}
    values = _add_all(item, row)
    if node_type is TOPIC and isinstance(scheme := values.get("scheme"), TopicScheme):
        item["skos:inScheme"] = {"@id": _scheme_iri(scheme)}
    if node_type is COUNTRY:
        item["skos:exactMatch"] = [{"@id": iri} for iri in country_links(str(values["iso3"]))]
    return item


def _edge_items(row: EdgeRow) -> tuple[Item, Item]:
    """Return the triple of an edge, and the statement about it with the edge's properties."""
    term = edge_term(EDGE_TYPES[row.type])
    source, target = node_iri(row.source), node_iri(row.target)
    statement: Item = {
        "@id": f"edge/{row.type}/{source}/{target}",
        "@type": "rdf:Statement",
        "rdf:subject": {"@id": source},
        "rdf:predicate": {"@id": term},
        "rdf:object": {"@id": target},
    }
    _add_all(statement, row)
    return {"@id": source, term: {"@id": target}}, statement


def _add_all(item: Item, row: Row) -> Mapping[str, Value]:
    """Add the values of a row to its item, and return them."""
    values = values_of(row)
    for prop in properties_of(row):
        if prop.name in values:
            _add(item, prop, values[prop.name])
    return values


def _add(item: Item, prop: Property, value: Value) -> None:
    term = property_term(prop)
    match value:
        case PartialDate(date=date, qualifier=qualifier):
            item[term] = typed(date.edtf, "edtf:EDTF")
            for bound, day in (("Earliest", value.earliest), ("Latest", date.latest)):
                if day is not None:
                    item[own(f"{prop.name}{bound}")] = typed(day.isoformat(), "xsd:date")
            item[own(f"{prop.name}Qualifier")] = _concept(qualifier)
            item[own(f"{prop.name}Precision")] = _concept(date.precision)
        case Mapping() if prop.translated:
            texts = texts_of(value)
            item[term] = [
                {"@list": [_text(text, language) for language, text in texts if language == each]}
                for each in dict.fromkeys(language for language, _ in texts)
            ]
        case Mapping() if prop.many:
            item[term] = [*_present(item, term), *(_text(x, lang) for lang, x in texts_of(value))]
        case list() | tuple() if term != own(prop.name):
            item[term] = [*_present(item, term), *_items(prop, value)]
        case _:
            item[term] = _object(prop, value)


def _present(item: Item, term: str) -> Sequence[Json]:
    """Return the values that an item has already: former and other names have the same term."""
    before = item.get(term)
    return before if isinstance(before, list) else ()


def _object(prop: Property, value: Value) -> Json:
    match value:
        case Vocabulary():
            return _concept(value)
        case Mapping() if not prop.kind.has_languages:
            return [
                {own("countedTypes"): {"@id": own(str(kind))}, own("countedNumbers"): number}
                for kind, number in value.items()
            ]
        case Mapping():
            return [text_in(str(language), str(text)) for language, text in value.items()]
        case list() | tuple() if prop.enum:
            return [_concept(v) for v in value if isinstance(v, Vocabulary)]
        case list() | tuple():
            return {"@list": [str(v) for v in value]}
    datatype = prop.kind.rdf_datatype
    return typed(str(as_json(value)), datatype) if datatype else as_json(value)


def _items(prop: Property, values: Iterable[object]) -> Iterator[Json]:
    """Yield the values of a list: IRIs of sources and of things elsewhere, or texts."""
    for value in map(str, values):
        if prop == SOURCES:
            yield {"@id": node_iri(node_id(SOURCE.name, value))}
        else:
            yield {"@id": value} if prop.kind.is_address else value


def _text(text: str, language: str | None) -> Json:
    return text_in(language, text) if language else text


def _concept(term: Vocabulary) -> Item:
    return {"@id": vocabulary_iri(type(term).__name__, term.name)}


def _vocabularies() -> Iterator[Item]:
    """Yield each vocabulary as a concept scheme with its concepts."""
    for enum in VOCABULARIES:
        scheme = vocabulary_iri(enum.__name__)
        yield {
            "@id": scheme,
            "@type": "skos:ConceptScheme",
            "dcterms:title": enum.__name__,
            "dc:source": enum.__source__,
        }
        for term in enum:
            yield {
                "@id": vocabulary_iri(enum.__name__, term.name),
                "@type": "skos:Concept",
                "skos:inScheme": {"@id": scheme},
                "skos:notation": term.name,
                "skos:prefLabel": texts_in_all(term.value.label),
                "skos:altLabel": [_text(x, lang) for lang, x in alternatives(term.value.others)],
                "skos:definition": text_in("en", term.value.description),
            }


def _topic_schemes() -> Iterator[Item]:
    """Yield the concept schemes of topics; in SKOS, no scheme is a concept of another one."""
    for scheme in TopicScheme:
        yield {
            "@id": _scheme_iri(scheme),
            "@type": "skos:ConceptScheme",
            "dcterms:title": texts_in_all(scheme.value.label),
        }


def _scheme_iri(scheme: TopicScheme) -> str:
    return f"topic-scheme/{scheme.name}"


def _terms(selected: Selection) -> Iterator[Item]:
    """Yield the definition of each of our own terms, with its descriptions in the model."""
    for node_type in selected.types:
        yield _term(own(node_type.name), "rdfs:Class", [node_type.description])
    meanings: dict[str, dict[str, None]] = {}
    for edge_type in selected.edge_types:
        descriptions = meanings.setdefault(edge_term(edge_type), {})
        descriptions |= {edge.description: None for edge in edge_type.edges}
    for prop in selected.properties:
        term = property_term(prop)
        meanings.setdefault(term, {})[prop.description] = None
        if not prop.kind.has_languages:  # languages are tags of one term
            for column in columns_of(prop):
                if column.name != prop.name:
                    meanings.setdefault(own(column.name), {})[column.description] = None
    for term, texts in meanings.items():
        if term.startswith(own("")):
            yield _term(term, "rdf:Property", texts)


def _term(iri: str, kind: str, descriptions: Iterable[str]) -> Item:
    return {
        "@id": iri,
        "@type": kind,
        "rdfs:label": iri.removeprefix(own("")),
        "rdfs:comment": [text_in("en", line) for line in descriptions],
    }


def own(name: str) -> str:
    """Return a term of our own vocabulary."""
    return f"v:{name}"


def property_term(prop: Property) -> str:
    """Return the term of a property."""
    return prop.rdf or own(prop.name)


def edge_term(edge_type: EdgeType) -> str:
    """Return the term of a relationship type, such as v:attendedBy for ATTENDED_BY."""
    first, *rest = edge_type.name.lower().split("_")
    return edge_type.rdf or own(first + "".join(word.capitalize() for word in rest))


def vocabulary_iri(enum: str, name: str | None = None) -> str:
    """Return the IRI of a vocabulary or one of its terms, relative to the base."""
    return f"vocabulary/{enum}/{name}" if name else f"vocabulary/{enum}"


def country_links(iso3: str) -> Sequence[str]:
    """Return the IRIs of a country elsewhere.

    >>> country_links("HND")[0]
    'http://www.wikidata.org/entity/Q783'
    """
    wikidata = WIKIDATA_IDS.get(iso3)
    return (*([_WIKIDATA + wikidata] if wikidata else ()), _ISO + iso3)
