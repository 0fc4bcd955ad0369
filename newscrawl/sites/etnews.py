"""전자신문, an electronics daily: /YYYYMMDD0NNNNN, the same path on m.etnews.com.

No captured page was to be had; the class names are those other readers of the site used since 2018. Photos carry their
words in figcaption.caption, behind "Photo Image" on the mobile page; the writer also stands in aicon:author.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class EtnewsArticle(ArticlePage):
    body_css = (".article_body", "#articleBody", "section.article_body")
    date_css = (".article_header time", "article .date")
    drop_css = ".footer_btnwrap, .hashtag, .ad, #BpromotionBanner, .btn_photo, .article_relation"

    def people(self) -> list[str]:
        return self.meta.metas.get("aicon:author", []) or super().people()


SITE = Site(
    key="etnews",
    name="전자신문",
    hosts=(
        "www.etnews.com",
        "etnews.com",
        "m.etnews.com",
    ),
    article=r"^(?:www\.|m\.)?etnews\.com/(?P<id>\d{14})",
    address="https://www.etnews.com/{id}",
    articles=(EtnewsArticle,),
    feeds=("https://rss.etnews.com/Section901.xml",),
)
