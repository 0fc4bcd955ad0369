"""The candidates of a date → the one to believe, the words it was read from, and where the others disagree. Pure.

What the page prints is believed first, for readers saw it. A stamp in the head that says the same minute is taken
in its place, for it has the seconds; one that says the same clock in Greenwich time is Korean time with a wrong zone.
Listings, feeds and addresses speak only where page and head are silent.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from newscrawl.items import Stamp
from newscrawl.text.dates import Label, Moment, date_of, in_kst, parse_listing_date, read_line


@dataclass(frozen=True, slots=True)
class Choice:
    """The moments believed, the words they were read from and where those stood.

    A moment is None where nothing was understood; its words stay, its source is None. ``disagreements`` says in short
    what did not fit: "meta: other day", "json-ld: Korean time as GMT", "published: in the future" …
    """

    published: Moment | None = None
    published_raw: str | None = None
    published_source: str | None = None
    modified: Moment | None = None
    modified_raw: str | None = None
    modified_source: str | None = None
    disagreements: tuple[str, ...] = ()


class _Claim(NamedTuple):
    moment: Moment
    stamp: Stamp
    trust: int  # the lower, the more


# From the most trusted to the least. Figures are og:regDate: on some blogs a clock of twelve hours without its half, or
# a draft's time. "3시간 전" is rough, by up to an hour.
_FIRST, _LATER, _UNLABELLED, _JSON_LD, _META, _LISTING, _FEED, _FIGURES, _ROUGH, _URL = range(10)
_TRUST = {
    "page": _UNLABELLED,
    "json-ld": _JSON_LD,
    "meta": _META,
    "listing": _LISTING,
    "feed": _FEED,
    "url": _URL,
}
_PRECISION = {"day": 0, "minute": 1, "second": 2}

_HOUR, _DAY, _EAST = timedelta(hours=1), timedelta(days=1), timedelta(hours=9)
_GREENWICH = re.compile(r"[0-9] ?(?:Z|GMT|UTC)(?![A-Za-z+-])|[0-9] ?[+-]00:?00(?![0-9:])")
_FIGURES_ONLY = re.compile(r"(?<![0-9])[0-9]{12}(?:[0-9]{2})?(?![0-9])")
_RELATIVE = re.compile(r"[0-9] ?(?:시간|분|초) ?전|방금")
_DAY_IN_ADDRESS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([/.-]?)([0-9]{2})\2([0-9]{2})")
_AS_GMT = "Korean time as GMT"


def choose(stamps: Sequence[Stamp], crawl_time: datetime | None = None) -> Choice:
    """Return what to believe of a page's stamps; ``crawl_time`` is the moment of the fetch.

    The head adds the seconds where it agrees with the printed line:

    >>> printed = Stamp("입력 2020-06-17 11:00", "page")
    >>> choose([Stamp("2020-06-17T11:00:27+09:00", "meta", "published"), printed]).published.iso()
    '2020-06-17T11:00:27+09:00'

    Korean time that calls itself Greenwich time is caught:

    >>> choice = choose([Stamp("2020-06-17T11:00:27Z", "json-ld", "published"), printed])
    >>> choice.published.iso(), choice.published_source, choice.disagreements
    ('2020-06-17T11:00:00+09:00', 'page', ('json-ld: Korean time as GMT',))
    """
    found: dict[str, list[_Claim]] = {"published": [], "modified": []}
    for stamp in stamps:
        for field, claim in _claims(stamp, crawl_time):
            found[field].append(claim)
    published = _settle(found["published"])
    reasons = [reason for claim in found["published"] if (reason := _disagreement(claim, published))]
    # An outlet that mistakes the zone of one stamp mistakes it of the other.
    changes = [
        _in_korean_time(c) if f"{c.stamp.source}: {_AS_GMT}" in reasons else c for c in found["modified"]
    ]
    modified = _settle([claim for claim in changes if claim.stamp.source in ("page", "json-ld", "meta")])
    reasons += [reason for claim in changes if (reason := _disagreement(claim, modified))]
    reasons += _impossible(published, modified, crawl_time)
    return Choice(
        published=published.moment if published else None,
        published_raw=published.stamp.raw if published else _unread(stamps, "published"),
        published_source=published.stamp.source if published else None,
        modified=modified.moment if modified else None,
        modified_raw=modified.stamp.raw if modified else _unread(stamps, "modified"),
        modified_source=modified.stamp.source if modified else None,
        disagreements=tuple(dict.fromkeys(reasons)),
    )


def _claims(stamp: Stamp, crawl_time: datetime | None) -> Iterator[tuple[str, _Claim]]:
    """Yield the fields a stamp speaks of, and what it claims; its own labels go before the place it stood in."""
    if stamp.source == "url":
        moment = _day_of(stamp.raw)
        if moment:
            yield "published", _Claim(moment, stamp, _URL)
        return
    if stamp.source == "listing":
        moment = parse_listing_date(stamp.raw, crawl_time)
        if moment:
            rough = moment.precision == "day" or _RELATIVE.search(stamp.raw)
            yield "published", _Claim(moment, stamp, _ROUGH if rough else _LISTING)
        return
    (published, modified), label = read_line(stamp.raw, crawl_time)
    trust = _TRUST.get(stamp.source, _URL)
    if _RELATIVE.search(stamp.raw):
        trust = _ROUGH
    elif trust == _UNLABELLED and label:
        trust = _LATER if label is Label.LATER else _FIRST
    elif trust == _META and _FIGURES_ONLY.search(stamp.raw):
        trust = _FIGURES
    if stamp.field and not label:
        if published:
            yield stamp.field, _Claim(published, stamp, trust)
        return
    if published:
        yield "published", _Claim(published, stamp, trust)
    if modified:
        yield "modified", _Claim(modified, stamp, trust)


def _settle(claims: list[_Claim]) -> _Claim | None:
    """Return the claim to believe: the most trusted, or one in the head that says the same and more exactly."""
    claims = sorted(claims, key=lambda claim: claim.trust)
    if not claims:
        return None
    head = [claim for claim in claims if claim.trust in (_JSON_LD, _META)]
    best = claims[0]
    if best.trust <= _UNLABELLED and head:
        # Of several printed dates the head's; an unlabelled one of another day is a site's clock or a caption's date.
        printed = (claim for claim in claims if claim.trust <= _UNLABELLED)
        best = next((c for c in printed if _near(c, head)), head[0] if best.trust == _UNLABELLED else best)
    if _GREENWICH.search(best.stamp.raw):
        meant = _in_korean_time(best).moment
        best = next((c for c in claims if _PRECISION[c.moment.precision] and _same(c.moment, meant)), best)
    finer = (c for c in head + claims if _is_finer(c, best))
    return next(finer, best)


def _near(claim: _Claim, head: list[_Claim]) -> bool:
    return any(abs(claim.moment.day - other.moment.day) <= _DAY for other in head)


def _same(one: Moment, other: Moment) -> bool:
    """Tell whether two moments agree as far as both are known: to the minute, or to the day."""
    if isinstance(one.value, datetime) and isinstance(other.value, datetime):
        return one.value.replace(second=0) == other.value.replace(second=0)
    return one.day == other.day


def _is_finer(claim: _Claim, best: _Claim) -> bool:
    exact = _PRECISION[claim.moment.precision] > _PRECISION[best.moment.precision]
    # A clock of twelve hours may be half a day off: figures add seconds to a minute, never a time to a day.
    fit = claim.trust in (_JSON_LD, _META) or (claim.trust == _FIGURES and best.moment.precision == "minute")
    return exact and fit and _same(claim.moment, best.moment)


def _in_korean_time(claim: _Claim) -> _Claim:
    """Return the claim with its clock read as Korean, where its words say Greenwich."""
    value = claim.moment.value
    if not isinstance(value, datetime) or not _GREENWICH.search(claim.stamp.raw):
        return claim
    return claim._replace(moment=Moment(value - _EAST, claim.moment.precision))


def _disagreement(claim: _Claim, best: _Claim | None) -> str | None:
    if best is None or claim.stamp is best.stamp or _same(claim.moment, best.moment):
        return None
    source = claim.stamp.source
    if source == best.stamp.source == "page":
        return None
    one, other = claim.moment.value, best.moment.value
    if claim.trust == _ROUGH and isinstance(one, datetime) and isinstance(other, datetime):
        return None if abs(one - other) <= _HOUR else f"{source}: other time"
    if _same(_in_korean_time(claim).moment, best.moment):
        return f"{source}: {_AS_GMT}"
    return f"{source}: other {'time' if claim.moment.day == best.moment.day else 'day'}"


def _impossible(
    published: _Claim | None, modified: _Claim | None, crawl_time: datetime | None
) -> Iterator[str]:
    if published and crawl_time and published.moment.day > (in_kst(crawl_time) + _DAY).date():
        yield "published: in the future"
    if not published or not modified or _same(published.moment, modified.moment):
        return
    if modified.moment.iso() < published.moment.iso():
        yield "modified: before published"


def _unread(stamps: Sequence[Stamp], field: str) -> str | None:
    """Return the most trusted words that should have said it, so that they can be understood another day."""
    silent = [stamp for stamp in stamps if stamp.raw.strip() and (stamp.field or "published") == field]
    return min(silent, key=lambda stamp: _TRUST.get(stamp.source, _URL)).raw if silent else None


def _day_of(address: str) -> Moment | None:
    """Return the day an address holds ("/2020/06/17/", "no=2020061711043765870"); its clock is a running number."""
    for year, _, month, day in _DAY_IN_ADDRESS.findall(address):
        if found := date_of(int(year), int(month), int(day)):
            return Moment(found, "day")
    return None
