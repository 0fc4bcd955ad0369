"""Gzipped bytes unpacked, a chunk at a time, so that nobody unpacks more than is wanted. Pure."""

import zlib
from collections.abc import Iterator

MAGIC = b"\x1f\x8b"
_CHUNK = 64 * 1024


def gunzip(body: bytes) -> Iterator[bytes]:
    """Yield what is packed, all members one behind the other; zlib.error where a member is broken.

    >>> from gzip import compress
    >>> b"".join(gunzip(compress(b"<a>") + compress(b"</a>") + b"no member"))
    b'<a></a>'
    """
    while body:
        member = zlib.decompressobj(31)
        while not member.eof and body:
            yield member.decompress(body, _CHUNK)
            body = member.unconsumed_tail
        yield member.flush()
        body = member.unused_data.lstrip(b"\0")
        if body[:2] != MAGIC:
            return  # what stands behind the last member is no part of the body
