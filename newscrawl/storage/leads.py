"""Pages worth fetching become rows that are due: those nobody knew, and those somebody wants once more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from newscrawl.storage.reading import among
from newscrawl.storage.rows import LONGEST, too_long, write_json
from newscrawl.storage.schema import articles, is_article, is_listing, pages, walks

ARTICLE = "article"
_ENDLESS = f"address is longer than {LONGEST['address']:,} bytes"
A_LISTING = "a listing"  # why a page that was taken for an article's is done without one
Key = tuple[bool, str, str]


@dataclass(frozen=True, slots=True)
class Lead:
    """A page worth fetching; ``kind`` is "article", "listing" or "feed".

    ``identity`` is an article's number, or a listing's or feed's address; ``hint`` what the listing said of the
    article (its printed date, say), kept as JSON for a page that does not say it itself. A name too long for an index
    is kept as its beginning and a hash.
    """

    site: str
    identity: str
    url: str
    kind: str = ARTICLE
    depth: int = 1
    hint: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        for name, what in (("site", "site"), ("identity", "address")):
            value = getattr(self, name)
            if too_long(value, what):
                digest = sha256(value.encode("utf-8", "replace")).hexdigest()
                object.__setattr__(self, name, f"{value[:50]}…{digest}")


def want(
    connection: Connection,
    walk: int,
    leads: Iterable[Lead],
    now: datetime,
    *,
    found_on: int | None = None,
    again_before: datetime | None = None,
    insist: bool = False,
) -> int:
    """Make the leads due that are not known yet, or are wanted again, and return how many these are.

    ``insist`` asks once more for an article that was gone, refused or failed, or is a listing: somebody has named it.
    An article another walk has found, was refused or failed at comes over to this one as it is, due when it was
    due. An address too long to be kept is entered as failed, once. The caller has taken its turn for the leads' sites.
    """
    if insist:
        leads = _as_they_turned_out(connection, walk, list(leads))
    number: int = connection.execute(select(walks.c.round).where(walks.c.id == walk)).scalar_one()
    wanted: dict[Key, Lead] = {}
    for lead in leads:
        wanted.setdefault(_key(lead), lead)
    known = _known(connection, walk, wanted.values())
    stored = _stored(connection, [lead for key, lead in wanted.items() if key[0] and key not in known])
    new, again, over = [], [], []
    for key, lead in wanted.items():
        values: dict[str, Any] = {"walk": walk, "round": number, "depth": lead.depth, "found_on": found_on}
        values |= {"state": "found", "next_try": now, "hint": write_json(lead.hint) if lead.hint else None}
        row = known.get(key)
        endless = too_long(lead.url)
        if row is None:
            if key in stored and again_before is None:  # saved without a page: from an archive, say
                values |= {"state": stored[key], "next_try": None}
            values |= {"site": lead.site, "identity": lead.identity, "kind": lead.kind, "reason": None}
            values |= {"url": lead.url[: LONGEST["address"]]}
            if endless:
                values |= {"state": "failed", "next_try": None, "reason": _ENDLESS}
            new.append(values)
        elif not endless and _asked_again(row, number, now, again_before, insist=insist):
            if lead.kind == ARTICLE:
                values["hint"] = values["hint"] or row.hint
            values |= {"reason": None, "tries": 0}
            again.append({"row": row.id, **{f"new_{name}": value for name, value in values.items()}})
        elif _comes_over(row, walk, now):
            over.append({"row": row.id, "new_hint": values["hint"] or row.hint})
    if new:
        connection.execute(insert(pages).values(tries=0), new)
    if again:
        names = ("walk", "round", "depth", "found_on", "next_try", "state", "hint", "reason", "tries")
        change = update(pages).where(pages.c.id == bindparam("row"))
        connection.execute(change.values({name: bindparam(f"new_{name}") for name in names}), again)
    if over:
        change = update(pages).where(pages.c.id == bindparam("row"))
        connection.execute(change.values(walk=walk, hint=bindparam("new_hint")), over)
    return len(again) + len([row for row in new if row["state"] == "found"])


def _asked_again(
    row: Row[Any], number: int, now: datetime, again_before: datetime | None, *, insist: bool
) -> bool:
    """Return whether a known page becomes due."""
    if row.lease_until is not None and row.lease_until > now:
        return False
    if row.kind != ARTICLE:
        return bool(row.round < number)
    if row.state == "found":
        return False
    if again_before is not None:
        return row.fetched_at is None or bool(row.fetched_at < again_before)
    return insist and (row.state != "done" or row.reason == A_LISTING)


def _comes_over(row: Row[Any], walk: int, now: datetime) -> bool:
    """Return whether another walk's article is this one's from now on; whoever holds it keeps it."""
    is_held = row.lease_until is not None and row.lease_until > now
    return row.walk != walk and row.state in ("found", "failed", "refused") and not is_held


def _as_they_turned_out(connection: Connection, walk: int, leads: list[Lead]) -> list[Lead]:
    """Return the leads, as listings those whose address has proved to be one of the walk's."""
    keys = [(lead.site, lead.identity) for lead in leads if lead.kind == ARTICLE]
    question = select(pages.c.site, pages.c.identity)
    question = question.where(among(pages, keys, is_listing, pages.c.walk == walk))
    listings = {tuple(row) for row in connection.execute(question)} if keys else set()
    return [
        replace(lead, kind="listing")
        if lead.kind == ARTICLE and (lead.site, lead.identity) in listings
        else lead
        for lead in leads
    ]


def _key(page: Lead | Row[Any]) -> Key:
    return page.kind == ARTICLE, page.site, page.identity


def _known(connection: Connection, walk: int, leads: Iterable[Lead]) -> dict[Key, Row[Any]]:
    """Return the rows these leads have already."""
    known = {}
    for scope, keys in (
        ((is_article,), [_key(lead)[1:] for lead in leads if lead.kind == ARTICLE]),
        ((is_listing, pages.c.walk == walk), [_key(lead)[1:] for lead in leads if lead.kind != ARTICLE]),
    ):
        if keys:
            rows = connection.execute(select(pages).where(among(pages, keys, *scope)))
            known.update({_key(row): row for row in rows})
    return known


def _stored(connection: Connection, leads: Sequence[Lead]) -> dict[Key, str]:
    """Return the state of those articles that are in the store without a page."""
    keys = [(lead.site, lead.identity) for lead in leads]
    question = select(articles.c.site, articles.c.identity, articles.c.gone_at).where(among(articles, keys))
    found = connection.execute(question) if keys else ()
    return {(True, site, identity): "gone" if gone else "done" for site, identity, gone in found}
