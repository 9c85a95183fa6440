"""Edges from evaluations."""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.labels import Labels
from graph_service.model.types.agreements import AGREEMENT
from graph_service.model.types.evaluations import EVALUATION
from graph_service.model.types.exchanges import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER
from graph_service.model.types.institutions import INSTITUTION, PROGRAMME
from graph_service.model.types.practices import GOOD_PRACTICE

EDGES = (
    Edge(
        name="EVALUATES",
        source=EVALUATION,
        target=GOOD_PRACTICE,
        forward="practices",
        reverse="evaluations",
        label=Labels("Prácticas", "Practices", "Práticas"),
        expected=1,
        meaning=Labels(
            "Las buenas prácticas evaluadas.",
            "The good practices that were evaluated.",
            "As boas práticas avaliadas.",
        ),
        reverse_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
        reverse_meaning=Labels(
            "Las evaluaciones de la práctica.",
            "The evaluations of the good practice.",
            "As avaliações da prática.",
        ),
    ),
    Edge(
        name="EVALUATES",
        source=EVALUATION,
        target=AGREEMENT,
        forward="agreements",
        reverse="evaluations",
        label=Labels("Acuerdos", "Agreements", "Acordos"),
        expected=1,
        meaning=Labels(
            "Los acuerdos evaluados.",
            "The agreements that were evaluated.",
            "Os acordos avaliados.",
        ),
        reverse_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
        reverse_meaning=Labels(
            "Las evaluaciones del acuerdo.",
            "The evaluations of the agreement.",
            "As avaliações do acordo.",
        ),
    ),
    Edge(
        name="EVALUATES",
        source=EVALUATION,
        target=EXCHANGE_VISIT,
        forward="visits",
        reverse="evaluations",
        label=Labels("Visitas", "Visits", "Visitas"),
        expected=1,
        meaning=Labels(
            "Las visitas de intercambio evaluadas.",
            "The exchange visits that were evaluated.",
            "As visitas de intercâmbio avaliadas.",
        ),
        reverse_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
        reverse_meaning=Labels(
            "Las evaluaciones de la visita.",
            "The evaluations of the exchange visit.",
            "As avaliações da visita.",
        ),
    ),
    Edge(
        name="EVALUATES",
        source=EVALUATION,
        target=PROGRAMME,
        forward="programmes",
        reverse="evaluations",
        label=Labels("Programas", "Programmes", "Programas"),
        expected=1,
        meaning=Labels(
            "Los programas evaluados.",
            "The programmes that were evaluated.",
            "Os programas avaliados.",
        ),
        reverse_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
        reverse_meaning=Labels(
            "Las evaluaciones del programa.",
            "The evaluations of the programme.",
            "As avaliações do programa.",
        ),
    ),
    Edge(
        name="EVALUATES",
        source=EVALUATION,
        target=KNOWLEDGE_TRANSFER,
        forward="transfers",
        reverse="evaluations",
        label=Labels("Transferencias", "Transfers", "Transferências"),
        expected=1,
        meaning=Labels(
            "Las transferencias evaluadas.",
            "The knowledge transfers that were evaluated.",
            "As transferências avaliadas.",
        ),
        reverse_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
        reverse_meaning=Labels(
            "Las evaluaciones de la transferencia.",
            "The evaluations of the transfer.",
            "As avaliações da transferência.",
        ),
    ),
    Edge(
        name="EVALUATED_BY",
        source=EVALUATION,
        target=INSTITUTION,
        forward="evaluators",
        reverse="evaluationsMade",
        label=Labels("Evaluadores", "Evaluators", "Avaliadores"),
        rdf="dcterms:creator",
        meaning=Labels(
            "Las instituciones que evaluaron.",
            "The institutions that evaluated.",
            "As instituições que avaliaram.",
        ),
        reverse_label=Labels("Evaluaciones que hizo", "Evaluations made", "Avaliações que fez"),
        reverse_meaning=Labels(
            "Las evaluaciones que hizo la institución.",
            "The evaluations that the institution made.",
            "As avaliações que a instituição fez.",
        ),
    ),
)
