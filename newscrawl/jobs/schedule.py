"""When a job is due: "every 10 minutes", or cron words. Pure; moments come in from outside."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from importlib import import_module

KST = timezone(timedelta(hours=9))
_SPAN = re.compile(
    r"\s*(?:every\s+)?(\d+)?\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)\s*", re.I
)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


class ScheduleError(ValueError):
    """Words that name no time; the message shows some that do."""


@dataclass(frozen=True)
class Schedule:
    """How often: ``seconds`` between two starts, or ``cron`` words in Korean time."""

    seconds: float | None = None
    cron: str | None = None

    def next_after(self, last: datetime | None, now: datetime) -> datetime:
        """Return when the job is due next, having last started at ``last``; at once if it never did.

        A start in the future, which a clock that jumped back leaves behind, counts as now. However many turns were
        missed while the machine slept, one is due.

        >>> noon = datetime(2020, 6, 17, 12, tzinfo=KST)
        >>> Schedule(seconds=600).next_after(noon, noon + timedelta(hours=3)).isoformat()
        '2020-06-17T12:10:00+09:00'
        """
        if last is None:
            return now if self.cron is None else self._cron_after(now)
        last = min(last, now)
        if self.seconds is not None:
            return last + timedelta(seconds=self.seconds)
        return self._cron_after(last)

    def _cron_after(self, moment: datetime) -> datetime:
        cron = import_module("apscheduler.triggers.cron")  # an extra: newscrawl[jobs]

        trigger = cron.CronTrigger.from_crontab(self.cron, timezone=KST)
        found: datetime = trigger.get_next_fire_time(moment, moment + timedelta(microseconds=1))
        return found


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
    except (ValueError, AttributeError):
        raise ScheduleError(f'cron = "{words}" is no line of cron; write "*/10 * * * *"') from None
    return Schedule(cron=words)


def read_span(words: object) -> float:
    """Return the seconds a span names.

    >>> read_span("2h"), read_span("every 10 minutes"), read_span("day")
    (7200.0, 600.0, 86400.0)
    """
    found = _SPAN.fullmatch(str(words))
    if found is None or found[1] == "0":
        raise ScheduleError(f'"{words}" is no span of time; write "10 minutes", "2h" or "1 day"')
    return float(int(found[1] or 1) * _SECONDS[found[2][0].lower()])
