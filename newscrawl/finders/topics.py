"""Finds what a page prints around an article: the path of its section, its tags, the link to its original."""

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newscrawl.document import Document, text_of, tidy
from newscrawl.finders.names import is_aside, names_of
from newscrawl.finders.tree import is_longer, path_up

_PATHS = "[class*=crumb], [id*=crumb], [class*=location], [id*=locat], [class*=navi], [class*=categ], [class*=path]"
_PATH_NAMES = re.compile(r"crumb|(?<![a-z])(?:location|navi|category|path)(?![a-z])", re.I)
_SURE = re.compile(r"crumb", re.I)
_SEPARATOR = re.compile(r"\s*[>›»〉＞▶→]\s*|\s+/\s+")
_HOME = re.compile(
    r"(?:뉴스|전체|메인)?\s?(?:홈|home|main|메인|처음|첫\s?화면|전체|전체\s?기사|전체기사|뉴스|기사)(?:으로)?|.{0,12}\s?홈",
    re.I,
)
_NAME, _LEVELS, _BOX = 20, 4, 90
_ITEMS = 12  # elements of a path: links and what parts them
_TAG_BOXES = "[class*=tag], [id*=tag], [class*=keyword], [class*=Keyword], [class*=Tag]"
_TAG_NAMES = re.compile(
    r"(?:^|[-_\s]|hash|rel)(?:hash)?[Tt]ags?(?![a-z])|[a-z]Tags?(?![a-z])|[Kk]ey-?[Ww]ords?", re.I
)
_LABEL = re.compile(
    r"(?:관련|이\s?기사\s?|기사|해시|연관)?\s?(?:태그|키워드|검색어|tags?|keywords?)\s?[:：]?", re.I
)
_TAG_ADDRESS = re.compile(r"tag|search|keyword|kwd|query|%23", re.I)
_BOXES = frozenset({"dd", "dl", "div", "footer", "li", "ol", "p", "section", "span", "strong", "td", "ul"})
_TAG, _TAGS, _AROUND = 25, 30, 2
_ORIGINAL = re.compile(r"\W*(?:기사|뉴스|언론사)?\s?원문\s?(?:보기|바로\s?가기|링크|으로|에서\s?보기)?\W*")
_LINKS = 400
_CROWD = 3  # boxes of the first name that may hold the tags


def find_section(document: Document, heading: HtmlElement | None, headline: str) -> list[str]:
    """Return the names of the section path printed nearest above the headline, from the widest; [] where none is.

    >>> page = Document("<p class=path><a>홈</a> &gt; <a>경제</a> &gt; <a>산업</a></p><h1>제목</h1>", "")
    >>> find_section(page, page.first("h1"), "제목")
    ['경제', '산업']
    """
    if heading is None:
        return []
    ways = list(path_up(heading))
    above = {element: len(ways) - at for at, element in enumerate(ways)}
    best: tuple[int, list[str]] = (0, [])
    for box in document.all(_PATHS):
        if box in above or not _PATH_NAMES.search(names_of(box)) or is_longer(box, _BOX) or len(box) > _ITEMS:
            continue
        near = next((above[e] for e in path_up(box) if e in above), 0)
        names = _names(box, headline) if near >= best[0] else []
        if names and near > best[0]:
            best = near, names
    return best[1]


def _names(box: HtmlElement, headline: str) -> list[str]:
    """The levels of a path; none where nothing parts them and the name does not say that it is one."""
    links = [text_of(link) for link in islice(box.iter("a"), _ITEMS)]
    words = text_of(box)
    parted = [part for part in _SEPARATOR.split(words) if part]
    if len(parted) < 2 and not (_SURE.search(names_of(box)) or (links and _HOME.fullmatch(links[0]))):
        return []
    found = path_of(parted if len(parted) > 1 else links, headline)
    return found if len(parted) > 1 or links else []


def path_of(steps: Iterable[str], headline: str) -> list[str]:
    """Return a path's levels without the front page and the article; [] where they are no names of sections.

    >>> path_of(["홈", "경제", "산업", "가나전자, 로봇 손 내놓는다"], "가나전자, 로봇 손 내놓는다")
    ['경제', '산업']
    """
    names = [name for step in steps if (name := tidy(step)) and not _HOME.fullmatch(name)]
    if names and (names[-1] == headline or (len(names) > 1 and len(names[-1]) > _NAME)):
        names.pop()
    fit = len(names) <= _LEVELS and all(len(name) <= _NAME for name in names)
    return list(dict.fromkeys(names)) if fit else []


def find_tags(document: Document, region: HtmlElement) -> list[str]:
    """Return the article's tags, where an element named for them links them, or prints them behind "#".

    >>> page = Document("<p>네.</p><p class=tag_list><b>태그</b> <a>#로봇</a> <a>#공장</a></p>", "")
    >>> find_tags(page, page.root)
    ['로봇', '공장']
    """
    around = {region, *islice(region.iterancestors(), _AROUND)}
    named = (
        box for box in document.all(_TAG_BOXES) if box.tag in _BOXES and _TAG_NAMES.search(names_of(box))
    )
    near = (box for box in named if _stands_by(box, around))
    return next((tags for box in islice(near, _CROWD) if (tags := _tags(box))), [])


def _stands_by(box: HtmlElement, around: set[HtmlElement]) -> bool:
    """Whether a box hangs in what is around the article, and in no side bar or list of other articles there."""
    for above in islice(path_up(box), 1, None):
        if above in around:
            return True
        if is_aside(above) and not _TAG_NAMES.search(names_of(above)):
            return False
    return False


def _tags(box: HtmlElement) -> list[str]:
    links = list(islice(box.iter("a"), _TAGS))
    tags = [words for link in links if (words := text_of(link))] or text_of(box).split()
    if not tags or not (
        all(tag.startswith("#") for tag in tags)
        or any(_TAG_ADDRESS.search(a.get("href") or "") for a in links)
    ):
        return []
    return _unlabelled(tags)


def _unlabelled(words: Iterable[str]) -> list[str]:
    names = [
        name for word in words if not _LABEL.fullmatch(word) and (name := word.lstrip("# ").rstrip(", "))
    ]
    return list(dict.fromkeys(names)) if all(len(name) <= _TAG for name in names) else []


def find_original(document: Document, region: HtmlElement) -> str | None:
    """Return the address behind the words "원문" or "기사 원문 보기", where it leads to another outlet's host.

    >>> page = Document("<div><a href=https://narae.kr/1>기사 원문</a></div>", "https://portal.kr/v/1")
    >>> find_original(page, page.root)
    'https://narae.kr/1'
    """
    own = _domain(document.url)
    for link in islice(region.iter("a"), _LINKS):
        if not is_longer(link, _NAME) and _ORIGINAL.fullmatch(text_of(link)):
            address = document.link(link.get("href"))
            if address and _domain(address) != own and len(urlsplit(address).path) > 1:
                return address
    return None


def _domain(address: str) -> str:
    try:
        host = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return ""
    return ".".join(host[-3:] if len(host) > 2 and len(host[-2]) < 4 else host[-2:])
