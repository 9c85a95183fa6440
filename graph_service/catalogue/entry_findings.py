"""What is found in an entry by itself, whatever the other entries are."""

from __future__ import annotations

from dataclasses import dataclass

from .problems import Problem


@dataclass(frozen=True, kw_only=True)
class EntryFindings:
    """The findings in an entry that follow from its content only.

    Attributes:
        errors: contradictions, and errors in its texts.
        likely: likely mistakes in its texts.
        mentioned: what looks like slugs in its remarks.
        names: the keys of its names.
    """

    errors: tuple[Problem, ...]
    likely: tuple[Problem, ...]
    mentioned: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WeakSpotSummary:
    """What is always reported of the weak spots of an entry.

    Attributes:
        likely: likely mistakes, which are always listed.
        others: the rules of the others, which are usually only counted.
    """

    likely: tuple[Problem, ...]
    others: tuple[str, ...]
