"""A bare spider under newscrawl's own settings, in a process of its own: what came of each address, as JSON.

Run as a script: ``python fetching.py SETTINGS_JSON ADDRESS…``; a line of JSON comes out for each address, then one of
the stats.
"""

import json
import os
import subprocess
import sys
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings


class Fetched(dict[str, Any]):
    """What came of each address, by address; ``stats`` are the crawl's."""

    stats: dict[str, Any]


def fetch(*urls: str, before: str = "", **settings: Any) -> Fetched:
    """Fetch the addresses; ``before`` is Python to run first in the process, to put a fake resolver in place."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    run = subprocess.run(
        [sys.executable, __file__, json.dumps(settings), before, *urls],
        capture_output=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert run.returncode == 0, run.stderr.decode()[-3000:]
    *lines, stats = map(json.loads, run.stdout.decode().splitlines())
    found = Fetched((line["asked"], line) for line in lines)
    found.stats = stats
    return found


def main(settings: dict[str, Any], before: str, urls: list[str]) -> None:
    values = Settings()
    values.setmodule("newscrawl.settings", priority="project")
    fast = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "RETRY_TIMES": 0, "DNSCACHE_ENABLED": False}
    bare = {
        "SPIDER_LOADER_CLASS": "scrapy.spiderloader.SpiderLoader",
        "SPIDER_MODULES": [],
        "ITEM_PIPELINES": {},
    }
    values.update(
        {**fast, **bare, "HTTPERROR_ALLOW_ALL": True, "LOG_LEVEL": "ERROR", **settings}, priority="cmdline"
    )

    class Bare(Spider):
        name = "bare"

        async def start(self):
            for url in urls:
                yield Request(url, self.parse, errback=self.failed, meta={"asked": url}, dont_filter=True)

        def parse(self, response):
            told = (
                {"date_fetched": str(response.meta["date_fetched"])}
                if "date_fetched" in response.meta
                else {}
            )
            if "archive_place" in response.meta:
                told["archive_place"] = response.meta["archive_place"].where()
                if told["archive_place"] is None:
                    return
            said = {"status": response.status, "url": response.url, "size": len(response.body)}
            words = response.body[:200].decode("utf-8", "replace")
            print(json.dumps({"asked": response.meta["asked"], **said, "words": words, **told}), flush=True)

        def failed(self, failure):
            error = f"{type(failure.value).__name__}: {failure.value}"
            print(json.dumps({"asked": failure.request.meta["asked"], "error": error}), flush=True)

    exec(before, {})  # noqa: S102 - the test's own words
    process = AsyncCrawlerProcess(values)
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    process.start()
    print(json.dumps(crawler.stats.get_stats(), default=str))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2], sys.argv[3:])
