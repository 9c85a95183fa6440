"""docs/notes/seed-document.md says where each sentence of the first article stands; it is true."""

import re

from .records import ENTRIES, ROOT, named

PAGE = (ROOT / "docs" / "notes" / "seed-document.md").read_text(encoding="utf-8")
SLUGS = {identity.split(":")[1]: identity for identity in ENTRIES}
PILOT = "Programme:prog-pasantias-piloto"
VISITS = ("xv-gtm-arg-2018", "xv-hnd-cri-2018", "xv-pan-cri-2018")


def test_the_entries_that_it_names_exist() -> None:
    slugs = re.findall(r"`((?:prog|gp|xv|kt|cri|usa|iom|seed)-[a-z0-9-]+)`", PAGE)
    assert len(slugs) > 20
    assert set(slugs) - SLUGS.keys() == set()


def test_the_pilot_has_the_countries_of_its_visits() -> None:
    ends = ("hostCountries", "visitorCountries")
    of_visits = {c for v in VISITS for end in ends for c in named(f"ExchangeVisit:{v}", end)}
    assert set(named(PILOT, "countries")) == of_visits
    assert set(ENTRIES[PILOT]["summary"]) == {"es", "en", "pt"}


def test_nothing_says_when_the_visits_began() -> None:
    dates = [ENTRIES[f"ExchangeVisit:{visit}"]["date"]["edtf"] for visit in VISITS]
    assert set(map(str, dates)) == {"../2018-10-09"}


def test_quotes_are_short() -> None:
    quotes = re.findall(r"“(.+?)”", PAGE, flags=re.DOTALL)
    assert all(len(quote.split()) <= 25 for quote in quotes)
