"""Why a file can't be read as a table: what it is instead, and how to make a table of it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from graph_service.i18n import Wording, _

_SAVE_AS = _("open it in a spreadsheet, and save it as .xlsx (Excel workbook) or as CSV UTF-8")
_OLE = b"\xd0\xcf\x11\xe0"


def why_not_a_workbook(path: Path) -> Wording:
    """Return what a file named .xlsx is, if it isn't a workbook.

    Raises:
        OSError: if the file can't be read.
    """
    if path.name.startswith("~$"):
        return _("not a table: Excel made this file while {name} was open", name=path.name[2:])
    with path.open("rb") as stream:
        start = stream.read(512)
    if start.startswith(_OLE):
        return _("an old Excel file (.xls), or one with a password: {remedy}", remedy=_SAVE_AS)
    if start.startswith(b"PK"):
        return _of_archive(path)
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _("a web page or XML file with the extension .xlsx: {remedy}", remedy=_SAVE_AS)
    if start and b"\0" not in start:
        return _("a text with the extension .xlsx: if it is CSV, name it .csv")
    return _("not a readable workbook")


def _of_archive(path: Path) -> Wording:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return _("the workbook is damaged: save it again, or send it again")
    if "mimetype" in names:
        return _("an OpenDocument file (.ods): {remedy}", remedy=_SAVE_AS)
    if any(name.startswith("word/") for name in names):
        return _("a Word document: copy its table into a spreadsheet")
    return _("not a readable workbook")


def unknown_extension(path: Path) -> Wording:
    """Return the problem with a file that is neither .csv nor .xlsx by its name."""
    if path.suffix.lower() in (".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".tsv", ".txt"):
        return _(
            "a table in the format {extension}: {remedy}", extension=path.suffix, remedy=_SAVE_AS
        )
    return _("not a table; allowed: .csv, .xlsx")
