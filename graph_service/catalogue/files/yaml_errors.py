"""What libyaml says to a text that isn't YAML → what a steward can do about it."""

from __future__ import annotations

from collections.abc import Mapping

from yaml import MarkedYAMLError

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Shown, Wording, _

_TAB = _("a tab; indent with spaces")
_UNCLOSED_LIST = _("in a list in brackets, a comma or the ] at its end is missing")
_UNCLOSED_MAPPING = _("in a mapping in braces, a comma or the }} at its end is missing")

_REASONS: Mapping[str, Wording] = {
    "mapping values are not allowed in this context": _(
        "a colon where none can stand: put a text that has a colon in quotes, or indent the field"
        " like those beside it"
    ),
    "could not find expected ':'": _(
        "a line without a colon: a field is written as name: value, and the further lines of a"
        " text are indented"
    ),
    "did not find expected key": _(
        "a field that doesn't begin below those beside it, or text after a closing quote"
    ),
    "did not find expected '-' indicator": _(
        "a line that is neither an item of the list (with a hyphen, below the others) nor its end"
    ),
    "block sequence entries are not allowed in this context": _(
        "a hyphen where no list can begin: begin the list in a line of its own, or put a text in"
        " quotes"
    ),
    "did not find expected ',' or ']'": _UNCLOSED_LIST,
    "did not find expected ',' or '}'": _UNCLOSED_MAPPING,
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found unexpected end of stream": _("a quote that is not closed"),
    "found unknown escape character": _(
        "a backslash in double quotes: write two, or use single quotes"
    ),
    "exceeded maximum nesting depth": _("nested far too deep"),
    "found invalid Unicode character escape code": _("an escape that stands for no character"),
    "did not find expected node content": _(
        "a value is missing, or a text needs quotes for how it begins"
    ),
    "did not find expected <document start>": _(
        "text that belongs to no field: is it indented like the line above?"
    ),
}


def why_not_yaml(error: MarkedYAMLError, text: str) -> Shown:
    """Say what is wrong in a text where the parser stumbled, in the parser's words if need be."""
    problem = (error.problem or "").strip()
    if problem == "found character that cannot start any token" and error.problem_mark:
        character = text[error.problem_mark.index]
        if character == "\t":
            return _TAB
        return _("a text that begins with {character} needs quotes", character=quoted(character))
    return _REASONS.get(problem) or " ".join(f"{error.context or ''} {problem}".split())
