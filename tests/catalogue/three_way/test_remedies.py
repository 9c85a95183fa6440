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

TOPIC = "name:\n  es: {}\nscheme: SUBJECT\nsources: [iom]\n"


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


def test_two_names_for_one_entry(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("rename", "institutions/mj", "minjus")
    ana.run("load")
    luis.run("rename", "institutions/mj", "mj-cri")
    told = luis.run("load", status=1)
    advice = "si vale el grafo: seeds rename institutions/mj-cri minjus"
    assert told.splitlines()[0] == (
        "institutions/mj-cri: en el grafo se le puso el identificador minjus (carga 2, ana), y en"
        f" la carpeta otro; {advice}"
    )
    assert "--theirs" not in told
    assert "--theirs" not in luis.run("pull", "--theirs", "mj-cri", status=1)
    luis.run(*advice.partition("seeds ")[2].split())
    luis.run("load")
    assert luis.has("institutions/minjus.yaml")


def test_a_new_entry_that_cites_what_the_other_renamed(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("rename", "institutions/mj", "minjus")
    ana.run("load")
    luis.seeds.practice("nueva", "[mj]")
    told = luis.run("plan")
    assert "- good-practices/nueva" not in told
    assert re.search(r"~ good-practices/nueva +owners\[mj\]", told), told


def test_removed_by_one_and_cited_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    (ana.seeds.folder / "topics/rescate.yaml").unlink()
    ana.run("load", "--prune")
    luis.seeds.practice("gp", "[mj]", "topics: [rescate]\n")
    told = luis.run("load", status=1)
    assert told.splitlines()[0] == (
        "topics/rescate: se eliminó del grafo (carga 2, ana), pero en la carpeta la usan"
        " good-practices/gp; si vale el grafo, quítela de ahí"
    )
    assert "--theirs" not in told
    luis.seeds.practice("gp", "[mj]")
    luis.run("pull")
    assert not luis.has("topics/rescate.yaml")


def test_a_merged_entry_that_the_other_cites(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.run("merge", "institutions/pgr", "mj", "--keep", "all")
    ana.run("load")
    luis.seeds.practice("gp", "[mj, pgr]")
    told = luis.run("pull", status=1)
    assert "quítela de ahí" in told
    assert told.endswith("Cambie los archivos como se indica y ejecute de nuevo seeds pull.\n")
    luis.run("check")  # the former slug pgr was not written beside the entry pgr
    luis.seeds.practice("gp", "[mj]")
    luis.run("pull")
    assert not luis.has("institutions/pgr.yaml")
    assert "formerSlugs:\n  - pgr\n" in luis.text("institutions/mj.yaml")


def test_changed_by_one_and_pruned_by_the_other(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    ana.topic("rescate", "Rescates")
    ana.run("load")
    (luis.seeds.folder / "topics/rescate.yaml").unlink()
    told = luis.run("load", "--prune", status=1)
    assert "Donde valga la carpeta, cargue con --prune --ours topics/rescate;" in told
    done = luis.run("load", "--prune", "--ours", "topics/rescate")
    assert '  - topics/rescate  "Rescates"\n' in done
    assert "seeds pull" not in done  # nothing is left to pull


def test_removed_by_one_and_cited_by_the_other_before(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    luis.seeds.practice("gp", "[mj]", "topics: [rescate]\n")
    luis.run("load")
    (ana.seeds.folder / "topics/rescate.yaml").unlink()
    told = ana.run("load", "--prune")
    assert '  + topics/rescate  "Rescate"; la usan good-practices/gp (desde la carga 1)\n' in told


def test_one_source_in_two_files(stewards: tuple[Steward, Steward]) -> None:
    ana, luis = stewards
    for each, slug, address in ((ana, "un", "https://www.x.org/a"), (luis, "un-2", "x.org/a/")):
        each.seeds.source(slug)
        file = f"sources/{slug}.yaml"
        address = address if address.startswith("http") else f"https://{address}"
        each.seeds.put(file, each.text(file) + f"url: {address}\n")
        each.run("load")
    luis.run("pull")
    told = luis.run("check", status=1)
    advice = re.search(r"únalas con: seeds (merge \S+ \S+)$", told, re.MULTILINE)
    assert advice, told
    luis.run(*advice[1].split(), "--keep", "all")
    assert "Todo en orden" in luis.run("check")


def test_an_undone_release_that_the_folder_has(stewards: tuple[Steward, Steward]) -> None:
    _ana, luis = stewards
    luis.topic("rescate", "Rescates")
    luis.run("load")
    told = luis.run("undo").splitlines()[-1]
    assert told == (
        f"La carpeta {luis.seeds.folder} todavía tiene lo que se deshizo: si la carga, lo repite."
        " Para quitarlo también de los archivos: seeds pull --base 2"
    )
    luis.run("pull", "--base", "2")
    assert "es: Rescate\n" in luis.text("topics/rescate.yaml")
    assert "Sin cambios" in luis.run("load")


def test_an_undo_of_an_undo(stewards: tuple[Steward, Steward]) -> None:
    """Nobody has made an undo in files, so the base of a folder that has it stays."""
    ana, luis = stewards
    ana.topic("rescate", "Rescates")
    ana.run("load")
    luis.run("undo", "2")
    luis.run("pull")
    assert "todavía tiene" not in luis.run("undo", "3")
    assert "es: Rescate\n" in luis.text("topics/rescate.yaml")
    assert "Sin cambios" in luis.run("load")
    luis.run("pull")
    assert "es: Rescates\n" in luis.text("topics/rescate.yaml")


@pytest.fixture
def corrected(stewards: tuple[Steward, Steward]) -> tuple[Steward, Steward]:
    """The two, after Ana has loaded a correction."""
    ana, luis = stewards
    ana.topic("rescate", "Rescate y acogida")
    ana.run("load")
    return ana, luis


def test_an_undo_comes_like_any_change_to_a_folder_that_pulled_what_was_undone(
    corrected: tuple[Steward, Steward],
) -> None:
    _ana, luis = corrected
    luis.run("pull")
    told = luis.run("undo")
    folder = luis.seeds.folder
    assert f"`seeds pull` quita lo que se deshizo también de la carpeta {folder}." in told
    luis.topic("otro", "Otro")
    luis.run("load")
    pulled = luis.run("pull").splitlines()[0]
    assert pulled.endswith('"Rescate y acogida" → "Rescate" (carga 3, que deshace la 2, luis)')


def test_what_check_advises_in_a_conflict_prunes_nothing(
    corrected: tuple[Steward, Steward],
) -> None:
    _ana, luis = corrected
    luis.topic("rescate", "Rescate inmediato")
    (luis.seeds.folder / "good-practices/gp.yaml").unlink()
    told = luis.run("check", "--graph", status=1)
    assert "--ours topics/rescate" in told
    assert "--prune" not in told
    assert "No se escribió nada" not in told


def test_who_changed_a_field_that_a_folder_lacks(corrected: tuple[Steward, Steward]) -> None:
    _ana, luis = corrected
    luis.seeds.put("topics/rescate.yaml", f"{TOPIC.format('Rescate')}note: De Luis.\n")
    assert "(carga 2, ana)" in luis.run("load")
    # The newest release of the entry is his own, of another field.
    assert luis.run("pull").splitlines()[0].endswith('"Rescate y acogida" (carga 2, ana)')
