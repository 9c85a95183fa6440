"""The types of nodes, each property once."""

from __future__ import annotations

from .declare import Kind, NodeType, Property, one_of, remark, string, strings, text, value
from .enums import (
    AgreementKind,
    Basis,
    Decision,
    ExchangeKind,
    InstitutionKind,
    Language,
    Level,
    Modality,
    PracticeStatus,
    ReadExtent,
    Subregion,
    Theme,
    TopicScheme,
    TransferDegree,
    TransferPhase,
    TransferStage,
)

NOTE = remark("note", "Editor's remark, in English.")
DISPUTED = remark(
    "disputed", "Where sources disagree: a line a disagreement, both readings.", many=True
)


def _iso(name: str, description: str, pattern: str) -> Property:
    return string(name, description, required=True, code=True, pattern=pattern)


COUNTRY = NodeType(
    name="Country",
    description="A country or territory.",
    source="ISO 3166-1, UN M49",
    root=("country", "countries"),
    folder="countries",
    cited=False,
    properties=(
        text("name", "Common name.", required=True),
        _iso("iso2", "ISO 3166-1 alpha-2 code, two capital letters.", "[A-Z]{2}"),
        _iso("iso3", "ISO 3166-1 alpha-3 code, three capital letters.", "[A-Z]{3}"),
        _iso("isoNumeric", "ISO 3166-1 numeric code, three digits.", "[0-9]{3}"),
        one_of("subregion", Subregion, "Where it lies.", required=True),
        value(
            "inRegion",
            Kind.BOOLEAN,
            "One of the countries that the catalogue is about; others take part, pay or host.",
            required=True,
        ),
        NOTE,
    ),
)

INSTITUTION = NodeType(
    name="Institution",
    description="A body: public, regional, international or civil.",
    source="W3C ORG",
    root=("institution", "institutions"),
    folder="institutions",
    properties=(
        text("name", "Official name.", required=True),
        string("acronym", "Acronym, as it writes it."),
        one_of("kind", InstitutionKind, "What it is.", required=True),
        one_of("level", Level, "How far it reaches.", required=True),
        strings("formerNames", "Names that it had before."),
        strings("otherNames", "Other forms of its name that sources use."),
        value("founded", Kind.DATE, "When it was founded."),
        value("dissolved", Kind.DATE, "When it was dissolved."),
        remark("legalBasis", "Laws and decrees that it stands on.", many=True),
        value("website", Kind.URL, "Address of its site."),
        NOTE,
        DISPUTED,
    ),
)

PROGRAMME = NodeType(
    name="Programme",
    description="A programme or project that pays for or organises exchanges.",
    source="own",
    root=("programme", "programmes"),
    folder="programmes",
    properties=(
        text("name", "Title.", required=True),
        strings("formerNames", "Titles that it had before."),
        value("period", Kind.DATE, "When it ran."),
        NOTE,
        DISPUTED,
    ),
)

GOOD_PRACTICE = NodeType(
    name="GoodPractice",
    description="An initiative documented as worth learning from.",
    source="IOM catalogue",
    root=("goodPractice", "goodPractices"),
    folder="good-practices",
    properties=(
        text("name", "Title.", required=True),
        text("summary", "What it does.", length=4000),
        one_of("themes", Theme, "Which of the four Ps it serves.", many=True, required=True),
        one_of("level", Level, "How far it reaches.", required=True),
        value(
            "started",
            Kind.DATE,
            "When it began; a qualifier tells where a source only speaks of it.",
        ),
        one_of("status", PracticeStatus, "Whether it works."),
        value("statusAsOf", Kind.DATE, "When the status was reported."),
        strings("versions", "Versions of it, oldest first."),
        NOTE,
        DISPUTED,
    ),
)

TOPIC = NodeType(
    name="Topic",
    description="A subject, or a criterion of transferability.",
    source="SKOS",
    root=("topic", "topics"),
    folder="topics",
    cited=False,
    properties=(
        text("name", "Preferred label.", required=True),
        text("definition", "What it covers.", length=4000),
        one_of("scheme", TopicScheme, "What it is used for.", required=True),
        NOTE,
    ),
)

EXCHANGE_VISIT = NodeType(
    name="ExchangeVisit",
    description="An occasion on which governments learn from one another, on site or not.",
    source="own",
    root=("exchangeVisit", "exchangeVisits"),
    folder="exchange-visits",
    properties=(
        text("name", "Title.", required=True),
        one_of("kind", ExchangeKind, "What kind of occasion it was.", required=True),
        one_of("modality", Modality, "Whether people met in one place."),
        value("date", Kind.DATE, "When it took place."),
        string("place", "Town or venue."),
        strings("agenda", "What was on the agenda, in the words of the source."),
        NOTE,
        DISPUTED,
    ),
)

KNOWLEDGE_TRANSFER = NodeType(
    name="KnowledgeTransfer",
    description=(
        "One practice on its way to one recipient (which may be several countries together)."
    ),
    source="Dolowitz and Marsh 2000",
    root=("knowledgeTransfer", "knowledgeTransfers"),
    folder="knowledge-transfers",
    properties=(
        text("name", "Title.", required=True),
        one_of("basis", Basis, "What the transfer as a whole rests on.", required=True),
        one_of("degree", TransferDegree, "How much of the practice was taken over."),
        one_of("stage", TransferStage, "Stage of its last event.", required=True, derived=True),
        one_of("phase", TransferPhase, "Phase of its stage.", required=True, derived=True),
        value("stageDate", Kind.DATE, "Date of its last event.", derived=True),
        NOTE,
        DISPUTED,
    ),
)

STAGE_EVENT = NodeType(
    name="StageEvent",
    description="One step in a transfer's log, an assessment included; a part of its transfer.",
    source="EPIS (Aarons, Hurlburt and Horwitz 2011)",
    entry=False,
    cited=False,
    order="position",
    properties=(
        string("name", "Its stage, readable.", required=True, derived=True),
        one_of("stage", TransferStage, "Which step it was.", required=True),
        value(
            "position", Kind.INT, "Its place in the log, from 1.", required=True, bounds=(1, 9999)
        ),
        value("date", Kind.DATE, "When it happened."),
        one_of("decision", Decision, "What was decided."),
        remark("conclusion", "What an assessment concluded."),
        remark("barriers", "What stood in the way.", many=True),
        NOTE,
    ),
)

AGREEMENT = NodeType(
    name="Agreement",
    description="An instrument between countries or bodies.",
    source="own",
    root=("agreement", "agreements"),
    folder="agreements",
    properties=(
        text("name", "Title.", required=True),
        one_of("kind", AgreementKind, "What kind of instrument it is.", required=True),
        value("signed", Kind.DATE, "When it was signed."),
        value("effective", Kind.DATE, "When it came into force."),
        NOTE,
        DISPUTED,
    ),
)

SOURCE = NodeType(
    name="Source",
    description="A page, report, law or article that was read.",
    source="Dublin Core",
    root=("source", "sources"),
    folder="sources",
    cited=False,
    properties=(
        string("name", "Title, in its own language.", required=True),
        string("publisher", "Who published it.", required=True),
        value("url", Kind.URL, "Address.", code=True),
        one_of("language", Language, "The language that it is written in.", required=True),
        value("published", Kind.DATE, "When it was published."),
        one_of("readExtent", ReadExtent, "How much of it was read.", required=True),
        remark("licence", "Licence of the source."),
        NOTE,
    ),
)

RELEASE = NodeType(
    name="Release",
    description="One load of the catalogue; written by the loader.",
    source="DCAT",
    entry=False,
    cited=False,
    properties=(
        string("name", "Name.", required=True, derived=True),
        value("loadedAt", Kind.DATETIME, "When it was loaded.", required=True, derived=True),
        string("loadedBy", "Who loaded it, where that is set.", derived=True),
        string("checksum", "SHA-256 of the catalogue.", required=True, derived=True),
        remark("licence", "Licence of the catalogue."),
        value("counts", Kind.COUNTS, "Number of entries by type.", required=True, derived=True),
    ),
)

NODE_TYPES = (
    COUNTRY,
    INSTITUTION,
    PROGRAMME,
    GOOD_PRACTICE,
    TOPIC,
    EXCHANGE_VISIT,
    KNOWLEDGE_TRANSFER,
    STAGE_EVENT,
    AGREEMENT,
    SOURCE,
    RELEASE,
)
"""All types of nodes."""
