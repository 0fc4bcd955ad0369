"""Bylines that run into the prose of a body: at its head, at its foot, or a paragraph of their own."""

import re

from newscrawl.text.bylines.assembly import understand
from newscrawl.text.bylines.noise import flatten, lift_addresses, tidy

LONGEST = 300  # characters; eleven reporters with their addresses are fewer
_HEAD = 120  # how far a dateline reaches: "(세종=…) 가 나 다 라 기자 ="
_CLOSER = {"[": "]", "(": ")", "<": ">"}
_BOUNDARY = re.compile(r"[.!?\])>\"'”’…](?=[^.!?\])>\"'”’…])|(?<=[다요])(?=\s*/)|(?=[\[(<])")
_BOUNDARIES = 12  # sentence ends looked at, from the last


def is_byline(line: str) -> bool:
    """Return whether the whole line is a byline or a dateline. Precision first: prose that mentions a reporter is not.

    >>> [is_byline(line) for line in ("- 홍길동 기자 a@example.com 자세히보기", "글·사진=홍길동 기자", "/홍길동 기자")]
    [True, True, True]
    >>> [is_byline(line) for line in ("홍길동 기자가 물었다.", "기자간담회", "홍길동", "[단독]", "한 기자가 물었다.")]
    [False, False, False, False, False]
    """
    return len(line) <= LONGEST and _is_head(line)


def split_dateline(text: str) -> tuple[str, str]:
    """Return the dateline and byline that run into a first sentence, and the rest; ("", text) when there are none.

    >>> split_dateline("(포항=연합뉴스) 홍길동 기자 = 새해를 맞아")
    ('(포항=연합뉴스) 홍길동 기자 =', '새해를 맞아')
    >>> split_dateline("[편집자주] 새해를 맞아")
    ('', '[편집자주] 새해를 맞아')
    """
    flat = flatten(text[: 2 * _HEAD])
    start = len(flat) - len(flat.lstrip())
    end = 0
    closer = _CLOSER.get(flat[start : start + 1])
    if closer:
        close = flat.find(closer, start, start + _HEAD)
        while close > 0 and not end:  # "[나래경제(대전)=…]": the first closing bracket need not be the last
            end = close + 1 if _is_head(text[start : close + 1]) else 0
            close = flat.find(closer, close + 1, start + _HEAD)
    equals = flat.find("=", end, end + _HEAD)
    if equals > 0:
        bare = end > 0 and not flat[end:equals].strip()
        if bare or (_is_head(text[start:equals]) and _names_somebody(text[end:equals])):
            end = equals + 1
    return (text[:end].strip(), text[end:].lstrip()) if end else ("", text)


def split_signoff(text: str) -> tuple[str, str]:
    """Return the text without the byline glued to its end, and that byline; (text, "") when there is none.

    >>> split_signoff("처리했다.부산=홍길동 기자 a@example.com")
    ('처리했다.', '부산=홍길동 기자 a@example.com')
    >>> split_signoff("기자는 물었다. 홍길동 교수")
    ('기자는 물었다. 홍길동 교수', '')
    """
    offset = max(0, len(text) - LONGEST)
    tail = lift_addresses(flatten(text[offset:]), [])
    if _is_head(text):
        return text, ""
    for boundary in [found.end() for found in _BOUNDARY.finditer(tail)][-_BOUNDARIES:]:
        at = offset + boundary
        if text[:at].strip() and _is_head(text[at:]) and _names_somebody(text[at:]):
            return text[:at].rstrip(), text[at:].strip()
    return text, ""


def _is_head(words: str) -> bool:
    byline = understand(tidy(words))
    return byline.whole and byline.press


def _names_somebody(words: str) -> bool:
    return any(author.name or author.email for author in understand(tidy(words)).authors)
