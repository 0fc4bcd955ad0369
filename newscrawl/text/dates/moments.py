"""A moment in Korean time: what the other rooms of the dates get to see. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

KST = timezone(timedelta(hours=9))


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as far as it was printed: an aware datetime in KST, or a bare date where no clock stood.

    ``precision`` is "second", "minute" or "day".
    """

    value: datetime | date
    precision: str

    def iso(self) -> str:
        """Return the ISO 8601 form the record holds.

        >>> Moment(datetime(2020, 6, 17, 11, 0, tzinfo=KST), "minute").iso()
        '2020-06-17T11:00:00+09:00'
        >>> Moment(date(2020, 6, 17), "day").iso()
        '2020-06-17'
        """
        return self.value.isoformat()

    @property
    def day(self) -> date:
        """Return the calendar day in Korea.

        >>> Moment(datetime(2020, 6, 17, 11, 0, tzinfo=KST), "minute").day
        datetime.date(2020, 6, 17)
        """
        return self.value.date() if isinstance(self.value, datetime) else self.value


class Dates(NamedTuple):
    """What one line says: when it was published and when it was last changed, each None where it does not say."""

    published: Moment | None
    modified: Moment | None


def in_kst(moment: datetime) -> datetime:
    """Return the same instant in KST, without fractions of a second; a moment without a zone is Korean time.

    >>> in_kst(datetime(2020, 6, 17, 2, 0, tzinfo=timezone.utc)).isoformat()
    '2020-06-17T11:00:00+09:00'
    """
    moment = moment.replace(microsecond=0)
    return moment.replace(tzinfo=KST) if moment.tzinfo is None else moment.astimezone(KST)


def date_of(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day.

    >>> date_of(2021, 2, 29)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest_date(month: int, day: int, today: date) -> date | None:
    """Return the latest such date that is not after ``today``, or None where the calendar has none.

    >>> latest_date(12, 31, date(2021, 1, 1))
    datetime.date(2020, 12, 31)
    """
    # A leap day can be eight years away (1896 to 1904); nine tries always find it.
    for year in range(today.year, max(today.year - 9, 0), -1):
        found = date_of(year, month, day)
        if found and found <= today:
            return found
    return None
