"""The command: a short message and an exit status for every error."""

import os
import re
import socket
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from graph_service.cli import main
from graph_service.cli.command_line import SEEDS_PACKAGES, language_of_command
from graph_service.cli.serving import _browser, _listener
from graph_service.local.folder import DataFolder


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str, **variables: str) -> int:
    monkeypatch.setattr(sys, "argv", ["graph-service", *arguments])
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "PORT", "DATA", "HEAP"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit) as ended:
        main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_the_exit_status_of_help_and_of_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "--help") == 0
    assert run(monkeypatch, "nonsense") == 2
    assert run(monkeypatch, "up", "--nonsense") == 2


def test_help_lists_all_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--help") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    first = {line[0] for line in lines if line}
    assert first >= {"up", "serve", "seeds", "export", "diff", "verify", "restore", "publish"}


def test_a_serving_process_imports_nothing_of_the_catalogue() -> None:
    program = """
import sys
from graph_service.cli import app_for
app_for(["serve"])
import graph_service.api.server
print([name for name in sys.modules if name.startswith("graph_service.catalogue")])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_version_is_that_of_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"graph-service {metadata.version('graph-service')}\n"


@pytest.mark.parametrize("command", ["up", "serve"])
def test_the_exit_status_of_invalid_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run(monkeypatch, command, PORT="http") == 1
    assert "PORT is 'http': allowed is a port number from 1 to 65535\n" in capsys.readouterr().err


def test_up_rejects_a_port_in_use_and_suggests_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert run(monkeypatch, "up", PORT=str(port), DATA=str(tmp_path / "data")) == 1
        message = capsys.readouterr().err
        assert message.startswith(f"Port {port} on 127.0.0.1 can't be used (it is in use)")
        assert f"for example PORT={port + 1}, or" in message
        assert message.count("\n") == 1

        folder = DataFolder(tmp_path / "data")
        with folder.claimed():
            assert run(monkeypatch, "up", PORT=str(port), DATA=str(tmp_path / "data")) == 1
        assert "already uses the data" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "start"),
    [(".data", "make up"), ("my data", "make up DATA='my data'")],
)
def test_without_a_database_commands_say_how_to_start_one(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    data: str,
    start: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    variables = {} if data == ".data" else {"DATA": data}
    assert run(monkeypatch, "seeds", "undo", "--lang", "en", **variables) == 3
    assert capsys.readouterr().err == (
        f"No Neo4j is running on the data in {data}, and NEO4J_URI is not set. Start it with"
        f" `{start}` in another terminal and wait for its addresses; or set DATA to the folder of a"
        " running one, or NEO4J_URI and NEO4J_PASSWORD to name any other.\n"
    )
    assert run(monkeypatch, "seeds", "pull", "copy", "--lang", "es", **variables) == 3
    assert capsys.readouterr().err.startswith(f"No hay un Neo4j en marcha con los datos de {data}")
    assert not Path(data).exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104
def test_browser_gets_a_reachable_address(host: str) -> None:
    with _listener(host, 0) as listener:
        browser = _browser(listener)
        port = listener.getsockname()[1]
    assert browser.host == "127.0.0.1"
    assert browser.commands[-1] == f"guide http://127.0.0.1:{port}/browser/guia.html"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("seeds chek", "comando desconocido 'chek'. ¿Quiso decir 'check'?"),
        ("seeds log --al", "opción desconocida '--al'. ¿Quiso decir una de estas: '--all', '--hel"),
        ("seeds check --formt", "opción desconocida '--formt'. ¿Quiso decir '--format'?"),
        ("seeds check --format", "la opción '--format' necesita un valor."),
        ("seeds check --graph=1", "la opción '--graph' no lleva ningún valor."),
        ("seeds check --format xml", "'--format': valor desconocido 'xml'; se admite: 'text', 'js"),
        ("seeds check a b", "argumento de más: b"),
        (
            "seeds template",
            "'--type': un .csv tiene un solo tipo: indíquelo, o escriba todos en un",
        ),
        (
            "seeds template hnd --filled -o x.xlsx",
            "'--filled': los identificadores necesitan --type y --filled",
        ),
        ("seeds template --type x", "'--type': tipo desconocido \"x\"; se admite: "),
        ("seeds import", "falta 'TABLA...'."),
        ("seeds check --graph --warnings", "'--graph': no se combina con --format"),
        ("seeds undo x", "'[CARGA]': \"x\" no es el número de una carga, como 7"),
        ("export x", "falta '--format'. Se admite:\n\tcsv,\n\tjsonl"),
        ("export x --format xml", "'--format': valor desconocido 'xml'; se admite: 'csv', 'jsonl'"),
        ("export x --format csv --base-iri x", "'--base-iri': \"x\" no es un IRI absoluto"),
    ],
)
def test_mistakes_in_options_are_reported_in_spanish(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: str,
    expected: str,
) -> None:
    assert run(monkeypatch, *arguments.split(), LC_ALL="es_HN.UTF-8") == 2
    usage, _, error = capsys.readouterr().err.rpartition("Error: ")
    assert error.startswith(expected)
    assert re.fullmatch(r"(Uso: graph-service .*\nVea graph-service [a-z ]+ --help\.\n\n)?", usage)


def test_the_language_is_chosen_by_an_option_or_the_locale() -> None:
    assert language_of_command(["seeds", "check", "--lang", "es"]) == "es"
    assert language_of_command(["--lang=es", "--lang=en"]) == "en"
    assert language_of_command(["--lang", "de"]) == language_of_command([])


@pytest.mark.parametrize(
    ("arguments", "locale"), [(["--lang", "pt"], "en_GB.UTF-8"), ([], "pt_BR.UTF-8")]
)
def test_readers_of_portuguese_are_told_that_messages_are_in_spanish(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    locale: str,
) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    assert run(monkeypatch, "seeds", "check", "nada", *arguments, LC_ALL=locale) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "As mensagens ainda não estão em português: seguem em espanhol."
    assert said[-1] == "1 problema en 1 archivo"


def test_help_and_mistakes_are_in_the_language_of_an_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also if the variables that gettext reads name another."""
    monkeypatch.setenv("LANGUAGE", "en")
    assert run(monkeypatch, "seeds", "log", "--lang", "es", "--x", LC_ALL="pt_BR.UTF-8") == 2
    assert "Error: opción desconocida '--x'" in capsys.readouterr().err
    assert run(monkeypatch, "seeds", "log", "--lang", "en", "--x", LC_ALL="es_HN.UTF-8") == 2
    assert "Error: No such option '--x'" in capsys.readouterr().err
    assert os.environ["LANGUAGE"] == "en"


def test_help_in_spanish(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "seeds", "plan", "--help", "--lang", "es", COLUMNS="80") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Uso: graph-service seeds plan [OPCIONES] [CARPETA]"
    assert "    graph-service seeds plan --prune --all" in lines
    assert "  --all                 No abrevia las listas largas." in lines
    assert "FOLDER" not in "\n".join(lines)


def test_a_command_without_the_packages_of_its_extra_names_it() -> None:
    program = f"""
import sys
sys.modules |= dict.fromkeys({SEEDS_PACKAGES})
from graph_service.cli import main
main()
"""
    command = [sys.executable, "-c", program, "seeds", "check", "seeds", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "This command needs the extra `seeds`, as rapidfuzz is not installed: pip install"
        " 'graph-service[seeds]'.\n"
    )


def test_the_packages_of_the_extra_are_those_of_the_project() -> None:
    needed = [each for each in metadata.requires("graph-service") or () if "seeds" in each]
    assert sorted(re.findall(r"^\w+", each)[0] for each in needed) == sorted(SEEDS_PACKAGES)
