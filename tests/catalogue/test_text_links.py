"""Links in editors' texts: `[[slug]]` in files, the name of the entry in the graph.

`write_all` describes the entries; what the texts become is worked out by hand.
"""

import json
import shutil
from pathlib import Path

import pytest

from graph_service.catalogue.document.text_links import as_written
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.model.storage import WRITTEN
from tests.catalogue.live import Live, command
from tests.catalogue.planning import run, undated, write_all
from tests.catalogue.restructure.helpers import command as offline
from tests.catalogue.seeding import Seeds, edge, fact

NOTES = (
    'topics: [{slug: hotline, note: {pt: "Do [[hnd]]."}}]\n'
    "note: {es: 'Ver [[hotline]].', en: 'See [[hotline]] ([[tip]]).', pt: 'Veja [[hotline]].'}\n"
    "disputed: {en: [One., 'It is [[p]].'], es: ['Es [[hotline]].']}\n"
    "endReason: {en: Over.}\n"
)
EVENTS = (
    "events:\n"
    "  - {stage: FEASIBILITY_ASSESSED, position: 1, conclusion: {en: '[[hnd]] and [[pan]][[cri]]'},"
    " note: {es: Sin.}}\n"
)
SHOWN = "MATCH (q:GoodPractice {slug: 'q'}) RETURN q.note, q.noteEs, q.noteEn, q.notePt"
NAMED = [("Ver Líneas.", "Ver Líneas.", "See Hotlines (tip).", "Veja Líneas.")]


@pytest.fixture
def linking(seeds: Seeds) -> Seeds:
    """A practice and an event with links in their texts."""
    write_all(seeds)
    seeds.practice("q", "[i]", NOTES)
    seeds.transfer("kt", "p", EVENTS)
    return seeds


def text(seeds: Seeds, path: str = "good-practices/q.yaml") -> str:
    return (seeds.folder / path).read_text(encoding="utf-8")


def test_the_graph_has_the_names_in_the_language_of_each_text(linking: Seeds) -> None:
    graph = linking.graph()
    found = graph.nodes["GoodPractice:q"].properties
    texts = {name: found[name] for name in found if name.startswith(("note", "disputed"))}
    assert texts == {
        "note": "Ver Líneas.",
        "noteEs": "Ver Líneas.",
        "noteEn": "See Hotlines (tip).",
        "notePt": "Veja Líneas.",
        "disputed": ["Es Líneas.", "One.", "It is p."],
        "disputedEs": ["Es Líneas."],
        "disputedEn": ["One.", "It is p."],
    }
    assert json.loads(str(found[WRITTEN])) == {
        "noteEs": "Ver [[hotline]].",
        "noteEn": "See [[hotline]] ([[tip]]).",
        "notePt": "Veja [[hotline]].",
        "disputedEs": ["Es [[hotline]]."],
        "disputedEn": ["One.", "It is [[p]]."],
    }
    assert "hotlin" in str(found["z_noteStems"])
    about = edge(graph, "ABOUT", "GoodPractice:q", "Topic:hotline").properties
    assert (about["notePt"], about[WRITTEN]) == ("Do Honduras.", '{"notePt": "Do [[hnd]]."}')
    event = "StageEvent:kt-1"
    assert fact(graph, event, "conclusionEn") == "Honduras and PanamáCosta Rica"
    assert fact(graph, "GoodPractice:p", WRITTEN) is None


def test_entries_are_read_back_with_their_links(linking: Seeds) -> None:
    graph = linking.graph()
    documents = documents_of(graph)
    assert documents["GoodPractice:q"]["note"] == {
        "es": "Ver [[hotline]].",
        "en": "See [[hotline]] ([[tip]]).",
        "pt": "Veja [[hotline]].",
    }
    again = graph_of(documents)
    assert (again.nodes, again.edges) == (graph.nodes, graph.edges)


def test_a_former_slug_still_has_the_name(linking: Seeds) -> None:
    """Only entries that are kept in the graph, but are in no file, can have one."""
    documents = documents_of(linking.graph())
    topic = {**documents.pop("Topic:hotline"), "formerSlugs": ("hotline",)}
    graph = graph_of({**documents, "Topic:helpline": topic})
    assert fact(graph, "GoodPractice:q", "noteEs") == "Ver Líneas."


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("Ver Líneas y Perú.", "Ver [[a]] y [[b]]."),
        ("Ver otro nombre y Perú.", "Ver [[a]] y [[b]]."),
        ("Ver Líneas y Perú", "Ver Líneas y Perú"),
        ("Véase Líneas y Perú.", "Véase Líneas y Perú."),
        ("Ver Líneas, Perú.", "Ver Líneas, Perú."),
        (None, None),
    ],
)
def test_a_text_that_was_changed_by_hand_stays(stored: str | None, expected: str | None) -> None:
    links = json.dumps({"noteEs": "Ver [[a]] y [[b]]."})
    assert as_written({"noteEs": stored, WRITTEN: links})["noteEs"] == expected


def test_a_rename_and_a_merge_change_links(linking: Seeds) -> None:
    linking.put("topics/note.yaml", "name: {es: Nota}\nscheme: SUBJECT\n")
    linking.practice("r", "[i]", "topics: [note]\n")  # is no note
    linking.transfer("kt", "p", EVENTS + "note: {es: 'De [[i]], por [[kt]] e i.'}\n")
    offline(linking, "rename", "institutions/i", "inst")
    offline(linking, "rename", "topics/hotline", "helpline")
    offline(linking, "rename", "countries/pan", "pty")
    assert linking.problems() == []
    offline(linking, "merge", "sources/tip", "sources/iom", status=1)  # two names
    assert text(linking).endswith(NOTES.replace("hotline", "helpline").replace("tip", "iom"))
    transfer = text(linking, "knowledge-transfers/kt.yaml")
    assert "conclusion: {en: '[[hnd]] and [[pty]][[cri]]'}" in transfer
    assert "note: {es: 'De [[inst]], por [[kt]] e i.'}" in transfer


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("folder", "slug"), [("good-practices", "q"), ("knowledge-transfers", "kt")]
)
def test_a_filled_table_has_the_links(
    linking: Seeds, tmp_path: Path, folder: str, slug: str, extension: str
) -> None:
    table = tmp_path / f"{folder}.{extension}"
    offline(linking, "template", "--type", folder, "--filled", slug, "-o", f"{table}")
    said = offline(linking, "import", f"{table}", "--update")
    assert "1 entry has all that the table says already" in said


def test_a_load_shows_names_and_updates_them(live: Live, linking: Seeds) -> None:
    run(live, "load", linking)
    assert live.rows(SHOWN) == NAMED
    assert run(live, "plan", linking).startswith("No changes; the graph is at Release 1 (")
    first = live.contents()
    linking.put("topics/hotline.yaml", "name: {es: Otras, pt: Linhas}\nscheme: SUBJECT\n")
    plan = run(live, "plan", linking)
    assert "topics/hotline" in plan
    assert "good-practices/q" not in plan
    run(live, "load", linking)
    assert live.rows(SHOWN) == [("Ver Otras.", "Ver Otras.", "See Otras (tip).", "Veja Linhas.")]
    assert live.value("MATCH (q:GoodPractice {slug: 'q'}) RETURN q.updatedIn") == 1
    offline(linking, "rename", "topics/hotline", "helpline")
    run(live, "load", linking)
    assert run(live, "plan", linking).startswith("No changes; the graph is at Release 3 (")
    run(live, "undo", "3")
    run(live, "undo", "2")
    assert live.contents() == first


def test_a_pull_and_an_archive_keep_the_links(live: Live, linking: Seeds, tmp_path: Path) -> None:
    run(live, "load", linking)
    pulled = Seeds(tmp_path / "pulled")
    run(live, "pull", pulled)
    assert "  en: See [[hotline]] ([[tip]]).\n" in text(pulled)
    assert run(live, "plan", pulled).startswith("No changes; the graph is at Release 1 (")
    before = live.contents()
    done = command(live.settings, "export", "--format", "jsonl", tmp_path / "archive")
    assert done.exit_code == 0, done.output
    live.clear()
    done = command(live.settings, "restore", tmp_path / "archive")
    assert done.exit_code == 0, done.output
    assert live.contents() == before


def test_changes_by_hand_are_recorded(live: Live, linking: Seeds) -> None:
    run(live, "load", linking)
    live.rows("MATCH (t:Topic) SET t.nameEs = 'Otras'")
    live.rows("MATCH (q:GoodPractice {slug: 'q'}) SET q.noteEn = 'Nothing.'")
    live.rows("MATCH (c:Country {slug: 'pan'}) DETACH DELETE c")
    said = undated(run(live, "plan", linking))
    assert """Editor's note (en): "See [[hotline]] ([[tip]])." → "Nothing.\"""" in said
    assert "put right: countries/pan." in said  # as a text links to it
    pulled = Seeds(linking.folder.parent / "pulled")
    run(live, "load", linking, "--yes")
    assert live.rows(SHOWN) == NAMED
    shutil.rmtree(pulled.folder, ignore_errors=True)
    run(live, "undo", "3")
    run(live, "pull", pulled)
    assert "  es: Ver [[hotline]].\n  en: Nothing.\n  pt: Veja [[hotline]].\n" in text(pulled)
    assert live.rows(SHOWN) == [("Ver Otras.", "Ver Otras.", "Nothing.", "Veja Otras.")]
