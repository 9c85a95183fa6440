"""graphql-eslint over the schema and every operation of the repository, with each exception named.

Exceptions for whole groups are in tests/eslint/eslint.config.js, each with its reason; those for a
single place are here.
"""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from bench import npm
from graph_service.api.schema import build_schema
from tests.conftest import ROOT

SOURCE = ROOT / "tests" / "eslint"
SITE = ROOT / "graph_service" / "explorer" / "operations"
OTHER = (
    "graph_service/api/graphiql/source/*.graphql",
    "tests/cases/*/operation.graphql",
)
STEPS_OF_A_STORY = "nodes { stage stageLabel date { ...StoryDated } note noteLanguage }"
EXCEPTIONS = {
    # The specification's own directive, which graphql-js describes.
    ("require-description", "directive @oneOf on INPUT_OBJECT"),
    # The sources of a source, as every entry has the field; not a repetition of the type's name.
    ("no-typename-prefix", "sources: [Source!]!"),
    # Relay's name.
    ("no-typename-prefix", "pageInfo: PageInfo!"),
    # The number of entries of each type: the word says what is counted.
    ("naming-convention", "type TypeCount {"),
    # A flow exists only under the conditions of its request, so `node` can't look it up.
    ("relay-edge-types", "type TransferFlowEdge {"),
    ("relay-edge-types", "type VisitFlowEdge {"),
    # A story is one request: the visits of a programme, their transfers, and the steps of each.
    # The ids of steps, which have no pages, would exceed the limit of its cost.
    ("selection-set-depth", STEPS_OF_A_STORY),
    ("require-selections", STEPS_OF_A_STORY),
    (
        "selection-set-depth",
        "nodes { ...StoryNamed date { ...StoryDated } sources { ...StoryCited } }",
    ),
    ("selection-set-depth", "published { ...StoryDated }"),
    (
        "selection-set-depth",
        "reachedCountries(first: 20) { edges { visits node { id slug } } }",
    ),
    # A practice is one request: its transfers, with their changes, evaluations and sources.
    ("selection-set-depth", "date { ...GoodPracticeDated }"),
    ("selection-set-depth", "published { ...GoodPracticeDated }"),
    ("selection-set-depth", "sources { ...GoodPracticeCited }"),
    # So is the sheet for planning: topics, their hosts, the last visits, and the visitors.
    ("selection-set-depth", "nodes { ...PlanningNamed }"),
    ("selection-set-depth", "published { ...PlanningDated }"),
}
"""Rules, and the lines of the schema that break them."""


def _operations(folder: Path) -> None:
    """Write all operations into `site` and `other` of a folder."""
    for name in ("site", "other"):
        (folder / name).mkdir()
    for file in SITE.glob("**/*.graphql"):
        (folder / "site" / file.name).write_text(file.read_text())
    other: list[str] = [
        text
        for page in sorted(ROOT.glob("docs/*.md"))
        for text in re.findall(r"```graphql\n(.*?)```", page.read_text(), re.DOTALL)
    ]
    other += [file.read_text() for pattern in OTHER for file in sorted(ROOT.glob(pattern))]
    other += (ROOT / "tests/data/frontend.graphql").read_text().split("#---")
    for number, text in enumerate(other):
        (folder / "other" / f"{number}.graphql").write_text(text)


def _lint(folder: Path, modules: Path) -> list[tuple[str, str, str]]:
    """Return the file, the rule and the line of each finding."""
    (folder / "node_modules").symlink_to(modules)
    (folder / "eslint.config.js").write_text((SOURCE / "eslint.config.js").read_text())
    (folder / "package.json").write_text((SOURCE / "package.json").read_text())
    done = subprocess.run(
        ["node", "node_modules/eslint/bin/eslint.js", ".", "--format", "json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    found: list[tuple[str, str, str]] = []
    results: list[Mapping[str, object]] = json.loads(done.stdout)
    for result in results:
        path = Path(str(result["filePath"]))
        lines = path.read_text().splitlines()
        messages = result["messages"]
        assert isinstance(messages, list)
        for message in messages:
            rule = str(message["ruleId"]).rpartition("/")[2]
            line = lines[message["line"] - 1].strip() if message.get("line") else message["message"]
            found.append((str(path.relative_to(folder)), rule, line))
    return found


@pytest.mark.http
@pytest.mark.timeout(300)
def test_the_rules_of_graphql_eslint_hold(cache: Path, tmp_path: Path) -> None:
    modules = npm.install(SOURCE, cache) / "node_modules"
    (tmp_path / "schema.graphql").write_text(build_schema().as_str())
    _operations(tmp_path)
    found = _lint(tmp_path, modules)
    assert [each for each in found if each[1:] not in EXCEPTIONS] == []


@pytest.mark.http
@pytest.mark.timeout(300)
def test_the_rules_are_really_applied(cache: Path, tmp_path: Path) -> None:
    """One finding of each group: the schema, Relay, a site's operation, any other operation."""
    modules = npm.install(SOURCE, cache) / "node_modules"
    sdl = build_schema().as_str()
    sdl = sdl.replace("type Release implements Node {", "type release_of implements Node {", 1)
    sdl = re.sub(
        r"(type PageInfo \{.*?)  hasNextPage: Boolean!",
        r"\1  hasNextPage: Int",
        sdl,
        flags=re.DOTALL,
    )
    sdl = sdl.replace("Release!", "release_of!").replace(": Release\n", ": release_of\n")
    (tmp_path / "schema.graphql").write_text(sdl)
    for name, text in (("site", "{ countries { nodes { name } } }"), ("other", "{ countrie }")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.graphql").write_text(text)
    rules = {(file, rule) for file, rule, _ in _lint(tmp_path, modules)}
    assert {
        ("schema.graphql", "naming-convention"),
        ("schema.graphql", "relay-page-info"),
        ("site/a.graphql", "require-selections"),
        ("site/a.graphql", "no-anonymous-operations"),
        ("other/a.graphql", "fields-on-correct-type"),
    } <= rules
