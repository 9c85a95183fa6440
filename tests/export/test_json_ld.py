"""JSON-LD, as rdflib reads it: counts, terms, metadata; nothing is fetched."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, FOAF, ORG, PROV, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS

from graph_service.export.json_ld import PREFIXES, edge_term, property_term
from graph_service.export.selection import BASE_IRI
from graph_service.model.declare import Property
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import EDGE_TYPES, PROPERTIES, TYPES
from graph_service.model.publication import PUBLISHER
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.export.helpers import AWKWARD_TEXTS, export, manifest, store_awkward_texts

BASE = "https://data.example.org/"
V = Namespace(f"{BASE}terms#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VISIT = URIRef(f"{BASE}ExchangeVisit/xv-arg-pry-2023")
PARAGUAY = URIRef(f"{BASE}Country/pry")


@pytest.fixture(scope="module")
def folder(own_catalogue: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(
        own_catalogue, "json-ld", tmp_path_factory.mktemp("linked") / "out", "--base-iri", BASE
    )


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    return Graph().parse(folder / "catalogue.jsonld", format="json-ld")


@pytest.fixture
def live(own_catalogue: DatabaseSettings) -> Iterator[Live]:
    with Live.open(own_catalogue) as opened:
        yield opened


def test_counts_match_the_graph(folder: Path, graph: Graph, live: Live) -> None:
    for name, number in manifest(folder)["nodes"].items():
        assert len(set(graph.subjects(RDF.type, V[name]))) == number
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == live.value(
        "MATCH ()-[r]->() WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED RETURN count(*)"
    )
    for name, number in manifest(folder)["edges"].items():
        prefix = f"{BASE}edge/{name}/"
        assert sum(str(s).startswith(prefix) for s in statements) == number


def test_every_reified_statement_is_also_a_triple(graph: Graph) -> None:
    for statement in graph.subjects(RDF.type, RDF.Statement):
        subject = graph.value(statement, RDF.subject)
        predicate = graph.value(statement, RDF.predicate)
        assert (subject, predicate, graph.value(statement, RDF.object)) in graph


def test_standard_terms_have_the_values_of_the_seeds(graph: Graph) -> None:
    """Expected values are from countries/arg.yaml and exchange-visits/xv-arg-pry-2023.yaml."""
    argentina = URIRef(f"{BASE}Country/arg")
    assert (argentina, RDF.type, DCTERMS.Location) in graph
    assert set(graph.objects(argentina, SKOS.prefLabel)) == {
        Literal("Argentina", lang=language) for language in ("es", "en", "pt")
    }
    assert set(graph.objects(argentina, PROV.wasDerivedFrom)) == {
        URIRef(f"{BASE}Source/{slug}") for slug in ("iso-3166-pycountry", "un-m49-coco")
    }
    assert graph.value(argentina, V.inRegion) == Literal(True)
    topics = {URIRef(f"{BASE}Topic/{slug}") for slug in ("borders", "local")}
    assert set(graph.objects(VISIT, DCTERMS.subject)) == topics
    assert all((topic, RDF.type, SKOS.Concept) in graph for topic in topics)
    edtf = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
    assert graph.value(VISIT, V.date) == Literal("2023-03-28", datatype=edtf)
    assert graph.value(VISIT, V.dateEarliest) == Literal(dt.date(2023, 3, 28))


def test_an_edge_carries_its_facts(graph: Graph) -> None:
    statement = URIRef(f"{BASE}edge/ATTENDED_BY/ExchangeVisit/xv-arg-pry-2023/Country/pry")
    assert graph.value(statement, RDF.predicate) == V.attendedBy
    assert (VISIT, V.attendedBy, PARAGUAY) in graph
    assert graph.value(statement, V.role) == URIRef(f"{BASE}vocabulary/ExchangeRole/PEER")
    assert graph.value(statement, V.roleBasis) == URIRef(f"{BASE}vocabulary/Basis/INFERRED")
    assert graph.value(statement, V.basis) == URIRef(f"{BASE}vocabulary/Basis/STATED")
    assert set(graph.objects(statement, PROV.wasDerivedFrom)) == {
        URIRef(f"{BASE}Source/arg-pry-clorinda-2023")
    }


def test_notes_have_the_language_that_the_seeds_state(graph: Graph) -> None:
    """The notes of xv-arg-pry-2023, of Panama's membership in corett, and what it disputes."""
    assert set(graph.objects(VISIT, SKOS.editorialNote)) == {
        Literal("También participaron gobiernos municipales y provinciales.", lang="es"),
        Literal("Municipal and provincial governments also took part.", lang="en"),
        Literal("Também participaram governos municipais e provinciais.", lang="pt"),
    }
    member = URIRef(f"{BASE}edge/HAS_MEMBER/Institution/corett/Country/pan")
    assert set(graph.objects(member, SKOS.editorialNote)) == {
        Literal(
            "Dos textos de la OIM sobre la fundación de 2011 no lo incluyen:"
            " véanse las discrepancias.",
            lang="es",
        ),
        Literal(
            "Two IOM texts on the founding of 2011 leave it out: see what is disputed.", lang="en"
        ),
        Literal(
            "Dois textos da OIM sobre a fundação de 2011 não o incluem: vejam-se as divergências.",
            lang="pt",
        ),
    }
    disputed = graph.objects(URIRef(f"{BASE}Institution/corett"), V.disputed)
    points = [
        [getattr(point, "language", None) for point in graph.items(each)] for each in disputed
    ]
    assert sorted(points) == [["en", "en"], ["es", "es"], ["pt", "pt"]]


def test_concepts_have_alternative_labels_with_their_languages(graph: Graph) -> None:
    police = URIRef(f"{BASE}vocabulary/InstitutionKind/POLICE")
    labels = set(graph.objects(police, SKOS.altLabel))
    assert {Literal("Policía nacional", lang="es"), Literal("Police force", lang="en")} <= labels
    assert Literal("Polícia Federal", lang="pt") in labels
    assert not list(graph.objects(URIRef(f"{BASE}vocabulary/Basis/STATED"), SKOS.altLabel))


def test_other_names_and_narrower_terms_have_their_languages(graph: Graph) -> None:
    """Expected values are from topics/regional.yaml."""
    regional = URIRef(f"{BASE}Topic/regional")
    labels = set(graph.objects(regional, SKOS.altLabel))
    assert {label for label in labels if str(label) == "Multilateral"} == {
        Literal("Multilateral", lang=language) for language in ("es", "en", "pt")
    }
    assert Literal("Cooperación entre países", lang="es") in labels
    assert Literal("Cooperation between countries", lang="en") in labels
    assert len(labels) == 17
    assert set(graph.objects(regional, SKOS.hiddenLabel)) == {
        Literal("Cooperación bilateral", lang="es"),
        Literal("Bilateral cooperation", lang="en"),
        Literal("Cooperação bilateral", lang="pt"),
    }


def test_vocabularies_are_schemes_of_concepts(graph: Graph) -> None:
    for enum in VOCABULARIES:
        scheme = URIRef(f"{BASE}vocabulary/{enum.__name__}")
        concepts = set(graph.subjects(SKOS.inScheme, scheme))
        notations = {str(graph.value(concept, SKOS.notation)) for concept in concepts}
        assert notations == set(enum.__members__)
        for concept in concepts:
            assert len(set(graph.objects(concept, SKOS.prefLabel))) == 3
    used = {o for o in graph.objects() if str(o).startswith(f"{BASE}vocabulary/")}
    assert all((concept, RDF.type, None) in graph for concept in used)


def test_every_term_of_our_own_is_defined(graph: Graph) -> None:
    used = {p for p in graph.predicates() if str(p).startswith(str(V))}
    used |= {o for o in graph.objects(None, RDF.type) if str(o).startswith(str(V))}
    assert used
    assert [term for term in used if graph.value(term, RDFS.comment) is None] == []


def test_the_metadata_describe_the_document(folder: Path, live: Live) -> None:
    record = Graph().parse(folder / "dataset.jsonld", format="json-ld")
    content = (folder / "catalogue.jsonld").read_bytes()
    (dataset,) = record.subjects(RDF.type, DCAT.Dataset)
    (distribution,) = (
        found
        for found in record.objects(dataset, DCAT.distribution)
        if record.value(found, DCAT.byteSize)
    )
    assert record.value(distribution, DCAT.byteSize) == Literal(
        len(content), datatype=XSD.nonNegativeInteger
    )
    (checksum,) = record.objects(distribution, SPDX.checksum)
    assert record.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    digest = hashlib.sha256(content).hexdigest()
    assert record.value(checksum, SPDX.checksumValue) == Literal(digest, datatype=XSD.hexBinary)
    licence = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert record.value(dataset, DCTERMS.license) == licence
    version = live.value("MATCH (r:Release) RETURN left(r.checksum, 16)")
    assert str(record.value(dataset, DCTERMS.identifier)) == version
    assert str(dataset) == f"{BASE}export/{version}/json-ld.zip#dataset"


def test_the_record_has_what_dcat_ap_requires(folder: Path) -> None:
    """DCAT-AP 3.0: a title and a description of the dataset, an access URL per distribution.

    Of the recommended properties, contact point, spatial and temporal coverage are not declared.
    """
    record = Graph().parse(folder / "dataset.jsonld", format="json-ld")
    (dataset,) = record.subjects(RDF.type, DCAT.Dataset)
    for term in (DCTERMS.title, DCTERMS.description, DCAT.keyword, DCAT.theme, DCTERMS.publisher):
        assert record.value(dataset, term, any=True)
    for term in (DCTERMS.title, DCTERMS.description):
        texts = [text for text in record.objects(dataset, term) if isinstance(text, Literal)]
        assert sorted(str(text.language) for text in texts) == ["en", "es", "pt"]
    publisher = record.value(dataset, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in record
    names = {str(name) for name in record.objects(publisher, FOAF.name)}
    assert names == set(PUBLISHER)
    titles = []
    for distribution in record.objects(dataset, DCAT.distribution):
        assert record.value(distribution, DCAT.accessURL) == URIRef(f"{BASE}export/")
        licence = record.value(distribution, DCTERMS.license)
        assert licence == URIRef("https://creativecommons.org/licenses/by/4.0/")
        assert record.value(distribution, DCTERMS.description)
        titles.append(str(record.value(distribution, DCTERMS.title)))
    archives = ["csv", "cypher", "edge-lists", "graphml", "json-ld", "jsonl"]
    assert sorted(titles) == sorted(["catalogue.jsonld", *(f"{name}.zip" for name in archives)])


def test_topics_are_in_their_schemes(graph: Graph) -> None:
    """The scheme of a topic is in its file: hotline.yaml has SUBJECT."""
    topics = set(graph.subjects(RDF.type, V.Topic))
    for topic in topics:
        (scheme,) = graph.objects(topic, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
        assert (scheme, RDF.type, SKOS.Concept) not in graph
    hotline = URIRef(f"{BASE}Topic/hotline")
    assert graph.value(hotline, SKOS.inScheme) == URIRef(f"{BASE}topic-scheme/SUBJECT")


def test_entries_link_to_the_same_thing_in_other_registers(graph: Graph) -> None:
    links = {
        "Institution/interpol": (
            "https://ror.org/02cyaqf66",
            "http://www.wikidata.org/entity/Q8475",
        ),
        "Topic/education": ("http://metadata.un.org/thesaurus/1001893",),
    }
    for entry, addresses in links.items():
        found = set(graph.objects(URIRef(f"{BASE}{entry}"), SKOS.exactMatch))
        assert found == set(map(URIRef, addresses))


def test_nothing_is_fetched_and_no_domain_is_claimed(
    own_catalogue: DatabaseSettings, tmp_path: Path
) -> None:
    place = export(own_catalogue, "json-ld", tmp_path / "out", "--type", "Topic")
    for path in place.glob("*.jsonld"):
        context = json.loads(path.read_bytes())["@context"]
        assert context["@base"] == BASE_IRI
        assert all(isinstance(value, str) for value in context.values())
    assert BASE_IRI.endswith(".invalid/")


def test_texts_are_kept_exactly(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    store_awkward_texts(database_settings)
    place = export(database_settings, "json-ld", tmp_path / "out", "--base-iri", BASE)
    graph = Graph().parse(place / "catalogue.jsonld", format="json-ld")
    for slug, text in AWKWARD_TEXTS.items():
        institution = URIRef(f"{BASE}Institution/{slug}")
        assert (institution, RDF.type, ORG.Organization) in graph
        assert set(graph.objects(institution, SKOS.prefLabel)) == {
            Literal(text, lang="es"),
            Literal(text, lang="pt"),
        }
        # A note in one language has no other.
        assert set(graph.objects(institution, SKOS.editorialNote)) == {Literal(text, lang="es")}
        former, other = (text, "|", "b"), (("es", text), ("es", "|"), ("pt", text), ("pt", "b"))
        assert set(graph.objects(institution, SKOS.altLabel)) == {
            *map(Literal, former),
            *(Literal(name, lang=language) for language, name in other),
        }


def _all_properties() -> list[Property]:
    nodes = [p for by_name in PROPERTIES.values() for p in by_name.values()]
    return nodes + [p for edge_type in EDGE_TYPES.values() for p in edge_type.properties]


def test_the_context_has_the_prefix_of_every_term() -> None:
    used = [term for p in _all_properties() for term in [p.rdf] if term]
    used += [term for edge_type in EDGE_TYPES.values() for term in [edge_type.rdf] if term]
    used += [term for node_type in TYPES.values() for term in node_type.rdf]
    assert {term.partition(":")[0] for term in used} <= PREFIXES.keys()


def test_an_edge_and_a_property_of_our_own_have_different_terms() -> None:
    of_edges = {edge_term(edge_type) for edge_type in EDGE_TYPES.values()}
    of_properties = {property_term(p) for p in _all_properties()}
    assert {t for t in of_edges & of_properties if t.startswith("v:")} == set()
