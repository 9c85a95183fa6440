"""Two stewards in Spanish: what a message advises is what helps."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph_service.cli import app_for
from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow

TOPIC = "name:\n  es: {}\nscheme: SUBJECT\n"


@dataclass(frozen=True)
class Steward:
    """A person with a folder."""

    live: Live
    seeds: Seeds

    def run(self, *arguments: str, status: int = 0) -> str:
        """Run `graph-service seeds …` in Spanish; return its output without dates."""
        environ = {
            **self.live.settings.environ(),
            "SEEDS": str(self.seeds.folder),
            "LOADED_BY": self.seeds.folder.name,
            "LC_ALL": "es_AR.UTF-8",
        }
        done = CliRunner().invoke(app_for(), ["seeds", *arguments], env=environ)
        assert isinstance(done.exception, SystemExit | None), done.exception
        assert done.exit_code == status, done.output
        return re.sub(r" \(\d{4}-\d\d-\d\d\)", "", done.output)

    def topic(self, slug: str, name: str) -> None:
        self.seeds.put(f"topics/{slug}.yaml", TOPIC.format(name))

    def settle(self) -> None:
        """Keep what the files have, and delete the comments about conflicts."""
        for file in self.seeds.folder.glob("*/*.yaml"):
            lines = file.read_text().splitlines(keepends=True)
            file.write_text("".join(x for x in lines if not x.startswith("# CONFLICT ")))

    def has(self, path: str) -> bool:
        return (self.seeds.folder / path).exists()

    def text(self, path: str) -> str:
        return (self.seeds.folder / path).read_text()


@pytest.fixture
def stewards(live: Live, seeds: Seeds, tmp_path: Path) -> tuple[Steward, Steward]:
    """Two copies of a folder that is loaded."""
    seeds.institution("mj", "cri")
    seeds.institution("pgr", "cri")
    ana, luis = (Steward(live, Seeds(tmp_path / name)) for name in ("ana", "luis"))
    Steward(live, seeds).topic("rescate", "Rescate")
    seeds.practice("gp", "[mj]")
    Steward(live, seeds).run("load")
    for each in (ana, luis):
        shutil.copytree(seeds.folder, each.seeds.folder)
    return ana, luis


def test_a_load_that_would_revert_another_is_refused(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.topic("rescate", "Rescate y acogida")
    ana.run("load")
    luis.topic("otro", "Otro")
    told = luis.run("load", status=1)
    assert told.splitlines() == [
        "El grafo cambió después de la carga 1, en que se basa la carpeta. No se escribió nada.",
        "  carga 2, ana: topics/rescate",
        "`seeds pull` escribe esos cambios en los archivos; después, vuelva a cargar.",
    ]
    assert luis.run("check", "--graph", status=1).splitlines() == told.splitlines()
    pulled = luis.run("pull").splitlines()[0]
    assert pulled.endswith('"Rescate" → "Rescate y acogida" (carga 2, ana)')
    luis.run("load")


def test_a_conflict_is_settled_in_the_file(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.topic("rescate", "Rescates")
    ana.run("load")
    luis.topic("rescate", "Rescate inmediato")
    told = luis.run("pull", status=1)
    conflict = (
        'topics/rescate, Nombre (es): antes "Rescate"; en el grafo "Rescates" (carga 2, ana); en la'
        ' carpeta "Rescate inmediato"'
    )
    assert conflict in told.splitlines()
    first, *rest = re.sub(r" \([-0-9]+\)", "", luis.text("topics/rescate.yaml")).splitlines()
    assert first == f"# CONFLICT {conflict}"
    for command in ("check", "load", "pull"):
        assert "topics/rescate.yaml:1:1: hay un conflicto sin resolver" in luis.run(
            command, status=1
        )
    luis.seeds.put("topics/rescate.yaml", "\n".join([*rest, ""]))
    luis.run("load")
    assert "es: Rescate inmediato" in luis.text("topics/rescate.yaml")
    assert "Sin cambios" in luis.run("load")


def test_two_names_for_one_entry(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("rename", "institutions/mj", "minjus")
    ana.run("load")
    luis.run("rename", "institutions/mj", "mj-cri")
    told = luis.run("pull", status=1)
    advice = "si vale el grafo: seeds rename institutions/mj-cri minjus"
    assert told.splitlines()[0] == (
        "institutions/mj-cri: en el grafo se le puso el identificador minjus (carga 2, ana), y en"
        f" la carpeta otro; {advice}"
    )
    luis.run(*advice.partition("seeds ")[2].split())
    luis.run("pull")
    luis.run("load")
    assert luis.has("institutions/minjus.yaml")


def test_a_new_entry_that_cites_what_the_other_renamed(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("rename", "institutions/mj", "minjus")
    ana.run("load")
    luis.seeds.practice("nueva", "[mj]")
    told = luis.run("pull")
    assert "- good-practices/nueva" not in told
    assert "~ good-practices/nueva  solo identificadores nuevos de entradas que nombra (" in told
    assert "owners: [minjus]\n" in luis.text("good-practices/nueva.yaml")


def test_removed_by_one_and_cited_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    (ana.seeds.folder / "topics/rescate.yaml").unlink()
    ana.run("load", "--prune", "--yes")
    luis.seeds.practice("gp", "[mj]", "topics: [rescate]\n")
    told = luis.run("pull", status=1)
    assert told.splitlines()[0] == (
        "topics/rescate: se eliminó del grafo (carga 2, ana), pero en la carpeta la usan"
        " good-practices/gp; si vale el grafo, quítela de ahí"
    )
    assert luis.text("topics/rescate.yaml").startswith("# CONFLICT topics/rescate: se eliminó")


def test_a_merged_entry_that_the_other_cites(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("merge", "institutions/pgr", "mj", status=1)  # of two names, one
    ana.settle()
    ana.run("load", "--yes")
    luis.seeds.practice("gp", "[mj, pgr]")
    told = luis.run("pull", status=1)
    assert "quítela de ahí" in told
    assert told.endswith("Cambie los archivos como se indica y ejecute de nuevo seeds pull.\n")
    luis.run("check")  # the former slug pgr was not written beside the entry pgr
    luis.seeds.practice("gp", "[mj]")
    luis.run("pull")
    assert not luis.has("institutions/pgr.yaml")
    assert "formerSlugs:\n  - pgr\n" in luis.text("institutions/mj.yaml")


def test_changed_by_one_and_removed_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.topic("rescate", "Rescates")
    ana.run("load")
    (luis.seeds.folder / "topics/rescate.yaml").unlink()
    told = luis.run("pull", status=1)
    line = "topics/rescate: cambió en el grafo (carga 2, ana) y se eliminó de la carpeta"
    assert line in told.splitlines()
    assert "\n# CONFLICT topics/rescate: cambió" in luis.text("topics/rescate.yaml")
    (luis.seeds.folder / "topics/rescate.yaml").unlink()
    assert '  - topics/rescate  "Rescates"\n' in luis.run("load", "--prune", "--yes")


def test_one_source_in_two_files(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    for each, slug, address in ((ana, "un", "https://www.x.org/a"), (luis, "un-2", "x.org/a/")):
        each.seeds.source(slug)
        file = f"sources/{slug}.yaml"
        address = address if address.startswith("http") else f"https://{address}"
        each.seeds.put(file, each.text(file) + f"url: {address}\n")
    ana.run("load")
    luis.run("pull")
    told = luis.run("check", status=1)
    advice = re.search(r"únalas con: seeds (merge \S+ \S+)$", told, re.MULTILINE)
    assert advice, told
    luis.run(*advice[1].split(), status=1)
    luis.settle()
    assert "Todo en orden" in luis.run("check")


def test_an_undone_load_that_is_corrected_and_loaded_again(
    stewards: tuple[Steward, Steward],
) -> None:
    _ana, luis = stewards
    luis.topic("rescate", "Rescatess")
    luis.run("load")
    told = luis.run("undo").splitlines()[-1]
    assert told == (
        f"La carpeta {luis.seeds.folder} todavía tiene lo que se deshizo: cargarla otra vez lo"
        " repite. Corrija antes los archivos, o quítelo de ellos con `seeds pull`."
    )
    luis.topic("rescate", "Rescates")
    assert '"Rescate" → "Rescates"' in luis.run("load")


def test_an_undone_load_is_removed_from_the_files(stewards: tuple[Steward, Steward]) -> None:
    _ana, luis = stewards
    luis.topic("rescate", "Rescates")
    luis.run("load")
    luis.run("undo")
    luis.run("pull")
    assert "es: Rescate\n" in luis.text("topics/rescate.yaml")
    assert "Sin cambios" in luis.run("load")


def test_what_was_pulled_and_undone_is_not_loaded_again(
    stewards: tuple[Steward, Steward],
) -> None:
    ana, luis = stewards
    ana.topic("rescate", "Rescates")
    ana.run("load")
    luis.run("pull")
    ana.run("undo")
    luis.topic("otro", "Otro")
    assert "carga 3, que deshace la 2, ana: topics/rescate" in luis.run("load", status=1)
    pulled = luis.run("pull").splitlines()[0]
    assert pulled.endswith('"Rescates" → "Rescate" (carga 3, que deshace la 2, ana)')
    luis.run("load")


def test_merged_by_one_and_changed_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("merge", "institutions/pgr", "mj", status=1)
    ana.settle()
    ana.run("load", "--yes")
    file = luis.seeds.folder / "institutions/pgr.yaml"
    file.write_text(luis.text("institutions/pgr.yaml") + "acronym: PGR\n")
    told = luis.run("pull", status=1)
    advice = re.search(r"únalas también ahí, con seeds (merge \S+ \S+), y ejecute", told)
    assert advice, told
    assert "carga 2, ana" in told
    luis.run(*advice[1].split(), status=1)
    luis.settle()
    luis.run("pull")
    assert not luis.has("institutions/pgr.yaml")
    assert "acronym: PGR\n" in luis.text("institutions/mj.yaml")
    luis.run("load")


def test_changed_by_one_and_merged_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    file = ana.seeds.folder / "institutions/pgr.yaml"
    file.write_text(ana.text("institutions/pgr.yaml") + "acronym: PGR\n")
    ana.run("load")
    luis.run("merge", "institutions/pgr", "mj", status=1)
    luis.settle()
    told = luis.run("pull", status=1)
    assert (
        "institutions/pgr: cambió en el grafo (carga 2, ana), y en la carpeta se unió a"
        " institutions/mj: quite su identificador de formerSlugs en institutions/mj"
    ) in told
    mj = luis.seeds.folder / "institutions/mj.yaml"
    text = luis.text("institutions/mj.yaml")
    assert "formerSlugs:\n  - pgr\n" in text
    mj.write_text(text.replace("formerSlugs:\n  - pgr\n", ""))
    luis.run("pull", status=1)
    luis.settle()
    luis.run("merge", "institutions/pgr", "mj", status=1)
    luis.settle()
    assert "acronym: PGR\n" in luis.text("institutions/mj.yaml")
    luis.run("load", "--yes")


def test_a_forgotten_value_does_not_come_back(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    file = ana.seeds.folder / "institutions/pgr.yaml"
    text = ana.text("institutions/pgr.yaml")
    file.write_text(f"{text}note: {{es: Llamar a Juana Rojas.}}\n")
    ana.run("load")
    luis.run("pull")
    assert "Juana" in luis.text("institutions/pgr.yaml")
    file.write_text(f"{text}note: {{es: Llamar a la PGR.}}\n")
    ana.run("load")
    refused = ana.run("forget", "pgr", "note", status=1)
    assert refused.startswith(
        "2 cambios de Institution:pgr perderían note para siempre, y estas cargas ya no se podrían"
        " reconstruir: 2. No se escribió nada."
    )
    ana.run("forget", "pgr", "note", "--yes")
    assert "note de institutions/pgr" not in ana.run("forget", "pgr", "note", "--yes", status=1)
    luis.topic("nuevo", "Nuevo")
    luis.run("pull")
    assert "note:\n  es: Llamar a la PGR.\n" in luis.text("institutions/pgr.yaml")
    assert "Juana" not in luis.run("load")
