"""A date line → when it was published and when it was changed (rules D1 to D10). Pure.

A stamp is taken only where the words beside it say what it is, or where nothing around it says that it is something
else: the date of an event, of a market, of the paper's registration, of prose.
"""

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from newscrawl.text.dates.attributes import plain
from newscrawl.text.dates.context import is_colophon, is_stamp, standing_alone
from newscrawl.text.dates.labels import Label, label_after, label_before, label_further_off
from newscrawl.text.dates.moments import Dates, Moment, in_kst
from newscrawl.text.dates.stamps import Reading, read_stamps

_FIGURES = re.compile(r"[0-9]+")
_BAR_OR_SPACE = re.compile(r"[.)\]]{0,2}(?: ?[|ㅣ│] ?| )[(\[]?")
_TIME_ALONE = re.compile(r"[(\[ ]*([0-9]{1,2}) ?: ?([0-9]{2})(?: ?: ?([0-9]{2}))?[)\] .]*")
_SKEW = timedelta(minutes=5)  # between the site's clock and ours
_MOST = 40  # a line has one stamp or two; what has more than this is a table or a text


class Line(NamedTuple):
    """What a line says, and the label its own words give it: of the published stamp, or else of the modified one."""

    dates: Dates
    label: Label | None = None


_NOTHING = Line(Dates(None, None))


def parse_dates(raw: str, crawl_time: datetime | None = None) -> Dates:
    """Return when a line was published and modified: aware moments in KST, bare dates, or None where it does not say.

    ``raw`` is a printed line, an attribute as it stands in the page, or a feed's stamp; ``crawl_time`` is the moment
    of the fetch, without which nothing relative and nothing without a year is understood.

    >>> from newscrawl.text.dates import KST
    >>> fetched = datetime(2021, 3, 10, 15, 20, tzinfo=KST)
    >>> def show(raw):
    ...     return [moment and moment.iso() for moment in parse_dates(raw, fetched)]

    D1, Korean time, and other zones converted:

    >>> show("입력 2020-06-17 11:00"), show("2020-06-17T02:00:00.123Z")
    (['2020-06-17T11:00:00+09:00', None], ['2020-06-17T11:00:00+09:00', None])

    D2, no clock, no time; midnight printed is a time:

    >>> show("기사입력 2020-06-17"), show("2020년 06월 17일(수) 00:00")
    (['2020-06-17', None], ['2020-06-17T00:00:00+09:00', None])

    D3, labels:

    >>> show("송고시간 2020-06-17 11:00"), show("업데이트 2020-06-17 11:00")
    (['2020-06-17T11:00:00+09:00', None], [None, '2020-06-17T11:00:00+09:00'])

    D4, two stamps:

    >>> show("승인 2020.06.17 11:30 | 입력 2020.06.17 11:00"), show("등록 2020.06.17 11:00 수정 -")
    (['2020-06-17T11:00:00+09:00', None], ['2020-06-17T11:00:00+09:00', None])

    D5, twelve hours:

    >>> show("2020.06.17. 오전 12:30"), show("2020.06.17 05:42 PM"), show("2020.06.17 오후 14:05")
    (['2020-06-17T00:30:00+09:00', None], ['2020-06-17T17:42:00+09:00', None], ['2020-06-17T14:05:00+09:00', None])

    D6, separators and two-figure years:

    >>> show("20. 6. 17. (수) 11:00"), show("2020 / 06 / 17 [11:00]")
    (['2020-06-17T11:00:00+09:00', None], ['2020-06-17T11:00:00+09:00', None])

    D7, no year, and relative to the fetch:

    >>> show("12.31 23:10"), show("3시간 전"), show("어제")
    (['2020-12-31T23:10:00+09:00', None], ['2021-03-10T12:20:00+09:00', None], ['2021-03-09', None])

    D8, English forms and numbers only:

    >>> show("Wed, 17 Jun 2020 11:00:00 +0900"), show("Jun 17, 2020"), show("20200617110000")
    (['2020-06-17T11:00:00+09:00', None], ['2020-06-17', None], ['2020-06-17T11:00:00+09:00', None])

    D9, what is no stamp:

    >>> show("등록번호 서울아00000 | 등록일자 : 2009.11.30"), show("2020.06.17 11:00 기준"), show("6월 17일 밝혔다")
    ([None, None], [None, None], [None, None])

    D10, attributes and glued stamps; an interval is an event:

    >>> show('<meta property="og:regDate" content="20200617110000">'), show("2020.06.17 ~ 2020.06.20")
    (['2020-06-17T11:00:00+09:00', None], [None, None])
    >>> show("입력2020.06.17. 오전 9:10수정2020.06.17. 오후 1:20기사원문")
    ['2020-06-17T09:10:00+09:00', '2020-06-17T13:20:00+09:00']
    """
    return read_line(raw, crawl_time).dates


def read_line(raw: str, crawl_time: datetime | None = None) -> Line:
    """Return what ``parse_dates`` does, and the label that stood with it.

    >>> read_line("승인 2020.06.17 11:00").label, read_line("2020.06.17 11:00").label
    (<Label.LATER: 'published: approved or sent out'>, None)
    """
    text = plain(raw)
    readings = list(islice(read_stamps(text, in_kst(crawl_time) if crawl_time else None), _MOST + 1))
    if not 0 < len(readings) <= _MOST:
        return _NOTHING
    stamps: list[tuple[Reading, Label | None]] = [
        (reading, label)
        for i, (reading, label) in enumerate(zip(readings, _labels(text, readings), strict=True))
        if label is not Label.NEVER and is_stamp(text, readings, i)
    ]
    if not all(reading.has_clock for reading, _ in stamps) and is_colophon(text):
        stamps = [(reading, label) for reading, label in stamps if reading.has_clock]
    if any(label for _, label in stamps):
        return _by_label(stamps)
    return Line(
        _by_place(text, standing_alone(text, readings, [reading for reading, _ in stamps if reading.moment]))
    )


def parse_listing_date(raw: str, crawl_time: datetime | None) -> Moment | None:
    """Return the moment a listing prints beside an entry, or None; a time alone is one of the day of the fetch.

    >>> from newscrawl.text.dates import KST
    >>> fetched = datetime(2026, 1, 30, 18, 0, tzinfo=KST)
    >>> parse_listing_date("15:13:02", fetched).iso(), parse_listing_date("01.29 09:10", fetched).iso()
    ('2026-01-30T15:13:02+09:00', '2026-01-29T09:10:00+09:00')
    """
    text = plain(raw)
    alone = _TIME_ALONE.fullmatch(text)
    if not alone:
        return parse_dates(text, crawl_time).published
    if crawl_time is None:
        return None
    hour, minute, second = alone.groups()
    now = in_kst(crawl_time)
    try:
        moment = now.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    except ValueError:
        return None
    # Later than the fetch it is not today's (a page from before midnight), and whose it is nobody says.
    return Moment(moment, "second" if second else "minute") if moment <= now + _SKEW else None


def _labels(text: str, readings: list[Reading]) -> list[Label | None]:
    gaps = [
        text[max(end, reading.start - 60) : reading.start]
        for end, reading in zip([0, *(r.end for r in readings)], readings, strict=False)
    ]
    labels = [label_before(gap) for gap in gaps]
    if not labels[0]:
        # "2020.06.17 11:00 송고 | 2020.06.17 12:00 최종수정": each label stands behind its stamp.
        behind = [label_after(text[reading.end : reading.end + 24]) for reading in readings]
        if all(behind):
            return behind
        if any(labels):
            labels[0] = label_further_off(gaps[0])
    return labels


def _by_label(stamps: list[tuple[Reading, Label | None]]) -> Line:
    """Take the earlier of the published stages and the latest of the changes (D4)."""
    said = {kind: [r.moment for r, label in stamps if label is kind and r.moment] for kind in Label}
    label = next((kind for kind in (Label.FIRST, Label.LATER) if said[kind]), Label.MODIFIED)
    published = None if label is Label.MODIFIED else said[label][0]
    return Line(Dates(published, max(said[Label.MODIFIED], key=Moment.iso, default=None)), label)


def _by_place(text: str, stamps: list[Reading]) -> Dates:
    """Take the first unlabelled stamp, and a second of its kind beside it as the change (D4)."""
    if not stamps:
        return _NOTHING.dates
    return Dates(stamps[0].moment, stamps[1].moment if _open_with_a_pair(text, stamps) else None)


def _open_with_a_pair(text: str, stamps: list[Reading]) -> bool:
    """Tell whether two stamps are of a kind, side by side, and in order: what descends is a list of articles."""
    if len(stamps) < 2 or not _BAR_OR_SPACE.fullmatch(text, stamps[0].end, stamps[1].start):
        return False
    one, other = stamps[:2]
    same_form = _FIGURES.sub("", one.words) == _FIGURES.sub("", other.words)
    in_order = bool(one.moment and other.moment and one.moment.iso() <= other.moment.iso())
    return in_order and same_form and one.has_clock == other.has_clock
