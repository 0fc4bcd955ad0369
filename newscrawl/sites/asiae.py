"""아시아경제, a business daily: view.asiae.co.kr/article/ID, /news/view.htm?idxno=ID before (both seen).

No captured page was to be had; others read #txt_area and .cont_article, "최종수정 … 기사입력 …" in p.user_data
and credits like [이미지출처=연합뉴스].
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class AsiaeArticle(ArticlePage):
    date_css = ("p.user_data", ".date_box")
    body_css = ("#txt_area", "[itemprop=articleBody]", ".cont_article", ".article_view")


SITE = Site(
    key="asiae",
    name="아시아경제",
    hosts=(
        "view.asiae.co.kr",
        "www.asiae.co.kr",
        "asiae.co.kr",
        "cm.asiae.co.kr",
    ),
    article=r"^(?:view|www|cm)?\.?asiae\.co\.kr/(?:article/|news/view\.htm\?(?:[^#]*&)?idxno=)(?P<id>\d{16,19})",
    address="https://view.asiae.co.kr/article/{id}",
    articles=(AsiaeArticle,),
)
