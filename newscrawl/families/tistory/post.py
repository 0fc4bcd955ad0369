"""A post on Tistory, by what the engine prints in every skin since about 2012; a skin's own names come last.

The body's container by era: ``.contents_style`` (since 2020), ``.tt_article_useless_p_margin`` (to 2019, and still,
where its plugin is on), before that only the skin's wrapper, in which the engine's share buttons and the box
"카테고리의 다른 글" stand. A mobile page has ``.blogview_content``.
"""

import re
from functools import cached_property
from typing import ClassVar

from lxml.html import HtmlElement

from newscrawl.blocks import blocks as blocks_of
from newscrawl.document import Document, text_of, tidy
from newscrawl.families.tistory.engine import (
    engine_of,
    host_of,
    plain_text,
    post_address,
    post_path,
    split_category,
)
from newscrawl.families.tistory.header import Header
from newscrawl.families.tistory.rows import related_rows
from newscrawl.items import Block, Related, Stamp
from newscrawl.metadata import string
from newscrawl.pages import ArticlePage

_BOX = ".another_category"
_OWN_PARTS = (".container_postbtn", _BOX)
_WRAPPERS = (
    ".area_view",
    ".article_view",
    ".article-view",
    ".entry-content",
    ".post-content",
    ".article_content",
    ".article-content",
    "[itemprop=articleBody]",
    ".article .desc",
    ".article",
)
# Inside a body and no part of it: share buttons, the box, advertisements, plugins, the buttons of folded text.
_FURNITURE = frozenset({
    "container_postbtn", "another_category", "revenue_unit_wrap", "adsbygoogle", "kakao_ad_area", "daum_ddn_area",
    "tt_adsense_top", "tt_adsense_bottom", "tt-plugin", "tt_box_namecard", "entry-ccl", "moreless_fold",
    "moreless_top", "moreless_bottom", "btn_more", "btn_less", "btn-toggle-moreless", "area_tag", "list_tag",
    "area_reply", "toc", "book-toc", "table-of-contents",
})  # fmt: skip
_PROTECTED_FORMS = (
    ".entryProtected, .protected_form, .blog_protected, [onclick*=reloadEntry], [onkeydown*=reloadEntry]"
)
_PROTECTED = re.compile(r"보호되어\s*있는\s*글\s*입니다|보호된\s*글\s*입니다")
_DELETED = re.compile(
    r"권한이\s*없거나\s*존재하지\s*않는\s*페이지|존재하지\s*않는\s*(?:글|페이지)입니다|삭제된\s*글입니다"
)
_COUNT = re.compile(r"\((\d+)\)")
_DOUBLE_COLON = re.compile(r"\s*::\s*")
_ANY_BAR = re.compile(r"\s+(?:::|[|\-–—])\s+")


class TistoryPost(ArticlePage):
    kind = "post"
    reposts = True
    body_css: ClassVar[tuple[str, ...]] = (
        ".contents_style",
        ".tt_article_useless_p_margin",
        ".blogview_content",
    )
    caption_css = ".cap1, .caption, .img_desc, [itemprop=caption]"
    drop_css = (
        "figure[data-ke-type=emoticon], [data-tistory-react-app], a[href*='/toolbar/popup/'], #daumSearchBox"
    )
    card_css: ClassVar[str] = "figure[data-ke-type=opengraph]"

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.engine = engine_of(document)

    @classmethod
    def fits(cls, document: Document) -> bool:
        engine = engine_of(document)
        return engine.present and engine.is_post

    def identity(self) -> str | None:
        """The entry's number, which the addresses of a blog with slugs do not name."""
        stated = self.engine.entry.get("entryId") or self.engine.tracked.get("entryId")
        if stated and str(stated).isdecimal():
            return str(stated)
        thread = re.fullmatch(r"\d+_(\d+)", self.meta.meta("article:txid") or "")
        if thread:
            return thread[1]
        for address in (self.meta.meta("dg:plink"), string(self.meta.article.get("url"))):
            path = post_path(address or "")
            if path and path.isdecimal():
                return path
        comments = self.document.first("[id^=entry][id$=Comment]")
        number = re.search(r"\d+", comments.get("id") or "") if comments is not None else None
        return number[0] if number else None

    def address(self) -> str | None:
        """The canonical link that is a post's on this host: a skin may put the blog's home before it."""
        host = host_of(self.document.url)
        stated = [*self.meta.canonicals, string(self.meta.article.get("url")) or ""]
        return next((own for link in stated if host_of(link) == host and (own := post_address(link))), None)

    def headline(self) -> str | None:
        if self._stated_title or self.header.title:
            return self._stated_title or self.header.title
        # <title> of a post taken down names the service or the blog.
        return None if self.incomplete() == "deleted" else self.document.text("title")

    def publisher(self) -> str | None:
        stated = self.meta.meta("og:site_name", "article:media_name")
        named = stated or plain_text(self.engine.blog.get("title"))
        return named or next((part for part in self._title_parts if part != self.headline()), None)

    def section(self) -> list[str]:
        levels = self.document.texts(f"{_BOX} h4 a")
        for facts, name in ((self.engine.entry, "categoryLabel"), (self.engine.tracked, "categoryName")):
            if name in facts:
                label = plain_text(facts[name]) or ""
                return levels if label == "/".join(levels) else split_category(label, self._categories)
        return levels or split_category(self.header.category() or "", self._categories)

    def keywords(self) -> list[str]:
        tags = self.engine.tracked.get("tags")
        if isinstance(tags, list):
            return [words for words in map(plain_text, tags) if words]
        return list(dict.fromkeys(self.document.texts("a[rel=tag][href*='/tag/']")))

    def people(self) -> list[str]:
        """The writer's nick; the blog owner's where the head has been lost."""
        author = self.meta.article.get("author")
        nick = self.meta.meta("by") or plain_text(author) or self.meta.meta("og.article.author")
        nick = nick or plain_text(self.engine.blog.get("nickName"))
        return [nick] if nick else []

    def bylines(self) -> list[str]:
        """None outside the body: what stands there is the blogger's nick."""
        return []

    def stamps(self) -> list[Stamp]:
        """What the engine's head states, and the minute the skin prints."""
        printed = self.header.date()
        return self.meta.stamps + ([Stamp(printed, "page")] if printed else [])

    def related(self) -> list[Related]:
        """The rows of the engine's own box, the post itself included where the box prints it; else the skin's."""
        found: dict[str, Related] = {}
        for row in self.document.all(f"{_BOX} tr"):
            link = self.document.first("th a[href]", row)
            address = self.document.link(link.get("href")) if link is not None else None
            if link is None or address is None:
                continue
            count = _COUNT.search(self.document.text("th span", row) or "")
            found.setdefault(
                address,
                Related(
                    text_of(link),
                    address.partition("?")[0],
                    self.document.text("td", row),
                    int(count[1]) if count else None,
                ),
            )
        return list(found.values()) or [
            Related(row.headline, row.url.partition("?")[0], row.date) for row in related_rows(self.document)
        ]

    def body_element(self) -> HtmlElement | None:
        if self._container is not None or self.incomplete():
            return self._container
        return self._wrapper

    def blocks(self) -> list[Block]:
        if self.body is None:
            return []
        dropped = {
            *self.document.classed(_FURNITURE, self.body),
            *self.document.all(self.drop_css, self.body),
        }
        return blocks_of(self.document, self.body, self.caption_css, dropped, self.card_css)

    def incomplete(self) -> str | None:
        if self._container is not None:
            return None
        words = text_of(self._wrapper if self._wrapper is not None else self.document.root)
        if self.document.first(_PROTECTED_FORMS) is not None or _PROTECTED.search(words):
            return "protected"
        return "deleted" if _DELETED.search(words) else None

    @cached_property
    def header(self) -> Header:
        below = self.body if self.body is not None else self.document.first(_PROTECTED_FORMS)
        return Header(self.document, below, [self._stated_title] if self._stated_title else self._title_parts)

    @property
    def _categories(self) -> list[str]:
        """The names of the blog's wider categories, from the menu the engine prints."""
        return [tidy(link.text or "") for link in self.document.all(".tt_category a.link_item")]

    @cached_property
    def _stated_title(self) -> str | None:
        titles = (plain_text(self.meta.article.get("headline")), self.meta.meta("og:title"))
        return next((title for title in titles if title and not _PROTECTED.search(title)), None)

    @property
    def _title_parts(self) -> list[str]:
        """What may be the post's title in <title>, which skins print as "T", "T :: BLOG" or "BLOG :: T"."""
        whole = self.document.text("title") or ""
        parts = [part for bar in (_DOUBLE_COLON, _ANY_BAR) for part in bar.split(whole)]
        return [part for part in dict.fromkeys(map(tidy, parts)) if part and part != whole] or [whole]

    @cached_property
    def _container(self) -> HtmlElement | None:
        """The first of the engine's own containers that holds anything."""
        for css in self.body_css:
            found = self.document.all(css)
            if found:
                return next(filter(_holds_anything, found), found[0])
        return None

    @cached_property
    def _wrapper(self) -> HtmlElement | None:
        """What holds the engine's share buttons or its box, else what skins commonly put around a body."""
        for part in self.document.all(_OWN_PARTS):
            above = part.getparent()
            if above is not None:
                return above
        return self.document.first(_WRAPPERS)


def _holds_anything(element: HtmlElement) -> bool:
    return element.find(".//img") is not None or any(not words.isspace() for words in element.itertext())
