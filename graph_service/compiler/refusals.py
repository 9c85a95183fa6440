"""Why an operation is not executed, in GraphQL's own form."""

from __future__ import annotations

from collections.abc import Sequence

from graphql import GraphQLError

from graph_service.codes import Code
from graph_service.errors import RequestRefused


class OperationInvalid(RequestRefused):
    """The text or its variables break GraphQL's rules; holds every error with its place."""

    def __init__(self, code: Code, errors: Sequence[GraphQLError]) -> None:
        """Take the code and the errors."""
        super().__init__(errors[0].message)
        self.operation_code = code
        self.errors = errors
