"""A replay answers as the archive does, whatever form of an address is asked for, and everything above it runs."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawl.addon import Newscrawl, make_ready
from newscrawl.archive.records import ArchiveError
from newscrawl.archive.writer import ArchiveWriter, Exchange
from newscrawl.replay import ReplayHandler, Shelf
from tests.fetching import Fetched, fetch

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
HTML = "Content-Type: text/html; charset=utf-8"


def archive(folder: Path, *pages: tuple[str, int, str, str | bytes]) -> Path:
    """An archive of pages (address, status, header lines, words), each fetched a day after the one before."""
    writer = ArchiveWriter(folder, 10**9)
    for day, (url, status, headers, words) in enumerate(pages):
        head = f"HTTP/1.1 {status} OK\r\n{headers}\r\n\r\n".encode()
        payload = words.encode() if isinstance(words, str) else words
        writer.write(
            Exchange(url, BEGIN + timedelta(days=day), b"GET / HTTP/1.1\r\n\r\n", status, head, payload)
        )
    writer.close()
    return folder


def replay(folder: Path, *urls: str, **settings: object) -> Fetched:
    return fetch(*urls, NEWSCRAWL_REPLAY=str(folder), **settings)


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("https://a.example.com/category/AI", "http://a.example.com/category/AI"),
        ("http://a.example.com/category/AI", "https://a.example.com/category/AI"),
        ("https://a.example.com/category/AI/", "https://a.example.com/category/AI"),
        ("https://a.example.com/category/AI", "https://a.example.com/category/AI/"),
        ("https://a.example.com", "https://a.example.com/"),
        (
            "https://a.example.com/AI.인공지능",
            "https://a.example.com/AI.%EC%9D%B8%EA%B3%B5%EC%A7%80%EB%8A%A5",
        ),
        ("https://a.example.com/AI.%ec%9d%b8%ea%b3%b5", "https://a.example.com/AI.%EC%9D%B8%EA%B3%B5"),
        ("https://a.example.com/view?key=1&q=%C0%CE", "https://a.example.com/view?key=1&q=%c0%ce"),
        ("https://a.example.com:443/1", "https://a.example.com/1"),
        ("https://A.Example.com/1", "https://a.example.com/1"),
        ("https://a.example.com/1", "https://a.example.com/1#comments"),
    ],
)
def test_forms_of_one_address_find_its_page(tmp_path: Path, held: str, asked: str) -> None:
    found = Shelf([archive(tmp_path, (held, 200, HTML, "쪽"))]).find(asked)
    assert found is not None
    assert found.payload.decode() == "쪽"


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("https://a.example.com/1", "https://a.example.com/2"),
        ("https://a.example.com/1", "https://m.example.com/1"),
        ("https://a.example.com/1", "https://a.example.com/1?page=2"),
        ("https://a.example.com:8443/1", "https://a.example.com/1"),
        ("https://a.example.com/AI", "https://a.example.com/ai"),
    ],
)
def test_other_addresses_do_not(tmp_path: Path, held: str, asked: str) -> None:
    assert Shelf([archive(tmp_path, (held, 200, HTML, "쪽"))]).find(asked) is None


def test_exact_address_comes_before_one_alike(tmp_path: Path) -> None:
    shelf = Shelf(
        [
            archive(
                tmp_path,
                ("http://a.example.com/1", 200, HTML, "http"),
                ("https://a.example.com/1/", 200, HTML, "slash"),
                ("https://a.example.com/1", 200, HTML, "exact"),
                ("http://a.example.com/1", 200, HTML, "http, newer"),
            )
        ]
    )
    for url, words in [
        ("https://a.example.com/1", b"exact"),
        ("http://a.example.com/1", b"http, newer"),
        ("https://a.example.com/1/", b"slash"),
    ]:
        found = shelf.find(url)
        assert found is not None
        assert found.payload == words


def test_redirect_to_the_address_asked_for_is_no_capture_of_it(tmp_path: Path) -> None:
    shelf = Shelf(
        [
            archive(
                tmp_path,
                ("http://a.example.com/1", 301, "Location: https://a.example.com/1", ""),
                ("https://a.example.com/AI", 301, "Location: /AI/", ""),
                ("https://a.example.com/2", 301, "Location: https://a.example.com/view/2", ""),
            )
        ]
    )
    assert shelf.find("https://a.example.com/1") is None
    assert shelf.find("https://a.example.com/AI/") is None
    assert shelf.find("http://a.example.com/2") is not None


def test_newest_capture_is_served_whatever_the_order_of_files(tmp_path: Path) -> None:
    archive(tmp_path / "b", ("https://a.example.com/1", 200, HTML, "old"))
    archive(
        tmp_path / "a",
        ("https://a.example.com/2", 200, HTML, "other"),
        ("https://a.example.com/1", 200, HTML, "new"),
    )
    for paths in ([tmp_path], [tmp_path / "a", tmp_path / "b"], [tmp_path / "b", tmp_path / "a"]):
        found = Shelf(paths).find("https://a.example.com/1")
        assert found is not None
        assert found.payload == b"new"


def test_everything_above_the_network_runs(tmp_path: Path) -> None:
    packed = f"{HTML}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nContent-Length: 7"
    archive(
        tmp_path,
        ("https://a.example.com/robots.txt", 200, "Content-Type: text/plain", "User-agent: *\nDisallow: /no"),
        ("https://a.example.com/old/1", 301, "Location: /view/1", ""),
        ("https://a.example.com/view/1", 200, packed, gzip.compress("<p>첫 기사</p>".encode())),
        ("https://a.example.com/no/1", 200, HTML, "금지"),
        ("https://a.example.com/busy", 503, HTML, "busy"),
        ("https://a.example.com/inside", 302, "Location: http://169.254.169.254/latest/", ""),
    )
    at = "https://a.example.com"
    found = replay(
        tmp_path,
        *(f"{at}{path}" for path in ("/old/1", "/no/1", "/busy", "/inside", "/view/9")),
        "https://b.example.com/",
        RETRY_TIMES=2,
        LOG_LEVEL="CRITICAL",
    )
    moved = found[f"{at}/old/1"]
    assert (moved["url"], moved["words"]) == (f"{at}/view/1", "<p>첫 기사</p>")
    assert datetime.fromisoformat(moved["date_fetched"]) == BEGIN + timedelta(days=2)
    assert found[f"{at}/no/1"]["error"] == "IgnoreRequest: Forbidden by robots.txt"
    assert found[f"{at}/busy"]["status"] == 503
    assert found.stats["retry/count"] == 2
    assert found[f"{at}/inside"]["error"].startswith("AddressRefused")
    assert found[f"{at}/view/9"]["status"] == 404
    assert found["https://b.example.com/"]["status"] == 404
    assert found.stats["replay/missing"] == 3  # and the second host's robots.txt


def test_replay_is_not_slowed_down_and_serves_one_shelf(tmp_path: Path) -> None:
    archive(tmp_path, ("https://a.example.com/", 200, HTML, "쪽"))
    settings = Settings({"NEWSCRAWL_REPLAY": str(tmp_path), "AUTOTHROTTLE_ENABLED": True}, priority="project")
    settings.set("DOWNLOAD_DELAY", 3, priority="cmdline")
    settings.set("DOWNLOAD_SLOTS", {"etoday": {"delay": 1.0}}, priority="spider")
    Newscrawl().update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == 0
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") == 0
    assert not settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getdict("DOWNLOAD_SLOTS") == {}
    handlers = settings.getdict("DOWNLOAD_HANDLERS")
    assert issubclass(handlers["http"], ReplayHandler)
    assert handlers["http"] is handlers["https"]


def test_without_its_settings_the_addon_changes_nothing() -> None:
    settings = Settings({"NEWSCRAWL_REPLAY": "", "NEWSCRAWL_ARCHIVE": ""})
    Newscrawl().update_settings(settings)
    assert settings.getdict("DOWNLOAD_HANDLERS") == {}
    assert settings.getdict("DOWNLOADER_MIDDLEWARES") == {}


def test_several_files_and_folders_are_named_with_commas(tmp_path: Path) -> None:
    archive(tmp_path / "a", ("https://a.example.com/", 200, HTML, "하나"))
    archive(tmp_path / "b", ("https://b.example.com/", 200, HTML, "둘"))
    (file,) = (tmp_path / "a").iterdir()
    found = fetch(
        "https://a.example.com/", "https://b.example.com/", NEWSCRAWL_REPLAY=f"{file},{tmp_path / 'b'}"
    )
    assert [told["words"] for told in found.values()] == ["하나", "둘"]


def test_damaged_tail_costs_what_it_held(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    archive(tmp_path, *((f"https://a.example.com/{n}", 200, HTML, f"{n}") for n in range(3)))
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-700])  # into the last response: its request is about 400 bytes
    make_ready(Settings({"NEWSCRAWL_REPLAY": str(file)}))
    assert "passed over 1 damaged" in caplog.text
    found = replay(file, "https://a.example.com/0", "https://a.example.com/2", LOG_LEVEL="CRITICAL")
    assert [told["status"] for told in found.values()] == [200, 404]


@pytest.mark.parametrize("name", ["missing.warc.gz", "page.html"])
def test_what_cannot_be_replayed_or_archived_is_said_before_the_crawl(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.html").write_text("<!doctype html>")
    for setting in ("NEWSCRAWL_REPLAY", "NEWSCRAWL_ARCHIVE"):
        path = tmp_path / name if setting == "NEWSCRAWL_REPLAY" else tmp_path / "page.html" / "archive"
        with pytest.raises(ArchiveError) as raised:
            make_ready(Settings({setting: str(path)}))
        assert name in str(raised.value) or "page.html" in str(raised.value)
        assert "\n" not in str(raised.value)
