"""Rows of new stewards, and what they read when they import them."""

import io
from pathlib import Path

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.files.folder import TYPE_FOLDERS
from graph_service.catalogue.imports.read_tables import Table
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language, render
from tests.catalogue.seeding import Seeds

from .tables import a_csv

VISIT = {
    "Identificador": "xv-uno",
    "Nombre (es)": "Visita a San José",
    "Tipo": "Visita de estudio",
    "Fecha": "2018",
    "Participantes": "12",
    "Países anfitriones": "cri",
    "Países visitantes": "hnd (Aprende)",
    "Fuentes": "iom",
    "Nota del editor": "",
}
TRANSFER = {
    "Identificador": "kt",
    "Nombre (es)": "Traslado",
    "Sustento": "Lo dice la fuente",
    "Práctica": "p",
    "Países de origen": "hnd",
    "Países receptores": "pan",
    "Fuentes": "iom",
    "Evento: posición": "1",
    "Evento: etapa": "Visitada",
}
COUNTRY = {
    "Identificador": "nic",
    "Nombre (es)": "Nicaragua",
    "ISO 3166-1 alfa-2": "NI",
    "ISO 3166-1 alfa-3": "NIC",
    "ISO 3166-1 numérico": "558",
    "Subregión": "América Central",
    "En la región": "sí",
}
SECOND = dict.fromkeys(TRANSFER, "") | {"Evento: posición": "2", "Evento: etapa": "Decidida"}


def messages(
    seeds: Seeds,
    tmp_path: Path,
    *rows: dict[str, str],
    folder: str = "exchange-visits",
    updating: bool = False,
) -> list[str]:
    """Import a table in Spanish, and return what the steward reads, without the last line."""
    seeds.institution("i", "hnd")
    seeds.practice("p", "[i]", "countries: [hnd]\n")
    lines = [[*rows[0]], *([*row.values()] for row in rows)]
    table = a_csv(tmp_path, "".join(";".join(map(_cell, line)) + "\n" for line in lines))
    stream = io.StringIO()
    try:
        import_tables(
            [Table(file=table, type=TYPE_FOLDERS[folder])],
            seeds.folder,
            Console(stream, language=Language.ES),
            updating=updating,
        )
    except CatalogueInvalid as error:
        stream.write(render(error.translatable, Language.ES))
    *lines_read, _count = stream.getvalue().splitlines()
    return [line.replace(f"{table}:", "") for line in lines_read]


def _cell(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
