"""Articles made up from a number: every field there is, filled and empty, plain and odd; and one that means harm."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from newscrawl.items import Article, Author, Photo, Related

_WORDS = [
    "가나전자",
    "로봇",
    "손",
    "공동연구",
    "3,000억원",
    "AI·반도체",
    "<속보>",
    "“따옴표”",
    "A&B",
    "R&D",
    "📱",
    "漢字",
    "½",
    "\\n",
    "'x'",
    "끝",
]
_NOON = datetime.fromisoformat("2020-06-17T12:00:00+09:00")


def generated(count: int) -> Iterator[Article]:
    """Yield so many articles; the same number gives the same article."""
    return (article(number) for number in range(count))


def article(number: int) -> Article:
    """Return the article of a number."""
    chance = random.Random(number)

    def words(most: int) -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(1, most)))

    def maybe(value: str) -> str | None:
        return value if chance.random() < 0.7 else None

    def some(most: int) -> range:
        return range(chance.randint(0, most))

    moment = (_NOON + timedelta(seconds=chance.randrange(10**7))).isoformat()
    published = chance.choice([moment, moment, moment[:10], None])
    whole = chance.random() < 0.9
    return Article(
        url=f"https://news.example.com/기사/view?no={number}&a=1",
        site="example",
        identity=str(number),
        publisher=maybe("보기신문"),
        kind=chance.choice(["article", "post"]),
        headline=words(6) if chance.random() < 0.98 else "",
        headline_tags=[words(1) for _ in some(2)],
        alternative_headlines=[words(5) for _ in some(2)],
        section=[words(1) for _ in some(3)],
        keywords=[words(2) for _ in some(5)],
        date_published=published,
        date_published_raw=maybe(f"입력 {moment}"),
        date_published_source="page" if published else None,
        date_published_precision=("day" if len(published) == len("2020-06-17") else "second") if published else None,
        date_modified=maybe(moment),
        authors=[
            Author(maybe("홍길동"), maybe("기자"), maybe(f"hong{n}@example.com"), maybe("디지털뉴스팀"), maybe("세종"))
            for n in some(3)
        ],
        byline_raw=["홍길동 기자 hong@example.com" for _ in some(1)],
        photos=[
            Photo(maybe(f"https://img.example.com/{n}.{chance.choice(['jpg', 'png', 'webp?w=1'])}"),
                  maybe(words(8)), maybe("가나전자"), chance.choice(["제공", None]), maybe(f"▲{words(5)}"))
            for n in some(3)
        ],
        body=[words(30) for _ in some(12)] if whole else [],
        body_complete=whole,
        body_incomplete_reason=None if whole else "paywall",
        description=maybe(words(12)),
        source_url=f"https://www.example.org/{number}" if chance.random() < 0.3 else None,
        related=[Related(words(4), f"https://blog.example.com/{n}", maybe("2020-06-17"), n) for n in some(2)],
        encoding="utf-8",
        date_crawled=_NOON.isoformat(),
        extracted_by="newscrawl 0.1.0",
    )  # fmt: skip


_BITES = "<script>alert(1)</script><img src=x onerror=alert(1)>]]></content>&amp;\x00\x08\x1b[31m\ud800\udfff\u202e끝\u2028\ufeff"
_LINK = "javascript:alert(document.cookie)"


def hostile() -> Article:
    """Return an article whose every word is out to break a file, or the program that reads it; 5 MB of body."""
    return Article(
        url="https://news.example.com/view/666?a=\"><script>&b='",
        site="example",
        identity=f"666{_BITES}",
        publisher=_BITES,
        headline=f"=HYPERLINK(1){_BITES}",
        headline_tags=["\u202e", _BITES],
        keywords=["\u202e", "\x00", _BITES, '"', "+1"],
        section=["\u200f"],
        date_published="2020-06-17",
        date_published_source="page",
        date_published_precision="day",
        authors=[
            Author(
                name=_BITES,
                role="\x00",
                email="a@example.com?cc=b@example.com\r\nBcc: c",
                affiliation="\u202e",
            ),
            Author(name="\u202e", email=_LINK),
        ],
        byline_raw=[_BITES, "\x00"],
        photos=[
            Photo(_LINK, _BITES, _BITES, "제공", _BITES),
            Photo("https://img.example.com/a.svg\"onload='x y'", _BITES, "\x00", None, "\x00"),
            Photo("http://[::1", None, None, None, None),
        ],
        body=["\x00", _BITES, "-1+1", "=1+1", _BITES * 80_000],
        description=_BITES,
        source_url=_LINK,
        related=[Related(_BITES, _LINK, None, 1), Related("\u202e", "https://blog.example.com/1")],
        encoding="utf-8",
        date_crawled="2020-06-17T12:00:00+09:00",
        extracted_by="newscrawl 0.1.0",
    )
