"""A record as words and harmless HTML: what a feed's reader shows. Pure; every name and word of a page is escaped."""

import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

import nh3

from newscrawl.items import Article, Author, Photo, to_record

# What neither XML, a reader of lines nor a terminal should be handed: controls but tab and line breaks, Unicode's own
# line breaks, lone halves of UTF-16 pairs, non-characters, byte order marks, and the marks that turn the direction of
# what follows (a title could dress up as another).
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_TAGS = {"p", "figure", "img", "figcaption", "cite"}
_ATTRIBUTES = {"img": {"src", "alt"}}
_IMAGE_TYPES = {
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}


def safe(text: str) -> str:
    """Return the text without characters that break a file or mislead a reader.

    >>> safe("제목\\x00\\u202e\\ud800 끝")
    '제목 끝'
    """
    return _HARMFUL.sub("", text)


def safe_url(url: str | None) -> str | None:
    """Return an http or https address, or None.

    >>> safe_url("javascript:alert(1)") is None, safe_url("https://img.example.com/로봇 손.jpg")
    (True, 'https://img.example.com/로봇%20손.jpg')
    """
    try:
        parts = urlsplit(safe(url or "").strip())
    except ValueError:
        return None
    known = parts.scheme in ("http", "https") and parts.hostname
    return re.sub(r"\s", "%20", parts.geturl()) if known else None


def clean_record(article: Article) -> dict[str, Any]:
    """Return the article as a record without harmful characters and addresses; still one by the published schema.

    >>> clean_record(Article(headline="로봇\\x00", keywords=["\\u202e"], source_url="data:,x"))["source_url"] is None
    True
    """
    record: dict[str, Any] = _clean(to_record(article))
    record["headline"] = record["headline"] or ""
    record["source_url"] = _kept(record["source_url"])
    for photo in record["photos"]:
        photo["url"] = _kept(photo["url"])
    record["related"] = [r for r in record["related"] if r["headline"] and _kept(r["url"])]
    return record


def _kept(url: str | None) -> str | None:
    return url if url and safe_url(url) else None


def _clean(value: Any) -> Any:
    """Return a copy of safe strings; one of which nothing is left is None, and in a list left out."""
    if isinstance(value, str):
        return safe(value) or (None if value else value)
    if isinstance(value, list):
        return [v for v in map(_clean, value) if v is not None]
    return {k: _clean(v) for k, v in value.items()} if isinstance(value, dict) else value


def content_html(article: Article) -> str:
    """Return the body as HTML: figures with caption and credit first, then a paragraph each, sanitized by nh3.

    >>> content_html(Article(body=["<script>x</script> 3,000억원"]))
    '<p>&lt;script&gt;x&lt;/script&gt; 3,000억원</p>'
    """
    pieces = [_figure(photo) for photo in article.photos] + [
        f"<p>{escape(safe(p), quote=False)}</p>" for p in article.body
    ]
    return nh3.clean(
        "\n".join(filter(None, pieces)), tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}
    )


def content_text(article: Article) -> str:
    """Return the body as plain text, paragraphs parted by an empty line."""
    return "\n\n".join(safe(p) for p in article.body)


def author_name(author: Author) -> str | None:
    """Return what a feed calls an author: the name, else the team or outlet.

    >>> author_name(Author(name=None, affiliation="디지털뉴스팀"))
    '디지털뉴스팀'
    """
    return safe(author.name or author.affiliation or "") or None


def image_type(url: str) -> str:
    """Return the media type an image's address suggests; JPEG where it suggests none."""
    path = urlsplit(url).path.lower()
    return next((kind for ending, kind in _IMAGE_TYPES.items() if path.endswith(ending)), "image/jpeg")


def _figure(photo: Photo) -> str:
    url = safe_url(photo.url)
    if url is None:
        return ""
    caption = escape(safe(photo.caption or ""), quote=False)
    credit = f"<cite>{escape(safe(photo.credit), quote=False)}</cite>" if photo.credit else ""
    words = " ".join(filter(None, (caption, credit)))
    alt = escape(safe(photo.caption or ""))
    return (
        f'<figure><img src="{escape(url)}" alt="{alt}">'
        + (f"<figcaption>{words}</figcaption>" if words else "")
        + "</figure>"
    )
