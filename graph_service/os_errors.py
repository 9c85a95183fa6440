"""Errors of the operating system as messages, which it words in its own language."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.i18n import Language, Message, _

_REASONS: Mapping[int, Message] = {
    errno.EACCES: _("permission denied"),
    errno.EPERM: _("permission denied"),
    errno.ENOENT: _("it does not exist"),
    errno.EEXIST: _("it already exists"),
    errno.EISDIR: _("it is a folder"),
    errno.ENOTDIR: _("a part of the path is not a folder"),
    errno.ENOTEMPTY: _("the folder is not empty"),
    errno.ENAMETOOLONG: _("the name is too long"),
    errno.ENOSPC: _("the disk is full"),
    errno.EDQUOT: _("the disk is full"),
    errno.EFBIG: _("the file is too large"),
    errno.EROFS: _("the disk is read-only"),
    errno.EBUSY: _("another program is using it"),
    errno.EIO: _("the disk or the device failed"),
    errno.EADDRINUSE: _("it is in use"),
    errno.EADDRNOTAVAIL: _("this machine does not have that address"),
}
_FOLDER_MISSING = _("its folder does not exist")


def os_reason(error: OSError) -> Message:
    """Return why an operation failed."""
    return _REASONS.get(error.errno or 0, _Uncommon(error.errno or 0, error.strerror or ""))


def reason_not_written(error: OSError) -> Message:
    """Return why a file couldn't be created: what doesn't exist then is its folder."""
    return _FOLDER_MISSING if error.errno == errno.ENOENT else os_reason(error)


@dataclass(frozen=True)
class _Uncommon:
    """A reason that only the system words, in English; Spanish has the number of its error."""

    number: int
    english: str

    def render(self, language: Language) -> str:
        if language is Language.EN and self.english:
            return self.english
        return _("system error {number}", number=self.number).render(language)
