"""Evaluations: how a practice, agreement, visit, programme or transfer worked."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, strings, value
from graph_service.model.enums import EvaluationKind, Verdict
from graph_service.model.labels import Labels

from .shared import KIND_LABEL, REMARKS, TITLE, TRANSLATED_INTO, summary

EVALUATION = NodeType(
    name="Evaluation",
    label=Labels("Evaluación", "Evaluation", "Avaliação"),
    plural_label=Labels("Evaluaciones", "Evaluations", "Avaliações"),
    meaning=Labels(
        "Lo que se halló sobre cómo funcionó o qué logró una práctica, un acuerdo, una visita, un"
        " programa o una transferencia.",
        "What was found about how a practice, agreement, visit, programme or transfer worked, or"
        " what it achieved.",
        "O que se constatou sobre como funcionou ou o que alcançou uma prática, um acordo, uma"
        " visita, um programa ou uma transferência.",
    ),
    source="OECD, Glossary of Key Terms in Evaluation and Results-Based Management",
    root=("evaluation", "evaluations"),
    folder="evaluations",
    example="ev-per-bol-roadmap-2021",
    colour="#661100",
    diameter=65,
    legend=Labels("una evaluación", "an evaluation", "uma avaliação"),
    others=Labels(
        "Evaluación, Resultado, Hallazgo, Funcionar, Impacto",
        "Evaluation, Result, Finding, Impact",
        "Avaliação, Resultado, Constatação, Funcionar, Impacto",
    ),
    weight=16.0,
    properties=(
        TITLE,
        TRANSLATED_INTO,
        one_of(
            "kind",
            EvaluationKind,
            Labels("El tipo de evaluación.", "The kind of evaluation.", "O tipo de avaliação."),
            KIND_LABEL,
            required=True,
        ),
        value(
            "date",
            Kind.DATE,
            Labels(
                "La fecha de la evaluación, o de lo que dice la fuente.",
                "The date of the evaluation, or of what the source says.",
                "A data da avaliação, ou do que diz a fonte.",
            ),
            Labels("Fecha", "Date", "Data"),
        ),
        one_of(
            "verdict",
            Verdict,
            Labels(
                "El juicio general, de la fuente o, si consta en los campos deducidos, de los"
                " editores según lo que ella dice; vacío si no se desprende ninguno.",
                "The overall judgement, the source's or, if `inferredFields` names it, the editors'"
                " from what the source says; null if none follows.",
                "O juízo geral, da fonte ou, se consta dos campos inferidos, dos editores segundo o"
                " que ela diz; vazio se não se depreende nenhum.",
            ),
            Labels("Juicio", "Verdict", "Juízo"),
        ),
        summary(
            Labels(
                "Lo que se halló, en pocas oraciones.",
                "What was found, in a few sentences.",
                "O que se constatou, em poucas frases.",
            )
        ),
        strings(
            "figures",
            Labels(
                "Las cifras, cada una con lo que cuenta: «92 % de las actividades cumplidas».",
                "The figures, each with what it counts: “92 % of the activities fulfilled”.",
                "Os números, cada um com o que conta: “92 % das atividades cumpridas”.",
            ),
            Labels("Cifras", "Figures", "Números"),
        ),
        *REMARKS,
    ),
)

TYPES = (EVALUATION,)
