"""Page classes: how one page reads. A method a field, a default each; raw words out, nothing understood.

An outlet inherits and overrides what is wrong, most often by naming a selector. The defaults go by meaning: JSON-LD,
meta tags and microdata first. The body has no such fallback: a teaser in the head must never pass for the article.
"""

from typing import ClassVar

from lxml.html import HtmlElement

from newscrawl.blocks import blocks
from newscrawl.document import Css, Document, lines_of, text_of
from newscrawl.items import Article, Block, Entry, Evidence, Listing, Related, Stamp
from newscrawl.metadata import Metadata


class Page:
    """One page: its parsed markup and what its head says."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.meta = Metadata(document)

    @classmethod
    def fits(cls, document: Document) -> bool:
        """Tell by the markup whether this class can read the page; asked in the order the outlet lists them."""
        return True


class ArticlePage(Page):
    """An article. Every method returns the page's own words, or None or an empty list where it has none."""

    kind: ClassVar[str] = "article"
    # The page is of a kind that copies others' articles (a blog post), so its body may hold a source line.
    reposts: ClassVar[bool] = False

    headline_css: ClassVar[Css] = "h1"
    subheadline_css: ClassVar[Css] = ""
    date_css: ClassVar[Css] = ""
    byline_css: ClassVar[Css] = ""
    body_css: ClassVar[Css] = "[itemprop=articleBody]"
    caption_css: ClassVar[str] = "[itemprop=caption], .caption, .img_desc"
    drop_css: ClassVar[str] = ""  # inside the body, no part of the article
    keyword_css: ClassVar[Css] = "a[rel=tag]"
    copyright_css: ClassVar[Css] = ""

    @classmethod
    def fits(cls, document: Document) -> bool:
        """An article page is one with a body where this class looks for it."""
        return not cls.body_css or document.first(cls.body_css) is not None

    def identity(self) -> str | None:
        """The outlet's own article number where the markup states it; by default the address tells."""
        return None

    def address(self) -> str | None:
        """The canonical address where the markup states a better one than the outlet's pattern gives."""
        return None

    def headline(self) -> str | None:
        return self.meta.headline or self.document.text(self.headline_css) or self.document.text("title")

    def alternative_headlines(self) -> list[str]:
        if not self.subheadline_css:
            return []
        return [line for element in self.document.all(self.subheadline_css) for line in lines_of(element)]

    def publisher(self) -> str | None:
        return self.meta.site_name

    def section(self) -> list[str]:
        return self.meta.section

    def keywords(self) -> list[str]:
        printed = [words.lstrip("#").strip() for words in self.document.texts(self.keyword_css)]
        return list(dict.fromkeys(w for w in printed if w)) or self.meta.keywords

    def description(self) -> str | None:
        return self.meta.description

    def language(self) -> str:
        return self.meta.language

    def stamps(self) -> list[Stamp]:
        """Every candidate for a date: what the head states, then what the page prints."""
        return self.meta.stamps + [Stamp(words, "page") for words in self.printed_dates()]

    def printed_dates(self) -> list[str]:
        return self.document.texts(self.date_css) if self.date_css else []

    def bylines(self) -> list[str]:
        """The byline lines outside the body, one string a line or card, in printed order."""
        return list(dict.fromkeys(self.document.texts(self.byline_css))) if self.byline_css else []

    def people(self) -> list[str]:
        """The authors the head names, for when no line is printed or it says "외 N명"."""
        return self.meta.people

    def body_element(self) -> HtmlElement | None:
        """The one element that holds the article's own text."""
        return self.document.first(self.body_css)

    def blocks(self) -> list[Block]:
        body = self.body_element()
        if body is None:
            return []
        apart = [self.document.all(css, body) for css in self._apart() if css]
        return blocks(
            self.document, body, self.caption_css, {element for found in apart for element in found}
        )

    def _apart(self) -> tuple[Css, ...]:
        """What stands inside the body and is no part of its text: dropped, or read as a field of its own."""
        return (self.drop_css, self.subheadline_css, self.date_css, self.byline_css, self.copyright_css)

    def copyright(self) -> str | None:
        return self.document.text(self.copyright_css) if self.copyright_css else None

    def related(self) -> list[Related]:
        return []

    def incomplete(self) -> str | None:
        """Why the page does not give the whole text ("paywall", "protected", "deleted" …), or None."""
        return None

    def read(self) -> Article:
        """Return the raw record: words and evidence, without what only the crawl knows."""
        body = self.blocks()
        reason = self.incomplete() or (None if any(b.text for b in body) else "script-only")
        return Article(
            kind=self.kind,
            url=self.address() or "",
            identity=self.identity() or "",
            publisher=self.publisher(),
            headline=self.headline() or "",
            alternative_headlines=self.alternative_headlines(),
            section=self.section(),
            keywords=self.keywords(),
            byline_raw=self.bylines(),
            body_complete=reason is None,
            body_incomplete_reason=reason,
            description=self.description(),
            copyright_raw=self.copyright(),
            related=self.related(),
            language=self.language(),
            evidence=Evidence(blocks=body, stamps=self.stamps(), people=self.people(), repost=self.reposts),
        )


class ListingPage(Page):
    """A section, category or front page: its own articles, once each, and where it goes on."""

    entry_css: ClassVar[Css] = ""  # one element an entry
    link_css: ClassVar[Css] = "a[href]"
    title_css: ClassVar[Css] = ""  # inside the entry; the link's own words by default
    date_css: ClassVar[Css] = ""
    next_css: ClassVar[Css] = "a[rel=next]"

    @classmethod
    def fits(cls, document: Document) -> bool:
        return bool(cls.entry_css) and document.first(cls.entry_css) is not None

    def section(self) -> list[str]:
        return []

    def entries(self) -> list[Entry]:
        found: dict[str, Entry] = {}
        for element in self.document.all(self.entry_css):
            entry = self.entry(element)
            if entry and entry.headline:
                found.setdefault(entry.url, entry)
        return list(found.values())

    def entry(self, element: HtmlElement) -> Entry | None:
        links = self.document.all(self.link_css, element) or ([element] if element.get("href") else [])
        link = next((link for link in links if text_of(link)), links[0] if links else None)
        url = self.document.link(link.get("href")) if link is not None else None
        if link is None or url is None:
            return None
        title = self.document.text(self.title_css, element) if self.title_css else None
        printed = self.document.text(self.date_css, element) if self.date_css else None
        return Entry(title or text_of(link), url, None, printed)

    def next_url(self) -> str | None:
        link = self.document.first(self.next_css)
        return self.document.link(link.get("href")) if link is not None else None

    def read(self) -> Listing:
        return Listing(section=self.section(), entries=self.entries(), next_url=self.next_url())
