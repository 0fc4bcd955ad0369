"""Pages drawn by Next.js whose article lies in a JSON script (React Query's cache, __NEXT_DATA__) or in the stream.

The object that holds the text is told by its longest HTML value with sentences in it; the fields around it have a
handful of usual names. Where the stream gives the text alone, everything else comes from the page's head.
"""

import re
from functools import cached_property
from typing import Any

from lxml.html import HtmlElement

from newscrawl.document import Document, lines_of
from newscrawl.families.embedded import json_after, next_data, objects_in, streamed_texts
from newscrawl.items import Stamp
from newscrawl.metadata import string
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage

Story = dict[str, Any]

_MARKS = ("__RQ_R", "__NEXT_DATA__", "self.__next_f.push")
_TEXT = (
    "contentHtml",
    "articleBody",
    "bodyHtml",
    "contents",
    "content",
    "body",
    "article_content",
    "newsContent",
)
_TITLE = ("title", "headline", "articleTitle", "newsTitle", "subject")
_SUBTITLE = ("subTitle", "subtitle", "sub_title", "subHeadline")
_PUBLISHED = (
    "deployDt",
    "publishedAt",
    "publishDate",
    "firstPublishDate",
    "pubDate",
    "regDt",
    "regDate",
    "createdAt",
)
_MODIFIED = ("reDeployDt", "modifiedAt", "updatedAt", "modDt", "modDate", "lastUpdateDate")
_WRITERS = ("byLines", "bylines", "reporters", "authors", "writers", "journalists")
_WRITER = (
    ("writerName", "reporterName", "name", "manualWriterName"),
    ("writerJobName", "jobTitle", "position", "role"),
    ("writerEmail", "email"),
)
_SECTION = ("sectionName", "subSectionName")
_ADVERTS = re.compile(r"\$\$[A-Z_]+\$\$")
_SENTENCE = re.compile(r"[가-힣](?:다|요|까|죠)[.?!]")


def find_story(source: str) -> Story | None:
    """Return the object that holds the article's text, as the key "text" among its own; None where there is none."""
    if not any(mark in source for mark in _MARKS):
        return None
    best: Story | None = None
    most = 1
    values = [next_data(source), *(v for v in json_after(source, ".push(") if isinstance(v, dict))]
    for story in (story for value in values for story in objects_in(value)):
        text = max((t for key in _TEXT if isinstance(t := story.get(key), str)), key=len, default="")
        sentences = len(_SENTENCE.findall(text)) if "<" in text else 0
        if sentences > most:
            best, most = story | {"text": text}, sentences
    if best is None:
        text = max(streamed_texts(source), key=lambda t: len(_SENTENCE.findall(t)), default="")
        best = {"text": text} if "<" in text and len(_SENTENCE.findall(text)) > 1 else None
    return best


class StoryArticle(ArticlePage):
    """An article read from the page's data; the head says the rest."""

    drop_css = ".writer, .byline"

    @classmethod
    def fits(cls, document: Document) -> bool:
        return (
            document.first("#article-view-content p, article p") is None
            and find_story(document.html) is not None
        )

    @cached_property
    def story(self) -> Story:
        return find_story(self.document.html) or {}

    @cached_property
    def fragment(self) -> Document:
        """The text's own little document."""
        return Document(
            f"<body>{_ADVERTS.sub('', str(self.story.get('text', '')))}</body>", self.document.url
        )

    def body_element(self) -> HtmlElement | None:
        return self.fragment.root

    def headline(self) -> str | None:
        return self._named(_TITLE) or super().headline()

    def alternative_headlines(self) -> list[str]:
        printed = self._named(_SUBTITLE)
        return lines_of(Document(f"<body>{printed}</body>", self.document.url).root) if printed else []

    def section(self) -> list[str]:
        return [name for key in _SECTION if (name := string(self.story.get(key)))] or super().section()

    def keywords(self) -> list[str]:
        listed = [string(tag.get("tag") or tag.get("name")) for tag in self._objects("tags")]
        return [tag for tag in listed if tag] or super().keywords()

    def stamps(self) -> list[Stamp]:
        stated = (("published", self._named(_PUBLISHED)), ("modified", self._named(_MODIFIED)))
        return self.meta.stamps + [Stamp(raw, "page", field) for field, raw in stated if raw]

    def bylines(self) -> list[str]:
        writers = next((found for key in _WRITERS if (found := self._objects(key))), [])
        words = (
            [next((w for key in keys if (w := string(writer.get(key)))), "") for keys in _WRITER]
            for writer in writers
        )
        return [line for parts in words if (line := " ".join(filter(None, parts)))]

    def _named(self, keys: tuple[str, ...]) -> str | None:
        return next((words for key in keys if (words := string(self.story.get(key)))), None)

    def _objects(self, key: str) -> list[dict[str, Any]]:
        found = self.story.get(key)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


FAMILY = UnnamedSite(key="nextjs", name="", hosts=(), articles=(StoryArticle,))
