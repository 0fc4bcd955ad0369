"""디지털타임스, a technology daily: /contents.html?article_no=N in EUC-KR until 2025, /article/N since (from memory).

No captured page was to be had; the class names are those other readers of the site used.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class DtArticle(ArticlePage):
    body_css = (".article_view", "#article_body .art_txt", "#article_body")
    date_css = ("li.lasttime",)
    byline_css = ("li.author a", "li.author")


SITE = Site(
    key="dt",
    name="디지털타임스",
    hosts=(
        "www.dt.co.kr",
        "dt.co.kr",
        "m.dt.co.kr",
    ),
    article=r"^(?:www\.|m\.)?dt\.co\.kr/(?P<path>article/|contents\.html\?(?:[^#]*&)?article_no=)(?P<id>\d+)",
    address="https://www.dt.co.kr/{path}{id}",
    articles=(DtArticle,),
)
