"""With Spanish chosen, nothing is in English: help, mistakes in options and settings, findings."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import graph_service
from graph_service.catalogue.commands.check import check_seeds
from graph_service.catalogue.commands.load import load_seeds, plan_seeds
from graph_service.catalogue.plan.display import Display
from graph_service.cli import app_for, main
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid, GraphServiceError
from graph_service.i18n import Language, render
from graph_service.settings import (
    DatabaseSettings,
    Folders,
    LocalSettings,
    ServiceSettings,
    read_up_settings,
)
from graph_service.settings.declare import settings_of
from tests.catalogue.seeding import Seeds

PACKAGE = Path(graph_service.__file__).parent
ENGLISH = set(
    re.findall(
        "[a-z]+",
        "the of and is are was were to with for not from this that which by an at must file files"
        " folder folders entry entries field fields value values missing unknown allowed you mean"
        " write written nothing database needs only than before after have has been be if"
        " without there its it because another already changes changed removed added",
    )
)
BROKEN = """\
nombre: {es: Visita}
kind: PASANTIA
date: 9/10/2018
modality: ONLINE
hostCountries: [Costa]
visitorCountries: [hnd, {slug: gtm, role: JEFE}, {papel: PEER}]
topics: x
agenda: [a, a]
sources: [nadie]
note: ""
id: 3
citedBy: [x]
"""
GOOD = """\
name: {es: Visita, en: Visita, pt: Visita}
kind: MEETING
date: 2018
hostCountries: [cri]
visitorCountries: [{slug: hnd, role: PEER}]
sources: [iom]
"""


def english(text: str) -> set[str]:
    """Return the English words of a text, apart from what is in quotes."""
    outside = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`", " ", text)
    return ENGLISH & set(re.findall(r"(?<![\w./-])[a-z]+(?![\w./-])", outside))


def commands() -> list[tuple[str, ...]]:
    """Return the words of every command."""
    found = []
    waiting: list[tuple[tuple[str, ...], click.Command]] = [((), app_for())]
    while waiting:
        words, command = waiting.pop()
        found.append(words)
        if isinstance(command, click.Group):
            waiting += [((*words, name), inner) for name, inner in command.commands.items()]
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> None:
    monkeypatch.setattr(sys, "argv", ["graph-service", *arguments])
    monkeypatch.setenv("LC_ALL", "es_HN.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    with pytest.raises(SystemExit):
        main()


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_the_help_of_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    run(monkeypatch, *words, "--help")
    text = capsys.readouterr().out
    assert text.startswith("Uso: graph-service")
    purpose = re.sub(r"(?m)^Ejemplos:\n(  .*\n)+", "", text)
    assert english(purpose) == set()


@pytest.mark.parametrize("words", [words for words in commands() if words], ids=" ".join)
def test_an_unknown_option_of_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    run(monkeypatch, *words, "--nada")
    text = capsys.readouterr().err
    assert "Error: opción desconocida '--nada'" in text
    assert english(text) == set()


def test_every_setting_that_is_invalid() -> None:
    groups = (Folders, LocalSettings, ServiceSettings)
    names = [setting.name for group in groups for setting in settings_of(group)]
    with pytest.raises(GraphServiceError) as caught:
        read_up_settings(dict.fromkeys(names, "\x00 no") | {"PORT": "7687", "BOLT_PORT": "7687"})
    text = render(caught.value.translatable, Language.ES)
    assert "LOG_FORMAT es '\\x00 no': se admite uno de estos valores: text, json" in text
    assert len(text.splitlines()) > 25
    assert english(text) == set()


def test_a_broken_folder(seeds: Seeds) -> None:
    seeds.put("exchange-visits/xv.yaml", BROKEN)
    seeds.put("exchange-visits/Otra Visita.yml", "a: &b c\n")
    seeds.put("visitas/x.yaml", "name: x\n")
    seeds.put("topics/t.yaml", "name: [\n")
    with pytest.raises(CatalogueInvalid) as caught:
        check_seeds(seeds.folder, Console(language=Language.ES))
    text = render(caught.value.translatable, Language.ES)
    assert len(text.splitlines()) > 15
    assert english(text) == set()


def test_a_good_folder(
    seeds: Seeds, database_settings: DatabaseSettings, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds.put("exchange-visits/xv.yaml", GOOD)
    console = Console(language=Language.ES)
    display = Display(language=Language.ES)
    check_seeds(seeds.folder, console, list_warnings=True)
    plan_seeds(seeds.folder, database_settings, console, display=display)
    load_seeds(seeds.folder, database_settings, console, display=display)
    seeds.put("exchange-visits/xv.yaml", GOOD.replace("2018", "2019"))
    plan_seeds(seeds.folder, database_settings, console, display=display)
    load_seeds(seeds.folder, database_settings, console, display=display)
    text = capsys.readouterr().out
    assert "carga 1" in text
    assert english(text) == set()


SPEAKING = {"say", "status", "download", "on_step"}


def _untranslated(tree: ast.AST) -> Iterator[int]:
    """Yield the lines of texts for people that are no messages: they would stay English."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in SPEAKING or name in ERRORS:
            parts = ast.walk(node.args[0]) if not isinstance(node.args[0], ast.Call) else ()
            texts = [str(p.value) for p in parts if isinstance(p, ast.Constant)]
            if any(re.search(r"\b[a-z]{3,} [a-z]", text) for text in texts):
                yield node.lineno


ERRORS = {
    "BadParameter", "OptionRefused", "SettingsInvalid", "StartRefused", "DatabaseUnavailable",
    "CatalogueInvalid", "ChangeRefused", "LoadRefused", "HistoryMissing", "MergeRefused",
    "ExportRefused", "ArchiveInvalid", "GraphUnsettled",
}  # fmt: skip


@pytest.mark.parametrize("package", ["cli", "catalogue", "local", "export", "settings"])
def test_every_text_for_people_is_a_message(package: str) -> None:
    found = {
        f"{file.relative_to(PACKAGE)}:{line}"
        for file in (PACKAGE / package).rglob("*.py")
        for line in _untranslated(ast.parse(file.read_text(encoding="utf-8")))
    }
    assert found == set()


def test_the_installation_speaks_spanish() -> None:
    tree = ast.parse((PACKAGE.parent / "requirements/install.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    expected = {
        str(call.args[0].value)
        for call in calls
        if getattr(call.func, "id", "") == "text" and isinstance(call.args[0], ast.Constant)
    }
    (table,) = (
        node for node in ast.walk(tree) if isinstance(node, ast.Dict) and len(node.keys) > 5
    )
    spanish = ast.literal_eval(table)
    assert spanish.keys() == expected
    assert all(text.count("%") == english.count("%") for english, text in spanish.items())
