"""머니S, a business weekly: moneys.mt.co.kr/news/mwView.php?no=ID, moneys.co.kr/article/ID since about 2023
(one number).

Seen: one page of 2019: "홍길동 기자|입력 : …" in one line under the headline, the address in the card behind the text.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class MoneysArticle(ArticlePage):
    headline_css = "#article h1"
    date_css = ".info3 .write"
    body_css = ("#textBody", "#article .content_area")
    copyright_css = ".related_article .copyright"


SITE = Site(
    key="moneys",
    name="머니S",
    hosts=(
        "moneys.mt.co.kr",
        "www.moneys.co.kr",
        "moneys.co.kr",
    ),
    article=r"^(?:moneys\.mt\.co\.kr/news/mwView\w*\.php\?(?:[^#]*&)?no=|(?:www\.)?moneys\.co\.kr/(?:article/|news/mwView\.php\?no=))(?P<id>\d{19})",
    address="https://www.moneys.co.kr/article/{id}",
    articles=(MoneysArticle,),
    proven=("headline", "date_published", "authors", "body"),
)
