"""동아일보, a daily: /news/Section/article/all/YYYYMMDD/N/1, news.donga.com/3/all/YYYYMMDD/N/1 before.

Seen: one page of 2013-10: the text between <br>, a photo's words in span.t beside it, the reporter as the last
line. Since about 2022 section.news_view with h2.sub_tit, each reporter on a line of .byline (a reader's tests
of 2026).
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class DongaArticle(ArticlePage):
    headline_css = (".article_title h1", ".article_title h2", "h1.title", "section.head_group h1")
    subheadline_css = ("h2.sub_tit", ".sub_title")
    date_css = (".title_foot", ".news_info .date", "ul.news_info")
    byline_css = (".byline",)
    body_css = ("section.news_view", ".news_view", ".article_txt")
    caption_css = ".articlePhotoC .t, .articlePhotoR .t, .articlePhotoL .t, figcaption"
    drop_css = (
        "[class^=view_ad], [class^=view_m_ad], .ad, .a1, .btn_img, .article_relation, .t_sns, .armerica_ban"
    )
    copyright_css = ".caution_text"


SITE = Site(
    key="donga",
    name="동아일보",
    hosts=(
        "www.donga.com",
        "news.donga.com",
        "donga.com",
        "bizn.donga.com",
    ),
    article=r"^(?:www|news|bizn)?\.?donga\.com/(?:[\w-]+/)*(?:all/)?(?P<day>\d{8})/(?P<id>\d{7,9})/\d",
    address="https://www.donga.com/news/article/all/{day}/{id}/1",
    articles=(DongaArticle,),
    feeds=("https://rss.donga.com/total.xml",),  # from memory
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
