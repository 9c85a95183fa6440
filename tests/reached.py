"""Where practices came to, and what was known last, worked out from files in plain Python.

`graph_service/store/derived.py` says the rules, and has the same in Cypher.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from neo4j import GraphDatabase

from graph_service.model.edtf import parse_edtf
from graph_service.settings import DatabaseSettings

FIELDS = {
    "institutions": {"country": ("IN_COUNTRY", "Country")},
    "good-practices": {
        "countries": ("IN_COUNTRY", "Country"),
        "owners": ("OWNED_BY", "Institution"),
        "operators": ("OPERATED_BY", "Institution"),
    },
    "exchange-visits": {
        "hostCountries": ("HOSTED_BY", "Country"),
        "hostInstitutions": ("HOSTED_BY", "Institution"),
        "visitorCountries": ("ATTENDED_BY", "Country"),
        "visitorInstitutions": ("ATTENDED_BY", "Institution"),
        "practices": ("SHOWED", "GoodPractice"),
    },
    "knowledge-transfers": {
        "practice": ("TRANSFERS", "GoodPractice"),
        "otherPractices": ("ALSO_TRANSFERS", "GoodPractice"),
        "originCountries": ("FROM", "Country"),
        "originInstitutions": ("FROM", "Institution"),
        "targetCountries": ("TO", "Country"),
        "targetInstitutions": ("TO", "Institution"),
        "visits": ("ARISING_FROM", "ExchangeVisit"),
    },
    "evaluations": {"transfers": ("EVALUATES", "KnowledgeTransfer")},
}
"""The fields of files that matter here: the edge of each, and the type that it leads to."""
TYPES = {
    "institutions": "Institution",
    "good-practices": "GoodPractice",
    "exchange-visits": "ExchangeVisit",
    "knowledge-transfers": "KnowledgeTransfer",
    "evaluations": "Evaluation",
}
COMPLETED = ("HOSTED_BY", "ATTENDED_BY", "FROM", "TO")
PHASES = {
    "EXPLORATION": (
        ["IDENTIFIED", "REQUESTED", "DOCUMENTED", "PRESENTED", "VISITED", "FEASIBILITY_ASSESSED"]
    ),
    "PREPARATION": ["DECIDED", "PLANNED", "ADAPTED", "STAFF_TRAINED"],
    "IMPLEMENTATION": ["PILOTED", "IMPLEMENTED"],
    "SUSTAINMENT": ["SUSTAINED", "SCALED_OUT"],
    "ENDED": ["DISCONTINUED", "NEVER_BEGUN"],
}
PHASE = {stage: phase for phase, stages in PHASES.items() for stage in stages}
USUAL_ORDER = [*PHASE]
FARTHER = ["NEVER_BEGUN", "DISCONTINUED", *(s for s in USUAL_ORDER if PHASE[s] != "ENDED")]
FARTHER_PHASES = ["ENDED", "EXPLORATION", "PREPARATION", "IMPLEMENTATION", "SUSTAINMENT"]
STRENGTHS = ["ASSUMED", "INFERRED", "DERIVED", "STATED"]
Values = Mapping[str, Any]
Date = tuple[Any, Any, Any, Any]
"""EDTF, the first and the last day, and the qualifier."""


class Tie(NamedTuple):
    """An edge; source and target are ids."""

    name: str
    source: str
    target: str
    basis: str | None = "STATED"
    sources: tuple[str, ...] = ()
    role: str | None = None


@dataclass
class World:
    """Edges, and the values of nodes by id: stage, phase, basis, status and date."""

    ties: Collection[Tie]
    values: Mapping[str, Values]

    @cached_property
    def by_source(self) -> Mapping[str, Sequence[Tie]]:
        found: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            found[tie.source].append(tie)
        return found

    @cached_property
    def evaluations(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for tie in self.ties:
            if tie.name == "EVALUATES":
                found[tie.target].add(tie.source)
        return found

    def targets(self, source: str, *names: str) -> list[str]:
        return [tie.target for tie in self.by_source.get(source, ()) if tie.name in names]


def reached(world: World) -> Mapping[tuple[str, str], Values]:
    """Return what REACHED says, by the ids of the practice and the country."""
    given, kept, there = (defaultdict[str, set[str]](set) for _ in range(3))
    for source, ties in world.by_source.items():
        ends = [tie.target for tie in ties if tie.name == "FROM"]
        for tie in ties:
            if tie.name in ("TRANSFERS", "ALSO_TRANSFERS"):
                given[tie.target].update(ends)
            if tie.name in ("OWNED_BY", "OPERATED_BY"):
                kept[source].update(world.targets(tie.target, "IN_COUNTRY"))
            if tie.name == "IN_COUNTRY":
                there[source].add(tie.target)
    paths: dict[tuple[str, str], list[tuple[str, Tie, Tie]]] = defaultdict(list)
    for node, one, other in _paths(world):
        pair = practice, country = one.target, other.target
        counts = country not in there[practice] or (
            node.startswith("KnowledgeTransfer:") and len(there[practice]) > 1
        )
        if counts and country not in given[practice] | kept[practice]:
            paths[pair].append((node, one, other))
    found = {pair: _reach(world, each) for pair, each in paths.items()}
    facts = {
        node: _facts(world, node, found)
        for node in world.values
        if node.startswith("KnowledgeTransfer:")
    }
    for values in found.values():
        known = [world.values[f"ExchangeVisit:{slug}"].get("date") for slug in values["visits"]]
        for slug in values["transfers"]:
            known += facts[f"KnowledgeTransfer:{slug}"]
        values["firstKnown"], values["lastKnown"] = first_of(known), last_of(known)
    return found


def last_known(world: World, pairs: Mapping[tuple[str, str], Values]) -> Mapping[str, Date | None]:
    """Return the last known fact of each transfer, by id."""
    transfers = [node for node in world.values if node.startswith("KnowledgeTransfer:")]
    return {node: last_of(_facts(world, node, pairs)) for node in transfers}


def _paths(world: World) -> Iterator[tuple[str, Tie, Tie]]:
    """Yield each transfer or held visit, with its edges to a practice and to a country."""
    for node, ties in world.by_source.items():
        shows = world.values.get(node, {}).get("status") is None
        for one in ties:
            for other in ties:
                transfer = one.name in ("TRANSFERS", "ALSO_TRANSFERS") and other.name == "TO"
                came = other.name == "HOSTED_BY" or (
                    other.name == "ATTENDED_BY" and other.role not in ("EXPERT", "ADVISER")
                )
                is_path = transfer or (one.name == "SHOWED" and came and shows)
                if is_path and other.target.startswith("Country:"):
                    yield node, one, other


def _reach(world: World, paths: Iterable[tuple[str, Tie, Tie]]) -> dict[str, Any]:
    bases, slugs, sources = [], defaultdict[str, set[str]](set), set[str]()
    for node, one, other in paths:
        kind, _, slug = node.partition(":")
        slugs[kind].add(slug)
        sources |= {*one.sources, *other.sources}
        whole = world.values[node].get("basis") if kind == "KnowledgeTransfer" else None
        known = [b for b in (one.basis, other.basis, whole) if b]
        bases += [min(known, key=STRENGTHS.index)] if known else []
    transfers = [world.values[f"KnowledgeTransfer:{s}"] for s in slugs["KnowledgeTransfer"]]
    stages, phases = (
        {t[name] for t in transfers if t.get(name) is not None} for name in ("stage", "phase")
    )
    return {
        "stage": max(stages, key=FARTHER.index, default=None),
        "phase": max(phases, key=FARTHER_PHASES.index, default=None),
        "transfers": sorted(slugs["KnowledgeTransfer"]),
        "visits": sorted(slugs["ExchangeVisit"]),
        "basis": max(bases, key=STRENGTHS.index, default=None),
        "sources": sorted(sources),
    }


def _facts(
    world: World, transfer: str, pairs: Mapping[tuple[str, str], Values]
) -> list[Date | None]:
    """Return the dates of a transfer's events, visits and evaluations, and of what was shown."""
    nodes = {*world.targets(transfer, "HAS_EVENT", "ARISING_FROM")}
    nodes |= world.evaluations.get(transfer, set())
    for practice in world.targets(transfer, "TRANSFERS", "ALSO_TRANSFERS"):
        for country in world.targets(transfer, "TO"):
            visits = pairs.get((practice, country), {}).get("visits", ())
            nodes |= {f"ExchangeVisit:{slug}" for slug in visits}
    known = (world.values.get(node, {}) for node in nodes)
    return [values.get("date") for values in known if values.get("status") is None]


def last_of(dates: Iterable[Date | None]) -> Date | None:
    """Return the latest date; of those with the same last day, the one that begins last."""
    known = [date for date in dates if date and (date[1] or date[2])]
    if not known:
        return None
    latest = max((d[2] or d[1], d[1] or d[2]) for d in known)
    return min(
        (d for d in known if (d[2] or d[1], d[1] or d[2]) == latest), key=lambda d: (d[0], d[3])
    )


def first_of(dates: Iterable[Date | None]) -> Date | None:
    """Return the earliest date; of those with the same first day, the one that ends first."""
    known = [date for date in dates if date and (date[1] or date[2])]
    return min(known, key=lambda d: (d[1] or d[2], d[2] or d[1], d[0], d[3]), default=None)


# From files


def world_of(folder: Path) -> World:
    """Return what the files of a folder say, with the countries of institutions."""
    ties: list[Tie] = []
    agencies: set[str] = set()
    values: dict[str, dict[str, Any]] = {}
    for kind, fields in FIELDS.items():
        for path in sorted((folder / kind).glob("*.yaml")):
            entry = yaml.load(path.read_text(), yaml.CSafeLoader)
            node = f"{TYPES[kind]}:{path.stem}"
            if entry.get("kind") == "COOPERATION_AGENCY":
                agencies.add(node)
            own = [
                _tie(name, node, target, end, entry)
                for field, (name, target) in fields.items()
                for end in _listed(entry.get(field, []))
            ]
            ties += [*own, *_completed(own, ties, agencies)]
            values[node] = {x: entry[x] for x in ("basis", "status") if x in entry}
            values[node]["date"] = _date(entry.get("date"))
            for event in entry.get("events", ()):
                event_id = f"StageEvent:{path.stem}-{event['position']}"
                ties.append(Tie("HAS_EVENT", node, event_id))
                values[event_id] = {"date": _date(event.get("date"))}
            values[node] |= _furthest(entry.get("events", ()))
    return World(ties, values)


def _listed(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


def _tie(name: str, node: str, target: str, end: Any, entry: Values) -> Tie:
    said = end if isinstance(end, dict) else {"slug": end}
    cited = [x if isinstance(x, str) else x["slug"] for x in entry.get("sources", ())]
    sources = tuple(said.get("sources", cited))
    basis = said.get("basis", "STATED")
    return Tie(name, node, f"{target}:{said['slug']}", basis, sources, said.get("role"))


def _completed(own: Iterable[Tie], before: Iterable[Tie], agencies: Set[str]) -> Iterator[Tie]:
    """Yield the edges to the countries of institutions that no file states."""
    homes = {
        tie.source: tie.target
        for tie in before
        if tie.name == "IN_COUNTRY" and tie.source not in agencies
    }
    stated = {(tie.name, tie.target) for tie in own}
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in own:
        home = homes.get(tie.target)
        if tie.name in COMPLETED and home and (tie.name, home) not in stated:
            found[tie.name, home].append(tie)
    for (name, home), ties in found.items():
        roles = {tie.role for tie in ties if tie.role}
        role = (roles.pop() if len(roles) == 1 else "PEER") if roles else None
        sources = tuple({source for tie in ties for source in tie.sources})
        yield Tie(name, ties[0].source, home, "DERIVED", sources, role)


def _furthest(events: Iterable[Values]) -> Values:
    stage = None
    for event in sorted(events, key=lambda event: event["position"]):
        if (
            stage is None
            or PHASE[stage] == "ENDED"
            or USUAL_ORDER.index(event["stage"]) > USUAL_ORDER.index(stage)
        ):
            stage = event["stage"]
    return {"stage": stage, "phase": PHASE[stage]} if stage else {}


def _date(said: Any) -> Date | None:
    if said is None:
        return None
    edtf, qualifier = (
        (said["edtf"], said.get("qualifier", "AT")) if isinstance(said, dict) else (said, "AT")
    )
    date = parse_edtf(str(edtf))
    is_bound = qualifier in ("REPORTED", "PUBLISHED")
    is_bound |= qualifier == "ON_OR_BEFORE" and "/" not in date.edtf
    return date.edtf, None if is_bound else date.earliest, date.latest, qualifier


# From the database


def stored(
    settings: DatabaseSettings,
) -> tuple[Mapping[tuple[str, str], Values], Mapping[str, Date | None]]:
    """Return REACHED and the last known facts as a database has them, in the same form."""
    with (
        GraphDatabase.driver(
            settings.uri,
            auth=(settings.user, settings.password),
            notifications_min_severity="OFF",
        ) as driver,
        driver.session(database=settings.database) as session,
    ):
        edges = [
            ((row["p"], row["c"]), row["r"])
            for row in session.run(
                "MATCH (p)-[r:REACHED]->(c) RETURN p.id AS p, c.id AS c, properties(r) AS r"
            )
        ]
        nodes = {
            row["id"]: _of_columns(row["t"], "lastKnown")
            for row in session.run(
                "MATCH (t:KnowledgeTransfer) RETURN t.id AS id, properties(t) AS t"
            )
        }
    assert len(dict(edges)) == len(edges)
    plain = ("stage", "phase", "transfers", "visits", "basis", "sources")
    dates = ("firstKnown", "lastKnown")
    return {
        pair: {
            **{name: r.get(name) for name in plain},
            **{name: _of_columns(r, name) for name in dates},
        }
        for pair, r in edges
    }, nodes


def _of_columns(values: Values, name: str) -> Date | None:
    if values.get(name) is None:
        return None
    first, last = (values.get(f"{name}{end}") for end in ("Earliest", "Latest"))
    days = [day and day.to_native() for day in (first, last)]
    return values[name], days[0], days[1], values[f"{name}Qualifier"]


def check_reached(settings: DatabaseSettings, world: World) -> Mapping[tuple[str, str], Values]:
    """Check that a database has what follows from edges and values, and return REACHED."""
    expected = reached(world)
    edges, known = stored(settings)
    assert edges == expected
    assert known == last_known(world, expected)
    return expected
