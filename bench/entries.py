"""Generates the entries of each type; as in a catalogue, few contradict themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from math import gcd

from bench.dates import EARLY, LATE, date_in, dated, dates_in_order
from bench.events import events
from bench.links import STATED, LinkGenerator, iso3, slug
from bench.names import Dice, summary, title, town
from bench.sizes import PRACTICES_PER_TOPIC, GraphSize
from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.model.declare import NodeType
from graph_service.model.enums import (
    AgreementKind,
    Basis,
    ExchangeKind,
    ExchangeRole,
    GovernanceRelation,
    InstitutionKind,
    Language,
    Level,
    Modality,
    PracticeStatus,
    ReadExtent,
    Subregion,
    Theme,
    TopicScheme,
)
from graph_service.model.storage import Value
from graph_service.model.types import (
    AGREEMENT,
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    PROGRAMME,
    SOURCE,
    TOPIC,
)

IN_REGION = 28
"""The countries of the region come first."""
_TOPIC_SIZES = (200, 250, 300)
_NATIONAL_KINDS = tuple(
    kind for kind in InstitutionKind if kind is not InstitutionKind.INTERGOVERNMENTAL_BODY
)
_LEVELS = {1: (Level.SUBNATIONAL, Level.NATIONAL), 2: (Level.BINATIONAL,)}
"""The levels of a practice by its number of countries, if they are not regional."""
_ROLES = {
    ExchangeKind.INTERNSHIP: (ExchangeRole.LEARNER, ExchangeRole.PEER),
    ExchangeKind.STUDY_VISIT: (ExchangeRole.LEARNER, ExchangeRole.PEER),
    ExchangeKind.EXPERT_MISSION: (ExchangeRole.EXPERT, ExchangeRole.PEER),
}
"""The roles of visitors by kind, if they are not any role."""


class EntryGenerator:
    """Generates the entries of one graph; each type can be generated independently."""

    def __init__(self, size: GraphSize) -> None:
        self._size = size
        self._links = LinkGenerator(size.sources)
        dice = Dice("countries of institutions")
        # A twentieth of the institutions are intergovernmental and have no country.
        self._country_of = [
            None if dice.chance(0.05) else dice.skewed(size.countries)
            for _ in range(size.institutions)
        ]
        # Practices take every stride-th place in the topics. A stride without a common divisor
        # visits each place once; near the golden ratio, it spreads them evenly.
        self._slots = size.practices * 3 // 2
        stride = int(self._slots * 0.618)
        while gcd(stride, self._slots) != 1:
            stride += 1
        self._stride = stride

    def entries(self) -> Iterator[Entry]:
        """Yield all entries; those that an entry refers to come before it."""
        return chain(
            self.sources(),
            self.countries(),
            self.topics(),
            self.institutions(),
            self.agreements(),
            self.programmes(),
            self.practices(),
            self.visits(),
            self.transfers(),
        )

    def countries(self) -> Iterator[Entry]:
        dice = Dice("countries")
        for number in range(self._size.countries):
            code = iso3(number)
            values: dict[str, Value] = {
                "name": {"es": f"País {town(7 * number)}", "en": f"{town(7 * number)} Land"},
                "iso2": f"X{chr(65 + number)}" if number < 26 else f"Q{chr(77 + number - 26)}",
                "iso3": code,
                "isoNumeric": f"{900 + number}",
                "subregion": dice.one(tuple(Subregion)),
                "inRegion": number < IN_REGION,
            }
            yield self._entry(COUNTRY, number, values, self._links.cites(dice, COUNTRY, 0, 1))

    def sources(self) -> Iterator[Entry]:
        dice = Dice("sources")
        for number in range(self._size.sources):
            where = town(dice.number(0, self._size.towns - 1))
            values: dict[str, Value] = {
                "name": f"Informe anual de {where}, n.º {number}",
                "publisher": f"Editorial {where}",
                "url": f"https://generated.example/{number}",
                "language": dice.one(tuple(Language)),
                "readExtent": dice.one(tuple(ReadExtent)),
                **dated(dice, "published", 0.8),
            }
            yield self._entry(SOURCE, number, values)

    def topics(self) -> Iterator[Entry]:
        dice = Dice("topics")
        for number in range(self._size.topics):
            words = title(dice, es=0.9, en=0.8, pt=0.6, town_name=f"tema {number}")
            values: dict[str, Value] = {"name": words, "scheme": TopicScheme.SUBJECT}
            yield self._entry(TOPIC, number, values)

    def institutions(self) -> Iterator[Entry]:
        dice = Dice("institutions")
        size = self._size
        for number in range(size.institutions):
            country = self._country_of[number]
            words = title(dice, es=0.95, en=0.5, pt=0.3, town_name=town(number))
            values: dict[str, Value] = {
                "name": words,
                "kind": InstitutionKind.INTERGOVERNMENTAL_BODY
                if country is None
                else dice.one(_NATIONAL_KINDS),
                "level": Level.REGIONAL if country is None else Level.NATIONAL,
                **({"acronym": f"Ñ{number:03d}"} if dice.chance(0.7) else {}),
                **({"website": f"https://i{number}.example"} if dice.chance(0.6) else {}),
                **dated(dice, "founded", 0.5, EARLY),
            }
            governed = [dice.skewed(number)] if number and dice.chance(0.3) else []
            members = range(3, size.countries, 4) if country is None else ()
            links = (
                *self._links.draw(
                    dice, INSTITUTION, "IN_COUNTRY", COUNTRY, () if country is None else [country]
                ),
                *self._links.draw(dice, INSTITUTION, "HAS_MEMBER", COUNTRY, members),
                *self._links.draw(
                    dice,
                    INSTITUTION,
                    "GOVERNED_BY",
                    INSTITUTION,
                    governed,
                    {"relation": dice.one(tuple(GovernanceRelation))},
                ),
                *self._links.cites(dice, INSTITUTION, 1, 2),
            )
            yield self._entry(INSTITUTION, number, values, links)

    def agreements(self) -> Iterator[Entry]:
        dice = Dice("agreements")
        for number in range(self._size.agreements):
            where = town(dice.number(0, self._size.towns - 1))
            signed, effective = dates_in_order(dice, 2)
            values: dict[str, Value] = {
                "name": title(dice, es=0.9, en=0.4, pt=0.3, town_name=where),
                "kind": dice.one(tuple(AgreementKind)),
                **({"signed": signed} if dice.chance(0.9) else {}),
                **({"effective": effective} if dice.chance(0.4) else {}),
            }
            parties = {dice.skewed(self._size.countries) for _ in range(dice.number(2, 5))}
            links = (
                *self._links.draw(dice, AGREEMENT, "SIGNED_BY", COUNTRY, sorted(parties)),
                *self._links.cites(dice, AGREEMENT, 1, 2),
            )
            yield self._entry(AGREEMENT, number, values, links)

    def programmes(self) -> Iterator[Entry]:
        dice = Dice("programmes")
        size = self._size
        for number in range(size.programmes):
            values: dict[str, Value] = {
                "name": title(dice, es=0.9, en=0.7, pt=0.3, town_name=town(3 * number)),
                **dated(dice, "period", 0.7),
            }
            whole = [number // 5] if number >= 5 else []
            leaders = [dice.skewed(size.institutions)]
            links = (
                *self._links.draw(dice, PROGRAMME, "PART_OF", PROGRAMME, whole),
                *self._links.draw(dice, PROGRAMME, "LED_BY", INSTITUTION, leaders),
                *self._links.cites(dice, PROGRAMME, 1, 1),
            )
            yield self._entry(PROGRAMME, number, values, links)

    def practices(self) -> Iterator[Entry]:
        dice = Dice("practices")
        for number in range(self._size.practices):
            yield self._practice(dice, number)

    def _practice(self, dice: Dice, number: int) -> Entry:
        size = self._size
        here, there = (town(dice.number(0, size.towns - 1)) for _ in range(2))
        text = summary(dice, here, there)
        owners = self._owners_of(number)
        operators = {dice.skewed(size.institutions) for _ in range(dice.number(0, 2))}
        countries = {c for owner in owners if (c := self._country_of[owner]) is not None}
        if dice.chance(0.1):
            countries.add(dice.skewed(size.countries))
        values: dict[str, Value] = {
            "name": title(dice, es=0.9, en=0.6, pt=0.4, town_name=f"{here} {number}"),
            "themes": dice.some(tuple(Theme), 1, 3),
            "level": dice.one(_LEVELS.get(len(countries), (Level.REGIONAL,))),
            **({"summary": text} if text else {}),
            **({"note": {"en": "Generated."}} if dice.chance(0.2) else {}),
            **_status(dice),
        }
        replaced = [dice.number(0, number - 1)] if number and dice.chance(0.02) else []
        based = [dice.number(0, size.agreements - 1)] if dice.chance(0.05) else []
        links = (
            *self._links.draw(dice, GOOD_PRACTICE, "IN_COUNTRY", COUNTRY, sorted(countries)),
            *self._links.draw(dice, GOOD_PRACTICE, "OWNED_BY", INSTITUTION, owners),
            *self._links.draw(
                dice,
                GOOD_PRACTICE,
                "OPERATED_BY",
                INSTITUTION,
                sorted(operators),
                {"embodies": dice.chance(0.3)},
            ),
            *self._links.draw(dice, GOOD_PRACTICE, "ABOUT", TOPIC, self._topics_of(number)),
            *self._links.draw(dice, GOOD_PRACTICE, "REPLACES", GOOD_PRACTICE, replaced),
            *self._links.draw(dice, GOOD_PRACTICE, "BASED_ON", AGREEMENT, based),
            *self._links.cites(dice, GOOD_PRACTICE, 1, 2),
        )
        return self._entry(GOOD_PRACTICE, number, values, links)

    def _owners_of(self, number: int) -> Sequence[int]:
        """Return the owners of a practice, which its transfers come from."""
        dice = Dice(f"owners of practice {number}")
        return sorted({dice.skewed(self._size.institutions) for _ in range(1 + dice.chance(0.2))})

    def _topics_of(self, number: int) -> Sequence[int]:
        """Return the topics of a practice: one or two places, evenly spread over all topics."""
        first = number // 2 * 3 + number % 2 * 2
        places = (
            (slot * self._stride) % self._slots for slot in range(first, first + 2 - number % 2)
        )
        return sorted({_topic_at(place) for place in places})

    def visits(self) -> Iterator[Entry]:
        dice = Dice("visits")
        for number in range(self._size.visits):
            yield self._visit(dice, number)

    def _visit(self, dice: Dice, number: int) -> Entry:
        size = self._size
        where = town(dice.number(0, size.towns - 1))
        shown, hosts, visitors = self._parties_of(number)
        kind = dice.one(tuple(ExchangeKind))
        modality = dice.one(tuple(Modality)) if dice.chance(0.8) else None
        has_place = dice.chance(0.5) and modality is not Modality.VIRTUAL
        values: dict[str, Value] = {
            "name": title(dice, es=0.9, en=0.5, pt=0.2, town_name=f"{where} {number}"),
            "kind": kind,
            **({"modality": modality} if modality else {}),
            **({"place": where} if has_place else {}),
            **dated(dice, "date", 0.9),
        }
        helpers = [dice.skewed(size.institutions)] if dice.chance(0.1) else []
        under = [dice.skewed(size.programmes)] if dice.chance(0.5) else []
        produced = [dice.skewed(size.agreements)] if dice.chance(0.03) else []
        role = {"role": dice.one(_ROLES.get(kind, tuple(ExchangeRole)))}
        links = (
            *self._links.draw(dice, EXCHANGE_VISIT, "HOSTED_BY", INSTITUTION, hosts),
            *self._links.draw(dice, EXCHANGE_VISIT, "ATTENDED_BY", INSTITUTION, visitors, role),
            *self._links.draw(dice, EXCHANGE_VISIT, "SHOWED", GOOD_PRACTICE, shown),
            *self._links.draw(dice, EXCHANGE_VISIT, "ABOUT", TOPIC, self._topics_of(shown[0])),
            *self._links.draw(dice, EXCHANGE_VISIT, "UNDER", PROGRAMME, under),
            *self._links.draw(dice, EXCHANGE_VISIT, "FACILITATED_BY", INSTITUTION, helpers),
            *self._links.draw(dice, EXCHANGE_VISIT, "PRODUCED", AGREEMENT, produced),
            *self._links.cites(dice, EXCHANGE_VISIT, 1, 2),
        )
        return self._entry(EXCHANGE_VISIT, number, values, links)

    def _parties_of(self, number: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """Return the practices that a visit shows, the hosts that own them, and the visitors."""
        dice = Dice(f"parties of visit {number}")
        shown = sorted(dice.some(range(self._size.practices), 1, 2))
        hosts = {self._owners_of(practice)[0] for practice in shown}
        return shown, sorted(hosts), self._others(dice, hosts, dice.number(1, 3))

    def _others(self, dice: Dice, excluded: Collection[int], most: int) -> Sequence[int]:
        """Draw up to this many institutions, at least one, that are not among others."""
        drawn = {dice.skewed(self._size.institutions) for _ in range(most)} - {*excluded}
        while not drawn:
            drawn = {dice.number(0, self._size.institutions - 1)} - {*excluded}
        return sorted(drawn)

    def transfers(self) -> Iterator[Entry]:
        dice = Dice("transfers")
        for number in range(self._size.transfers):
            yield self._transfer(dice, number)

    def _transfer(self, dice: Dice, number: int) -> Entry:
        size = self._size
        where = town(dice.number(0, size.towns - 1))
        moved = [dice.skewed(size.practices)]
        owner = self._owners_of(moved[0])[0]
        home = self._country_of[owner]
        is_stated = dice.chance(0.25)
        senders = [owner] if dice.chance(0.9) else []
        origins = [home] if is_stated and home is not None and not senders else []
        arisen = [dice.number(0, size.visits - 1)] if dice.chance(0.5) else []
        receivers: Sequence[int] = ()
        if arisen:
            _shown, _hosts, visitors = self._parties_of(arisen[0])
            receivers = [one for one in self._at_home(visitors) if one not in senders][:1]
        receivers = receivers or self._others(dice, senders, 1 + dice.chance(0.2))
        stated = {c for one in receivers if is_stated and (c := self._country_of[one]) is not None}
        under = [dice.skewed(size.programmes)] if dice.chance(0.3) else []
        led_to = [dice.number(0, size.practices - 1)] if dice.chance(0.05) else []
        links = (
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "TRANSFERS", GOOD_PRACTICE, moved),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "FROM", INSTITUTION, senders),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "FROM", COUNTRY, origins),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "TO", INSTITUTION, receivers),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "TO", COUNTRY, sorted(stated)),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "ARISING_FROM", EXCHANGE_VISIT, arisen),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "UNDER", PROGRAMME, under),
            *self._links.draw(dice, KNOWLEDGE_TRANSFER, "RESULTED_IN", GOOD_PRACTICE, led_to),
            *self._links.cites(dice, KNOWLEDGE_TRANSFER, 1, 2),
        )
        basis = dice.one(STATED)
        if not any(link.basis is Basis.ASSUMED for link in links):
            basis = Basis.STATED  # what is assumed has an edge that says so
        values: dict[str, Value] = {
            "name": title(dice, es=0.9, en=0.4, pt=0.2, town_name=f"{where} {number}"),
            "basis": basis,
        }
        parts = events(dice, self._links, receivers[0])
        return self._entry(KNOWLEDGE_TRANSFER, number, values, links, parts)

    def _at_home(self, institutions: Sequence[int]) -> Sequence[int]:
        """Return the institutions that have a country."""
        return [one for one in institutions if self._country_of[one] is not None]

    def _entry(
        self,
        node_type: NodeType,
        number: int,
        values: Mapping[str, Value],
        links: tuple[Link, ...] = (),
        parts: tuple[Part, ...] = (),
    ) -> Entry:
        return Entry(
            type=node_type,
            slug=slug(node_type, number),
            values=values,
            links=links,
            parts=parts,
        )


def _topic_at(place: int) -> int:
    """Return the topic of a place: topics have 200, 250 and 300 places in turn."""
    block, rest = divmod(place, len(_TOPIC_SIZES) * PRACTICES_PER_TOPIC)
    first, second, _ = _TOPIC_SIZES
    return block * len(_TOPIC_SIZES) + (rest >= first) + (rest >= first + second)


def _status(dice: Dice) -> dict[str, Value]:
    """Draw when a practice started, and its status with its date."""
    if not dice.chance(0.6):
        return dated(dice, "started", 0.8, EARLY)
    return {
        "status": dice.one(tuple(PracticeStatus)),
        **dated(dice, "started", 0.8, EARLY),
        "statusAsOf": date_in(dice, LATE),
    }
