"""Properties of edges."""

from __future__ import annotations

from .declare import Facts, Kind, one_of, value
from .enums import Basis, ExchangeRole, GovernanceRelation
from .labels import Labels
from .types.shared import BASIS_LABEL, NOTE

BASIS = one_of(
    "basis",
    Basis,
    "What the statement is based on.",
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
            "How the institution relates to the one that governs it.",
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
            "Whether the practice is the work of this institution as such.",
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
            "What the visitor came for.",
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
            "The origin's rating on the criterion, from -2 to 2.",
            Labels("Origen", "Origin", "Origem"),
            bounds=(-2, 2),
        ),
        value(
            "target",
            Kind.INT,
            "The recipient's rating on the criterion, from -2 to 2.",
            Labels("Destino", "Target", "Destino"),
            bounds=(-2, 2),
        ),
    ),
)
