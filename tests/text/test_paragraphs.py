"""Bodies taken apart: the article's text, captions, bylines, notices, what the page adds; invented words."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.items import Block
from newscrawl.text.closings import (
    is_copyright,
    is_furniture,
    is_photo_credit,
    is_related_heading,
    split_copyright,
    split_photo_credit,
)
from newscrawl.text.paragraphs import Parts, separate

FIRST = "나래전자가 C++로 쓴 GPT-4o·AI/ML 로봇을 3,000억원에 팔았다."
LAST = "홍길동 대표는 “로봇은 내년 봄에 나온다”고 말했다."
PICTURE = "https://img.example.com/1.jpg"


def texts(*lines: str) -> list[Block]:
    return [Block("text", line) for line in lines]


def image(at: int = 1) -> Block:
    return Block("image", url=f"https://img.example.com/{at}.jpg")


def captions(parts: Parts) -> list[str | None]:
    return [photo.caption_raw for photo in parts.photos]


def test_paragraphs_are_tidied_and_empty_ones_go() -> None:
    parts = separate(texts(" 나래\u00a0전자가\n \t로봇을\u200b 팔았다.\ufeff ", "\u200b", "", LAST))
    assert parts.body == ["나래 전자가 로봇을 팔았다.", LAST]
    assert parts == Parts(body=parts.body)


def test_words_of_the_trade_survive() -> None:
    assert separate(texts(FIRST, LAST)).body == [FIRST, LAST]


# ---- photos


@pytest.mark.parametrize(
    "caption",
    [
        "▲ 로봇을 소개하는 홍길동 대표",
        "로봇을 소개하는 홍길동 대표. (사진제공=나래전자)",
        "[사진=나래전자]",
        "△ 새 로봇 / 뉴스1",
    ],
)
def test_a_line_behind_an_image_that_reads_as_a_caption_is_one(caption: str) -> None:
    parts = separate([*texts(FIRST), image(), *texts(caption, LAST)])
    assert captions(parts) == [caption]
    assert parts.body == [FIRST, LAST]
    assert parts.photos[0].url == PICTURE


def test_a_paragraph_behind_an_image_stays() -> None:
    parts = separate([image(), *texts(FIRST, LAST)])
    assert captions(parts) == [None]
    assert parts.body == [FIRST, LAST]


def test_bullets_behind_an_image_stay() -> None:
    bullets = "▲로봇 ▲반도체 ▲배터리 등을 판다."
    assert separate([image(), *texts(bullets, LAST)]).body == [bullets, LAST]


def test_a_caption_block_belongs_to_the_image_before_it() -> None:
    parts = separate(
        [
            image(),
            Block("caption", "새 로봇"),
            *texts(FIRST),
            image(2),
            Block("caption", "홍길동 대표"),
            *texts(LAST),
        ]
    )
    assert captions(parts) == ["새 로봇", "홍길동 대표"]
    assert parts.body == [FIRST, LAST]


def test_a_caption_block_before_the_first_image_belongs_to_it() -> None:
    parts = separate(
        [Block("caption", "새 로봇"), image(), *texts(FIRST), Block("caption", "홍길동 대표"), image(2)]
    )
    assert captions(parts) == ["새 로봇", "홍길동 대표"]


def test_images_in_a_row_keep_their_own_captions() -> None:
    parts = separate(
        [image(), Block("caption", "하나"), image(2), Block("caption", "둘"), image(3), *texts(LAST)]
    )
    assert captions(parts) == ["하나", "둘", None]


def test_caption_and_credit_in_two_blocks_are_one() -> None:
    parts = separate([image(), Block("caption", "새 로봇"), Block("caption", "사진=나래전자"), *texts(LAST)])
    assert captions(parts) == ["새 로봇 사진=나래전자"]
    parts = separate([image(), *texts("▲ 새 로봇", "사진=나래전자", LAST)])
    assert captions(parts) == ["▲ 새 로봇 사진=나래전자"]
    parts = separate([image(), *texts("(사진=나래전자)", "▲ 새 로봇", LAST)])
    assert captions(parts) == ["(사진=나래전자) ▲ 새 로봇"]


def test_a_second_sentence_is_no_second_caption() -> None:
    parts = separate(
        [image(), Block("caption", "새 로봇. 사진=나래전자"), *texts("▲ 값은 3,000만원이다.", LAST)]
    )
    assert captions(parts) == ["새 로봇. 사진=나래전자"]
    assert parts.body == ["▲ 값은 3,000만원이다.", LAST]


def test_a_line_that_points_down_belongs_to_the_image_below() -> None:
    parts = separate([*texts(FIRST, "▼ 새 로봇"), image(), *texts(LAST)])
    assert captions(parts) == ["▼ 새 로봇"]
    parts = separate([*texts(FIRST, "새 로봇 (사진=나래전자)"), image(), *texts(LAST)])
    assert captions(parts) == ["새 로봇 (사진=나래전자)"]
    parts = separate([*texts(FIRST, "새 로봇 (사진=나래전자)"), image(), *texts("▲ 홍길동 대표", LAST)])
    assert captions(parts) == ["▲ 홍길동 대표"]


def test_a_caption_without_an_image_is_no_paragraph() -> None:
    parts = separate([*texts(FIRST), Block("caption", "새 로봇의 영상"), *texts(LAST)])
    assert parts.body == [FIRST, LAST]
    assert parts.dropped == ["새 로봇의 영상"]


@pytest.mark.parametrize(
    "credit",
    ["[사진=나래TV]", "사진제공=나래전자", "/사진=나래전자", "[사진]나래 DB", "(사진 = 나래전자 제공)"],
)
def test_a_credit_at_the_foot_speaks_for_pictures_without_words(credit: str) -> None:
    parts = separate(
        [image(), *texts(FIRST), image(2), Block("caption", "홍길동 대표"), *texts(LAST, credit)]
    )
    assert captions(parts) == [credit, "홍길동 대표"]
    assert parts.body == [FIRST, LAST]
    assert separate(texts(FIRST, LAST, credit)).dropped == [credit]


def test_a_credit_glued_to_the_last_sentence_is_cut() -> None:
    parts = separate([image(), *texts(FIRST, f"{LAST} 사진=나래전자")])
    assert (parts.body, captions(parts)) == ([FIRST, LAST], ["사진=나래전자"])


# ---- bylines


@pytest.mark.parametrize(
    "byline",
    [
        "홍길동 기자",
        "홍길동 기자 hong@example.com",
        "[나래일보 홍길동 기자]",
        "hong@example.com",
        "나래일보 디지털뉴스팀",
    ],
)
def test_bylines_at_the_foot(byline: str) -> None:
    parts = separate(texts(FIRST, LAST, byline))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], [byline])


def test_bylines_at_the_head_and_behind_a_deck() -> None:
    parts = separate(texts("홍길동 기자 hong@example.com", FIRST, LAST))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], ["홍길동 기자 hong@example.com"])
    parts = separate(texts("나래전자, 새 로봇 내놓아", "홍길동 기자", FIRST, LAST))
    assert (parts.body, parts.bylines) == (["나래전자, 새 로봇 내놓아", FIRST, LAST], ["홍길동 기자"])


@pytest.mark.parametrize(
    ("dateline", "between"),
    [
        ("(서울=연합뉴스) 홍길동 기자 =", " "),
        ("[나래일보 홍길동 기자]", " "),
        ("[나래일보 홍길동 기자]", ""),
        ("【서울=뉴시스】홍길동 기자 =", " "),
        ("[나래일보=홍길동 기자]", ""),
    ],
)
def test_a_dateline_run_into_the_first_sentence_is_cut(dateline: str, between: str) -> None:
    parts = separate(texts(f"{dateline}{between}{FIRST}", LAST))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], [dateline])
    parts = separate(texts("새 로봇 나왔다", f"{dateline}{between}{FIRST}", LAST))
    assert (parts.body, parts.bylines) == (["새 로봇 나왔다", FIRST, LAST], [dateline])


def test_a_byline_glued_to_the_last_sentence_is_cut() -> None:
    parts = separate(texts(FIRST, f"{LAST}부산=홍길동 기자 hong@example.com"))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], ["부산=홍길동 기자 hong@example.com"])


def test_a_bare_name_is_a_byline_behind_news_only() -> None:
    assert separate(texts(FIRST, LAST, "홍길동")).bylines == ["홍길동"]
    assert separate(texts("오늘도 잘 놀았습니다.", "홍길동")).body == ["오늘도 잘 놀았습니다.", "홍길동"]
    assert separate(texts("홍길동")).body == ["홍길동"]


@pytest.mark.parametrize("guest", ["홍길동 나래작은도서관장", "홍길동 나래대 경영학과 교수", "김나래 시인"])
def test_who_writes_from_outside_signs_behind_news(guest: str) -> None:
    assert separate(texts(FIRST, LAST, guest)).bylines == [guest]
    assert separate(texts("오늘은 누구를 만났을까요?", guest)).body == ["오늘은 누구를 만났을까요?", guest]


@pytest.mark.parametrize("behind", [("일시 : 9월 6일 오후 2시",), ("[무료 강연] 로봇의 손", "신청하기")])
def test_what_is_announced_behind_the_reporters_address_goes(behind: tuple[str, ...]) -> None:
    parts = separate(texts(FIRST, LAST, "홍길동 기자 hong@example.com", *behind))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], ["홍길동 기자 hong@example.com"])
    assert separate(texts(FIRST, "홍길동 기자 hong@example.com", *behind, LAST)).body[-1] == LAST


def test_a_programme_in_brackets_is_a_byline() -> None:
    parts = separate(texts(FIRST, LAST, "[CBS 홍길동의 아침]"))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], ["[CBS 홍길동의 아침]"])


# ---- notices and what the page adds


@pytest.mark.parametrize(
    "notice",
    [
        "저작권자 © 나래일보 무단전재 및 재배포 금지",
        "<저작권자ⓒ나래일보사. 무단전재-재배포금지>",
        "[ⓒ 나래경제 & narae.example, 무단전재 및 재배포 금지]",
        "저작권자(c)나래뉴스. 무단전재-재배포금지",
        "ⓒ 공감언론 나래통신사. 무단전재-재배포 금지",
        "Copyrights ⓒ 나래스포츠. 무단 전재 및 재배포 금지",
        "＜ⓒ종합 경제정보 미디어 나래데일리 - 무단전재 & 재배포 금지＞",
        "Copyright (c) 나래. All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지",
        'ⓒ"젊은 파워, 모바일 넘버원 나래투데이"',
        "<저작권자 © ‘돈이 보이는 나래’ 나래뉴스, 무단전재 및 재배포 금지>",
        "무단전재 및 재배포 금지",
        "ⓒ 나래닷컴",
        "© 2020 나래일보",
        "무단 전재 및 재배포를 금지합니다.",
    ],
)
def test_copyright_lines(notice: str) -> None:
    assert is_copyright(notice)
    parts = separate(texts(FIRST, LAST, notice))
    assert (parts.body, parts.copyright) == ([FIRST, LAST], notice)
    parts = separate(texts(FIRST, LAST, "홍길동 기자 hong@example.com", notice, "▶ 나래일보 구독하기"))
    assert (parts.body, parts.bylines, parts.copyright) == (
        [FIRST, LAST],
        ["홍길동 기자 hong@example.com"],
        notice,
    )
    assert parts.dropped == ["▶ 나래일보 구독하기"]


@pytest.mark.parametrize(
    "line",
    [
        "홍길동 씨는 영화를 무단 배포한 혐의로 기소됐다.",
        "저작권자 허락 없이 무단 복제한 혐의를 받는다.",
        "나래전자는 무단전재 및 재배포 금지 소송을 냈다고 밝혔다.",
        "저작권자를 찾습니다",
        PICTURE,
    ],
)
def test_prose_about_copyright_stays(line: str) -> None:
    assert not is_copyright(line)
    assert split_copyright(line) == (line, "")
    assert separate(texts(FIRST, line)).body == [FIRST, line]


def test_notices_glued_to_other_words_are_cut() -> None:
    notice = "저작권자 © 나래일보 무단전재 및 재배포 금지"
    parts = separate(texts(FIRST, LAST, f"홍길동 기자 hong@example.com {notice}"))
    assert (parts.bylines, parts.copyright) == (["홍길동 기자 hong@example.com"], notice)
    parts = separate(texts(FIRST, f"{LAST} ⓒ 나래일보, 무단전재 및 재배포 금지"))
    assert (parts.body, parts.copyright) == ([FIRST, LAST], "ⓒ 나래일보, 무단전재 및 재배포 금지")
    long = LAST * 12
    parts = separate(texts(FIRST, f"{long} <저작권자ⓒ나래일보, 무단 전재-재배포 금지>"))
    assert (parts.body, parts.copyright) == ([FIRST, long], "<저작권자ⓒ나래일보, 무단 전재-재배포 금지>")


@pytest.mark.parametrize(
    "line",
    [
        "▶ 나래일보 구독하기",
        "▶ 관련기사 더 보기",
        "☞ 나래일보 바로가기",
        "☞ 로봇, 어디까지 왔나",
        "[관련기사]",
        "관련기사",
        "기사제보 hong@example.com",
        "기사제보 및 보도자료 hong@example.com",
        "나래TV 기사문의 및 제보 : 카톡/라인 jebo23",
        "네이버에서 나래일보 구독하기",
        "네이버 메인에서 나래일보 받아보기",
        "카카오톡에서 나래일보 친구 추가",
        "유튜브로 나래일보 구독",
        "#로봇 #나래전자 #AI",
        "#로봇",
        "태그: #로봇 #나래전자",
        "(끝)",
        "<끝>",
        "━━━",
        "*/",
        "▶ [영상] 로봇이 걷는다",
        "많이 본 뉴스",
        "→ 홍길동 “쉬는 날에는 걸어요” (인터뷰②) 로 이어집니다.",
        "오늘의 핫클릭",
        "무료운세 보기",
        "댓글 0",
        "좋아요 12",
        "공감 4",
        "조회수 1,204회",
        "※ 외부 필자의 원고는 본지의 편집방향과 다를 수 있습니다.",
        "영상취재: 홍길동 / 영상편집: 김나래",
        "(영상취재 : 홍길동, 영상편집 : 김나래)",
        "촬영기자 홍길동 영상편집 김나래",
        "로봇의 즐거운 나날 - 나래일보",
    ],
)
def test_furniture_at_the_foot_goes(line: str) -> None:
    assert is_furniture(line)
    parts = separate(texts(FIRST, LAST, line))
    assert (parts.body, parts.dropped) == ([FIRST, LAST], [line])
    assert separate(texts(line, FIRST, LAST)).body == [line, FIRST, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "구독자는 10만명이다.",
        "나래일보는 네이버에서 구독자가 가장 많은 신문이다.",
        "제보자는 홍길동이었다.",
        "▶ 일시: 5월 1일 오후 2시",
        "▶ 나래호는 하늘로 날았다.",
        "관련 기사를 쓴 홍길동 기자는 말이 없었다.",
        "출처 : https://example.com/robot",
        "C# 입문",
        "참고 소스입니다.",
        "RealRobot.zip",
        "1. 로봇이란?",
        "끝내 나래호는 날지 못했다.",
        "영상 편집 기술",
        "전화 02-000-0000",
        "출처 - 나래일보",
    ],
)
def test_what_reads_like_furniture_stays(line: str) -> None:
    assert not is_furniture(line)
    assert separate(texts(FIRST, line)).body == [FIRST, line]


def test_a_list_of_related_news_goes_with_its_heading() -> None:
    links = [Block("text", f"로봇 {n}호가 나왔다", links=["https://example.com/1"]) for n in range(12)]
    parts = separate([*texts(FIRST, LAST, "관련기사"), *links, *texts("홍길동 기자 hong@example.com")])
    assert parts.body == [FIRST, LAST]
    assert parts.bylines == ["홍길동 기자 hong@example.com"]
    assert len(parts.dropped) == 13
    parts = separate([*texts(FIRST, LAST, "저작권자 © 나래일보 무단전재 및 재배포 금지"), *links])
    assert parts.body == [FIRST, LAST]


def test_a_heading_of_related_news_with_paragraphs_behind_it_stays() -> None:
    long = LAST * 4
    assert separate(texts(FIRST, "관련 뉴스", long)).body == [FIRST, "관련 뉴스", long]


@pytest.mark.parametrize(
    ("asking", "where"),
    [
        ("※ '당신의 제보가 뉴스가 됩니다'", ["[카카오톡] 나래 검색해 채널 추가", "[메일] desk@example.com"]),
        (
            "나래 뉴스는 24시간 여러분의 제보를 기다립니다.",
            ["▷ 전화 02-000-0000", "▷ 이메일 desk@example.com"],
        ),
        ("■ 제보하기", ["▷ 카카오톡 : '나래제보' 검색", "▷ 나래뉴스를 구독해주세요!"]),
    ],
)
def test_what_follows_a_call_for_tips_goes(asking: str, where: list[str]) -> None:
    parts = separate(texts(FIRST, LAST, asking, *where, "나래일보 홍길동 기자 hong@example.com"))
    assert (parts.body, parts.bylines) == ([FIRST, LAST], ["나래일보 홍길동 기자 hong@example.com"])


def test_slogans_between_byline_and_notice_go() -> None:
    notice = "ⓒ 나래일보, 무단전재 및 재배포 금지"
    parts = separate(texts(FIRST, LAST, "홍길동 기자 hong@example.com", "청춘이여 오라~ <나래타임>", notice))
    assert (parts.body, parts.copyright) == ([FIRST, LAST], notice)
    parts = separate(texts(FIRST, LAST, f"바삭바삭한 뉴스 {notice}"))
    assert (parts.body, parts.copyright) == ([FIRST, LAST], notice)
    source = "출처 : https://example.com/robot"
    assert separate(texts(FIRST, LAST, "홍길동 기자", source, "#로봇")).body == [FIRST, LAST, source]


def test_a_body_is_never_emptied_by_furniture() -> None:
    assert separate(texts("#로봇")).body == ["#로봇"]
    assert separate([]) == Parts()


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("로봇이 걷는다. 사진=나래전자", ("로봇이 걷는다.", "사진=나래전자")),
        ("로봇이 걷는다./사진=나래전자", ("로봇이 걷는다.", "/사진=나래전자")),
        ("로봇이 걷는다. (사진제공=나래전자)", ("로봇이 걷는다.", "(사진제공=나래전자)")),
        ("로봇이 걷는다. 사진은 나래전자의 것이다.", ("로봇이 걷는다. 사진은 나래전자의 것이다.", "")),
        ("로봇이 걷는다", ("로봇이 걷는다", "")),
    ],
)
def test_credits_at_the_end_of_a_paragraph(line: str, parted: tuple[str, str]) -> None:
    assert split_photo_credit(line) == parted


def test_names_of_credits_and_headings() -> None:
    assert not is_photo_credit("사진은 힘이 세다")
    assert not is_photo_credit("출처 : https://example.com")
    assert is_related_heading("▶관련기사◀")


# ---- properties

WORDS = [
    *(
        FIRST,
        LAST,
        "▲ 새 로봇",
        "새 로봇 (사진=나래전자)",
        "홍길동 기자",
        "홍길동 기자 hong@example.com",
        "#로봇",
    ),
    *(
        "(서울=연합뉴스) 홍길동 기자 = 로봇이",
        "저작권자 © 나래일보 무단전재 및 재배포 금지",
        "관련기사",
        "홍길동",
        "(끝)",
    ),
    *(
        "▶ 나래일보 구독하기",
        "사진=나래전자",
        "[나래일보]",
        "로봇이 걷는다. 사진=나래전자",
        "C++ 3,000억원",
        "▼ 아래",
    ),
    *("로봇이 걷는다.홍길동 기자 hong@example.com", "\u200b", "[사진]"),
]
BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.just("image"), st.just(""), st.just(PICTURE)),
        st.builds(
            Block,
            st.sampled_from(["text", "text", "text", "caption"]),
            st.sampled_from(WORDS) | st.text(max_size=40),
        ),
        st.builds(Block, st.just("text"), st.sampled_from(WORDS), st.none(), st.just([PICTURE])),
    ),
    max_size=14,
)


def is_kept(c: str) -> bool:
    return (c.isascii() and c.isalnum()) or "가" <= c <= "힣"


@settings(max_examples=1500, deadline=None)
@given(BLOCKS)
def test_nothing_vanishes(blocks: list[Block]) -> None:
    parts = separate(blocks)
    assert parts == separate(blocks)
    kept = "".join(
        [
            *parts.body,
            *(p.caption_raw or "" for p in parts.photos),
            *parts.bylines,
            parts.copyright or "",
            *parts.dropped,
        ]
    )
    have = Counter(filter(is_kept, kept))
    for block in blocks:  # each by itself, for a caption printed twice is kept once
        assert not Counter(filter(is_kept, block.text)) - have
    images = Counter(block.url for block in blocks if block.kind == "image")
    kept_images = Counter(photo.url for photo in parts.photos)
    assert set(kept_images) == set(
        images
    )  # a picture may be printed again without its words, and is kept once
    assert kept_images <= images
    assert all(line and line == " ".join(line.split()) for line in [*parts.body, *parts.bylines])
