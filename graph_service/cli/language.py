"""The language of a command's messages, also before its options are parsed."""

import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from graph_service.i18n import Language, language_of


def language_of_command(arguments: Sequence[str] | None = None) -> Language:
    """Return the language that `--lang` names, else that of the locale.

    Args:
        arguments: those of the command; by default, of this process.
    """
    words = sys.argv[1:] if arguments is None else arguments
    named = [after for word, after in pairwise(words) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return Language(named[-1]) if named and named[-1] in [*Language] else language_of(os.environ)
