"""What pages show of how far practices have come."""

from typing import Any

from graph_service.explorer.parts.reach import shown_since


def date(edtf: str) -> dict[str, str]:
    return {"edtf": edtf, "qualifier": "AT"}


def transfer(stage_date: dict[str, str] | None, **visits: dict[str, str] | None) -> dict[str, Any]:
    """Return a transfer to Panama that came of visit `own`; `other` was shown to Honduras."""
    of_panama = [slug for slug in visits if slug != "other"]
    return {
        "stageDate": stage_date,
        "targetCountries": {"nodes": [{"slug": "pan"}]},
        "visits": {"nodes": [{"slug": "own"}]},
        "practice": {
            "shownAt": {"nodes": [{"slug": slug, "date": day} for slug, day in visits.items()]},
            "reachedCountries": {
                "edges": [
                    {"visits": ["own", "other"], "node": {"slug": "hnd"}},
                    {"visits": of_panama, "node": {"slug": "pan"}},
                ]
            },
        },
    }


def slugs(**visits: Any) -> list[Any]:
    return [visit["slug"] for visit in shown_since(transfer(date("2018-10"), **visits))]


def test_later_meetings_are_those_of_the_recipient_that_are_not_its_own_visits() -> None:
    later = date("2023/2025")
    assert slugs(own=later, other=later, later=later) == ["later"]


def test_only_what_was_certainly_before_is_left_out() -> None:
    found = slugs(before=date("2018-09"), within=date("2018"), undated=None, after=date("2018-11"))
    assert found == ["within", "undated", "after"]
    undated = transfer(None, before=date("2006"))
    assert [visit["slug"] for visit in shown_since(undated)] == ["before"]
