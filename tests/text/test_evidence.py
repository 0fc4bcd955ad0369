"""Which of a page's dates is believed: the head and the printed line in the ways real content systems disagree."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Stamp
from newscrawl.text.dates import KST, parse_dates
from newscrawl.text.evidence import Choice, choose

FETCHED = datetime(2020, 6, 17, 18, 0, tzinfo=KST)
FORMS = [json.loads(line) for line in Path(__file__).with_name("dates.jsonl").read_text("utf-8").splitlines()]


def published(*stamps: Stamp) -> tuple[str | None, str | None, tuple[str, ...]]:
    choice = choose(stamps, FETCHED)
    return choice.published.iso() if choice.published else None, choice.published_source, choice.disagreements


def page(raw: str) -> Stamp:
    return Stamp(raw, "page")


def head(raw: str, field: str = "published", source: str = "meta") -> Stamp:
    return Stamp(raw, source, field)


def test_nothing_is_made_of_nothing():
    assert choose([], FETCHED) == Choice()


def test_words_that_are_not_understood_stay():
    choice = choose([head("", "published"), page("입력 어느 날"), head("-", "modified")], FETCHED)
    assert choice == Choice(published_raw="입력 어느 날", modified_raw="-")


# Published


def test_the_head_gives_the_seconds_of_the_printed_minute():
    line, meta = page("입력 2020-06-17 11:00"), head("2020-06-17T11:00:27+09:00")
    assert published(line, meta) == ("2020-06-17T11:00:27+09:00", "meta", ())
    assert choose([line, meta], FETCHED).published_raw == meta.raw


def test_json_ld_goes_before_meta():
    assert published(
        head("2020-06-17T11:00:27+09:00"), head("2020-06-17T11:00:28+09:00", source="json-ld")
    ) == ("2020-06-17T11:00:28+09:00", "json-ld", ())


def test_the_printed_line_wins_where_they_differ():
    # An article approved minutes after it was filed.
    assert published(page("승인 2020.06.17 17:34"), head("2020-06-17T17:30:45+09:00")) == (
        "2020-06-17T17:34:00+09:00",
        "page",
        ("meta: other time",),
    )
    assert published(page("입력 2020.06.17 11:00"), head("2020-06-15T11:00:00+09:00"))[::2] == (
        "2020-06-17T11:00:00+09:00",
        ("meta: other day",),
    )


def test_of_two_printed_stages_the_earlier():
    assert (
        published(page("승인 2020.06.17 11:30"), page("입력 2020.06.17 11:00"))[0]
        == "2020-06-17T11:00:00+09:00"
    )


def test_the_head_gives_the_time_of_a_printed_day():
    assert published(page("2020. 6. 17."), head("2020-06-17T11:00:27+09:00"))[:2] == (
        "2020-06-17T11:00:27+09:00",
        "meta",
    )
    assert published(page("2020. 6. 16."), head("2020-06-17T11:00:27+09:00")) == (
        "2020-06-16",
        "page",
        ("meta: other day",),
    )


@pytest.mark.parametrize("source", ["json-ld", "meta", "feed"])
@pytest.mark.parametrize(
    "raw", ["2020-06-17T11:00:12Z", "2020-06-17T11:00:12+00:00", "Wed, 17 Jun 2020 11:00:12 GMT"]
)
def test_korean_time_that_calls_itself_greenwich_time_is_caught(source, raw):
    assert published(page("2020-06-17 11:00"), head(raw, source=source)) == (
        "2020-06-17T11:00:00+09:00",
        "page",
        (f"{source}: Korean time as GMT",),
    )


def test_a_listing_catches_it_too():
    assert published(Stamp("06.17 11:00", "listing"), head("2020-06-17T11:00:12Z", source="json-ld")) == (
        "2020-06-17T11:00:00+09:00",
        "listing",
        ("json-ld: Korean time as GMT",),
    )


def test_greenwich_time_that_is_right_stays():
    assert published(page("송고시간 2020-06-17 08:00:04"), head("2020-06-16T23:00:04Z")) == (
        "2020-06-17T08:00:04+09:00",
        "page",
        (),
    )
    assert published(head("2020-06-16T23:00:04Z")) == ("2020-06-17T08:00:04+09:00", "meta", ())


def test_an_outlet_that_mistakes_one_zone_mistakes_the_other():
    choice = choose(
        [
            page("2020-06-17 11:00"),
            head("2020-06-17T11:00:12Z", "published", "json-ld"),
            head("2020-06-17T12:30:00Z", "modified", "json-ld"),
        ],
        FETCHED,
    )
    assert choice.modified is not None
    assert choice.modified.iso() == "2020-06-17T12:30:00+09:00"


def test_a_clock_of_twelve_hours_and_a_draft_never_win():
    twelve, draft = head("20200617030603"), head("20200615103736")
    right = head("2020-06-17T15:06:03+09:00")
    for wrong in (twelve, draft):
        assert published(wrong, right)[0] == "2020-06-17T15:06:03+09:00"
        assert published(wrong, page("2020. 6. 17. 15:06"))[0] == "2020-06-17T15:06:00+09:00"
        assert (
            published(wrong, Stamp("Wed, 17 Jun 2020 15:06:03 +0900", "feed"))[0]
            == "2020-06-17T15:06:03+09:00"
        )
    assert published(twelve, page("2020. 6. 17."))[0] == "2020-06-17"


def test_figures_that_agree_give_seconds():
    assert (
        published(page("입력 2020. 06. 17. 09:39"), head("20200617093902"))[0] == "2020-06-17T09:39:02+09:00"
    )


def test_an_unlabelled_date_far_from_the_head_is_not_the_article_s():
    # The site's clock, and a caption's date, stand before the article's own on some pages.
    clock, meta = page("2020-06-17 17:59 (수)"), head("2016-03-16T21:14:46+09:00")
    assert published(clock, meta)[:2] == ("2016-03-16T21:14:46+09:00", "meta")
    assert published(clock, page("승인 2016.03.16 21:14"), meta)[:2] == ("2016-03-16T21:14:46+09:00", "meta")
    assert (
        published(page("2020.06.17 17:59"), page("2016.03.16 21:14"), meta)[0] == "2016-03-16T21:14:46+09:00"
    )


def test_listing_feed_and_address_speak_only_where_page_and_head_are_silent():
    listing, feed = (
        Stamp("2020.06.16 09:00", "listing"),
        Stamp("Tue, 16 Jun 2020 08:00:00 +0900", "feed", "published"),
    )
    address = Stamp("https://news.example.com/view/2020061511000000123", "url")
    assert published(address, feed, listing, page("입력 2020-06-17 11:00"))[:2] == (
        "2020-06-17T11:00:00+09:00",
        "page",
    )
    assert published(address, feed, listing)[:2] == ("2020-06-16T09:00:00+09:00", "listing")
    assert published(address, feed)[:2] == ("2020-06-16T08:00:00+09:00", "feed")
    assert published(address)[:2] == ("2020-06-15", "url")
    assert published(Stamp("https://news.example.com/2020/06/17/robot", "url"))[0] == "2020-06-17"
    assert published(Stamp("https://news.example.com/articleView.html?idxno=20191345", "url"))[0] is None


def test_a_rough_listing_gives_way_to_a_feed_and_agrees_within_the_hour():
    listing, feed = Stamp("3시간 전", "listing"), Stamp("Wed, 17 Jun 2020 14:31:07 +0900", "feed")
    assert published(listing, feed) == ("2020-06-17T14:31:07+09:00", "feed", ())
    assert published(listing)[0] == "2020-06-17T15:00:00+09:00"
    assert published(Stamp("17:42:10", "listing"))[0] == "2020-06-17T17:42:10+09:00"


# Modified


def test_modified_is_printed_or_in_the_head_and_nowhere_else():
    line = page("입력 2020.06.17 11:00 수정 2020.06.17 12:30")
    choice = choose([line, head("2020-06-17T12:30:44+09:00", "modified")], FETCHED)
    assert choice.modified is not None
    assert (choice.modified.iso(), choice.modified_source) == ("2020-06-17T12:30:44+09:00", "meta")
    assert choice.published_raw == line.raw
    feed = Stamp("2020-06-17T12:30:44+09:00", "feed", "modified")
    assert choose([page("입력 2020.06.17 11:00"), feed], FETCHED).modified is None


def test_printed_and_equal_both_are_kept():
    choice = choose([page("입력 2020.06.17 11:00"), page("수정 2020.06.17 11:00")], FETCHED)
    assert choice.published == choice.modified
    assert choice.disagreements == ()


def test_a_label_in_the_words_goes_before_the_field_they_were_found_in():
    choice = choose([Stamp("최종수정 2020.06.17 12:30", "page", "published")], FETCHED)
    assert choice.published is None
    assert choice.modified is not None


def test_an_unlabelled_value_is_what_its_field_says():
    choice = choose([Stamp("2020.06.17 12:30", "page", "modified")], FETCHED)
    assert choice.published is None
    assert choice.modified is not None


# What cannot be


def test_what_cannot_be_is_counted():
    assert published(page("입력 2020-06-20 11:00"))[2] == ("published: in the future",)
    both = choose([page("입력 2020-06-17 11:00"), head("2020-06-16T11:00:00+09:00", "modified")], FETCHED)
    assert both.disagreements == ("modified: before published",)


RAWS = st.one_of(st.sampled_from([form["raw"] for form in FORMS]), st.text(max_size=30))
STAMPS = st.builds(
    Stamp,
    RAWS,
    st.sampled_from(["json-ld", "meta", "page", "listing", "feed", "url", "elsewhere"]),
    st.sampled_from(["", "published", "modified"]),
)


@given(st.lists(STAMPS, max_size=6), st.none() | st.just(FETCHED))
def test_any_stamps_give_one_choice_from_their_own_words(stamps, crawl_time):
    choice = choose(stamps, crawl_time)
    assert choose(stamps, crawl_time) == choice
    raws, sources = {stamp.raw for stamp in stamps} | {None}, {stamp.source for stamp in stamps}
    assert {choice.published_raw, choice.modified_raw} <= raws
    for moment, source in (
        (choice.published, choice.published_source),
        (choice.modified, choice.modified_source),
    ):
        assert (moment is None) == (source is None)
        if moment is not None:
            assert source in sources
            if isinstance(moment.value, datetime):
                assert moment.value.utcoffset() == timedelta(hours=9)
            assert parse_dates(moment.iso()).published is not None
