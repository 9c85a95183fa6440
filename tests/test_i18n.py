"""Messages in Spanish and English."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

import graph_service
from graph_service.catalogue.model_messages import number_of_entries, type_name, unknown_entry
from graph_service.cli import app_for
from graph_service.cli.command_line import LANGUAGES, help_texts
from graph_service.errors import LoadRefused
from graph_service.i18n import Language, Lines, _, counted, negotiate, verbatim
from graph_service.model.edtf import REASONS
from graph_service.model.graph import CATALOGUE_TYPES, ENTRY_TYPES
from graph_service.publish.reference import reference_messages

PACKAGE = Path(graph_service.__file__).parent
Id = str | tuple[str, ...]


CLICK: set[Id] = {
    "Usage:", "Positional arguments", "Options", "Commands", "env var: {var}", "required",
    "default: {default}", "Show the version and exit.", "Show this message and exit.",
    "Try '{command} {option}' for help.", "Error: {message}", "Missing command.",
    "Missing argument", "Missing option", "Choose from:\n\t{choices}",
    "Invalid value for {param_hint}: {message}", "No such command {name!r}.",
    "No such option {name!r}.", "Option {name!r} does not take a value.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
}  # fmt: skip
"""What click says in our help, and of mistakes in our options."""


def extracted(package: Path, counted: str) -> set[Id]:
    """Return the messages in a package's source code.

    Args:
        package: its folder.
        counted: the function for messages that depend on a number.
    """
    keywords = {"_": None, counted: (1, 2)}
    found = extract_from_dir(package, method_map=[("**.py", "python")], keywords=keywords)
    return {text for _file, _line, text, _comments, _context in found}


def declared() -> set[Id]:
    """Return all messages in the source code and in the model."""
    ids = extracted(PACKAGE, "counted")
    for wording in (
        *map(verbatim, REASONS),
        *map(type_name, CATALOGUE_TYPES),
        *map(unknown_entry, ENTRY_TYPES),
        *(number_of_entries(node_type, 1) for node_type in ENTRY_TYPES),
        *map(verbatim, help_texts(app_for())),
        *reference_messages(),
    ):
        ids.add((wording.template, wording.plural) if wording.plural else wording.template)
    return ids | CLICK


def test_the_messages_of_click_are_worded_as_it_words_them() -> None:
    assert CLICK - extracted(Path(click.__file__).parent, "ngettext") == set()


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (PACKAGE / "locale/es.po").open("rb") as stream:
        return pofile.read_po(stream, locale="es", abort_invalid=True)


def entries(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def test_the_spanish_messages_are_complete_and_used(spanish: Catalog) -> None:
    known = {tuple(m.id) if m.pluralizable else m.id for m in entries(spanish)}
    assert declared() - known == set(), "messages without Spanish"
    assert known - declared() == set(), "unused Spanish"


def test_no_message_is_translated_twice() -> None:
    """Merges of branches may keep both; the second translation would never be seen."""
    text = (PACKAGE / "locale/es.po").read_text(encoding="utf-8")
    ids = re.findall(r'^msgid (?!""$)(.*(?:\n".*)*)', text, re.MULTILINE)
    assert [each for each, number in Counter(ids).items() if number > 1] == []


def test_no_message_is_inside_an_f_string() -> None:
    """There, Babel doesn't find it before Python 3.12."""
    inside = re.compile(r"""f"[^"]*\{[^}"]*\b(_|counted)\('""")
    files = PACKAGE.rglob("*.py")
    assert [file.name for file in files if inside.search(file.read_text(encoding="utf-8"))] == []


def test_no_message_is_empty_or_fuzzy(spanish: Catalog) -> None:
    assert [m.id for m in entries(spanish) if m.fuzzy or not m.string or not all(m.string)] == []


def test_spanish_has_the_placeholders_of_english(spanish: Catalog) -> None:
    for message in entries(spanish):
        english = message.id if isinstance(message.id, tuple | list) else [message.id]
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        for one, text in zip(english, texts, strict=True):
            assert placeholders(text or "") == placeholders(one), message.id


def placeholders(template: str) -> set[tuple[str, str | None]]:
    return {(name, form) for _text, name, form, _how in Formatter().parse(template) if name}


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, "en"),
        ({"LANG": "es_HN.UTF-8"}, "es"),
        ({"LANG": "es_419"}, "es"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "pt_BR.UTF-8"}, "pt"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_HN.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "es_AR.UTF-8"}, "es"),
        ({"LC_MESSAGES": "es_PE", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "es_HN", "LC_ALL": ""}, "es"),
        ({"LANG": "pt_BR.UTF-8", "LANGUAGE": "de:es:en"}, "es"),
        ({"LANG": "es_HN.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANG": "C", "LANGUAGE": "es"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "es"}, "es"),
        ({"LANG": "not a locale"}, "en"),
    ],
    ids=str,
)
def test_the_locale_selects_the_language(environ: dict[str, str], expected: str) -> None:
    assert (negotiate(environ, LANGUAGES) or "en") == expected


def test_messages_are_translated_when_rendered() -> None:
    inner = counted("{number} file", "{number} files", 2)
    message = _("{problems} in {files}", problems="x", files=inner)
    assert str(message) == "x in 2 files"
    assert message.render(Language.ES) == "x en 2 archivos"
    one = counted("{number} file", "{number} files", 1)
    assert (one.render(Language.EN), one.render(Language.ES)) == ("1 file", "1 archivo")


def test_values_are_not_templates() -> None:
    assert str(_("unknown file {name}", name="{number} {x.__class__}")) == (
        "unknown file {number} {x.__class__}"
    )


def test_errors_are_english_and_translatable() -> None:
    error = LoadRefused(Lines((_("a list"), _("text"))))
    assert (str(error), error.message) == ("a list\ntext", "a list\ntext")
    assert not isinstance(error.translatable, str)
    assert error.translatable.render(Language.ES) == "una lista\ntexto"


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command with this locale only."""
    plain = {k: v for k, v in os.environ.items() if not re.match("LANG|LC_|NEO4J_", k)}
    return subprocess.run(
        [sys.executable, "-m", "graph_service", "seeds", *arguments],
        env=plain | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("options", "locale", "expected"),
    [
        ((), "es_HN.UTF-8", "nowhere:1:1: no existe esta carpeta\n1 problema en 1 archivo\n"),
        (
            ("--lang", "en"),
            "es_HN.UTF-8",
            "nowhere:1:1: the seeds folder does not exist\n1 problem",
        ),
        (("--lang", "es"), "en_US.UTF-8", "nowhere:1:1: no existe esta carpeta\n1 problema en"),
    ],
)
def test_commands_use_the_language(options: tuple[str, ...], locale: str, expected: str) -> None:
    done = run("check", *options, "nowhere", LANG=locale)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(expected)


def test_database_errors_are_translated() -> None:
    done = run(
        "check",
        "--graph",
        "--lang",
        "es",
        "seeds",
        NEO4J_URI="bolt://127.0.0.1:1",
        NEO4J_PASSWORD="x",
    )
    assert done.returncode == 3
    assert done.stderr == (
        "No se puede conectar con la base de datos en bolt://127.0.0.1:1: compruebe que esté en"
        " marcha y revise NEO4J_URI.\n"
    )
