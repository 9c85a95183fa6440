"""The recipe of docs/forge: from a branch to a load, with the commands that its workflows name."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.catalogue.planning import write_all
from tests.catalogue.seed_files import SeedFiles
from tests.conftest import ROOT
from tests.ports import free_ports

FORGE = ROOT / "docs/forge"
GITLAB = FORGE / "gitlab-ci.yml"
TOPIC = "name: {{es: Líneas, en: {}}}\nscheme: SUBJECT\n"
GRAPH_SERVICE = f'#!/bin/sh\nexec "{sys.executable}" -m graph_service "$@"\n'
GH = """\
#!/bin/sh
case "$1 $2" in
    "run download") mkdir "$7" && cp comment.txt "$7" ;;
    "pr list") echo 0a 6 && echo 0b 7 ;;
    "pr comment") echo "$3" >posted && cat "$7" >>posted ;;
esac
"""
CURL = """\
#!/bin/sh
for address; do :; done
case "$address" in
    api/user) echo '{"id": 9}' ;;
    */1/"merge_requests?state=opened&per_page=100") echo '[{"iid": 7}]' ;;
    */1/merge_requests/7) echo '{"head_pipeline": {"id": 5, "project_id": 4}}' ;;
    */4/pipelines/5/jobs) echo '[{"id": 2, "name": "load"}, {"id": 3, "name": "check"}]' ;;
    */4/jobs/3/artifacts/comment.txt) cat written.txt ;;
    */1/merge_requests/7/"notes?per_page=100") cat notes.json ;;
    *) echo "$*" >posted && cat comment.md >>posted ;;
esac
"""


def workflow(name: str) -> Any:
    """Return a workflow of GitHub."""
    return yaml.safe_load((FORGE / f"github/{name}.yml").read_text())


def command(name: str) -> str:
    """Return the command of a workflow that runs the script of its name."""
    (job,) = workflow(name)["jobs"].values()
    (found,) = [step["run"] for step in job["steps"] if f"{name}.sh" in step.get("run", "")]
    return str(found)


class Clone:
    """A clone of a repository of seeds, on a machine of the forge."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self.folder = folder
        self.seeds = SeedFiles(folder / "seeds")
        tools = folder.parent / "tools"
        tools.mkdir()
        for name, text in (("graph-service", GRAPH_SERVICE), ("gh", GH), ("curl", CURL)):
            (tools / name).write_text(text)
            (tools / name).chmod(0o755)
        self.environ = {
            **os.environ,
            "GITHUB_ACTIONS": "true",
            "PATH": f"{tools}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C",
            **environ,
        }
        shutil.copytree(FORGE, folder / "docs/forge")

    def sh(self, script: str, status: int = 0, **environ: str) -> str:
        done = subprocess.run(
            ["/bin/sh", "-e", "-c", script],
            cwd=self.folder,
            env={**self.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == status, done.stdout
        return done.stdout

    def git(self, author: str, arguments: str) -> None:
        self.sh(f"git -c user.name={author} -c user.email=user@example.org {arguments}")

    def commit(self, author: str) -> None:
        self.git(author, "add seeds")
        self.git(author, "commit -q -m Change")

    def check(self, status: int = 0) -> list[str]:
        """Check the merge of the branch into main; return the lines of the comment."""
        self.git("forge", "checkout -q --detach main")
        self.git("forge", "merge -q --no-ff -m Merge change")
        self.annotations = self.sh("rm -rf found; " + command("check"), status)
        self.sh(command("comment"), RUN="1", HEAD_SHA="0b")
        self.git("forge", "checkout -q change")
        number, begin, *lines, end = (self.folder / "posted").read_text().splitlines()
        assert (number, begin, end) == ("7", "~~~text", "~~~")
        return [re.sub(r" \(\d{4}-\d\d-\d\d\)", "", line) for line in lines if line]

    def load(self, live: Live, status: int = 0) -> str:
        self.git("forge", "clean -q -f -x seeds")  # each job has a clone of its own
        return self.sh(command("load"), status, LOADED_BY="team", **live.settings.environ())


def test_from_a_branch_to_a_load(
    database_settings: DatabaseSettings, cache: Path, tmp_path: Path
) -> None:
    (port,) = free_ports(1)
    clone = Clone(tmp_path / "clone", CACHE=str(cache), PORT=str(port))
    seeds = clone.seeds.basics()
    clone.git("forge", "init -q -b main")
    clone.commit("forge")
    write_all(seeds)
    clone.commit("Ana")
    seeds.put("topics/hotline.yaml", TOPIC.format("Helplines"))
    clone.commit("Luis")
    ana, luis = clone.sh("git log --format='%an, %h' -n 2 --reverse").splitlines()

    # Three mistakes.
    clone.git("Eva", "checkout -q -b change")
    seeds.put("topics/hotline.yaml", TOPIC.format("Hotlines"))
    (seeds.folder / "good-practices/q.yaml").unlink()
    seeds.put("sources/new.yaml", "name: new\npublisher: OIM\nlanguage: XX\nreadExtent: MUCH\n")
    seeds.institution("k", "cro")
    clone.commit("Eva")
    *problems, total = clone.check(status=1)
    assert [problem.partition(": ")[0] for problem in problems] == [
        "seeds/institutions/k.yaml:5:10",
        "seeds/sources/new.yaml:3:11",
        "seeds/sources/new.yaml:4:13",
    ]
    assert total == "3 problems in 2 files"
    assert clone.annotations.count("::error file=seeds/") == 3
    assert clone.annotations.count("title=no-portuguese") == 2  # not of the other files

    # Corrected.
    seeds.source("new")
    with (seeds.folder / "sources/new.yaml").open("a") as new:
        new.write("note: {en: María González Pérez opened the course.}\n")
    seeds.institution("k", "cri")
    clone.commit("Eva")
    likely, *comment = clone.check()
    name = '"María González Pérez" in note.en looks like the name of a person'
    assert likely.startswith("seeds/sources/new.yaml:")
    assert name in likely
    assert comment[:7] == [
        '  + institutions/k  "k"',
        '  - good-practices/q  "q"',
        '  ~ topics/hotline  Name (en): "Helplines" → "Hotlines"',
        '  + sources/new  "new"',
        "This takes back what has been loaded before, and needs --yes:",
        f"  good-practices/q: removed; Release 2, {ana} loaded it",
        f"  topics/hotline, Name (en): back to the value before Release 3, {luis}",
    ]
    assert comment[7] == "1 of the 13 answers changes:"
    assert comment[-1] == "Load onto Release 3: entries: 2 added, 1 changed, 1 removed."

    with Live.open(database_settings) as live:
        live.clear()
        clone.git("Ana", "checkout -q main")
        clone.load(live)

        # Merged.
        clone.git("Ana", "merge -q --no-ff -m Merge change")
        assert "Release 2 (" in clone.load(live)
        assert live.value("MATCH (t:Topic) RETURN t.nameEn") == "Hotlines"
        assert live.rows("MATCH (p:GoodPractice) RETURN p.slug") == [("p",)]

        # What somebody loads from elsewhere is not taken back.
        live.invoke("pull", tmp_path / "elsewhere")
        SeedFiles(tmp_path / "elsewhere").source("late")
        live.invoke("load", tmp_path / "elsewhere", LOADED_BY="Eva")
        assert ", Eva: sources/late" in clone.load(live, status=1)
        live.invoke("pull", seeds.folder)
        clone.commit("Ana")
        assert "No changes; the graph is at Release 3 (" in clone.load(live)
        assert (seeds.folder / "sources/late.yaml").is_file()
        releases = live.rows("MATCH (r:Release) RETURN r.loadedBy ORDER BY r.number")
        assert releases == [("team",), ("team",), ("Eva",)]
        live.clear()


@pytest.mark.parametrize(
    ("notes", "posted"),
    [
        ([], "api/projects/1/merge_requests/7/notes"),
        (
            [
                {"id": 1, "system": False, "author": {"id": 8}},
                {"id": 2, "system": True, "author": {"id": 9}},
                {"id": 3, "system": False, "author": {"id": 9}},
            ],
            "-X PUT",
        ),
    ],
)
def test_gitlab_gets_one_comment_for_each_request(
    tmp_path: Path, notes: list[object], posted: str
) -> None:
    clone = Clone(tmp_path / "clone")
    (clone.folder / "notes.json").write_text(json.dumps(notes))
    (clone.folder / "written.txt").write_text("A problem\n~~~~~ @all $(date) \x1b[31m`é`\n")
    api = "CI_API_V4_URL=api CI_PROJECT_ID=1 COMMENT_TOKEN=secret"
    clone.sh(f"{api} docs/forge/gitlab-comment.sh")
    request, *comment = (clone.folder / "posted").read_text().splitlines()
    assert posted in request
    assert request.endswith("notes/3" if notes else "notes")
    # Nothing in the file ends the block of text, or is run.
    assert comment == ["~~~text", "A problem", "~ @all $(date) [31m`é`", "", "~~~"]


def test_a_comment_is_cut_to_what_forges_accept(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("ñ" * 100_000)
    done = subprocess.run([FORGE / "comment.sh", file], capture_output=True, check=True)
    assert done.stdout.decode() == f"~~~text\n{'ñ' * 30_000}…\n~~~\n"


def test_a_link_to_another_file_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "comment.txt").symlink_to("/proc/self/environ")
    command = [FORGE / "comment.sh", tmp_path / "comment.txt"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")


def test_scripts_that_workflows_name_are_there_and_can_be_run() -> None:
    for file in FORGE.rglob("*.yml"):
        assert yaml.safe_load(file.read_text())
        scripts = re.findall(r"docs/forge/[\w-]+\.sh", file.read_text())
        assert scripts
        for script in scripts:
            assert os.access(ROOT / script, os.X_OK), script
    for page in ("docs/steward.en.md", "docs/steward.es.md"):
        named = re.findall("`(docs/forge/.+?)`", (ROOT / page).read_text())
        assert named
        assert all([*ROOT.glob(name)] for name in named)


def test_only_the_load_has_secrets() -> None:
    check, comment, load = map(workflow, ("check", "comment", "load"))
    assert check["permissions"] == load["permissions"] == {"contents": "read"}
    assert "secrets" not in yaml.safe_dump(check) + yaml.safe_dump(comment)
    assert check[True] == {"pull_request": {"paths": ["seeds/**"]}}  # YAML 1.1: `on`
    assert comment[True]["workflow_run"]["workflows"] == [check["name"]]
    assert load["jobs"]["load"]["environment"] == "catalogue"
    # What a pull request says never becomes part of a command.
    for step in (s for w in (check, comment, load) for j in w["jobs"].values() for s in j["steps"]):
        assert "${{" not in step.get("run", "")
    gitlab = yaml.safe_load(GITLAB.read_text())
    assert "environment" not in gitlab["check"]
    assert gitlab["load"]["environment"] == "catalogue"
    assert "TOKEN" not in yaml.safe_dump(gitlab["check"])
