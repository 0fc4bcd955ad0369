"""조선비즈, a business paper. Arc since 2021 (biz.chosun.com/section/sub/YYYY/MM/DD/ID/), Chosun's own system before.

No captured page was to be had: the file leans on its two families.
"""

from newscrawl.families.arc import ArcArticle
from newscrawl.families.chosun import ChosunArticle
from newscrawl.outlet import Site

SITE = Site(
    key="chosunbiz",
    name="조선비즈",
    hosts=("biz.chosun.com", "m.biz.chosun.com"),
    article=r"^(?:m\.)?biz\.chosun\.com/(?P<path>site/data/html_dir/\d{4}/\d\d/\d\d/|(?:[\w-]+/)+\d{4}/\d\d/\d\d/)"
    r"(?P<id>\d{13}|[A-Z0-9]{26})(?P<end>\.html|/?)",
    address="https://biz.chosun.com/{path}{id}{end}",
    articles=(ChosunArticle, ArcArticle),
    family="chosun",
    feeds=("https://biz.chosun.com/arc/outboundfeeds/rss/?outputType=xml",),  # from memory
)
