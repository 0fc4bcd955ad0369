"""뉴스1, a wire: /articles/N, /articles/?N before 2023, /section/sub/N since (from memory).

No captured page was to be had; others read #articles_detail, "2018-05-15 17:45 송고" in .info.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class News1Article(ArticlePage):
    body_css = ("#articles_detail", "#articleBodyContent", ".detail.sa_area", "[itemprop=articleBody]")


SITE = Site(
    key="news1",
    name="뉴스1",
    hosts=(
        "www.news1.kr",
        "news1.kr",
        "m.news1.kr",
    ),
    article=r"^(?:www\.|m\.)?news1\.kr/(?:articles/\??|[\w-]+/[\w-]+/)(?P<id>\d{6,})",
    address="https://www.news1.kr/articles/{id}",
    articles=(News1Article,),
)
