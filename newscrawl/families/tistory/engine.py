"""What Tistory's own engine puts into every page, whatever the skin: its scripts, its body ids, its addresses."""

import html
import re
from collections.abc import Collection
from functools import cached_property
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from weakref import proxy

from newscrawl.document import Document, tidy
from newscrawl.families.tistory.literals import assigned
from newscrawl.metadata import Metadata, metadata_of, string

_POST_PATH = re.compile(r"(?:/m)?/(?:(?P<number>\d+)|(?P<other>(?:entry|notice|pages)/[^/]+))/?")
_OWN_OBJECTS = ("T.config", "T.entryInfo", "TistoryBlog")
_OWN_SCRIPTS = re.compile(r"\b(?:T\.(?:config|entryInfo)|TistoryBlog)\s*=")
_OWN_FILES = re.compile(r"//(?:t1|tistory\d)\.daumcdn\.net/tistory_admin/|//tistory\d\.daumcdn\.net/")
_LIST_NODES = ("BreadcrumbList", "ItemList", "WebSite")


def post_path(url: str) -> str | None:
    """Return what the address names on its blog, "106" or "entry/SLUG" (unquoted), or None where it is no post's.

    >>> post_path("https://blog.example.com/m/106?category=3"), post_path("https://blog.example.com/entry/%EC%9D%B8")
    ('106', 'entry/인')
    >>> post_path("https://blog.example.com/category/IT")
    """
    try:
        found = _POST_PATH.fullmatch(urlsplit(url.strip()).path)
    except ValueError:
        return None
    return (found["number"] or unquote(found["other"])) if found else None


def post_address(url: str) -> str | None:
    """Return a post's canonical address, https and in desktop form, or None where the address is no post's.

    >>> post_address("http://blog.example.com/m/106?category=3#comment7")
    'https://blog.example.com/106'
    """
    path = post_path(url)
    return f"https://{host_of(url)}/{quote(path, safe='/~!*()')}" if path and host_of(url) else None


def host_of(url: str) -> str:
    """Return the host of an address in lower case, empty where it has none."""
    try:
        return urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""


class Engine:
    """One page's facts as the engine states them."""

    def __init__(self, document: Document, meta: Metadata) -> None:
        self.document = document
        self.meta = meta

    @cached_property
    def script(self) -> str:
        """The inline scripts that hold the engine's own objects."""
        inline = [words for script in self.document.root.iter("script") if (words := script.text)]
        named = (source for source in inline if any(name in source for name in _OWN_OBJECTS))
        own = "\n".join(source for source in named if _OWN_SCRIPTS.search(source))
        return own and "\n".join([own, *(source for source in inline if "window.tiara" in source)])

    @cached_property
    def present(self) -> bool:
        """Whether Tistory made this page: by its host, its scripts, its files or its body id."""
        if f".{host_of(self.document.url)}".endswith(".tistory.com") or self.script or self.body_id:
            return True
        files = [*self.document.root.iter("script"), *self.document.root.iter("link")]
        return any(_OWN_FILES.search(file.get("src") or file.get("href") or "") for file in files)

    @cached_property
    def body_id(self) -> str:
        """The kind of page in ``body@id``: "page" of "tt-body-page"; empty where the skin leaves it out."""
        body = self.document.first("body")
        name = (body.get("id") or "") if body is not None else ""
        return name.removeprefix("tt-body-") if name.startswith("tt-body-") else ""

    @cached_property
    def entry(self) -> dict[str, Any]:
        """``window.T.entryInfo``: entryId, categoryLabel …; empty on lists and before about 2023."""
        value = assigned(self.script, "T.entryInfo")
        return value if isinstance(value, dict) else {}

    @cached_property
    def tracked(self) -> dict[str, Any]:
        """``window.tiara.entry``: entryId, categoryName, tags …; empty on lists and before 2020."""
        value = assigned(self.script, "tiara")
        entry = value.get("entry") if isinstance(value, dict) else None
        return entry if isinstance(entry, dict) else {}

    @cached_property
    def blog(self) -> dict[str, Any]:
        """``window.T.config.BLOG``: title, nickName …"""
        value = assigned(self.script, "T.config")
        blog = value.get("BLOG") if isinstance(value, dict) else None
        return blog if isinstance(blog, dict) else {}

    @cached_property
    def is_post(self) -> bool:
        """Whether this is a post; else it is a listing, or a page with nothing to list, as a guest book is."""
        if self.entry:
            return True
        if self.body_id:
            return self.body_id == "page"
        if self.meta.article or self.meta.meta("article:txid", "article:published_time"):
            return True
        return not self.meta.node(*_LIST_NODES) and post_path(self.document.url) is not None

    @cached_property
    def listed(self) -> list[tuple[str, str]] | None:
        """A category's posts by JSON-LD, (absolute address, title) each; None where the page tells none, as at home."""
        node = self.meta.node("BreadcrumbList")
        if "itemListElement" not in node:
            return None
        found = []
        for element in _list(node["itemListElement"]):
            item = element.get("item") if isinstance(element, dict) else None
            if not isinstance(item, dict):
                continue
            address = self.document.link(string(item.get("@id")))
            if address and post_path(address):
                found.append((address, plain_text(item.get("name")) or ""))
        return found


def engine_of(document: Document) -> Engine:
    """Return what the engine put into a page, looked for once a page; it lives as long as the page."""
    if "tistory" not in document.kept:
        document.kept["tistory"] = Engine(
            proxy(document), metadata_of(document)
        )  # no circle: see metadata_of
    found: Engine = document.kept["tistory"]
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def plain_text(value: Any) -> str | None:
    """Return a JSON value's words with the HTML entities that Tistory leaves in them read, or None.

    >>> plain_text("&quot;AI&quot; 시대 &amp; 반도체")
    '"AI" 시대 & 반도체'
    """
    words = string(value)
    return tidy(html.unescape(words)) if words else None


def split_category(label: str, known: Collection[str] = ()) -> list[str]:
    """Return the levels of a category's label, two at the most, by the ``known`` names of the blog's own menu.

    >>> split_category("IT.Finance/AI.로봇"), split_category("카테고리 없음")
    (['IT.Finance', 'AI.로봇'], [])
    >>> split_category("UI / UX", ["UI / UX"]), split_category("A/S/센터", ["A/S"])
    (['UI / UX'], ['A/S', '센터'])
    """
    label = tidy(label)
    if label in ("", "카테고리 없음", "분류없음", "분류 없음", "미분류", "분류 전체보기"):
        return []
    if label in known:
        return [label]
    wide = max(
        (name for name in known if label.startswith(f"{name}/")), key=len, default=label.partition("/")[0]
    )
    return [level for level in (wide.strip(), label[len(wide) + 1 :].strip()) if level]
