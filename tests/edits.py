"""Pages altered at random as newsrooms alter them: edited, which a reader would call so, or merely laid out anew."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import pairwise
from random import Random

from newscrawl.encodings import decode
from newscrawl.items import Article
from newscrawl.reading import read_page
from newscrawl.understanding import understand

FETCHED = datetime.fromisoformat("2026-10-01T12:00:00+09:00")
WORDS = [
    "로봇",
    "반도체",
    "매출",
    "연구원",
    "협약",
    "공장",
    "인공지능",
    "서비스",
    "이용자",
    "시장",
    "투자",
    "개발",
    "기술",
    "제품",
    "올해",
    "내년",
    "국내",
    "해외",
    "업계",
    "관계자",
    "설명했다",
    "밝혔다",
    "전망된다",
    "늘었다",
    "줄었다",
    "나섰다",
    "맺었다",
    "열렸다",
]
BYLINES = ("홍길동 기자 hong@example.com", "홍길동·김나래 기자")
_CLOSING = re.compile(r"</p>|<br ?/?>", re.I)
_TAG = re.compile(
    r"(<script.*?</script>|<style.*?</style>|<title.*?</title>|<head.*?</head>|<!--.*?-->|<[^>]*>)",
    re.S | re.I,
)
_BLOCK = re.compile(r"(</?(?:article|aside|dd|div|dl|dt|figure|footer|h\d|li|nav|ol|p|section|table|td|tr|ul)\b[^>]*>)", re.I)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A page and the record it gives."""

    name: str
    html: str
    url: str
    article: Article


def read(html: str, url: str) -> Article | None:
    """Return the finished record of a page, or None where it is no article with a whole text."""
    article = read_page(html.encode(), url, "text/html; charset=utf-8", FETCHED)
    if not isinstance(article, Article):
        return None
    understand(article, FETCHED)
    return article if article.body_complete and article.body and article.headline else None


def source(name: str, page: bytes, url: str) -> Source | None:
    """Return a page as UTF-8, which it then says it is, and its record; None for what is no whole article."""
    html = re.sub(r"charset=([\"']?)[\w-]+", r"charset=\1utf-8", decode(page)[0])
    article = read(html, url)
    return Source(name, html, url, article) if article else None


def post(number: int) -> str:
    """Return a made-up post of a blog: some twelve paragraphs, a captioned photo, a byline."""
    chance = Random(number)

    def sentence() -> str:
        return f"{' '.join(chance.choices(WORDS, k=chance.randint(6, 14)))} {chance.randint(2, 9_999):,}억원이다."

    paragraphs = [
        " ".join(sentence() for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(8, 16))
    ]
    lines = [f"<p data-ke-size='size16'>{words}</p>" for words in paragraphs]
    lines.insert(4, f'<figure class="imageblock"><img src="https://img.example.com/{number}b.jpg">'
                    f"<figcaption>▲{sentence()} (사진제공=가나전자)</figcaption></figure>")  # fmt: skip
    lines.insert(1, f'<figure class="imageblock"><img src="https://img.example.com/{number}.jpg">'
                    f"<figcaption>▲{sentence()} (사진제공=가나전자)</figcaption></figure>")  # fmt: skip
    headline = f"가나전자, {number}번째 로봇 {chance.choice(WORDS)} {chance.choice(WORDS)}"
    return (
        '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><script>window.T = {}; window.T.config = '
        '{"BLOG":{"id":1,"name":"kill","title":"가나 블로그","nickName":"가나"}};</script>'
        f'<meta property="og:title" content="{headline}"><meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2020-06-17T11:00:00+09:00">'
        '<meta property="og:site_name" content="가나 블로그"></head><body id="tt-body-page">'
        f'<h2 class="title_post">{headline}</h2><div class="article_view"><div class="contents_style">'
        f"{''.join(lines)}<p>{BYLINES[number % 2]}</p></div></div></body></html>"
    )


# --- edits: each returns the page with one edit, or None where it has no place for it ---

Edit = Callable[[Source, Random], str | None]


def _run(source: Source, chance: Random, texts: list[str], least: int = 3) -> list[str] | None:
    """Return words that stand in one of the texts, and side by side in the page once and no more."""
    for text in chance.sample(texts, len(texts)):
        words = text.split(" ")
        for at in chance.sample(range(max(0, len(words) - least + 1)), max(0, len(words) - least + 1)):
            run = words[at : at + least]
            if source.html.count(" ".join(run)) == 1 and not any(mark in " ".join(run) for mark in '<>&"\\@'):
                return run
    return None


def word(source: Source, chance: Random) -> str | None:
    run = _run(source, chance, source.article.body)
    return run and source.html.replace(" ".join(run), f"{run[0]} 고쳐쓴말로 {run[2]}")


def number(source: Source, chance: Random) -> str | None:
    texts = [text for text in source.article.body if re.search(r"\d", text)]
    run = _run(source, chance, texts, 1)
    if run is None or not re.search(r"\d", run[0]):
        return None
    figure = re.search(r"\d", run[0])
    assert figure
    other = str((int(figure[0]) + chance.randint(1, 8)) % 10)
    return source.html.replace(run[0], run[0][: figure.start()] + other + run[0][figure.end() :])


def words_gone(source: Source, chance: Random) -> str | None:
    run = _run(source, chance, [text for text in source.article.body if text.count(" ") > 5])
    return run and source.html.replace(" ".join(run), run[0])


def sentence_more(source: Source, chance: Random) -> str | None:
    run = _run(source, chance, source.article.body)
    return run and source.html.replace(
        " ".join(run), f"{run[0]} {run[1]} 그리고 이 말은 나중에 더했다 {run[2]}"
    )


def paragraph_more(source: Source, chance: Random) -> str | None:
    run = _run(source, chance, source.article.body[:-1])
    begin = source.html.index(" ".join(run)) if run else 0
    closing = _CLOSING.search(source.html, begin)
    if not run or not closing or _BLOCK.search(source.html, begin, closing.start()):
        return None  # the text does not end there
    words = "회사 쪽은 나중에 이 문단의 내용을 더 알려 왔다고 설명했다."
    more = f"<p>{words}</p>" if closing[0].lower() == "</p>" else f"<br>{words}<br><br>"
    return source.html[: closing.end()] + more + source.html[closing.end() :]


def headline(source: Source, chance: Random) -> str | None:
    """A word more in the headline, wherever the page repeats it, in its scripts too."""
    words = source.article.headline.split(" ")
    if len(words) < 2:
        return None
    at = chance.randrange(len(words) - 1)
    html = source.html
    for spelled in (str, escape, lambda text: json.dumps(text)[1:-1]):
        html = html.replace(
            spelled(" ".join(words[at : at + 2])), spelled(f"{words[at]} 새로운 {words[at + 1]}")
        )
    return html


def byline(source: Source, chance: Random) -> str | None:
    names = [a.name for a in source.article.authors if a.name and re.fullmatch("[가-힣]{3}", a.name)]
    return source.html.replace(chance.choice(names), "남궁새") if names else None


def caption(source: Source, chance: Random) -> str | None:
    run = _run(source, chance, [p.caption for p in source.article.photos if p.caption], 2)
    return run and source.html.replace(" ".join(run), f"{run[0]} 다르게 {run[1]}")


EDITS: tuple[Edit, ...] = (
    word, number, words_gone, sentence_more, paragraph_more, headline, byline, caption,
)  # fmt: skip


# --- layouts: each returns the same words in another page ---


def _texts(html: str, change: Callable[[str], str]) -> str:
    return "".join(p if p.startswith("<") else change(p) for p in _TAG.split(html))


def indented(source: Source, chance: Random) -> str:
    return _BLOCK.sub(lambda tag: f"\n{' ' * chance.randint(0, 12)}{tag[0]}", source.html)


def wrapped_lines(source: Source, chance: Random) -> str:
    return _texts(source.html, lambda words: re.sub(" ", lambda _: chance.choice(" \n\t"), words))


def hard_spaces(source: Source, chance: Random) -> str:
    return _texts(
        source.html, lambda words: re.sub(" ", lambda _: chance.choice((" ", " ", "&nbsp;")), words)
    )


def entities(source: Source, chance: Random) -> str:
    return _texts(
        source.html,
        lambda words: re.sub(
            "[가-힣]", lambda c: f"&#{ord(c[0])};" if chance.random() < 0.1 else c[0], words
        ),
    )


def quotes(source: Source, chance: Random) -> str:
    other = {"‘": "'", "’": "'", "“": "&quot;", "”": "&quot;", "·": "ㆍ"}
    return _texts(source.html, lambda words: re.sub("[‘’“”·]", lambda mark: other[mark[0]], words))


def scripts(source: Source, chance: Random) -> str:
    def more(tag: re.Match[str]) -> str:
        return f"{tag[0]}<!-- {chance.random()} --><script>ads({chance.random()})</script>"

    return re.sub(r"</(?:p|figure)>|<br ?/?>", more, source.html)


def advertisements(source: Source, chance: Random) -> str:
    box = '<div class="ad_box" id="ad_{0}"><iframe src="https://ads.example.com/{0}"></iframe></div>'
    return source.html.replace("</p>", "</p>" + box.format(chance.randrange(99)), chance.randint(1, 3))


def _at_the_end(html: str, more: str) -> str:
    """Behind all else in the page; some pages hold another whole page within."""
    at = html.lower().rfind("</body>")
    return html + more if at < 0 else html[:at] + more + html[at:]


def counters(source: Source, chance: Random) -> str:
    count = f'<div class="count">조회수 <b>{chance.randrange(99_999):,}</b> <span>댓글 {chance.randrange(99)}</span></div>'
    return _at_the_end(source.html, count)


def side_bar(source: Source, chance: Random) -> str:
    rows = "".join(
        f'<li><a href="/news/view/{n}">{" ".join(chance.choices(WORDS, k=5))}</a></li>'
        for n in range(900, 908)
    )
    bar = f'<aside class="aside_rank"><h3>많이 본 뉴스</h3><ol>{rows}</ol></aside>'
    return _at_the_end(source.html, bar)


def attributes(source: Source, chance: Random) -> str:
    html = source.html.replace(
        "<p>", f'<p style="line-height:{chance.randint(1, 3)}em" data-v="{chance.random()}">'
    )
    return html.replace("<img ", f'<img loading="lazy" width="{chance.randint(300, 900)}" ')


def spans(source: Source, chance: Random) -> str:
    size = chance.randint(14, 20)
    return re.sub(r"<p>([^<]+)</p>", rf'<p><span style="font-size:{size}px">\1</span></p>', source.html)


def captions_left_out(source: Source, chance: Random) -> str:
    return re.sub(r"(?is)<figcaption.*?</figcaption>", "", source.html)


def captions_elsewhere(source: Source, chance: Random) -> str:
    """Every photo under another address."""
    return re.sub(
        r"(?i)(<img\b[^>]*?\bsrc=[\"'])https?://[^/\"']+/",
        rf"\1https://cdn{chance.randrange(9)}.example.net/",
        source.html,
    )


def photos_in_another_order(source: Source, chance: Random) -> str:
    figures = re.findall(r"(?is)<figure\b.*?</figure>", source.html)
    if any("<figcaption" not in figure.lower() or "<figure" in figure[1:].lower() for figure in figures):
        return source.html  # a card of a link, or one within another
    others = iter(figures[::-1])
    return re.sub(r"(?is)<figure\b.*?</figure>", lambda _: next(others), source.html)


def byline_in_another_order(source: Source, chance: Random) -> str:
    """Two reporters named side by side change places."""
    names = [author.name for author in source.article.authors if author.name]
    for one, other in pairwise(names):
        if (pair := f"{one}·{other}") in source.html:
            return source.html.replace(pair, f"{other}·{one}")
    return source.html


def mail_left_out(source: Source, chance: Random) -> str:
    html = source.html
    for author in source.article.authors:
        html = html.replace(author.email, "") if author.email and author.name else html
    return html


LAYOUTS: tuple[Callable[[Source, Random], str], ...] = (
    indented, wrapped_lines, hard_spaces, entities, quotes, scripts, advertisements, counters, side_bar, attributes,
    spans, captions_left_out, captions_elsewhere, photos_in_another_order, byline_in_another_order, mail_left_out,
)  # fmt: skip
