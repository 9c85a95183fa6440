"""docs/typescript.md, step by step in an empty folder.

The practices are written down from seeds/good-practices: `gp-mex-comites-inm` began in 2007, of
`gp-hnd-comites` and `gp-blz-comites` no source tells when; no other name has "comités" in it.
"""

import subprocess
from pathlib import Path

import pytest

from graph_service.settings import DatabaseSettings
from tests.conftest import ROOT
from tests.explorer.test_operations import OPERATIONS, PAGES
from tests.sizes import part_of

from .steps import check_complete, steps_done, steps_of

USED = ("country", "good-practice", "related")
"""Pages whose operations TYPED uses."""
TYPED = """
type Entry = NonNullable<ResultOf<typeof pageGoodPractice>["goodPractice"]>;
export const label = (entry: Entry): string | null => entry.statusLabel;
export const themes = (entry: Entry): string[] => entry.themesLabels;
export const shared = (edge: Edges[number]): number => edge.sharedCount;
type Edges = NonNullable<ResultOf<typeof pageRelated>["goodPractice"]>["relatedPractices"]["edges"];
export const variables: VariablesOf<typeof pageCountry> = { slug: "per", lang: "EN" };
// @ts-expect-error: there is no such language
export const wrong: VariablesOf<typeof pageCountry> = { slug: "per", lang: "FR" };
"""
PAGE = (ROOT / "docs/typescript.md").read_text()


@pytest.mark.http
@pytest.mark.timeout(400)
def test_every_step_does_what_the_page_says(
    catalogue: DatabaseSettings, cache: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "frontend"
    with steps_done(PAGE, catalogue, cache, folder):
        pass
    (folder / "src/wrong.ts").unlink()
    (folder / "src/pages.ts").write_text(_pages())
    for command in (["npx", "tsc", "--noEmit"], ["npx", "gql.tada", "check"]):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def _pages() -> str:
    """Return a module with the operations of docs/pages.md, whose types must be known."""
    lines = [
        'import type { ResultOf, VariablesOf } from "gql.tada";',
        'import { graphql } from "./graphql.js";',
        "type IsKnown<T> = unknown extends T ? false : keyof T extends never ? false : true;",
    ]
    for page in sorted({*USED, *part_of(PAGES, 4)}):
        text = (OPERATIONS / f"{page}.graphql").read_text()
        name = "page" + "".join(map(str.capitalize, page.split("-")))  # `new` is a keyword
        lines += [
            f"export const {name} = graphql(`{text}`);",
            f"export const {name}IsKnown: IsKnown<ResultOf<typeof {name}>> = true;",
        ]
    return "\n".join([*lines, TYPED])


def test_all_of_the_page_is_tested() -> None:
    check_complete(PAGE)
    assert [step.file for step in steps_of(PAGE) if step.file] == [
        "tsconfig.json", "src/graphql.ts", "src/service.ts", "src/list.ts", "src/country.ts",
        "src/wrong.ts",
    ]  # fmt: skip
