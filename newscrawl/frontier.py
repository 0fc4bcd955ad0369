"""Which pages a crawl is to fetch, and what became of them: the policy is here, the rows are in storage/.

**Resume is the default.** A *walk* is where a crawl goes: a spider and its starting points (addresses, sections, ways
in), not its limits (``since``, ``pages``, ``mode``). ``begin`` goes on with a walk whose listings an earlier run did
not finish, at the very page it was killed at; a walk that came to its end begins its next *round* at page 1, whose
listings and feeds are due again while its articles stay done. Nothing has to be marked finished: a walk is
unfinished as long as one of its listings or feeds waits to be fetched.

**Work is leased**, never taken: a page is this run's until a moment on the database's clock, and due again after it.
Two runs of one walk share its pages. A run that ends lets go of what it holds, and the ledger lets go of what a
killed run held; the lease's end is for machines that vanish.

**A page's state** is ``found`` (due), ``done``, ``gone`` (404, 410 or taken down: the article gets a tombstone),
``refused`` (robots.txt, a private address) or ``failed`` (due again later while tries are left). A page whose host asks
to be left alone stays ``found``, and is due when that time is over.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from newscrawl.items import Article
from newscrawl.storage import walks
from newscrawl.storage.leads import A_LISTING, ARTICLE, Lead, want
from newscrawl.storage.reading import moment
from newscrawl.storage.store import ArticleStore
from newscrawl.storage.visits import Visit, record
from newscrawl.storage.walks import Page, Waiting, Walk

__all__ = [
    "ARTICLE",
    "EDIT_WINDOW",
    "Frontier",
    "Lead",
    "Page",
    "Visit",
    "Waiting",
    "Walk",
    "next_look",
    "next_try",
]
LEASE = 300  # seconds; more than a page takes with all its retries
REFUSED_FOR = 86_400  # seconds; a robots.txt is read anew after a day
EDIT_WINDOW = (
    3_600,
    21_600,
    86_400,
    604_800,
)  # seconds after publication at which an article is looked at again
PATIENCE = (60, 600, 3_600, 21_600, 86_400)  # seconds to wait after each failed try; after the last, no more


def next_try(tries: int, now: datetime, patience: Sequence[int] = PATIENCE) -> datetime | None:
    """Return when a page that failed ``tries`` times before and has failed now is to be tried again, or None.

    >>> next_try(0, datetime(2020, 6, 17, 11, 0)).isoformat()
    '2020-06-17T11:01:00'
    >>> next_try(5, datetime(2020, 6, 17, 11, 0))
    """
    return now + timedelta(seconds=patience[tries]) if tries < len(patience) else None


def next_look(
    published: datetime | None, fetched: datetime, window: Sequence[int] = EDIT_WINDOW
) -> datetime | None:
    """Return when an article fetched now is to be looked at again for edits, or None once its window is closed.

    >>> next_look(datetime(2020, 6, 17, 11, 0), datetime(2020, 6, 17, 13, 0)).isoformat()
    '2020-06-17T17:00:00'
    """
    looks = (published + timedelta(seconds=seconds) for seconds in window) if published else ()
    return next((look for look in looks if look > fetched), None)


class Frontier:
    """One run's share of one walk. Every page it leases is owed a visit, which the caller records or saves.

    The visits are made by ``listed``, ``read``, ``unchanged``, ``gone``, ``refused`` and ``failed``, which touch
    nothing; further fields of a visit (``etag``, ``last_modified``, ``archived``, ``leads``)
    are given by name. ``record`` writes them, or ``ArticleStore.save`` together with the articles of the pages.
    """

    def __init__(
        self,
        store: ArticleStore,
        owner: str,
        *,
        lease_seconds: float = LEASE,
        window: Sequence[int] = EDIT_WINDOW,
        patience: Sequence[int] = PATIENCE,
    ) -> None:
        self.database = store.database
        self.owner = owner
        self.lease_seconds = lease_seconds
        self.window = window
        self.patience = patience
        self.walk = Walk(0, 0, datetime.min, resumed=False)
        self._again_before: datetime | None = None

    def begin(self, spider: str, arguments: str, leads: Sequence[Lead], *, mode: str = "new") -> Walk:
        """Go on with the walk if an earlier run left it unfinished, else begin its next round at the leads.

        ``mode`` "new" fetches the articles nobody has; "revisit" also those whose edit window has opened again; "all"
        every article this round finds. ``arguments`` says where the walk goes, in one fixed spelling.
        """
        self.walk = self.database.write(
            lambda connection: walks.begin_walk(
                self.database,
                connection,
                spider,
                arguments,
                leads,
                again=mode == "all",
                revisit=mode == "revisit",
            )
        )
        self._again_before = self.walk.started_at if mode == "all" else None
        return self.walk

    def all_known(self, leads: Sequence[Lead], page: Page) -> bool:
        """Return whether all these articles were known before the round began that has come to this page."""
        with self.database.read() as connection:
            return walks.all_known(connection, page.walk, page.round, leads)

    def add(self, leads: Sequence[Lead]) -> int:
        """Make the leads due, unless they are known; return how many became due."""

        def work(connection: Any) -> int:
            self.database.take_turns(connection, {lead.site for lead in leads})
            now = self.database.now(connection)
            return want(connection, self.walk.id, leads, now, again_before=self._again_before)

        return self.database.write(work)

    def lease(self, limit: int) -> list[Page]:
        """Return up to ``limit`` pages that are due, this run's alone for a while, those found first first."""
        return self.database.write(
            lambda connection: walks.lease(
                self.database,
                connection,
                self.walk.id,
                owner=self.owner,
                limit=limit,
                seconds=self.lease_seconds,
            )
        )

    def renew(self, pages: Iterable[int]) -> set[int]:
        """Hold these pages longer; return the ids of those that are still this run's."""
        ids = list(pages)
        return self.database.write(
            lambda connection: walks.renew(self.database, connection, self.owner, ids, self.lease_seconds)
        )

    def release(self) -> int:
        """Let go of every page still held, at the end of a run; return how many."""
        return self.database.write(lambda connection: walks.release(connection, [self.owner]))

    def waiting(self) -> Waiting:
        """Return what is left: pages due, pages other runs hold, and when the first of those falls free."""
        with self.database.read() as connection:
            return walks.waiting(self.database, connection, self.walk.id, self.owner)

    def next_due(self) -> datetime | None:
        """Return when the first page that was left for later is due, or None where none was."""
        with self.database.read() as connection:
            return walks.next_due(self.database, connection, self.walk.id)

    def record(self, visits: Sequence[Visit]) -> list[int]:
        """Write visits that come without articles, in one transaction; return how many leads of each became due."""

        def work(connection: Any) -> list[int]:
            self.database.take_turns(connection, {lead.site for visit in visits for lead in visit.leads})
            return record(self.database, connection, visits)

        return self.database.write(work)

    def listed(self, page: Page, leads: Sequence[Lead], *, status: int = 200, **more: Any) -> Visit:
        """Return the visit of a listing or feed: its articles and its next page are the leads."""
        return Visit(page.id, "done", status, leads=leads, again_before=self._again_before, **more)

    def no_article(self, page: Page, *, status: int = 200, **more: Any) -> Visit:
        """Return the visit of a page that was linked as an article's and is a listing: it leads nowhere."""
        return Visit(page.id, "done", status, A_LISTING, **more)

    def read(self, page: Page, article: Article, *, status: int = 200, **more: Any) -> Visit:
        """Return the visit of an article that was read, due again while it may yet be edited."""
        published = moment(article.date_published) if article.date_published else None
        look = next_look(published, datetime.now(UTC), self.window)
        own = article.identity or article.url
        more = {"stored_as": own if own != page.identity else None, "again_before": self._again_before} | more
        return Visit(page.id, "done", status, next_try=look, **more)

    def unchanged(self, page: Page, *, status: int = 304, **more: Any) -> Visit:
        """Return the visit of a page that has not changed since (304), with new validators where it sent some."""
        more = {"etag": page.etag, "last_modified": page.last_modified} | {k: v for k, v in more.items() if v}
        look = next_look(page.published, datetime.now(UTC), self.window)
        return Visit(page.id, "done", status, next_try=look, **more)

    def gone(self, page: Page, reason: str, *, status: int | None = None, **more: Any) -> Visit:
        """Return the visit of a page that is taken down (404, 410, or its words); the article gets a tombstone.

        Its validators are let go: "as it was" would not say that the article is back.
        """
        return Visit(page.id, "gone", status, reason, **{**more, "etag": None, "last_modified": None})

    def refused(self, page: Page, reason: str, **more: Any) -> Visit:
        """Return the visit of a page we may not fetch (robots.txt, a private address): asked again tomorrow."""
        return Visit(
            page.id, "refused", None, reason, datetime.now(UTC) + timedelta(seconds=REFUSED_FOR), **more
        )

    def dropped(self, page: Page, reason: str, *, status: int = 200, **more: Any) -> Visit:
        """Return the visit of an article the user's own filter does not want: it is done, and not asked for again."""
        return Visit(page.id, "done", status, reason, **more)

    def left(self, page: Page, reason: str, *, until: datetime) -> Visit:
        """Return the visit of a page that was not asked for, since its host wants to be left alone until then."""
        return Visit(page.id, "found", None, reason, until, etag=page.etag, last_modified=page.last_modified)

    def failed(self, page: Page, reason: str, *, status: int | None = None, **more: Any) -> Visit:
        """Return the visit of a page that did not come, or could not be read: tried again later, some times.

        Its validators stay those of what was last read: "as it was" would else stand for what never was stored.
        """
        again = next_try(page.tries, datetime.now(UTC), self.patience)
        more |= {"etag": page.etag, "last_modified": page.last_modified}
        return Visit(page.id, "failed", status, reason, again, **more)
