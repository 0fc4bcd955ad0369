"""Bytes to record: decode, find the outlet, read with its page class. No network, no Scrapy, nothing stored."""

import re
from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta, timezone

from newscrawl.document import Document
from newscrawl.edition import edition
from newscrawl.encodings import decode
from newscrawl.families.anypage import ANY_PAGE
from newscrawl.items import Article, Listing
from newscrawl.outlet import Site, plain
from newscrawl.pages import ArticlePage
from newscrawl.registry import family_sites, site_for
from newscrawl.syndication import read_feed

# What text has next to none of: a character in fifty of these at its beginning is no page, whatever it calls itself.
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_TELLING = 8192
_KST = timezone(timedelta(hours=9))


class NotText(ValueError):
    """Bytes that no encoding makes a page of: an image, a program, noise."""


def read_page(
    body: bytes,
    url: str,
    content_type: str | None = None,
    crawled: datetime | None = None,
    site: Site | None = None,
) -> Article | Listing:
    """Return the raw record or listing of one page or feed, what only the crawl knows filled in, nothing understood.

    The outlet is ``site``, else the one the address belongs to, else the first family whose markup fits, else any page.
    ``crawled`` is the moment of the fetch, aware; now, where it is not given. NotText is raised for what is no page.
    """
    feed = read_feed(body, url)
    if feed is not None:
        feed.site = (site or site_for(url) or ANY_PAGE).name_of(url)
        return feed
    text, encoding = decode(body, content_type)
    head = text[:_TELLING]
    if len(_NOISE.findall(head)) * 50 > len(head):
        raise NotText("no article in the page: its bytes are no text")
    is_whole = encoding == "utf-8" and "\ufffd" not in text and not body.startswith(BOM_UTF8)
    document = Document(text, url, body if is_whole else None)
    site = site or outlet_of(document)
    page = site.page(document) or ANY_PAGE.page(document)
    assert page is not None  # the any-page classes fit everything
    record = page.read()
    if isinstance(record, Article) and site.hosts and not record.body_complete and site.identify(url) is None:
        record = Listing()  # no article's address, and no text: the page behind the last one of a listing
    record.site = site.name_of(url)
    if isinstance(record, Article):
        record.url = record.url or site.canonical(url)
        record.identity = record.identity or site.identify(url) or plain(record.url)
        own = "" if site.copies or site.anywhere else site.name
        record.publisher = own or record.publisher or site.name or None
        record.encoding = encoding
        record.date_crawled = (crawled or datetime.now(UTC)).astimezone(_KST).isoformat(timespec="seconds")
        record.extracted_by = edition()
    return record


def outlet_of(document: Document) -> Site:
    """Return the outlet a page belongs to: by its address, else the family its markup shows, else any page's."""
    named = site_for(document.url)
    if named is not None:
        return named
    read = {family.key: (family, page) for family in family_sites() if (page := family.page(document))}
    # A family's listings may be those of any page; its articles are its own.
    first = (family for family, page in read.values() if isinstance(page, ArticlePage))
    return next(first, next((family for family, _ in read.values()), ANY_PAGE))
