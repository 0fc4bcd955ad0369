"""연합뉴스, the national wire: /view/AKR + 17 digits; the same number under yonhapnews.co.kr before 2016.

No captured page was to be had; a reader's tests of 2026 show the text in .story-news.article, the writers in
.writer-zone01, the address in a last line of its own and p.txt-copyright behind it.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class YnaArticle(ArticlePage):
    headline_css = ("h1.tit01", "h1.tit", ".tit-article")
    subheadline_css = (".tit-sub", ".stit")
    date_css = ("#newsUpdateTime01", ".update-time", ".txt-time")
    byline_css = ("#newsWriterCarousel01 .tit-name", ".writer-zone01 .tit-name")
    body_css = (".story-news.article", ".story-news", "#articleWrap .article", ".article-txt")
    drop_css = (
        "aside, .writer-zone01, .related-zone, #newsWriterCarousel01, .txt-copyright,"
        " .comp-box:not(.photo-group)"
    )
    copyright_css = (".txt-copyright", ".adrs")


SITE = Site(
    key="yna",
    name="연합뉴스",
    hosts=(
        "www.yna.co.kr",
        "yna.co.kr",
        "m.yna.co.kr",
        "www.yonhapnews.co.kr",
    ),
    article=r"^(?:www\.|m\.)?(?:yna|yonhapnews)\.co\.kr/(?:view/|[\w/]+/)(?P<id>[A-Z]{3}\d{17})",
    address="https://www.yna.co.kr/view/{id}",
    articles=(YnaArticle,),
    feeds=("https://www.yna.co.kr/rss/industry.xml", "https://www.yna.co.kr/rss/economy.xml"),
)
