"""Filters: the operators of a property, and the comparisons that they compile to.

An operator whose operand is null counts as not given; a missing value satisfies only `isNull`.
Texts are compared folded; codes, slugs and ids exactly, but codes of capitals in either case.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from enum import Enum

from graph_service.compiler.fields import encoders
from graph_service.compiler.fields.type_system import EnumType, InputField, InputType
from graph_service.compiler.ir.conditions import Test
from graph_service.compiler.ir.sources import Encoder, On, Param
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.model.declare import Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edges import DERIVED, EDGES
from graph_service.model.graph import ENTRY_TYPES, FORMER_SLUGS, PROPERTIES
from graph_service.model.kinds import FILTERED, Kind, by_kind
from graph_service.model.storage import key_of, suffix
from graph_service.model.text import FALLBACK
from graph_service.model.types import ADDED_IN, CHANGE, UPDATED_IN
from graph_service.model.types.shared import NOTE

Operators = Mapping[str, tuple[str, tuple[Encoder, ...]]]
"""By operator: a template with {v}, {p} for the property, {l} for a language suffix, {0}, {1} for
the parameters; and the encoders of these."""

# Neo4j 2026.08 sometimes plans CONTAINS on a RANGE index, and then fails. toString() prevents that;
# IS NOT NULL still lets it read the index in order.
_CONTAINS = "{v}.{p} IS NOT NULL AND toString({v}.{p}) CONTAINS {0}"
_IS_NULL = ("({v}.{p} IS NULL) = {0}", (encoders.same,))
_KEY_NAME = key_of("{p}")
_KEY = "{v}." + _KEY_NAME


def _compared(name: str, one: Encoder, each: Encoder) -> Operators:
    """Return the operators of a text that is stored as it is compared, under a name."""
    return {
        "eq": (f"{{v}}.{name} = {{0}}", (one,)),
        "in": (f"{{v}}.{name} IN {{0}}", (each,)),
        "contains": (_CONTAINS.replace("{p}", name), (one,)),
        "startsWith": (f"{{v}}.{name} STARTS WITH {{0}}", (one,)),
        "isNull": _IS_NULL,
    }


def _less_or_greater(encode: Encoder) -> Operators:
    signs = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}
    return {name: (f"{{v}}.{{p}} {sign} {{0}}", (encode,)) for name, sign in signs.items()}


EXACT = _compared("{p}", encoders.same, encoders.same)
CAPITALS = _compared("{p}", encoders.capitals, encoders.capitals_each)
_UNTRANSLATED = ("{v}.{p} IS NOT NULL AND {v}['{p}' + {0}] IS NULL", (encoders.language_suffix,))
FOLDED: Operators = {
    "eq": (_KEY + " CONTAINS {0}", (encoders.line,)),
    "in": (f"any(x IN {{0}} WHERE {_KEY} CONTAINS x)", (encoders.line_each,)),
    "contains": (_KEY + " CONTAINS {0}", (encoders.folded,)),
    "startsWith": (_KEY + " CONTAINS {0}", (encoders.line_start,)),
    "isNull": _IS_NULL,
    "untranslated": _UNTRANSLATED,
}
IN_LANGUAGE: Operators = {
    **_compared(_KEY_NAME + "{l}", encoders.folded, encoders.folded_each),
    "untranslated": _UNTRANSLATED,
}
_IS_EMPTY = ("(size(coalesce({v}.{p}, [])) = 0) = {0}", (encoders.same,))
LIST: Operators = {
    "has": ("{0} IN {v}.{p}", (encoders.same,)),
    "hasAny": ("any(x IN {0} WHERE x IN {v}.{p})", (encoders.same,)),
    "hasAll": ("all(x IN {0} WHERE x IN {v}.{p})", (encoders.same,)),
    "contains": ("any(x IN {v}.{p} WHERE x CONTAINS {0})", (encoders.same,)),
    "isEmpty": _IS_EMPTY,
}
FOLDED_LIST: Operators = {
    "has": (_KEY + " CONTAINS {0}", (encoders.line,)),
    "hasAny": (f"any(x IN {{0}} WHERE {_KEY} CONTAINS x)", (encoders.line_each,)),
    "contains": (_KEY + " CONTAINS {0}", (encoders.folded,)),
    "isEmpty": _IS_EMPTY,
}
NUMBER: Operators = {
    "eq": EXACT["eq"],
    "in": ("{v}.{p} IN {0}", (encoders.numbers,)),
    **_less_or_greater(encoders.same),
    "isNull": _IS_NULL,
}
IDENTITY: Operators = {"eq": EXACT["eq"], "in": EXACT["in"]}
ENTRY_TYPE: Operators = {
    "eq": ("{v}.{p} = {0}", (encoders.type_name,)),
    "in": ("{v}.{p} IN {0}", (encoders.type_names,)),
}
TIME: Operators = {**_less_or_greater(encoders.time), "isNull": _IS_NULL}
_OVERLAP = (
    "coalesce({v}.{p}Latest >= {0}, {v}.{p} IS NOT NULL) AND coalesce({v}.{p}Earliest <= {1}, true)"
)
# Two bounds of the last day, which has an index.
_IN_YEAR = "{v}.{p}Latest <= {1} AND {v}.{p}Latest >= {0}"
_YEAR = (encoders.year_from, encoders.date_to)
DATE: Operators = {
    "possiblyIn": (_OVERLAP, (encoders.date_from, encoders.date_to)),
    "within": (
        "{v}.{p}Earliest >= {0} AND {v}.{p}Latest <= {1}",
        (encoders.date_from, encoders.date_to),
    ),
    "before": ("{v}.{p}Latest < {0}", (encoders.date_from,)),
    "after": ("{v}.{p}Earliest > {0}", (encoders.date_to,)),
    "year": (f"{_IN_YEAR} AND {{v}}.{{p}}Earliest >= {{0}}", _YEAR),
    "inOrBy": (f"{_IN_YEAR} AND coalesce({{v}}.{{p}}Earliest, {{v}}.{{p}}Latest) >= {{0}}", _YEAR),
    "precision": ("any(x IN {0} WHERE {v}.{p} =~ x)", (encoders.date_forms,)),
    "qualifier": ("{v}.{p}Qualifier IN {0}", (encoders.same,)),
    "isNull": _IS_NULL,
}
REMARKS: Operators = {"has": LIST["has"], "isEmpty": _IS_EMPTY}
_IN_EACH = f"[{', '.join(f'{{v}}.{{p}}{suffix(language)}' for language in FALLBACK)}]"
_HAS_WORDS = "x IS NOT NULL AND toLower(toString(x)) CONTAINS toLower({0})"
REMARK: Operators = {
    "contains": (f"any(x IN {_IN_EACH} WHERE {_HAS_WORDS})", (encoders.same,)),
    "isNull": _IS_NULL,
}


def _text_operators(prop: Property) -> Operators:
    """Return the operators of a text: on its folded key, if it has one."""
    if prop.is_capitals:
        return CAPITALS
    if prop.remark:
        return REMARKS if prop.many else REMARK
    if prop.kind.key_names(prop):
        return FOLDED_LIST if prop.many else FOLDED
    return LIST if prop.many else EXACT


_OPERATORS: Mapping[Kind, Callable[[Property], Operators]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL, Kind.ENUM): _text_operators,
        (Kind.INT, Kind.BOOLEAN): lambda _: NUMBER,
        Kind.DATE: lambda _: DATE,
        Kind.DATETIME: lambda _: TIME,
        Kind.ENTRY_ID: lambda _: IDENTITY,
        Kind.ENTRY_TYPE: lambda _: ENTRY_TYPE,
    },
    FILTERED,
)


def comparisons(prop: Property, on: On, tree: ArgumentTree) -> list[Test]:
    """Return the conditions of a filter; none if no operator is given.

    >>> from graph_service.compiler.ir.origins import Constant
    >>> tree = {"eq": Leaf(Constant("x"), "x"), "startsWith": Leaf(Constant(None), None)}
    >>> [test.template for test in comparisons(PROPERTIES["Country"]["iso3"], "node", tree)]
    ['{v}.iso3 = {0}']
    """
    if not isinstance(tree, Mapping):
        return []
    operators, language = _OPERATORS[prop.kind](prop), ""
    lang = tree.get("lang")
    if prop.kind.has_languages and isinstance(lang, Leaf) and lang.value is not None:
        operators, language = IN_LANGUAGE, suffix(str(lang.value).lower())
    conditions: list[Test] = []
    for name, leaf in tree.items():
        if name == "lang" or not isinstance(leaf, Leaf) or leaf.value is None:
            continue
        template, encoders_of = operators[name]
        text = template.replace("{p}", prop.name).replace("{l}", language)
        params = tuple(Param(leaf.origin, e, f"{prop.name}.{name}") for e in encoders_of)
        conditions.append(Test(text, params, on, keyed=prop.code and name in ("eq", "in")))
    return conditions


_TYPE = replace(CHANGE.property_of("entryType"), name="type")


def type_comparisons(tree: ArgumentTree) -> list[Test]:
    """Return the conditions of a filter on the type of an entry, which is its label.

    >>> from graph_service.compiler.ir.origins import Constant
    >>> type_comparisons({"eq": Leaf(Constant("TOPIC"), "TOPIC")})[0].template
    'labels({v})[0] = {0}'
    """
    found = comparisons(_TYPE, "node", tree)
    return [replace(t, template=t.template.replace("{v}.type", "labels({v})[0]")) for t in found]


FOLDING = "Case and accents are ignored, except in slugs and URLs."
_LISTS = frozenset({"in", "hasAny", "hasAll"})
_TYPES = {
    "isNull": "Boolean",
    "isEmpty": "Boolean",
    "lang": "Language",
    "untranslated": "Language",
    "year": "Int",
    "inOrBy": "Int",
    "precision": "[DatePrecision!]",
    "qualifier": "[DateQualifier!]",
}
_MEANINGS = {
    "eq": "Equals this value.",
    "in": "Equals one of these values.",
    "lt": "Is less than this value.",
    "lte": "Is less than or equal to this value.",
    "gt": "Is greater than this value.",
    "gte": "Is greater than or equal to this value.",
    "contains": "Contains this text.",
    "startsWith": "Starts with this text.",
    "isNull": "Has no value, if true; has one, if false.",
    "untranslated": "Has a text, but none in this language.",
    "has": "Includes this value.",
    "hasAny": "Includes at least one of these values.",
    "hasAll": "Includes all of these values.",
    "isEmpty": "Is empty, if true; is not empty, if false.",
    "possiblyIn": (
        "Possibly falls in this period, such as `2018` or `2018-03/2018-10` (EDTF): the two"
        " overlap, and an open or unknown start or end is unlimited."
    ),
    "within": "Certainly falls in this period, such as `2018` or `2018-03/2018-10` (EDTF).",
    "before": "Ended before the first day of this date, such as `2018-10-09` (EDTF).",
    "after": "Began after the last day of this date, such as `2018-10-09` (EDTF).",
    "year": "Is in this year for sure: from its first possible day to its last.",
    "inOrBy": (
        "Is in this year for sure, or has no first day, and its last possible one is in this year."
    ),
    "precision": "Has one of these precisions.",
    "qualifier": "Has one of these qualifiers.",
    "lang": "Compare the text that is returned for this language; by default, the texts in all.",
}


def _filter(name: str, description: str, value: str, operators: Collection[str]) -> InputType:
    """Return a filter with these operators, which compare with values of a type."""
    return InputType(
        name,
        f"Conditions on {description}",
        tuple(
            InputField(
                operator,
                _TYPES.get(operator, f"[{value}!]" if operator in _LISTS else value),
                _MEANINGS[operator],
            )
            for operator in operators
        ),
    )


def _enum_filter(prop: Property) -> InputType:
    name, value = prop.kind.filter_name(prop), prop.kind.graphql_type(prop)
    if prop.many:
        operators = [operator for operator in LIST if operator != "contains"]
        return _filter(name, f"a list of values of `{value}`.", value, operators)
    operators = ["eq", "in", *([] if name in _REQUIRED else ["isNull"])]
    return _filter(name, f"a value of `{value}`.", value, operators)


def is_filtered(prop: Property) -> bool:
    """Whether `where` has a filter for a property: of remarks, lists and notes have one.

    What a release recorded is filtered by time, and former slugs are found by lookups.
    """
    if prop in (FORMER_SLUGS, ADDED_IN, UPDATED_IN):
        return False
    return prop.kind.is_filtered and (prop.many or not prop.remark or prop is NOTE)


def filter_name(prop: Property) -> str:
    """Return the input type of the filter of a property."""
    return "RemarkFilter" if prop is NOTE else prop.kind.filter_name(prop)


_PROPERTIES = (
    *(prop for properties in PROPERTIES.values() for prop in properties.values()),
    *EDGE_PROPERTIES,
    *(prop for edge in (*EDGES, *DERIVED) if edge.facts for prop in edge.facts.properties),
)
_REQUIRED = {p.kind.filter_name(p) for p in _PROPERTIES if p.enum} - {
    p.kind.filter_name(p) for p in _PROPERTIES if p.enum and not p.required and not p.remark
}
"""Filters of enums that all properties have."""
_ENUMS = {
    prop.kind.filter_name(prop): _enum_filter(prop)
    for prop in _PROPERTIES
    if prop.enum is not None and not prop.remark
}
_DATED = (
    "a date. An open or unknown bound matches only `possiblyIn` and, at the start, `inOrBy`; what"
    " is known from a report or publication of a day has no first day."
)
_LISTED = f"a list of texts. `contains` holds if one of them contains the text. {FOLDING}"
# Its values are the names of the types.
_EntryType = Enum(  # type: ignore[misc] # mypy requires literal members
    "EntryType", {t.enum_name: t.name for t in ENTRY_TYPES}
)
ENTRY_TYPE_ENUM = EnumType(
    enum=_EntryType,
    description="The types of entries in the catalogue.",
    meanings={t.enum_name: t.description for t in ENTRY_TYPES},
)
TYPES = (
    _filter("IdFilter", "an id.", "ID", IDENTITY),
    _filter("TextFilter", f"a text in several languages. {FOLDING}", "String", (*FOLDED, "lang")),
    _filter("StringFilter", f"a text. {FOLDING}", "String", EXACT),
    _filter("StringListFilter", _LISTED, "String", FOLDED_LIST),
    _filter(
        "RemarksFilter",
        "a list of remarks, or of the names of fields, which `has` compares exactly.",
        "String",
        REMARKS,
    ),
    _filter(
        "RemarkFilter",
        "an editor's note, in any language. Case is ignored, accents are not.",
        "String",
        REMARK,
    ),
    _filter("IntFilter", "an integer.", "Int", NUMBER),
    _filter("BooleanFilter", "a Boolean.", "Boolean", ("eq", "isNull")),
    _filter("PartialDateFilter", _DATED, "String", DATE),
    _filter("DateTimeFilter", "a point in time.", "DateTime", TIME),
    _filter("EntryTypeFilter", "a type of entries.", "EntryType", ENTRY_TYPE),
    *_ENUMS.values(),
)
