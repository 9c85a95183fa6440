"""The command `graph-service publish`."""

from pathlib import Path
from typing import TextIO

import click

from graph_service.cli.command_line import Command, OptionRefused, flag, option
from graph_service.errors import SchemaBreaks
from graph_service.i18n import _

FOLDER = Path("schema")
SEEDS = Path("seeds")
CHANGELOG = Path("CHANGELOG.md")


@click.command(cls=Command)
@flag("--check", "Write nothing; print the differences, and fail if there are any.")
@option(
    "--compare before",
    "FILE",
    "Compare an earlier schema.graphql (- for standard input) with the current one;"
    " fail if clients break and CHANGELOG.md doesn't say so.",
    type=click.File(encoding="utf-8"),
)
def publish(*, check: bool, before: TextIO | None) -> None:
    """Generate schema/ from the model: GraphQL SDL, Cypher, JSON Schemas, MODEL.md.

    Also says in seeds/.base which graph the entries of seeds/ are, if that folder is there, and in
    CITATION.cff and .zenodo.json how to cite them.

    Needs no database. Run it in the folder that contains schema/.

    Examples: graph-service publish --check · git show v1.0:schema/schema.graphql |
    graph-service publish --compare -
    """
    from graph_service.publish import files, published_seeds  # slow to import

    if before is not None:
        _compare(before)
        return
    if check:
        click.echo("".join(files.compare(FOLDER).values()), nl=False)
        files.check(FOLDER)
        published_seeds.check_base(SEEDS)
        published_seeds.check_citations(SEEDS)
        return
    if published_seeds.write_base_of(SEEDS):
        click.echo(f"{SEEDS}/.base: written.")
    for file in published_seeds.write_citations(SEEDS):
        click.echo(f"{file}: written.")
    written = files.write(FOLDER)
    click.echo(
        f"{FOLDER}/: {len(written)} of {len(files.published())} files written"
        + (f" ({', '.join(written)})." if written else "; all are up to date.")
    )
    click.echo("".join(files.compare(FOLDER).values()), nl=False)


def _compare(before: TextIO) -> None:
    """Print the changes since an earlier schema.

    Raises:
        SchemaBreaks: when they break clients, and the changelog doesn't say so.
    """
    from graphql import GraphQLError  # slow to import

    from graph_service.publish.files import published
    from graph_service.publish.schema_changes import SAFE, changes, undocumented

    try:
        found = changes(before.read(), published()["schema.graphql"])
    except GraphQLError as error:
        message = _(
            "{file} is not a GraphQL schema ({error})", file=before.name, error=error.message
        )
        raise OptionRefused(message, "--compare") from None
    for change in found:
        if not change.is_description:
            click.echo(f"{change.kind}: {change.sentence}")
    if descriptions := sum(change.is_description for change in found):
        click.echo(f"{SAFE}: {descriptions} descriptions changed.")
    changelog = CHANGELOG.read_text(encoding="utf-8") if CHANGELOG.exists() else ""
    if missing := undocumented(found, changelog):
        names = ", ".join(f"`{change.coordinate}`" for change in missing)
        raise SchemaBreaks(
            f"The schema breaks clients: add lines that name {names} to {CHANGELOG}, under"
            " Unreleased, Changed or Removed"
        )
