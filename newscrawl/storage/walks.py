"""Where crawls go, and who holds which page: a walk's rounds, and leases that come back when they end.

A walk is a spider and its starting points. Its listings and feeds are rows of its own; an article is one row whoever
finds it. Every function works inside the caller's transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, exists, func, insert, or_, select, update

from newscrawl.storage.database import Database
from newscrawl.storage.leads import ARTICLE, Lead, want
from newscrawl.storage.reading import among
from newscrawl.storage.schema import articles, is_article, is_listing, may_be_edited, pages, walks

END = "the last page"  # why a walk does not go on behind a listing page: there is no more of it


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
    depth: int
    hint: dict[str, Any] | None
    tries: int
    etag: str | None
    last_modified: str | None
    fetched_at: datetime | None  # when it was last fetched, None for a page never seen
    published: datetime | None  # of an article that is stored already


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


def was_complete(connection: Connection, spider: str, arguments: str, leads: Sequence[Lead]) -> bool:
    """Return whether an earlier round of the walk came to the last page of each of its listings.

    Then what lies behind a listing page without news is known too, and the walk need not go there again.
    """
    ended = (
        select(func.count())
        .select_from(pages.join(walks, pages.c.walk == walks.c.id))
        .where(walks.c.spider == spider, walks.c.arguments == arguments)
        .where(pages.c.kind == "listing", pages.c.state == "done", pages.c.reason == END)
    )
    listings = len([lead for lead in leads if lead.kind == "listing"])
    return 0 < listings <= connection.execute(ended).scalar_one()


def unknown(connection: Connection, leads: Sequence[Lead]) -> int:
    """Return how many of these articles have no page yet."""
    keys = {(lead.site, lead.identity) for lead in leads if lead.kind == ARTICLE}
    known = select(func.count()).select_from(pages).where(among(pages, keys, is_article))
    return len(keys) - connection.execute(known).scalar_one() if keys else 0


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
