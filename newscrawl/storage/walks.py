"""Where crawls go, and who holds which page: a walk's rounds, and leases that come back when they end.

A walk is a spider and its starting points. Its listings and feeds are rows of its own; an article is one row whoever
finds it. Every function works inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, insert, not_, or_, select, update

from newscrawl.storage.database import Database
from newscrawl.storage.leads import ARTICLE, Lead, want
from newscrawl.storage.reading import among
from newscrawl.storage.schema import articles, is_article, is_listing, may_be_edited, pages, walks


@dataclass(frozen=True, slots=True)
class Walk:
    """One round of a walk; ``resumed`` says that an earlier run had not come to its end."""

    id: int
    round: int
    started_at: datetime
    resumed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is leased: whoever holds it owes a Visit."""

    id: int
    site: str
    identity: str
    url: str
    kind: str
    walk: int
    round: int  # of the walk, when it was last asked for
    depth: int
    found_on: int | None  # the page that led here, None for one the crawl was asked for
    hint: dict[str, Any] | None
    tries: int
    etag: str | None
    last_modified: str | None
    fetched_at: datetime | None  # when it was last fetched, None for a page never seen
    published: datetime | None  # of an article that is stored already
    front: str | None = None  # of a chain's first page: what it listed when it was last read
    mark: str | None = None  # and when a round last saw all of the chain

    @property
    def may_be_unchanged(self) -> bool:
        """Tell whether "as it was" (304) would do: of a listing, only where all it led to was seen the last time."""
        return self.kind == ARTICLE or (self.mark is not None and self.mark == self.front)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a walk has left: pages due now, pages others hold, and when the first of those falls free."""

    due: int
    held: int
    free_at: datetime | None


def begin_walk(
    database: Database,
    connection: Connection,
    spider: str,
    arguments: str,
    leads: Sequence[Lead],
    *,
    again: bool = False,
    revisit: bool = False,
) -> Walk:
    """Go on with a walk an earlier run did not finish, or begin its next round at ``leads``.

    A walk is unfinished while one of its listings or feeds is still to be fetched. ``again`` fetches every article
    the round finds, done or not; ``revisit`` makes the done articles of the leads' sites due whose time has come.
    """
    database.take_turns(connection, {spider, *(lead.site for lead in leads)})
    now = database.now(connection)
    key = walks.c.spider == spider, walks.c.arguments == arguments
    row = connection.execute(select(walks).where(*key)).one_or_none()
    if row is None:
        values = {"spider": spider, "arguments": arguments, "round": 1, "started_at": now}
        number: int = connection.execute(insert(walks).values(values).returning(walks.c.id)).scalar_one()
        walk = Walk(number, 1, now, resumed=False)
    elif connection.execute(select(exists(_unfinished(row.id, row.round)))).scalar_one():
        walk = Walk(row.id, row.round, row.started_at, resumed=True)
    else:
        walk = Walk(row.id, row.round + 1, now, resumed=False)
        connection.execute(update(walks).where(*key).values(round=walk.round, started_at=now))
    want(connection, walk.id, leads, now, again_before=walk.started_at if again else None, insist=True)
    if revisit:
        connection.execute(
            update(pages)
            .where(may_be_edited, pages.c.next_try <= now)
            .where(pages.c.site.in_({lead.site for lead in leads}))
            .values(state="found", walk=walk.id)
        )
    return walk


def all_known(connection: Connection, walk: int, number: int, leads: Sequence[Lead]) -> bool:
    """Return whether every one of these articles was found before this round of the walk, or by another walk."""
    keys = {(lead.site, lead.identity) for lead in leads}
    this_round = and_(pages.c.walk == walk, pages.c.round == number)
    known = select(func.count()).select_from(pages).where(among(pages, keys, is_article, not_(this_round)))
    return not keys or connection.execute(known).scalar_one() == len(keys)


def _unfinished(walk: int, number: int) -> Select[tuple[int]]:
    listings = is_listing, pages.c.round == number, pages.c.state == "found"
    return select(pages.c.id).where(pages.c.walk == walk, pages.c.next_try.is_not(None), *listings)


def lease(
    database: Database, connection: Connection, walk: int, *, owner: str, limit: int, seconds: float
) -> list[Page]:
    """Return up to ``limit`` pages of a walk that are due, ours alone until ``seconds`` from now, longest due first."""
    now = database.now(connection)
    due = pages.c.walk == walk, pages.c.next_try <= now, pages.c.state != "done"
    free = or_(pages.c.lease_until.is_(None), pages.c.lease_until <= now)
    question = select(pages).where(*due, free).order_by(pages.c.next_try, pages.c.id).limit(limit)
    rows = connection.execute(question.with_for_update(skip_locked=True)).all()
    connection.execute(
        update(pages)
        .where(pages.c.id.in_([row.id for row in rows]))
        .values(owner=owner, lease_until=now + timedelta(seconds=seconds))
    )
    seen = [
        (row.site, row.stored_as or row.identity) for row in rows if row.fetched_at and row.kind == ARTICLE
    ]
    published = _published(connection, seen)
    return [
        Page(
            **{f.name: getattr(row, f.name) for f in fields(Page) if f.name not in ("hint", "published")},
            hint=json.loads(row.hint) if row.hint else None,
            published=published.get((row.site, row.stored_as or row.identity)),
        )
        for row in rows
    ]


def _published(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], datetime | None]:
    a = articles.c
    question = select(a.site, a.identity, a.date_published).where(among(articles, keys))
    return {(row[0], row[1]): row[2] for row in connection.execute(question)} if keys else {}


def renew(
    database: Database, connection: Connection, owner: str, ids: Sequence[int], seconds: float
) -> set[int]:
    """Hold leased pages for ``seconds`` more, and return those still ours: another may have taken the others over."""
    until = database.now(connection) + timedelta(seconds=seconds)
    ours = update(pages).where(pages.c.id.in_(ids), pages.c.owner == owner)
    return set(connection.execute(ours.values(lease_until=until).returning(pages.c.id)).scalars())


def release(connection: Connection, owners: Iterable[str]) -> int:
    """Let go of whatever these owners hold, so that others need not wait; return how many pages that were."""
    theirs = pages.c.next_try.is_not(None), pages.c.owner.in_(list(owners))
    return connection.execute(update(pages).where(*theirs).values(owner=None, lease_until=None)).rowcount


def waiting(database: Database, connection: Connection, walk: int, owner: str) -> Waiting:
    """Return what the walk has left for this owner."""
    now = database.now(connection)
    held = pages.c.lease_until > now, pages.c.owner != owner
    question = select(func.count(), func.min(pages.c.lease_until)).where(
        pages.c.walk == walk, pages.c.next_try <= now, pages.c.state != "done"
    )
    others, free_at = connection.execute(question.where(*held)).one()
    free = or_(pages.c.lease_until.is_(None), pages.c.lease_until <= now)
    due = connection.execute(question.where(free)).one()[0]
    return Waiting(due, others, free_at)


def next_due(database: Database, connection: Connection, walk: int) -> datetime | None:
    """Return when the first page that is found and not yet due will be, or None where there is none."""
    later = pages.c.walk == walk, pages.c.next_try > database.now(connection), pages.c.state == "found"
    moment: datetime | None = connection.execute(
        select(func.min(pages.c.next_try)).where(*later)
    ).scalar_one()
    return moment
