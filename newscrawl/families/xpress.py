"""XpressEngine and its successor Rhymix, the board behind many communities and small papers: /news/12345.

Whatever the skin, the engine wraps a text in .xe_content inside .document_<number>_<member>. The skins it ships
("sketchbook5", "xe_official", "default") print .rd_hd or .read_header above it. Written from what the engine's own
skins print; no real page was seen.
"""

from typing import ClassVar

from newscrawl.document import Document
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage, ListingPage


class XpressArticle(ArticlePage):
    headline_css = (".rd_hd h1", ".read_header h1", ".board_read .title", ".titleArea .title")
    date_css = (
        ".rd_hd .date",
        ".read_header .time",
        ".read_header .date",
        ".board_read .time",
        ".titleArea .date",
    )
    byline_css = ""
    body_css: ClassVar[tuple[str, ...]] = (
        "[class*=document_].xe_content",
        "[class*=document_]",
        ".rd_body .xe_content",
    )
    drop_css = ".document_popup_menu, .file_list, .vote, .tag_area, .rd_sign, .fileList, .rd_ft"
    keyword_css = (".rd_t_f a[href*='search_target=tag']", "a[rel=tag]")

    @classmethod
    def fits(cls, document: Document) -> bool:
        return "xe_content" in document.html and super().fits(document)


class XpressListing(ListingPage):
    entry_css = (".bd_lst tbody tr:not(.notice)", ".board_list tbody tr:not(.notice)", ".bd_zine li")
    link_css = (".title a[href]", "a[href*='document_srl=']", "h3 a[href]", "a[href]")
    date_css = (".time", ".date", ".regdate")
    next_css = ("a.direction.next", "a.next", ".pagination .active + a")

    @classmethod
    def fits(cls, document: Document) -> bool:
        made = document.attribute("meta[name=generator], meta[name=Generator]", "content") or ""
        return made.lower().startswith(("xpressengine", "rhymix")) and super().fits(document)


FAMILY = UnnamedSite(
    key="xpress", name="", hosts=(), articles=(XpressArticle,), listings=(XpressListing,), family="xpress"
)
