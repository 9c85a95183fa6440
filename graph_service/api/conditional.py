"""Conditional requests: what a client has already isn't sent again (RFC 9110, section 13).

A tag is a hash of what is sent: it holds across workers, restarts and states of the graph, for as
long as the answer stays the same. Whether it does, the response cache tells without reading where
it can. No bookmark stands in it: a restored database may come to an old one again, with other data.
"""

from __future__ import annotations

import re
from collections.abc import Container

from graph_service.api.media_types import Form

_TAGS = re.compile(rb'"([\x21\x23-\x7e\x80-\xff]*)"')


class _Anything(Container[bytes]):
    def __contains__(self, _: object) -> bool:
        return True


def known_digests(if_none_match: bytes | None, form: Form) -> Container[bytes]:
    """Give the digests of the contents that a client has in a form, by its If-None-Match.

    Tags are compared weakly, as section 13.1.2 says: what compressed an answer on its way may have
    made its tag a weak one.
    """
    if if_none_match is None:
        return ()
    if if_none_match.strip() == b"*":
        return _Anything()
    mark = _mark(form)
    tags = _TAGS.findall(if_none_match)
    return {tag.removesuffix(mark) for tag in tags if tag.endswith(mark)}


def tag(digest: bytes, form: Form) -> bytes:
    """Give the ETag of a content in a form."""
    return b'"%s%s"' % (digest, _mark(form))


def _mark(form: Form) -> bytes:
    """Tell forms apart: of one content, each media type is a representation of its own."""
    return b"-g" if b"graphql" in form.content_type else b"-j"
