"""`graph-service seeds log` and `show`."""

import re
from typing import Annotated

import typer

from graph_service.catalogue.plan.display import Display
from graph_service.cli.database import database_settings
from graph_service.cli.reporting import Lang, reporting
from graph_service.cli.usage_errors import OptionRefused
from graph_service.i18n import _

_RELEASE = re.compile(r"(?:Release:)?(?:release-)?([1-9][0-9]{0,8})")


def release_number(name: str) -> int:
    """Return the number of a release: 7 for "7" and "release-7"; raise OptionRefused otherwise."""
    match = _RELEASE.fullmatch(name)
    if match is None:
        raise OptionRefused(
            _("{name} is not the number of a release, such as 7", name=f'"{name}"'), "RELEASE"
        )
    return int(match[1])


_HELP = "The number of the release, see seeds log."
ShownRelease = Annotated[str, typer.Argument(metavar="RELEASE", help=_HELP)]
UndoneRelease = Annotated[
    str | None,
    typer.Argument(
        metavar="RELEASE",
        help="The number of the release, see seeds log; by default the newest load in effect.",
        show_default=False,
    ),
]
Everything = Annotated[bool, typer.Option("--all", help="Don't shorten long lists.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")]


def log(
    entry: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG",
            help="The history of one entry, field by field: its slug, or Type:slug.",
        ),
    ] = None,
    everything: Everything = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Show the releases, the newest first: when, who, and which entries changed.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds log · graph-service seeds log --entry Topic:helpline
    """
    from graph_service.catalogue.commands.history import show_log  # slow to import

    with reporting(lang) as console:
        display = Display(language=console.language, everything=everything, as_json=as_json)
        show_log(database_settings(), console, display, entry)


def show(
    release: ShownRelease,
    everything: Everything = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> None:
    """Show what a release changed, by entry, as seeds plan does.

    Connects to NEO4J_URI or, if it isn't set, to the Neo4j of `up` on DATA (.data).

    Examples: graph-service seeds show 7 · graph-service seeds show 7 --all --json
    """
    from graph_service.catalogue.commands.history import show_release  # slow to import

    with reporting(lang) as console:
        display = Display(language=console.language, everything=everything, as_json=as_json)
        show_release(database_settings(), console, display, release_number(release))
