"""One page for a command to read: a saved file's, the archive's, else fetched now with all manners."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from scrapy import Request, Spider
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import Response
from scrapy.settings import BaseSettings

from newscrawl.addon import make_ready
from newscrawl.archive.captures import Index


class Fetched(NamedTuple):
    """A page as it came: its bytes, what its Content-Type says, and when; ``crawled`` is aware."""

    body: bytes
    content_type: str | None
    crawled: datetime


class _Once(Spider):
    """Fetches one address and hands over what came."""

    name = "once"

    def __init__(self, url: str, into: list[Fetched]) -> None:
        super().__init__()
        self.url = url
        self.into = into

    async def start(self) -> AsyncIterator[Any]:
        yield Request(self.url, self.parse)

    def parse(self, response: Response, **kwargs: Any) -> None:
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        self.into.append(Fetched(response.body, kind, datetime.now(UTC)))


def page_of(command: ScrapyCommand, args: list[str]) -> Fetched:
    """Return the page that a command's "FILE URL" or "URL" means; OSError or ArchiveError where it cannot be had."""
    if len(args) not in (1, 2) or not args[-1].startswith(("https://", "http://")):
        raise UsageError("give an address, or a FILE and the address it was fetched from")
    if len(args) == 2:
        file = Path(args[0])
        return Fetched(file.read_bytes(), None, datetime.fromtimestamp(file.stat().st_mtime, UTC))
    assert command.settings is not None
    return _archived(args[0], command.settings) or _fetched(command, args[0])


def _archived(url: str, settings: BaseSettings) -> Fetched | None:
    """The newest whole capture of the address, or None."""
    archive = settings.getlist("NEWSCRAWL_ARCHIVE")
    places = settings.getlist("NEWSCRAWL_REPLAY") or [place for place in archive if Path(place).exists()]
    if not places:  # an archive that no crawl has begun holds nothing yet
        return None
    index = Index(places, lambda address: address == url)
    marks = sorted((m for m in index.by_url[url] if m.status == 200), key=lambda m: m.date)
    capture = index.capture(marks[-1]) if marks else None
    if capture is None:
        return None
    return Fetched(capture.body(settings.getint("DOWNLOAD_MAXSIZE")), capture.content_type, capture.date)


def _fetched(command: ScrapyCommand, url: str) -> Fetched:
    assert command.settings is not None
    assert command.crawler_process is not None
    make_ready(command.settings)
    found: list[Fetched] = []
    command.crawler_process.crawl(_Once, url=url, into=found)
    command.crawler_process.start()
    if not found:
        raise OSError("the page did not come; -L INFO says more")
    return found[0]
