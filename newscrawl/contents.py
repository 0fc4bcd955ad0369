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

_CHUNK = 64 * 1024
_PIECE = 4096  # bytes looked at at once: what zlib hands back of them it copies, at every member


class TooLarge(ValueError):
    """A body that is larger, decompressed, than the limit."""


def decoded(body: bytes, encodings: Iterable[str], limit: int) -> bytes:
    """Return a body with its content encodings undone, the last first, as far as they are known.

    A body cut off in the middle gives what there is of it, one that is not packed as said itself: some archives keep
    bodies unpacked under the headers of packed ones. ``TooLarge`` where it grows above ``limit`` bytes.

    >>> import gzip
    >>> decoded(gzip.compress("반도체".encode()), ["gzip"], 100).decode()
    '반도체'
    """
    names = [name.strip().lower() for value in encodings for name in value.split(",") if name.strip()]
    while names and names[-1] in _DECODERS:
        unpacked = _bounded(_DECODERS[names.pop()](body), limit)
        body = body if unpacked is None else unpacked
    if len(body) > limit:
        raise TooLarge(f"body is larger than {limit} bytes")
    return body


def _bounded(chunks: Iterator[bytes], limit: int) -> bytes | None:
    """Return what the chunks hold up to where they break off, None where that is nothing."""
    found = bytearray()
    try:
        for chunk in chunks:
            found += chunk
            if len(found) > limit:
                raise TooLarge(f"body is larger than {limit} bytes decompressed")
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError):
        return bytes(found) or None
    return bytes(found)


def gunzip(body: bytes) -> Iterator[bytes]:
    """Yield what is in gzipped bytes chunk by chunk, through all members; zlib.error where they are broken.

    >>> import gzip
    >>> b"".join(gunzip(gzip.compress("반도체 ".encode()) + gzip.compress("공장".encode()))).decode()
    '반도체 공장'
    """
    member, between = zlib.decompressobj(31), False
    for begin in range(0, len(body), _PIECE):
        piece = body[begin : begin + _PIECE]
        while piece:
            if between:
                piece = piece.lstrip(b"\0")
                if piece and not piece.startswith(b"\x1f"):
                    return  # what stands behind the last member is no part of the body
                between = not piece
            yield member.decompress(piece, _CHUNK)
            piece = member.unconsumed_tail
            if member.eof:
                piece = member.unused_data
                member, between = zlib.decompressobj(31), True
    yield member.flush()


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
