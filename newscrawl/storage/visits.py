"""What became of leased pages: written down together with what they led to, and with the articles they gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Row, bindparam, exists, func, select, update

from newscrawl.storage.database import Database
from newscrawl.storage.leads import ARTICLE, Lead, want
from newscrawl.storage.schema import articles, is_listing, pages


class Archived(Protocol):
    """Where a response is in the archive."""

    def where(self) -> tuple[str, int] | None:
        """Return the file's name and the offset in it once it is on disk; None where it could not be kept."""
        ...


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a leased page: ``state`` is "done", "gone", "refused", "failed", or still "found" if it was left.

    ``leads`` are wanted from the same moment on. An article among them that is done already stays done, unless it
    was last fetched before ``again_before``.
    """

    page: int
    state: str
    status: int | None = None
    reason: str | None = None
    next_try: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    archived: Archived | None = None
    stored_as: str | None = None  # the article's own number, where its address says another
    leads: Sequence[Lead] = field(default=())
    again_before: datetime | None = None
    is_listing: bool = False  # a page asked for as an article has turned out to be one
    front: str | None = None  # of a chain's first page: what it lists (chains.py)
    seen_all: tuple[int, int] | None = (
        None  # the chain whose end this is: its first page's row, and the round
    )


def record(database: Database, connection: Connection, visits: Sequence[Visit]) -> list[int]:
    """Write down what became of leased pages; return for each visit how many of its leads became due.

    The caller has taken its turn for the sites of the leads.
    """
    if not visits:
        return []
    now = database.now(connection)
    ids = [visit.page for visit in visits]
    rows = {row.id: row for row in connection.execute(select(pages).where(pages.c.id.in_(ids)))}
    connection.execute(
        update(pages)
        .where(pages.c.id == bindparam("row"))
        .values(
            {
                name: bindparam(f"new_{name}")
                for name in ("state", "reason", "stored_as", "status", "next_try", "tries")
            }
            | {name: bindparam(f"new_{name}") for name in ("etag", "last_modified", "fetched_at")}
            | {
                name: func.coalesce(bindparam(f"new_{name}"), pages.c[name])
                for name in ("archive_file", "archive_offset", "front")
            }
            | {"owner": None, "lease_until": None}
        ),
        [
            {
                "row": visit.page,
                "new_state": visit.state,
                "new_reason": visit.reason,
                "new_stored_as": visit.stored_as or rows[visit.page].stored_as,
                "new_status": visit.status,
                "new_next_try": visit.next_try,
                "new_tries": _tries(visit, rows[visit.page].tries),
                "new_etag": visit.etag,
                "new_last_modified": visit.last_modified,
                "new_fetched_at": rows[visit.page].fetched_at if visit.state == "found" else now,
                "new_archive_file": file,
                "new_archive_offset": offset,
                "new_front": visit.front,
            }
            for visit in visits
            for file, offset in [(visit.archived and visit.archived.where()) or (None, None)]
        ],
    )
    for visit in visits:
        row = rows[visit.page]
        if visit.is_listing:
            _make_listing(connection, row)
        if visit.seen_all is not None:
            first, number = visit.seen_all
            # not where a newer round has read the first page meanwhile: that one has not seen all yet
            begun = pages.c.id == first, pages.c.round == number
            connection.execute(update(pages).where(*begun).values(mark=pages.c.front))
        if visit.state == "gone" and row.kind == ARTICLE:
            bury(connection, row.site, row.stored_as or row.identity, visit.reason or "gone", now)
    return [
        want(connection, rows[v.page].walk, v.leads, now, found_on=v.page, again_before=v.again_before)
        if v.leads
        else 0
        for v in visits
    ]


def _tries(visit: Visit, before: int) -> int:
    return {"failed": before + 1, "found": before}.get(visit.state, 0)


def _make_listing(connection: Connection, row: Row[Any]) -> None:
    """Turn an article's page into its walk's listing, which later rounds ask for again, unless it has that one too."""
    same = pages.c.walk == row.walk, pages.c.site == row.site, pages.c.identity == row.identity
    if not connection.execute(select(exists().where(is_listing, *same))).scalar_one():
        connection.execute(update(pages).where(pages.c.id == row.id).values(kind="listing"))


def bury(connection: Connection, site: str, identity: str, reason: str, now: datetime) -> bool:
    """Put a tombstone on an article, whose last version stays; return whether that is news."""
    key = articles.c.site == site, articles.c.identity == identity, articles.c.gone_at.is_(None)
    tombstone = {"gone_at": now, "gone_reason": reason, "changed_at": now}
    return connection.execute(update(articles).where(*key).values(tombstone)).rowcount == 1
