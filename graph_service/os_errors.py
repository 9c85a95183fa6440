"""Errors of the operating system as messages, which it words in its own language."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from graph_service.i18n import Message, _

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
    errno.EROFS: _("the disk is read-only"),
    errno.EBUSY: _("another program is using it"),
    errno.EIO: _("the disk or the device failed"),
    errno.EADDRINUSE: _("it is in use"),
    errno.EADDRNOTAVAIL: _("this machine does not have that address"),
}


def os_reason(error: OSError) -> Message:
    """Return why an operation failed; for an uncommon reason, the number of the system's error."""
    number = error.errno or 0
    return _REASONS.get(number, _("system error {number}", number=number))
