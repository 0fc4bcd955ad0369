"""NDSoft, the CMS of hundreds of Korean outlets: /news/articleView.html?idxno=N and /news/articleList.html.

Until about 2015 pages were laid out in tables: td#font_title, #font_email, #font_date, #articleBody. Two skins are
alive: 2016-2022 (div.info-text, div#article-view-content-div, .view-copyright, .view-editors) and since
2022 (.infomation, article#article-view-content-div, article.writer, article.article-copy); "article-veiw-body" is how
they spell it. Some skins keep rankings inside the body, behind the copyright line. The printed 승인 is when an article
was approved, article:published_time when it was filed, minutes earlier.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from newscrawl.document import Document, lines_of
from newscrawl.items import Entry
from newscrawl.outlet import Site, UnnamedSite
from newscrawl.pages import ArticlePage, ListingPage

ADDRESS = re.compile(r"/news/articleView(?:Amp)?\.html\?")
_NO_WRITER = re.compile(
    r"댓글|승인|입력|수정|바로가기|^[\d\s.:]*$|저작권|©|ⓒ|Copyright|기사보기$|기사제보", re.I
)
_MORE = re.compile(r"\s*다른\s?기사\s?보기|^기자명\s*")
_CODE = re.compile(r"S\d+N\d+")


class NdsoftArticle(ArticlePage):
    subheadline_css = (".article-head-sub", ".subheading", ".View_SubTitle", "#font_subtitle")
    body_css: ClassVar[tuple[str, ...]] = (
        "#article-view-content-div",
        ".article-veiw-body",
        ".article-view-body",
        "#articleBody",
        "#arl_view_content",
    )
    drop_css = (
        ".view-copyright ~ *, .view-editors, .writer, .ad-template, [id^=AD], .info-options2, .support-box"
    )
    keyword_css = (".tag-group a", "a[rel=tag]")
    copyright_css = (".view-copyright", ".article-copy", ".article-copyright", ".view_copyright")
    # Under the headline, behind the text, and in the reporter's card: each skin prints at least one of them.
    writer_css: ClassVar[str] = (
        ".info-text li, .infomation li, .info-group .info-name, .info-group .name, .view-copyright,"
        " .view-editors .names, .view-editors .email, .view-editors a[href^='mailto:'], .writer .email,"
        " article.writer .name, article.writer .email,"
        " .user-info .name, .user-info .email, .View_Info, #font_email"
    )

    @classmethod
    def fits(cls, document: Document) -> bool:
        certain, every = cls.body_css[:3], cls.body_css
        return document.first(every if ADDRESS.search(document.url) else certain) is not None

    def bylines(self) -> list[str]:
        printed = [line for e in self.document.all(self.writer_css) for line in lines_of(e)]
        lines = [_MORE.sub("", line) for line in printed if not _NO_WRITER.search(line)]
        return list(dict.fromkeys(line for line in lines if line))

    def section(self) -> list[str]:
        """The names of Classification ("연예 > 방송"); article:section is a code ("S1N4") on half the outlets."""
        named = (self.meta.meta("classification") or "").split(">")
        return [s.strip() for s in named if s.strip()] or [s for s in super().section() if not _CODE.match(s)]


class NdsoftListing(ListingPage):
    entry_css = (
        ".altlist-webzine-item, .altlist-text-item, .altlist-tile-item",
        "#section-list > ul > li",
        ".article-list .list-block",
        ".list-block",
    )
    link_css = ".altlist-subject a, .titles a, .list-titles a, a[href*=articleView]"
    title_css = ".altlist-subject, .titles, .list-titles"
    date_css = (".altlist-info-item:last-child", ".byline em:last-child", ".list-dated", ".byline")
    next_css = (".pagination .active + li a", ".pagination .current + li a", "a[rel=next]")

    @classmethod
    def fits(cls, document: Document) -> bool:
        """No article's address lists anything: the oldest skin prints related news as a list prints its entries."""
        return not ADDRESS.search(document.url) and super().fits(document)

    def entry(self, element: HtmlElement) -> Entry | None:
        entry = super().entry(element)
        if entry and entry.date_published_raw:  # "문화 | 홍길동 기자 | 2020-06-17 11:00"
            entry.date_published_raw = entry.date_published_raw.rpartition("|")[2].strip()
        return entry


def ndsoft_site(
    key: str, name: str, host: str, sections: Mapping[str, str] | None = None, **more: Any
) -> Site:
    """Return an outlet on NDSoft from its host alone; ``sections`` are names → codes of its lists ("S1N4")."""
    bare = host.removeprefix("www.")
    listed = f"https://{host}/news/articleList.html?sc_section_code={{}}&view_type=sm"
    facts: dict[str, Any] = {
        "hosts": (host, bare, f"m.{bare}", f"cdn.{bare}"),
        "article": rf"^(?:www\.|m\.)?{re.escape(bare)}/news/articleView(?:Amp)?\.html\?(?:[^#]*&)?idxno=(?P<id>\d+)",
        "address": f"https://{host}/news/articleView.html?idxno={{id}}",
        "articles": (NdsoftArticle,),
        "listings": (NdsoftListing,),
        "feeds": (f"https://{host}/rss/allArticle.xml",),
        "sections": {section: listed.format(code) for section, code in (sections or {}).items()},
        "family": "ndsoft",
    }
    return Site(key=key, name=name, **(facts | more))


FAMILY = UnnamedSite(key="ndsoft", name="", hosts=(), articles=(NdsoftArticle,), listings=(NdsoftListing,))
