"""A raw record to a finished one, in five steps. Each fills its fields and tells what it did not understand.

The pipelines carry the same steps through a crawl; ``readpage`` and ``reread`` run them here, without Scrapy.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from newscrawl.items import Article, Author, Listing
from newscrawl.text.bylines import parse_bylines
from newscrawl.text.captions import parse_caption
from newscrawl.text.dates import parse_dates, parse_listing_date
from newscrawl.text.evidence import choose
from newscrawl.text.headlines import headline_tags, tidy_headline
from newscrawl.text.paragraphs import separate
from newscrawl.text.reposts import find_source


class Miss(NamedTuple):
    """Words that were not understood: the field they were for, and the words."""

    field: str
    words: str


def read_headline(article: Article, crawled: datetime | None = None) -> list[Miss]:
    """Tidy the headline, cut the outlet's name off its end, and name its tags."""
    article.headline = tidy_headline(article.headline, [article.publisher] if article.publisher else [])
    article.headline_tags = headline_tags(article.headline)
    return [] if article.headline else [Miss("headline", "")]


def read_body(article: Article, crawled: datetime | None = None) -> list[Miss]:
    """Part the body's blocks into paragraphs, photos, byline and copyright lines, and a repost's source."""
    evidence = article.evidence
    blocks = evidence.blocks
    if evidence.repost:
        source = find_source(blocks, urlsplit(article.url).hostname or "", article.headline)
        article.source_url = article.source_url or source.url
        evidence.source_stamp = source.published_raw
        blocks = source.blocks
    parts = separate(blocks)
    article.body = parts.body
    article.photos = parts.photos
    article.byline_raw = list(dict.fromkeys(article.byline_raw + parts.bylines))
    article.copyright_raw = article.copyright_raw or parts.copyright
    if not article.body and article.body_complete:
        article.body_complete, article.body_incomplete_reason = (
            False,
            "photo-only" if parts.photos else "script-only",
        )
    return [] if article.body or not article.body_complete else [Miss("body", "")]


def read_dates(article: Article, crawled: datetime | None) -> list[Miss]:
    """Choose among the candidates of each date, and keep the winner's words, source and precision."""
    stamps = article.evidence.stamps
    choice = choose(stamps, crawled)
    article.date_published = choice.published.iso() if choice.published else None
    article.date_modified = choice.modified.iso() if choice.modified else None
    article.date_published_raw = choice.published_raw or next((s.raw for s in stamps), None)
    article.date_modified_raw = choice.modified_raw
    article.date_published_source = choice.published_source if choice.published else None
    article.date_published_precision = choice.published.precision if choice.published else None
    misses = [Miss("date_disagreement", words) for words in choice.disagreements]
    if choice.published is None:
        misses.append(Miss("date_published", article.date_published_raw or ""))
    if article.evidence.source_stamp:
        source = parse_dates(article.evidence.source_stamp, crawled).published
        article.source_date_published = source.iso() if source else None
        if source is None:
            misses.append(Miss("source_date_published", article.evidence.source_stamp))
    for related in article.related:
        related.date_published, miss = _listing_date(
            "related.date_published", related.date_published, crawled
        )
        misses += miss
    return misses


def read_bylines(article: Article, crawled: datetime | None = None) -> list[Miss]:
    """Understand every byline line, and the head's own list where no line names anybody."""
    people = article.evidence.people
    article.authors = parse_bylines(article.byline_raw, [] if article.kind == "post" else people)
    if not article.authors and article.kind == "post":
        article.authors = [Author(name=nick) for nick in people[:1]]  # a nick is no Korean name: as printed
    if article.authors:
        return []
    return [Miss("authors", " | ".join(article.byline_raw or article.evidence.people))]


def read_captions(article: Article, crawled: datetime | None = None) -> list[Miss]:
    """Part each caption into what it shows and whose it is."""
    misses = []
    writers = {*article.byline_raw, *article.evidence.people, *(author.name for author in article.authors)}
    for photo in article.photos:
        if not photo.caption_raw:
            continue
        photo.caption, photo.credit, photo.credit_kind = parse_caption(photo.caption_raw)
        if photo.caption is None and photo.credit is None:
            misses.append(Miss("photos.caption", photo.caption_raw))
    # A columnist's portrait: its words are the byline's, and no photographer's.
    article.photos = [p for p in article.photos if p.caption not in writers or p.caption is None]
    return misses


STEPS: tuple[Callable[[Article, datetime | None], list[Miss]], ...] = (
    read_headline,
    read_body,
    read_dates,
    read_bylines,
    read_captions,
)


def understand(article: Article, crawled: datetime | None) -> list[Miss]:
    """Run every step on a raw record in place; return what was not understood.

    >>> from newscrawl.items import Stamp
    >>> raw = Article(headline="LG, 손잡는다 - 이투데이", publisher="이투데이")
    >>> raw.byline_raw.append("홍길동 기자 a@example.com")
    >>> raw.evidence.stamps.append(Stamp("입력 2020-06-17 11:00", "page"))
    >>> misses = understand(raw, None)
    >>> raw.headline, raw.date_published, raw.authors[0].name
    ('LG, 손잡는다', '2020-06-17T11:00:00+09:00', '홍길동')
    """
    return [miss for step in STEPS for miss in step(article, crawled)]


def understand_listing(listing: Listing, crawled: datetime | None) -> list[Miss]:
    """Date every entry of a listing in place, by the moment of the fetch; return what was not understood."""
    misses: list[Miss] = []
    for entry in listing.entries:
        raw = entry.date_published_raw
        entry.date_published, miss = _listing_date("entries.date_published", raw, crawled)
        misses += miss
    return misses


def _listing_date(field: str, raw: str | None, crawled: datetime | None) -> tuple[str | None, list[Miss]]:
    if not raw:
        return None, []
    moment = parse_listing_date(raw, crawled)
    return (moment.iso(), []) if moment else (None, [Miss(field, raw)])
