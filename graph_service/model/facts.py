"""What edges carry beside their ends."""

from __future__ import annotations

from .declare import Facts, Kind, one_of, value
from .enums import Basis, ExchangeRole, GovernanceRelation
from .types import NOTE

BASIS = one_of("basis", Basis, "What the statement rests on.", required=True)
EDGE_PROPERTIES = (BASIS, NOTE)
"""What every edge carries beside `sources` and its own facts."""

GOVERNANCE = Facts(
    name="Governance",
    properties=(one_of("relation", GovernanceRelation, "How the one stands to the other."),),
)
OPERATION = Facts(
    name="Operation",
    properties=(value("embodies", Kind.BOOLEAN, "The practice is this body at work."),),
)
ATTENDANCE = Facts(
    name="Attendance",
    properties=(one_of("role", ExchangeRole, "What it came for.", required=True),),
)
RATING = Facts(
    name="Rating",
    properties=(
        value(
            "origin",
            Kind.INT,
            "How the origin stands on the criterion, -2 to 2.",
            bounds=(-2, 2),
        ),
        value(
            "target",
            Kind.INT,
            "How the recipient stands on the criterion, -2 to 2.",
            bounds=(-2, 2),
        ),
    ),
)
