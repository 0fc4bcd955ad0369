"""``scrapy crawl``: Scrapy's own, with its arguments checked first, a summary after, and a true exit status."""

import argparse
import gc
import sys

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.settings import Settings

from newscrawl.addon import make_ready
from newscrawl.alarms import message
from newscrawl.archive.records import ArchiveError
from newscrawl.arguments import ArgumentError, read_arguments
from newscrawl.commands import until_enough
from newscrawl.registry import sites
from newscrawl.seeds import seeds
from newscrawl.spiders.article import ArticleSpider
from newscrawl.storage.store import ArticleStore, StoreError
from newscrawl.summary import degraded, summary, verdict
from newscrawl.terminal import plain
from newscrawl.webhook import post


class Command(ScrapyCrawl):
    def short_desc(self) -> str:
        return "Crawl an outlet, by its name (scrapy list shows them)"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if len(args) == 1 and (problem := _trouble(args[0], opts.spargs, self.settings)):
            sys.stderr.write(f"crawl: {problem}\n")
            self.exitcode = 2
            return
        assert self.crawler_process is not None
        if len(args) != 1:
            super().run(args, opts)  # says how it is used
        crawler = self.crawler_process.create_crawler(args[0])
        self.crawler_process.crawl(crawler, **opts.spargs)
        # A page is thousands of objects that all go together: looking for circles at each 700 is a tenth of a crawl.
        gc.freeze()
        gc.set_threshold(10_000, 20, 100)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed or crawler.stats is None:
            self.exitcode = 1
            return
        stats = crawler.stats.get_stats()
        ended = verdict(stats)
        to_stdout = any(uri.startswith("stdout:") for uri in self.settings.getdict("FEEDS"))
        out = sys.stderr if to_stdout else sys.stdout
        with until_enough():
            print(summary(stats), file=out)
            if nothing := stats.get("crawl/nothing_due"):
                print(f"\n{plain(nothing)}", file=out)
        if ended.status:
            sys.stderr.write(f"crawl: {plain(ended.reason)}\n")
        if ended.status and ended.how != "stopped" and (address := self.settings["NEWSCRAWL_WEBHOOK"]):
            run = {"spider": args[0], "job": self.settings["NEWSCRAWL_JOB"], **ended._asdict()}
            if problem := post(address, message(degraded(stats), run)):
                sys.stderr.write(f"crawl: {plain(problem)}\n")
        self.exitcode = ended.status


def _trouble(name: str, arguments: dict[str, str], settings: Settings) -> str | None:
    """Return what would keep this crawl from starting, in one line with the way out, or None."""
    if name not in (*sites(), ArticleSpider.name):
        return f"no spider is called {name}: scrapy list shows them, `article` reads any address"
    try:
        seeds(sites().get(name), read_arguments(arguments))
        make_ready(settings)
        ArticleStore.open(settings["NEWSCRAWL_DATABASE_URL"]).close()
    except (ArgumentError, ArchiveError, StoreError) as problem:
        return str(problem)
    return None
