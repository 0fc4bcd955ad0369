"""Feeds and sitemaps to listings: RSS, RDF, Atom, sitemaps, news sitemaps and their indexes, plain or gzipped.

The XML is read without entities, without DTDs and without the network, broken feeds as far as they go. Dates stay as
written: what zone a feed means is for the reader of dates, and the page's own date wins anyway. A sitemap's <lastmod>
is no date of publication and is used for one thing only: which sitemaps of an index are read first.
"""

import html
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

from lxml import etree

from newscrawl.contents import gunzip
from newscrawl.document import joined, tidy
from newscrawl.encodings import decode
from newscrawl.items import Entry, Listing

MOST_BYTES = 50 * 1024 * 1024  # what the sitemap protocol allows unpacked
_GZIP = b"\x1f\x8b"
# Each part is taken whole or not at all: forty comments would otherwise be tried in 2^40 ways.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>[]*+(?:\[.*?\]\s*+)?>)*+"
    rb"<(?:\w+:)?(rss|RDF|feed|urlset|sitemapindex)\b",
    re.S,
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# In order of trust; "date" is dc:date, "publication_date" the news sitemaps'.
_DATES = ("pubDate", "published", "publication_date", "date", "issued", "created", "updated")


def read_feed(body: bytes, url: str) -> Listing | None:
    """Return the entries of a feed or sitemap, and the sitemaps an index names, or None where the bytes are neither.

    >>> feed = read_feed(b"<rss><channel><item><title>LG, \\xec\\x86\\x90\\xec\\x9e\\xa1</title><link>/view/7</link>"
    ...     b"<pubDate>Wed, 17 Jun 2020 11:00:00 +0900</pubDate></item></channel></rss>", "https://example.com/rss")
    >>> feed.entries
    [Entry(headline='LG, 손잡', url='https://example.com/view/7', date_published=None,
    date_published_raw='Wed, 17 Jun 2020 11:00:00 +0900')]
    """
    body = unpacked(body)
    if not _ROOT.match(body[:4096]):
        return None
    root = _parsed(body)
    if root is None:
        return Listing()
    found: dict[str, Entry] = {}
    for item in root.iter("{*}item", "{*}entry", "{*}url"):
        entry = _entry(item, url)
        if entry is not None:
            found.setdefault(entry.url, entry)
    return Listing(entries=list(found.values()), next_url=_next(root, url), feeds=_children(root, url))


def unpacked(body: bytes) -> bytes:
    """Return gzipped bytes unpacked, no more than MOST_BYTES of them; others as they are.

    >>> import gzip
    >>> unpacked(gzip.compress(b"<urlset/>"))
    b'<urlset/>'
    """
    if not body.startswith(_GZIP):
        return body
    found = bytearray()
    with suppress(zlib.error):  # what stands before the broken place counts
        for chunk in gunzip(body):
            found += chunk
            if len(found) >= MOST_BYTES:
                break
    return bytes(found[:MOST_BYTES])


def _parsed(body: bytes) -> etree._Element | None:
    text = _DECLARATION.sub("", decode(body[:MOST_BYTES])[0]).lstrip("\ufeff")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _entry(item: etree._Element, base: str) -> Entry | None:
    fields: dict[str, etree._Element] = {}
    for child in _fields(item):
        fields.setdefault(_name(child), child)
    address = joined(base, _address(item, fields))
    if address is None:
        return None
    dated = next((words for name in _DATES if name in fields and (words := _words(fields[name]))), None)
    return Entry(_plain(_words(fields["title"])) if "title" in fields else "", address, None, dated)


def _fields(item: etree._Element) -> Iterator[etree._Element]:
    """An item's children, and those of a news sitemap's <news:news>; never a picture's or a video's."""
    for child in item.iterchildren(etree.Element):
        if _name(child) == "news":
            yield from child.iterchildren(etree.Element)
        elif not _is_media(child):
            yield child


def _address(item: etree._Element, fields: dict[str, etree._Element]) -> str:
    links = [
        child for child in item.iterchildren(etree.Element) if _name(child) == "link" and not _is_media(child)
    ]
    alternate = [e for e in links if e.get("href") and e.get("rel", "alternate") == "alternate"]
    guid = fields.get("guid")
    named = [
        _words(fields["origLink"])
        if "origLink" in fields
        else "",  # FeedBurner's own links only count clicks
        next((words for e in links if (words := _words(e))), ""),
        str(alternate[0].get("href")) if alternate else "",
        _words(fields["loc"]) if "loc" in fields else "",
        _words(guid) if guid is not None and guid.get("isPermaLink") != "false" else "",
        next((words for e in item.iter("{*}link") if (words := _words(e))), ""),  # under a tag left open
    ]
    return next((address for address in named if address and not re.search(r"\s", address)), "")


def _children(root: etree._Element, base: str) -> list[str]:
    """The sitemaps of an index, the last changed first: an old archive must not keep the day's news waiting."""
    dated = []
    for sitemap in root.iter("{*}sitemap"):
        fields = {_name(child): _words(child) for child in sitemap.iterchildren(etree.Element)}
        if address := joined(base, fields.get("loc")):
            dated.append((fields.get("lastmod", ""), address))
    dated.sort(key=lambda pair: pair[0], reverse=True)
    return list(dict.fromkeys(address for _, address in dated))


def _next(root: etree._Element, base: str) -> str | None:
    """The next page of a paged Atom feed (RFC 5005), also where RSS borrows its link."""
    for link in root.iter("{http://www.w3.org/2005/Atom}link"):
        if link.get("rel") == "next" and (address := joined(base, link.get("href"))):
            return address
    return None


def _is_media(element: etree._Element) -> bool:
    return bool(re.search(r"image|video|mrss|media", etree.QName(element).namespace or ""))


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _words(element: etree._Element) -> str:
    return tidy("".join(str(words) for words in element.itertext()))


def _plain(title: str) -> str:
    """A title without the markup some feeds put into it, escaped once more."""
    return tidy(_TAG.sub("", html.unescape(title)))
