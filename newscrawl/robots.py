"""What a host's robots.txt allows, by RFC 9309, for every request of a crawl."""

import asyncio
import logging
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.misc import build_from_crawler
from scrapy.utils.python import to_unicode

from newscrawl.manners import LONGEST, HostLeft, leave, slow_down

logger = logging.getLogger(__name__)

_STAY_AWAY = b"User-agent: *\nDisallow: /\n"


class HostUnreachable(Exception):
    """A host that does not answer, not even for its robots.txt; no page of it is asked for."""


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware with three differences, all where a robots.txt is fetched.

    A host whose robots.txt cannot be had (5xx, no answer) is left alone, and one that has none (4xx) may be fetched;
    Scrapy reads the body of either as if it were rules. And all requests that wait for one robots.txt get its rules: in
    Scrapy 2.19 the first two do, and the others, told None, are fetched whatever it forbids. Its Crawl-delay is kept.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Future[RobotParser | None]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        host = urlsplit(request.url).netloc
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._fetch(request))
        return await asyncio.shield(self._rules[host])  # one request given up must not take the others' rules

    async def _fetch(self, request: Request) -> RobotParser | None:
        parts = urlsplit(request.url)
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        asked = Request(url, NO_CALLBACK, priority=self.DOWNLOAD_PRIORITY, meta={"dont_obey_robotstxt": True})
        stats = self.crawler.stats
        stats.inc_value("robotstxt/request_count")
        try:
            response = await self.crawler.engine.download_async(asked)
        except HostLeft:
            raise
        except Exception as problem:
            if "max redirections" in str(problem):
                return None  # RFC 9309: redirects without an end count as no robots.txt
            logger.warning("%s cannot be had, so its host is left alone: %s", url, problem)
            raise HostUnreachable(f"{type(problem).__name__} at {url}: {problem}") from problem
        stats.inc_value(f"robotstxt/response_status_count/{response.status}")
        body = response.body
        if response.status >= 500:
            logger.warning("%s cannot be had (HTTP %d), so its host is left alone", url, response.status)
            body = _STAY_AWAY
        elif response.status >= 300:
            return None
        parser: RobotParser = build_from_crawler(self._parserimpl, self.crawler, body)
        if not self.crawler.settings.get("NEWSCRAWL_REPLAY"):  # nobody is asked then
            self._keep_its_pace(parser, request)
        return parser

    def _keep_its_pace(self, parser: RobotParser, request: Request) -> None:
        if not isinstance(parser, ProtegoRobotParser):
            return  # a parser of the user's own
        agent = self._robotstxt_useragent or request.headers.get(b"User-Agent", self._default_useragent)
        delay = parser.rp.crawl_delay(to_unicode(agent or ""))
        if delay is None:
            return
        if delay > LONGEST:
            raise leave(f"robots.txt asks for {delay:g} s between two requests", delay)
        downloader = self.crawler.engine.downloader
        slow_down(downloader, downloader.get_slot_key(request), delay)
