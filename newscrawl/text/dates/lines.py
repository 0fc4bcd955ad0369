"""A date line → when it was published and when it was changed (rules D1 to D10). Pure.

A stamp is taken only where the words beside it say what it is, or where nothing around it says that it is something
else: the date of an event, of a market, of the paper's registration, of prose.
"""

import re
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from newscrawl.text.dates.attributes import plain
from newscrawl.text.dates.labels import Label, label_after, label_before, label_further_off
from newscrawl.text.dates.moments import Dates, Moment, in_kst
from newscrawl.text.dates.stamps import Reading, read_stamps

# An interval, the clock of a market or of a ranking, a number that goes on: no stamp, whatever its label.
_IN_BRACKETS = r"(?: ?\([^()]{1,12}\))?"
_NO_STAMP = re.compile(
    rf"{_IN_BRACKETS} ?(?:[~∼〜]|기준|부터|까지|[-–—] ?(?:[0-9]{{1,2}}:[0-9]|(?:19|20)[0-9]{{2}} ?[.\-/년]))"
)
_NO_BARE_STAMP = re.compile(rf"{_IN_BRACKETS} ?[-–—] ?[0-9]|[.\-/:]?[0-9]|%|호(?!텔)")
_FROM = re.compile(r"[~∼〜] ?$|[0-9] ?[-–—] ?$")
_TO = re.compile(rf"{_IN_BRACKETS} ?[-–—] ?")
# "14.2.1" is a version and "3.5" a number; "14.02.01", "14. 2. 1", "’14.2.1" and "2월 1일" are dates.
_DATED = re.compile(r"(?:[0-9]{2}[.\-/])?[0-9]{2}[.\-/][0-9]{2}|['‘’`´′].*|.*(?:[월년]|\. ).*")
# The paper's own data and its copyright: a bare date in such a line is never a stamp.
_COLOPHON = re.compile(
    r"등록번호|등록 ?\(|등록 ?일자|(?:등록|발행) ?[연년]월일|발행인|편집인|인쇄인|제호|창간|정기간행물|청소년 ?보호"
    r"|사업자|대표이사|통신판매|인터넷신문|[©ⓒ]|\([cC]\)|(?i:copyright)"
)
# What makes an unlabelled date a part of a sentence, an event or an open interval.
_IN_PROSE = re.compile(
    r"에(?:[는도서]|(?![가-힣]))|자(?![세가-힣])|자로|[경의은는을를](?![가-힣])|께|쯤| ?[전후](?![가-힣])| ?[-–—][ )]*$"
    r"|[ ,)]{0,2}(?:현재|이후|이전|당시|장 ?마감|장중|개최|개봉|개막|출시|예정|마감|종료|시작|오픈|시행|지면|별세|출생)"
)
_PROSE = re.compile(
    r"[가-힣](?:다|요|죠|까)(?:[.!?]|$)|[했한된됐였있없이왔혔갔졌린란]다(?![가-힣])"
    r"|[가-힣](?:에서|에게|으로|하는|되는|리는|위해|통해|대한)(?![가-힣])"
    r"|행사|일정|컨퍼런스|콘퍼런스|세미나|박람회|설명회|공청회|콘서트|전시회|시상식|이벤트|예약|휴무|휴장|당첨|배송|결제|만기"
)
# Three words and more behind the date, and no person or page furniture among the first: a text that opens with a date.
_RUNS_ON = re.compile(
    r"[ )\]]{1,3}(?!가가|댓글|조회|글자|기사|공유|스크랩|인쇄|프린트|추천|이웃|구독|폰트|[Uu][Rr][Ll]|[Bb]y )"
    r"[0-9A-Za-z가-힣]+ (?!기자|특파원|인턴|수습|객원|선임|에디터|앵커)[0-9A-Za-z가-힣]+ [0-9A-Za-z가-힣]"
)
_WORD = re.compile(r"[가-힣]+|[A-Za-z]{2,}")
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
        if label is not Label.NEVER and not _is_no_stamp(text, readings, i)
    ]
    if not all(reading.has_clock for reading, _ in stamps) and _COLOPHON.search(text):
        stamps = [(reading, label) for reading, label in stamps if reading.has_clock]
    if any(label for _, label in stamps):
        return _by_label(stamps)
    return Line(_unlabelled(text, readings, [reading for reading, _ in stamps]))


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


def _is_no_stamp(text: str, readings: list[Reading], i: int) -> bool:
    reading = readings[i]
    if _NO_STAMP.match(text, reading.end) or _FROM.search(text, max(0, reading.start - 4), reading.start):
        return True
    if i and _TO.fullmatch(text, readings[i - 1].end, reading.start):
        return True
    if reading.has_clock:
        return False
    if reading.form in ("short", "none") and not _DATED.fullmatch(reading.words):
        return True
    return bool(_NO_BARE_STAMP.match(text, reading.end))


def _by_label(stamps: list[tuple[Reading, Label | None]]) -> Line:
    """Take the earlier of the published stages and the latest of the changes (D4)."""
    said = {kind: [r.moment for r, label in stamps if label is kind and r.moment] for kind in Label}
    label = next((kind for kind in (Label.FIRST, Label.LATER) if said[kind]), Label.MODIFIED)
    published = None if label is Label.MODIFIED else said[label][0]
    return Line(Dates(published, max(said[Label.MODIFIED], key=Moment.iso, default=None)), label)


def _unlabelled(text: str, readings: list[Reading], stamps: list[Reading]) -> Dates:
    """Take the first stamp that stands for itself, and a second of its kind beside it as the change (D4)."""
    rest = _without(text, readings)
    words = _WORD.findall(rest)
    is_prose = len(words) > 8 or bool(_PROSE.search(rest))
    is_alone = len(readings) == 1 and not words and not _FIGURES.search(rest)
    accepted = [r for r in stamps if r.moment and _stands_for_itself(text, r, is_alone, is_prose)]
    published, modified = (accepted[0].moment if accepted else None), None
    if len(accepted) > 1 and _are_a_pair(text, *accepted[:2]):
        modified = accepted[1].moment
    return Dates(published, modified)


def _are_a_pair(text: str, one: Reading, other: Reading) -> bool:
    """Tell whether two stamps are of a kind, side by side, and in order: what descends is a list of articles."""
    if not one.moment or not other.moment or not _BAR_OR_SPACE.fullmatch(text, one.end, other.start):
        return False
    same_form = _FIGURES.sub("", one.words) == _FIGURES.sub("", other.words)
    return same_form and one.has_clock == other.has_clock and one.moment.iso() <= other.moment.iso()


def _without(text: str, readings: list[Reading]) -> str:
    starts = [reading.start for reading in readings] + [len(text)]
    ends = [0] + [reading.end for reading in readings]
    return " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def _stands_for_itself(text: str, reading: Reading, is_alone: bool, is_prose: bool) -> bool:
    words = reading.words
    if _IN_PROSE.match(text, reading.end):
        return False
    if is_alone:
        return True
    match reading.form:
        case "digits":
            return reading.has_clock and len(words) == 8
        case "day":
            return reading.has_clock and not is_prose
        case "none":
            return reading.has_clock and bool(_DATED.fullmatch(words) or "." in words) and not is_prose
        case "year" | "short" if reading.has_clock and "월" not in words:
            return True
    return not is_prose and not _RUNS_ON.match(text, reading.end)
