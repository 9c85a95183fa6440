"""Files that people and programs leave among the entries."""

import pytest

from tests.catalogue.checks.spanish import errors
from tests.catalogue.seeding import Seeds

COPY = 'es una copia de "hnd.yaml": bórrela o póngale un identificador propio'
BACKUP = "es una copia de seguridad que dejó otro programa: bórrela"
TABLE = "es una tabla entre las entradas: muévala a otro lugar e impórtela con seeds import"


@pytest.mark.parametrize(
    "name", [".DS_Store", "Thumbs.db", "desktop.ini", "~$hnd.yaml", ".~lock.x.xlsx#", ".hnd.swp"]
)
def test_leftovers_of_programs_are_ignored(seeds: Seeds, name: str) -> None:
    seeds.put(f"countries/{name}", b"\x00\x01")
    seeds.put(name, b"\x00\x01")
    assert errors(seeds) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("copia de hnd.yaml", COPY),
        ("Copia de hnd.yaml", COPY),
        ("Copia (2) de hnd.yaml", COPY),
        ("Copy of hnd.yaml", COPY),
        ("Cópia de hnd.yaml", COPY),
        ("hnd - copia.yaml", COPY),
        ("hnd - copia (2).yaml", COPY),
        ("hnd copy 2.yaml", COPY),
        ("hnd-copia.yaml", COPY),
        ("hnd-copy.yaml", COPY),
        ("hnd (1).yaml", COPY),
        ("hnd(1).yaml", COPY),
        ("hnd 2.yaml", COPY),
        ("hnd.yaml~", BACKUP),
        ("hnd.yaml.bak", BACKUP),
        ("hnd.yaml.orig", BACKUP),
        ("hnd.yaml.old", BACKUP),
        ("países.xlsx", TABLE),
        ("países.csv", TABLE),
        ("países.ods", TABLE),
        ("pry.yaml.txt", 'extensión incorrecta ".txt"; ¿quiso decir "pry.yaml"?'),
        ("notas.docx", 'archivo desconocido "notas.docx"; se admite: <slug>.yaml'),
    ],
)
def test_one_message_says_what_to_do(seeds: Seeds, name: str, expected: str) -> None:
    seeds.put(f"countries/{name}", (seeds.folder / "countries/hnd.yaml").read_bytes())
    assert errors(seeds) == [f"countries/{name}:1:1: {expected}"]


def test_a_table_beside_the_folders(seeds: Seeds) -> None:
    seeds.put("visitas.xlsx", b"PK")
    assert errors(seeds) == [f"visitas.xlsx:1:1: {TABLE}"]


@pytest.mark.parametrize(
    ("name", "near"), [("pry (1).yaml", "pry-1"), ("hnd-copiapo.yaml", None), ("hnd-2.yaml", None)]
)
def test_a_copy_is_one_only_beside_its_original(seeds: Seeds, name: str, near: str | None) -> None:
    text = (seeds.folder / "countries/hnd.yaml").read_text(encoding="utf-8")
    for old, new in (("HN", "PY"), ("HND", "PRY"), ("340", "600")):
        text = text.replace(f" {old}\n", f" {new}\n")
    seeds.put(f"countries/{name}", text.encode())
    assert [p.suggestion for p in seeds.problems()] == ([f"{near}.yaml"] if near else [])
