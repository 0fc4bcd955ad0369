"""IT조선, technology. Chosun's own system until 2022, NDSoft since (from memory).

Seen: one page of 2020-06, the deck as four bold lines that open the text.
"""

from newscrawl.families.chosun import ChosunArticle
from newscrawl.families.ndsoft import NdsoftArticle, NdsoftListing, ndsoft_site

SITE = ndsoft_site(
    "itchosun",
    "IT조선",
    "it.chosun.com",
    hosts=("it.chosun.com", "m.it.chosun.com"),
    article=r"^(?:m\.)?it\.chosun\.com/(?P<path>site/data/html_dir/\d{4}/\d\d/\d\d/|news/articleView\.html\?idxno=)"
    r"(?P<id>\d+)(?P<end>\.html|)",
    address="https://it.chosun.com/{path}{id}{end}",
    articles=(ChosunArticle, NdsoftArticle),
    listings=(NdsoftListing,),
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
