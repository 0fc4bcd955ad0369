"""Archives are read from whatever is left of a file, ours or anybody's, and bodies from whatever they are packed in."""

import gzip
import random
import zlib
from collections import Counter
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.archive import records as record_module
from newscrawl.archive.captures import Index
from newscrawl.archive.records import ArchiveError, records
from newscrawl.contents import TooLarge, decoded
from tests.archives import exchange, only, read, write


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[int]]:
    """The bytes of an archive of ten pages, and where each record ends."""
    folder = tmp_path_factory.mktemp("whole")
    write(
        folder,
        *(exchange(f"https://www.example.com/{n}", random.Random(n).randbytes(400)) for n in range(10)),
    )
    file = only(folder)
    begins = [record.offset for record in records(file, Counter())]
    return file.read_bytes(), [*begins[1:], file.stat().st_size]


def test_torn_file_gives_every_record_before_the_tear(whole: tuple[bytes, list[int]], tmp_path: Path) -> None:
    data, ends = whole
    file = tmp_path / "torn.warc.gz"
    for cut in range(0, len(data) + 1, 7):
        file.write_bytes(data[:cut])
        outcomes: Counter[str] = Counter()
        found = list(records(file, outcomes))
        assert len(found) == sum(end <= cut for end in ends)
        assert outcomes["damaged"] == (cut not in (0, *ends))


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 600))
def test_damage_costs_only_the_records_it_touches(
    whole: tuple[bytes, list[int]], tmp_path_factory: pytest.TempPathFactory, where: float, length: int
) -> None:
    archive, ends = whole
    file = tmp_path_factory.getbasetemp() / "damaged.warc.gz"
    file.write_bytes(archive)
    before = {record.offset: record for record in records(file, Counter())}
    at = 3 + int(where * (len(archive) - 3))
    file.write_bytes(
        archive[:at] + bytes(b ^ 0x5A for b in archive[at : at + length]) + archive[at + length :]
    )
    outcomes: Counter[str] = Counter()
    found = {record.offset: record for record in records(file, outcomes)}
    untouched = {b for b, e in zip([0, *ends[:-1]], ends, strict=True) if e <= at or b >= at + length}
    assert untouched <= found.keys()
    assert found.items() <= before.items()  # and nothing damaged is handed over
    assert outcomes["damaged"] <= 1


def test_archive_written_after_a_kill_in_the_middle_reads_on(
    whole: tuple[bytes, list[int]], tmp_path: Path
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(whole[0][:-30])
    write(tmp_path, exchange("https://www.example.com/after"))
    index = Index([tmp_path])
    assert "https://www.example.com/after" in index.by_url
    assert len(index.by_url) == 11
    assert index.outcomes == {"damaged": 1}


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_archives_of_others_are_read(tmp_path: Path, suffix: str, version: str) -> None:
    file = tmp_path / f"others{suffix}"
    body = "<p>반도체</p>".encode("cp949")
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=suffix.endswith("gz"), warc_version=version)
        writer.write_record(writer.create_warcinfo_record(file.name, {"software": "somebody's"}))
        for url, headers, payload in [
            ("http://www.example.com/plain", [("Content-Type", "text/html")], body),
            (
                "http://www.example.com/chunked",
                [("Transfer-Encoding", "chunked")],
                b"4\r\n" + body[:4] + b"\r\n%x\r\n" % len(body[4:]) + body[4:] + b"\r\n0\r\n\r\n",
            ),
            ("http://www.example.com/said-chunked", [("Transfer-Encoding", "chunked")], body),
            ("http://www.example.com/br", [("Content-Encoding", "br")], brotli.compress(body)),
            ("http://www.example.com/unpacked", [("X-Crawler-Content-Encoding", "gzip")], body),
        ]:
            head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url, "response", payload=BytesIO(payload), length=len(payload), http_headers=head
            )
            writer.write_record(record)
        dns = writer.create_warc_record(
            "dns:www.example.com", "response", payload=BytesIO(b"1"), length=1, warc_content_type="text/dns"
        )
        writer.write_record(dns)
    found = read(file)
    assert len(found) == 5
    assert {c.body(1000) for c in found} == {body}
    assert Index([file]).outcomes == {}


def test_torn_plain_file_gives_what_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "plain.warc"
    stream = BytesIO()
    writer = WARCWriter(stream, gzip=False)
    ends = []
    for n in range(4):
        head = StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")
        url, page = f"http://www.example.com/{n}", b"WARC/1.0 in a page" * 10
        record = writer.create_warc_record(url, "response", BytesIO(page), len(page), http_headers=head)
        writer.write_record(record)
        ends.append(stream.tell() - len(b"\r\n\r\n"))
    data = stream.getvalue()
    for cut in range(1, len(data)):
        file.write_bytes(data[:cut])
        assert len(list(records(file, Counter()))) == sum(end <= cut for end in ends)
    hole = ends[1] - 20
    file.write_bytes(data[:hole] + data[hole + 5 :])
    outcomes: Counter[str] = Counter()
    assert [r.fields["warc-target-uri"][-1] for r in records(file, outcomes)] == ["0", "2", "3"]
    assert outcomes == {"damaged": 1}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.warc.gz", None, "no such WARC file"),
        ("page.warc.gz", "<!doctype html><p>페이지</p>".encode(), "is no WARC file"),
        ("noise.warc.gz", b"\x1f\x8b\x08" + random.Random(1).randbytes(3000), "no whole record"),
        ("zip.warc.gz", gzip.compress(b"words"), "no whole record"),
        ("whole.warc.gz", "one member", "warcio recompress"),
    ],
)
def test_what_is_no_archive_is_said_in_one_line(
    tmp_path: Path, whole: tuple[bytes, list[int]], name: str, data: bytes | str | None, says: str
) -> None:
    if data == "one member":
        data = gzip.compress(gzip.decompress(whole[0]))
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(ArchiveError, match=says) as raised:
        Index([tmp_path / name])
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


def test_empty_file_and_empty_folder_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.warc.gz").touch()
    assert read(tmp_path) == []


def test_record_too_large_for_a_page_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "MAX_RECORD", 5000)
    noise = random.Random(3)
    write(
        tmp_path,
        *(exchange(f"https://www.example.com/{n}", noise.randbytes(n * 100_000 + 10)) for n in (0, 1, 0)),
    )
    index = Index([tmp_path])
    assert list(index.by_url) == ["https://www.example.com/0"]
    assert index.outcomes == {"too large": 1}


# --- what is packed inside ---

PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@given(st.binary(max_size=3000), st.lists(st.sampled_from(sorted(PACKERS)), max_size=3))
def test_content_encodings_are_undone(body: bytes, encodings: list[str]) -> None:
    packed = body
    for name in encodings:
        packed = PACKERS[name](packed)
    assert decoded(packed, [", ".join(encodings).upper()], 10_000) == body
    assert decoded(packed, encodings, 10_000) == body


def test_deflate_without_its_header_is_undone() -> None:
    raw = zlib.compressobj(wbits=-15)
    assert decoded(raw.compress(b"words" * 50) + raw.flush(), ["deflate"], 1000) == b"words" * 50


def test_an_empty_body_is_empty_however_it_was_packed() -> None:
    for name, pack in PACKERS.items():
        assert decoded(pack(b""), [name], 100) == b""


def test_unknown_content_encoding_stays() -> None:
    assert decoded(b"words", ["exi"], 100) == b"words"


def test_what_stands_between_and_behind_gzip_members_is_no_part_of_the_body() -> None:
    member = gzip.compress(b"words")
    for filling in (1, 5000, 9000):  # zeros up to a block of a tape
        packed = member + bytes(filling) + member + bytes(filling)
        assert decoded(packed, ["gzip"], 100) == b"wordswords"
        assert decoded(packed + b"not gzip" + member, ["gzip"], 100) == b"wordswords"


def test_a_body_of_nothing_but_members_is_unpacked_in_one_go() -> None:
    empty = gzip.compress(b"")
    assert (
        decoded(empty * 400_000 + gzip.compress(b"words"), ["gzip"], 100) == b"words"
    )  # else 16 TB are copied


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_unpacked_body_is_capped(name: str) -> None:
    with pytest.raises(TooLarge):
        decoded(PACKERS[name](bytes(50_000_000)), [name], 100_000)


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_body_cut_off_gives_what_there_is(name: str) -> None:
    body = random.Random(5).randbytes(400_000)
    packed = PACKERS[name](body)
    found = decoded(packed[: len(packed) // 2], [name], 10**6)
    assert len(found) > 100_000
    assert body.startswith(found)
