"""What a page says steers no terminal, whichever command prints it."""

import re

import pytest

from tests.loopback import Answer, serving
from tests.outlets import Outlet, Paper, article
from tests.scraping import Ended, scrapy
from tests.test_together import alter

EVIL = "\x1b[31m\x9b2J\u202e"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Outlet, str]:
    """A crawl of pages full of escapes, archived, and the address of one of them."""
    folder = tmp_path_factory.mktemp("hostile")
    paper = Paper(4)
    for number in (1, 2, 3):
        paper.answers[f"/news/{number}"] = article(
            number, headline=f"가나{EVIL}전자 {number}", byline=f"{EVIL}출입기자단 기자 {EVIL}"
        )
    paper.answers["/news/4"] = Answer(b"", 404)
    with serving(paper) as server:
        outlet = Outlet(folder, server)
        ended = outlet.crawl("-s", f"NEWSCRAWL_ARCHIVE={folder / 'archive'}")
        (folder / "page.html").write_bytes(paper.answers["/news/1"].body)
        return ended, outlet, server.url("/news/1")


def test_the_summary_of_a_crawl(crawled: tuple[Ended, Outlet, str]) -> None:
    ended, *_ = crawled
    assert "such as: " in ended.out
    assert not STEERING.search(ended.out)


@pytest.mark.parametrize(
    "words",
    [
        ("show",),
        ("show", "URL"),
        ("explain", "PAGE", "URL"),
        ("health",),
        ("reread", "ARCHIVE", "--diff"),
        ("db", "stats"),
        ("db", "check"),
        ("understand", "bylines", f"홍길동{EVIL} 기자"),
    ],
)
def test_the_words_of_a_command(words: tuple[str, ...], crawled: tuple[Ended, Outlet, str]) -> None:
    _, outlet, url = crawled
    places = {"URL": url, "PAGE": str(outlet.folder / "page.html"), "ARCHIVE": str(outlet.folder / "archive")}
    env = {"PYTHONPATH": str(outlet.folder), "NEWSCRAWL_DATABASE_URL": outlet.url}
    if words[0] == "reread":  # so that there is something to tell of
        alter(outlet.url, "UPDATE articles SET headline = headline || 'x'")
    ended = scrapy(*(places.get(word, word) for word in words), env=env)
    assert ended.out
    assert not STEERING.search(ended.out + ended.err)
