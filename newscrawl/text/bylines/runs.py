"""Bylines that run into the prose of a body: at its head, at its foot, or a paragraph of their own."""

import re

from newscrawl.memory import remembered
from newscrawl.text.bylines.assembly import understand
from newscrawl.text.bylines.noise import flatten, lift_addresses, tidy
from newscrawl.text.bylines.people import Byline

LONGEST = 300  # characters of a paragraph that is a byline; eleven reporters with their addresses take fewer
_HEAD = 100  # … of a dateline: "(세종=…) 가 나 다 라 기자 ="
_SHORT = 60  # … of a byline without a newsroom's job or an address: "[나래일보 홍길동]"
_FOOT = 200  # … of a byline glued to a sentence
_CLOSER = {"[": "]", "(": ")", "<": ">"}
_BOUNDARY = re.compile(r"[.!?\])>\"'”’…](?=[^.!?\])>\"'”’…])|(?<=[다요])(?=\s*/)|(?=[\[(<])")
_SIGNED = re.compile(
    r"@|기자|특파원|통신원|리포터|앵커|캐스터|위원|주필|에디터|칼럼니스트|PD|피디|인턴|수습|니다"
)
# A row of a programme's box (방송 : CBS 라디오 <홍길동의 뉴스쇼>); appointments (▲국장 홍길동 ▲과장 김나래).
_NO_SIGNATURE = re.compile(r"\W*(?:방송|일시|진행|대담|출연|코너)\s?[:：]|\W*([▲△◇]).+\1")
_SENTENCE = re.compile("[가-힣]{2}[다요까죠][.?!][”’\"']?$")  # no name: "늘었다."
_MISSES = 4  # sentence ends looked at in vain, from the last


@remembered(1024)  # the same line is asked about by each reader of a body
def is_byline(line: str) -> bool:
    """Return whether the whole line is a byline or a dateline. Precision first: prose that mentions a reporter is not.

    >>> [is_byline(line) for line in ("- 홍길동 기자 a@example.com 자세히보기", "글·사진=홍길동 기자", "/홍길동 기자")]
    [True, True, True]
    >>> [is_byline(line) for line in ("홍길동 기자가 물었다.", "기자간담회", "홍길동", "[단독]", "한 기자가 물었다.")]
    [False, False, False, False, False]
    >>> [is_byline(line) for line in ("▲국장 홍길동 ▲과장 김나래", "방송 : 나래라디오 <홍길동의 뉴스쇼>")]
    [False, False]
    """
    if len(line) > LONGEST:
        return False
    if (len(line) > _SHORT or _SENTENCE.search(line)) and not _SIGNED.search(line):
        return False
    if _NO_SIGNATURE.match(line):
        return False
    return _is_signature(understand(tidy(line)))


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
        if close > 0 and flat.count("(", start, close) > flat.count(")", start, close) + (closer == ")"):
            close = flat.find(closer, close + 1, start + _HEAD)  # (뉴욕(미국)=연합뉴스)
        if close > 0 and _is_signature(understand(tidy(text[start : close + 1]))):
            end = close + 1
    equals = flat.find("=", end, end + _HEAD)
    if equals > 0:
        between = text[end:equals].strip()
        if (end and not between) or (between and _ends_with_reporter(text[start : equals + 1], between)):
            end = equals + 1
    return (text[:end].strip(), text[end:].lstrip()) if end else ("", text)


def split_signoff(text: str) -> tuple[str, str]:
    """Return the text without the byline glued to its end, and that byline; (text, "") when there is none.

    >>> split_signoff("처리했다.부산=홍길동 기자 a@example.com")
    ('처리했다.', '부산=홍길동 기자 a@example.com')
    >>> split_signoff("기자는 물었다. 홍길동 교수")
    ('기자는 물었다. 홍길동 교수', '')
    """
    offset = max(0, len(text) - _FOOT)
    if not _SIGNED.search(text, offset) or is_byline(text):
        return text, ""
    tail = lift_addresses(flatten(text[offset:]), [])
    cut = misses = 0
    for found in reversed(list(_BOUNDARY.finditer(tail))):
        at = offset + found.end()
        if not text[:at].strip() or not text[at:].strip():
            continue
        byline = understand(tidy(text[at:]))
        if _is_signature(byline) and any(author.name or author.email for author in byline.authors):
            cut = at
        elif cut or misses == _MISSES:
            break
        else:
            misses += 1
    return (text[:cut].rstrip(), text[cut:].strip()) if cut else (text, "")


def _is_signature(byline: Byline) -> bool:
    return byline.whole and byline.press


def _ends_with_reporter(head: str, last: str) -> bool:
    """Whether a head is a byline whose last words, those before "=", name somebody."""
    byline = understand(tidy(head))
    return _is_signature(byline) and any(
        author.name and author.name in tidy(last) for author in byline.authors
    )
