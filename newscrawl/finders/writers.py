"""Finds the lines and cards that say who wrote an article. Words only: names and roles are text's to tell apart."""

import re
from collections.abc import Iterable
from copy import deepcopy
from itertools import islice

from lxml.html import HtmlElement

from newscrawl.document import lines_of, text_of, tidy
from newscrawl.finders.dates import undated
from newscrawl.finders.names import is_writer
from newscrawl.finders.tree import elements, holder_of, is_longer, path_up, stands_aside, texts

_named = elements("descendant::*[@class or @id or @itemprop='author' or @rel='author']")
_signed = texts(
    "not(self::script or self::style or self::option or self::title)",
    "contains(., '@') or contains(., '기자')",
)
_SPOKEN = re.compile(r"[가-힣](?:다|요|까)\s?[.?!]")
_GLUED_ADDRESS = re.compile(r"(?<=[가-힣)])(?=[A-Za-z0-9][\w.+-]*@)")
_NAME = re.compile(r"[가-힣]{2,4}")
_ROLE = re.compile(r"[가-힣]{2,}\s?(?:기자|특파원|앵커|위원|칼럼니스트|에디터|PD)")
_NAMED_LINE = re.compile(r"@|기자|특파원|[가-힣]{2,4}(?:\s|$)|[A-Z][a-z]+ [A-Z]")
_CHROME = re.compile(
    r"^(?:구독\S*|기자\s?(?:페이지|구독|정보|홈|프로필)\S*|이메일\S*|메일\S*|공유\S*|페이스북|트위터|댓글\S*|프로필\S*|팔로우|"
    r"다른\s?기사.*|.*(?:더\s?보기|다른\s?기사(?:\s?보기)?|기사\s?목록|기사\s?모아보기|펼치기|접기)\s*[>+]?|[|·,/+>\-\d\s]*)$"
)
_WHO = r"(?:\([^()]{2,20}\)\s?)?(?:[가-힣A-Za-z]{1,10}\s?[=/|]\s?|[가-힣A-Za-z]{2,10}\s)?[가-힣]{2,4}"
_SIGNATURE = re.compile(
    rf"[\[(/|·\s]*(?:{_WHO}(?:\s?[가-힣/·]{{2,10}}){{0,2}}[\s(<|/]*[\w.+-]+@[\w.-]+|{_WHO}\s?(?:[가-힣]{{2,6}}\s?)?(?:기자|특파원)"
    rf"(?:\s?[,·/]\s?[가-힣]{{2,4}}\s?(?:기자|특파원)){{0,6}})[\])>|·/=\s]*"
)
_NO_WRITER = re.compile(
    r"제보|문의|대표|발행|등록|제휴|광고|편집인|저작권|[Cc]opyright|[ⓒ©]|구독|고객|신청|접수|센터"
)
_SIGNATURES, _STEPS = 6, 4
_LINKED = 8  # letters; a button has fewer
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_OFFICE = re.compile(r"(?:webmaster|master|admin|news|info|jebo|help|desk|editor|press|ad|cs)@", re.I)
# Buttons beside a reporter's name or address: "홍길동 기자 구독", "a@example.com 다른기사 보기".
_BUTTON = re.compile(
    r"(?:(?<=기자)|(?<=[a-z]))\s\+?\s?(?:기자\s?)?(?:페이지|구독|정보|홈|프로필|팔로우|응원|(?:이?메일|쪽지)\s?보내|"
    r"(?:다른|최신)?\s?기사\s?(?:전체|더)?)(?:\s?(?:하기|보기|기|구독|추가))*[\s+>]*(?=$|\s[\w.+-]+@)"
)
_LINE, _LONG_LINE, _CARD = 70, 140, 280
_MOST = 300  # candidates looked at


def find_writers(region: HtmlElement, heading: HtmlElement | None = None) -> list[HtmlElement]:
    """Return the elements of a region that are named as its writers' lines or cards, none inside another.

    What holds the headline too is the whole head of the article, whatever it is named.
    """
    found: set[HtmlElement] = set()
    cards: list[HtmlElement] = []
    head = set() if heading is None else set(path_up(heading))
    for element in islice(filter(is_writer, _named(region)), _MOST):
        if element.tag in ("link", "meta", "script") or not found.isdisjoint(path_up(element)):
            continue
        if element in head:
            continue
        if _is_card(element) and not stands_aside(element, region) and bylines_of(element):
            found.add(element)
            cards.append(element)
    return cards


def find_signatures(region: HtmlElement, body: HtmlElement | None) -> list[HtmlElement]:
    """Return the elements outside the text that read like a writer's line, however they are named: a name beside an
    address, or with a reporter's job and nothing else. Addresses come first: where some are found, no other counts.

    >>> from lxml import html
    >>> page = html.fromstring("<div><h1>제목</h1><p><i>홍길동</i><i>a@b.kr</i></p><i>제보 c@b.kr</i></div>")
    >>> [element.text_content() for element in find_signatures(page, None)]
    ['홍길동a@b.kr']
    """
    found: dict[HtmlElement, bool] = {}
    for text in islice(_signed(region), _MOST):
        holder = holder_of(text)
        if (
            holder is None
            or len(text) > _LONG_LINE
            or stands_aside(holder, region)
            or body in path_up(holder)
        ):
            continue
        signature = _signature(holder)
        if signature is not None:
            found[signature] = "@" in text
    addressed = any(found.values())
    chosen = [element for element, address in found.items() if address or not addressed]
    return chosen if len(chosen) <= _SIGNATURES else []


def find_addresses(region: HtmlElement, body: HtmlElement | None, lines: list[str]) -> list[str]:
    """Return the lines outside the text that print an address beside a name of ``lines``, which have none."""
    said = " ".join(lines)
    signed = (
        [line for e in find_signatures(region, body) for line in bylines_of(e) if "@" in line]
        if lines
        else []
    )
    return [line for line in signed if any(name in said for name in _NAME.findall(line.partition("@")[0]))]


def signed_lines(region: HtmlElement, body: HtmlElement | None) -> list[str]:
    """Return the texts outside the article's that are a reporter's line beside other things: "홍길동 기자 | 16:28".

    >>> from lxml import html
    >>> signed_lines(html.fromstring("<div>(여수=나래) 홍길동 기자,김나래 기자 | <b>2016-09-02 송고</b></div>"), None)
    ['(여수=나래) 홍길동 기자,김나래 기자']
    """
    texts_of_people = (
        text for text in islice(_signed(region), _MOST) if "기자" in text and len(text) <= _LINE
    )
    found = []
    for text in texts_of_people:
        holder, words = holder_of(text), tidy(text).strip("|·,/ ")
        if holder is None or body in path_up(holder) or stands_aside(holder, region):
            continue
        if _SIGNATURE.fullmatch(words) and not _NO_WRITER.search(words):
            found.append(words)
    return found if len(found) <= _SIGNATURES else []


def _signature(element: HtmlElement) -> HtmlElement | None:
    """The smallest element around an address or a job that is a writer's line."""
    for around in islice(path_up(element), _STEPS):
        if is_longer(around, _LINE):
            return None
        words = _BUTTON.sub("", undated(" ".join(_lines(around)))).strip()
        if _NO_WRITER.search(words):
            return None
        if _SIGNATURE.fullmatch(words):
            return around
    return None


def bylines_of(element: HtmlElement) -> list[str]:
    """Return a byline element's words, one string a person or line, without its dates, buttons and self-praise.

    >>> from lxml import html
    >>> bylines_of(html.fromstring("<div><b>홍길동</b><a>a@b.kr</a><p>제보 바랍니다.</p><a>더보기</a></div>"))
    ['홍길동 a@b.kr']
    >>> bylines_of(html.fromstring("<p>세종=홍길동 기자 a@b.kr<br>김나래 기자<br>n@b.kr</p>"))
    ['세종=홍길동 기자 a@b.kr', '김나래 기자 n@b.kr']
    >>> bylines_of(html.fromstring("<p><em>홍길동 기자</em><em>한빛일보</em></p>"))
    ['홍길동 기자 한빛일보']
    """
    people: list[str] = []
    for printed in _lines(element):
        line = _BUTTON.sub("", undated(_GLUED_ADDRESS.sub(" ", printed))).rstrip("| ")
        if _CHROME.match(line):
            continue
        if len(line) > _LONG_LINE or _SPOKEN.search(line):
            break
        if people and not (_ROLE.search(line) and _ROLE.search(people[-1])):
            people[-1] += f" {line}"
        else:
            people.append(line)
    return [words for words in people if _NAMED_LINE.search(words)]


def _lines(element: HtmlElement) -> list[str]:
    """An element's lines without a reporter's list of articles, words of neighbours apart: <b>홍길동</b><i>기자</i>."""
    card = deepcopy(element)
    for item in [item for item in islice(card.iter("li"), _MOST) if _is_listed(item)]:
        item.getparent().remove(item)
    for inner in islice(card.iterdescendants(), _MOST):
        if isinstance(inner.tag, str) and (inner.tail or "가")[0].isalnum():
            inner.tail = f" {inner.tail or ''}"
    return lines_of(card)


def _is_listed(item: HtmlElement) -> bool:
    """Whether an item of a card is one of the reporter's articles: it links more words than a button has."""
    words = text_of(item)
    linked = any(is_longer(link, _LINKED) for link in islice(item.iter("a"), _STEPS))
    return linked and not (_ROLE.search(words) or "@" in words)


def address_behind(body: HtmlElement | None) -> list[str]:
    """Return the address that stands alone right behind a text: its reporter's, whose name the text has.

    >>> from lxml import html
    >>> page = html.fromstring("<div><article>첫 문장이다.</article><p class=email>a@b.kr</p></div>")
    >>> address_behind(page.find("article"))
    ['a@b.kr']
    """
    around = [] if body is None else list(islice(path_up(body), 2))
    behind = (e for inner in around for e in islice(inner.itersiblings(), _STEPS) if isinstance(e.tag, str))
    words = (text_of(e) for e in behind if not is_longer(e, _LINE))
    return list(islice((w for w in words if _ADDRESS.fullmatch(w) and not _OFFICE.match(w)), 1))


def writers_beside(dates: Iterable[str]) -> list[str]:
    """Return the reporters printed on the lines of dates.

    >>> writers_beside(["홍길동 기자|입력 : 2019.03.07 11:25", "수정 2019.03.07 12:00"])
    ['홍길동 기자']
    """
    rests = (undated(line).strip("|·,/ ") for line in dates)
    return [rest for rest in rests if "기자" in rest]


def _is_card(element: HtmlElement) -> bool:
    """One writer's card or one line of writers, no wrapper of several cards and no reporter's list of articles."""
    if is_longer(element, _CARD):
        return False
    if len(text_of(element)) <= _LINE:
        return True
    inner = (e for e in _named(element) if is_writer(e))
    return not any(bylines_of(e) for e in inner)
