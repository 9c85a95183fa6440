"""Where two entries say different things, and which of them the steward chose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from graph_service.catalogue.problems import quoted
from graph_service.errors import ChangeRefused
from graph_service.i18n import Lines, Message, _, verbatim
from graph_service.model.edtf import PartialDate
from graph_service.model.vocabulary import Vocabulary

ALL = "all"


@dataclass(kw_only=True)
class Conflicts:
    """Answers which of two values to use, and collects the questions without an answer.

    Attributes:
        take: the fields whose value is that of the entry that goes; "all" for all others.
        keep: the fields whose value is that of the entry that stays; likewise.
    """

    take: Collection[str] = ()
    keep: Collection[str] = ()
    _met: set[str] = field(default_factory=set)
    _open: list[Message] = field(default_factory=list)

    def choose(self, name: str, going: str, staying: str) -> bool:
        """Whether to use the value of the entry that goes."""
        for names, is_taken in ((self.take, True), (self.keep, False)):
            chosen = {n for n in names if name == n or name.startswith((f"{n}.", f"{n}["))}
            if chosen:
                self._met |= chosen
                return is_taken
        if ALL in self.take or ALL in self.keep:
            return ALL in self.take
        self._open.append(verbatim(f"  {name}: {going} | {staying}"))
        return False

    def finish(self, going: str, staying: str) -> None:
        """Raise ChangeRefused if a question has no answer, or an answer no question."""
        if self._open:
            intro = _(
                "{going} and {staying} say different things; nothing was written:",
                going=going,
                staying=staying,
            )
            remedy = _(
                "For each, choose --keep FIELD (as in {staying}) or --take FIELD (as in {going});"
                " --keep all or --take all for all others.",
                going=going,
                staying=staying,
            )
            raise ChangeRefused(Lines((intro, *self._open, remedy)))
        unknown = {*self.take, *self.keep} - self._met - {ALL}
        if unknown:
            raise ChangeRefused(
                _(
                    "the two entries don't differ in {fields}: leave out that --keep or --take",
                    fields=tuple(quoted(name) for name in sorted(unknown)),
                )
            )


def shown(value: object) -> str:
    """Return a value on one line."""
    match value:
        case Vocabulary():
            return value.name
        case PartialDate():
            return value.date.edtf
        case str():
            return quoted(value)
        case bool():
            return str(value).lower()
        case Sequence():
            return ", ".join(shown(item) for item in value)
    return str(value)
