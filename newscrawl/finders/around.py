"""Finds what stands around an article's text: its printed headline, its dates, its bylines. Words only.

The nearer to the headline or the text in the tree, the likelier it is the article's own: a ranking's clock, a
reporter's other articles and a footer's "등록일" all hang elsewhere.
"""

import re
from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from newscrawl.document import lines_of, text_of, tidy
from newscrawl.finders.names import elements, holder_of, is_aside, is_writer, names_of, purpose, texts

_headings = elements("//*[self::h1 or self::h2 or self::h3 or self::h4 or @itemprop='headline']")
_named = elements("descendant::*[@class or @id or @itemprop='author' or @rel='author']")
_dated = texts(
    "not(self::script or self::style or self::option or self::title)",
    "contains(., '20') or contains(., '19')",
)
_stamped = elements("//*[@data-date-time or @data-modify-date-time]|//time[@datetime]")
_DATE = re.compile(
    r"[‘'’]?(?:19|20)?\d\d\s*[.\-/년]\s*\d{1,2}\s*[.\-/월]\s*\d{1,2}\s*(?:일|\.)?(?:\s*[(\[（]?[월화수목금토일](?:요일)?[)\]）]?)?"
    r"[\sT,|]*(?:(?:오전|오후|AM|PM|am|pm)?\s*\d{1,2}\s*[:시]\s*\d{1,2}(?:\s*[:분]\s*\d{1,2}초?)?\s*분?\s*(?:AM|PM|am|pm|KST)?)?"
)
_SHORT_DATE = re.compile(r"\d{1,2}\s?[./월-]\s?\d{1,2}\D{1,6}\d{1,2}:\d\d|\d+\s?(?:분|시간|일)\s?전")
_LABEL = re.compile(
    r"(?:기사|최초|최종)?\s*(?:입력|등록|작성|게시|발행|승인|송고|수정|업데이트|갱신|보도|방송|Published|Posted|Updated|Modified)"
    r"\s*(?:일시|시간|시각|일자|일)?",
    re.I,
)
_LABELLED_DATE = re.compile(rf"(?:{_LABEL.pattern})?\s*[:：]?\s*{_DATE.pattern}", re.I)
_SPOKEN = re.compile(r"[가-힣](?:다|요|까)\s?[.?!]")
_LATER = re.compile(r"updat|modif|edit", re.I)
_NO_STAMP = re.compile(
    r"기준|등록번호|발행인|등록일자|발행일자|발행연월일|등록연월일|[Cc]opyright|[©ⓒ]|제호|창간"
)
_TITLED = frozenset({"div", "dt", "p", "span", "strong", "td"})
_LINE = 70
_CARD = 280
_DATE_TEXT = 400
_REST = 30  # letters that may stand on a date's line besides date and label: a reporter's name, "댓글 0"
_GLUED_ADDRESS = re.compile(r"(?<=[가-힣)])(?=[A-Za-z0-9][\w.+-]*@)")
_ROLE = re.compile(r"[가-힣]{2,}\s?(?:기자|특파원|앵커|위원|칼럼니스트|에디터|PD)")
_NAMED_LINE = re.compile(r"@|기자|특파원|[가-힣]{2,4}(?:\s|$)|[A-Z][a-z]+ [A-Z]")
_CHROME = re.compile(
    r"^(?:구독\S*|기자\s?(?:페이지|구독|정보|홈|프로필)\S*|이메일\S*|메일\S*|공유\S*|페이스북|트위터|댓글\S*|프로필\S*|팔로우|"
    r"다른\s?기사.*|.*(?:더\s?보기|다른\s?기사(?:\s?보기)?|기사\s?목록|기사\s?모아보기|펼치기|접기)\s*[>+]?|[|·,/+>\-\d\s]*)$"
)


def find_headline(root: HtmlElement, stated: str) -> HtmlElement | None:
    """Return the element that prints the headline the head states, the longest wording first; None where none does.

    >>> from lxml import html
    >>> page = html.fromstring("<div><h1>한빛신문</h1><h3>LG, 손잡는다</h3><h3>다른 기사</h3></div>")
    >>> find_headline(page, "LG, 손잡는다 - 한빛신문").text
    'LG, 손잡는다'
    """
    whole = _bare(stated)
    best = _longest(_headings(root), whole)
    if best is None:
        best = _longest((e for e in _named(root) if e.tag in _TITLED and purpose(names_of(e)).title), whole)
    return best


def _longest(elements: Iterable[HtmlElement], whole: str) -> HtmlElement | None:
    best, length = None, 3
    for element in elements:
        words = _bare("".join(element.itertext())) if len(element) < 12 else ""
        if length <= len(words) <= len(whole) and words in whole:
            better = len(words) > length or best is None or _is_shown(element, best)
            if better and (len(words) * 2 > len(whole) or whole.startswith(words)):
                best, length = element, len(words)
    return best


def find_dates(region: HtmlElement, anchors: Iterable[HtmlElement | None]) -> list[str]:
    """Return the date lines printed nearest to the anchors (headline, text), with their labels, in order.

    >>> from lxml import html
    >>> page = html.fromstring("<div><p>2022-01-11 22:16 (화)</p><div><h1>제목</h1><dl><dt>입력 :"
    ...     "<dd>2020-06-17 11:00</dl></div></div>")
    >>> find_dates(page, [page.find(".//h1")])
    ['입력 : 2020-06-17 11:00']
    """
    paths = [_path(anchor) for anchor in anchors if anchor is not None]
    found: dict[str, int] = {}
    for text in _dated(region):
        if len(text) > _DATE_TEXT or not _DATE.search(text):
            continue
        holder = holder_of(text)
        line = _date_line(holder, tidy(text)) if holder is not None else None
        if holder is not None and line and not _hidden_away(holder):
            nearness = max((_shared(_path(holder), path) for path in paths), default=0)
            found[line] = max(found.get(line, 0), nearness)
    nearest = max(found.values(), default=0)
    return [line for line, nearness in found.items() if nearness == nearest] or _short_dates(region)


def _short_dates(region: HtmlElement) -> list[str]:
    """The dates without a year ("1.9 오전 9:53", "3시간 전") of elements that are named as dates."""
    named = (e for e in _named(region) if purpose(names_of(e)).dated and not _hidden_away(e))
    return list(
        dict.fromkeys(
            line for e in named if len(line := text_of(e)) < _LINE // 2 and _SHORT_DATE.search(line)
        )
    )


def find_stamps(region: HtmlElement) -> list[tuple[str, str]]:
    """Return the machine-readable dates of a region's elements as ("published" or "modified", value)."""
    found = []
    for element in _stamped(region):
        if _hidden_away(element):
            continue
        modified = element.get("data-modify-date-time")
        value = tidy(modified or element.get("data-date-time") or element.get("datetime") or "")
        later = modified is not None or _LATER.search(names_of(element)) is not None
        if _DATE.search(value):
            found.append(("modified" if later else "published", value))
    return list(dict.fromkeys(found))


def find_writers(region: HtmlElement) -> list[HtmlElement]:
    """Return the elements of a region that are named as its writers' lines or cards, none inside another."""
    found: list[HtmlElement] = []
    for element in _named(region):
        if not is_writer(element) or element.tag in ("meta", "link", "script"):
            continue
        if found and not set(found).isdisjoint(element.iterancestors()):
            continue
        if _is_card(element) and not _hidden_away(element) and bylines_of(element):
            found.append(element)
    return found


def _is_card(element: HtmlElement) -> bool:
    """One writer's card or one line of writers, no wrapper of several cards and no reporter's list of articles."""
    length = len(text_of(element))
    if length <= _LINE:
        return length > 1
    return length <= _CARD and not any(
        is_writer(inner) and bylines_of(inner) for inner in _named(element) if inner is not element
    )


def bylines_of(element: HtmlElement) -> list[str]:
    """Return a byline element's words, one string a person or line, without its dates, buttons and self-praise.

    >>> from lxml import html
    >>> bylines_of(html.fromstring("<div><b>홍길동</b><a>a@b.kr</a><p>제보 바랍니다.</p><a>더보기</a></div>"))
    ['홍길동 a@b.kr']
    >>> bylines_of(html.fromstring("<p>세종=홍길동 기자 a@b.kr<br>김나래 기자<br>n@b.kr</p>"))
    ['세종=홍길동 기자 a@b.kr', '김나래 기자 n@b.kr']
    """
    people: list[str] = []
    for printed in lines_of(element):
        line = tidy(_LABELLED_DATE.sub(" ", _GLUED_ADDRESS.sub(" ", printed)))
        if _CHROME.match(line):
            continue
        if len(line) > _LINE * 2 or _SPOKEN.search(line):
            break
        if people and not (_ROLE.search(line) and _ROLE.search(people[-1])):
            people[-1] += f" {line}"
        else:
            people.append(line)
    return [words for words in people if _NAMED_LINE.search(words)]


def writers_beside(dates: Iterable[str]) -> list[str]:
    """Return the reporters printed on the lines of dates.

    >>> writers_beside(["홍길동 기자|입력 : 2019.03.07 11:25", "수정 2019.03.07 12:00"])
    ['홍길동 기자']
    """
    rests = (tidy(_LABELLED_DATE.sub(" ", line)).strip("|·,/ ") for line in dates)
    return [rest for rest in rests if "기자" in rest]


def common_ancestor(first: HtmlElement | None, second: HtmlElement | None) -> HtmlElement | None:
    """Return the smallest element that holds both, the one given where the other is None."""
    if first is None or second is None:
        return first if second is None else second
    above = {first, *first.iterancestors()}
    return next((e for e in (second, *second.iterancestors()) if e in above), None)


def _date_line(holder: HtmlElement, text: str) -> str | None:
    """The printed line of a date with its label, or None where the words around it make it no stamp."""
    for line in (text, *_wider_lines(holder)):
        if len(line) > _LINE or _NO_STAMP.search(line):
            return None
        if _LABEL.search(line) or line is text:
            rest = _LABEL.sub("", _DATE.sub("", line))
            if len(re.sub(r"[\s:|·\[\]()/,.\-]", "", rest)) > _REST:
                return None
            if _LABEL.search(line):
                return line
    return text


def _wider_lines(holder: HtmlElement) -> Iterator[str]:
    """The lines of the elements around a date that holds no label of its own, as long as they hold little else."""
    element: HtmlElement | None = holder
    for _ in range(3):
        if element is None or sum(1 for _ in element.iter()) > 20:
            return
        line = text_of(element)
        if len(line) > _LINE:
            return
        yield line
        element = element.getparent()


def _hidden_away(element: HtmlElement) -> bool:
    return any(is_aside(e) or (e.tag == "li" and _in_list(e)) for e in (element, *element.iterancestors()))


def _in_list(element: HtmlElement) -> bool:
    parent = element.getparent()
    return element.tag == "li" and parent is not None and _is_link_list(parent)


def _is_link_list(element: HtmlElement) -> bool:
    """A list of other articles: several links, each as long as a headline."""
    return (
        sum(
            1
            for link in element.iter("a")
            if "@" not in (words := "".join(link.itertext())) and len(words.strip()) > 15
        )
        > 1
    )


def _path(element: HtmlElement) -> list[HtmlElement]:
    return [*reversed([*element.iterancestors()]), element]


def _shared(one: list[HtmlElement], other: list[HtmlElement]) -> int:
    return sum(1 for a, b in zip(one, other, strict=False) if a is b)


def _is_shown(element: HtmlElement, other: HtmlElement) -> bool:
    """Of two equal headings, the one in the page's own part rather than in a bar that follows the reader."""
    return any(is_aside(e) or e.tag == "header" for e in other.iterancestors()) or other.tag > element.tag


def _bare(words: str) -> str:
    return re.sub(r"\s+|[\"'“”‘’`]", "", words)
