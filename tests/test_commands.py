"""The commands that answer a person: what they print, where, and with which status."""

import argparse
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.commands import export, show, understand
from newscrawl.items import Article, Author, Photo
from newscrawl.storage.store import ArticleStore
from newscrawl.terminal import width


def run(command: ScrapyCommand, *words: str, database: str = "sqlite://") -> int:
    """Run a command as the command line does, and return its exit status."""
    command.settings = Settings({"NEWSCRAWL_DATABASE_URL": database})
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    opts, args = parser.parse_known_args(words)
    command.run(args, opts)
    return command.exitcode


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'news.sqlite'}"


@pytest.fixture(autouse=True)
def columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")


ROBOT = Article(
    url="https://www.etoday.co.kr/news/view/9900001",
    site="etoday",
    identity="9900001",
    publisher="이투데이",
    headline="[단독] 가나전자, 한빛대와 로봇 손 공동연구…3년간 3,000억원을 들이기로 한 까닭은",
    alternative_headlines=["27일 공학관서 협약 체결"],
    section=["기업", "전자"],
    keywords=["로봇", "가나전자"],
    date_published="2026-01-28T11:00:00+09:00",
    date_published_source="page",
    date_published_precision="minute",
    authors=[Author("홍길동", "기자", "gildong@example.com")],
    photos=[
        Photo("https://img.example.com/1.jpg", "로봇 손", "가나전자", "제공", "▲로봇 손 (사진제공=가나전자)")
    ],
    body=["가나전자가 로봇 손을 만든다. " * 5, "둘째 문단이다."],
    encoding="utf-8",
    date_crawled="2026-01-30T18:00:00+09:00",
    extracted_by="newscrawl 0.1.0",
)


def other() -> Article:
    article = deepcopy(ROBOT)
    article.url, article.identity = "https://blog.example.com/27", "27"
    article.site, article.kind, article.publisher = "blog", "post", "샘플 \x1b[31m트렌드"
    article.headline, article.source_url = "옮긴 글", ROBOT.url
    article.date_published, article.date_published_precision = "2026-01-30", "day"
    return article


def edited() -> Article:
    article = deepcopy(ROBOT)
    article.body = [article.body[0], "둘째 문단을 고쳤다.", "셋째 문단이 늘었다."]
    return article


@pytest.fixture
def stored(database: str) -> str:
    with ArticleStore.open(database) as store:
        store.save([ROBOT, other()])
        store.save([edited()])
    return database


def test_show_lists_the_newest_in_columns(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(show.Command(), database=stored) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("2026-01-30        샘플 [31m트렌드  홍길동  옮긴 글")
    assert second.startswith("2026-01-28 11:00  이투데이")
    assert width(second) <= 72
    assert second.endswith("…")
    assert width(first[: first.index("홍길동")]) == width(second[: second.index("홍길동")])


@pytest.mark.parametrize(
    "asked",
    [
        "https://www.etoday.co.kr/news/view/9900001",
        "https://m.etoday.co.kr/news/view/9900001?trc=main_list",
        "http://www.etoday.co.kr/news/section/newsview.php?idxno=9900001",
    ],
)
def test_show_takes_any_address_of_an_article_and_names_its_copies(
    asked: str, stored: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(show.Command(), asked, database=stored) == 0
    article, _, copies = capsys.readouterr().out.partition("Copied by:\n")
    assert "로봇 손 공동연구" in article
    assert copies.startswith("2026-01-30  샘플")


def test_show_prints_one_article_whole_and_no_line_too_wide(
    stored: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(show.Command(), "둘째", "고쳤다", database=stored)
    out = capsys.readouterr().out
    assert "\n  27일 공학관서 협약 체결\n" in out
    assert "published  2026-01-28 11:00" in out
    assert "by         홍길동 기자 <gildong@example.com>" in out
    assert "section    기업 > 전자" in out
    assert "  [photo] 로봇 손 (제공: 가나전자)" in out
    assert "\n\n둘째 문단을 고쳤다.\n\n셋째 문단이 늘었다.\n" in out
    assert max(map(width, out.splitlines())) <= 72


def test_show_names_the_source_of_a_copied_article(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(show.Command(), "https://blog.example.com/27", database=stored)
    out = capsys.readouterr().out
    assert f"copied from  {ROBOT.url}" in out
    assert "\x1b" not in out


def test_show_history_says_what_went_and_what_came(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(show.Command(), "고쳤다", "--history", database=stored)
    tail = capsys.readouterr().out.partition("Edit 1, seen ")[2].splitlines()
    assert tail[0].endswith(": body")
    assert tail[1:4] == ["  - 둘째 문단이다.", "  + 둘째 문단을 고쳤다.", "  + 셋째 문단이 늘었다."]


def test_show_history_of_an_unedited_article(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(show.Command(), "https://blog.example.com/27", "--history", database=stored)
    assert "No edit was seen." in capsys.readouterr().out


def test_show_says_when_there_is_nothing(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(show.Command(), "없는말", database=stored) == 1
    assert capsys.readouterr().err == "show: nothing stored for 없는말; scrapy crawl brings articles in\n"


def test_show_without_a_database_says_so_in_one_line(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(show.Command(), database=database) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("show: ")
    assert captured.err.count("\n") == 1


def test_show_limits(stored: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(show.Command(), "--limit", "1", database=stored)
    assert len(capsys.readouterr().out.splitlines()) == 1
    with pytest.raises(UsageError):
        run(show.Command(), "--limit", "0", database=stored)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            ("bylines", "송영록 기자 syr@etoday.co.kr"),
            [
                "name    role  email             affiliation  location",
                "송영록  기자  syr@etoday.co.kr  -            -",
            ],
        ),
        (("dates", "입력 2020-06-17 11:00"), ["published  2020-06-17T11:00:00+09:00", "modified   -"]),
        (
            ("dates", "3시간 전", "--crawl-time", "2020-06-17T15:20:00+09:00"),
            ["published  2020-06-17T12:20:00+09:00", "modified   -"],
        ),
        (
            ("captions", "▲연구원들", "(사진제공=LG)"),
            ["text         연구원들", "credit       LG", "credit_kind  제공"],
        ),
        (("headlines", "[단독] 로봇 손(종합)"), ["단독", "종합"]),
        (("bylines", "기자간담회"), ["nothing understood: left alone"]),
    ],
)
def test_understand_answers_for_one_string(
    words: tuple[str, ...], answer: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(understand.Command(), *words) == 0
    assert capsys.readouterr().out.splitlines() == answer


def test_understand_reads_a_file_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "dates.jsonl"
    rows = [
        {"id": 1, "raw": "입력 2020-06-17 11:00\u2028"},
        {"id": "b", "raw": "어제", "crawl_time": "2020-06-17T00:10:00+09:00"},
    ]
    file.write_text("\ufeff" + "\n\n".join(json.dumps(r, ensure_ascii=False) for r in rows), encoding="utf-8")
    assert run(understand.Command(), "dates", str(file)) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"id": 1, "got": {"published": "2020-06-17T11:00:00+09:00", "modified": None}},
        {"id": "b", "got": {"published": "2020-06-16", "modified": None}},
    ]


@pytest.mark.parametrize(
    ("kind", "raw", "shape"),
    [
        ("bylines", "홍길동 기자", [{"name", "role", "email", "affiliation", "location"}]),
        ("captions", "로봇 손", {"text", "credit", "credit_kind"}),
        ("dates", "2020.6.17", {"published", "modified"}),
        ("headlines", "[속보] 로봇", ["속보"]),
    ],
)
def test_understand_keeps_the_shapes_of_the_conventions(
    kind: str, raw: str, shape: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps({"id": 1, "raw": raw}), encoding="utf-8")
    run(understand.Command(), kind, str(file))
    got = json.loads(capsys.readouterr().out)["got"]
    keys: Callable[[object], object] = lambda value: set(value) if isinstance(value, dict) else value  # noqa: E731
    assert ([keys(value) for value in got] if isinstance(got, list) else keys(got)) == shape


@pytest.mark.parametrize(
    ("line", "complaint"),
    [("{", "line 1 is no"), ('{"id": 1}', "'raw'"), ("[1]", "line 1"), ('{"id": 1, "raw": 7}', "line 1")],
)
def test_understand_names_the_line_that_is_wrong(
    line: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(line, encoding="utf-8")
    assert run(understand.Command(), "dates", str(file)) == 1
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("words", [(), ("dates",), ("weather", "맑음")])
def test_understand_says_how_it_is_used(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        run(understand.Command(), *words)


def test_understand_wants_a_zone_and_a_file_that_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(understand.Command(), "dates", "어제", "--crawl-time", "2020-06-17 11:00") == 1
    assert "no zone" in capsys.readouterr().err
    assert run(understand.Command(), "dates", "없는파일.jsonl") == 1
    assert "없는파일.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "begins"), [("all.JSONL", "{"), ("all.ndjson", "{"), ("all", "{"), ("all.csv", "url,")]
)
def test_export_goes_by_the_files_ending(name: str, begins: str, database: str, tmp_path: Path) -> None:
    with ArticleStore.open(database) as store:
        store.save([ROBOT])
    assert run(export.Command(), "-o", str(tmp_path / name), database=database) == 0
    assert (tmp_path / name).read_text(encoding="utf-8-sig").startswith(begins)


def test_export_guesses_no_format_from_an_ending_it_does_not_know(tmp_path: Path) -> None:
    file = tmp_path / "all.txt"
    with pytest.raises(UsageError, match=r"\.txt says no format: end it in \.jsonl.*--format"):
        run(export.Command(), "-o", str(file))
    assert not file.exists()
