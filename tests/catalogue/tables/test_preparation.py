"""Large imports with a second process: the same files and messages as without one."""

import io
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports import preparation
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language, render
from graph_service.model.types import SOURCE
from tests.catalogue.seeding import Seeds

from .tables import a_csv

HEADERS = (
    "Identificador;Nombre (es);Tipo;Fecha;Países anfitriones;Países visitantes;Fuentes;"
    "Nota del editor\n"
)
MISTAKES = (
    "xv-{};Visita de la Licda. Ana López;Visita de estudio;2018;cri;hnd (Aprende);iom;",
    "xv-{};Visita número {};Visita;2018;cri;hnd (Aprende);iom;",
    "xv-{};Visita número {};Visita de estudio;2018-13;cri;hnd (Aprende);iom;",
    "xv-{};Visita número {};Visita de estudio;2018;cri;hnd (Aprende);nadie;",
    "xv-{};Visita número {};Visita de estudio;;cri;cri (Aprende);iom;TBD",
    "xv-{};LA VISITA NÚMERO {};Visita de estudio;2018;cri;hnd (Aprende);iom;Una  nota",
)
RIGHT = (
    "xv-{};Visita sobre trata {};Visita de estudio;2018;cri;hnd (Aprende);iom;",
    "xv-{};visita sobre migración {};Visita de estudio;2019;pan;hnd (Intercambia);iom;Una  nota,",
    "xv-{};The visit of the {};Visita de estudio;2001/2002;pan;hnd (Aprende, Se supone);iom;Nota",
)
BATCH = 7


def _imported(seeds: Seeds, table: Path) -> tuple[str, dict[str, bytes]]:
    """Import a table, and return what was said and the files; they are removed afterwards."""
    stream = io.StringIO()
    try:
        import_tables(
            [Table(file=table, type=TYPE_FOLDERS["exchange-visits"])],
            seeds.folder,
            Console(stream, language=Language.ES),
        )
    except CatalogueInvalid as error:
        stream.write(render(error.translatable, Language.ES))
    written = {path.name: path.read_bytes() for path in seeds.folder.rglob("xv-*.yaml")}
    for path in seeds.folder.rglob("xv-*.yaml"):
        path.unlink()
    return stream.getvalue(), written


def _table(tmp_path: Path, rows: Sequence[str]) -> Path:
    lines = (rows[n % len(rows)].replace("{}", f"{n}") + "\n" for n in range(12 * len(rows)))
    return a_csv(tmp_path, HEADERS + "".join(lines))


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the batches that a second process returned, for tables of any size."""
    sizes: list[int] = []
    receive = preparation._SecondProcess.receive

    def counted(self: preparation._SecondProcess) -> object:
        found = receive(self)
        sizes.append(len(found or ()))
        return found

    monkeypatch.setattr(preparation._SecondProcess, "receive", counted)
    monkeypatch.setattr(preparation, "FEWEST", BATCH)
    monkeypatch.setattr(preparation, "_BATCH", BATCH)
    return sizes


def _without_second_process(seeds: Seeds, table: Path) -> tuple[str, dict[str, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(preparation, "FEWEST", 1_000_000)
        return _imported(seeds, table)


@pytest.mark.parametrize("rows", [MISTAKES + RIGHT, RIGHT], ids=["mistakes", "right"])
def test_messages_and_files_are_those_of_one_process(
    seeds: Seeds, tmp_path: Path, received: list[int], rows: Sequence[str]
) -> None:
    table = _table(tmp_path, rows)
    expected = _without_second_process(seeds, table)
    assert not received
    assert _imported(seeds, table) == expected
    assert received == [BATCH] * (12 * len(rows) // BATCH)
    said, written = expected
    assert len(written) == (0 if rows is not RIGHT else 12 * len(rows))
    assert ("Ana López" in said) is (rows is not RIGHT)


@pytest.mark.parametrize("answered", [0, 2])
def test_if_the_second_process_ends_nothing_is_lost(
    seeds: Seeds,
    tmp_path: Path,
    received: list[int],
    answered: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = _table(tmp_path, MISTAKES + RIGHT)
    expected = _without_second_process(seeds, table)
    receive = preparation._SecondProcess.receive

    def ending(self: preparation._SecondProcess) -> object:
        if len(received) == answered:
            self._process.kill()
            self._process.join()
            while receive(self) is not None:  # what it sent before is left out
                pass
            return None
        return receive(self)

    monkeypatch.setattr(preparation._SecondProcess, "receive", ending)
    assert _imported(seeds, table) == expected


def test_without_a_second_process_nothing_is_lost(
    seeds: Seeds, tmp_path: Path, received: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = _table(tmp_path, RIGHT)
    expected = _without_second_process(seeds, table)

    def fail(_self: object) -> None:
        raise OSError

    monkeypatch.setattr(preparation._SecondProcess, "__init__", fail)
    assert _imported(seeds, table) == expected
    assert not received


def test_an_error_ends_the_second_process(received: list[int]) -> None:
    with suppress(KeyboardInterrupt), preparation.Preparation() as prepared:
        for number in range(BATCH):
            prepared.add(Entry(type=SOURCE, slug=f"{number}", values={}))
        second = prepared._second
        raise KeyboardInterrupt
    assert second is not None
    assert not second._process.is_alive()
    assert not received
