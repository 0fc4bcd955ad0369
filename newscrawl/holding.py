"""The pages a crawl holds, and the one door by which each is settled, once, in few short transactions.

Visits wait for each other, a second at the most, and are written together with the articles they found.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from newscrawl.frontier import Frontier, Page, Visit
from newscrawl.items import Article
from newscrawl.storage.store import ArticleStore, Change, RecordError, StoreError


class Holding:
    """Leased pages by their rows.

    ``count(site, outcome)`` is told of what was written, ``unholdable(page)`` of a record no table can hold, and
    ``fail(reason)`` of a database that does not answer.
    """

    def __init__(
        self,
        store: ArticleStore,
        frontier: Frontier,
        batch_size: int,
        *,
        count: Callable[[str, str], None],
        unholdable: Callable[[Page], None],
        fail: Callable[[str], None],
    ) -> None:
        self.store = store
        self.frontier = frontier
        self.batch_size = batch_size
        self.count = count
        self.unholdable = unholdable
        self.fail = fail
        self.pages: dict[int, Page] = {}
        self.owed: dict[int, tuple[Article | None, Visit]] = {}
        self.moved = asyncio.Event()
        self.timer: asyncio.TimerHandle | None = None

    def take(self, page: Page) -> None:
        """Hold a page: whoever asks for it settles it."""
        self.pages[page.id] = page

    def settle(self, visit: Visit, article: Article | None = None) -> bool:
        """Owe the visit of a page; it is written with its batch, at once when that is full, else within a second.

        False where the page is settled already: what is said of it a second time is said too late.
        """
        if visit.page not in self.pages or visit.page in self.owed:
            return False
        self.owed[visit.page] = article, visit
        if len(self.owed) >= self.batch_size:
            self.flush()
        elif self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(1, self.flush)
        self.moved.set()
        return True

    def open(self) -> list[Page]:
        """Return the pages that are not settled yet."""
        return [page for number, page in self.pages.items() if number not in self.owed]

    async def wait(self, seconds: float) -> bool:
        """Wait until a page is settled or written, no longer than this; return whether one was."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self.moved.wait(), seconds)
        return self.moved.is_set()

    def flush(self) -> None:
        """Write what waits in one transaction; a record no table can hold is left out and its page failed."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        owed, self.owed = self.owed, {}
        batch = [pair for pair in owed.values() if _is_kept(pair[1])]
        try:
            try:
                if batch:
                    self._write(batch)
            except RecordError:
                for pair in batch:
                    self._write_alone(pair)
        except StoreError as problem:
            self.fail(str(problem))
        for page in owed:
            self.pages.pop(page, None)
        self.moved.set()

    def _write(self, batch: list[tuple[Article | None, Visit]]) -> None:
        articles = [article for article, _ in batch if article is not None]
        outcomes = self.store.save(articles, [visit for _, visit in batch])
        for article, outcome in zip(articles, outcomes, strict=True):
            updated = outcome.change is Change.UPDATED
            self.count(article.site, "changed" if updated else outcome.change.value)

    def _write_alone(self, pair: tuple[Article | None, Visit]) -> None:
        try:
            self._write([pair])
        except RecordError as problem:
            page = self.pages[pair[1].page]
            self.store.save([], [self.frontier.failed(page, str(problem))])
            self.unholdable(page)


def _is_kept(visit: Visit) -> bool:
    """Whether the page's response is in the archive, where there is one; else the page is not done, but still due."""
    return visit.archived is None or visit.archived.where() is not None
