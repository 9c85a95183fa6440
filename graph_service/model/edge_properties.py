"""Properties of edges."""

from __future__ import annotations

from .declare import Facts, Kind, one_of, value
from .enums import Basis, ExchangeRole, GovernanceRelation
from .labels import Labels
from .types.shared import BASIS_LABEL, NOTE

BASIS = one_of(
    "basis",
    Basis,
    Labels(
        "En qué se sustenta la afirmación.",
        "What the statement is based on.",
        "Em que se fundamenta a afirmação.",
    ),
    BASIS_LABEL,
    required=True,
)
EDGE_PROPERTIES = (BASIS, NOTE)
"""The properties of every edge, beside `sources` and the facts of its type."""

GOVERNANCE = Facts(
    name="Governance",
    properties=(
        one_of(
            "relation",
            GovernanceRelation,
            Labels(
                "La relación de la institución con la que la rige.",
                "How the institution relates to the one that governs it.",
                "A relação da instituição com a que a rege.",
            ),
            Labels("Relación", "Relation", "Relação"),
        ),
    ),
)
OPERATION = Facts(
    name="Operation",
    properties=(
        value(
            "embodies",
            Kind.BOOLEAN,
            Labels(
                "Si la práctica es el trabajo mismo de esta institución.",
                "Whether the practice is the work of this institution as such.",
                "Se a prática é o próprio trabalho desta instituição.",
            ),
            Labels("Encarna la práctica", "Embodies the practice", "Encarna a prática"),
        ),
    ),
)
ATTENDANCE = Facts(
    name="Attendance",
    properties=(
        one_of(
            "role",
            ExchangeRole,
            Labels(
                "A qué vino el visitante.",
                "What the visitor came for.",
                "Para que veio o visitante.",
            ),
            Labels("Papel", "Role", "Papel"),
            required=True,
        ),
    ),
)
RATING = Facts(
    name="Rating",
    properties=(
        value(
            "origin",
            Kind.INT,
            Labels(
                "La valoración del origen según el criterio, de -2 a 2.",
                "The origin's rating on the criterion, from -2 to 2.",
                "A avaliação da origem segundo o critério, de -2 a 2.",
            ),
            Labels("Origen", "Origin", "Origem"),
            bounds=(-2, 2),
        ),
        value(
            "target",
            Kind.INT,
            Labels(
                "La valoración del receptor según el criterio, de -2 a 2.",
                "The recipient's rating on the criterion, from -2 to 2.",
                "A avaliação do receptor segundo o critério, de -2 a 2.",
            ),
            Labels("Destino", "Target", "Destino"),
            bounds=(-2, 2),
        ),
    ),
)
