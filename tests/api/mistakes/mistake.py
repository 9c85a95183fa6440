"""A mistake, the message that it gets, and the operation after one reading of that message."""

from dataclasses import dataclass, field

from graph_service.model.json import Json

INVALID, INPUT = "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"
PRACTICES = "{ goodPractices%s { totalCount } }"
BY_WHERE = "query ($w: GoodPracticeWhere) { goodPractices(where: $w) { totalCount } }"


@dataclass(frozen=True)
class Mistake:
    """A mistake.

    Attributes:
        wrong: the operation.
        message: of the first error; it may end with more allowed values.
        mended: the operation after following the message; "" if only variables change.
        variables: of the wrong operation.
        mended_variables: of the mended one.
        code: of the error.
    """

    wrong: str
    message: str
    mended: str = ""
    variables: dict[str, Json] = field(default_factory=dict)
    mended_variables: dict[str, Json] = field(default_factory=dict)
    code: str = INVALID
