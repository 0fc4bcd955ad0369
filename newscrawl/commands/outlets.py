"""``scrapy outlets``: what is known of each outlet, as the table of docs/outlets.md."""

import argparse

from scrapy.commands import ScrapyCommand

from newscrawl.commands import until_enough
from newscrawl.outlet import Site
from newscrawl.registry import sites

_HEAD = """\
# Outlets

Made from the files in `newscrawl/sites/` by `scrapy outlets > docs/outlets.md`. Every key is a spider: `scrapy crawl
KEY`. The fields named last were read right on real saved pages of that outlet; where there are none, no page was to be
had, and the file leans on its family, on metadata and on the defaults.

| key | name | address | family | ways in | fields proven on real pages |
|---|---|---|---|---|---|
"""


class Command(ScrapyCommand):
    requires_crawler_process = False

    def short_desc(self) -> str:
        return "Print what is known of each outlet, as a Markdown table"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with until_enough():
            print(document(), end="")


def document() -> str:
    """Return the whole of docs/outlets.md."""
    return _HEAD + "".join(f"| {' | '.join(_row(site))} |\n" for site in sites().values())


def _row(site: Site) -> tuple[str, ...]:
    ways = [
        *(["RSS"] if site.feeds else []),
        *(["sitemap"] if site.sitemaps else []),
        *([f"listings: {', '.join(site.sections)}"] if site.sections else []),
    ]
    return (
        f"`{site.key}`",
        site.name,
        site.hosts[0],
        site.family or "its own",
        "; ".join(ways) or "any listing's address",
        ", ".join(site.proven) or "none",
    )
