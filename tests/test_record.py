"""The record, its published schema, and that they say the same."""

import json
from dataclasses import fields
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from newscrawl.items import RECORD_FIELDS, Article, Author, Photo, Related, to_record
from newscrawl.reading import read_page
from newscrawl.understanding import understand
from tests.sample import build


def aware(stamp: str) -> bool:
    return datetime.fromisoformat(stamp).tzinfo is not None


SCHEMA = json.loads((files("newscrawl") / "record.schema.json").read_text(encoding="utf-8"))
FORMATS = FormatChecker(formats=())
FORMATS.checks("date", ValueError)(lambda value: value is None or bool(date.fromisoformat(value)))
FORMATS.checks("date-time", ValueError)(lambda value: value is None or aware(value))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FORMATS)


def complaints(record: dict[str, Any]) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(record)]


def article() -> Article:
    return Article(
        url="https://news.example.com/view/1",
        site="example",
        publisher="보기신문",
        headline="[단독] 가나전자, 로봇 손 공동연구(종합)",
        headline_tags=["단독", "종합"],
        section=["산업", "전자"],
        date_published="2026-01-28T11:00:00+09:00",
        date_published_raw="입력 2026-01-28 11:00",
        date_published_source="page",
        date_published_precision="minute",
        authors=[Author(name="홍길동", role="기자", email="gildong@example.com")],
        byline_raw=["홍길동 기자 gildong@example.com"],
        photos=[
            Photo(
                url="https://img.example.com/1.jpg",
                caption="로봇 손",
                credit="가나전자",
                credit_kind="제공",
                caption_raw="▲로봇 손 (사진제공=가나전자)",
            )
        ],
        body=["가나전자가 3,000억원을 들인다."],
        source_url="https://www.example.org/기사/1",
        source_date_published="2026-01-27",
        related=[Related("다른 글", "https://blog.example.com/2", "2026-01-01", 3)],
        encoding="utf-8",
        date_crawled="2026-01-30T18:00:00+09:00",
        extracted_by="newscrawl 0.1.0",
    )


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == f"urn:newscrawl:record:{SCHEMA['version'].split('.')[0]}"


@pytest.mark.parametrize(
    ("described", "names"),
    [
        (SCHEMA, RECORD_FIELDS),
        (SCHEMA["$defs"]["author"], [f.name for f in fields(Author)]),
        (SCHEMA["$defs"]["photo"], [f.name for f in fields(Photo)]),
        (SCHEMA["$defs"]["related"], [f.name for f in fields(Related)]),
    ],
    ids=["record", "author", "photo", "related"],
)
def test_schema_and_items_have_the_same_fields_in_the_same_order(described: Any, names: Any) -> None:
    assert list(described["properties"]) == list(names)
    assert described["required"] == list(names)
    assert described["additionalProperties"] is False


def test_record_comes_out_in_the_order_of_the_schema() -> None:
    assert list(to_record(article())) == list(SCHEMA["properties"])


def test_full_record_is_valid() -> None:
    assert complaints(to_record(article())) == []


def test_bare_record_is_valid() -> None:
    bare = Article(url="https://news.example.com/1", site="example", encoding="cp949")
    bare.body_complete, bare.body_incomplete_reason = False, "script-only"
    bare.date_crawled, bare.extracted_by = "2026-01-30T09:00:00+00:00", "newscrawl 0.1.0"
    assert complaints(to_record(bare)) == []


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("url", "/view/1"),
        ("url", "ftp://example.com/1"),
        ("kind", "blog"),
        ("headline", None),
        ("headline_tags", "단독"),
        ("section", [""]),
        ("date_published", "2026-01-28 11:00"),
        ("date_published", "2026-01-28T11:00:00"),
        ("date_published", "2026-01-28T02:00:00+00:00"),
        ("date_published", "2026-02-30"),
        ("date_published", None),
        ("date_published_source", "og"),
        ("date_published_precision", "hour"),
        ("date_published_precision", "day"),
        ("date_crawled", "2026-01-30T18:00:00"),
        ("authors", [{"name": "홍길동"}]),
        ("authors", [{"name": "", "role": None, "email": None, "affiliation": None, "location": None}]),
        (
            "photos",
            [
                {
                    "url": "//img.example.com",
                    "caption": None,
                    "credit": None,
                    "credit_kind": None,
                    "caption_raw": None,
                }
            ],
        ),
        (
            "photos",
            [{"url": None, "caption": None, "credit": "LG", "credit_kind": "제 공", "caption_raw": None}],
        ),
        ("body_complete", False),
        ("body_incomplete_reason", "paywall"),
        (
            "related",
            [{"headline": "글", "url": "https://example.com", "date_published": "어제", "comments": 1}],
        ),
        ("extracted_by", "someone"),
        ("evidence", {}),
    ],
)
def test_wrong_record_is_refused(field: str, wrong: Any) -> None:
    record = to_record(article())
    record[field] = wrong
    assert complaints(record)


@pytest.mark.parametrize("field", RECORD_FIELDS)
def test_record_without_a_field_is_refused(field: str) -> None:
    record = to_record(article())
    del record[field]
    assert complaints(record)


LISTINGS = ("etoday-section.html", "etoday-section-end.html", "blog-category-1.html", "blog-category-2.html")
SAMPLES = [page for page in build.PAGES if page.file.endswith(".html") and page.status == "200 OK"]
EVAL = Path(__file__).parents[2] / "shared" / "eval"


def finished(body: bytes, url: str, content_type: str | None = None) -> dict[str, Any] | None:
    """The record of a page, or None where it is a listing."""
    crawled = datetime.fromisoformat("2026-01-30T18:00:00+09:00")
    record = read_page(body, url, content_type, crawled)
    if not isinstance(record, Article):
        return None
    understand(record, crawled)
    return to_record(record)


@pytest.mark.parametrize("page", SAMPLES, ids=lambda page: page.file)
def test_records_of_the_sample_are_valid(page: build.Page) -> None:
    text = (Path(build.__file__).parent / "pages" / page.file).read_text(encoding="utf-8")
    record = finished(text.encode(page.encoding), page.url, page.content_type)
    assert (record is None) == (page.file in LISTINGS)
    assert record is None or complaints(record) == []


@pytest.mark.skipif(not EVAL.exists(), reason="the saved pages of ../shared/eval are not here")
def test_records_of_real_pages_are_valid() -> None:
    rows = [json.loads(line) for line in (EVAL / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong = {}
    for row in rows:
        record = finished((EVAL / row["file"]).read_bytes(), row["url"])
        if record and (found := complaints(record)):
            wrong[row["file"]] = found
    assert wrong == {}
