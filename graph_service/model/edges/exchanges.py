"""Edges from exchange visits."""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.edge_properties import ATTENDANCE
from graph_service.model.enums import Basis
from graph_service.model.labels import Labels
from graph_service.model.types.agreements import AGREEMENT
from graph_service.model.types.exchanges import EXCHANGE_VISIT
from graph_service.model.types.institutions import COUNTRY, INSTITUTION, PROGRAMME
from graph_service.model.types.practices import GOOD_PRACTICE, TOPIC

EDGES = (
    Edge(
        name="HOSTED_BY",
        source=EXCHANGE_VISIT,
        target=INSTITUTION,
        forward="hostInstitutions",
        reverse="hostedVisits",
        label=Labels("Instituciones anfitrionas", "Host institutions", "Instituições anfitriãs"),
        expected=1,
        meaning=Labels(
            "Las instituciones que recibieron la visita.",
            "The institutions that hosted the visit.",
            "As instituições que receberam a visita.",
        ),
        reverse_label=Labels("Visitas recibidas", "Visits hosted", "Visitas recebidas"),
        reverse_meaning=Labels(
            "Las visitas de intercambio que la institución recibió.",
            "The exchange visits that the institution hosted.",
            "As visitas de intercâmbio que a instituição recebeu.",
        ),
    ),
    Edge(
        name="HOSTED_BY",
        source=EXCHANGE_VISIT,
        target=COUNTRY,
        forward="hostCountries",
        reverse="hostedVisits",
        label=Labels("Países anfitriones", "Host countries", "Países anfitriões"),
        expected=1,
        meaning=Labels(
            "Los países que recibieron la visita.",
            "The countries that hosted the visit.",
            "Os países que receberam a visita.",
        ),
        reverse_label=Labels("Visitas recibidas", "Visits hosted", "Visitas recebidas"),
        reverse_meaning=Labels(
            "Las visitas de intercambio que el país recibió.",
            "The exchange visits that the country hosted.",
            "As visitas de intercâmbio que o país recebeu.",
        ),
        completed=True,
    ),
    Edge(
        name="ATTENDED_BY",
        source=EXCHANGE_VISIT,
        target=INSTITUTION,
        forward="visitorInstitutions",
        reverse="attendedVisits",
        label=Labels("Instituciones visitantes", "Visitor institutions", "Instituições visitantes"),
        expected=1,
        opposite="HOSTED_BY",
        meaning=Labels(
            "Las instituciones que llegaron de visita.",
            "The institutions that came as visitors.",
            "As instituições que vieram de visita.",
        ),
        reverse_label=Labels("Visitas realizadas", "Visits attended", "Visitas realizadas"),
        reverse_meaning=Labels(
            "Las visitas de intercambio en que la institución fue visitante.",
            "The exchange visits on which the institution was a visitor.",
            "As visitas de intercâmbio em que a instituição foi visitante.",
        ),
        facts=ATTENDANCE,
    ),
    Edge(
        name="ATTENDED_BY",
        source=EXCHANGE_VISIT,
        target=COUNTRY,
        forward="visitorCountries",
        reverse="attendedVisits",
        label=Labels("Países visitantes", "Visitor countries", "Países visitantes"),
        expected=1,
        opposite="HOSTED_BY",
        meaning=Labels(
            "Los países que llegaron de visita.",
            "The countries that came as visitors.",
            "Os países que vieram de visita.",
        ),
        reverse_label=Labels("Visitas realizadas", "Visits attended", "Visitas realizadas"),
        reverse_meaning=Labels(
            "Las visitas de intercambio en que el país fue visitante.",
            "The exchange visits on which the country was a visitor.",
            "As visitas de intercâmbio em que o país foi visitante.",
        ),
        facts=ATTENDANCE,
        completed=True,
    ),
    Edge(
        name="HELD_IN",
        source=EXCHANGE_VISIT,
        target=COUNTRY,
        forward="heldIn",
        reverse="venueOf",
        label=Labels("País sede", "Held in", "País sede"),
        meaning=Labels(
            "Dónde se realizó la visita; vacío si fue virtual o no se conoce el lugar.",
            "Where the visit took place; empty if it was virtual or the place is unknown.",
            "Onde a visita ocorreu; vazio se foi virtual ou se o lugar não é conhecido.",
        ),
        reverse_label=Labels("Sede de las visitas", "Venue of visits", "Sede das visitas"),
        reverse_meaning=Labels(
            "Las visitas de intercambio que se realizaron en el país.",
            "The exchange visits that took place in the country.",
            "As visitas de intercâmbio que ocorreram no país.",
        ),
        completed=True,
        empty=Labels(
            "Un guion (-) indica que no se conoce el lugar; si se deja vacío, vale el único país"
            " anfitrión de una visita presencial",
            "A hyphen (-) means that the venue is unknown; if left empty, it is the only host"
            " country of an in-person visit",
            "Um hífen (-) indica que o local não é conhecido; se ficar vazio, vale o único país"
            " anfitrião de uma visita presencial",
        ),
    ),
    Edge(
        name="SHOWED",
        source=EXCHANGE_VISIT,
        target=GOOD_PRACTICE,
        forward="practices",
        reverse="shownAt",
        label=Labels("Prácticas mostradas", "Practices shown", "Práticas mostradas"),
        meaning=Labels(
            "Las buenas prácticas que se mostraron en la visita.",
            "The good practices shown on the visit.",
            "As boas práticas mostradas na visita.",
        ),
        reverse_label=Labels("Mostrada en", "Shown at", "Mostrada em"),
        reverse_meaning=Labels(
            "Las visitas de intercambio en que se mostró la práctica.",
            "The exchange visits on which the practice was shown.",
            "As visitas de intercâmbio em que a prática foi mostrada.",
        ),
    ),
    Edge(
        name="ABOUT",
        source=EXCHANGE_VISIT,
        target=TOPIC,
        forward="topics",
        reverse="visits",
        label=Labels("Temas", "Topics", "Temas"),
        rdf="dcterms:subject",
        basis=Basis.INFERRED,
        meaning=Labels(
            "Los temas de la visita.", "The topics of the visit.", "Os temas da visita."
        ),
        reverse_label=Labels("Visitas y encuentros", "Visits and meetings", "Visitas e encontros"),
        reverse_meaning=Labels(
            "Las visitas de intercambio sobre el tema.",
            "The exchange visits about the topic.",
            "As visitas de intercâmbio sobre o tema.",
        ),
        is_long=True,
    ),
    Edge(
        name="UNDER",
        source=EXCHANGE_VISIT,
        target=PROGRAMME,
        forward="programmes",
        reverse="visits",
        label=Labels("Programas", "Programmes", "Programas"),
        meaning=Labels(
            "Los programas a los que perteneció la visita.",
            "The programmes that the visit belonged to.",
            "Os programas a que a visita pertenceu.",
        ),
        reverse_label=Labels("Visitas y encuentros", "Visits and meetings", "Visitas e encontros"),
        reverse_meaning=Labels(
            "Las visitas de intercambio del programa.",
            "The exchange visits under the programme.",
            "As visitas de intercâmbio do programa.",
        ),
    ),
    Edge(
        name="FACILITATED_BY",
        source=EXCHANGE_VISIT,
        target=INSTITUTION,
        forward="facilitators",
        reverse="facilitatedVisits",
        label=Labels("Facilitadores", "Facilitators", "Facilitadores"),
        meaning=Labels(
            "Las instituciones que ayudaron a organizar la visita.",
            "The institutions that helped to arrange the visit.",
            "As instituições que ajudaram a organizar a visita.",
        ),
        reverse_label=Labels("Visitas que facilitó", "Visits facilitated", "Visitas que facilitou"),
        reverse_meaning=Labels(
            "Las visitas de intercambio que la institución ayudó a organizar.",
            "The exchange visits that the institution helped to arrange.",
            "As visitas de intercâmbio que a instituição ajudou a organizar.",
        ),
    ),
    Edge(
        name="PRODUCED",
        source=EXCHANGE_VISIT,
        target=AGREEMENT,
        forward="agreements",
        reverse="producedAt",
        label=Labels("Acuerdos", "Agreements", "Acordos"),
        meaning=Labels(
            "Los acuerdos que resultaron de la visita.",
            "The agreements that resulted from the visit.",
            "Os acordos que resultaram da visita.",
        ),
        reverse_label=Labels("Acordado en", "Agreed at", "Acordado em"),
        reverse_meaning=Labels(
            "Las visitas de intercambio de las que resultó el acuerdo.",
            "The exchange visits that the agreement resulted from.",
            "As visitas de intercâmbio de que resultou o acordo.",
        ),
    ),
    Edge(
        name="FOLLOWS",
        source=EXCHANGE_VISIT,
        target=EXCHANGE_VISIT,
        forward="follows",
        reverse="followedBy",
        label=Labels("Sigue a", "Follows", "Segue a"),
        acyclic=True,
        meaning=Labels(
            "Las ediciones anteriores de la misma serie, por lo común solo la última.",
            "The earlier meetings of the same series, usually only the last one.",
            "As edições anteriores da mesma série, em geral só a última.",
        ),
        reverse_label=Labels("Seguida por", "Followed by", "Seguida por"),
        reverse_meaning=Labels(
            "Las ediciones siguientes de la misma serie.",
            "The later meetings of the same series.",
            "As edições seguintes da mesma série.",
        ),
    ),
)
