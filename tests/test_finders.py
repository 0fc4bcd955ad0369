"""What the finders must bear: pages cut anywhere, nested or listing beyond reason, and any markup at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from newscrawl.document import Document, compiled
from newscrawl.finders.body import find_body
from newscrawl.finders.dates import find_dates, find_stamps, undated
from newscrawl.finders.names import purpose
from newscrawl.items import Article, Listing
from newscrawl.reading import read_page
from newscrawl.selectors import Index, steps_of

URL = "https://www.example.com/news/1"
PAGES = sorted((Path(__file__).parent / "pages").rglob("*.html"))

WORDS = st.sampled_from([
    "정부가 밝혔다. 내년에 짓는다.", "홍길동 기자", "hong@example.com", "2020.06.17 11:00", "입력", "관련 기사",
    "ⓒ 한빛일보 무단전재 금지", " ", "&nbsp;",
])  # fmt: skip
NAMES = st.sampled_from(
    ["article_body", "related", "reporter", "date", "title", "photo", "paging", "copyright", "a b", ""]
)
TAGS = st.sampled_from(
    ["div", "p", "ul", "li", "a", "span", "table", "tr", "td", "h1", "strong", "figure", "figcaption", "time"]
)


@st.composite
def markup(draw: st.DrawFn, depth: int = 0) -> str:
    inner = "".join(draw(st.lists(WORDS | (markup(depth + 1) if depth < 5 else WORDS), max_size=4)))
    tag = draw(TAGS)
    return f'<{tag} class="{draw(NAMES)}" href="/news/{draw(st.integers(1, 99999))}">{inner}</{tag}>'


@given(markup())
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read(body: str) -> None:
    record = read_page(
        f"<html><head><title>제목</title></head><body>{body}<img src=/1.jpg></body></html>".encode(), URL
    )
    assert isinstance(record, Article | Listing)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}-{page.stem}")
def test_a_page_cut_anywhere_is_read(page: Path) -> None:
    whole = page.read_bytes()
    for share in range(1, 12):
        assert isinstance(read_page(whole[: len(whole) * share // 12], URL), Article | Listing)


@pytest.mark.parametrize(
    "body",
    [
        "<div class='article_body'>" * 20_000 + "정부가 밝혔다. 내년에 짓는다.",
        "<div class='byline photo'><img src=/1.jpg>홍길동 기자 2020.06.17" * 5_000,
        "<ul>" + "<li><a href='/news/10001'>새 기사의 제목 하나</a></li>" * 20_000,
        "<p>" + "정부가 2020.06.17 밝혔다. " * 20_000,
        "<p class=date>2020.06.17</p>" * 10_000 + "<h1 class=title>제목</h1>" * 5_000,
        "<div class=paging><a href=?page=2>2</a>" * 5_000,
    ],
    ids=["deep", "deep cards", "long list", "long text", "many dates", "deep paging"],
)
def test_no_page_is_too_deep_or_too_long(body: str) -> None:
    """Pages of a megabyte on which a careless walk would take hours."""
    page = f"<html><head><title>제목</title></head><body>{body}".encode()
    assert isinstance(read_page(page, URL), Article | Listing)


def test_a_named_body_goes_before_a_longer_list_of_leads() -> None:
    leads = "".join(f"<li><p>다른 기사의 첫 문장이다. {n}번째다.</p></li>" for n in range(9))
    page = Document(
        f"<body><div class=related_news><ul>{leads}</ul></div><p id=articleBody>첫 문장이다.<br>끝이다. 그렇다.",
        URL,
    )
    body = find_body(page.root)
    assert body is not None
    assert body.get("id") == "articleBody"


def test_a_text_in_boxes_is_found_whole() -> None:
    page = Document(
        "<body><div><div class=x>하나다. 둘이다. 셋이다.</div><figure><img></figure><div class=x>넷이다.</div></div>",
        URL,
    )
    body = find_body(page.root)
    assert body is not None
    assert [child.tag for child in body] == ["div", "figure", "div"]


@pytest.mark.parametrize(
    ("names", "purposes"),
    [
        ("box_related_list", ["aside"]),
        ("unrelated-story", []),
        ("CmAdContent", ["body"]),
        ("NewsAdContent", ["body"]),
        ("article-veiw-body view-page", ["body"]),
        ("vw_by_reporter", ["writer"]),
        ("subview_title", ["title", "deck"]),
        ("articlePhotoC", ["photo"]),
        ("show-for-sr", ["aside"]),
        ("boxPop articleBody", ["body"]),
        ("article-excerpt", ["summary"]),
    ],
)
def test_names_say_what_an_element_is_for(names: str, purposes: list[str]) -> None:
    meant = purpose(names)
    assert [name for name in meant._fields if getattr(meant, name)] == purposes


SELECTORS = [
    "#a", ".x", "div.x", ".x .y", "#a .y.z", "p .x, #a, .y b", "div #a p", ".x li, .y", "li", "p, .x b, span",
    "[id]", "[class*=x]", "p[class^=x]", "[class$='y'].x", ".z [id=a]", "[class*=y] li, [id]:not(p)", "li:not(p)",
    "[rel*=z], #a", "b[class='x'] p",
]  # fmt: skip


@st.composite
def tree(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(["div", "p", "b", "li", "span"]))
    classes = " ".join(draw(st.lists(st.sampled_from(["x", "y", "z"]), max_size=2)))
    inner = "".join(draw(st.lists(tree(depth + 1), max_size=3))) if depth < 4 else ""
    return f'<{tag} class="{classes}"{" id=a" if draw(st.booleans()) else ""}>{inner}</{tag}>'


@given(tree(), st.sampled_from(SELECTORS))
@settings(max_examples=200, deadline=None)
def test_the_index_finds_what_xpath_finds(body: str, css: str) -> None:
    steps = steps_of(css)
    assert steps is not None
    root = Document(f"<body>{body}</body>", URL).root
    assert Index(root).find(steps) == compiled(css)(root)


@pytest.mark.parametrize(
    "date",
    [
        "<span>2020-06-17 11:00</span>",
        "<li>2020-06-17 11:00 <a href=x>a</a></li>",
        "<time datetime='2020-06-17 11:00'>x</time>",
        "<b class=date>3시간 전</b>",
    ],
)
def test_a_page_of_nothing_but_dates_is_read(date: str) -> None:
    """Each date asks what stands around it: 200,000 would ask 200,000 times."""
    page = html.fromstring(f"<div><h1>제목</h1><div>{date * 200_000}</div></div>")
    find_dates(page, [page.find(".//h1")])
    assert len(find_stamps(page)) <= 1


def test_a_label_before_endless_space_is_no_puzzle() -> None:
    assert undated("입력" + " " * 100_000 + "가") == "입력 가"
