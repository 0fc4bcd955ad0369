"""플래텀, start-ups, on WordPress: /archives/278659 (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.wordpress import WordpressArticle, WordpressListing
from newscrawl.outlet import Site

SITE = Site(
    key="platum",
    name="플래텀",
    hosts=("platum.kr", "www.platum.kr"),
    article=r"^(?:www\.)?platum\.kr/archives/(?P<id>\d+)",
    address="https://platum.kr/archives/{id}",
    articles=(WordpressArticle,),
    listings=(WordpressListing,),
    feeds=("https://platum.kr/feed",),
    family="wordpress",
)
