"""An entry file → its text: a regular file in UTF-8, without conflicts of git."""

from __future__ import annotations

import os
import re
import stat
from functools import reduce
from operator import or_

from graph_service.catalogue.problems import Place, Problem, ProblemLog, Rule
from graph_service.i18n import Shown, Wording, _

from .comments import unsettled_conflict
from .folder import unreadable

_MAX_FILE_SIZE = 1_000_000
_DOCUMENTS = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff"),
    *(b"<!DOCTYPE", b"<!doctype", b"<html", b"<?xml"),
)
"""How files of Word and Excel, PDFs, images and web pages begin."""
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?:[ \t][^\n]*)?\r?$", re.MULTILINE)
CONFLICT = _(
    "git left a conflict: keep one of the two versions, and delete the lines that start with"
    " <<<<<<<, ======= and >>>>>>>"
)
# Characters outside YAML 1.2, byte order marks, and line breaks of YAML 1.1 only (U+2028, U+2029).
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]"
)
# Don't follow links, wait for pipes or translate line ends; Windows and POSIX lack some of these.
_FLAG_NAMES = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_FLAGS = reduce(or_, (getattr(os, name, 0) for name in _FLAG_NAMES), os.O_RDONLY)


class Unreadable(Exception):
    """Why a file can't be read on."""

    def __init__(self, place: Place, message: Wording, rule: Rule = Rule.YAML_REFUSED) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place, rule=rule, message=message)


def read_file(path: str, log: ProblemLog) -> bytes | None:
    """Return the content of a regular file; None, with a problem in the log, if it can't be read.

    The folder may have changed since it was listed: links are not followed, and pipes don't block.
    """
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(log.place(), _("not a file"), Rule.FILE_UNREADABLE)
            content = os.read(descriptor, _MAX_FILE_SIZE + 1)
            if len(content) > _MAX_FILE_SIZE:
                size = max(status.st_size, len(content))
                raise Unreadable(log.place(), _too_large(size), Rule.FILE_TOO_LARGE)
            return content
        finally:
            os.close(descriptor)
    except OSError as error:
        log.add(Problem(place=log.place(), rule=Rule.FILE_UNREADABLE, message=unreadable(error)))
    except Unreadable as error:
        log.add(error.problem)
    return None


def _too_large(size: int) -> Wording:
    return _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=_MAX_FILE_SIZE)


def decoded(content: bytes, log: ProblemLog) -> str:
    """Return the text of a file.

    Raises:
        Unreadable: when it is not a text in UTF-8, or has a conflict or a forbidden character.
    """
    if is_document(content):
        message = _("not a text, but a document of another program: save it as plain text")
        raise Unreadable(log.place(), message, Rule.NOT_TEXT)
    if is_utf_16(content):
        message = _("the file is in UTF-16; save it as UTF-8")
        raise Unreadable(log.place(), message, Rule.NOT_UTF8)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = place_after(content[: error.start].decode("utf-8-sig"), log)
        byte = f"0x{content[error.start]:02x}"
        message = _("the byte {byte} is not UTF-8; save the file as UTF-8", byte=byte)
        raise Unreadable(place, message, Rule.NOT_UTF8) from None
    if line := unsettled_conflict(text):
        message = _(
            "a conflict is not settled: keep one of the two values that this line names, and"
            " delete the line"
        )
        raise Unreadable(log.place(line), message, Rule.CONFLICT)
    if line := conflict_in(text):
        raise Unreadable(log.place(line), CONFLICT, Rule.CONFLICT)
    if match := _FORBIDDEN.search(text):
        code = f"U+{ord(match[0]):04X}"
        why = _("the character {code} is not allowed", code=code)
        raise not_yaml(place_after(text[: match.start()], log), why)
    return text


def is_document(content: bytes) -> bool:
    """Whether a file is a document of another program, not a text."""
    return content[:16].lstrip().startswith(_DOCUMENTS)


def is_utf_16(content: bytes) -> bool:
    """Whether a text seems to be in UTF-16: with a byte order mark, or with zeros between bytes."""
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:200].count(0) > 20


def conflict_in(text: str) -> int | None:
    """Return the line of the first mark of a conflict that git left; None if there is none."""
    mark = _CONFLICT.search(text)
    return text.count("\n", 0, mark.start()) + 1 if mark else None


def place_after(before: str, log: ProblemLog) -> Place:
    """Return the place after a text."""
    return log.place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def not_yaml(place: Place, why: Shown) -> Unreadable:
    """Return the error of a text that is not YAML."""
    return Unreadable(place, _("not YAML: {why}", why=why), Rule.NOT_YAML)
