"""위키트리, social news: /articles/N, /main/news_view.php?id=N before 2020.

Seen: one AMP page of 2020-01: the text as boxes beside amp-img in .content_img, the writer's bare name as its
last line. JSON-LD says "Z" of a time that is Korean.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class WikitreeArticle(ArticlePage):
    headline_css = (".article_title", "#article_title")
    date_css = ".byline .time"
    body_css = (".article_body .content_img", ".article_body", "#wikicon", "#article_content")
    drop_css = ".article_body_etc"


SITE = Site(
    key="wikitree",
    name="위키트리",
    hosts=(
        "www.wikitree.co.kr",
        "wikitree.co.kr",
        "m.wikitree.co.kr",
    ),
    article=r"^(?:www\.|m\.)?wikitree\.co\.kr/(?:articles/|main/news_view\.php\?(?:[^#]*&)?id=)(?P<id>\d+)",
    address="https://www.wikitree.co.kr/articles/{id}",
    articles=(WikitreeArticle,),
    proven=("headline", "date_published", "authors", "body"),
)
