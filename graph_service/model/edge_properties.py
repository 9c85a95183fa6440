"""What edges carry beside their ends."""

from __future__ import annotations

from .declare import Facts, Kind, one_of, value
from .enums import Basis, ExchangeRole, GovernanceRelation
from .labels import Labels
from .types.shared import BASIS_LABEL, NOTE

BASIS = one_of(
    "basis",
    Basis,
    "What the statement rests on.",
    BASIS_LABEL,
    required=True,
)
EDGE_PROPERTIES = (BASIS, NOTE)
"""What every edge carries beside `sources` and its own facts."""

GOVERNANCE = Facts(
    name="Governance",
    properties=(
        one_of(
            "relation",
            GovernanceRelation,
            "How the one stands to the other.",
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
            "The practice is this body at work.",
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
            "What it came for.",
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
            "How the origin stands on the criterion, -2 to 2.",
            Labels("Origen", "Origin", "Origem"),
            bounds=(-2, 2),
        ),
        value(
            "target",
            Kind.INT,
            "How the recipient stands on the criterion, -2 to 2.",
            Labels("Destino", "Target", "Destino"),
            bounds=(-2, 2),
        ),
    ),
)
