"""WARC files record by record, as bytes: gzip or plain, ours or anybody's, damaged or whole.

warcio reads a damaged file by printing to standard error and handing over what is left of a record as if it were all,
and decodes header bytes on the way; here a torn record is counted and passed over, and bytes stay bytes.
"""

import os
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

MAX_RECORD = 64 * 2**20  # bytes; what is larger is no page
_GZIP = b"\x1f\x8b\x08"
_PLAIN = b"WARC/"
_READ = 64 * 1024
_MOST_DIGITS = 15  # of a length: no file has more bytes, and Python refuses numbers of thousands
_SUFFIXES = (".warc", ".warc.gz")


class ArchiveError(Exception):
    """An archive that cannot be read or written; the message is one line that says how to mend it."""


class Record(NamedTuple):
    """One WARC record: where it stands, its fields by lower-case name, its block of bytes."""

    file: Path
    offset: int
    fields: dict[str, str]
    block: bytes


class _Torn(Exception):
    """Bytes that are no whole record."""


def archive_files(paths: Iterable[str | Path]) -> list[Path]:
    """Return the WARC files that the paths name, a folder standing for all in it, by name; refuse what is missing."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if file.name.endswith(_SUFFIXES))
        elif path.is_file():
            found.append(path)
        else:
            raise ArchiveError(f"{path}: no such WARC file or folder; check the path")
    return list(dict.fromkeys(found))


def records(file: Path, outcomes: Counter[str]) -> Iterator[Record]:
    """Yield a file's records in order; count as "damaged" and "too large" what is passed over.

    After damage the next whole record is looked for, so a bad place costs only the records it touches. Raises
    ``ArchiveError`` where the file cannot be opened or is no WARC file.
    """
    try:
        with file.open("rb", buffering=1 << 20) as stream:
            size = os.fstat(stream.fileno()).st_size
            magic = _magic(file, stream)
            offset, hurt = 0, False
            while 0 <= offset < size:
                try:
                    data, end = _split(stream, offset, magic)
                    record = _parsed(file, offset, data) if len(data) <= MAX_RECORD else None
                except _Torn:
                    outcomes["damaged"] += not hurt  # once a bad place, however many false starts it holds
                    offset, hurt = _find(stream, magic, offset + 1), True
                    continue
                offset, hurt = end, False
                if record is None:
                    outcomes["too large"] += 1
                else:
                    yield record
    except OSError as problem:
        raise ArchiveError(f"{file}: cannot be read: {problem.strerror or problem}") from problem


def record_at(file: Path, offset: int) -> Record:
    """Return the record that begins at an offset of a file; ``ArchiveError`` where none does any more."""
    try:
        with file.open("rb") as stream:
            data, _ = _split(stream, offset, _magic(file, stream))
            return _parsed(file, offset, data)
    except (OSError, _Torn) as problem:
        raise ArchiveError(f"{file}: record at {offset} cannot be read; was the file changed?") from problem


def _magic(file: Path, stream: IO[bytes]) -> bytes:
    head = stream.read(len(_PLAIN))
    for magic in (_GZIP, _PLAIN):
        if head.startswith(magic) or magic.startswith(head):  # the second: cut off within its first bytes
            return magic
    raise ArchiveError(f"{file}: is no WARC file; give a .warc or .warc.gz file, or a folder of them")


def _split(stream: IO[bytes], offset: int, magic: bytes) -> tuple[bytes, int]:
    """Return the bytes of the record at an offset, cut off above MAX_RECORD, and where the next one begins."""
    stream.seek(offset)
    return (_member if magic == _GZIP else _stretch)(stream, offset)


def _member(stream: IO[bytes], offset: int) -> tuple[bytes, int]:
    inflate = zlib.decompressobj(31)
    data, end = bytearray(), offset
    while not inflate.eof:
        chunk = stream.read(_READ)
        end += len(chunk)
        try:
            piece = inflate.decompress(chunk)
        except zlib.error:
            raise _Torn from None
        if not chunk and not inflate.eof:
            raise _Torn
        if len(data) <= MAX_RECORD:
            data += piece
    return bytes(data), end - len(inflate.unused_data)


def _stretch(stream: IO[bytes], offset: int) -> tuple[bytes, int]:
    head = bytearray()
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline(_READ)
        head += line
        if not head.startswith(_PLAIN) or not line or len(head) > _READ:
            raise _Torn
    length = _length(_fields(bytes(head)))
    end = offset + len(head) + length
    block = stream.read(min(length, MAX_RECORD + 1))
    if len(block) < min(length, MAX_RECORD + 1):
        raise _Torn
    stream.seek(end)
    gap = stream.read(4)
    if gap.lstrip(b"\r\n") == gap != b"":
        raise _Torn  # a record ends with an empty line: this one's length is not its own
    return bytes(head) + block, end + len(gap) - len(gap.lstrip(b"\r\n"))


def _parsed(file: Path, offset: int, data: bytes) -> Record:
    head, blank, rest = data.partition(b"\r\n\r\n")
    if not head.startswith(_PLAIN) or not blank:
        raise _Torn
    fields = _fields(head)
    length = _length(fields)
    if len(rest) < length:
        raise _Torn
    if rest[length : length + 16].lstrip(b"\r\n").startswith(_PLAIN):
        raise ArchiveError(
            f"{file}: is compressed as a whole, not record by record; mend it: warcio recompress {file} NEW.warc.gz"
        )
    return Record(file, offset, fields, rest[:length])


def _fields(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _length(fields: dict[str, str]) -> int:
    value = fields.get("content-length", "")
    if not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS):
        raise _Torn
    return int(value)


def _find(stream: IO[bytes], magic: bytes, offset: int) -> int:
    """Return where ``magic`` stands next, from an offset on, or -1."""
    kept = b""
    stream.seek(offset)
    while chunk := stream.read(_READ):
        window = kept + chunk
        at = window.find(magic)
        if at >= 0:
            return offset - len(kept) + at
        offset += len(chunk)
        kept = window[-len(magic) + 1 :]
    return -1
