"""The words of the pages in Spanish and Portuguese: complete, used, with the same placeholders."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

import graph_service

EXPLORER = Path(graph_service.__file__).parent / "explorer"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext.babel_extract")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
LANGUAGES = ("es", "pt")


def declared() -> set[object]:
    """Return all words in the templates and the code."""
    found = extract_from_dir(EXPLORER, METHODS, OPTIONS, keywords=KEYWORDS)
    return {text for _file, _line, text, _comments, _context in found}


def catalogue(language: str) -> Catalog:
    with (EXPLORER / "locale" / f"{language}.po").open("rb") as stream:
        return pofile.read_po(stream, locale=language, abort_invalid=True)


def ids(found: Catalog) -> set[object]:
    return {tuple(m.id) if m.pluralizable else m.id for m in found if m.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_complete_and_used(language: str) -> None:
    known = ids(catalogue(language))
    assert declared() - known == set(), "words without a translation"
    assert known - declared() == set(), "unused translations"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_english(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        english = message.id if isinstance(message.id, tuple | list) else [message.id]
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        assert all(texts), f"{message.id} is empty"
        assert not message.fuzzy, message.id
        wanted = set().union(*map(placeholders, english))
        for text in texts:
            assert placeholders(text or "") == wanted, message.id


def placeholders(text: str) -> set[str]:
    return {name for _text, name, _form, _how in Formatter().parse(text) if name}


def test_no_text_for_readers_stands_outside_of_gettext() -> None:
    """Between tags, a template has only tags, expressions and punctuation."""
    for template in (EXPLORER / "templates").rglob("*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text(), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>| lang=\"\"", " ", text)
        assert re.findall(r"[A-Za-z]{2,}", text) == [], template.name
