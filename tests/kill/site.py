"""A blog on Tistory's engine, made up: so many posts behind so many pages of one category."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.loopback import Answer

CATEGORY = "/category/tech"
_PAGE = """<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><script>
window.T = {{}}; window.T.config = {{"BLOG":{{"id":1,"name":"kill","title":"가나 블로그","nickName":"가나"}}}};
window.T.entryInfo = {entry};</script><script type="application/ld+json">{ld}</script>{head}</head>
<body id="{kind}">{body}</body></html>"""


def posts_of(page: int, posts: int, pages: int) -> list[int]:
    """Return the numbers of the posts a category page lists, the newest first."""
    size = -(-posts // pages)
    newest = list(range(posts, 0, -1))
    return newest[(page - 1) * size : page * size]


def site(posts: int, pages: int) -> "dict[str, Answer]":
    """Return every answer of the blog by its path."""
    answers = {f"/{number}": Answer(post(number).encode()) for number in range(1, posts + 1)}
    for number in range(1, pages + 1):
        listing = Answer(category(posts_of(number, posts, pages), number, pages).encode())
        answers[f"{CATEGORY}?page={number}"] = listing
        if number == 1:
            answers[CATEGORY] = listing
    return answers


def post(number: int, *, published: str | None = None) -> str:
    """Return a post's page; its words follow from its number."""
    published = published or _stamp(number)
    headline = f"가나전자, {number}번째 로봇 공개"
    ld = {"@type": "BlogPosting", "headline": headline, "datePublished": published, "url": f"/{number}"}
    entry = {"entryId": number, "categoryId": 1, "categoryLabel": "tech"}
    paragraphs = "".join(
        f"<p data-ke-size='size16'>{number}번 글의 {n}째 문단이다. 매출은 {number * n:,}억원이다.</p>"
        for n in range(1, 9)
    )
    head = (
        f'<meta property="og:title" content="{headline}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{published}">'
        '<meta property="og:site_name" content="가나 블로그">'
    )
    body = (
        f'<h2 class="title_post">{headline}</h2><div class="article_view">'
        f'<div class="tt_article_useless_p_margin contents_style">{paragraphs}'
        f"<p>홍길동 기자 hong{number}@example.com</p></div></div>"
    )
    return _page("tt-body-page", ld, entry, head, body)


def category(posts: list[int], page: int, pages: int) -> str:
    """Return a page of the category."""
    rows = [{"@type": "ListItem", "position": i, "item": {"@id": f"/{n}", "name": f"가나전자, {n}번째 로봇 공개"}}
            for i, n in enumerate(posts)]  # fmt: skip
    ld = {"@type": "BreadcrumbList", "itemListElement": rows}
    links = "".join(
        f'<li class="item_category"><a href="/{n}" class="link_category"><strong class="name">'
        f'가나전자, {n}번째 로봇 공개</strong><span class="date">{_stamp(n)[:10].replace("-", ".")}</span></a></li>'
        for n in posts
    )
    following = f'href="{CATEGORY}?page={page + 1}"' if page < pages else ""
    body = f'<ul class="list_category">{links}</ul><a class="link_next" {following}>다음</a>'
    return _page("tt-body-category", ld, None, "<title>'tech' 카테고리의 글 목록</title>", body)


def answer(answers: "dict[str, Answer]", path: str) -> Answer | None:
    """Return the answer for a path; a page's number is all of its query that counts."""
    parts = urlsplit(path)
    page = parse_qs(parts.query).get("page")
    return answers.get(f"{parts.path}?page={page[0]}" if page else parts.path)


def _page(kind: str, ld: object, entry: object, head: str, body: str) -> str:
    words = {"kind": kind, "entry": json.dumps(entry), "ld": json.dumps(ld, ensure_ascii=False)}
    return _PAGE.format(**words, head=head, body=body)


def _stamp(number: int) -> str:
    return f"2020-{1 + number // 28 % 12:02}-{1 + number % 28:02}T{number % 24:02}:{number % 60:02}:00+09:00"
