"""한국일보, a daily: /news/article/A + 19 digits (the A since 2020, from memory).

Seen: 2026-01, Next.js with the article in React Query's JSON and nothing in the markup. Known of 2021-25:
.col-main with .editor-img-box photos, dl.wrt-text, .writer .name; of 2026, a second shape with
#article-view-content in the markup.
"""

from newscrawl.families.nextjs import StoryArticle
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class HankookilboArticle(ArticlePage):
    headline_css = (".end-header h2", "h2.title")
    date_css = (".wrt-text", ".end-header .date")
    byline_css = (".writer .name", ".writer")
    body_css = (".col-main", "#article-view-content")
    caption_css = ".caption p, .caption"
    drop_css = ".writer, .end-ad-container, .subscribe-comment, .div-line, .editor-other"


SITE = Site(
    key="hankookilbo",
    name="한국일보",
    hosts=("www.hankookilbo.com", "hankookilbo.com", "m.hankookilbo.com"),
    article=r"^(?:www\.|m\.)?hankookilbo\.com/news/(?:article|npath)/(?P<id>[A-Z]?\d{16,19})",
    address="https://www.hankookilbo.com/news/article/{id}",
    articles=(HankookilboArticle, StoryArticle),
    family="nextjs",
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
