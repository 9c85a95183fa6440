"""Texts in three languages, and names that are the editors' translations (docs/scope.md)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.english import english_in

from .records import DATA, ENTRIES, read

LANGUAGES = ("es", "en", "pt")
TYPES = (
    "GoodPractice", "ExchangeVisit", "KnowledgeTransfer", "Programme", "Agreement", "Evaluation",
    "Topic",
)  # fmt: skip
NAMED = {
    identity: entry for identity, entry in ENTRIES.items() if identity.partition(":")[0] in TYPES
}
OFFICIAL = read(DATA / "names.yaml")
LANGUAGE_OF = {"bra": "pt", "blz": "en", "can": "en", "guy": "en", "usa": "en", "sur": "nl"}
"""The languages of countries that are not Spanish-speaking."""

BY_OTHERS = {
    # Its English sources call the campaign by its Spanish name, too.
    ("GoodPractice:gp-llama-y-vive", "es"),
}
"""Names that a source in another language gives in this one."""


EDITORS = {"note", "remark", "remarks", "conclusion", "agenda", "endReason", "disputed"}
"""Fields of texts that editors write, of entries, links and events."""
ENGLISH_NAMES = {
    # The organization has this name in all languages.
    "Save the Children",
    "The Warnath Group",
}
"""English in Spanish and Portuguese texts that is in no quotes."""


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the texts by language of an entry, and those that should be, with their fields."""
    if field in EDITORS or (isinstance(value, dict) and value.keys() & {*LANGUAGES}):
        yield field, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


TEXTS = [(i, field, text) for i, entry in ENTRIES.items() for field, text in _texts(entry)]


def _cited(entry: Mapping[str, Any]) -> set[str]:
    slugs = (s["slug"] if isinstance(s, dict) else s for s in entry.get("sources", []))
    return {ENTRIES[f"Source:{slug}"]["language"].lower() for slug in slugs}


def _is_own(identity: str, language: str) -> bool:
    """Whether a cited source is in this language, or in one in which the name is the same."""
    entry = NAMED[identity]
    if (identity, language) in BY_OTHERS:
        return True
    name, cited = entry["name"], _cited(entry)
    return any(name[language] == name[other] for other in cited if other in name)


@pytest.mark.parametrize("field", ["name", "summary"])
def test_texts_are_in_three_languages(field: str) -> None:
    texts = {identity: entry[field] for identity, entry in NAMED.items() if field in entry}
    assert [
        i for i, found in texts.items() if tuple(sorted(found)) != tuple(sorted(LANGUAGES))
    ] == []


def test_what_editors_write_is_in_three_languages() -> None:
    written = [(i, field, text) for i, field, text in TEXTS if field in EDITORS]
    assert len(written) > 400
    lacking = [
        (identity, field)
        for identity, field, text in written
        if not isinstance(text, dict) or sorted(text) != sorted(LANGUAGES) or not all(text.values())
    ]
    assert lacking == []
    numbers = [(i, {len(_listed(each)) for each in text.values()}) for i, _, text in written]
    assert [identity for identity, items in numbers if len(items) > 1] == []


def _listed(text: str | list[str]) -> list[str]:
    return text if isinstance(text, list) else [text]


def test_spanish_and_portuguese_texts_have_no_english() -> None:
    names = re.compile("|".join(ENGLISH_NAMES))
    found = {
        f"{identity} {field} {language}: {shown}"
        for identity, field, text in TEXTS
        for language in ("es", "pt")
        for shown in _listed(text.get(language, []))
        if english_in(names.sub("", shown))
    }
    assert found == set()


def test_a_name_without_a_source_in_its_language_is_a_translation() -> None:
    unmarked = [
        f"{identity} {language}"
        for identity, entry in NAMED.items()
        for language in LANGUAGES
        if language.upper() not in entry.get("translatedInto", [])
        and not _is_own(identity, language)
        and not (identity.startswith("Topic:") and language == "es")
    ]
    assert unmarked == []


def test_institutions_and_countries_have_no_translated_names() -> None:
    """Their names in other languages are official, or left out."""
    others = [i for i in ENTRIES if i.startswith(("Institution:", "Country:"))]
    assert [i for i in others if "translatedInto" in ENTRIES[i]] == []


def test_every_name_of_an_institution_is_used_by_itself_or_by_a_source() -> None:
    """It is in a language of its country or of a source, is the same there, or is listed."""
    unused = []
    needless = {(name["institution"], name["language"]) for name in OFFICIAL}
    for identity, entry in ENTRIES.items():
        if not identity.startswith("Institution:"):
            continue
        slug, name = identity.removeprefix("Institution:"), entry["name"]
        used = _cited(entry)
        if "country" in entry:
            used.add(LANGUAGE_OF.get(entry["country"], "es"))
        known = {name[language] for language in used if language in name}
        for language in name.keys() - used:
            if name[language] in known:
                continue
            if (slug, language) in needless:
                needless.remove((slug, language))
            else:
                unused.append((slug, language))
    assert (unused, needless) == ([], set())
