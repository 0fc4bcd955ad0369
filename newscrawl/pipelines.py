"""Pipelines: each carries one step of the understanding, then the store. No rule lives here."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from scrapy.crawler import Crawler

from newscrawl import understanding
from newscrawl.items import Article
from newscrawl.understanding import Miss


class Understanding:
    """Carries one step: runs it on every article and counts, by site and field, what it did not understand."""

    step: Callable[[Article, datetime | None], list[Miss]]

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        crawled = datetime.fromisoformat(item.date_crawled) if item.date_crawled else None
        for miss in type(self).step(item, crawled):
            count_miss(self.crawler, item.site, miss, item.url)
        return item


class Headlines(Understanding):
    step = staticmethod(understanding.read_headline)


class Bodies(Understanding):
    step = staticmethod(understanding.read_body)


class Dates(Understanding):
    step = staticmethod(understanding.read_dates)


class Bylines(Understanding):
    step = staticmethod(understanding.read_bylines)


class Captions(Understanding):
    step = staticmethod(understanding.read_captions)


class Storage:
    """Hands the finished record to the crawl's session, which stores it together with its page's state."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        session = getattr(self.crawler.spider, "session", None)
        if session is not None:
            session.save(item)
        return item


def count_miss(crawler: Crawler, site: str, miss: Miss, url: str) -> None:
    """Count words that were not understood, by site and field, and keep the first as the example."""
    stats = crawler.stats
    assert stats is not None
    key = f"not_understood/{site}/{miss.field}"
    stats.inc_value(key)
    if stats.get_value(f"{key}/example") is None:
        stats.set_value(f"{key}/example", f"{miss.words[:120]} ({url})")
