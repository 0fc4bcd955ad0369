"""지디넷코리아, technology: /view/?no=YYYYMMDDhhmmss, /news/news_view.asp?artice_id= before 2019.

No captured page was to be had; the class names are those other readers of the site used. The text's first words are
often "(지디넷코리아=홍길동 기자)".
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class ZdnetArticle(ArticlePage):
    body_css = ("#articleBody #content", "#articleBody", ".view_cont", "#content_nn", ".view_page")
    headline_css = ".news_head h1"


SITE = Site(
    key="zdnet",
    name="지디넷코리아",
    hosts=(
        "zdnet.co.kr",
        "www.zdnet.co.kr",
        "m.zdnet.co.kr",
    ),
    article=r"^(?:www\.|m\.)?zdnet\.co\.kr/(?:view/\?(?:[^#]*&)?no|news/news_view\.asp\?(?:[^#]*&)?artice_id)=(?P<id>\d{14})",
    address="https://zdnet.co.kr/view/?no={id}",
    articles=(ZdnetArticle,),
)
