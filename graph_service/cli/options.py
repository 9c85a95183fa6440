"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
WrittenSeeds = Annotated[
    Path,
    typer.Option(
        "--seeds", metavar="FOLDER", envvar="SEEDS", help="The folder of seeds to write to."
    ),
]
