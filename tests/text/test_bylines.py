"""Bylines: the table of forms beside this file, how lines run into prose and into one another, and properties."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.items import Author
from newscrawl.text.bylines import is_byline, parse_byline, parse_bylines, split_dateline, split_signoff
from newscrawl.text.bylines.noise import flatten, tidy

EVAL = Path(__file__).parents[2].parent / "shared" / "eval" / "strings" / "bylines.jsonl"


def people(notation: str) -> list[Author]:
    """Read the table's notation: name|role|email|affiliation|location, "-" for none, ";" between people."""
    return [
        Author(*(None if cell == "-" else cell for cell in person.strip().split("|")))
        for person in notation.split(";")
        if person.strip()
    ]


def forms() -> list[tuple[str, str, str]]:
    """Rule, line and people of every row of the table."""
    table = Path(__file__).with_name("bylines.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return [(rule, raw, expected) for rule, raw, expected in rows]


@pytest.mark.parametrize(("rule", "raw", "expected"), forms())
def test_form(rule: str, raw: str, expected: str) -> None:
    assert parse_byline(raw) == people(expected), rule


def test_every_rule_has_forms() -> None:
    assert {rule for rule, _, _ in forms()} == {f"B{number}" for number in range(1, 13)}


@pytest.mark.skipif(not EVAL.exists(), reason="the real lines are kept apart from the repository")
def test_real_lines_given() -> None:
    rows = [json.loads(line) for line in EVAL.read_text(encoding="utf-8").splitlines()]
    wrong = [row["id"] for row in rows if [asdict(a) for a in parse_byline(row["raw"])] != row["expect"]]
    assert wrong == []


@pytest.mark.parametrize(
    "raw", ["", " ", "\n", "\u200b", "=", "[", "]", "(", "@", "기자@", "\ud800", "가" * 10_000]
)
def test_nothing_to_read(raw: str) -> None:
    assert parse_byline(raw) == []
    assert not is_byline(raw)


# -- is it a byline? -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "홍길동 기자",
        "/홍길동 기자",
        "- 홍길동 기자 hong@example.com 자세히보기",
        "[홍길동 기자 hong@example.com]",
        "홍길동 기자 a@example.com",
        "서울=홍길동 기자",
        "글·사진=홍길동 기자",
        "사진=홍길동 기자",
        "(서울=연합뉴스) 홍길동 기자 =",
        "(서울=연합뉴스)",
        "[나래일보 홍길동]",
        "홍길동(hong@example.com)",
        "hong@example.com",
        "/hong@example.com",
        "온라인뉴스팀",
        "디지털뉴스부 desk@example.com",
        "도쿄=홍길동 특파원",
        "홍길동 논설위원",
        "홍길동 산업부 차장",
        "YTN 홍길동[hong@example.com]입니다.",
        "KBS 뉴스 홍길동입니다.",
        "홍길동·김나래 기자 hong@example.com, 박하늘 인턴기자",
        "홍길동 기자 hong@example.com ▶ 나래일보 구독하기",
        "홍길동 기자 <저작권자 © 나래일보, 무단 전재 및 재배포 금지>",
        "홍길동 한국대 교수 hong@example.com",
    ],
)
def test_is_a_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "홍길동",
        "홍길동 대표",
        "홍길동 교수",
        "나래전자 홍길동 부장",
        "홍길동 기자가 현장을 찾았다.",
        "취재진에는 홍길동 기자도 있었다.",
        "그는 홍길동 기자, 김나래 기자와 함께 일했다.",
        "이번 행사를 기획한 사람은 홍길동 기자",
        "기자간담회",
        "기자회견 전문",
        "기자 = 그렇다면 왜 그랬습니까?",
        "나래일보",
        "연합뉴스",
        "산업부",
        "교육부",
        "보도국",
        "데이터센터",
        "서울",
        "사진=연합뉴스",
        "나래그룹 제공",
        "[단독]",
        "[편집자주] 새해를 맞아",
        "제보 jebo@example.com",
        "문의는 help@example.com으로 하면 된다.",
        "무단전재 및 재배포 금지",
        "발행인 : 홍길동",
        "조사는 17일(수) 오전 9시부터 진행됐다.",
        "홍길동 기자 " * 100,
    ],
)
def test_is_no_byline(line: str) -> None:
    assert not is_byline(line)


# -- datelines and sign-offs -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    [
        "(포항=연합뉴스) 홍길동 기자 =",
        "(서울=연합뉴스) 홍길동 김나래 박하늘 기자 =",
        "(서울=뉴스1) 홍길동 기자,김나래 기자 =",
        "(서울=연합뉴스)",
        "(서울=뉴스1) =",
        "(뉴욕(미국)=연합뉴스) 홍길동 특파원 =",
        "(대전ㆍ충남=뉴스1) 홍길동 기자 =",
        "【서울=뉴시스】홍길동 기자 =",
        "[서울=뉴시스]홍길동 기자 =",
        "[서울=뉴시스] 홍길동 인턴 기자 =",
        "[나래일보 홍길동 기자]",
        "[나래경제(대전) 홍길동 기자]",
        "[나래경제(대전)=홍길동 기자]",
        "[나래투데이 뉴욕(미국)=홍길동 특파원]",
        "[홍길동 기자]",
        "[ 홍길동 기자 ]",
        "(나래코리아=홍길동 기자)",
        "[더나래 홍길동 기자]",
        "[나래트리 ] 홍길동 기자 =",
        "[나래일보] 홍길동 기자 =",
        "【 대전=홍길동 기자】",
        "[나래일보 = 김포공항 홍길동 기자]",
        "[나래일보 홍길동 기자, 김나래 기자]",
        "[나래일보 홍길동]",
        "홍길동 기자 =",
        "홍길동 김나래 기자 =",
        "[도쿄=홍길동 특파원]",
    ],
)
def test_dateline_is_cut(dateline: str) -> None:
    for blank in ("", " ", "  "):
        assert split_dateline(f"{dateline}{blank}새해를 맞아 나래가 열렸다.") == (
            dateline,
            "새해를 맞아 나래가 열렸다.",
        )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "새해를 맞아 나래가 열렸다.",
        "[편집자주] 새해를 맞아 나래가 열렸다.",
        "[단독] 새해를 맞아 나래가 열렸다.",
        "[홍길동] 새해를 맞아",
        "[홍길동 대표] 새해를 맞아",
        "[기자] 새해를 맞아",
        "[앵커] 홍길동 기자가 전합니다.",
        "(사진=연합뉴스) 새해를 맞아",
        "(중략) 새해를 맞아",
        '"홍길동 기자가 왔다"며 웃었다.',
        "'홍길동 기자' 이름표를 달았다.",
        "[나래일보] 새해를 맞아",
        "홍길동 기자는 = 기호를 썼다.",
        "수익률(수익=이자)은 올랐다.",
        "(수익=이자) 비율은 올랐다.",
        "a = b라고 하자.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert split_dateline(text) == ("", text)


@pytest.mark.parametrize(
    "signoff",
    [
        "부산=홍길동 기자 hong@example.com",
        "홍길동 기자 hong@example.com",
        "홍길동기자",
        "홍길동 기자",
        "/홍길동 기자",
        "/hong@example.com",
        "hong@example.com",
        "[홍길동 기자 hong@example.com]",
        "(홍길동 기자)",
        "[나래일보 홍길동 기자] hong@example.com",
        "홍길동 기자(hong@example.com)",
        "홍길동 기자 a@example.com, 김나래 기자 b@example.com",
        "글·사진=홍길동 기자 hong@example.com",
        "YTN 홍길동[hong@example.com]입니다.",
        "홍길동 기자 hong@example.com ▶ 구독하기",
        "도쿄/홍길동 특파원 hong@example.com",
    ],
)
@pytest.mark.parametrize("end", ["처리했다.", "“처리했다.”", "처리했을까?", "처리했다. "])
def test_signoff_is_cut(signoff: str, end: str) -> None:
    assert split_signoff(f"나래가 이같이 {end}{signoff}") == (f"나래가 이같이 {end.strip()}", signoff)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "나래가 이같이 처리했다.",
        "나래가 이같이 처리했다. 홍길동",
        "나래가 이같이 처리했다. 홍길동 교수",
        "나래가 이같이 처리했다. 홍길동 기자가 전했다.",
        "나래가 이같이 처리했다. 연합뉴스",
        "나래가 이같이 처리했다. (서울=연합뉴스)",
        "나래가 이같이 처리했다. 온라인뉴스팀",
        "문의는 help@example.com으로 하면 된다.",
        "사회는 홍길동 앵커",
        "홍길동 기자 hong@example.com",
        "홍길동 기자 (hong@example.com)",
    ],
)
def test_no_signoff(text: str) -> None:
    assert split_signoff(text) == (text, "")


# -- an article's lines ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "listed", "expected"),
    [
        ([], [], ""),
        (["홍길동 기자", "hong@example.com"], [], "홍길동|기자|hong@example.com|-|-"),
        (["홍길동 기자", "홍길동 기자 hong@example.com"], [], "홍길동|기자|hong@example.com|-|-"),
        (["홍길동", "[홍길동 기자 hong@example.com]"], [], "홍길동|기자|hong@example.com|-|-"),
        (
            ["(서울=연합뉴스) 홍길동 기자 =", "hong@example.com"],
            [],
            "홍길동|기자|hong@example.com|연합뉴스|서울",
        ),
        (
            ["(서울=연합뉴스)", "홍길동 기자 hong@example.com"],
            [],
            "홍길동|기자|hong@example.com|연합뉴스|서울",
        ),
        (
            ["나래일보=홍길동 기자", "부산=홍길동 기자 hong@example.com"],
            [],
            "홍길동|기자|hong@example.com|나래일보|부산",
        ),
        (
            ["홍길동 기자", "a@example.com", "김나래 기자", "b@example.com"],
            [],
            "홍길동|기자|a@example.com|-|-; 김나래|기자|b@example.com|-|-",
        ),
        (
            ["홍길동·김나래 기자", "a@example.com", "b@example.com"],
            [],
            "홍길동|기자|a@example.com|-|-; 김나래|기자|b@example.com|-|-",
        ),
        (
            ["[포항=나래뉴스] 홍길동 김나래 기자 =", "◎공감 나래뉴스 a@example.com, b@example.com"],
            [],
            "홍길동|기자|a@example.com|나래뉴스|포항; 김나래|기자|b@example.com|나래뉴스|포항",
        ),
        (
            ["By Hong Gildong, Kim Narae", "Hong Gildong Kim Narae"],
            [],
            "Hong Gildong|-|-|-|-; Kim Narae|-|-|-|-",
        ),
        (["홍길동 기자자세히보기 hong@example.com"], [], "홍길동|기자|hong@example.com|-|-"),
        (["부산=조이현 기자 jo@example.com"], [], "조이현|기자|jo@example.com|-|부산"),
        (["나래방송 홍길동입니다. (영상취재 : 김나래, 영상편집 : 박바다)"], [], "홍길동|-|-|나래방송|-"),
        (["홍길동 기자", "디지털뉴스팀"], [], "홍길동|기자|-|-|-"),
        (["디지털뉴스팀", "desk@example.com"], [], "-|-|desk@example.com|디지털뉴스팀|-"),
        (["홍길동 기자 외 1명"], ["홍길동", "김나래"], "홍길동|기자|-|-|-; 김나래|-|-|-|-"),
        (["홍길동 기자 외 1명"], ["홍길동 기자", "김나래 기자"], "홍길동|기자|-|-|-; 김나래|기자|-|-|-"),
        (["홍길동 기자 외 1명"], [], "홍길동|기자|-|-|-"),
        (["홍길동 기자"], ["홍길동", "김나래"], "홍길동|기자|-|-|-"),
        (["홍길동"], ["홍길동 기자"], "홍길동|기자|-|-|-"),
        ([], ["홍길동 기자"], "홍길동|기자|-|-|-"),
        ([], ["홍길동"], "홍길동|-|-|-|-"),
        ([], ["한이룸"], "한이룸|-|-|-|-"),
        ([], ["홍길동 (hong@example.com)"], "홍길동|-|hong@example.com|-|-"),
        ([], ["홍길동", "홍길동 (hong@example.com)"], "홍길동|-|hong@example.com|-|-"),
        ([], ["연합뉴스"], "-|-|-|연합뉴스|-"),
        ([], ["나래일보"], "-|-|-|나래일보|-"),
        (["hong@example.com"], ["홍길동 기자"], "홍길동|기자|hong@example.com|-|-"),
        ([], ["관리자"], ""),
        ([], ["webmaster"], ""),
        ([], ["admin", "hong123"], ""),
        ([], ["", " "], ""),
        (["이날 기자간담회가 열렸다."], [], ""),
    ],
)
def test_lines_of_an_article(lines: list[str], listed: list[str], expected: str) -> None:
    assert parse_bylines(lines, listed) == people(expected)


# -- properties ------------------------------------------------------------------------------------------------------

WORDS = """
홍길동 김나래 김 솔 기자 특파원 인턴 전문기자 교수 서울 부산 연합뉴스 나래일보 KBS 온라인뉴스팀
a@example.com b@x.co.kr hong@ ( ) [ ] 【 】 < > = / | · ㆍ , . : - ▶ ⓒ © 사진 글 정리 외 1명 입니다.
입력 2020-06-17 11:00 금지 By Kim Na-rae ' “
"""
PIECES = st.sampled_from([*WORDS.split(), "\u3000", "\u200b"])
LINES = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=14).map(" ".join),
    st.lists(PIECES, max_size=14).map("".join),
)
NAMES = st.builds(
    lambda family, given, last: family + given + last,
    st.sampled_from("김이박최정강조윤장임홍"),
    st.sampled_from("나하보은슬가다"),
    st.sampled_from("래늘람솔기영"),
)


def squeezed(text: str) -> str:
    """The text without its blanks, brackets and dots made plain."""
    return "".join(flatten(tidy(text)).split())


@settings(max_examples=1500, deadline=None)
@given(LINES)
def test_what_is_found_was_printed(raw: str) -> None:
    found = parse_byline(raw)
    assert found == parse_byline(raw)
    for author in found:
        for value in (author.name, author.role, author.email, author.affiliation, author.location):
            # what stands in round brackets behind a name is dropped (B11)
            bare = squeezed(re.sub(r"\([^()]*\)", "", raw))
            assert value is None or (value and (squeezed(value) in squeezed(raw) or squeezed(value) in bare))
        assert author.name is None or len(author.name) <= len(raw)
        assert author.email is None or "." in author.email.partition("@")[2]


@settings(max_examples=1000, deadline=None)
@given(LINES)
def test_cutting_loses_nothing(raw: str) -> None:
    dateline, body = split_dateline(raw)
    rest, signoff = split_signoff(raw)
    assert (dateline, body) == ("", raw) or squeezed(dateline + body) == squeezed(raw)
    assert (rest, signoff) == (raw, "") or squeezed(rest + signoff) == squeezed(raw)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, max_size=4), st.lists(LINES, max_size=3))
def test_merging_never_doubles_a_name(lines: list[str], listed: list[str]) -> None:
    names = [author.name for author in parse_bylines(lines, listed) if author.name]
    assert len(names) == len(set(names))


@settings(max_examples=500, deadline=None)
@given(NAMES, st.sampled_from(["기자", "인턴기자", "특파원", "논설위원", "PD"]), st.booleans())
def test_tidied_output_reads_back(name: str, role: str, addressed: bool) -> None:
    author = Author(name=name, role=role, email="a@example.com" if addressed else None)
    written = " ".join(part for part in (author.name, author.role, author.email) if part)
    assert parse_byline(written) == [author]


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_a_byline_names_somebody_or_a_newsroom(raw: str) -> None:
    if is_byline(raw):
        assert parse_byline(raw)


def test_a_page_that_lists_endless_people_is_read() -> None:
    assert len(parse_bylines([], [f"홍길동{n}" for n in range(300_000)])) <= 300
