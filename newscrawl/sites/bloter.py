"""블로터, technology. NDSoft since 2022 (from memory); WordPress at /archives/N before, .article--content as
others read it.

No captured page was to be had: the file leans on its two families.
"""

from newscrawl.families.ndsoft import NdsoftArticle, NdsoftListing, ndsoft_site
from newscrawl.families.wordpress import WordpressArticle, WordpressListing

SITE = ndsoft_site(
    "bloter",
    "블로터",
    "www.bloter.net",
    article=r"^(?:www\.|m\.)?bloter\.net/(?P<path>news/articleView\.html\?idxno=|newsView/blt|archives/)(?P<id>\d+)",
    address="https://www.bloter.net/{path}{id}",
    articles=(NdsoftArticle, WordpressArticle),
    listings=(NdsoftListing, WordpressListing),
)
