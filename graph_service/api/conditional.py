"""Conditional requests (RFC 9110, section 13): a client's current copy isn't sent again.

An ETag is a hash of the content, so it is valid across workers, restarts and states of the graph
for as long as the answer is the same. It contains no bookmark: a restored database may reach an old
bookmark again with different data.
"""

from __future__ import annotations

import re
from collections.abc import Container

from graph_service.api.content_coding import Coding
from graph_service.api.media_types import MediaType

_TAGS = re.compile(rb'"([\x21\x23-\x7e\x80-\xff]*)"')


class _Any(Container[bytes]):
    def __contains__(self, _: object) -> bool:
        return True


def known_digests(
    if_none_match: bytes | None, media_type: MediaType, coding: Coding
) -> Container[bytes]:
    """Return the digests of the contents that a client has in this form, by If-None-Match.

    Comparison is weak (section 13.1.2): a proxy that compresses a response makes its tag weak.

    >>> from graph_service.api.content_coding import GZIP
    >>> from graph_service.api.media_types import DEFAULT
    >>> known_digests(b'W/"abc-jz", "def-gz", "abc-j"', DEFAULT, GZIP)
    {b'abc'}
    """
    if if_none_match is None:
        return ()
    if if_none_match.strip() == b"*":
        return _Any()
    suffix = _suffix(media_type, coding)
    tags = _TAGS.findall(if_none_match)
    return {tag.removesuffix(suffix) for tag in tags if tag.endswith(suffix)}


def etag(digest: bytes, media_type: MediaType, coding: Coding) -> bytes:
    """Return the ETag of a content in a media type and a coding."""
    return b'"%s%s"' % (digest, _suffix(media_type, coding))


def _suffix(media_type: MediaType, coding: Coding) -> bytes:
    """Return a suffix that differs by form: each is a representation of its own."""
    return (b"-g" if b"graphql" in media_type.content_type else b"-j") + coding.suffix
