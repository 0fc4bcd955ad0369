"""A body's markup to its blocks: what a paragraph is, what a caption is, and that nothing vanishes."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.blocks import blocks, image_address
from newscrawl.document import DEPTH, Document
from newscrawl.items import Block

URL = "https://news.example.com/a/view?id=1"


def read(source: str, captions: str = "", drop: str = "", cards: str = "") -> list[Block]:
    document = Document(f"<html><body><div id=body>{source}</div></body></html>", URL)
    body = document.first("#body")
    assert body is not None
    return blocks(document, body, captions, set(document.all(drop)) if drop else set(), cards)


def texts(source: str) -> list[str]:
    return [block.text for block in read(source) if block.kind == "text"]


@pytest.mark.parametrize(
    ("source", "paragraphs"),
    [
        (
            "<p>가나전자가 <b>3,000억원</b>을 들인다.</p><p>C<sup>++</sup></p>",
            ["가나전자가 3,000억원을 들인다.", "C++"],
        ),
        ("첫 줄<br>둘째 줄<br/><br/>셋째 줄", ["첫 줄", "둘째 줄", "셋째 줄"]),
        ("맨글<div>안<div>속</div>밖</div>끝", ["맨글", "안", "속", "밖", "끝"]),
        ("<p>AI&middot;ML&nbsp;&amp; R&amp;D</p>", ["AI·ML & R&D"]),
        ("<p>&nbsp;</p><p>\u200b</p><p> </p>", []),
        ("<ul><li>하나</li><li>둘</li></ul>", ["하나", "둘"]),
        ("<table><tr><td>매출</td><td>1조</td></tr></table>", ["매출", "1조"]),
        ("<h3>소제목</h3><p>글</p>", ["소제목", "글"]),
        ("<p>앞<span>가</span><font>나</font><ins>다</ins><x-new>라</x-new></p>", ["앞가나다", "라"]),
        ("<p>보임<!-- 안 보임 --><script>x('안')</script><style>안{}</style></p>", ["보임"]),
        ("<p>글</p><form>검색<input value=안></form><button>공유</button><iframe>안</iframe>", ["글"]),
        ("<p>열린 채<p>이어진다", ["열린 채", "이어진다"]),
    ],
)
def test_paragraphs(source: str, paragraphs: list[str]) -> None:
    assert texts(source) == paragraphs


@pytest.mark.parametrize(
    "source",
    [
        "<figure><img src=/1.jpg><figcaption>▲로봇 손 <b>(사진제공=가나전자)</b></figcaption></figure>",
        "<table><tr><td><img src=/1.jpg></td></tr><tr><td>▲로봇 손 (사진제공=가나전자)</td></tr></table>",
        "<div class=box><img src=/1.jpg><p class=caption>▲로봇 손<br>(사진제공=가나전자)</p></div>",
        "<amp-img src=/1.jpg></amp-img><div class=caption><span>▲로봇 손</span> (사진제공=가나전자)</div>",
    ],
)
def test_words_tied_to_an_image_are_one_caption(source: str) -> None:
    image, caption, text = read(f"{source}<p>글</p>", captions=".caption")
    assert (image.kind, image.url) == ("image", "https://news.example.com/1.jpg")
    assert (caption.kind, caption.text) == ("caption", "▲로봇 손 (사진제공=가나전자)")
    assert (text.kind, text.text) == ("text", "글")


def test_each_image_of_a_gallery_keeps_its_own_caption() -> None:
    source = "".join(
        f"<table><tr><td><img src=/{n}.jpg></td></tr><tr><td>사진 {n}</td></tr></table>" for n in (1, 2)
    )
    assert [(b.kind, b.url or b.text) for b in read(source)] == [
        ("image", "https://news.example.com/1.jpg"),
        ("caption", "사진 1"),
        ("image", "https://news.example.com/2.jpg"),
        ("caption", "사진 2"),
    ]


def test_a_table_of_figures_is_text_and_so_is_a_page_laid_out_in_one() -> None:
    assert [b.kind for b in read("<table><tr><td>매출</td><td>1조</td></tr></table>")] == ["text", "text"]
    layout = f"<table><tr><td><img src=/1.jpg><p>{'긴 글이다. ' * 200}</p></td></tr></table>"
    assert [b.kind for b in read(layout)] == ["image", "text"]
    short = "<table><tr><td><img src=/1.jpg><p>가나다.</p><p>라마다.</p><p>바사다.</p></td></tr></table>"
    assert [b.kind for b in read(short)] == ["image", "text", "text", "text"]


@pytest.mark.parametrize(
    ("image", "address"),
    [
        ("<img src=/1.jpg>", "https://news.example.com/1.jpg"),
        ("<img src=/blank.gif data-src=//img.example.com/1.jpg>", "https://img.example.com/1.jpg"),
        ("<img src='data:image/gif;base64,R0' data-original=/1.jpg>", "https://news.example.com/1.jpg"),
        ("<img src='data:image/gif;base64,R0'>", None),
        ("<img src=/1.jpg width=1 height=1>", None),
        ("<img src=/1.jpg width='1px'>", None),
        ("<img src=/1.jpg width=100%>", "https://news.example.com/1.jpg"),
        ("<img src=/logo/narae.png>", None),
        ("<img src=/icons/mail.gif>", None),
        ("<img src=/logo/2020/1.jpg>", "https://news.example.com/logo/2020/1.jpg"),
        ("<img>", None),
        ("<img src='javascript:x'>", None),
    ],
)
def test_image_address(image: str, address: str | None) -> None:
    document = Document(image, URL)
    element = document.first("img")
    assert element is not None
    assert image_address(document, element) == address


def test_links_stay_with_their_paragraph() -> None:
    first, second = read("<p>원문 <a href=/view/2>보기</a></p><p><a href='https://example.org/기사'></a></p>")
    assert (first.text, first.links) == ("원문 보기", ["https://news.example.com/view/2"])
    assert (second.text, second.links) == ("", ["https://example.org/기사"])


def test_dropped_elements_are_passed_over_and_what_follows_them_is_not() -> None:
    """A box between two lines parts them, as a browser would; words dropped out of a line do not."""
    assert [b.text for b in read("앞<div class=ad>광고<p>더</p></div>뒤", drop=".ad")] == ["앞", "뒤"]
    assert [b.text for b in read("앞<span class=ad>광고</span>뒤", drop=".ad")] == ["앞뒤"]


def test_card_of_a_linked_page_stays_one_text() -> None:
    card = "<figure class=og><a href=https://example.org/1><p>제목</p><p>설명</p></a></figure>"
    (block,) = read(card, cards=".og")
    assert (block.kind, block.text, block.links) == ("text", "제목 설명", ["https://example.org/1"])


# Nothing vanishes: what is built here as visible is found again, character for character and in order.
WORDS = st.text(
    st.sampled_from("가나다라마힣ㄱ3,000억원C++GPT-4o·AI/ML%()“”‘’…&<>\"' "), min_size=1
) | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"]), min_size=1)
INLINE = (
    "a",
    "b",
    "strong",
    "em",
    "i",
    "u",
    "span",
    "font",
    "mark",
    "ins",
    "del",
    "sub",
    "sup",
    "small",
    "code",
)
BLOCKS = (
    "div",
    "section",
    "article",
    "blockquote",
    "center",
    "main",
    "aside",
    "details",
    "x-new",
    "figure",
    "li",
    "h2",
)
HIDDEN = ("script", "style", "noscript", "template", "iframe", "button", "textarea", "select")
Node = tuple[str, str]  # markup, and what of it is visible


def leaf(words: str) -> Node:
    return escape(words), words


def wrap(tag: str, children: list[Node]) -> Node:
    inner, seen = "".join(c[0] for c in children), "".join(c[1] for c in children)
    if tag == "table":
        return f"<table><tr><td>{inner}</td></tr></table>", seen
    if tag == "br":
        return f"{inner}<br>", seen
    return f"<{tag}>{inner}</{tag}>", seen


LEAVES = (
    WORDS.map(leaf)
    | st.sampled_from(HIDDEN).map(lambda tag: (f"<{tag}>숨은 글 3</{tag}>", ""))
    | st.just(("<!-- 주석 3 -->", ""))
    | st.just(("<img src=/1.jpg alt='대체 글'>", ""))
)
BODIES = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: st.builds(
            wrap,
            st.sampled_from((*INLINE, *BLOCKS, "table", "br", "figcaption")),
            st.lists(inner, max_size=4),
        ),
        max_leaves=25,
    ),
    min_size=1,
)


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060\ufeff]", "", text)


@given(BODIES)
def test_nothing_vanishes(nodes: list[Node]) -> None:
    source, visible = "".join(n[0] for n in nodes), "".join(n[1] for n in nodes)
    assert bare("".join(b.text for b in read(source) if b.kind != "image")) == bare(visible)


@given(st.lists(WORDS), st.sampled_from(["<br>", "</p><p>", " ", "<b>", "</i>", "<td>"]))
def test_nothing_vanishes_in_broken_markup(words: list[str], between: str) -> None:
    source = between.join(map(escape, words))
    assert bare("".join(b.text for b in read(source))) == bare("".join(words))


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "table><tr><td"])
def test_nothing_vanishes_however_deep_it_nests(tag: str) -> None:
    deep = "".join(f"<{tag}>{n} " for n in range(DEPTH * 2)) + "<script>x()</script>끝"
    found = " ".join(b.text for b in read(deep))
    assert bare(found) == "".join(map(str, range(DEPTH * 2))) + "끝"


@given(st.text(st.sampled_from("<>/\"'=& \n가나3C+!-[]abdivpscriptablemg")))
def test_any_tag_soup_reads_without_raising(source: str) -> None:
    for block in read(source, captions=".caption", drop=".ad"):
        assert block.kind in ("text", "image", "caption")
        assert block.text == re.sub(r"\s+", " ", block.text).strip()
