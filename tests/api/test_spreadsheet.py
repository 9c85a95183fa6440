"""A table as XLSX: texts stay texts, numbers are numbers, and the first row is a header."""

import io

import orjson
from openpyxl import load_workbook

from graph_service.api.spreadsheet import xlsx_of

TEXTS = ["=1+1", "+1", "-1", "@x", "#N/A", "{=SUM(A1)}", "2018-10-09", "007", "x" * 200]


def test_no_text_becomes_a_formula_an_error_a_date_or_a_number() -> None:
    rows = [["Text", "Number"], *([text, 3] for text in TEXTS), [None, None], ["a\x0bb", 2.5]]
    content = xlsx_of(orjson.dumps({"title": "Visits: [2018]/all, with a long name", "rows": rows}))
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    assert sheet.title == "Visits 2018 all, with a long…"
    assert [(c.data_type, c.value) for c in sheet["A"][1:-2]] == [("s", text) for text in TEXTS]
    assert [(c.data_type, c.value) for c in sheet["B"][1:-2]] == [("n", 3)] * len(TEXTS)
    assert list(sheet.values)[-2:] == [(None, None), ("a\ufffdb", 2.5)]
    assert [cell.font.b for cell in sheet["A"][:2]] == [True, False]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 60
