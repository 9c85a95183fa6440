"""The whole catalogue: graph → documents → graph, and documents → files → documents."""

from graph_service.catalogue.document.trees import tree_of
from graph_service.catalogue.files.entry_yaml import entry_text
from graph_service.catalogue.files.folder import EntryFile
from graph_service.catalogue.files.read import read_entry
from graph_service.catalogue.graph.from_entries import graph_of, wanted_graph
from graph_service.catalogue.graph.to_entries import documents_of, entries_of
from graph_service.catalogue.loads.release import checksum
from graph_service.catalogue.problems import ProblemLog
from tests.conftest import ROOT


def test_documents_and_files_have_all_that_the_graph_has() -> None:
    graph = wanted_graph(ROOT / "seeds")
    documents = documents_of(graph)
    assert checksum(graph_of(documents)) == checksum(graph)
    for entry in entries_of(graph):
        file = EntryFile(type=entry.type, slug=entry.slug, path="")
        log = ProblemLog(file="")
        read = read_entry(file, entry_text(entry).encode(), log)
        assert read is not None, entry.id
        assert tree_of(read) == documents[entry.id]
