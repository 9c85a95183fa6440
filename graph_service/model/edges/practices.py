"""Edges from institutions, programmes, good practices and topics."""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.edge_properties import (
    GOVERNANCE,
    LISTING,
    MEMBERSHIP,
    OPERATION,
    OWNERSHIP,
    PRESIDENCY,
)
from graph_service.model.enums import Basis
from graph_service.model.labels import Labels
from graph_service.model.types.agreements import AGREEMENT
from graph_service.model.types.institutions import COUNTRY, INSTITUTION, PROGRAMME
from graph_service.model.types.practices import GOOD_PRACTICE, TOPIC

EDGES = (
    Edge(
        name="IN_COUNTRY",
        source=INSTITUTION,
        target=COUNTRY,
        forward="country",
        reverse="institutions",
        label=Labels("País", "Country", "País"),
        one=True,
        meaning=Labels(
            "El país de la institución; vacío si es un organismo intergubernamental o una red.",
            "The country that the institution belongs to; null for intergovernmental bodies and"
            " networks.",
            "O país da instituição; vazio se for um organismo intergovernamental ou uma rede.",
        ),
        reverse_label=Labels("Instituciones", "Institutions", "Instituições"),
        reverse_meaning=Labels(
            "Las instituciones del país.",
            "The institutions of the country.",
            "As instituições do país.",
        ),
        is_long=True,
    ),
    Edge(
        name="IN_COUNTRY",
        source=GOOD_PRACTICE,
        target=COUNTRY,
        forward="countries",
        reverse="practices",
        label=Labels("Países", "Countries", "Países"),
        meaning=Labels(
            "Los países donde funciona la práctica; si no hay ninguno, véase el nivel.",
            "The countries where the practice operates; if there are none, see `level`.",
            "Os países onde a prática funciona; se não houver nenhum, veja o nível.",
        ),
        reverse_label=Labels("Buenas prácticas", "Good practices", "Boas práticas"),
        reverse_meaning=Labels(
            "Las buenas prácticas que funcionan en el país.",
            "The good practices that operate in the country.",
            "As boas práticas que funcionam no país.",
        ),
        is_long=True,
    ),
    Edge(
        name="HAS_MEMBER",
        source=INSTITUTION,
        target=COUNTRY,
        forward="memberCountries",
        reverse="memberships",
        label=Labels("Países miembros", "Member countries", "Países membros"),
        rdf="org:hasMember",
        facts=MEMBERSHIP,
        meaning=Labels(
            "Los países miembros de la institución.",
            "The member countries of the institution.",
            "Os países membros da instituição.",
        ),
        reverse_label=Labels("Miembro de", "Member of", "Membro de"),
        reverse_meaning=Labels(
            "Las instituciones de las que el país es miembro.",
            "The institutions that the country is a member of.",
            "As instituições de que o país é membro.",
        ),
    ),
    Edge(
        name="GOVERNED_BY",
        source=INSTITUTION,
        target=INSTITUTION,
        forward="governedBy",
        reverse="governs",
        label=Labels("Depende de", "Governed by", "Subordinada a"),
        acyclic=True,
        meaning=Labels(
            "Las instituciones que presiden, coordinan, albergan o incluyen a esta.",
            "Institutions that chair, coordinate, host or contain this one.",
            "As instituições que presidem, coordenam, hospedam ou incluem esta.",
        ),
        reverse_label=Labels("Rige a", "Governs", "Rege"),
        reverse_meaning=Labels(
            "Las instituciones que esta preside, coordina, alberga o incluye.",
            "Institutions that this one chairs, coordinates, hosts or contains.",
            "As instituições que esta preside, coordena, hospeda ou inclui.",
        ),
        facts=GOVERNANCE,
    ),
    Edge(
        name="PRESIDED_BY",
        source=INSTITUTION,
        target=COUNTRY,
        forward="presidingCountries",
        reverse="presidencies",
        label=Labels("Países que presiden", "Presiding countries", "Países que presidem"),
        meaning=Labels(
            "Los países que presiden o presidieron la institución, cada uno con su periodo.",
            "The countries that preside or presided over the institution, each with its period.",
            "Os países que presidem ou presidiram a instituição, cada um com seu período.",
        ),
        reverse_label=Labels("Presidencias", "Presidencies", "Presidências"),
        reverse_meaning=Labels(
            "Las instituciones que el país preside o presidió.",
            "The institutions that the country presides or presided over.",
            "As instituições que o país preside ou presidiu.",
        ),
        facts=PRESIDENCY,
    ),
    Edge(
        name="SUCCEEDS",
        source=INSTITUTION,
        target=INSTITUTION,
        forward="succeeds",
        reverse="succeededBy",
        label=Labels("Sucede a", "Succeeds", "Sucede a"),
        rdf="dcterms:replaces",
        acyclic=True,
        meaning=Labels(
            "Las instituciones que esta reemplazó o volvió a crear.",
            "The institutions that this one replaced or re-created.",
            "As instituições que esta substituiu ou recriou.",
        ),
        reverse_label=Labels("Sucedida por", "Succeeded by", "Sucedida por"),
        reverse_meaning=Labels(
            "Las instituciones que reemplazaron o volvieron a crear a esta.",
            "The institutions that replaced or re-created this one.",
            "As instituições que substituíram ou recriaram esta.",
        ),
    ),
    Edge(
        name="BASED_ON",
        source=INSTITUTION,
        target=AGREEMENT,
        forward="basedOn",
        reverse="foundedBodies",
        label=Labels("Basado en el acuerdo", "Based on agreement", "Baseado no acordo"),
        meaning=Labels(
            "Los acuerdos que fundaron la institución.",
            "The agreements that founded the institution.",
            "Os acordos que fundaram a instituição.",
        ),
        reverse_label=Labels(
            "Instituciones fundadas", "Institutions founded", "Instituições fundadas"
        ),
        reverse_meaning=Labels(
            "Las instituciones que el acuerdo fundó.",
            "The institutions that the agreement founded.",
            "As instituições que o acordo fundou.",
        ),
    ),
    Edge(
        name="LED_BY",
        source=PROGRAMME,
        target=INSTITUTION,
        forward="leaders",
        reverse="ledProgrammes",
        label=Labels("Líderes", "Leaders", "Líderes"),
        meaning=Labels(
            "Las instituciones que dirigen el programa.",
            "The institutions that lead the programme.",
            "As instituições que dirigem o programa.",
        ),
        reverse_label=Labels("Programas que dirige", "Programmes led", "Programas que dirige"),
        reverse_meaning=Labels(
            "Los programas que la institución dirige.",
            "The programmes that the institution leads.",
            "Os programas que a instituição dirige.",
        ),
    ),
    Edge(
        name="FUNDED_BY",
        source=PROGRAMME,
        target=INSTITUTION,
        forward="funders",
        reverse="fundedProgrammes",
        label=Labels("Financiadores", "Funders", "Financiadores"),
        meaning=Labels(
            "Las instituciones que financian el programa.",
            "The institutions that fund the programme.",
            "As instituições que financiam o programa.",
        ),
        reverse_label=Labels(
            "Programas que financia", "Programmes funded", "Programas que financia"
        ),
        reverse_meaning=Labels(
            "Los programas que la institución financia.",
            "The programmes that the institution funds.",
            "Os programas que a instituição financia.",
        ),
    ),
    Edge(
        name="PART_OF",
        source=PROGRAMME,
        target=PROGRAMME,
        forward="partOf",
        reverse="parts",
        label=Labels("Parte de", "Part of", "Parte de"),
        rdf="dcterms:isPartOf",
        acyclic=True,
        meaning=Labels(
            "El programa del que este forma parte.",
            "The programme that this one is part of.",
            "O programa de que este faz parte.",
        ),
        reverse_label=Labels("Partes", "Parts", "Partes"),
        reverse_meaning=Labels(
            "Los programas que forman parte de este.",
            "The programmes that are part of this one.",
            "Os programas que fazem parte deste.",
        ),
        one=True,
    ),
    Edge(
        name="COVERS",
        source=PROGRAMME,
        target=COUNTRY,
        forward="countries",
        reverse="programmes",
        label=Labels("Países", "Countries", "Países"),
        rdf="dcterms:spatial",
        meaning=Labels(
            "Los países donde funciona el programa.",
            "The countries where the programme operates.",
            "Os países onde o programa funciona.",
        ),
        reverse_label=Labels("Programas", "Programmes", "Programas"),
        reverse_meaning=Labels(
            "Los programas que funcionan en el país.",
            "The programmes that operate in the country.",
            "Os programas que funcionam no país.",
        ),
    ),
    Edge(
        name="OWNED_BY",
        source=GOOD_PRACTICE,
        target=INSTITUTION,
        forward="owners",
        reverse="ownedPractices",
        label=Labels("Instituciones responsables", "Owners", "Instituições responsáveis"),
        facts=OWNERSHIP,
        meaning=Labels(
            "Las instituciones responsables de la práctica.",
            "The institutions that own the practice.",
            "As instituições responsáveis pela prática.",
        ),
        reverse_label=Labels(
            "Buenas prácticas propias", "Good practices owned", "Boas práticas próprias"
        ),
        reverse_meaning=Labels(
            "Las buenas prácticas de las que la institución es responsable.",
            "The good practices that the institution owns.",
            "As boas práticas pelas quais a instituição é responsável.",
        ),
        required=True,
        is_long=True,
    ),
    Edge(
        name="OPERATED_BY",
        source=GOOD_PRACTICE,
        target=INSTITUTION,
        forward="operators",
        reverse="operatedPractices",
        label=Labels("Operadores", "Operators", "Operadores"),
        meaning=Labels(
            "Las instituciones que ejecutan la práctica.",
            "The institutions that run the practice.",
            "As instituições que executam a prática.",
        ),
        reverse_label=Labels(
            "Buenas prácticas que ejecuta", "Good practices run", "Boas práticas que executa"
        ),
        reverse_meaning=Labels(
            "Las buenas prácticas que la institución ejecuta.",
            "The good practices that the institution runs.",
            "As boas práticas que a instituição executa.",
        ),
        facts=OPERATION,
    ),
    Edge(
        name="ABOUT",
        source=GOOD_PRACTICE,
        target=TOPIC,
        forward="topics",
        reverse="practices",
        label=Labels("Temas", "Topics", "Temas"),
        rdf="dcterms:subject",
        basis=Basis.INFERRED,
        meaning=Labels(
            "Los temas de la práctica.", "The topics of the practice.", "Os temas da prática."
        ),
        reverse_label=Labels("Buenas prácticas", "Good practices", "Boas práticas"),
        reverse_meaning=Labels(
            "Las buenas prácticas sobre el tema.",
            "The good practices about the topic.",
            "As boas práticas sobre o tema.",
        ),
        is_long=True,
    ),
    Edge(
        name="REPLACES",
        source=GOOD_PRACTICE,
        target=GOOD_PRACTICE,
        forward="replaces",
        reverse="replacedBy",
        label=Labels("Reemplaza a", "Replaces", "Substitui"),
        rdf="dcterms:replaces",
        acyclic=True,
        meaning=Labels(
            "Las buenas prácticas que esta reemplazó.",
            "The good practices that this one replaced.",
            "As boas práticas que esta substituiu.",
        ),
        reverse_label=Labels("Reemplazada por", "Replaced by", "Substituída por"),
        reverse_meaning=Labels(
            "Las buenas prácticas que reemplazaron a esta.",
            "The good practices that replaced this one.",
            "As boas práticas que substituíram esta.",
        ),
    ),
    Edge(
        name="VERSION_OF",
        source=GOOD_PRACTICE,
        target=GOOD_PRACTICE,
        forward="versionOf",
        reverse="variants",
        label=Labels("Versión de", "Version of", "Versão de"),
        rdf="dcterms:isVersionOf",
        acyclic=True,
        one=True,
        meaning=Labels(
            "La buena práctica de la que esta es una versión, como la campaña de un país.",
            "The good practice that this one is a version of, such as a country's campaign.",
            "A boa prática da qual esta é uma versão, como a campanha de um país.",
        ),
        reverse_label=Labels("Versiones", "Versions", "Versões"),
        reverse_meaning=Labels(
            "Las buenas prácticas que son versiones de esta.",
            "The good practices that are versions of this one.",
            "As boas práticas que são versões desta.",
        ),
    ),
    Edge(
        name="BASED_ON",
        source=GOOD_PRACTICE,
        target=AGREEMENT,
        forward="basedOn",
        reverse="practices",
        label=Labels("Basado en el acuerdo", "Based on agreement", "Baseado no acordo"),
        meaning=Labels(
            "Los acuerdos en que se basa la práctica.",
            "The agreements that the practice is based on.",
            "Os acordos em que a prática se baseia.",
        ),
        reverse_label=Labels("Buenas prácticas", "Good practices", "Boas práticas"),
        reverse_meaning=Labels(
            "Las buenas prácticas basadas en el acuerdo.",
            "The good practices based on the agreement.",
            "As boas práticas baseadas no acordo.",
        ),
    ),
    Edge(
        name="LISTED_IN",
        source=GOOD_PRACTICE,
        target=GOOD_PRACTICE,
        forward="catalogues",
        reverse="listedPractices",
        label=Labels("Catálogos", "Catalogues", "Catálogos"),
        rdf="dcterms:isPartOf",
        acyclic=True,
        facts=LISTING,
        meaning=Labels(
            "Los catálogos o colecciones a los que pertenece la práctica.",
            "The catalogues or collections that the practice belongs to.",
            "Os catálogos ou coleções a que a prática pertence.",
        ),
        reverse_label=Labels("Prácticas que incluye", "Practices listed", "Práticas que inclui"),
        reverse_meaning=Labels(
            "Las buenas prácticas que pertenecen a este catálogo o colección.",
            "The good practices that belong to this catalogue or collection.",
            "As boas práticas que pertencem a este catálogo ou coleção.",
        ),
    ),
    Edge(
        name="DOCUMENTED_BY",
        source=GOOD_PRACTICE,
        target=INSTITUTION,
        forward="documentedBy",
        reverse="documentedPractices",
        label=Labels("Documentada por", "Documented by", "Documentada por"),
        meaning=Labels(
            "Las instituciones que documentaron la práctica para otros.",
            "The institutions that documented the practice for others.",
            "As instituições que documentaram a prática para outros.",
        ),
        reverse_label=Labels(
            "Prácticas que documentó", "Practices documented", "Práticas que documentou"
        ),
        reverse_meaning=Labels(
            "Las buenas prácticas que la institución documentó para otros.",
            "The good practices that the institution documented for others.",
            "As boas práticas que a instituição documentou para outros.",
        ),
    ),
)
