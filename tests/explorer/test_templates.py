"""Templates: their code is kept in files; the scripts are built from sources."""

import subprocess
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, pass_context
from jinja2.bccache import Bucket

import graph_service
from bench import npm
from graph_service.explorer.parts.templates import CompiledTemplates, environment, words_of

EXPLORER = Path(graph_service.__file__).parent / "explorer"
TSC = ("node", "node_modules/typescript/bin/tsc")
TEXT = "Hola, {{ 'Ana'|greeted }}"


@pytest.fixture(autouse=True)
def writing_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


class Counting(CompiledTemplates):
    """Counts the templates that had to be compiled."""

    compiled = 0

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled += 1
        super().dump_bytecode(bucket)


def rendered(folder: Path, codes: Counting) -> str:
    made = Environment(loader=FileSystemLoader(folder), bytecode_cache=codes, autoescape=True)
    made.filters["greeted"] = pass_context(lambda _context, name: f"¡hola {name}")
    return made.get_template("page.html").render()


def test_another_process_need_not_compile(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    for expected in (1, 0):
        codes = Counting(str(tmp_path), b"settings")
        assert rendered(tmp_path, codes) == "Hola, ¡hola Ana"
        assert codes.compiled == expected


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://www.iom.int/x", True),
        ("http://iom.int", True),
        ("javascript:alert(1)", False),
        (" https://iom.int", False),
        ("//iom.int", False),
        ("data:text/html,x", False),
    ],
)
def test_only_web_addresses_are_links(address: str, is_link: bool) -> None:
    """A load refuses all others, but Cypher can write anything."""
    text = '{% import "macros.html" as m with context %}{{ m.website(address) }}'
    html = environment().from_string(text).render(address=address, **words_of("es"))
    assert ("<a href" in html) == is_link
    assert address in html


def test_a_changed_template_is_compiled_again(tmp_path: Path) -> None:
    for text, expected in ((TEXT, "Hola, ¡hola Ana"), ("Adiós", "Adiós")):
        (tmp_path / "page.html").write_text(text)
        codes = Counting(str(tmp_path), b"settings")
        assert rendered(tmp_path, codes) == expected
        assert codes.compiled == 1


def test_other_settings_need_other_code(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    for settings in (b"settings", b"others"):
        codes = Counting(str(tmp_path), settings)
        assert rendered(tmp_path, codes) == "Hola, ¡hola Ana"
        assert codes.compiled == 1


def test_without_files_it_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    (tmp_path / "__pycache__").write_text("no folder can be here")
    assert rendered(tmp_path, Counting(str(tmp_path), b"settings")) == "Hola, ¡hola Ana"


def test_a_damaged_file_is_compiled_again(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TEXT)
    rendered(tmp_path, Counting(str(tmp_path), b"settings"))
    (file,) = (tmp_path / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:40])
    codes = Counting(str(tmp_path), b"settings")
    assert rendered(tmp_path, codes) == "Hola, ¡hola Ana"
    assert codes.compiled == 1


@pytest.mark.http
def test_the_scripts_are_built_from_the_lock_file(cache: Path, tmp_path: Path) -> None:
    """`make islands` builds them; they are never edited by hand."""
    folder = npm.install(EXPLORER / "islands" / "source", cache)
    subprocess.run([*TSC, "-p", "."], cwd=folder, check=True)
    subprocess.run(["node", "build.mjs", str(tmp_path / "islands.js")], cwd=folder, check=True)
    committed = EXPLORER / "static" / "islands.js"
    assert (tmp_path / "islands.js").read_bytes() == committed.read_bytes()
