"""The sub-command `graph-service publish`: thin, it calls the package `publish`."""

from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLError

from graph_service.errors import SchemaBreaks

FOLDER = Path("schema")
CHANGELOG = Path("CHANGELOG.md")


def publish(
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; print what differs, and fail if anything does."
        ),
    ] = False,
    name: Annotated[
        str | None,
        typer.Option(
            "--print", metavar="NAME", help="Print one file, such as schema.graphql, instead."
        ),
    ] = None,
    before: Annotated[
        typer.FileText | None,
        typer.Option(
            "--compare",
            metavar="FILE",
            help="Compare an earlier schema.graphql (- for standard input) with the model's, and"
            " fail if that breaks clients and CHANGELOG.md doesn't say so.",
        ),
    ] = None,
) -> int:
    """Write what the model gives into schema/: GraphQL SDL, Cypher, JSON Schemas, MODEL.md.

    Needs no database. Run it in the folder that holds schema/.

    Examples: graph-service publish --check · graph-service publish --print MODEL.md ·
    git show v1.0:schema/schema.graphql | graph-service publish --compare -
    """
    from graph_service import publish as files  # it takes a moment, which no other command needs

    if name is not None:
        content = files.published().get(name)
        if content is None:
            known = ", ".join(files.published())
            raise typer.BadParameter(f"{name!r} is not published; choose one of: {known}")
        typer.echo(content, nl=False)
        return 0
    if before is not None:
        _compare(before)
        return 0
    if check:
        for difference in files.compare(FOLDER):
            typer.echo(difference.shown, nl=False)
        files.check(FOLDER)
        return 0
    written = files.write(FOLDER)
    typer.echo(
        f"{FOLDER}/: {len(written)} of {len(files.published())} files written"
        + (f" ({', '.join(written)})." if written else "; all were as the model gives them.")
    )
    for difference in files.compare(FOLDER):
        typer.echo(difference.shown, nl=False)
    return 0


def _compare(before: typer.FileText) -> None:
    """Print what has changed since an earlier schema.

    Raises:
        SchemaBreaks: when that breaks clients, and the changelog doesn't say so.
    """
    from graph_service import publish as files

    try:
        found = files.changes(before.read(), files.published()["schema.graphql"])
    except GraphQLError as error:
        message = f"{before.name} is no GraphQL schema: {error.message}"
        raise typer.BadParameter(message) from None
    for change in found:
        typer.echo(f"{change.kind}: {change.sentence}")
    changelog = CHANGELOG.read_text() if CHANGELOG.exists() else ""
    if untold := files.untold(found, changelog):
        names = ", ".join(f"`{change.coordinate}`" for change in untold)
        raise SchemaBreaks(
            f"The schema breaks clients: under Unreleased, Changed or Removed, {CHANGELOG} needs"
            f" lines that name {names}"
        )
