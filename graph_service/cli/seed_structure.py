"""`graph-service seeds rename` and `merge`."""

from pathlib import Path
from typing import Annotated

import typer

from graph_service.cli.options import DryRun, WrittenSeeds
from graph_service.cli.reporting import Lang, reporting

Entry = Annotated[
    str,
    typer.Argument(
        metavar="ENTRY",
        help="A slug, if only one type has it; else folder/slug, Type/slug or the path of a file.",
    ),
]


def rename_(
    entry: Entry,
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The new slug.")],
    folder: WrittenSeeds = Path("seeds"),
    dry_run: DryRun = False,
    lang: Lang = None,
) -> None:
    """Give an entry another slug, in its file and in all files that cite it.

    The old slug becomes a former slug, which still finds the entry. Slugs with a hyphen are renamed
    in notes, too. All files are written, or none; comments stay. Needs no database.

    Example: graph-service seeds rename good-practices/gp-arg-line gp-arg-linea-145
    """
    with reporting(lang) as console:
        from graph_service.catalogue.commands.restructure import restructure
        from graph_service.catalogue.restructure.rename import rename  # slow to import

        restructure(folder, lambda seeds: rename(seeds, entry, slug), console, dry_run=dry_run)


def merge_(
    entry: Entry,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entry that stays.")],
    folder: WrittenSeeds = Path("seeds"),
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="Where both differ, as INTO has it; all for all others; repeatable.",
        ),
    ] = None,
    take: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="Where both differ, as ENTRY has it; all for all others; repeatable.",
        ),
    ] = None,
    dry_run: DryRun = False,
    lang: Lang = None,
) -> None:
    """Merge an entry into another of its type, and cite that one everywhere instead.

    INTO keeps its fields and gets those that it lacks; lists are united. Where both differ, the
    merge is refused, and lists the fields: choose by --keep or --take. The slug of ENTRY becomes a
    former slug of INTO. All files are written, or none. Needs no database.

    Example: graph-service seeds merge institutions/arg-min institutions/arg-ministerio --keep all
    """
    with reporting(lang) as console:
        from graph_service.catalogue.commands.restructure import restructure
        from graph_service.catalogue.restructure.merge import merge  # slow to import

        restructure(
            folder,
            lambda seeds: merge(seeds, entry, into, take=take or (), keep=keep or ()),
            console,
            dry_run=dry_run,
        )
