"""An outlet of a test's own, made up, on a server on loopback: its file in a folder, its pages by number."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Answer, Server
from tests.scraping import FAST, Ended, database, scrapy

_FILE = """
from newscrawl.outlet import Site

SITE = Site(key="local", name="가나일보", hosts=("127.0.0.1",), article=r"^127\\.0\\.0\\.1/news/(?P<id>\\d+)$",
    address={address!r}, feeds={feeds!r}, sections={sections!r}, delay={delay!r})
"""
# The folder of outlets is the list of them: the test's own folder is looked into as well.
_HOOK = "import newscrawl.sites\nnewscrawl.sites.__path__.append({folder!r})\n"
SECTIONS = {"all": "/list?page=1"}


class Outlet:
    """``crawl()`` crawls it with a file in ``sites/`` and a database of its own."""

    def __init__(
        self,
        folder: Path,
        server: Server,
        *,
        feeds: Iterable[str] = (),
        sections: Mapping[str, str] = SECTIONS,
        delay: float = 0,
    ) -> None:
        self.folder, self.server = folder, server
        self.url = database(folder)
        self.write(feeds=feeds, sections=sections, delay=delay)

    def write(
        self, *, feeds: Iterable[str] = (), sections: Mapping[str, str] = SECTIONS, delay: float = 0
    ) -> None:
        """Write the outlet's file."""
        values = {
            "address": self.server.url("/news/{id}"),
            "feeds": tuple(map(self.server.url, feeds)),
            "sections": {name: self.server.url(path) for name, path in sections.items()},
            "delay": delay,
        }
        sites = self.folder / "sites"
        sites.mkdir(exist_ok=True)
        (sites / "local.py").write_text(_FILE.format(**values), encoding="utf-8")
        (self.folder / "sitecustomize.py").write_text(_HOOK.format(folder=str(sites)), encoding="utf-8")

    def crawl(self, *words: str, spider: str = "local", seconds: float = 60) -> Ended:
        """Crawl the outlet, or another spider's pages in the same database, and return how it ended."""
        env = {
            "PYTHONPATH": str(self.folder),
            "NEWSCRAWL_DATABASE_URL": self.url,
            "NEWSCRAWL_ALLOW_PRIVATE": "1",
        }
        return scrapy("crawl", spider, *FAST, *words, env=env, seconds=seconds)


class Paper:
    """What the outlet's server answers: articles by number, so many to a page of the list, the newest first."""

    def __init__(self, newest: int, *, size: int = 10, in_feed: int = 10) -> None:
        self.newest, self.size, self.in_feed = newest, size, in_feed
        self.answers: dict[str, Answer] = {}  # instead of what follows from the numbers

    def __call__(self, path: str) -> Answer | None:
        if path in self.answers:
            return self.answers[path]
        parts = urlsplit(path)
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        last = -(-self.newest // self.size)
        if parts.path == "/list" and page <= last:
            return listing(self.on_page(page), f"/list?page={page + 1}" if page < last else None)
        if parts.path == "/rss":
            return feed(range(self.newest, max(0, self.newest - self.in_feed), -1))
        number = parts.path.removeprefix("/news/")
        return article(int(number)) if number.isdecimal() and int(number) <= self.newest else None

    def on_page(self, page: int) -> list[int]:
        """Return the numbers a page of the list has."""
        first = self.newest - (page - 1) * self.size
        return [number for number in range(first, first - self.size, -1) if number > 0]


def article(number: int, *, headline: str | None = None, byline: str = "홍길동 기자") -> Answer:
    """Return an article's page; its words follow from its number."""
    headline = headline or f"가나전자, {number}번째 로봇 공개"
    return Answer(
        f"""<html><head><title>{headline}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="2020-06-17T10:{number % 60:02}:00+09:00"></head><body>
<h1>{headline}</h1><div class="article_body"><p>가나전자가 {number}번째 새 로봇을 공개했다고 밝혔다.</p>
<p>회사는 로봇 {number}대를 더 만든다고 설명했다.</p></div><p class="writer">{byline}</p></body></html>""".encode()
    )


def listing(numbers: Iterable[int], following: str | None, *, more: str = "") -> Answer:
    """Return a page of the list; ``more`` is the address of one more link in it."""
    rows = [(f"/news/{number}", f"가나전자, {number}번째 로봇 공개") for number in numbers]
    rows += [(more, "이번 주의 로봇 기사를 모은 연재")] if more else []
    boxes = "".join(f'<li><a href="{url}">{words}</a> <i>2020.06.17</i></li>' for url, words in rows)
    link = f'<a rel="next" href="{following}">다음</a>' if following else ""
    return Answer(f'<html><body><ul class="list">{boxes}</ul>{link}</body></html>'.encode())


def feed(numbers: Iterable[int]) -> Answer:
    """Return a feed of these articles."""
    items = "".join(
        f"<item><title>가나전자, {n}번째 로봇 공개</title><link>/news/{n}</link></item>" for n in numbers
    )
    return Answer(f"<rss><channel>{items}</channel></rss>".encode(), headers={"Content-Type": "text/xml"})
