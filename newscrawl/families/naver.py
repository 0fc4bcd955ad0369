"""Naver's copies of others' articles, and its lists: the paper is the publisher, Naver only the door.

- n.news.naver.com (2022-): #dic_area, a div at first and an <article> since 2023; the times stand in attributes.
- news.naver.com/main/read (2006-2022): #articleBodyContents; two .t11 are first print and last change.
- sports.news.naver.com (2012-2024): #newsEndContents, its copyright and guide inside.
"""

import re
from urllib.parse import parse_qs, urlsplit

from newscrawl.items import Stamp
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage, ListingPage

_PATH = re.compile(r"/(?:m?news/)?(?:[a-z]+/)?article/(?:comment/|print/)?(\d{3})/(\d{7,10})")
_NUMBER = re.compile(r"\d{3}/\d{7,10}")


class NaverArticle(ArticlePage):
    byline_css = (
        ".media_end_head_journalist_name, .byline_p, .byline_s, .byline .b_text, p.byline,"
        " .journalistcard_summary_name, .media_journalistcard_summary_name_text"
    )
    body_css = (
        "#dic_area",
        "#articleBodyContents",
        "#newsEndContents",
        "#articeBody",
        "#newsct_article",
        "#articleBody",
    )
    caption_css = ".img_desc, .nbd_table, [itemprop=caption], .caption"
    drop_css = ".media_end_summary, .vod_player_wrap, .source, .copyright, .categorize, .guide_categorize"
    copyright_css = (".c_text", ".copyright p", ".copyright")

    def stamps(self) -> list[Stamp]:
        times = self.document.texts(".sponsor .t11")
        if not times:
            return super().stamps()
        return [
            Stamp(raw, "page", field) for raw, field in zip(times, ("published", "modified"), strict=False)
        ]

    def publisher(self) -> str | None:
        """The paper: "연합뉴스 | 네이버" and "네이버 스포츠 | 스포티비뉴스" both name it beside the door."""
        named = (
            self.meta.meta("og:article:author")
            or self.document.attribute(".media_end_head_top_logo img", "alt")
            or ""
        )
        papers = [part.strip() for part in named.split("|") if not part.strip().startswith("네이버")]
        return next(filter(None, papers), None)

    def people(self) -> list[str]:
        return []

    def section(self) -> list[str]:
        return self.document.texts(".media_end_categorize_item, .guide_categorization_item")

    def source_url(self) -> str | None:
        link = self.document.first(".media_end_head_origin_link, .btn_artialoriginal, .press_link")
        return self.document.link(link.get("href")) if link is not None else None


class NaverListing(ListingPage):
    entry_css = (
        "ul.type06_headline > li, ul.type06 > li, ul.type02 > li",
        ".sa_item",
        "ul.list_news > li",
        ".news_wrap",
    )
    link_css = ("dt:not(.photo) a", "a.sa_text_title", "a.news_tit", "a[href]")
    date_css = (".date", ".sa_text_datetime", ".info_group span.info")


class NaverSite(Site):
    """An article's number is its paper's and its own: "001/0009205077", in the path or in the query."""

    def identify(self, url: str) -> str | None:
        parts = urlsplit(url)
        found = _PATH.search(parts.path)
        query = parse_qs(parts.query)
        if found:
            return f"{found[1]}/{found[2]}"
        paper, article = (query.get(name, [""])[0] for name in ("oid", "aid"))
        return f"{paper}/{article}" if _NUMBER.fullmatch(f"{paper}/{article}") else None

    def canonical(self, url: str) -> str:
        number = self.identify(url)
        if number is None:
            return super().canonical(url)
        paper, article = number.split("/")
        if "sports" in (urlsplit(url).hostname or ""):
            return f"https://sports.news.naver.com/news?oid={paper}&aid={article}"
        return f"https://n.news.naver.com/article/{paper}/{article}"
