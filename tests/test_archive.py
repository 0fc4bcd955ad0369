"""What was fetched is kept byte for byte, and nothing that was told of is lost to a kill."""

import gzip
import random
import signal
import subprocess
import sys
from collections import Counter
from copy import copy, deepcopy
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from warcio.archiveiterator import ArchiveIterator

from newscrawl.archive import records as record_module
from newscrawl.archive.captures import Index
from newscrawl.archive.middleware import Archive, Place
from newscrawl.archive.records import ArchiveError, records
from newscrawl.archive.writer import ArchiveWriter
from newscrawl.items import Article, Evidence
from newscrawl.storage.store import ArticleStore
from tests.archives import HTML, MOMENT, check, exchange, only, read, types, write
from tests.fetching import fetch
from tests.loopback import Answer, serving
from tests.outlets import Outlet, Paper, article
from tests.scraping import scrapy

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
    for name, offset in write(tmp_path, *(exchange(payload=b"%d" % n) for n in range(5))):
        assert record_module.record_at(tmp_path / name, offset).fields["warc-type"] == "response"


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


# --- in a crawl ---

LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


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
        name, offset = found[asked["/old"]]["archive_place"]
        place = record_module.record_at(tmp_path / name, offset)
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
    noise = random.Random(11)
    pages = {f"/{n}": Answer(noise.randbytes(9000)) for n in range(20)}
    with serving(pages) as server:
        found = fetch(
            *map(server.url, pages),
            before=LIMITED.format(size=60_000),
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


def test_what_could_not_be_kept_is_still_due(tmp_path: Path) -> None:
    noise, paper, archive = random.Random(12), Paper(10), tmp_path / "archive"
    for n in range(1, 11):
        page = article(n).body.replace(
            b"<body>", b"<body><!-- %s -->" % noise.randbytes(300_000).hex().encode()
        )
        paper.answers[f"/news/{n}"] = Answer(page)
    with serving(paper) as server:
        outlet = Outlet(tmp_path, server)
        hook = tmp_path / "sitecustomize.py"
        unlimited = hook.read_text()
        hook.write_text(unlimited + LIMITED.format(size=2_500_000))
        ended = outlet.crawl("-s", f"NEWSCRAWL_ARCHIVE={archive}")
        kept = {int(capture.url.rpartition("/")[2]) for capture in read(archive) if "/news/" in capture.url}
        assert ended.status != 0
        assert "cannot be written" in ended.err
        with ArticleStore.open(outlet.url) as store:
            stored = {int(one.article.identity) for one in store.articles()}
        assert stored <= kept < set(range(1, 11))
        hook.write_text(unlimited)
        assert outlet.crawl("-s", f"NEWSCRAWL_ARCHIVE={archive}").status == 0
        with ArticleStore.open(outlet.url) as store:
            assert store.count() == 10


def test_the_last_pages_that_could_not_be_kept_fail_the_crawl(tmp_path: Path) -> None:
    """Nobody asks where these are: none is an article, and the archive hears of them when all is over."""
    noise, paper = random.Random(13), Paper(5)
    for n in range(1, 6):
        paper.answers[f"/news/{n}"] = Answer(noise.randbytes(600_000), headers={"Content-Type": "image/png"})
    with serving(paper) as server:
        outlet = Outlet(tmp_path, server)
        with (tmp_path / "sitecustomize.py").open("a") as hook:
            hook.write(LIMITED.format(size=2_500_000))
        ended = outlet.crawl("-s", f"NEWSCRAWL_ARCHIVE={tmp_path / 'archive'}")
    assert ended.status == 1
    assert "cannot be written: File too large" in ended.err.splitlines()[-1]


def test_a_shell_keeps_its_page_too(tmp_path: Path) -> None:
    env = {"NEWSCRAWL_ALLOW_PRIVATE": "1", "NEWSCRAWL_ARCHIVE": str(tmp_path)}
    with serving({"/": Answer(b"<p>")}) as server:
        assert scrapy("shell", server.url("/"), "-c", "response.status", env=env).status == 0
        assert [capture.url for capture in read(tmp_path) if not capture.url.endswith("robots.txt")] == [
            server.url("/")
        ]


def test_a_copied_place_is_the_same_place(tmp_path: Path) -> None:
    settings = Settings({"NEWSCRAWL_ARCHIVE": str(tmp_path), "NEWSCRAWL_ARCHIVE_SIZE": 10**9})
    place = Place(Archive(SimpleNamespace(settings=settings)))  # type: ignore[arg-type]  # as far as it is asked
    article = Article(evidence=Evidence(lease={"archived": place}))
    assert deepcopy(article).evidence.lease["archived"] is place
    assert asdict(article)["evidence"]["lease"]["archived"] is place
    assert copy(place) is place


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
    (name, offset), = writer.write(Exchange(url, datetime.now(UTC), *heads, body))
    print(f"{name}:{offset}", url, len(body), flush=True)
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
