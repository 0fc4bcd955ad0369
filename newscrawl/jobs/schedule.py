"""When a job is due: "every 10 minutes", or cron words. Pure; moments come in from outside."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib import import_module
from typing import Any

KST = timezone(timedelta(hours=9))
# A clock put back by less repeats no turn, one put back by more is believed: as cron(8) of Debian has it.
PUT_BACK = timedelta(hours=3)
LATELY = timedelta(minutes=2)  # a turn that a look every minute may come late for
_SPAN = re.compile(
    r"\s*(?:every\s+)?(\d+)?\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)\s*", re.I
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_DAY = r"(\*|[0-7]|sun|mon|tue|wed|thu|fri|sat)"
_DAY_RANGE = re.compile(rf"{_DAY}(?:-{_DAY})?(?:/([1-7]))?")


class ScheduleError(ValueError):
    """Words that name no time; the message shows some that do."""


@dataclass(frozen=True)
class Schedule:
    """How often: ``seconds`` between two starts, or ``cron`` words in Korean time."""

    seconds: float | None = None
    cron: str | None = None

    def next_after(self, last: datetime | None, now: datetime) -> datetime:
        """Return when the job is due next, having last started at ``last``; a span is due at once if it never did.

        However many turns were missed while the machine slept, one is due. A start in the future, which a clock put
        back leaves behind, holds off no more than one turn that it may be, and never for as long as the jump.

        >>> noon = datetime(2020, 6, 17, 12, tzinfo=KST)
        >>> Schedule(seconds=600).next_after(noon, noon + timedelta(hours=3)).isoformat()
        '2020-06-17T12:10:00+09:00'
        """
        if self.seconds is not None:
            span = timedelta(seconds=self.seconds)
            return now if last is None or last > now + span else last + span
        found = self._turn_after(now - LATELY if last is None or last > now + PUT_BACK else last)
        if found is None:
            raise ScheduleError(f'cron = "{self.cron}" names a day that never comes')
        return found

    def _turn_after(self, moment: datetime) -> datetime | None:
        assert self.cron is not None
        begin = moment + timedelta(microseconds=1)
        turns = [trigger.get_next_fire_time(None, begin) for trigger in _triggers(self.cron)]
        return min((turn for turn in turns if turn is not None), default=None)


def read_schedule(every: object, cron: object) -> Schedule:
    """Return the schedule of a job's ``every`` or ``cron``; ScheduleError where it has none, both, or neither is time.

    >>> read_schedule("10 minutes", None).seconds
    600.0
    """
    if (every is None) == (cron is None):
        raise ScheduleError('give either every = "10 minutes" or cron = "*/10 * * * *"')
    if every is not None:
        return Schedule(seconds=read_span(every))
    words = str(cron)
    try:
        Schedule(cron=words).next_after(None, datetime(2020, 1, 1, tzinfo=KST))
    except ModuleNotFoundError:
        raise ScheduleError(
            "cron words need APScheduler: pip install 'newscrawl[jobs]', or use every"
        ) from None
    except ScheduleError:
        raise
    except ValueError:
        raise ScheduleError(f'cron = "{words}" is no line of cron; write "*/10 * * * *"') from None
    return Schedule(cron=words)


def read_span(words: object) -> float:
    """Return the seconds a span names.

    >>> read_span("2h"), read_span("every 10 minutes"), read_span("day")
    (7200.0, 600.0, 86400.0)
    """
    found = _SPAN.fullmatch(str(words))
    if found is None or (found[1] and int(found[1]) == 0):
        raise ScheduleError(f'"{words}" is no span of time; write "10 minutes", "2h" or "1 day"')
    return float(int(found[1] or 1) * _SECONDS[found[2][0].lower()])


@cache
def _triggers(words: str) -> list[Any]:
    """Return APScheduler's triggers for cron words, two of them where cron means either of two."""
    cron = import_module("apscheduler.triggers.cron")  # an extra: newscrawl[jobs]
    minute, hour, day, month, weekday = words.lower().split()
    names = _weekdays(weekday)
    # Cron's own rule: a day of the month and a day of the week that are both named are alternatives.
    either = not day.startswith("*") and not weekday.startswith("*")
    pairs = [(day, "*"), ("*", names)] if either else [(day, names)]
    return [
        cron.CronTrigger(minute=minute, hour=hour, day=d, month=month, day_of_week=w, timezone=KST)
        for d, w in pairs
    ]


def _weekdays(words: str) -> str:
    """Return the days by name: APScheduler counts from Monday, cron from Sunday.

    >>> _weekdays("1-5"), _weekdays("0,7"), _weekdays("5-7")
    ('mon,tue,wed,thu,fri', 'sun', 'sun,fri,sat')
    """
    if words == "*":
        return words
    found: set[int] = set()
    for piece in words.split(","):
        part = _DAY_RANGE.fullmatch(piece)
        if part is None:
            raise ValueError(piece)
        first = 0 if part[1] == "*" else _number(part[1])
        last = 6 if part[1] == "*" else _number(part[2]) if part[2] else 6 if part[3] else first
        if last < first:
            raise ValueError(piece)
        found |= {day % 7 for day in range(first, last + 1, int(part[3] or 1))}
    return ",".join(_DAYS[day] for day in sorted(found))


def _number(day: str) -> int:
    return int(day) if day.isdecimal() else _DAYS.index(day)
