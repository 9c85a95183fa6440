"""Merges of three versions: the result is that of a folder that has both sides' changes."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph_service.catalogue.document.merge import Merge, MergedEntry, merge_documents
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.loads.release import checksum
from tests.catalogue.planning import write_all
from tests.catalogue.seeding import Seeds


@dataclass(frozen=True)
class Sides:
    """The folders of the base, the graph and the folder, and one with both sides' changes."""

    base: Seeds
    graph: Seeds
    folder: Seeds
    both: Seeds

    def graphs_change(self, change: Callable[[Seeds], object]) -> "Sides":
        """Change the graph."""
        change(self.graph)
        change(self.both)
        return self

    def folders_change(self, change: Callable[[Seeds], object]) -> "Sides":
        """Change the folder."""
        change(self.folder)
        change(self.both)
        return self

    def merge(self) -> Merge:
        """Merge the three versions."""
        base, graph, folder = (
            documents_of(side.graph()) for side in (self.base, self.graph, self.folder)
        )
        return merge_documents(base, graph, folder)

    def merges(self) -> Merge:
        """Merge, and compare the result with the graph of both sides' changes."""
        merged = self.merge()
        assert [*merged.conflicts] == []
        wanted = self.both.graph()
        found = graph_of(merged.documents)
        assert found.nodes == wanted.nodes
        assert found.edges == wanted.edges
        assert checksum(found) == checksum(wanted)
        return merged

    def conflict(self) -> MergedEntry:
        """Merge, and return the only entry with conflicts."""
        (entry,) = self.merge().conflicts
        return entry


def pending(merged: Merge) -> list[MergedEntry]:
    """Return the entries whose changes in the graph the folder lacks."""
    return [entry for entry in merged.entries if entry.is_pending]


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    base = Seeds(tmp_path / "base").basics()
    write_all(base)
    others = [Seeds(tmp_path / name) for name in ("graph", "folder", "both")]
    for other in others:
        shutil.copytree(base.folder, other.folder)
    return Sides(base, *others)


def sub(path: str, old: str, new: str) -> Callable[[Seeds], object]:
    """Return a change that replaces a text in a file."""

    def change(seeds: Seeds) -> None:
        file = seeds.folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def remove(path: str) -> Callable[[Seeds], object]:
    return lambda seeds: (seeds.folder / path).unlink()


def test_an_unchanged_graph_leaves_the_folder_as_it_is(sides: Sides) -> None:
    sides.folders_change(lambda s: s.source("new"))
    merged = sides.merges()
    assert merged.entries == ()


def test_both_change_fields_of_one_entry(sides: Sides) -> None:
    sides.graphs_change(sub("topics/hotline.yaml", "en: Hotlines", "en: Helplines"))
    sides.folders_change(sub("topics/hotline.yaml", "es: Líneas", "es: Teléfonos"))
    (entry,) = pending(sides.merges())
    assert entry.id == "Topic:hotline"
    assert (entry.written or {})["name"] == {"es": "Teléfonos", "en": "Hotlines"}
    assert (entry.result or {})["name"] == {"es": "Teléfonos", "en": "Helplines"}


def test_entries_added_or_removed_in_the_graph_stay_so(sides: Sides) -> None:
    sides.graphs_change(lambda s: s.source("new"))
    sides.graphs_change(remove("good-practices/q.yaml"))
    sides.folders_change(lambda s: s.source("mine"))
    found = {entry.id: (entry.folder, entry.graph) for entry in pending(sides.merges())}
    assert found["Source:new"][0] is None
    assert found["GoodPractice:q"][1] is None
    assert len(found) == 2


def test_both_add_edges_and_sources(sides: Sides) -> None:
    def graph(seeds: Seeds) -> None:
        seeds.source("one")
        seeds.practice("q", "[i, j]", "countries: [cri]\n")

    def folder(seeds: Seeds) -> None:
        seeds.practice("q", "[i]", "countries: [cri, pan]\nversions: [2018]\n")

    graph(sides.graph)
    folder(sides.folder)
    sides.both.source("one")
    sides.both.practice("q", "[i, j]", "countries: [cri, pan]\nversions: [2018]\n")
    sides.merges()


def test_inherited_sources_follow_the_merged_entry(sides: Sides) -> None:
    sides.graphs_change(sub("good-practices/p.yaml", "sources: [iom]", "sources: [iom, tip]"))
    sides.folders_change(sub("good-practices/p.yaml", "owners: [i]", "owners: [i, j]"))
    merged = sides.merges()
    edge = graph_of(merged.documents).edges["OWNED_BY", "GoodPractice:p", "Institution:j"]
    assert edge.properties["sources"] == ["iom", "tip"]


def test_derived_countries_follow_an_institution(sides: Sides) -> None:
    sides.graphs_change(sub("institutions/i.yaml", "country: cri", "country: pan"))
    sides.folders_change(lambda s: s.visit("w", "hostInstitutions: [i]\n"))
    merged = sides.merges()
    assert ("HOSTED_BY", "ExchangeVisit:w", "Country:pan") in graph_of(merged.documents).edges


def test_the_stage_follows_the_merged_events(sides: Sides) -> None:
    event = "{stage: VISITED, position: 1, date: 2018-10-09}"
    path = "knowledge-transfers/kt.yaml"
    sides.graphs_change(sub(path, event, event.replace("2018-10-09", "2018-10-10")))
    sides.folder.put(
        path,
        (sides.folder.folder / path).read_text().replace(f"[{event}]", f"\n  - {event}\n")
        + "  - {stage: ADAPTED, position: 2, date: 2020}\n",
    )
    sides.both.put(
        path,
        (sides.both.folder / path)
        .read_text()
        .replace("[{stage", "\n  - {stage")
        .replace("}]", "}\n  - {stage: ADAPTED, position: 2, date: 2020}\n"),
    )
    merged = sides.merges()
    assert graph_of(merged.documents).nodes["KnowledgeTransfer:kt"].properties["stage"] == "ADAPTED"


def test_a_renaming_in_the_graph_reaches_what_the_folder_refers_to(sides: Sides) -> None:
    def rename(seeds: Seeds) -> None:
        remove("topics/hotline.yaml")(seeds)
        seeds.put(
            "topics/line.yaml",
            "name: {es: Líneas, en: Hotlines}\nscheme: SUBJECT\nformerSlugs: [hotline]\n",
        )
        if (seeds.folder / "good-practices/p.yaml").exists():
            sub("good-practices/p.yaml", "hotline", "line")(seeds)

    rename(sides.graph)
    sides.folder.practice("new", "[i]", "topics: [hotline]\nnote: {es: 'V. [[hotline]].'}\n")
    sub("topics/hotline.yaml", "es: Líneas", "es: Teléfonos")(sides.folder)
    rename(sides.both)
    sides.both.practice("new", "[i]", "topics: [line]\nnote: {es: 'V. [[line]].'}\n")
    sub("topics/line.yaml", "es: Líneas", "es: Teléfonos")(sides.both)
    merged = sides.merges()
    assert [entry.names.folder for entry in pending(merged) if entry.id == "Topic:line"] == [
        "Topic:hotline"
    ]


@pytest.mark.parametrize("is_renamed_in_the_graph", [True, False])
def test_an_entry_that_one_renames_and_the_other_removes(
    sides: Sides, is_renamed_in_the_graph: bool
) -> None:
    """It is no other entry that has its slug: the file can say the conflict."""
    both = (sides.graph, sides.folder)
    renaming = both[not is_renamed_in_the_graph]
    for side in both:
        sub("good-practices/p.yaml", "topics: [hotline]\n", "")(side)
        remove("topics/hotline.yaml")(side)
    renaming.put(
        "topics/line.yaml",
        "name: {es: Líneas, en: Hotlines}\nscheme: SUBJECT\nformerSlugs: [hotline]\n",
    )
    entry = sides.conflict()
    assert (entry.id, entry.united_with, entry.is_writable) == ("Topic:line", None, True)


def test_a_renaming_in_the_folder_reaches_what_the_graph_refers_to(sides: Sides) -> None:
    def rename(seeds: Seeds) -> None:
        remove("sources/tip.yaml")(seeds)
        seeds.source("report")
        sub("sources/report.yaml", "name: report", "name: tip\nformerSlugs: [tip]")(seeds)

    def cite(slug: str) -> Callable[[Seeds], object]:
        edge = f"owners: [{{slug: i, sources: [{slug}]}}]"
        return sub("good-practices/q.yaml", "owners: [i]", edge)

    rename(sides.folder)
    cite("tip")(sides.graph)
    rename(sides.both)
    cite("report")(sides.both)
    sides.merges()


def test_equal_changes_do_not_conflict(sides: Sides) -> None:
    change = sub("topics/hotline.yaml", "en: Hotlines", "en: Helplines")
    sides.graphs_change(change)
    change(sides.folder)
    merged = sides.merges()
    assert pending(merged) == []


def test_different_changes_of_one_field_conflict(sides: Sides) -> None:
    path = "topics/hotline.yaml"
    sides.graphs_change(sub(path, "en: Hotlines", "en: Helplines"))
    sub(path, "en: Hotlines", "en: Phones")(sides.folder)
    (conflict,) = sides.conflict().conflicts
    assert conflict.path == ("name", "en")
    assert (conflict.base, conflict.graph, conflict.folder) == ("Hotlines", "Helplines", "Phones")


@pytest.mark.parametrize("is_removed_in_graph", [True, False])
def test_changed_here_and_removed_there_conflict(sides: Sides, is_removed_in_graph: bool) -> None:
    path = "good-practices/q.yaml"
    one, other = sides.graph, sides.folder
    if not is_removed_in_graph:
        one, other = other, one
    remove(path)(one)
    sub(path, "countries: [cri]", "countries: [pan]")(other)
    (conflict,) = sides.conflict().conflicts
    assert conflict.path == ()
    assert (conflict.graph is None) is is_removed_in_graph
    assert (conflict.folder is None) is not is_removed_in_graph


def test_an_edge_changed_here_and_removed_there_conflicts(sides: Sides) -> None:
    path = "exchange-visits/v.yaml"
    sub(path, "slug: hnd, role: LEARNER", "slug: hnd, role: PEER")(sides.graph)
    sub(path, "slug: hnd, role: LEARNER", "slug: pan, role: LEARNER")(sides.folder)
    (conflict,) = sides.conflict().conflicts
    assert conflict.path == ("visitorCountries", "hnd")


@pytest.mark.parametrize("use", ["topics: [hotline]", "note: {en: 'See [[hotline]].'}"])
def test_removed_in_the_graph_and_used_by_the_folder_conflict(sides: Sides, use: str) -> None:
    remove("topics/hotline.yaml")(sides.graph)
    sub("good-practices/p.yaml", "topics: [hotline]\n", "")(sides.graph)
    sub("good-practices/q.yaml", "countries: [cri]", use)(sides.folder)
    entry = sides.conflict()
    assert entry.id == "Topic:hotline"
    assert entry.users == ["GoodPractice:q"]
    merged = sides.merge()
    assert "Topic:hotline" in merged.documents


def test_removed_in_the_folder_and_used_by_the_graph_is_not_pruned(sides: Sides) -> None:
    remove("sources/tip.yaml")(sides.folder)
    sides.graphs_change(sub("good-practices/q.yaml", "sources: [iom]", "sources: [iom, tip]"))
    merged = sides.merges()
    assert {entry.id for entry in pending(merged)} == {"GoodPractice:q", "Source:tip"}


def test_a_code_of_a_new_entry_on_each_side_conflicts(sides: Sides) -> None:
    country = (
        "name: {{es: {0}}}\niso2: SV\niso3: SLV\nisoNumeric: 222\nsubregion: CENTRAL_AMERICA\n"
        "inRegion: true\n"
    )
    sides.graph.put("countries/slv.yaml", country.format("El Salvador"))
    sides.folder.put("countries/sal.yaml", country.format("Salvador"))
    entry = sides.conflict()
    assert entry.id == "Country:slv"
    assert {c.other for c in entry.conflicts} == {"Country:sal"}
    assert {c.path for c in entry.conflicts} == {("iso2",), ("iso3",), ("isoNumeric",)}


def test_two_names_for_one_entry_conflict(sides: Sides) -> None:
    for seeds, slug in ((sides.graph, "line"), (sides.folder, "phone")):
        remove("topics/hotline.yaml")(seeds)
        seeds.put(
            f"topics/{slug}.yaml",
            "name: {es: Líneas, en: Hotlines}\nscheme: SUBJECT\nformerSlugs: [hotline]\n",
        )
        sub("good-practices/p.yaml", "hotline", slug)(seeds)
    entry = sides.conflict()
    (conflict,) = entry.conflicts
    assert (conflict.path, conflict.graph, conflict.folder) == (("slug",), "line", "phone")
    assert entry.id == "Topic:phone"


def test_a_new_entry_with_the_name_of_a_renamed_one_conflicts(sides: Sides) -> None:
    remove("topics/hotline.yaml")(sides.graph)
    sides.graph.put(
        "topics/line.yaml",
        "name: {es: Líneas, en: Hotlines}\nscheme: SUBJECT\nformerSlugs: [hotline]\n",
    )
    sub("good-practices/p.yaml", "hotline", "line")(sides.graph)
    sides.folder.put("topics/line.yaml", "name: {es: Otra}\nscheme: SUBJECT\n")
    entry = sides.conflict()
    assert ("slug",) in {conflict.path for conflict in entry.conflicts}


def test_the_order_of_sources_is_merged(sides: Sides) -> None:
    for seeds in (sides.base, sides.graph, sides.folder, sides.both):
        sub("good-practices/p.yaml", "[iom]", "[iom, tip]")(seeds)
    sides.graphs_change(sub("good-practices/p.yaml", "[iom, tip]", "[tip, iom]"))
    sides.folders_change(sub("good-practices/p.yaml", "[i]", "[i, j]"))
    sides.merges()
