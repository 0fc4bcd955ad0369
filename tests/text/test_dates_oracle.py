"""Stamps stated in full, held against dateutil: a second opinion that shares none of our code."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.text.dates import parse_dates

ZONES = st.builds(timezone, st.integers(-11, 13).map(lambda hours: timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(2001, 1, 2), datetime(2037, 12, 30), timezones=ZONES).map(
    lambda m: m.replace(microsecond=0)
)


@given(MOMENTS)
def test_iso_8601(moment: datetime) -> None:
    read = parse_dates(moment.isoformat()).published
    assert read is not None
    assert read.value == parser.isoparse(moment.isoformat())


@given(MOMENTS)
def test_rfc_822_as_feeds_print_it(moment: datetime) -> None:
    words = format_datetime(moment)
    read = parse_dates(words).published
    assert read is not None
    assert read.value == parser.parse(words)


@given(MOMENTS)
def test_the_compact_forms_of_utc(moment: datetime) -> None:
    words = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    read = parse_dates(words).published
    assert read is not None
    assert read.value == parser.isoparse(words)
