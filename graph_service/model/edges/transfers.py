"""Edges from knowledge transfers, their events, and agreements."""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.edge_properties import RATING
from graph_service.model.enums import TopicScheme
from graph_service.model.labels import Labels
from graph_service.model.types.exchanges import (
    AGREEMENT,
    EXCHANGE_VISIT,
    KNOWLEDGE_TRANSFER,
    STAGE_EVENT,
)
from graph_service.model.types.institutions import COUNTRY, INSTITUTION, PROGRAMME
from graph_service.model.types.practices import GOOD_PRACTICE, TOPIC

EDGES = (
    Edge(
        name="TRANSFERS",
        source=KNOWLEDGE_TRANSFER,
        target=GOOD_PRACTICE,
        forward="practice",
        reverse="transfers",
        label=Labels("Práctica", "Practice", "Prática"),
        meaning=Labels(
            "La buena práctica que se transfiere.",
            "The good practice that is transferred.",
            "A boa prática que é transferida.",
        ),
        reverse_meaning=Labels(
            "Las transferencias de la práctica.",
            "The transfers of the practice.",
            "As transferências da prática.",
        ),
        one=True,
        required=True,
    ),
    Edge(
        name="FROM",
        source=KNOWLEDGE_TRANSFER,
        target=COUNTRY,
        forward="originCountries",
        reverse="transfersGiven",
        label=Labels("Países de origen", "Origin countries", "Países de origem"),
        expected=True,
        meaning=Labels(
            "Los países de los que proviene la práctica.",
            "The countries that the practice comes from.",
            "Os países de onde a prática provém.",
        ),
        reverse_meaning=Labels(
            "Las transferencias que provienen del país.",
            "The transfers that come from the country.",
            "As transferências que provêm do país.",
        ),
        completed=True,
    ),
    Edge(
        name="FROM",
        source=KNOWLEDGE_TRANSFER,
        target=INSTITUTION,
        forward="originInstitutions",
        reverse="transfersGiven",
        label=Labels("Instituciones de origen", "Origin institutions", "Instituições de origem"),
        expected=True,
        meaning=Labels(
            "Las instituciones de las que proviene la práctica.",
            "The institutions that the practice comes from.",
            "As instituições de onde a prática provém.",
        ),
        reverse_meaning=Labels(
            "Las transferencias que provienen de la institución.",
            "The transfers that come from the institution.",
            "As transferências que provêm da instituição.",
        ),
    ),
    Edge(
        name="TO",
        source=KNOWLEDGE_TRANSFER,
        target=COUNTRY,
        forward="targetCountries",
        reverse="transfersReceived",
        label=Labels("Países receptores", "Target countries", "Países receptores"),
        expected=True,
        opposite="FROM",
        meaning=Labels(
            "Los países que reciben la práctica.",
            "The countries that receive the practice.",
            "Os países que recebem a prática.",
        ),
        reverse_meaning=Labels(
            "Las transferencias que el país recibe.",
            "The transfers that the country receives.",
            "As transferências que o país recebe.",
        ),
        completed=True,
    ),
    Edge(
        name="TO",
        source=KNOWLEDGE_TRANSFER,
        target=INSTITUTION,
        forward="targetInstitutions",
        reverse="transfersReceived",
        label=Labels("Instituciones receptoras", "Target institutions", "Instituições receptoras"),
        expected=True,
        opposite="FROM",
        meaning=Labels(
            "Las instituciones que reciben la práctica.",
            "The institutions that receive the practice.",
            "As instituições que recebem a prática.",
        ),
        reverse_meaning=Labels(
            "Las transferencias que la institución recibe.",
            "The transfers that the institution receives.",
            "As transferências que a instituição recebe.",
        ),
    ),
    Edge(
        name="ARISING_FROM",
        source=KNOWLEDGE_TRANSFER,
        target=EXCHANGE_VISIT,
        forward="visits",
        reverse="transfers",
        label=Labels("Visitas", "Visits", "Visitas"),
        meaning=Labels(
            "Las visitas de intercambio que llevaron a la transferencia.",
            "The exchange visits that led to the transfer.",
            "As visitas de intercâmbio que levaram à transferência.",
        ),
        reverse_meaning=Labels(
            "Las transferencias a las que llevó la visita.",
            "The transfers that the visit led to.",
            "As transferências a que a visita levou.",
        ),
    ),
    Edge(
        name="UNDER",
        source=KNOWLEDGE_TRANSFER,
        target=PROGRAMME,
        forward="programmes",
        reverse="transfers",
        label=Labels("Programas", "Programmes", "Programas"),
        meaning=Labels(
            "Los programas a los que pertenece la transferencia.",
            "The programmes that the transfer belongs to.",
            "Os programas a que a transferência pertence.",
        ),
        reverse_meaning=Labels(
            "Las transferencias del programa.",
            "The transfers under the programme.",
            "As transferências do programa.",
        ),
    ),
    Edge(
        name="RESULTED_IN",
        source=KNOWLEDGE_TRANSFER,
        target=GOOD_PRACTICE,
        forward="resultingPractices",
        reverse="resultOf",
        label=Labels("Prácticas resultantes", "Resulting practices", "Práticas resultantes"),
        opposite="TRANSFERS",
        meaning=Labels(
            "Las buenas prácticas que el receptor creó como resultado.",
            "The good practices that the recipient set up as a result.",
            "As boas práticas que o receptor criou como resultado.",
        ),
        reverse_meaning=Labels(
            "Las transferencias de las que resultó la práctica.",
            "The transfers that the practice resulted from.",
            "As transferências de que resultou a prática.",
        ),
    ),
    Edge(
        name="HAS_EVENT",
        source=KNOWLEDGE_TRANSFER,
        target=STAGE_EVENT,
        forward="events",
        reverse="transfer",
        label=Labels("Evento", "Event", "Evento"),
        rdf="dcterms:hasPart",
        meaning=Labels(
            "Los eventos de la transferencia, en su orden.",
            "The events of the transfer, in their order.",
            "Os eventos da transferência, em sua ordem.",
        ),
        reverse_meaning=Labels(
            "La transferencia a la que pertenece el evento.",
            "The transfer that the event belongs to.",
            "A transferência a que o evento pertence.",
        ),
        required=True,
        owns=True,
    ),
    Edge(
        name="TAKEN_BY",
        source=STAGE_EVENT,
        target=INSTITUTION,
        forward="takenBy",
        reverse="stageEvents",
        label=Labels("Decidido por", "Taken by", "Decidido por"),
        meaning=Labels(
            "Las instituciones que tomaron la decisión o hicieron el análisis.",
            "The institutions that took the decision or made the assessment.",
            "As instituições que tomaram a decisão ou fizeram a análise.",
        ),
        reverse_meaning=Labels(
            "Los eventos en que la institución decidió o analizó.",
            "The events in which the institution decided or assessed.",
            "Os eventos em que a instituição decidiu ou analisou.",
        ),
    ),
    Edge(
        name="RATES",
        source=STAGE_EVENT,
        target=TOPIC,
        forward="ratings",
        reverse="ratedIn",
        label=Labels("Valoraciones", "Ratings", "Avaliações"),
        target_is=("scheme", TopicScheme.CRITERION),
        meaning=Labels(
            "Los criterios de PIET-T que se valoraron, con sus valoraciones.",
            "The PIET-T criteria that were rated, with the ratings.",
            "Os critérios do PIET-T avaliados, com suas avaliações.",
        ),
        reverse_meaning=Labels(
            "Los eventos en que se valoró el criterio.",
            "The events in which the criterion was rated.",
            "Os eventos em que o critério foi avaliado.",
        ),
        facts=RATING,
    ),
    Edge(
        name="SIGNED_BY",
        source=AGREEMENT,
        target=COUNTRY,
        forward="partyCountries",
        reverse="agreements",
        label=Labels("Países parte", "Party countries", "Países parte"),
        expected=True,
        meaning=Labels(
            "Los países que son parte del acuerdo.",
            "The countries that are party to the agreement.",
            "Os países que são parte do acordo.",
        ),
        reverse_meaning=Labels(
            "Los acuerdos de los que el país es parte.",
            "The agreements that the country is party to.",
            "Os acordos de que o país é parte.",
        ),
    ),
    Edge(
        name="SIGNED_BY",
        source=AGREEMENT,
        target=INSTITUTION,
        forward="signatories",
        reverse="agreements",
        label=Labels("Instituciones firmantes", "Signatories", "Instituições signatárias"),
        expected=True,
        meaning=Labels(
            "Las instituciones que firmaron el acuerdo.",
            "The institutions that signed the agreement.",
            "As instituições que assinaram o acordo.",
        ),
        reverse_meaning=Labels(
            "Los acuerdos que la institución firmó.",
            "The agreements that the institution signed.",
            "Os acordos que a instituição assinou.",
        ),
    ),
)
