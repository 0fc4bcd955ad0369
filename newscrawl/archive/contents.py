"""The body inside a response's content encodings, never more of it than asked for. Pure."""

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

import brotli  # type: ignore[import-untyped]  # comes with Scrapy, as zstd does; has no types

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from newscrawl.gzipped import gunzip

_CHUNK = 64 * 1024


class TooLarge(ValueError):
    """A body that is larger, decompressed, than the limit."""


def decoded(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Return a body with its content encodings undone, the last first, as far as they are known.

    A body cut off in the middle gives what there is of it; ``TooLarge`` where it grows above ``limit`` bytes.

    >>> import gzip
    >>> decoded(gzip.compress("반도체".encode()), ["gzip"], 100).decode()
    '반도체'
    """
    names = [name.strip().lower() for value in encodings for name in value.split(",") if name.strip()]
    while names and names[-1] in _DECODERS:
        body = _bounded(_DECODERS[names.pop()](body), limit)
    if len(body) > limit:
        raise TooLarge(f"body is larger than {limit} bytes")
    return body


def _bounded(chunks: Iterator[bytes], limit: int) -> bytes:
    found = bytearray()
    try:
        for chunk in chunks:
            found += chunk
            if len(found) > limit:
                raise TooLarge(f"body is larger than {limit} bytes decompressed")
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
        if not found:
            raise ValueError("body cannot be decompressed") from None
    return bytes(found)


def _inflate(body: bytes) -> Iterator[bytes]:
    stream = zlib.decompressobj()
    try:
        yield stream.decompress(body, _CHUNK)
    except zlib.error:  # some servers send deflate without its zlib header
        stream = zlib.decompressobj(-15)
        yield stream.decompress(body, _CHUNK)
    while stream.unconsumed_tail and not stream.eof:
        yield stream.decompress(stream.unconsumed_tail, _CHUNK)
    yield stream.flush()


def _unbrotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    chunk = stream.process(body, output_buffer_limit=_CHUNK)
    while chunk:
        yield chunk
        chunk = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=_CHUNK)


def _unzstd(body: bytes) -> Iterator[bytes]:
    stream = zstd.ZstdFile(BytesIO(body))
    while chunk := stream.read(_CHUNK):
        yield chunk


_DECODERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
