"""보안뉴스, security: /media/view.asp?idx=N (its addresses were seen), in EUC-KR (from memory).

No captured page was to be had; others read #news_title02 h1, "입력 : …" in #news_util01 and #news_content, whose first
bold lines are the deck.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class BoannewsArticle(ArticlePage):
    headline_css = ("#news_title02 h1", "#news_title02")
    date_css = "#news_util01"
    body_css = ("#news_content", ".news_content", "#news_contents")


SITE = Site(
    key="boannews",
    name="보안뉴스",
    hosts=(
        "www.boannews.com",
        "boannews.com",
        "m.boannews.com",
    ),
    article=r"^(?:www\.|m\.)?boannews\.com/(?:media/view\.asp|html/detail\.html)\?(?:[^#]*&)?idx=(?P<id>\d+)",
    address="https://www.boannews.com/media/view.asp?idx={id}",
    articles=(BoannewsArticle,),
    feeds=("https://www.boannews.com/media/news_rss.xml",),  # from memory
)
