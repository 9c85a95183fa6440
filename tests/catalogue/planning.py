"""A small folder of seeds, changes to it, and a runner of the commands."""

from .live import Live
from .seed_files import SeedFiles


def write_all(seeds: SeedFiles) -> None:
    """Write a transfer of practice `p` to Honduras; institution `i` owns `p` and `q`."""
    seeds.put("topics/hotline.yaml", "name: {es: Líneas, en: Hotlines}\nscheme: SUBJECT\n")
    seeds.source("tip")
    seeds.institution("i", "cri", "acronym: I\n")
    seeds.institution("j", "cri")
    seeds.practice("p", "[i]", "countries: [cri]\ntopics: [hotline]\n")
    seeds.practice("q", "[i]", "countries: [cri]\n")
    seeds.visit(
        "v",
        "hostInstitutions: [i]\nvisitorCountries: [{slug: hnd, role: LEARNER}]\n"
        "practices: [p]\ndate: 2018\n",
    )
    seeds.transfer(
        "kt",
        "p",
        "targetCountries: [hnd]\nvisits: [v]\n"
        "events: [{stage: VISITED, position: 1, date: 2018-10-09}]\n",
    )


def change_all_kinds(seeds: SeedFiles) -> None:
    """Change a name, a date, an edge, a slug, a stage and sources; add an entry and remove one."""
    (seeds.folder / "topics/hotline.yaml").unlink()
    seeds.put(
        "topics/helpline.yaml",
        "name: {es: Líneas, en: Helplines}\nscheme: SUBJECT\nformerSlugs: [hotline]\n",
    )
    seeds.practice("p", "[i]", "countries: [cri]\ntopics: [helpline]\nnote: {en: Seen.}\n")
    (seeds.folder / "good-practices/q.yaml").unlink()
    seeds.practice("r", "[i, j]", "countries: [cri]\n")
    seeds.visit(
        "v",
        "hostInstitutions: [i, j]\nvisitorCountries: [{slug: hnd, role: PEER}]\npractices: [p]\n"
        "date: {edtf: 2018-10, qualifier: ON_OR_BEFORE}\n",
    )
    seeds.put(
        "knowledge-transfers/kt.yaml",
        """\
        name: {es: kt}
        basis: STATED
        sources: [iom, tip]
        practice: p
        targetCountries: [hnd]
        visits: [v]
        events:
          - {stage: VISITED, position: 1, date: 2018-10-09}
          - {stage: ADAPTED, position: 2, date: 2020, takenBy: [j]}
        """,
    )


def run(live: Live, command: str, *arguments: object, status: int = 0, **environ: str) -> str:
    """Run `graph-service seeds …` in this process, and return its output."""
    texts = [str(a.folder if isinstance(a, SeedFiles) else a) for a in arguments]
    done = live.invoke(command, *texts, **environ)
    assert done.exit_code == status, done.output
    return done.stdout or done.stderr


def undated(text: str) -> str:
    """Return the text without the dates of releases."""
    return "\n".join(
        line.partition(" (20")[0] + line.partition(" (20")[2][9:] if "Release" in line else line
        for line in text.splitlines()
    )
