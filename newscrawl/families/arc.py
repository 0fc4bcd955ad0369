"""Arc XP (Fusion): the whole article as ANS JSON in <script id="fusion-metadata">, Fusion.globalContent = {…}.

Chosun's papers are on it since 2021. The keys are those of Arc's published ANS schema; no captured page was to be had.
display_date and its like are UTC with a Z, and right.
"""

from functools import cached_property
from html import escape
from typing import Any

from lxml.html import HtmlElement

from newscrawl.document import Document, lines_of
from newscrawl.families.embedded import json_after
from newscrawl.items import Stamp
from newscrawl.metadata import string
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage

_MARK = "Fusion.globalContent"


class ArcArticle(ArticlePage):
    @classmethod
    def fits(cls, document: Document) -> bool:
        return _MARK in document.html and bool(_story(document.html).get("content_elements"))

    @cached_property
    def story(self) -> dict[str, Any]:
        return _story(self.document.html)

    @cached_property
    def fragment(self) -> Document:
        """The text's own little document, drawn from the story's elements."""
        drawn = map(
            _drawn, [self.story.get("promo_items", {}).get("basic", {}), *self.story["content_elements"]]
        )
        return Document(f"<body>{''.join(drawn)}</body>", self.document.url)

    def body_element(self) -> HtmlElement | None:
        return self.fragment.root

    def headline(self) -> str | None:
        return _of(self.story, "headlines", "basic") or super().headline()

    def alternative_headlines(self) -> list[str]:
        printed = _of(self.story, "subheadlines", "basic")
        return lines_of(Document(f"<body>{printed}</body>", self.document.url).root) if printed else []

    def section(self) -> list[str]:
        named = _of(self.story, "taxonomy", "primary_section", "name")
        return [named] if named else super().section()

    def keywords(self) -> list[str]:
        tags = self.story.get("taxonomy", {}).get("tags") or []
        return [words for tag in tags if (words := _of(tag, "text"))] or super().keywords()

    def stamps(self) -> list[Stamp]:
        stated = [
            Stamp(words, "page", field)
            for field, key in (("published", "display_date"), ("modified", "last_updated_date"))
            if (words := string(self.story.get(key)))
        ]
        return self.meta.stamps + stated

    def bylines(self) -> list[str]:
        found = []
        for writer in self.story.get("credits", {}).get("by") or []:
            printed = _of(writer, "additional_properties", "original", "byline") or _of(writer, "name") or ""
            address = _of(writer, "additional_properties", "original", "email") or ""
            found.append(f"{printed} {address}".strip())
        return [line for line in dict.fromkeys(found) if line]


def _story(source: str) -> dict[str, Any]:
    return next((value for value in json_after(source, _MARK) if isinstance(value, dict)), {})


def _of(value: Any, *keys: str) -> str | None:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return string(value)


def _drawn(element: dict[str, Any]) -> str:
    """One element of the story as the markup it stands for; what is no text, head or image draws nothing."""
    kind = element.get("type")
    if kind in ("text", "raw_html"):
        return f"<p>{element.get('content') or ''}</p>"
    if kind == "header":
        return f"<h3>{element.get('content') or ''}</h3>"
    if kind == "image" and element.get("url"):
        credited = [_of(by, "name") for by in element.get("credits", {}).get("affiliation") or []]
        words = " / ".join(filter(None, [string(element.get("caption")), *credited]))
        return f'<figure><img src="{escape(str(element["url"]))}"><figcaption>{words}</figcaption></figure>'
    return ""


FAMILY = UnnamedSite(key="arc", name="", hosts=(), articles=(ArcArticle,))
