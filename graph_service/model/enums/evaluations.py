"""The vocabularies of evaluations."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class EvaluationKind(
    Vocabulary,
    source="OECD, Glossary of Key Terms in Evaluation and Results-Based Management",
):
    """The kinds of evaluations."""

    EVALUATION = Term(
        Labels(
            "valoración sistemática del diseño, la aplicación o los resultados",
            "systematic assessment of design, implementation or results",
            "avaliação sistemática do desenho, da aplicação ou dos resultados",
        ),
        Labels("Evaluación", "Evaluation", "Avaliação"),
    )
    MONITORING = Term(
        Labels(
            "lo que se cumplió o se hizo, contado por quienes lo aplican",
            "what was achieved or done, as counted by those who carry it out",
            "o que foi cumprido ou feito, contado por quem o aplica",
        ),
        Labels("Seguimiento", "Monitoring", "Monitoramento"),
    )
    AUDIT = Term(
        Labels(
            "control de una contraloría u otro órgano de control",
            "check by an audit office or another oversight body",
            "controle de uma controladoria ou outro órgão de controle",
        ),
        Labels("Auditoría", "Audit", "Auditoria"),
    )
    STUDY = Term(
        Labels(
            "investigación académica o de una organización",
            "research by academics or an organisation",
            "pesquisa acadêmica ou de uma organização",
        ),
        Labels("Estudio", "Study", "Estudo"),
    )
    STATEMENT = Term(
        Labels(
            "juicio publicado sin decir cómo se llegó a él",
            "judgement published without saying how it was reached",
            "juízo publicado sem dizer como se chegou a ele",
        ),
        Labels("Declaración", "Statement", "Declaração"),
    )


class Verdict(Vocabulary, source="own"):
    """The overall judgement of an evaluation, as its source states it."""

    POSITIVE = Term(
        Labels(
            "funcionó, se cumplió o sirve de modelo",
            "it worked, was fulfilled or serves as a model",
            "funcionou, foi cumprido ou serve de modelo",
        ),
        Labels("Positivo", "Positive", "Positivo"),
    )
    MIXED = Term(
        Labels("funcionó en parte", "it worked in part", "funcionou em parte"),
        Labels("Mixto", "Mixed", "Misto"),
    )
    NEGATIVE = Term(
        Labels(
            "no funcionó, se cortó o no se cumplió",
            "it did not work, was cut or was not fulfilled",
            "não funcionou, foi cortado ou não foi cumprido",
        ),
        Labels("Negativo", "Negative", "Negativo"),
    )
