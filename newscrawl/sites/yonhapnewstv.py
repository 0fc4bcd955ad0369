"""연합뉴스TV, a news channel: /news/MYH… and /news/AKR….

Seen: one page of 2019-12: the anchor's and the reporter's parts in .detail, which opens with the headline again
and ends in a spoken sign-off with the address; published_time is UTC and right.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class YonhapnewstvArticle(ArticlePage):
    headline_css = ".heading .title"
    date_css = ".article-head .info li"
    body_css = (".cont-item01 .detail", "[itemprop=articleBody]", ".cont-item01")


SITE = Site(
    key="yonhapnewstv",
    name="연합뉴스TV",
    hosts=(
        "www.yonhapnewstv.co.kr",
        "yonhapnewstv.co.kr",
        "m.yonhapnewstv.co.kr",
    ),
    article=r"^(?:www\.|m\.)?yonhapnewstv\.co\.kr/(?:news/)?(?P<id>[A-Z]{3}\d{14,17})",
    address="https://www.yonhapnewstv.co.kr/news/{id}",
    articles=(YonhapnewstvArticle,),
    proven=("headline", "date_published", "authors", "body"),
)
