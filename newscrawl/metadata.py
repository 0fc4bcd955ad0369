"""What a page's head says of itself: JSON-LD, meta tags, microdata, the canonical link. Words only."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape
from typing import Any
from weakref import proxy

from newscrawl.document import Document, text_of, tidy
from newscrawl.items import Stamp

Node = dict[str, Any]

ARTICLE_TYPES = frozenset({
    "AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle", "BackgroundNewsArticle",
    "BlogPosting", "LiveBlogPosting", "NewsArticle", "OpinionNewsArticle", "Report", "ReportageNewsArticle",
    "ReviewNewsArticle", "SocialMediaPosting", "TechArticle",
})  # fmt: skip
_PUBLISHED_METAS = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "pubdate",
)
_MODIFIED_METAS = (
    "article:modified_time",
    "article:modified",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
)
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});", re.I)
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")  # JSON can spell what no database keeps


class Metadata:
    """The head's own statements about one page, each read when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Every meta tag's filled contents by its lower-case name, property or itemprop, in order."""
        found: dict[str, list[str]] = {}
        for element in self.document.root.iter("meta"):
            content = words_of(element.get("content") or "")
            if not content:
                continue
            for key in ("property", "name", "itemprop"):
                name = (element.get(key) or "").strip().lower()
                if name:
                    found.setdefault(name, []).append(content)
                    break
        return found

    def meta(self, *names: str) -> str | None:
        """Return the first filled meta tag of these names, asked for in this order, or None."""
        for name in names:
            values = self.metas.get(name)
            if values:
                return values[0]
        return None

    @cached_property
    def nodes(self) -> list[Node]:
        """Every JSON-LD node of the page, @graph and nested lists opened; broken scripts are passed over."""
        found: list[Node] = []
        for script in self.document.root.iter("script"):
            if "ld+json" in (script.get("type") or "").lower():
                found.extend(_nodes(read_json(script.text or "")))
        return found

    def node(self, *types: str) -> Node:
        """Return the first JSON-LD node of one of these types, or an empty dict."""
        return next((node for node in self.nodes if set(types) & _types(node)), {})

    @cached_property
    def article(self) -> Node:
        """The JSON-LD node of the article itself, or an empty dict."""
        return next((node for node in self.nodes if ARTICLE_TYPES & _types(node)), {})

    @property
    def is_free(self) -> bool:
        """Whether nothing in the head says that the article must be paid for."""
        return str(self.article.get("isAccessibleForFree", True)).lower() != "false"

    @property
    def is_live(self) -> bool:
        """Whether the head calls the page a live blog, which is never whole."""
        return bool(self.node("LiveBlogPosting"))

    @property
    def states_article(self) -> bool:
        """Whether the head says that the page is an article."""
        return bool(
            self.article
            or self.meta("article:published_time")
            or (self.meta("og:type") or "").startswith("article")
        )

    @property
    def headline(self) -> str | None:
        return (
            string(self.article.get("headline"))
            or self.meta("og:title", "twitter:title", "headline")
            or self._item("headline")
        )

    @property
    def description(self) -> str | None:
        return self.meta("og:description", "description", "twitter:description") or string(
            self.article.get("description")
        )

    @property
    def site_name(self) -> str | None:
        publisher = next(iter(_as_list(self.article.get("publisher"))), None)
        named = string(publisher.get("name")) if isinstance(publisher, dict) else string(publisher)
        return self.meta("og:site_name") or named

    @property
    def section(self) -> list[str]:
        """The section's names, from the widest to the narrowest."""
        named = [string(s) for s in _as_list(self.article.get("articleSection"))]
        names = [s for s in named if s] or self.metas.get("article:section", [])[:1]
        return names + [
            v for n in ("article:section2", "article:section3") if (v := self.meta(n)) and v not in names
        ]

    @property
    def crumbs(self) -> list[str]:
        """The names of the path to the page that JSON-LD gives, its ends too: the front page and the article."""
        steps = [
            step
            for step in _as_list(self.node("BreadcrumbList").get("itemListElement"))
            if isinstance(step, dict)
        ]
        return [name for step in steps if (name := string(step.get("name")) or string(step.get("item")))]

    @property
    def keywords(self) -> list[str]:
        stated = self.article.get("keywords") or self.meta("news_keywords", "keywords") or []
        words = stated.split(",") if isinstance(stated, str) else [string(k) or "" for k in _as_list(stated)]
        return list(dict.fromkeys(w for w in map(words_of, words) if w)) or self.metas.get("article:tag", [])

    @property
    def image(self) -> str | None:
        return self.document.link(self.meta("og:image", "twitter:image"))

    @property
    def people(self) -> list[str]:
        """Who wrote it, one string a person with the printed role behind the name, outlets and teams included."""
        found = []
        for author in _as_list(self.article.get("author")):
            if isinstance(author, dict):
                rest = [string(author.get("jobTitle")), string(author.get("email"))]
                for name in _as_list(author.get("name")):
                    found.append(" ".join(w for w in (string(name), *rest) if w))
            else:
                found.append(string(author) or "")
        for name in ("dable:author", "article:author", "og:article:author", "author"):
            found.extend(value for value in self.metas.get(name, []) if "://" not in value)
        return list(dict.fromkeys(w for w in map(tidy, found) if w))

    @property
    def stamps(self) -> list[Stamp]:
        """Every date the head states, published and modified, as written."""
        found = []
        for field, key, metas in (
            ("published", "datePublished", _PUBLISHED_METAS),
            ("modified", "dateModified", _MODIFIED_METAS),
        ):
            found.append(Stamp(string(self.article.get(key)) or "", "json-ld", field))
            found.extend(
                Stamp(value, "meta", field) for name in metas for value in self.metas.get(name, [])[:1]
            )
            for element in self.document.all(f"[itemprop={key}]:not(meta)"):
                found.append(
                    Stamp(
                        element.get("datetime") or element.get("content") or text_of(element), "meta", field
                    )
                )
        return [stamp for stamp in found if stamp.raw]

    @property
    def language(self) -> str:
        declared = (
            tidy(self.document.root.get("lang") or "") or string(self.article.get("inLanguage")) or "ko"
        )
        return re.split(r"[-_]", declared)[0].lower() or "ko"

    @property
    def canonicals(self) -> list[str]:
        """Every address the head gives for this page, in order; more than one on some blogs."""
        links = [self.document.link(e.get("href")) for e in self.document.all("link[rel=canonical]")]
        links += [self.document.link(value) for value in self.metas.get("og:url", [])]
        return list(dict.fromkeys(link for link in links if link))

    def _item(self, name: str) -> str | None:
        return self.document.text(f"[itemprop={name}]:not(meta)")


def metadata_of(document: Document) -> Metadata:
    """Return what the head of a page says, read once a page; it lives as long as the page."""
    if "metadata" not in document.kept:
        # A circle would keep each page's thousands of elements until the next look for circles.
        document.kept["metadata"] = Metadata(proxy(document))
    found: Metadata = document.kept["metadata"]
    return found


def read_json(source: str) -> Any:
    """Return what the JSON says, forgiving what newsrooms get wrong; None where it cannot be read.

    Forgiven are raw line breaks inside strings, commas before a closing bracket, and a source escaped as HTML.

    >>> read_json('{"headline": "LG,\\n서울대와 손잡는다",}')
    {'headline': 'LG,\\n서울대와 손잡는다'}
    """
    source = source.strip().strip("\ufeff")
    for opening, closing in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        source = source.removeprefix(opening).removesuffix(closing).strip()
    source = source.rstrip(";")
    for attempt in _spellings(source):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _spellings(source: str) -> Iterator[str]:
    yield source
    yield _TRAILING_COMMA.sub("", source)
    yield unescape(source)


def words_of(text: str) -> str:
    """Return the words of an attribute or a JSON string as one tidy line, escaped once too often or not.

    >>> words_of("LG &amp; 서울대 &#39;손잡는다&#39;\\n")
    "LG & 서울대 '손잡는다'"
    """
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return tidy(_UNWRITABLE.sub("", text))


def string(value: Any) -> str | None:
    """Return a JSON value's words as one tidy line, or None where it is no string or empty."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return words_of(value) or None if isinstance(value, str) else None


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _types(node: Node) -> set[str]:
    """The node's types, "https://schema.org/NewsArticle" as "NewsArticle"."""
    return {t.rpartition("/")[2] for t in _as_list(node.get("@type")) if isinstance(t, str)}


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 8:
        return
    children: Iterable[Any] = ()
    if isinstance(value, dict):
        yield value
        children = [
            value[key]
            for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
            if key in value
        ]
    elif isinstance(value, list):
        children = value
    for child in children:
        yield from _nodes(child, depth + 1)
