"""베타뉴스, technology: /article/N (from memory).

No captured page was to be had: the file leans on metadata and the finders.
"""

from newscrawl.outlet import Site

SITE = Site(
    key="betanews",
    name="베타뉴스",
    hosts=(
        "www.betanews.net",
        "betanews.net",
        "m.betanews.net",
    ),
    article=r"^(?:www\.|m\.)?betanews\.net(?::8080)?/(?:bbs/)?article/(?:\w+/)?(?P<id>\d+)",
    address="https://www.betanews.net/article/{id}",
)
