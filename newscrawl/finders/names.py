"""What an element's class and id say of its purpose, in the words Korean newsrooms give them."""

import re
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.memory import remembered

_MOST = 1_000  # letters of a class or id looked at
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

# Around an article, never of it. Whole words of class and id: "related_news" and "relatedNews", not "unrelated".
_ASIDE = frozenset({
    "ad", "ads", "adsbygoogle", "adv", "advert", "advertisement", "aside", "banner", "breadcrumb", "breadcrumbs",
    "cmt", "comment", "comments", "dable", "dablewidget", "donation", "favorite", "footer", "gnb", "hashtag",
    "keyword", "keywords", "layer", "like", "lnb", "logo", "menu", "modal", "mostread", "nav", "navi", "navigation",
    "newsletter", "newsstand", "outbrain", "pagination", "paging", "paywall", "poll", "pop", "popular", "popup",
    "powerlink", "promotion", "rank", "ranking", "reaction", "recommand", "recommend", "recommended", "rel",
    "relate", "related", "relation", "relative", "relnews", "reply", "reveal", "search", "share", "side", "sidebar",
    "signup", "skip", "sns", "social", "subscribe", "subscription", "taboola", "tag", "tags", "ticker", "toc",
    "toolbar", "addtoany", "relatedposts", "sharedaddy", "tooltip", "trending", "tts", "util", "utility", "vote",
    "weather", "widget", "yarpp",
})  # fmt: skip
# On a picture or the link around it they say how it opens: "td-modal-image", "popup_view".
_OPENING = frozenset({"layer", "modal", "pop", "popup", "reveal", "tooltip", "ticker", "util", "search"})
_ASIDE_TAGS = frozenset({"aside", "dialog", "footer", "form", "nav"})
# Named with one of the words above, and yet a newsroom's own name for the text: "boxPop" with id "articleBody".
_NO_ASIDE = re.compile(
    r"AdContent|\b(?:article|news|view)[-_]?(?:body|content|contents|cont|text|txt)\b", re.I
)
_BODY = re.compile(
    r"(?:article|articl|art|news|story|view|post|entry|detail|read|gisa|content|end)[-_]?(?:view|veiw|ad)?[-_]?"
    r"(?:body|cont|conts|content|contents|con|txt|text|cnt|memo|detail|area|desc|par|view|div)"
    r"|bo_v_con|text[-_]?body|CmAdContent|dic_area|harmony|newsct|article$|viewer$",
    re.I,
)
_WRITER = frozenset({
    "author", "authors", "byline", "bylines", "gija", "journalist", "journalists", "newshawk", "reporter", "reporters",
    "writer", "writers",
})  # fmt: skip
_DECK = re.compile(
    r"(?:sub|mid)[-_]?(?:tit|head|ttl)|sub[-_]?txt|(?:head|tit|title)[-_]?sub(?![a-z])|subview_title|deck",
    re.I,
)
_SUMMARY = re.compile(r"summ?[aeu]ry|excerpt|standfirst|precis|brief[-_]?(?:box|area)", re.I)
_PHOTO = re.compile(r"photo|image|img|picture|thumb", re.I)
_DATED = re.compile(r"date|time|ymd|regist", re.I)
# For those who listen to the page: not printed.
_UNPRINTED = re.compile(
    r"\b(?:is_)?blind\b|sr-only|screen[-_]out|show-for-sr|a11y|visually-hidden|\bir_wa\b|\bhide\b|power_?link",
    re.I,
)
_TITLE = re.compile(r"title|headline|subject|tit\b|tit[_-]|[_-]tit|ttl", re.I)


class Purpose(NamedTuple):
    """What a name says its element is for."""

    aside: bool
    body: bool
    writer: bool
    title: bool
    deck: bool
    summary: bool
    photo: bool
    dated: bool


@remembered(8192)
def purpose(names: str) -> Purpose:
    """Return what a class and id say an element is for.

    >>> purpose("relatedNews box_2").aside, purpose("article_body").body, purpose("reporter_name").writer
    (True, True, True)
    """
    words = {word.lower() for word in _WORD.findall(names)}
    named_aside = bool(words & _ASIDE) or bool(_UNPRINTED.search(names))
    return Purpose(
        aside=named_aside and not _NO_ASIDE.search(names),
        body=any(_BODY.search(name) for name in names.split()),
        writer=bool(words & _WRITER),
        title=bool(_TITLE.search(names)),
        deck=bool(_DECK.search(names)),
        summary=bool(_SUMMARY.search(names)),
        photo=bool(_PHOTO.search(names)),
        dated=bool(_DATED.search(names)),
    )


def names_of(element: HtmlElement) -> str:
    """Return an element's class and id in one string; of endless ones the beginning."""
    return f"{(element.get('class') or '')[:_MOST]} {(element.get('id') or '')[:_MOST]}"


def is_aside(element: HtmlElement) -> bool:
    """Tell whether an element stands around the article by its tag or name: a menu, a ranking, comments, adverts."""
    names = names_of(element)
    return element.tag in _ASIDE_TAGS or purpose(names).aside or "copyright" in names.lower()


def is_picture(element: HtmlElement) -> bool:
    """Tell whether an element is a picture, or nothing but a link around one, whose name says only how it opens."""
    if element.tag not in ("img", "amp-img", "a"):
        return False
    words = {word.lower() for word in _WORD.findall(names_of(element))}
    if not words & _ASIDE <= _OPENING:
        return False
    return element.tag != "a" or (
        next(element.iter("img", "amp-img"), None) is not None and not "".join(element.itertext()).strip()
    )


def is_body(element: HtmlElement) -> bool:
    """Tell whether an element is named as the container of an article's text."""
    return (
        element.tag == "article"
        or element.get("itemprop") == "articleBody"
        or purpose(names_of(element)).body
    )


def is_writer(element: HtmlElement) -> bool:
    """Tell whether an element is named as holding who wrote the article."""
    return purpose(names_of(element)).writer or "author" in (element.get("itemprop"), element.get("rel"))
