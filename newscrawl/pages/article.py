"""An article's page: a method a field, a default each; raw words out, nothing understood."""

from functools import cached_property
from itertools import islice
from typing import ClassVar

from lxml.html import HtmlElement

from newscrawl.blocks import blocks
from newscrawl.document import Css, Document, lines_of, text_of
from newscrawl.finders.body import find_body
from newscrawl.finders.dates import apart, find_dates, find_stamps
from newscrawl.finders.edges import head_parts, lead_photos, parts_of, split_deck, without_chrome
from newscrawl.finders.gaps import why_incomplete
from newscrawl.finders.headline import find_heading_of, find_headline, is_logo, prints
from newscrawl.finders.topics import find_original, find_section, find_tags, path_of
from newscrawl.finders.tree import common_ancestor
from newscrawl.finders.writers import (
    address_behind,
    bylines_of,
    find_addresses,
    find_signatures,
    find_writers,
    signed_lines,
    writers_beside,
)
from newscrawl.items import Article, Block, Evidence, Related, Stamp
from newscrawl.pages.page import Page

_AROUND = (
    3  # levels above headline and text in which a date is looked for where neither they nor the head have one
)


class ArticlePage(Page):
    """An article. Every method returns the page's own words, or None or an empty list where it has none."""

    kind: ClassVar[str] = "article"
    # The page is of a kind that copies others' articles (a blog post), so its body may hold a source line.
    reposts: ClassVar[bool] = False

    headline_css: ClassVar[Css] = ""
    subheadline_css: ClassVar[Css] = ""
    date_css: ClassVar[Css] = ""
    byline_css: ClassVar[Css] = ""
    body_css: ClassVar[Css] = ""  # by default the element the page's sentences stand in
    caption_css: ClassVar[str] = "[itemprop=caption], .caption, .img_desc"
    drop_css: ClassVar[str] = ""  # inside the body, no part of the article
    keyword_css: ClassVar[Css] = "a[rel=tag]"
    copyright_css: ClassVar[Css] = ""

    @classmethod
    def fits(cls, document: Document) -> bool:
        """An article page is one with a body where this class looks for it."""
        return not cls.body_css or document.first(cls.body_css) is not None

    @cached_property
    def heading(self) -> HtmlElement | None:
        """The element that prints the headline."""
        named = self.document.first(self.headline_css) if self.headline_css else None
        stated = self.meta.headline or self.document.text("title")
        if not stated or (named is not None and prints(named, stated)):
            return named
        found = find_headline(self.document.root, stated)
        if not self.meta.headline and named is None and (found is None or is_logo(found)):
            body = find_body(self.document.root)
            found = find_heading_of(body) if body is not None else found
        return named if found is None else found

    @cached_property
    def body(self) -> HtmlElement | None:
        """The one element that holds the article's own text."""
        return self.body_element()

    @cached_property
    def region(self) -> HtmlElement:
        """The smallest element that holds headline and text: what is the article's own stands in it."""
        both = common_ancestor(self.heading, self.body)
        return self.document.root if both is None or both is self.body else both

    @cached_property
    def writers(self) -> list[HtmlElement]:
        """The elements that say who wrote the article, where the outlet names none."""
        if self.kind != "article" or (self.byline_css and self.document.texts(self.byline_css)):
            return []
        return find_writers(self.region, self.heading) or find_signatures(self.region, self.body)

    @cached_property
    def dates(self) -> list[str]:
        """The printed date lines."""
        return self.printed_dates()

    @cached_property
    def text(self) -> tuple[list[str], list[Block]]:
        """The lines above the text that stand inside its element, and the text's blocks."""
        return (
            split_deck(self.blocks(), self.headline() or "")
            if self.kind == "article"
            else ([], self.blocks())
        )

    def identity(self) -> str | None:
        """The outlet's own article number where the markup states it; by default the address tells."""
        return None

    def address(self) -> str | None:
        """The canonical address where the markup states a better one than the outlet's pattern gives."""
        return None

    def headline(self) -> str | None:
        printed = text_of(self.heading) if self.heading is not None else ""
        return printed or self.meta.headline or self.document.text("title")

    def alternative_headlines(self) -> list[str]:
        named = self.document.all(self.subheadline_css) if self.subheadline_css else []
        return [line for element in named for line in lines_of(element)]

    def publisher(self) -> str | None:
        return self.meta.site_name

    def section(self) -> list[str]:
        """What the head states, else the path to the page: that of JSON-LD, or the printed one."""
        if self.meta.section:
            return self.meta.section
        headline = self.headline() or ""
        return path_of(self.meta.crumbs, headline) or find_section(self.document, self.heading, headline)

    def keywords(self) -> list[str]:
        printed = [words.lstrip("#").strip() for words in self.document.texts(self.keyword_css)]
        printed = printed or find_tags(self.document, self.region)
        return list(dict.fromkeys(w for w in printed if w)) or self.meta.keywords

    def description(self) -> str | None:
        return self.meta.description

    def language(self) -> str:
        return self.meta.language

    def stamps(self) -> list[Stamp]:
        """Every candidate for a date: what the head states, then what the page prints."""
        stated = [Stamp(value, "meta", field) for field, value in find_stamps(self.region)]
        return (
            self.meta.stamps + stated + [Stamp(words, "page") for line in self.dates for words in apart(line)]
        )

    def printed_dates(self) -> list[str]:
        named = self.document.texts(self.date_css) if self.date_css else []
        if named:
            return named
        found = find_dates(self.region, [self.heading, self.body])
        around = () if found or self.meta.stamps else islice(self.region.iterancestors(), _AROUND)
        return found or next(filter(None, (find_dates(e, [self.heading, self.body]) for e in around)), [])

    def bylines(self) -> list[str]:
        """The byline lines outside the text, one string a line or card, in printed order."""
        named = self.document.all(self.byline_css) if self.byline_css else []
        found = [line for element in named or self.writers for line in bylines_of(element)]
        found = found if named else writers_beside(self.dates) + found
        if self.kind == "article" and not found:
            found = signed_lines(self.region, self.body)
        if self.kind == "article" and not any("@" in line for line in found):
            found += find_addresses(self.region, self.body, found) or address_behind(self.body)
        return list(dict.fromkeys(found))

    def people(self) -> list[str]:
        """The authors the head names, for when no line is printed or it says "외 N명"."""
        return self.meta.people

    def body_element(self) -> HtmlElement | None:
        if not self.body_css:
            return find_body(self.document.root, self.heading)
        named = self.document.first(self.body_css)
        if named is None or self.heading is None or named not in self.heading.iterancestors():
            return named
        found = find_body(named)
        return named if found is None else found  # a box that holds the headline too holds more than the text

    def blocks(self) -> list[Block]:
        """The body's blocks, without what stands inside it and is dropped or read as a field of its own."""
        if self.body is None:
            return []
        parts = parts_of(self.body)
        apart = parts.asides.union(self.writers, head_parts(self.body, self.heading))
        for css in (self.drop_css, self.subheadline_css, self.date_css, self.byline_css, self.copyright_css):
            apart.update(self.document.all(css, self.body) if css else ())
        found = [
            block
            for box in ([] if self.kind == "post" else lead_photos(self.region, self.body))
            for block in blocks(self.document, box, self.caption_css, apart)
            if block.kind != "text"
        ]
        found += blocks(
            self.document, self.body, self.caption_css, apart, photos=parts.photos, heads=parts.heads
        )
        return without_chrome(found, [*self.dates, *self.bylines(), *self.people()])

    def copyright(self) -> str | None:
        return self.document.text(self.copyright_css) if self.copyright_css else None

    def related(self) -> list[Related]:
        return []

    def source_url(self) -> str | None:
        """For a copy: the address of the original, where the page links it by the words "원문" on another host."""
        if self.reposts or "원문" not in self.document.html:
            return None
        return find_original(self.document, self.region)

    def incomplete(self) -> str | None:
        """Why the page does not give the whole text ("paywall", "teaser", "deleted" …), or None."""
        if self.meta.is_live:
            return "live-blog"
        return why_incomplete(self.document.root, self.region, self.text[1], self.meta.is_free)

    def read(self) -> Article:
        """Return the raw record: words and evidence, without what only the crawl knows."""
        deck, body = self.text
        reason = self.incomplete() or (None if any(b.text for b in body) else "script-only")
        return Article(
            kind=self.kind,
            url=self.address() or "",
            identity=self.identity() or "",
            publisher=self.publisher(),
            headline=self.headline() or "",
            alternative_headlines=self.alternative_headlines() or deck,
            section=list(dict.fromkeys(self.section())),
            keywords=self.keywords(),
            byline_raw=self.bylines(),
            body_complete=reason is None,
            body_incomplete_reason=reason,
            description=self.description(),
            copyright_raw=self.copyright(),
            source_url=self.source_url(),
            related=self.related(),
            language=self.language(),
            evidence=Evidence(blocks=body, stamps=self.stamps(), people=self.people(), repost=self.reposts),
        )
