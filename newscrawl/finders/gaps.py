"""Finds why a page does not give a whole article: a wall, a lead with a link to the rest, an article taken down."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from newscrawl.document import text_of
from newscrawl.finders.tree import elements, texts
from newscrawl.items import Block

_walls = elements(
    "descendant::*[contains(@class, 'paywall') or contains(@id, 'paywall') or contains(@class, 'Paywall')]"
)
_telling = texts(
    "not(self::script or self::style or self::a or self::option)",
    "contains(., '회원') or contains(., '구독')",
)
_WALLED = re.compile(
    r"(?:이\s?(?:기사|콘텐츠|글)는|(?:기사|콘텐츠)?\s?(?:전문|본문|전체)(?:은|는|을|를)?|이어서|계속)[^.]{0,30}"
    r"(?:유료|프리미엄|멤버십|구독자?|회원)\s?(?:회원|독자|콘텐츠|전용|에게만|만|가입)"
    r"|(?:유료|프리미엄|멤버십)\s?(?:회원|독자|구독자)\s?(?:전용|에게만|만)"
)
_TAKEN_DOWN = re.compile(
    r"(?:삭제|존재하지\s?않는|없는|찾을\s?수\s?없는)[^.]{0,15}(?:기사|뉴스|페이지|게시물)"
    r"|(?:기사|뉴스|페이지)[^.]{0,15}(?:삭제|찾을\s?수\s?없|존재하지\s?않)"
)
_THE_REST = re.compile(
    r"전문\s?보기|원문\s?(?:보기|바로가기)|기사\s?더\s?보기|계속\s?읽기|이어서\s?(?:읽기|보기)|[Rr]ead [Mm]ore"
)
_CUT = re.compile(r"(?:…|\.\.\.?)[”\"')\]]?$")
_SHORT_PAGE, _SHORT_TEXT, _SHORT_LINE = 1500, 1000, 150


def why_incomplete(
    root: HtmlElement, region: HtmlElement, blocks: Sequence[Block], stated_free: bool
) -> str | None:
    """Return "paywall", "teaser" or "deleted" by what the page says around its text, or None where nothing says so.

    ``stated_free`` is false where the head says that the article is not accessible for free.

    >>> from lxml import html
    >>> page = html.fromstring("<div><p>회의가 열렸다고...</p><a href=https://example.org/1>기사 전문 보기</a></div>")
    >>> why_incomplete(page, page, [Block("text", "회의가 열렸다고...")], True)
    'teaser'
    """
    lines = [block.text for block in blocks if block.kind == "text" and block.text]
    if not lines:
        words = text_of(root)
        return "deleted" if len(words) < _SHORT_PAGE and _TAKEN_DOWN.search(words) else None
    short = sum(map(len, lines)) < _SHORT_TEXT
    if (short or not stated_free) and (any(text_of(wall) for wall in _walls(region)) or _says_walled(region)):
        return "paywall"
    if _CUT.search(lines[-1]) and any(_THE_REST.search(text_of(link)) for link in region.iter("a")):
        return "teaser"
    return None


def _says_walled(region: HtmlElement) -> bool:
    return any(len(text) < _SHORT_LINE and _WALLED.search(text) for text in _telling(region))
