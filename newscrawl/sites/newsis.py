"""뉴시스, a wire: /view/NISX20200617_0001062345, /view/?id= before (from memory).

No captured page was to be had; others read #textBody and article. The dateline 【서울=뉴시스】 (to 2019),
[서울=뉴시스] since.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class NewsisArticle(ArticlePage):
    body_css = ("#textBody", ".viewer article", "article")
    caption_css = "p.photojournal, figcaption, .thumCont p"


SITE = Site(
    key="newsis",
    name="뉴시스",
    hosts=(
        "www.newsis.com",
        "newsis.com",
        "mobile.newsis.com",
        "m.newsis.com",
    ),
    article=r"^(?:www\.|mobile\.|m\.)?newsis\.com/view/?(?:\?(?:[^#]*&)?id=|_inc\?id=)?(?P<id>[A-Z]{3,4}\d{8}_\d{10})",
    address="https://www.newsis.com/view/{id}",
    articles=(NewsisArticle,),
)
