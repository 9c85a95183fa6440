"""The sub-command `graph-service publish`: thin, it calls the package `publish`."""

from pathlib import Path
from typing import Annotated

import typer

FOLDER = Path("schema")


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
) -> int:
    """Write what the model gives into schema/: GraphQL SDL, Cypher, JSON Schemas, MODEL.md.

    Needs no database. Run it in the folder that holds schema/.

    Examples: graph-service publish --check · graph-service publish --print MODEL.md
    """
    from graph_service import publish as files  # it takes a moment, which no other command needs

    if name is not None:
        content = files.published().get(name)
        if content is None:
            known = ", ".join(files.published())
            raise typer.BadParameter(f"{name!r} is not published; choose one of: {known}")
        typer.echo(content, nl=False)
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
