"""Atom (RFC 4287): stored records to the entries of a feed, tombstones to its deleted entries (RFC 6721). Pure."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from newscrawl.feeds.content import author_name, content_html, safe, safe_url
from newscrawl.feeds.jsonfeed import Feed, moment, tag_of, utc
from newscrawl.storage.store import Stored

_OPENING = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="ko">
"""
_NEVER = "1970-01-01T00:00:00Z"  # an empty feed has to say when it changed, too


def write(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield the feed's text, an entry at a time; ``updated`` stands last, where it is known (the order is free)."""
    yield _OPENING
    yield f"<id>{_text(feed.feed_url or f'tag:newscrawl,2026:feed/{quote(safe(feed.title))}')}</id>\n"
    yield f"<title>{_text(feed.title)}</title>\n"
    for rel, url in (("alternate", feed.home_url), ("self", feed.feed_url), ("next", feed.next_url)):
        if url:
            yield f'<link rel="{rel}" href={quoteattr(url)}/>\n'
    updated = ""
    for stored in entries:
        updated = max(updated, utc(stored.changed_at))
        yield from _entry(stored) if stored.gone_at is None else _tombstone(stored)
    yield f"<updated>{updated or _NEVER}</updated>\n</feed>\n"


def _entry(stored: Stored) -> Iterator[str]:
    article = stored.article
    yield f"<entry>\n<id>{_text(tag_of(stored))}</id>\n<title>{_text(article.headline)}</title>\n"
    yield f"<updated>{utc(stored.changed_at)}</updated>\n"
    if article.date_published:
        yield f"<published>{moment(article.date_published)}</published>\n"
    for rel, address in (("alternate", article.url), ("via", article.source_url)):
        url = safe_url(address)
        if url:
            yield f'<link rel="{rel}" href={quoteattr(url)}/>\n'
    names = [(author_name(a), a.email) for a in article.authors] or [
        (article.publisher or article.site, None)
    ]
    for name, email in names:
        mail = f"<email>{_text(email)}</email>" if email else ""
        yield f"<author><name>{_text(name or email or article.site)}</name>{mail}</author>\n"
    for word in filter(None, map(safe, article.keywords)):
        yield f"<category term={quoteattr(word)}/>\n"
    if article.description:
        yield f"<summary>{_text(article.description)}</summary>\n"
    yield f'<content type="html">{escape(content_html(article))}</content>\n</entry>\n'


def _tombstone(stored: Stored) -> Iterator[str]:
    yield f'<at:deleted-entry ref={quoteattr(tag_of(stored))} when="{utc(stored.changed_at)}">'
    yield f"<at:comment>{_text(stored.gone_reason or '')}</at:comment></at:deleted-entry>\n"


def _text(words: str) -> str:
    return escape(safe(words))
