"""한국경제, a business daily: /article/ID, with a section before it until 2023; the number alone finds the article.

Seen: one page of 2022-06: a list of related articles inside the text, the photo's words in .wrap_img p.txt, the deck in
.summary. Since 2023 .article-body around #articletxt (others' readers).
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class HankyungArticle(ArticlePage):
    body_css = ("#articletxt", ".article-body")
    subheadline_css = (".summary",)
    date_css = (".date-info .date-published, .date-info .date-modify", ".article-timestamp .datetime .item")
    byline_css = (".byline-area .author a", ".author a", ".article-byline .author")
    caption_css = ".wrap_img .txt, figcaption"
    keyword_css = ".articletag a"
    copyright_css = (".article_btm_box .copy", ".article-copyright")


SITE = Site(
    key="hankyung",
    name="한국경제",
    hosts=(
        "www.hankyung.com",
        "hankyung.com",
        "news.hankyung.com",
        "m.hankyung.com",
    ),
    article=r"^(?:www\.|news\.|m\.)?hankyung\.com/(?:[\w-]+/)*article/(?:view/)?(?P<id>\d{9,13}[a-zA-Z]?)",
    address="https://www.hankyung.com/article/{id}",
    articles=(HankyungArticle,),
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
