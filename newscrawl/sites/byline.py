"""바이라인네트워크, technology and commerce, on WordPress: /2026/01/30-499/ (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.wordpress import WordpressArticle, WordpressListing
from newscrawl.outlet import Site

SITE = Site(
    key="byline",
    name="바이라인네트워크",
    hosts=("byline.network", "www.byline.network"),
    article=r"^(?:www\.)?byline\.network/(?P<id>\d{4}/\d\d/[\w-]+)",
    address="https://byline.network/{id}/",
    articles=(WordpressArticle,),
    listings=(WordpressListing,),
    feeds=("https://byline.network/feed/",),
    family="wordpress",
)
