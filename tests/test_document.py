"""A parsed page: its words, its lines, its addresses, and pages made to break readers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.document import DEPTH, Document, lines_of, text_of, tidy, words_below

URL = "https://news.example.com/a/view?id=1"


def document(source: str) -> Document:
    return Document(source, URL)


@pytest.mark.parametrize(
    ("printed", "tidied"),
    [
        ("  LG,\u00a0서울대와\n\t 손잡는다 ", "LG, 서울대와 손잡는다"),
        ("\ufeff가\u200b나\u2060다", "가 나 다"),
        ("\u3000전각\u3000공백\u3000", "전각 공백"),
        ("3,000억원 · C++", "3,000억원 · C++"),
        ("\u200b", ""),
    ],
)
def test_tidy(printed: str, tidied: str) -> None:
    assert tidy(printed) == tidied


@given(st.text())
def test_tidy_twice_is_tidy_once_and_only_space_goes(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert re.sub(r"[\s\u200b\u2060\ufeff]", "", once) == re.sub(r"[\s\u200b\u2060\ufeff]", "", text)


def test_text_is_what_a_reader_sees() -> None:
    source = (
        "<div id=x>입력<br>2026-01-28<script>x()</script><style>p{}</style><!-- 주석 --><p>3,000억원</p>"
        "<button>공유</button>C<b>++</b><noscript>끔</noscript>&amp;GPT-4o</div>"
    )
    page = document(source)
    assert page.text("#x") == "입력 2026-01-28 3,000억원 C++&GPT-4o"
    element = page.first("#x")
    assert element is not None
    assert lines_of(element) == ["입력", "2026-01-28", "3,000억원", "C++&GPT-4o"]


def test_selectors_in_order_of_trust() -> None:
    page = document("<p class=b>나</p><p class=a> </p><p class=c>다</p>")
    assert page.text((".x", ".b", ".c")) == "나"
    assert page.texts((".x", "p")) == ["나", "다"]
    assert page.text(".x") is None
    assert page.first(".x") is None
    # What is found decides, not what it says: an element that is there and empty is an answer.
    assert page.text((".a", ".c")) is None


def test_attribute_takes_the_first_that_is_filled() -> None:
    page = document("<img alt=' '><img alt=' 로봇\n손 '><img alt=다른>")
    assert page.attribute("img", "alt") == "로봇 손"
    assert page.attribute("img", "src") is None


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/view/2", "https://news.example.com/view/2"),
        ("?page=2", "https://news.example.com/a/view?page=2"),
        ("//img.example.com/1.jpg", "https://img.example.com/1.jpg"),
        (" https://example.org/x\n", "https://example.org/x"),
        ("HTTP://EXAMPLE.org/x", "HTTP://EXAMPLE.org/x"),
        ("/category/가 나", "https://news.example.com/category/가 나"),
        ("", None),
        (None, None),
        ("#top", None),
        ("javascript:void(0)", None),
        ("JavaScript:void(0)", None),
        ("java\nscript:void(0)", None),
        ("data:image/gif;base64,R0lGOD", None),
        ("mailto:gildong@example.com", None),
        ("tel:02-000-0000", None),
        ("ftp://example.com/1", None),
        ("http:///x", None),
        ("http://[::1", None),
    ],
)
def test_link(href: str | None, address: str | None) -> None:
    assert document("<p>").link(href) == address


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://m.example.com/x/", "https://m.example.com/x/1"),
        ("/x/", "https://news.example.com/x/1"),
        ("javascript:x", "https://news.example.com/a/1"),
        ("http://[", "https://news.example.com/a/1"),
        ("", "https://news.example.com/a/1"),
    ],
)
def test_link_stands_on_the_base_the_page_names(base: str, address: str) -> None:
    assert document(f"<base href='{base}'><p>").link("1") == address


@pytest.mark.parametrize(
    "source",
    [
        "",
        " \n",
        "\x00\x00",
        "<!-- 주석뿐 -->",
        "<!DOCTYPE html>",
        "<",
        "<p",
        "</p>",
        "<?xml version='1.0'?>",
        "<frameset>",
    ],
)
def test_page_of_nothing_is_a_page_without_words(source: str) -> None:
    assert text_of(document(source).root) in ("", "<")


def test_declared_encoding_of_decoded_text_is_ignored() -> None:
    assert document("<?xml version='1.0' encoding='euc-kr'?><p>똠방</p>").text("p") == "똠방"
    assert document("<meta charset=euc-kr><p>똠방</p>").text("p") == "똠방"


def test_halves_of_characters_and_nulls_do_not_break_a_page() -> None:
    assert document("<p>로\x00봇\ud800 손</p>").text("p") == "로봇? 손"


@pytest.mark.parametrize("depth", [DEPTH - 5, DEPTH + 5, 1500])
def test_words_survive_nesting_deeper_than_python_recurses(depth: int) -> None:
    source = "앞<b>" * depth + "가<!--주석--><script>x()</script>나<style>s</style>다" + "</b>뒤" * depth
    element = document(f"<div id=x>{source}</div>").first("#x")
    assert element is not None
    assert text_of(element) == "앞" * depth + "가나다" + "뒤" * depth
    assert "".join(words_below(element)) == text_of(element)


@pytest.mark.parametrize("depth", [2100, 50_000])
def test_nesting_that_no_browser_shows_is_read_as_far_as_it_goes(depth: int) -> None:
    assert text_of(document("<p>앞</p>" + "<div>" * depth + "속").root).startswith("앞")


@given(st.text(st.sampled_from("<>/\"'=& \n가나3C+!-[]abdivpscript")))
def test_any_tag_soup_reads_without_raising(source: str) -> None:
    root = document(source).root
    assert text_of(root) == tidy(text_of(root))
    assert " ".join(lines_of(root)) == tidy(" ".join(lines_of(root)))


def test_a_page_of_very_many_classes_is_searched_by_whole_names() -> None:
    many = " ".join(f"box{n}" for n in range(20_000))
    page = Document(f"<p class='{many}'>가</p><p class='box1 last'>나</p>", "https://example.com/")
    assert [page.texts(css) for css in (".box1", ".box19999", ".last", ".box", ".box20000")] == [
        ["가", "나"], ["가"], ["나"], [], [],
    ]  # fmt: skip
