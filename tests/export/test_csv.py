"""CSV tables: values from the seeds, and texts that spreadsheets would evaluate."""

from pathlib import Path

from graph_service.settings import DatabaseSettings
from tests.export.helpers import AWKWARD_TEXTS, export, store_awkward_texts, table


def test_rows_match_the_seeds(own_catalogue: DatabaseSettings, tmp_path: Path) -> None:
    """Expected values are from countries/arg.yaml and exchange-visits/xv-arg-pry-2023.yaml."""
    folder = export(own_catalogue, "csv", tmp_path / "out")
    raw = (folder / "nodes-Country.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,slug,")
    assert raw.endswith(b"\r\n")
    by_id = {row["id"]: row for row in table(folder / "nodes-Country.csv")}
    argentina = by_id["Country:arg"]
    assert (argentina["iso3"], argentina["isoNumeric"], argentina["inRegion"]) == (
        "ARG",
        "032",
        "true",
    )
    visits = {row["id"]: row for row in table(folder / "nodes-ExchangeVisit.csv")}
    visit = visits["ExchangeVisit:xv-arg-pry-2023"]
    assert visit["name"] == visit["nameEs"] != visit["nameEn"]
    assert [visit[f"date{part}"] for part in ("", "Earliest", "Latest", "Qualifier")] == [
        "2023-03-28",
        "2023-03-28",
        "2023-03-28",
        "AT",
    ]
    ends = [
        (row["targetId"], row["role"], row["roleBasis"], row["basis"], row["sources"])
        for row in table(folder / "edges-ATTENDED_BY.csv")
        if row["sourceId"] == "ExchangeVisit:xv-arg-pry-2023"
    ]
    assert ends == [
        ("Country:pry", "PEER", "INFERRED", "STATED", "arg-pry-clorinda-2023"),
        ("Institution:pry-paivtes", "PEER", "INFERRED", "STATED", "arg-pry-clorinda-2023"),
    ]
    successions = table(folder / "edges-SUCCEEDS.csv")
    assert {(row["sourceId"], row["targetId"]) for row in successions} == {
        ("Institution:arg-protex", "Institution:arg-ufase"),
        ("Institution:mercosur-rmaam", "Institution:mercosur-rem"),
    }
    assert table(folder / "edges-RATES.csv") == []


def test_no_cell_is_a_formula_and_no_text_is_lost(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    store_awkward_texts(database_settings)
    folder = export(database_settings, "csv", tmp_path / "out")
    assert table(folder / "edges-SUCCEEDS.csv") == []
    rows = table(folder / "nodes-Institution.csv")
    found = {row["slug"]: row for row in rows}
    defused = {"formula", "plus", "minus", "at", "tab", "return"}
    for slug, text in AWKWARD_TEXTS.items():
        expected = f"'{text}" if slug in defused else text
        assert found[slug]["nameEs"] == expected
        assert found[slug]["note"] == expected
    assert found["quotes"]["formerNames"] == "a \"b\" 'c' `d`|\\||b"
    assert found["backslashes"]["formerNames"] == "\\\\ \\\\u0027 \\\\n \\\\|\\||b"
    columns = [f"otherNames{ending}" for ending in ("", "Es", "En", "Pt")]
    others = [found["separators"][column] for column in columns]
    assert others == ["a;\nb, c \\| d|\\||b", "a;\nb, c \\| d|\\|", "", "a;\nb, c \\| d|b"]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values()
    )
