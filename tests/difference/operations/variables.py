"""Values that come with the request: with defaults or without, given or not, used once or more."""

import re
from dataclasses import dataclass, field

from graph_service.model.json import Json

from .chances import Chances
from .literals import Literal, Variable, as_json, constant, written

LIKELY = 14
"""In how many of a hundred places a variable stands."""


@dataclass
class Variables:
    """The variables of one operation."""

    chances: Chances
    given: dict[str, Json] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    _by_use: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def maybe(
        self, value: Literal, type_text: str, purpose: str = "", *, strict: bool = False
    ) -> Literal:
        """Give a value, or a variable in its place.

        Args:
            value: what should stand there.
            type_text: the type of the place, as in SDL.
            purpose: what it is for; a variable is used again for the same alone.
            strict: the variable must not be null, whatever the place allows (@oneOf).
        """
        if not constant(value) or not self.chances.sometimes(LIKELY):
            return value
        return self.make(value, type_text, purpose, strict=strict)

    def make(
        self, value: Literal, type_text: str, purpose: str = "", *, strict: bool = False
    ) -> Variable:
        """Give a variable with a value, or one of the type that there is already."""
        if strict:
            type_text = type_text.removesuffix("!") + "!"
        known = self._by_use.setdefault((type_text, purpose), [])
        if known and self.chances.sometimes(25):
            return Variable(self.chances.pick(known))
        name = f"v{len(self.definitions)}"
        known.append(name)
        required = type_text.endswith("!")
        declared, default = type_text, ""
        match self.chances.pick(("given", "given", "default", "loose", "absent")):
            case "default" if value is not None:
                # Sometimes both, of which what is given counts.
                default = f" = {written(value)}"
                if self.chances.sometimes(30):
                    self.given[name] = as_json(value)
            case "loose" if required and not strict and value is not None:
                # A default lets a variable that may be null stand where no null may.
                declared, default = type_text.removesuffix("!"), f" = {written(value)}"
            case "absent" if not required:
                pass
            case _:
                self.given[name] = as_json(value)
        self.definitions[name] = f"${name}: {declared}{default}"
        return Variable(name)

    def condition(self, value: bool) -> Literal:
        """Give a truth value for a directive."""
        if self.chances.sometimes(50):
            return value
        return self.make(value, "Boolean!")

    def break_one(self) -> None:
        """Give null, or something of another type, for a variable that may have a default."""
        if self.definitions:
            name = self.chances.pick(list(self.definitions))
            self.given[name] = self.chances.pick((None, ["a", 1], {"x": 1}, 1.5))

    def declared(self, text: str) -> str:
        """Give the definitions of the variables that a text uses; forget the others."""
        used = set(re.findall(r"\$(\w+)", text))
        for name in self.given.keys() - used:
            del self.given[name]
        kept = [text for name, text in self.definitions.items() if name in used]
        return f" ({', '.join(kept)})" if kept else ""
