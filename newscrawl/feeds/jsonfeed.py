"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): stored records to the items and pages of a feed. Pure."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from newscrawl.feeds.content import (
    author_name,
    clean_record,
    content_html,
    content_text,
    image_type,
    safe,
    safe_url,
)
from newscrawl.items import Author
from newscrawl.storage.store import Stored

_EMAIL = re.compile(r"[^\s@:?&]+@[^\s@:?&]+")
VERSION = "https://jsonfeed.org/version/1.1"
ABOUT = (
    "urn:newscrawl:feed:1"  # the object of our own, told in docs/feeds.md; a URN, for the project has no host
)


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself."""

    title: str = "newscrawl"
    home_url: str | None = None
    feed_url: str | None = None
    next_url: str | None = None


def tag_of(stored: Stored) -> str:
    """Return the entry's id, which never changes: a tag URI of the outlet and its own article number."""
    identity = quote(safe(stored.article.identity), safe="!$&'()*+,;=:@/?")
    return f"tag:newscrawl,2026:{stored.article.site}/{identity}"


def moment(iso: str | None) -> str | None:
    """Return an RFC 3339 moment; a bare day becomes its midnight in Korea (``_newscrawl`` keeps the precision).

    >>> moment("2020-06-17")
    '2020-06-17T00:00:00+09:00'
    """
    return f"{iso}T00:00:00+09:00" if iso and len(iso) == len("2020-06-17") else iso


def utc(value: datetime) -> str:
    """Return a moment of the database as RFC 3339 in UTC."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def item(stored: Stored) -> dict[str, Any]:
    """Return one article as a JSON Feed item; what has no value is left out."""
    article = stored.article
    photos = [(url, photo) for photo in article.photos if (url := safe_url(photo.url))]
    fields = {
        "id": tag_of(stored),
        "url": safe_url(article.url),
        "external_url": safe_url(article.source_url),
        "title": safe(article.headline) or None,
        "content_html": content_html(article),
        "content_text": content_text(article),
        "summary": safe(article.description or "") or None,
        "image": photos[0][0] if photos else None,
        "date_published": moment(article.date_published),
        "date_modified": moment(article.date_modified),
        "authors": [a for a in map(_author, article.authors) if a],
        "tags": list(dict.fromkeys(filter(None, map(safe, article.keywords)))),
        "language": article.language,
        "attachments": [_attachment(url, photo.caption) for url, photo in photos],
        "_newscrawl": _provenance(stored),
    }
    return {key: value for key, value in fields.items() if value not in (None, [])}


def write(entries: Iterable[Stored], feed: Feed) -> Iterator[str]:
    """Yield the feed's text, an item a line, as much of it at a time as one item takes."""
    head = {
        "version": VERSION,
        "title": safe(feed.title),
        "home_page_url": feed.home_url,
        "feed_url": feed.feed_url,
        "next_url": feed.next_url,
        "language": "ko",
    }
    opening = ",\n".join(f"{_json(k)}: {_json(v)}" for k, v in head.items() if v)
    yield "{\n" + opening + ',\n"items": ['
    separator = "\n"
    for entry in entries:
        yield separator + _json(item(entry))
        separator = ",\n"
    yield "\n]\n}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode


def _author(author: Author) -> dict[str, str] | None:
    name = author_name(author)
    email = safe(author.email or "")
    url = f"mailto:{quote(email, safe='@+')}" if _EMAIL.fullmatch(email) else None
    found = {"name": name, "url": url}
    return {k: v for k, v in found.items() if v} or None


def _attachment(url: str, caption: str | None) -> dict[str, str]:
    title = safe(caption or "")
    return {"url": url, "mime_type": image_type(url), **({"title": title} if title else {})}


def _provenance(stored: Stored) -> dict[str, Any]:
    """What the format has no place for: roles, credits, where the date came from, how often it was edited."""
    record = clean_record(stored.article)
    known: dict[str, Any] = {
        "about": ABOUT,
        **{name: record[name] for name in _OWN_FIELDS},
        "revision": stored.revision,
        "first_seen": utc(stored.first_seen),
        "changed_at": utc(stored.changed_at),
    }
    if stored.gone_at is not None:
        known |= {"gone_at": utc(stored.gone_at), "gone_reason": safe(stored.gone_reason or "")}
    return known


_OWN_FIELDS = (
    "site", "publisher", "kind", "headline_tags", "alternative_headlines", "section", "date_published",
    "date_published_raw", "date_published_source", "date_published_precision", "date_modified_raw", "byline_raw",
    "body_complete", "body_incomplete_reason", "copyright_raw", "source_url", "source_date_published", "encoding",
    "date_crawled", "extracted_by", "authors", "photos",
)  # fmt: skip
