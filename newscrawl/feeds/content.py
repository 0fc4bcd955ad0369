"""A record as words and harmless HTML: what a feed's reader shows. Pure; every name and word of a page is escaped."""

import re
from html import escape
from urllib.parse import urlsplit

import nh3

from newscrawl.items import Article, Author, Photo

# What neither XML nor a terminal should be handed: controls but tab and line breaks, lone halves of UTF-16 pairs,
# non-characters, and the marks that turn the direction of what follows (a title could dress up as another).
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]"
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

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(safe(url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None


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
