"""IT동아, technology: it.donga.com/N/ (from memory).

No captured page was to be had: the file leans on metadata and the finders.
"""

from newscrawl.outlet import Site

SITE = Site(
    key="itdonga",
    name="IT동아",
    hosts=("it.donga.com",),
    article=r"^it\.donga\.com/(?P<id>\d+)",
    address="https://it.donga.com/{id}/",
    feeds=("https://it.donga.com/feeds/rss/",),  # from memory
)
