"""What was fetched is kept byte for byte, and read back from whatever is left of a file."""

import gzip
import random
import signal
import subprocess
import sys
import zlib
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawl.archive import records as record_module
from newscrawl.archive.captures import Capture, Index
from newscrawl.archive.contents import TooLarge, decoded
from newscrawl.archive.records import ArchiveError, records
from newscrawl.archive.writer import ArchiveWriter, Exchange
from tests.fetching import fetch
from tests.loopback import Answer, serving

MOMENT = datetime(2026, 11, 22, 6, 0, 0, 250000, tzinfo=UTC)
HTML = b"Content-Type: text/html; charset=utf-8\r\n"


def exchange(
    url: str = "https://www.example.com/1", payload: bytes = b"<p>", status: int = 200, head: bytes = HTML
):
    line = b"HTTP/1.1 %d OK\r\n" % status
    return Exchange(
        url,
        MOMENT,
        b"GET /1 HTTP/1.1\r\nHost: www.example.com\r\n\r\n",
        status,
        line + head + b"\r\n",
        payload,
    )


def write(folder: Path, *exchanges: Exchange, size: int = 10**9) -> list[str]:
    writer = ArchiveWriter(folder, size)
    places = [writer.write(each) for each in exchanges]
    writer.close()
    return places


def read(*paths: Path) -> list[Capture]:
    index = Index(paths)
    found = [index.capture(mark) for marks in index.by_url.values() for mark in marks]
    return [capture for capture in found if capture is not None]


def types(file: Path) -> list[str]:
    with file.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream)]


def check(*files: Path) -> int:
    return int(Checker(Namespace(inputs=[str(file) for file in files], verbose=False)).process_all())


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


# --- kept as fetched ---

header_bytes = st.binary(min_size=1, max_size=30).map(
    lambda b: b.translate(None, b"\r\n\0").strip() or b"x"
)  # raw CP949 and all


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.sampled_from([200, 301, 404, 503]),
            st.lists(header_bytes, max_size=4),
            st.binary(),
        ),
        max_size=8,
    )
)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, written: list[tuple]) -> None:
    folder = tmp_path_factory.mktemp("archive")
    asked = [
        exchange(
            f"https://www.example.com/{n}", payload, status, b"".join(b"X-Words: %s\r\n" % v for v in values)
        )
        for n, status, values, payload in written
    ]
    write(folder, *asked)
    found = Counter((c.url, c.status, tuple(c.headers), c.payload, c.date) for c in read(folder))
    assert found == Counter(
        (f"https://www.example.com/{n}", status, tuple((b"X-Words", v) for v in values), payload, MOMENT)
        for n, status, values, payload in written
    )
    assert check(*folder.iterdir()) == 0


def test_file_says_who_made_it_and_pairs_request_with_response(tmp_path: Path) -> None:
    write(tmp_path, exchange())
    with only(tmp_path).open("rb") as stream:
        info, response, request = list(ArchiveIterator(stream))
        assert [info.rec_type, response.rec_type, request.rec_type] == ["warcinfo", "response", "request"]
        assert response.rec_headers.protocol == "WARC/1.1"
        identity = response.rec_headers.get_header("WARC-Record-ID")
        assert request.rec_headers.get_header("WARC-Concurrent-To") == identity
        assert response.rec_headers.get_header("WARC-Date") == "2026-11-22T06:00:00.250000Z"
        assert request.http_headers.protocol == "GET"


def test_place_is_where_the_response_begins(tmp_path: Path) -> None:
    for place in write(tmp_path, *(exchange(payload=b"%d" % n) for n in range(5))):
        name, _, offset = place.rpartition(":")
        assert record_module.record_at(tmp_path / name, int(offset)).fields["warc-type"] == "response"


def test_same_payload_again_is_a_revisit(tmp_path: Path) -> None:
    words = gzip.compress("같은 목록".encode())
    packed = HTML + b"Content-Encoding: gzip\r\n"
    write(
        tmp_path,
        exchange("https://www.example.com/list", words, head=packed),
        exchange("https://www.example.com/list", words, head=packed),
        exchange("https://m.example.com/list", words, head=packed),
    )
    assert types(only(tmp_path)) == [
        "warcinfo",
        "response",
        "request",
        "revisit",
        "request",
        "revisit",
        "request",
    ]
    assert [(c.url, c.body(100).decode()) for c in read(tmp_path)] == [
        ("https://www.example.com/list", "같은 목록"),
        ("https://www.example.com/list", "같은 목록"),
        ("https://m.example.com/list", "같은 목록"),
    ]
    assert check(only(tmp_path)) == 0


def test_not_modified_is_a_revisit_of_what_was_there(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, 10**9)
    writer.write(exchange(payload=b"<p>first"))
    later = exchange(status=304, payload=b"")
    later.date += timedelta(hours=1)
    writer.write(later)
    writer.close()
    assert types(only(tmp_path))[3] == "revisit"
    found = read(tmp_path)
    assert [(c.status, c.payload) for c in found] == [(200, b"<p>first")] * 2
    assert found[1].date == later.date
    assert check(only(tmp_path)) == 0


def test_not_modified_since_a_page_that_is_not_here_is_no_page(tmp_path: Path) -> None:
    write(tmp_path, exchange(status=304, payload=b""))
    assert read(tmp_path) == []


def test_files_are_rotated_by_size_and_whole_in_themselves(tmp_path: Path) -> None:
    noise = random.Random(7)
    pages = [noise.randbytes(3000) for _ in range(3)]
    write(tmp_path, *(exchange(f"https://www.example.com/{n}", pages[n % 3]) for n in range(12)), size=10_000)
    files = sorted(tmp_path.iterdir())
    assert len(files) > 2
    assert sum(len(read(file)) for file in files) == 12  # no revisit refers to another file
    assert check(*files) == 0


def test_no_two_writers_share_a_file(tmp_path: Path) -> None:
    writers = [ArchiveWriter(tmp_path, 10**9) for _ in range(3)]
    for n in range(4):
        for number, writer in enumerate(writers):
            writer.write(exchange(f"https://www.example.com/{number}-{n}"))
    for writer in writers:
        writer.close()
    assert len(list(tmp_path.iterdir())) == 3
    assert len(read(tmp_path)) == 12


# --- read from what is left ---


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


def test_unknown_content_encoding_stays() -> None:
    assert decoded(b"words", ["exi"], 100) == b"words"


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


# --- in a crawl ---


def test_crawl_keeps_every_response_as_it_came(tmp_path: Path) -> None:
    page = gzip.compress("<p>첫 기사</p>".encode())
    packed = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Encoding": "gzip",
        "X-Outlet": "이름".encode().decode("latin-1"),
    }
    answers = {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /no\n", headers={"Content-Type": "text/plain"}),
        "/old": Answer(b"", 301, {"Location": "/view/1"}),
        "/view/1": Answer(page, headers=packed),
        "/chunked": Answer(
            b"<p>" + bytes(120_000), headers={"Content-Type": "text/html", "Transfer-Encoding": "chunked"}
        ),
    }
    with serving(answers) as server:
        asked = {path: server.url(path) for path in ("/old", "/chunked", "/gone", "/no/1")}
        found = fetch(
            *asked.values(),
            NEWSCRAWL_ALLOW_PRIVATE="1",
            NEWSCRAWL_ARCHIVE=str(tmp_path),
            NEWSCRAWL_ARCHIVE_SIZE=10**9,
        )
        kept = {capture.url: capture for capture in read(tmp_path)}
        assert {
            server.url(p): s
            for p, s in [
                ("/robots.txt", 200),
                ("/old", 301),
                ("/view/1", 200),
                ("/chunked", 200),
                ("/gone", 404),
            ]
        } == {url: c.status for url, c in kept.items()}
        view = kept[server.url("/view/1")]
        assert view.payload == page
        assert view.header(b"content-encoding") == ["gzip"]
        assert [v.encode("latin-1").decode() for v in view.header(b"x-outlet")] == ["이름"]
        assert view.body(1000).decode() == "<p>첫 기사</p>" == found[asked["/old"]]["words"]
        assert kept[server.url("/old")].header(b"location") == ["/view/1"]
        assert kept[asked["/chunked"]].payload == answers["/chunked"].body
        name, _, offset = found[asked["/old"]]["archive_place"].rpartition(":")
        place = record_module.record_at(tmp_path / name, int(offset))
        assert place.fields["warc-target-uri"] == server.url("/view/1")
        assert datetime.fromisoformat(found[asked["/old"]]["date_fetched"]) == view.date
        assert found.stats["archive/written"] == 5
        assert check(only(tmp_path)) == 0
        # and read from the archive it is the same crawl
        again = fetch(*asked.values(), NEWSCRAWL_ALLOW_PRIVATE="1", NEWSCRAWL_REPLAY=str(tmp_path))
        for url in asked.values():
            assert {k: v for k, v in again[url].items() if k != "archive_place"} == {
                k: v for k, v in found[url].items() if k != "archive_place"
            }


def test_secrets_are_not_kept(tmp_path: Path) -> None:
    headers = {"Authorization": "Basic c2VjcmV0", "Cookie": "session=secret", "Accept-Language": "ko-KR"}
    with serving({"/": Answer(b"<p>")}) as server:
        fetch(
            server.url(),
            NEWSCRAWL_ALLOW_PRIVATE="1",
            NEWSCRAWL_ARCHIVE=str(tmp_path),
            DEFAULT_REQUEST_HEADERS=headers,
            ROBOTSTXT_OBEY=False,
        )
    (request,) = [r.block for r in records(only(tmp_path), Counter()) if r.fields["warc-type"] == "request"]
    assert b"Accept-Language: ko-KR" in request
    assert b"secret" not in request.lower()
    assert b"c2VjcmV0" not in request


def test_full_disk_stops_the_crawl_and_leaves_whole_records(tmp_path: Path) -> None:
    limit = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
"""
    noise = random.Random(11)
    pages = {f"/{n}": Answer(noise.randbytes(9000)) for n in range(20)}
    with serving(pages) as server:
        found = fetch(
            *map(server.url, pages),
            before=limit,
            NEWSCRAWL_ALLOW_PRIVATE="1",
            NEWSCRAWL_ARCHIVE=str(tmp_path),
            NEWSCRAWL_ARCHIVE_SIZE=10**9,
            ROBOTSTXT_OBEY=False,
            LOG_LEVEL="CRITICAL",
        )
    kept = read(tmp_path)
    assert found.stats["finish_reason"] == "archive_failed"
    assert 0 < len(kept) < 20
    assert {c.url for c in kept} == {url for url, told in found.items() if "status" in told}
    assert check(only(tmp_path)) == 0


def test_archive_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="is no folder to keep an archive in"):
        ArchiveWriter(tmp_path / "file", 10**9)


# --- killed ---

WRITER = """
import random, sys
from datetime import datetime, UTC
from pathlib import Path
from newscrawl.archive.writer import ArchiveWriter, Exchange
folder, seed = Path(sys.argv[1]), int(sys.argv[2])
writer = ArchiveWriter(folder, 3_000_000)
noise = random.Random(seed)
for n in range(10_000):
    body = b"%d " % n + noise.randbytes(noise.choice([10, 3000, 400_000]))
    url = f"https://www.example.com/{seed}/{n}"
    heads = b"GET / HTTP/1.1\\r\\n\\r\\n", 200, b"HTTP/1.1 200 OK\\r\\n\\r\\n"
    place = writer.write(Exchange(url, datetime.now(UTC), *heads, body))
    print(place, url, len(body), flush=True)
"""


def test_killed_writer_leaves_all_it_told_of(tmp_path: Path) -> None:
    moments = random.Random(20261122)
    told: dict[str, tuple[str, int]] = {}
    for seed in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(seed)], stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            for _ in range(moments.randint(1, 40)):
                line = writer.stdout.readline()
                place, url, size = line.decode().split()
                told[url] = place, int(size)
            writer.send_signal(signal.SIGKILL)
            for line in writer.stdout.read().decode().splitlines(keepends=True):
                if line.endswith("\n"):
                    place, url, size = line.split()
                    told[url] = place, int(size)
        index = Index([tmp_path])
        for url, (place, size) in told.items():
            (mark,) = index.by_url[url]
            capture = index.capture(mark)
            assert capture is not None
            assert (f"{mark.file.name}:{mark.offset}", len(capture.payload)) == (place, size)
        assert len(index.by_url) - len(told) <= seed + 1  # written, but killed before it could tell
