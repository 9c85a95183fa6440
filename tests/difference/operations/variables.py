"""Random variables: with and without defaults, given or omitted, used once or several times."""

import re
from dataclasses import dataclass, field

from graph_service.model.json import Json

from .chances import Chances
from .literals import Literal, Variable, as_json, is_constant, written

LIKELY = 14
"""Percentage of values that are replaced by a variable."""


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
        """Return the value, or sometimes a variable that has it.

        Args:
            value: the value.
            type_text: the type of the argument or input field, as in SDL.
            purpose: a variable is reused only for the same purpose.
            strict: whether the variable must be non-null even if the type is nullable (@oneOf).
        """
        if not is_constant(value) or not self.chances.sometimes(LIKELY):
            return value
        return self.make(value, type_text, purpose, strict=strict)

    def make(
        self, value: Literal, type_text: str, purpose: str = "", *, strict: bool = False
    ) -> Variable:
        """Declare a variable with this value, or reuse one of the same type and purpose."""
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
                # With both a default and a given value, the given value counts.
                default = f" = {written(value)}"
                if self.chances.sometimes(30):
                    self.given[name] = as_json(value)
            case "loose" if required and not strict and value is not None:
                # With a default, a nullable variable is allowed in a non-null position.
                declared, default = type_text.removesuffix("!"), f" = {written(value)}"
            case "absent" if not required:
                pass
            case _:
                self.given[name] = as_json(value)
        self.definitions[name] = f"${name}: {declared}{default}"
        return Variable(name)

    def condition(self, value: bool) -> Literal:
        """Return a boolean, or a variable with it, for a directive."""
        if self.chances.sometimes(50):
            return value
        return self.make(value, "Boolean!")

    def break_one(self) -> None:
        """Set a random variable to null or to a value of the wrong type."""
        if self.definitions:
            name = self.chances.pick(list(self.definitions))
            self.given[name] = self.chances.pick((None, ["a", 1], {"x": 1}, 1.5))

    def declared(self, text: str) -> str:
        """Return the definitions of the variables that a text uses; drop the values of others."""
        used = set(re.findall(r"\$(\w+)", text))
        for name in self.given.keys() - used:
            del self.given[name]
        kept = [text for name, text in self.definitions.items() if name in used]
        return f" ({', '.join(kept)})" if kept else ""
