"""Headlines: the tags Korean newsrooms print, what only looks like one, outlets' names at the end; invented words."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.text.headlines import headline_tags, tidy_headline

TITLE = "나래호, 하늘로 날다"
TAGGED = [
    *(
        (f"[{tag}] {TITLE}", [tag])
        for tag in ("단독", "속보", "긴급", "인터뷰", "르포", "영상", "동영상", "포토", "화보", "사진")
    ),
    *(
        (f"[{tag}] {TITLE}", [tag])
        for tag in ("사설", "칼럼", "기고", "시론", "논평", "기자수첩", "취재수첩", "분석", "해설")
    ),
    *(
        (f"[{tag}] {TITLE}", [tag])
        for tag in ("전문", "일문일답", "Q&A", "종합", "1보", "2보", "종합2보", "상보", "팩트체크")
    ),
    *(
        (f"[{tag}]{TITLE}", [tag])
        for tag in ("특징주", "공시", "인사", "부고", "동정", "카드뉴스", "그래픽", "오피셜", "표")
    ),
    *(
        (f"[{tag}] {TITLE}", [tag])
        for tag in ("단독인터뷰", "긴급속보", "현장르포", "특별기고", "뉴스분석", "현장 영상", "단독 영상")
    ),
    *(
        (f"{TITLE}({tag})", [tag])
        for tag in ("종합", "종합2보", "1보", "2보", "영상", "전문", "속보", "상보", "종합3보")
    ),
    *((f"{TITLE} [{tag}]", [tag]) for tag in ("영상", "전문", "포토", "현장영상", "일문일답")),
    (f"【단독】 {TITLE}", ["단독"]),
    (f"【 단독 】{TITLE}", ["단독"]),
    (f"<속보> {TITLE}", ["속보"]),
    (f"＜속보＞{TITLE}", ["속보"]),
    (f"〈인터뷰〉 {TITLE}", ["인터뷰"]),
    (f"［단독］ {TITLE}", ["단독"]),
    (f"〔르포〕 {TITLE}", ["르포"]),
    (f"(속보) {TITLE}", ["속보"]),
    (f"（종합） {TITLE}", ["종합"]),
    (f"{TITLE} (종합 2보)", ["종합 2보"]),
    (f"{TITLE}(2보)(종합)", ["2보", "종합"]),
    (f"[단독] {TITLE}(종합)", ["단독", "종합"]),
    (f"[단독] {TITLE} [영상]", ["단독", "영상"]),
    (f"[단독][인터뷰] {TITLE}", ["단독", "인터뷰"]),
    (f"[단독] [단독] {TITLE}", ["단독"]),
    (f"[단독·인터뷰] {TITLE}", ["단독", "인터뷰"]),
    (f"[단독/영상] {TITLE}", ["단독", "영상"]),
    (f"[단독, 영상] {TITLE}", ["단독", "영상"]),
    (f"[단독(영상)] {TITLE}", ["단독", "영상"]),
    (f"[인터뷰①] {TITLE}", ["인터뷰"]),
    (f"[인터뷰 2] {TITLE}", ["인터뷰"]),
    (f"[르포]② {TITLE}", ["르포"]),
    (f"[나래 리포트] {TITLE} [영상]", ["영상"]),
    (f"[부산 Live] {TITLE}(종합)", ["종합"]),
]
UNTAGGED = [
    TITLE,
    "",
    f"[주간 뉴스타파] {TITLE}",
    f"[부산 Live] {TITLE}",
    f"[CEO&]{TITLE}",
    f"[나래리포트] {TITLE}",
    f"[나래소식] {TITLE}",
    f"[나래 칼럼] {TITLE}",
    f"[홍길동의 인터뷰] {TITLE}",
    f"[홍길동 칼럼] {TITLE}",
    f"[인터뷰 365] {TITLE}",
    f"[단독주택] {TITLE}",
    f"[영상의학] {TITLE}",
    f"[포토샵] {TITLE}",
    f"[분석의 힘] {TITLE}",
    f"[속보이는 정치] {TITLE}",
    f"[칼럼니스트] {TITLE}",
    f"[종합병원] {TITLE}",
    f"{TITLE}(종합부동산세)",
    f"{TITLE}(서울)",
    f"{TITLE}(상)",
    f"{TITLE}(1)",
    f"{TITLE} (2)",
    f"{TITLE}(끝)",
    f"[1] {TITLE}",
    f"[2020 결산] {TITLE}",
    f"[MK화보] {TITLE}",
    f"[알고리즘] 3986번: {TITLE}",
    f"[Rate Limit - 3] {TITLE}",
    "단독으로 나래호를 만난 인터뷰",
    "속보 경쟁, 이대로 좋은가",
    "1보 전진, 2보 후퇴",
    "홍길동(단독 선두)과 김나래(2위)",
    "[]",
    "[[단독",
]


@pytest.mark.parametrize(("headline", "tags"), TAGGED)
def test_tags(headline: str, tags: list[str]) -> None:
    assert headline_tags(headline) == tags
    assert tidy_headline(headline, ["나래일보"]) == headline


@pytest.mark.parametrize("headline", UNTAGGED)
def test_no_tags(headline: str) -> None:
    assert headline_tags(headline) == []


@pytest.mark.parametrize(
    "printed",
    [
        f"{TITLE} - 나래일보",
        f"{TITLE} – 나래일보",
        f"{TITLE} — 나래일보",
        f"{TITLE} | 나래일보",
        f"{TITLE}|나래일보",
        f"{TITLE} ㅣ 나래일보",
        f"{TITLE}ㅣ나래일보",
        f"{TITLE} │ 나래일보",
        f"{TITLE} :: 나래일보",
        f"{TITLE} : 나래일보",
        f"{TITLE}: 나래일보",
        f"{TITLE} < 나래일보",
        f"{TITLE} > 나래일보",
        f"{TITLE} » 나래일보",
        f"{TITLE} / 나래일보",
        f"{TITLE}-나래일보",
        f"{TITLE} - 나래일보 - 나래일보",
        f"{TITLE} - NARAE",
        f"{TITLE} - Narae",
        f"{TITLE}-과학ㅣ나래일보",
        f"{TITLE} | 과학 | 나래일보",
        f"{TITLE} : 과학일반 : 과학 : 뉴스 : 나래일보",
        f"{TITLE} < 과학 < 기사본문 - 나래일보",
        f"{TITLE} < IT·과학 < 산업 < 기사본문 - 나래일보",
        f"{TITLE} < 과학 < 나래일보",
        f" {TITLE} \u200b- 나래일보\n",
        f"{TITLE.replace(' ', chr(0xA0))}  -\t나래일보",
        TITLE,
    ],
)
def test_the_outlets_name_goes(printed: str) -> None:
    assert tidy_headline(printed, ["Narae", "나래일보"]) == TITLE


@pytest.mark.parametrize(
    "headline",
    [
        "서울시, 나래일보와 손잡는다",
        "상생협약 맺은 KT·나래일보",
        "상생협약 맺은 KT-나래일보",
        "창간 100년 나래일보",
        "나래일보",
        "- 나래일보",
        "나래호 - 하늘로",
        "나래호, 하늘로 | 누리일보",
        "나래 < 누리, 시가총액 뒤집혔다",
        "코스피 3000 > 2900",
        "나래호: 하늘로",
        "C++ vs C# - GPT-4o·AI/ML 3,000억원",
    ],
)
def test_what_is_no_name_stays(headline: str) -> None:
    assert tidy_headline(headline, ["나래일보"]) == headline


def test_a_path_with_the_articles_word_goes_without_a_name() -> None:
    assert tidy_headline(f"{TITLE} < 과학 < 기사본문 - 누리일보") == TITLE


LINES = st.lists(
    st.sampled_from(
        [
            *"[]()<>【】|ㅣ:-–· ",
            "단독",
            "속보",
            "인터뷰",
            "종합",
            "2보",
            "①",
            "영상",
            "나래일보",
            " - ",
            " < ",
            "기사본문",
            "과학",
            "\u200b",
            "\n",
        ]
    ),
    max_size=16,
).map("".join) | st.text(max_size=60)


@settings(max_examples=1000, deadline=None)
@given(LINES)
def test_tags_are_printed_and_headlines_keep_their_words(headline: str) -> None:
    printed = " ".join(unicodedata.normalize("NFC", headline).split())
    tags = headline_tags(headline)
    assert tags == headline_tags(headline)
    assert all(tag in printed and not re.search(r"[\[\]()<>【】]", tag) for tag in tags)
    once = tidy_headline(headline, ["나래일보"])
    assert tidy_headline(once, ["나래일보"]) == once
    assert once == " ".join(once.split())
    kept, whole = (
        [c for c in once if c.isalnum()],
        [c for c in unicodedata.normalize("NFC", headline) if c.isalnum()],
    )
    assert kept == whole[: len(kept)]
