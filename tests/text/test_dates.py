"""Korean date lines: a table of the forms outlets print (words invented), and what must hold of every string.

``dates.jsonl`` holds a line a form, with the answer read by eye to rules D1 to D10; a field that is left out must be
None. All are read as if fetched at ``FETCHED``.
"""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.text.dates import KST, Dates, Moment, parse_dates, parse_listing_date

FETCHED = datetime(2021, 3, 10, 15, 20, 30, tzinfo=KST)
EVAL = Path(__file__).parents[2].parent / "shared" / "eval" / "strings" / "dates.jsonl"
FORMS = [json.loads(line) for line in Path(__file__).with_name("dates.jsonl").read_text("utf-8").splitlines()]


def said(dates: Dates) -> dict[str, str]:
    return {field: moment.iso() for field, moment in dates._asdict().items() if moment}


@pytest.mark.parametrize("form", FORMS, ids=[form["raw"] for form in FORMS])
def test_a_form(form):
    expected = {field: form[field] for field in ("published", "modified") if field in form}
    assert said(parse_dates(form["raw"], FETCHED)) == expected


def test_real_strings_keep_their_floor():
    if not EVAL.exists():
        pytest.skip("the real strings are kept outside the repository")
    rows = [json.loads(line) for line in EVAL.read_text("utf-8").splitlines()]
    wrong = []
    for row in rows:
        crawl_time = datetime.fromisoformat(row["crawl_time"]) if "crawl_time" in row else None
        expected = {field: value for field, value in row["expect"].items() if value}
        if said(parse_dates(row["raw"], crawl_time)) != expected:
            wrong.append(row["id"])
    assert not wrong, f"{len(wrong)} of {len(rows)}"


# Without the moment of the fetch


@pytest.mark.parametrize("raw", ["3시간 전", "어제", "방금 전", "06.17 11:00", "6월 17일", "11:00", "Jun 17"])
def test_what_needs_the_fetch_is_none_without_it(raw):
    assert parse_dates(raw) == (None, None)


def test_a_two_figure_year_after_the_fetch_is_not_understood():
    assert parse_dates("98.12.31 11:00", FETCHED).published is None
    assert parse_dates("21.03.10 11:00", FETCHED).published is not None


def test_the_fetch_is_counted_in_korea_whatever_its_zone():
    in_new_york = datetime(2021, 3, 9, 20, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert parse_dates("오늘", in_new_york).published == Moment(date(2021, 3, 10), "day")
    assert parse_dates("오늘", datetime(2021, 3, 10, 0, 30)).published == Moment(date(2021, 3, 10), "day")
    assert parse_dates("1분 전", datetime(2021, 3, 9, 15, 1, 2, 999, UTC)).published == Moment(
        datetime(2021, 3, 10, 0, 0, 2, tzinfo=KST), "minute"
    )


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("2020.06.17", "day"),
        ("2020.06.17 11:00", "minute"),
        ("2020.06.17 11:00:00", "second"),
        ("20200617", "day"),
        ("202006171100", "minute"),
        ("20200617110000", "second"),
        ("2020-06-17T11:00+09:00", "minute"),
        ("오후 5시 42분 2020년 6월 17일", "minute"),
        ("10초 전", "second"),
        ("3시간 전", "minute"),
        ("2일 전", "day"),
    ],
)
def test_precision(raw, precision):
    published = parse_dates(raw, FETCHED).published
    assert published is not None
    assert published.precision == precision


# Listings


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("15:13:02", "2021-03-10T15:13:02+09:00"),
        ("00:05", "2021-03-10T00:05:00+09:00"),
        ("[09:10]", "2021-03-10T09:10:00+09:00"),
        ("15:22", "2021-03-10T15:22:00+09:00"),  # the site's clock is two minutes ahead
        ("23:58", None),  # yesterday's or nobody's
        ("25:10", None),
        ("2021.03.09", "2021-03-09"),
        ("03.09 17:42", "2021-03-09T17:42:00+09:00"),
        ("IT | 홍길동 기자 | 2021-03-09 17:42", "2021-03-09T17:42:00+09:00"),
        ("10분전", "2021-03-10T15:10:30+09:00"),
        ("", None),
    ],
)
def test_a_listing(raw, expected):
    moment = parse_listing_date(raw, FETCHED)
    assert (moment and moment.iso()) == expected


def test_a_time_alone_needs_the_fetch():
    assert parse_listing_date("15:13:02", None) is None
    assert parse_dates("15:13:02", FETCHED) == (None, None)


# What must hold of every string

PIECES = """
    입력 수정 등록 승인 송고 최종 기사 2020 20 06 6 17 30 31 99 11 : 00 . - / ~ 년 월 일 시 분 초 전 오전 오후 PM T Z
    GMT +09:00 Jun June 어제 오늘 방금 (수) 수요일 [ ] ( ) < > " ' = content datePublished dateModified 기준 ⓒ 등록번호
    홍길동 기자 에 까지 했다. ０ １ &nbsp; &#50; 2020-06-17 11:00:30 20200617110000
"""
STRINGS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*PIECES.split(), " ", "\n", "\u00a0"]), max_size=14).map("".join),
)


@given(STRINGS, st.none() | st.just(FETCHED))
def test_any_string_gives_moments_with_a_zone_or_bare_dates(raw, crawl_time):
    dates = parse_dates(raw, crawl_time)
    assert parse_dates(raw, crawl_time) == dates
    for moment in (*dates, parse_listing_date(raw, crawl_time)):
        if moment is None:
            continue
        if isinstance(moment.value, datetime):
            assert moment.value.utcoffset() == timedelta(hours=9)
            assert moment.value.microsecond == 0
            assert moment.precision in ("minute", "second")
        else:
            assert moment.precision == "day"
        again = parse_dates(moment.iso()).published
        assert again is not None
        assert again.value == moment.value


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
DAY_FORMS = [
    "{0:%Y.%m.%d}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0.year}. {0.month}. {0.day}.",
    "{0.year}년 {0.month}월 {0.day}일",
    "{0:%Y}년{0:%m}월{0:%d}일",
    "{0:%y}.{0:%m}.{0:%d}",
    "‘{0:%y}. {0.month}. {0.day}",
    "{0:%b} {0.day}, {0.year}",
    "{0:%A}, {0:%B} {0.day}, {0.year}",
    "{0:%d} {0:%b} {0.year}",
    "{0:%Y.%m.%d}({1})",
    "{0:%Y-%m-%d} ({1}요일)",
]
CLOCK_FORMS = [
    "{0:%H:%M}",
    "{0.hour}:{0:%M}",
    "{0.hour}시 {0.minute}분",
    "{1} {2}:{0:%M}",
    "{1} {2:02d}:{0:%M}",
    "{2}:{0:%M} {3}",
]


@given(
    DAYS,
    CLOCKS,
    st.sampled_from(DAY_FORMS),
    st.sampled_from([*CLOCK_FORMS, ""]),
    st.sampled_from(["입력 ", "등록 : ", "수정 ", ""]),
)
def test_no_wrong_day_or_clock_on_what_is_stated_in_full(day, clock, day_form, clock_form, label):
    half, hour = ("오전", "오후")[clock.hour // 12], clock.hour % 12 or 12
    printed = day_form.format(day, "월화수목금토일"[day.weekday()])
    if clock_form:
        printed += " " + clock_form.format(clock, half, hour, ("AM", "PM")[clock.hour // 12])
    dates = parse_dates(label + printed)
    moment = dates.modified if label == "수정 " else dates.published
    expected = datetime.combine(day, clock, KST) if clock_form else day
    assert moment is not None
    assert moment.value == expected
    assert (dates.published is None) == (label == "수정 ")


@given(DAYS, st.times(), st.integers(-12 * 4, 14 * 4))
def test_a_zone_in_the_words_is_converted(day, clock, quarters):
    zone = timezone(timedelta(minutes=15 * quarters))
    stated = datetime.combine(day, clock.replace(microsecond=0), zone)
    published = parse_dates(stated.isoformat()).published
    if 2000 <= stated.astimezone(KST).year <= 2099:
        assert published is not None
        assert published.value == stated


@given(DAYS, st.integers(0, 3000))
def test_a_day_without_a_year_is_the_latest_that_has_been(day, back):
    fetched = datetime.combine(day, datetime.min.time(), KST) + timedelta(days=back)
    published = parse_dates(f"{day.month}월 {day.day}일 11:00", fetched).published
    assert published is not None
    assert (published.day.month, published.day.day) == (day.month, day.day)
    assert day <= published.day <= fetched.date()


@given(DAYS, DAYS, st.sampled_from([" ~ ", "~", " - ", "∼", " ～ "]), st.sampled_from(DAY_FORMS[:6]))
def test_an_interval_is_an_event(one, other, dash, form):
    assert parse_dates(form.format(one, "") + dash + form.format(other, "")) == (None, None)
