"""The forms a stamp is printed in → the moments they stand for (rules D1, D2 and D5 to D8). Pure."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from newscrawl.text.dates.moments import KST, Moment, date_of, in_kst, latest_date


class Reading(NamedTuple):
    """A stamp found in a text; ``moment`` is None where the calendar or the clock has no such moment.

    ``form`` says how its date is written: "year" (2020.06.17), "short" (20.06.17), "none" (06.17, 6월 17일), "digits"
    (20200617), "english" (17 Jun 2020), "american" (Jun 17, 2020), "turned" (2020 Jun 17), "unix" (Jun 17 11:00:00
    2020), "ago" (3시간 전) or "day" (어제); ``words`` is that date as printed.
    """

    start: int
    end: int
    moment: Moment | None
    form: str
    words: str
    has_clock: bool


_MERIDIEM = r"오전|오후|[AaPp]\.?[Mm](?:\.|(?![A-Za-z]))"
_CLOCK = (
    rf"(?:(?P<before>{_MERIDIEM}) ?)?"
    r"(?:(?P<hour>[0-9]{1,2}) ?: ?(?P<minute>[0-9]{2})(?: ?: ?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?![0-9])"
    r"|(?P<si>[0-9]{1,2}) ?시(?!간)(?: ?(?P<bun>[0-9]{1,2}) ?분(?: ?(?P<cho>[0-9]{1,2}) ?초)?)?"
    r"|(?<=[Tt])(?P<basic>[0-9]{4}(?:[0-9]{2})?)(?![0-9]))"
    rf"(?: ?(?P<after>{_MERIDIEM})(?! ?[0-9]{{1,2}} ?[:시]))?"
    r"(?: ?\(?(?P<zone>Z|UTC|GMT|KST|JST|[ECMP][SD]T)(?![A-Za-z])\)?)?"
    r"(?: ?(?P<offset>[+-][0-9]{2}:?[0-9]{2}|(?<=[TC])[+-][0-9]{1,2}|(?<=[0-9])[+-][0-9]{2})(?![0-9:]))?"
)
_CLOCK_ALONE = re.compile(rf"(?<![0-9:.])(?:{_CLOCK})")
_WEEKDAY = (
    r"(?:[., ]{0,2}[(\[<〈【] ?(?:[월화수목금토일月火水木金土日](?:요일|曜日)?|[A-Z][A-Za-z]{2,8}\.?) ?[)\]>〉】]"
    r"|[., ]{0,2}[월화수목금토일]요일| [월화수목금토일](?= )|,? ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?)?"
)
_WEEKDAY_ALONE = re.compile(_WEEKDAY)
# After a date: its weekday, marks, and the clock where one is printed.
_TAIL = re.compile(
    rf"{_WEEKDAY}[ .,:|/\[(·ㆍㅣ│-]{{0,4}}(?:[Tt](?:ime ?:? ?)?|at |시간 ?:? ?|시각 ?:? ?)?(?:{_CLOCK})"
)
# Zones by name, in hours from Greenwich; the American ones as RFC 822 has them.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "KST": 9, "JST": 9,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![A-Za-z])\.?"
)
_YEAR = r"(?:19|20)[0-9]{2}"
# Two figures glued to a clock ("2020.06.1711:00") can be read in one way only; a last figure alone could not.
_DAY = r"(?:[0-9]{2}(?=[0-9]{2}:[0-9])|[0-9]{1,2}(?![0-9]))"
# Behind 월 only figures with their 일, or with nothing glued, are a day: "6월 4면" and "6월 3주" are none.
_UNIT = r"(?(%s)(?: ?일(?!요일)|(?! ?[가-힣]))|(?: ?일(?!요일))?)"
_AFTER_YEAR, _AFTER_MONTH = r"(?: ?[.\-/–] ?| ?년 ?)", r"(?:(?P<%s> ?월 ?)| ?[.\-/–] ?)"


def _month_and_day(prefix: str) -> str:
    """Return the pattern of a month and a day, their groups named after ``prefix``."""
    unit = f"{prefix}u"
    return f"(?P<{prefix}m>[0-9]{{1,2}}){_AFTER_MONTH % unit}(?P<{prefix}d>{_DAY}){_UNIT % unit}"


_FIGURES = (
    rf"(?P<year>(?P<y>{_YEAR}){_AFTER_YEAR}{_month_and_day('y')})"
    rf"|(?P<digits>{_YEAR}[0-9]{{4}}(?:[0-9]{{4}}(?:[0-9]{{2}})?)?(?![0-9]))"
    r"|(?P<ago>(?:[0-9]{1,3} ?(?:주일?|일|시간|분|초) ?){1,4}전"
    r"(?:(?![가-힣])|(?=네이버|다음|기사|댓글|수정|입력|업데이트)))"
    rf"|(?P<english>(?P<ed>[0-9]{{1,2}})(?:st|nd|rd|th)?[ \-/.]{{1,2}}(?P<em>{_MONTH}|[0-9]{{1,2}}월)"
    rf",?[ \-/.]{{1,2}}(?P<ey>{_YEAR}(?![0-9:])|[0-9]{{2}}(?= [0-9]{{1,2}}:)))"
    rf"|(?P<turned>(?P<ty>{_YEAR})[ ,\-/.]{{1,2}}(?P<tm>{_MONTH})[ \-/]{{0,2}}(?P<td>[0-9]{{1,2}}(?![0-9])))"
    r"|(?P<short>(?<![A-Za-z])(?<![0-9][,:])(?:['‘’`´′] ?)?"
    rf"(?P<sy>[0-9]{{2}}){_AFTER_YEAR}{_month_and_day('s')})"
    rf"|(?P<none>(?<![A-Za-z])(?<![0-9][,:]){_month_and_day('n')})"
)
_NAMES = (
    rf"(?P<unix>(?P<um>{_MONTH}) (?P<ud>[0-9]{{1,2}}) (?P<clock>[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?: [A-Z]{{3}})?)"
    rf" (?P<uy>{_YEAR})(?![0-9]))"
    rf"|(?P<american>(?P<am>{_MONTH}) ?(?P<ad>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9:])"
    rf"(?:[,.]?[ \-/]{{0,2}}(?P<ay>{_YEAR})(?![0-9:]))?)"
)
_DAYS = r"(?P<day>그저께|그제|어제|오늘|방금)(?: ?전)?(?![가-힣])"
_STAMP = re.compile(
    rf"(?=[0-9JFMASONDjfmasond그어오방]|['‘’`´′] ?[0-9]{{2}})(?:(?<![0-9])(?<![0-9][.\-/])(?:{_FIGURES})"
    rf"|(?<![A-Za-z])(?:{_NAMES})|(?:(?<![가-힣])|(?<=입력)|(?<=수정)|(?<=등록)){_DAYS})"
)
_CLOCK_BEFORE = re.compile(rf"(?<![0-9:.~-])(?:{_CLOCK})[ ,|/)\]·ㅣ]{{1,3}}(?:on )?$")
_UNITS = re.compile(r"([0-9]+) ?(주|일|시간|분|초)")
_SPAN = {"주": timedelta(weeks=1), "일": timedelta(days=1), "시간": timedelta(hours=1), "분": timedelta(minutes=1),
         "초": timedelta(seconds=1)}  # fmt: skip
_DAYS_BACK = {"오늘": 0, "어제": 1, "그제": 2, "그저께": 2}


def read_stamps(text: str, crawl_time: datetime | None) -> Iterator[Reading]:
    """Yield the stamps of a text in printed order; ``crawl_time`` is in KST.

    >>> [r.moment.iso() for r in read_stamps("입력 2020. 6. 17. 오후 1:05 수정 20.06.18", None)]
    ['2020-06-17T13:05:00+09:00', '2020-06-18']
    """
    position = 0
    while found := _STAMP.search(text, position):
        reading = _read(found, position, crawl_time)
        position = reading.end
        yield reading


def _read(found: re.Match[str], position: int, crawl_time: datetime | None) -> Reading:
    text, form, words = found.string, found.lastgroup or "", found[0]
    start, end = found.span()
    if form in ("ago", "day") and (crawl_time is None or _is_instant(words)):
        return Reading(start, end, _instant(words, crawl_time), form, words, has_clock=True)
    day = _day(found, form, crawl_time.date() if crawl_time else None)
    clock: re.Match[str] | None
    if form == "unix":
        clock = _CLOCK_ALONE.match(found["clock"])
    elif form == "digits" and len(words) > 8:
        clock = _TAIL.match(f"T{words[8:]}{text[end : end + 8]}")
        end += max(0, clock.end() - len(words) + 7) if clock else 0
    else:
        clock = _TAIL.match(text, end)
        if clock:
            end = clock.start("offset") if _is_range(clock) else clock.end()
        else:
            clock = _CLOCK_BEFORE.search(text, max(position, start - 26), start)
            start = clock.start() if clock else start
    if clock is None:
        weekday = _WEEKDAY_ALONE.match(text, end)
        end = weekday.end() if weekday else end
        return Reading(start, end, Moment(day, "day") if day else None, form, words, has_clock=False)
    return Reading(start, end, _at(day, clock) if day else None, form, words, has_clock=True)


def _day(found: re.Match[str], form: str, today: date | None) -> date | None:
    match form:
        case "year":
            return date_of(int(found["y"]), int(found["ym"]), int(found["yd"]))
        case "digits":
            figures = found["digits"]
            return date_of(int(figures[:4]), int(figures[4:6]), int(figures[6:8]))
        case "short":
            day = date_of(2000 + int(found["sy"]), int(found["sm"]), int(found["sd"]))
            # "98.12.31" is 1998, which D6 does not say: what lies in the future of the fetch is not understood.
            return None if day and today and day > today + timedelta(days=1) else day
        case "english":
            year = int(found["ey"])
            return date_of(year + 2000 if year < 100 else year, _month(found["em"]), int(found["ed"]))
        case "turned":
            return date_of(int(found["ty"]), _month(found["tm"]), int(found["td"]))
        case "unix":
            return date_of(int(found["uy"]), _month(found["um"]), int(found["ud"]))
        case "american" if found["ay"]:
            return date_of(int(found["ay"]), _month(found["am"]), int(found["ad"]))
    if today is None:
        return None
    match form:
        case "american":
            return latest_date(_month(found["am"]), int(found["ad"]), today)
        case "none":
            return latest_date(int(found["nm"]), int(found["nd"]), today)
        case "day":
            return today - timedelta(days=_DAYS_BACK[found["day"]])
    return today - _span(found["ago"])


def _month(name: str) -> int:
    return int(name[:-1]) if name.endswith("월") else _MONTHS.index(name[:3].lower()) + 1


def _span(words: str) -> timedelta:
    return sum((int(count) * _SPAN[unit] for count, unit in _UNITS.findall(words)), timedelta())


def _is_instant(words: str) -> bool:
    return words.startswith("방금") or any(unit in words for unit in ("시간", "분", "초"))


def _instant(words: str, crawl_time: datetime | None) -> Moment | None:
    if crawl_time is None:
        return None
    return Moment(crawl_time - _span(words), "second" if "초" in words else "minute")


def _is_range(clock: re.Match[str]) -> bool:
    """Tell whether what looks like a zone is the end of a time range ("11:00-12:00")."""
    offset = clock["offset"]
    if not offset or offset[0] == "+" or clock["second"] or clock["basic"] or clock["zone"]:
        return False
    return ":" in offset and clock.string[clock.start("hour") - 1] not in "Tt"


def _at(day: date, clock: re.Match[str]) -> Moment | None:
    basic = clock["basic"]
    hour = int(clock["hour"] or clock["si"] or basic[:2])
    minute = int(clock["minute"] or clock["bun"] or (basic[2:4] if basic else 0))
    second = clock["second"] or clock["cho"] or (basic[4:] if basic else None)
    meridiem = clock["before"] or clock["after"]
    if meridiem:
        afternoon = meridiem == "오후" or meridiem[0] in "Pp"
        if afternoon and hour < 12:
            hour += 12
        elif not afternoon and hour == 12:
            hour = 0
    try:
        zone = _zone(clock)
        moment = in_kst(datetime(day.year, day.month, day.day, hour, minute, int(second or 0), tzinfo=zone))
    except ValueError:
        return None
    return Moment(moment, "second" if second else "minute")


def _zone(clock: re.Match[str]) -> timezone:
    offset = clock["offset"]
    if not offset or _is_range(clock):
        return timezone(timedelta(hours=_ZONES[clock["zone"]])) if clock["zone"] else KST
    figures = offset[1:].replace(":", "")
    hours, minutes = (figures, "0") if len(figures) < 3 else (figures[:2], figures[2:])
    if int(hours) > 14 or int(minutes) > 59:
        raise ValueError(offset)
    east = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-east if offset[0] == "-" else east)
