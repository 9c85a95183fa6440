"""What is found in entries is reported at the cells of an imported table."""

import io
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.console import Console
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import a_csv, refused

INSTITUTION = "Identificador;Nombre (es);Nombre (en);Tipo;Nivel;Fuentes;Nota del editor (es)\n"
SOURCE = "Identificador;Nombre;Publicado por;Idioma;Lectura de la fuente;Dirección web\n"


@pytest.mark.parametrize(
    ("folder", "table", "places"),
    [
        (
            "institutions",
            INSTITUTION + "a;Mesa;Board, tel. 2234-5678;AGENCY;NATIONAL;iom;Enlace: Lic. Pérez\n",
            ["tabla.csv:C2", "tabla.csv:G2"],
        ),
        (
            "institutions",
            INSTITUTION + "a;Mesa;<b>Work group</b>;AGENCY;NATIONAL;iom;TBD\n",
            ["tabla.csv:C2", "tabla.csv:G2"],
        ),
        (
            "sources",
            SOURCE + "b;Noticia;OIM;ES;FULL;http://iom.int/es/news/\n",
            ["tabla.csv:F2"],
        ),
    ],
)
def test_errors(seeds: Seeds, tmp_path: Path, folder: str, table: str, places: list[str]) -> None:
    seeds.put(
        "sources/a.yaml",
        "name: a\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"
        "url: https://www.iom.int/es/news\n",
    )
    *lines, _count = refused(seeds, a_csv(tmp_path, table))
    assert [line.partition(": ")[0] for line in lines] == places


def test_likely_mistakes(seeds: Seeds, tmp_path: Path) -> None:
    seeds.institution("a", "hnd", "acronym: CICESCT\n")
    table = a_csv(
        tmp_path,
        "Identificador;Sigla;Nombre (es);Tipo;Nivel;País;Fuentes\n"
        "b;CICESCT;Comité Interinstitucional;AGENCY;NATIONAL;hnd;iom\n",
    )
    shown = io.StringIO()
    tables = [table]
    assert import_tables(tables, seeds.folder, Console(shown, language=Language.ES)) == 0
    assert shown.getvalue().startswith(f"{table}:C2: b y a (")
