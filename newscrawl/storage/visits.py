"""What became of leased pages: written down together with what they led to, and with the articles they gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select, update

from newscrawl.storage.database import Database
from newscrawl.storage.leads import ARTICLE, Lead, want
from newscrawl.storage.schema import articles, pages


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of a leased page: ``state`` is "done", "gone", "refused" or "failed".

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
    archive_file: str | None = None
    archive_offset: int | None = None
    stored_as: str | None = None  # the article's own number, where its address says another
    leads: Sequence[Lead] = field(default=())
    again_before: datetime | None = None


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
                for name in ("archive_file", "archive_offset")
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
                "new_tries": rows[visit.page].tries + 1 if visit.state == "failed" else 0,
                "new_etag": visit.etag,
                "new_last_modified": visit.last_modified,
                "new_fetched_at": now,
                "new_archive_file": visit.archive_file,
                "new_archive_offset": visit.archive_offset,
            }
            for visit in visits
        ],
    )
    for visit in visits:
        row = rows[visit.page]
        if visit.state == "gone" and row.kind == ARTICLE:
            bury(connection, row.site, row.stored_as or row.identity, visit.reason or "gone", now)
    return [
        want(connection, rows[v.page].walk, v.leads, now, found_on=v.page, again_before=v.again_before)
        if v.leads
        else 0
        for v in visits
    ]


def bury(connection: Connection, site: str, identity: str, reason: str, now: datetime) -> bool:
    """Put a tombstone on an article, whose last version stays; return whether that is news."""
    key = articles.c.site == site, articles.c.identity == identity, articles.c.gone_at.is_(None)
    tombstone = {"gone_at": now, "gone_reason": reason, "changed_at": now}
    return connection.execute(update(articles).where(*key).values(tombstone)).rowcount == 1
