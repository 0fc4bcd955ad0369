"""다음 뉴스, a portal: copies of others' articles, whose paper is the publisher.

Seen: two pages, of 2018 and 2020, in one markup.
"""

from newscrawl.families.daum import DaumArticle, DaumListing
from newscrawl.outlet import Site

SITE = Site(
    key="daum",
    name="다음 뉴스",
    hosts=(
        "v.daum.net",
        "news.v.daum.net",
        "media.daum.net",
        "v.media.daum.net",
        "news.daum.net",
        "m.media.daum.net",
    ),
    article=r"^(?:news\.|m\.)?(?:v\.)?(?:media\.)?daum\.net/(?:m/)?v/(?P<id>\w+)",
    address="https://v.daum.net/v/{id}",
    articles=(DaumArticle,),
    listings=(DaumListing,),
    copies=True,
    family="daum",
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
