"""A page of nothing but one piece over and over is read, wherever it stands: no pattern tries it in many ways.

The pieces are those on which one pattern or another could begin anew at every letter. At this length a form that is
quadratic takes minutes and one that is exponential never ends; all these together take seconds.
"""

from datetime import datetime
from html import escape

import pytest

from newscrawl.items import Article
from newscrawl.reading import read_page
from newscrawl.understanding import understand

CRAWLED = datetime.fromisoformat("2026-10-01T12:00:00+09:00")
LETTERS = 200_000
PROSE = "정부가 27일 새 계획을 밝혔다. 회의가 열렸다고 말했다."
PIECES = [
    *(
        "가",
        "a",
        "1",
        "0ab",
        "a.",
        ".a",
        "a-",
        "a@",
        "@",
        "가 ",
        "가나 ",
        "1 ",
        "1.",
        "11:",
        "2020-06-17 ",
        "20",
        "년",
        "월시",
    ),
    *(
        "(",
        "[",
        "(가) ",
        "[가] ",
        "<",
        "<a",
        "'",
        '"',
        "=",
        "·",
        "가·",
        "가, ",
        "- ",
        "가|",
        "/",
        "▲",
        "•▲",
        "□",
        "※ ",
        "-",
    ),
    *(
        "홍길동",
        "홍길동 기자 ",
        "기자",
        "특파원",
        "한의학",
        "분분",
        "대학교",
        "5나",
        "위원",
        "입력 ",
        "출처: ",
        "◎ 제보",
    ),
    *(
        "사진 ",
        "사진=",
        "제공 ",
        "(사진=가) ",
        "연합뉴스 ",
        "AP=",
        "ⓒ 가 ",
        "서울=",
        "(서울=",
        "이다. ",
        "https://",
        "http://a.",
    ),
]
PLACES = ("headline", "byline", "date", "caption", "paragraph", "last", "cell")


def page(place: str, words: str) -> str:
    at = {one: words if one == place else "" for one in PLACES}
    head = at["headline"] or "나래전자, 한빛대와 손잡는다"
    return f"""<html><head><title>{head}</title><meta property="og:title" content="{head}">
<meta property="og:type" content="article"><meta name="author" content="{at["byline"]}"></head><body><h1>{head}</h1>
<span class="date">{at["date"] or "입력 2020-06-17 11:00"}</span><div class="writer">{at["byline"] or "홍길동 기자"}</div>
<div class="article_body contents_style" itemprop="articleBody"><p>{PROSE}</p>
<figure><img src="a.jpg"><figcaption>▲ {at["caption"]}</figcaption></figure><p>{at["paragraph"]}</p>
<table><tr><td><img src="b.jpg"></td></tr><tr><td>{at["cell"]}</td></tr></table><p>{PROSE}</p><p>{at["last"]}</p></div></body></html>"""


ANY, BLOG = "https://www.example.com/news/123456", "https://b.tistory.com/12"


@pytest.mark.parametrize(
    ("url", "place"),
    [*((ANY, place) for place in PLACES), (BLOG, "paragraph"), (BLOG, "last"), (BLOG, "headline")],
)
def test_a_page_of_one_piece_over_and_over_is_read(url: str, place: str) -> None:
    for piece in PIECES:
        words = escape((piece * LETTERS)[:LETTERS])
        record = read_page(page(place, words).encode(), url, "text/html; charset=utf-8", CRAWLED)
        if isinstance(record, Article):
            understand(record, CRAWLED)
