"""The record: what newscrawl knows of one article or blog post, in the words of schema.org.

The fields and their order are those of the published schema (``record.schema.json``). A ``*_raw`` field keeps the
page's own words beside what was understood of them. ``identity`` and ``evidence`` travel with the item and are
never exported: the first is the outlet's own article number, the second what the page class handed over.
"""

from dataclasses import asdict, dataclass, field, fields
from typing import Any


@dataclass(slots=True)
class Author:
    """One person, or one team, of a byline; each value as printed, or None."""

    name: str | None = None
    role: str | None = None
    email: str | None = None
    affiliation: str | None = None
    location: str | None = None


@dataclass(slots=True)
class Photo:
    """A photo of the article itself; ``url`` is absolute, ``caption_raw`` the caption as printed."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    credit_kind: str | None = None
    caption_raw: str | None = None


@dataclass(slots=True)
class Related:
    """Another post of the same category. ``date_published`` holds the printed date until it is understood."""

    headline: str
    url: str
    date_published: str | None = None
    comments: int | None = None


@dataclass(slots=True)
class Stamp:
    """A candidate for a date: the words, and where they stood.

    ``source`` is "json-ld", "meta", "page", "listing", "feed" or "url"; ``field`` is "published", "modified", or ""
    where the words carry their own labels ("입력 … 수정 …").
    """

    raw: str
    source: str
    field: str = ""


@dataclass(slots=True)
class Block:
    """One piece of the article's body, in document order, before its meaning is known.

    ``kind`` is "text" (a paragraph or sub-head), "image" (``url`` is its absolute address, ``text`` its alt) or
    "caption" (words the markup ties to the image before it, or after it where none stands before). ``links`` are the
    absolute addresses a text links to; ``linked`` says all its words are a link's, ``strong`` that all are in bold type
    or a heading.
    """

    kind: str
    text: str = ""
    url: str | None = None
    links: list[str] = field(default_factory=list)
    linked: bool = False
    strong: bool = False


@dataclass(slots=True)
class Evidence:
    """What a page class hands over beside the record: words and where they stood, nothing understood."""

    blocks: list[Block] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    people: list[str] = field(default_factory=list)  # authors by JSON-LD or meta, "이름 직함" a string
    source_stamp: str | None = None  # a repost: the inner line that dates its source
    lease: Any = None  # the frontier's row of the page, while a crawl holds it
    repost: bool = False  # the page is of a kind that copies others' articles: a blog post, a portal


@dataclass(slots=True)
class Article:
    """One article (``kind`` "article") or blog post ("post")."""

    url: str = ""
    site: str = ""
    publisher: str | None = None
    kind: str = "article"
    headline: str = ""
    headline_tags: list[str] = field(default_factory=list)
    alternative_headlines: list[str] = field(default_factory=list)
    section: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    date_published: str | None = None
    date_modified: str | None = None
    date_published_raw: str | None = None
    date_modified_raw: str | None = None
    date_published_source: str | None = None
    date_published_precision: str | None = None
    authors: list[Author] = field(default_factory=list)
    byline_raw: list[str] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    body_complete: bool = True
    body_incomplete_reason: str | None = None
    description: str | None = None
    copyright_raw: str | None = None
    source_url: str | None = None
    source_date_published: str | None = None
    related: list[Related] = field(default_factory=list)
    language: str = "ko"
    encoding: str = ""
    date_crawled: str = ""
    extracted_by: str = ""
    identity: str = ""
    evidence: Evidence = field(default_factory=Evidence, repr=False)


INTERNAL_FIELDS = ("identity", "evidence")
RECORD_FIELDS = tuple(f.name for f in fields(Article) if f.name not in INTERNAL_FIELDS)


def to_record(article: Article) -> dict[str, Any]:
    """Return the article as a plain dict: the record's fields, in the record's order, nothing internal.

    >>> record = to_record(Article(headline="LG, 서울대와 손잡는다", authors=[Author(name="홍길동", role="기자")]))
    >>> record["authors"]
    [{'name': '홍길동', 'role': '기자', 'email': None, 'affiliation': None, 'location': None}]
    >>> "evidence" in record
    False
    """
    record = {}
    for name in RECORD_FIELDS:
        value = getattr(article, name)
        if isinstance(value, list):
            value = [v if isinstance(v, str) else asdict(v) for v in value]
        record[name] = value
    return record


@dataclass(slots=True)
class Entry:
    """One article of a listing, a feed or a sitemap; ``url`` as printed, made absolute."""

    headline: str
    url: str
    date_published: str | None = None
    date_published_raw: str | None = None


@dataclass(slots=True)
class Listing:
    """A listing page: its entries, once each and in order, and the next page's address, or None on the last."""

    site: str = ""
    section: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    next_url: str | None = None
    kind: str = "listing"
    feeds: list[str] = field(default_factory=list)  # a sitemap index: its sitemaps
