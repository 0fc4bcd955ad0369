"""조선일보, a daily. Arc since the end of 2020 (www.chosun.com/section/YYYY/MM/DD/ID/), its own system before.

Seen: one page of 2020-08, a sports daily's article whose last sentence runs into "부산=홍길동 기자 a@b.kr".
"""

from newscrawl.families.arc import ArcArticle
from newscrawl.families.chosun import ChosunArticle
from newscrawl.outlet import Site

SITE = Site(
    key="chosun",
    name="조선일보",
    hosts=("www.chosun.com", "chosun.com", "news.chosun.com", "m.chosun.com"),
    article=r"^(?P<host>www|news)?\.?chosun\.com/(?P<path>site/data/html_dir/\d{4}/\d\d/\d\d/|(?:[\w-]+/)+\d{4}/\d\d/\d\d/)"
    r"(?P<id>\d{13}|[A-Z0-9]{26})(?P<end>\.html|/?)",
    address="https://{host}.chosun.com/{path}{id}{end}",
    articles=(ChosunArticle, ArcArticle),
    family="chosun",
    feeds=("https://www.chosun.com/arc/outboundfeeds/rss/?outputType=xml",),  # from memory
    proven=("headline", "date_published", "authors", "photos", "body"),
)
