"""Daum's copies of others' articles (v.daum.net, news.v.daum.net, media.daum.net): the paper is the publisher.

One markup has served all years since 2016, older articles re-rendered in it: #harmonyContainer holds the text, the
first .txt_info the writer's bare name or the programme's, the others the labelled times. og:regDate has the seconds.
"""

from newscrawl.document import text_of
from newscrawl.finders.dates import is_stamp_line
from newscrawl.items import Stamp
from newscrawl.pages import ArticlePage, ListingPage


class DaumArticle(ArticlePage):
    body_css = ("#harmonyContainer", ".article_view", "#newsBodyShadow", "#GS_con")
    drop_css = ".summary_view, .box_related, .txt_pr"

    def stamps(self) -> list[Stamp]:
        stated = self.meta.meta("og:regdate")
        return ([Stamp(stated, "meta", "published")] if stated else []) + super().stamps()

    def bylines(self) -> list[str]:
        printed = map(text_of, self.document.all(".info_view .txt_info"))
        return [words for words in printed if words and not is_stamp_line(words)]

    def publisher(self) -> str | None:
        return self.meta.meta("og:article:author") or self.document.attribute(
            ".info_cp img, .link_cp img", "alt"
        )

    def people(self) -> list[str]:
        return []

    def source_url(self) -> str | None:
        """The original, where the page links it by the words "원문"."""
        links = self.document.all(".head_view a, .foot_view a, .box_origin a")
        found = next((link for link in links if "원문" in text_of(link)), None)
        return self.document.link(found.get("href")) if found is not None else None


class DaumListing(ListingPage):
    entry_css = (
        ".list_allnews > li",
        ".list_news2 > li",
        ".list_newsmajor > li",
        ".list_newsheadline2 > li",
        ".box_etc li",
    )
    link_css = ("a.link_txt", ".tit_thumb a", "a[href]")
    title_css = (".tit_txt", ".tit_thumb", ".link_txt")
    date_css = (".info_time", ".info_news .txt_info", ".info_thumb")
