"""Lists of texts per language in sheets, in folders of two stewards, and in merged entries."""

import io
import re
import shutil
from pathlib import Path

import pytest

from graph_service.catalogue.commands.import_ import import_tables
from graph_service.catalogue.commands.template import write_template
from graph_service.console import Console
from graph_service.errors import CatalogueInvalid
from graph_service.i18n import Language
from graph_service.model.graph import TYPE_FOLDERS
from tests.catalogue.live import Live
from tests.catalogue.planning import run
from tests.catalogue.restructure.helpers import command
from tests.catalogue.seeding import Seeds
from tests.catalogue.tables.tables import a_csv

TOPIC = """\
name: {es: Alojamiento}
otherNames:
  es:
    - Albergue  # in Central America
    - Refugio
  pt: [Abrigo]
scheme: SUBJECT
"""
FILE = "topics/shelter.yaml"


@pytest.fixture
def seeds(seeds: Seeds) -> Seeds:
    seeds.put(FILE, TOPIC)
    return seeds


def _text(seeds: Seeds) -> str:
    return (seeds.folder / FILE).read_text(encoding="utf-8")


def _updated(seeds: Seeds, table: Path, *, confirmed: bool = False) -> list[str]:
    said = io.StringIO()
    import_tables(
        [table],
        seeds.folder,
        Console(said, language=Language.ES),
        updating=True,
        confirmed=confirmed,
    )
    return said.getvalue().splitlines()


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_a_filled_sheet_changes_nothing(seeds: Seeds, tmp_path: Path, extension: str) -> None:
    seeds.put(FILE, TOPIC.replace("Abrigo", '"Casa | abrigo"'))
    before = _text(seeds)
    table = tmp_path / f"t.{extension}"
    topic = TYPE_FOLDERS["topics"]
    write_template([topic], "pt", table, xlsx=extension == "xlsx", seeds=seeds.folder, filled=[])
    (said,) = _updated(seeds, table)
    assert said.startswith("1 entrada ya tiene todo lo que dice la tabla")
    assert _text(seeds) == before


def test_the_list_of_each_language_grows(seeds: Seeds, tmp_path: Path) -> None:
    table = a_csv(
        tmp_path,
        "Slug,Otros nombres (es),Other names (en)\nshelter,Refugio|Hogar,Shelter\n",
        "topics",
    )
    assert _updated(seeds, table)[:3] == [
        "  ~ topics/shelter",
        '      Otros nombres (es): se agrega "Hogar"',
        '      Otros nombres (en): se agrega "Shelter"',
    ]
    assert _text(seeds) == TOPIC.replace(
        "    - Refugio\n", "    - Refugio\n    - Hogar\n  en:\n    - Shelter\n"
    )


def test_the_list_of_one_language_is_replaced_or_removed(seeds: Seeds, tmp_path: Path) -> None:
    header = "Slug,Otros nombres (es) [reemplazar],Otros nombres (pt)"
    table = a_csv(tmp_path, f"{header}\nshelter,Refugio,[vaciar]\n", "topics")
    assert _updated(seeds, table)[:3] == [
        "  ~ topics/shelter",
        '      Otros nombres (es): se quita "Albergue"',
        '      Otros nombres (pt): se quita "Abrigo"',
    ]
    assert _text(seeds) == TOPIC
    _updated(seeds, table, confirmed=True)
    assert _text(seeds) == TOPIC.replace("    - Albergue  # in Central America\n", "").replace(
        "  pt: [Abrigo]\n", ""
    )


def test_a_column_without_a_language_is_reported(seeds: Seeds, tmp_path: Path) -> None:
    table = a_csv(tmp_path, "Slug,Otros nombres\nshelter,Hogar\n", "topics")
    expected = 'B1: unknown column "Otros nombres"; did you mean "Otros nombres (es)"?'
    with pytest.raises(CatalogueInvalid, match=re.escape(expected)):
        _updated(seeds, table)


def test_two_stewards_change_the_lists(live: Live, seeds: Seeds, tmp_path: Path) -> None:
    run(live, "load", seeds)
    other = Seeds(tmp_path / "other")
    shutil.copytree(seeds.folder, other.folder)
    seeds.put(FILE, TOPIC.replace("    - Refugio\n", "").replace("[Abrigo]", "[Abrigo, Lar]"))
    run(live, "load", seeds)
    other.put(
        FILE, TOPIC.replace("    - Refugio\n", "    - Refugio\n    - Hogar\n  en: [Shelter]\n")
    )
    run(live, "pull", other)
    run(live, "load", other)
    assert live.rows("MATCH (t:Topic) RETURN t.otherNamesEs, t.otherNamesEn, t.otherNamesPt") == [
        (["Albergue", "Hogar"], ["Shelter"], ["Abrigo", "Lar"])
    ]
    assert _text(other) == TOPIC.replace("Refugio\n", "Hogar\n  en: [Shelter]\n").replace(
        "  pt: [Abrigo]\n", "  pt: [Abrigo, Lar]\n"
    )


def test_a_plan_names_the_language(live: Live, seeds: Seeds) -> None:
    run(live, "load", seeds)
    seeds.put(FILE, TOPIC.replace("[Abrigo]", "[Abrigo, Lar]"))
    assert (
        '  ~ topics/shelter  Other names (pt): "Lar" added' in run(live, "plan", seeds).splitlines()
    )


def test_merged_entries_have_the_names_of_both(seeds: Seeds) -> None:
    seeds.put(
        "topics/lodging.yaml",
        "name: {es: Alojamiento}\notherNames: {es: [Hogar, Refugio], en: [Lodging]}\n"
        "scheme: SUBJECT\n",
    )
    command(seeds, "merge", "topics/lodging", "shelter")
    assert (
        _text(seeds)
        == TOPIC.replace("    - Refugio\n", "    - Refugio\n    - Hogar\n  en:\n    - Lodging\n")
        + "formerSlugs:\n  - lodging\n"
    )
