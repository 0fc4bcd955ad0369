"""Gnuboard 5, the board that trade papers, associations and small outlets run on: /bbs/board.php?bo_table=news&wr_id=N.

Its basic skin is nearly everywhere: #bo_v_title, #bo_v_info, #bo_v_img above #bo_v_con, .if_date as "19-07-22 14:05".
Older skins keep #writeContents or .view_content. Written from what the board's own skin prints; no real page was seen.
"""

from typing import ClassVar

from newscrawl.document import Document
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage, ListingPage

_OFFICE = frozenset({"최고관리자", "관리자", "운영자", "편집부", "admin"})


class GnuboardArticle(ArticlePage):
    headline_css = ("#bo_v_title .bo_v_tit", "#bo_v_title")
    date_css = (".if_date", "#bo_v_info .bo_date", "#bo_v_info")
    byline_css = "#bo_v_info .sv_member, #bo_v_info .sv_guest"
    body_css: ClassVar[tuple[str, ...]] = ("#bo_v_atc", "#bo_v_con")
    drop_css = (
        "#bo_v_atc_title, #bo_v_share, #bo_v_act, #bo_v_good, #bo_v_nogood, #bo_v_file, #bo_v_link, #bo_v_top,"
        " .bo_v_good, .bo_v_snswr, .bo_v_option, .sound_only"
    )

    @classmethod
    def fits(cls, document: Document) -> bool:
        return document.first("#bo_v_con") is not None

    def headline(self) -> str | None:
        """The title without its category, which some skins print inside it."""
        return self.document.text(self.headline_css) or super().headline()

    def bylines(self) -> list[str]:
        """The member who posted it, where that is a person and not the office."""
        return [line for line in super().bylines() if line not in _OFFICE]

    def section(self) -> list[str]:
        return self.document.texts("#bo_v_title .bo_v_cate") or self.meta.section


class GnuboardListing(ListingPage):
    entry_css = ("#bo_list tbody tr", "#bo_gall li.gall_li", "#bo_list .bo_li", "#bo_webzine li")
    link_css = (".bo_tit a[href]", ".td_subject a[href]", "a[href*='wr_id=']")
    date_css = (".td_datetime", ".td_date", ".gall_date", ".if_date", ".date")
    next_css = ("a.pg_next", ".pg_current ~ a.pg_page")


FAMILY = UnnamedSite(
    key="gnuboard",
    name="",
    hosts=(),
    articles=(GnuboardArticle,),
    listings=(GnuboardListing,),
    family="gnuboard",
)
