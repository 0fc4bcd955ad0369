"""디지털데일리, technology: /page/view/YYYYMMDDhhmmssNNNNN since 2023, /news/article.html?no=N before.

No captured page was to be had; the class names are those other readers of the site used.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class DdailyArticle(ArticlePage):
    body_css = ("#news_body_area", ".article_content", "#article_body")


SITE = Site(
    key="ddaily",
    name="디지털데일리",
    hosts=(
        "www.ddaily.co.kr",
        "ddaily.co.kr",
        "m.ddaily.co.kr",
    ),
    article=r"^(?:www\.|m\.)?ddaily\.co\.kr/(?P<path>page/view/|news/article(?:/|\.html\?no=))(?P<id>\d+)",
    address="https://www.ddaily.co.kr/{path}{id}",
    articles=(DdailyArticle,),
)
