"""Reposts: the forms a copied article names its source in, and the posts that only look like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.items import Block
from newscrawl.text.reposts import find_source

URL = "https://www.example.com/news/view/1234567"
BODY = ["가나전자가 로봇 손을 내놓았다.", "값은 3,000억원이다.", "회사는 “내년에 판다”고 밝혔다."]
BYLINE = "홍길동 기자 gildong@example.com"


def text(words: str, *links: str, linked: bool = False) -> Block:
    return Block("text", words, None, list(links), linked)


def link(words: str) -> Block:
    return text(words, words if "://" in words else URL, linked=True)


CARD = link("로봇 손 나온다 가나전자가 내놓았다. www.example.com")
IMAGE = Block("image", "", "https://img.example.com/a.jpg")
STAMP = text("입력 2020-06-17 11:00")
SIGNED = text(BYLINE)


def article(*around: Block, tail: tuple[Block, ...] = (SIGNED,)) -> list[Block]:
    return [*around, *map(text, BODY), *tail]


REPOSTS = [
    ("bare link under the stamp", article(STAMP, link(URL)), URL, "입력 2020-06-17 11:00"),
    ("bare link above the stamp", article(link(URL), STAMP), URL, "입력 2020-06-17 11:00"),
    ("address in text only", article(STAMP, text(URL)), URL, "입력 2020-06-17 11:00"),
    ("card", article(CARD, STAMP), URL, "입력 2020-06-17 11:00"),
    ("link and its card", article(STAMP, link(URL), CARD), URL, "입력 2020-06-17 11:00"),
    ("link on the headline", article(link("로봇 손 나온다"), STAMP), URL, "입력 2020-06-17 11:00"),
    ("link on the headline, no stamp", article(link("로봇 손 나온다")), URL, None),
    ("label with colon", article(tail=(SIGNED, text(f"출처 : {URL}", URL))), URL, None),
    ("label with colon, text only", article(tail=(SIGNED, text(f"출처:{URL}"))), URL, None),
    ("label, outlet linked", article(STAMP, tail=(SIGNED, text("출처: 나래경제", URL))), URL, "입력 2020-06-17 11:00"),
    ("label in brackets", article(tail=(SIGNED, text(f"[출처] 나래경제 {URL}", URL))), URL, None),
    ("label in round brackets", article(tail=(text(f"(출처: {URL})"),)), URL, None),
    ("원문", article(tail=(SIGNED, text("원문: 나래경제", URL))), URL, None),
    ("기사원문", article(tail=(SIGNED, text(f"기사원문 {URL}"))), URL, None),
    ("기사 원문 보기", article(tail=(text("▶ 기사 원문 보기", URL),)), URL, None),
    ("원문 링크", article(tail=(SIGNED, text(f"원문 링크 : {URL}"))), URL, None),
    ("뉴스 출처 with the outlet in brackets", article(tail=(text(f"뉴스 출처 - 나래일보({URL})"),)), URL, None),
    ("label, address below", article(tail=(SIGNED, text("출처 :"), link(URL))), URL, None),
    ("label and outlet, card below", article(tail=(SIGNED, text("[출처] 나래경제"), CARD)), URL, None),
    ("label glued to the last paragraph", article(tail=(text(f"관계자는 웃었다. 출처: {URL}", URL),)), URL, None),
    ("label only, news address, nothing else", article(tail=(text(f"출처: {URL}"),)), URL, None),
    ("rights line", article(link(URL), tail=(text("<저작권자 ⓒ 나래경제, 무단전재 및 재배포 금지>"),)), URL, None),
    ("a number is enough for a signed one", article(STAMP, link("https://example.com/main.php?code=20200617001")),
     "https://example.com/main.php?code=20200617001", "입력 2020-06-17 11:00"),
    ("no link at all", article(STAMP), None, "입력 2020-06-17 11:00"),
    ("tracking stays", article(STAMP, link(f"{URL}?utm_source=x")), f"{URL}?utm_source=x",
     "입력 2020-06-17 11:00"),
    ("www. without a scheme", article(STAMP, text("www.example.com/news/view/1234567")), URL, "입력 2020-06-17 11:00"),
    ("mobile link, desktop card", article(STAMP, link("https://m.example.com/view?id=1234567"), CARD),
     "https://m.example.com/view?id=1234567", "입력 2020-06-17 11:00"),
    ("stamp and link in one line", article(text(f"입력 2020-06-17 11:00 | {URL}", URL)), URL, "입력 2020-06-17 11:00"),
    ("label, link and stamp in one line", article(text(f"출처: {URL} 입력 2020-06-17 11:00", URL)), URL,
     "입력 2020-06-17 11:00"),
    ("the outlet's name on a line", article(text("나래경제"), STAMP, link(URL)), URL, "입력 2020-06-17 11:00"),
    ("headline quoted, outlet linked", article(text('"로봇 손 나온다" (나래경제)', URL), STAMP), URL,
     "입력 2020-06-17 11:00"),
    ("link on the headline below", article(STAMP, tail=(SIGNED, link("로봇 손 나온다"))), URL, "입력 2020-06-17 11:00"),
    ("bare date", article(link(URL), text("2020-06-17 11:00")), URL, "2020-06-17 11:00"),
    ("outlet's article", article(tail=(SIGNED, text(f"나래경제 기사 보러가기 ▶ {URL}", URL))), URL, None),
    ("outlet's 원문 in brackets", article(tail=(SIGNED, text(f"[나래경제] 원문 {URL}"))), URL, None),
    ("outlet before the address", article(tail=(SIGNED, text(f"나래경제: {URL}"))), URL, None),
    ("기사 전문", article(tail=(SIGNED, text(f"기사 전문 보기 {URL}"))), URL, None),
    ("buttons above and below", article(STAMP, text("인쇄 스크랩 글자크기 크게 작게 페이스북 트위터"), link(URL),
     tail=(SIGNED, text("공감 12 댓글 0 공유하기"))), URL, "입력 2020-06-17 11:00"),
    ("counts, rules and a reader's aids above", article(STAMP, text("0"), text("-----"), text("본문 요약봇"),
     text("번역beta Translated by kaka i"), text("구글 뉴스 구독 아이콘 나래경제 구독하기"), link(URL)), URL, "입력 2020-06-17 11:00"),
    ("label with outlet and day, alone", article(tail=(text("(출처: 나래경제 2020.06.17)"),)), None, "2020.06.17"),
    ("address behind related news and a notice", article(STAMP, tail=(SIGNED, text("홍길동 기자의 주요 뉴스"),
     text("<저작권자 ⓒ 나래경제, 무단전재 및 재배포 금지>"), text(URL))), URL, "입력 2020-06-17 11:00"),
    ("a path above", article(text("홈 > 산업 > 로봇"), STAMP, link(URL)), URL, "입력 2020-06-17 11:00"),
    ("label with the outlet alone", article(STAMP, tail=(SIGNED, text("출처: 나래경제"))), None, "입력 2020-06-17 11:00"),
    ("label, outlet and notice", article(STAMP, link(URL), tail=(SIGNED, text(
     "출처: 나래경제 <저작권자 ⓒ 나래경제, 무단전재 및 재배포 금지>"))), URL, "입력 2020-06-17 11:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "url", "published"), [case[1:] for case in REPOSTS], ids=[case[0] for case in REPOSTS]
)
def test_repost(blocks: list[Block], url: str | None, published: str | None) -> None:
    source = find_source(blocks, "blog.example.org")
    assert (source.url, source.published_raw) == (url, published)
    left = [block.text for block in source.blocks]
    assert left[:3] == BODY
    kept = ("관계자는 웃었다.", BYLINE, "홍길동 기자의 주요 뉴스")
    assert [words for words in left[3:] if words not in kept] in (
        [],
        ["<저작권자 ⓒ 나래경제, 무단전재 및 재배포 금지>"],
    )


@pytest.mark.parametrize(
    ("line", "stamp", "left"),
    [
        ("입력 2020-06-17 11:00", "입력 2020-06-17 11:00", None),
        ("입력 : 2020-06-17 11:00 | 수정 : 2020-06-17 14:05",
         "입력 : 2020-06-17 11:00 | 수정 : 2020-06-17 14:05", None),
        ("입력2020.06.17. 오전 11:00", "입력2020.06.17. 오전 11:00", None),
        ("기사입력 2020.06.17. 오후 1:00 최종수정 2020.06.17. 오후 2:00 기사원문 스크랩",
         "기사입력 2020.06.17. 오후 1:00 최종수정 2020.06.17. 오후 2:00", None),
        ("[입력] 2020-06-17 11:00", "입력] 2020-06-17 11:00", None),
        ("승인 2020.06.17 18:10", "승인 2020.06.17 18:10", None),
        ("등록 2020-06-17 오전 11:00:12", "등록 2020-06-17 오전 11:00:12", None),
        ("입력시간 2020년 6월 17일 (수) 11:00", "입력시간 2020년 6월 17일 (수) 11:00", None),
        ("2020-06-17 11:00 입력", "2020-06-17 11:00 입력", None),
        ("나래경제 | 입력 2020-06-17 11:00", "입력 2020-06-17 11:00", None),
        (f"{BYLINE} | 입력 2020-06-17 11:00", "입력 2020-06-17 11:00", BYLINE),
        (f"입력 2020-06-17 11:00 {BYLINE}", "입력 2020-06-17 11:00", BYLINE),
    ],
)  # fmt: skip
def test_inner_stamp(line: str, stamp: str, left: str | None) -> None:
    source = find_source(article(text(line), link(URL)), "blog.example.org")
    assert (source.url, source.published_raw) == (URL, stamp)
    assert [block.text for block in source.blocks] == [*([left] if left else []), *BODY, BYLINE]


def test_the_first_stamp_that_is_no_correction() -> None:
    blocks = article(text("수정 2020-06-18 09:00"), text("입력 2020-06-17 11:00"), link(URL))
    source = find_source(blocks, "blog.example.org")
    assert source.published_raw == "입력 2020-06-17 11:00"
    assert [block.text for block in source.blocks] == [*BODY, BYLINE]


@pytest.mark.parametrize(
    "printed",
    [
        "가나전자, 로봇 손 나온다",
        "[단독] 가나전자, 로봇 손 나온다",
        "가나전자, 로봇 손 나온다 - 나래경제",
        "가나전자, 로봇 손",
    ],
)
def test_the_headline_again_is_no_part_of_a_copy(printed: str) -> None:
    blocks = article(text(printed), STAMP, link(URL))
    source = find_source(blocks, "blog.example.org", "[펌] 가나전자, 로봇 손 나온다")
    assert [block.text for block in source.blocks] == [*BODY, BYLINE]


def test_a_label_with_the_headline_and_the_reporter() -> None:
    tail = (
        text("[출처: 나래경제] 가나전자, 로봇 손 나온다 그리고 값은 삼천억원이라고 한다는 긴 제목"),
        text("출처: 나래경제 홍길동 기자"),
    )
    source = find_source(article(STAMP, tail=tail), "blog.example.org", tail[0].text.partition("] ")[2])
    assert [block.text for block in source.blocks] == [*BODY, "나래경제 홍길동 기자"]


def test_a_reporter_beside_the_linked_source_stays() -> None:
    blocks = article(text("출처: 나래경제 | 홍길동 기자 | 2020-06-17", URL), tail=())
    source = find_source(blocks, "blog.example.org")
    assert (source.url, [block.text for block in source.blocks]) == (URL, ["홍길동 기자", *BODY])


def test_links_below_an_article_are_others_of_the_outlet() -> None:
    others = [link(f"https://www.example.com/news/view/76543{n}") for n in (21, 22)]
    for below in (others, [text("관련기사"), others[0]], [link("[관련기사] 다른 이야기")]):
        blocks = article(STAMP, tail=(SIGNED, *below))
        source = find_source(blocks, "blog.example.org")
        assert (source.url, source.published_raw) == (None, "입력 2020-06-17 11:00")
        assert source.blocks == blocks[1:]


OWN = [
    ("diary with links", article(link("https://place.example.com/12345678"), tail=())),
    ("tutorial with a card first", article(CARD, tail=())),
    ("wiki source", article(tail=(text("출처 : https://ko.wikipedia.org/wiki/로봇_1234567"),))),
    ("question site", article(tail=(text("출처: https://stackoverflow.com/questions/12345678/view"),))),
    ("video", article(tail=(text("(출처 : https://youtu.be/view/1234567)"),))),
    ("own blog", article(STAMP, link("https://blog.example.org/view/1234567"), tail=())),
    ("blog elsewhere", article(STAMP, link("https://other.tistory.com/1234567"), tail=())),
    ("home page of an outlet", article(tail=(text("출처: https://www.example.com/news/"),))),
    ("image credit", [*map(text, BODY), IMAGE, text(f"출처: {URL}"), *map(text, BODY)]),
    ("image credit named so", article(tail=(text(f"사진 출처: {URL}"),))),
    ("table of sources", article(tail=(text(f"출처: {URL}"), text(f"출처: {URL}8")))),
    ("a source in the middle", [*map(text, BODY * 3), text(f"출처: {URL}"), *map(text, BODY * 3)]),
    ("prose with a link", article(text("오늘 기사를 읽었다. 재미있었다.", URL), tail=())),
    ("stamp in a log", article(text("입력 2026-01-30 11:00 ok"), tail=())),
    ("an event's date", article(text("등록 2026-01-30까지 받습니다"), text("접수는 https://example.com/e/12345"))[:5]),
    ("a word that holds the label", article(text(f"출처럼 보이는 것 {URL} 에 대하여 길게 쓴 글이다"), tail=())),
]  # fmt: skip


@pytest.mark.parametrize("blocks", [case[1] for case in OWN], ids=[case[0] for case in OWN])
def test_a_post_of_its_own(blocks: list[Block]) -> None:
    source = find_source(blocks, "blog.example.org")
    assert (source.url, source.published_raw, source.blocks) == (None, None, blocks)


def test_images_and_captions_stay_in_place() -> None:
    caption = Block("caption", "로봇 손 (사진제공=가나전자)")
    source = find_source([STAMP, link(URL), IMAGE, caption, *map(text, BODY), SIGNED], "blog.example.org")
    assert source.blocks[:2] == [IMAGE, caption]


WORDS = st.lists(
    st.builds(
        Block,
        st.sampled_from(["text", "image", "caption"]),
        st.sampled_from([BYLINE, "입력 2020-06-17 11:00", f"출처: {URL}", URL, "출처", *BODY])
        | st.text(max_size=60),
        st.none(),
        st.lists(st.sampled_from([URL, "https://blog.example.org/3", "http://[bad"]), max_size=2),
        st.booleans(),
    ),
    max_size=12,
)


@given(WORDS)
def test_only_lines_of_the_source_go(blocks: list[Block]) -> None:
    """Never raises; what remains stood there before; without a source, a stamp and a reporter's line nothing goes."""
    source = find_source(blocks, "blog.example.org")
    before = [block.text for block in blocks]
    assert all(any(block.text in words for words in before) for block in source.blocks)
    if source.url is None and source.published_raw is None and BYLINE not in before:
        assert source.blocks == blocks


def test_what_the_blogger_says_behind_the_source_leaves_the_reporters_line_last() -> None:
    remark = "저는 이 소식을 듣고 오래 생각했어요. 여러분은 어떠세요?"
    post = [
        *map(text, BODY),
        text("홍길동·김나래 기자"),
        text(f"원문 : {URL}", URL),
        text(remark),
        text(remark),
    ]
    source = find_source(post, "blog.example.org")
    assert source.url == URL
    assert [block.text for block in source.blocks] == [*BODY, remark, remark, "홍길동·김나래 기자"]


@pytest.mark.parametrize(
    "words", ["0123456789abcdef" * 20_000, "a.-" * 100_000, "a." * 150_000, "https://" * 40_000]
)
def test_a_pasted_run_of_letters_is_looked_through_once(words: str) -> None:
    assert (
        find_source([Block("text", words)], "blog.example.org").url is None
    )  # else each letter begins a host anew
