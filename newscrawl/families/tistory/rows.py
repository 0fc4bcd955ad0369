"""The rows of a listing in any skin: what repeats around links to the blog's own posts, and no menu or side bar."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml.html import HtmlElement

from newscrawl.document import DEPTH, Document, text_of, tidy
from newscrawl.families.tistory.engine import host_of, post_path
from newscrawl.families.tistory.header import DATE

# Inside a whole post its links to other posts are no rows; nor are those of the engine's own box.
_POSTS = frozenset({"contents_style", "tt_article_useless_p_margin", "another_category", "container_postbtn"})
_POST_LINK = re.compile(r"/(?:\d+|entry/[^/?#]+)/?\s*(?:\?[^#]*)?$")  # no comment's: "/106#comment7"
_CHROME_WORDS = frozenset({
    "sidebar", "side", "aside", "recent", "recently", "popular", "related", "relation", "comment", "comments", "reply",
    "footer", "widget", "paging", "pagination", "calendar", "gnb", "lnb", "menu", "cover", "slide", "slider", "swiper",
    "carousel", "toolbar",
})  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_TITLES = "h1, h2, h3, h4, h5, h6, [class*=tit], [class*=subject], [class*=headline], .name, strong"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TITLE = re.compile(r"cate|date|time|cnt|count|comment|reply|badge", re.I)
# No title either, unless named for one too: "thumbnail_title", "subject".
_HARDLY_TITLE = re.compile(r"summary|excerpt|desc|thum|sub|(?:^|\s)new", re.I)
_TITLE_NAME = re.compile(r"tit|subject|headline", re.I)
_NO_ROW = "body, aside, nav, form, [class*=paging], [class*=pagination], [id^=entry][id$=Comment]"
_DATED = "time, [class*=date], [class*=time]"
_BARE_TIME = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\d+\s*(?:초|분|시간|일|주|개월|달|년)\s*전|어제|방금(?:\s*전)?"
)
_MORE = re.compile(r"(?:read|view|more|더\s*보기|자세히|계속|전체\s*보기|continue|댓글|comment).{0,12}", re.I)
_BESIDE = 24  # letters a writer's name takes beside a date; a line of more is prose


@dataclass(slots=True, eq=False)
class Row:
    """One post of the listing: its address as printed and made absolute, its title, its date as printed."""

    url: str
    headline: str
    date: str | None


@dataclass(slots=True, eq=False)
class _Link:
    element: HtmlElement
    url: str
    path: str
    region: HtmlElement  # the widest element that holds no other post


def listed_rows(document: Document, listed: Collection[str] | None = None) -> list[Row]:
    """Return a listing's rows in order, once each; ``listed`` are paths of the posts the page says it lists, if any."""
    groups = _groups(_links(document))
    weights = [_weight(group, listed) for group in groups]
    if not any(weights):
        return []
    best = groups[weights.index(max(weights))]
    kin = {_names(link.region) for link in best} - {""}
    for group in groups:
        if group is not best and _names(group[0].region) in kin and _place(group[0].region) == 1:
            best = best + group  # a list in two columns, or one whose posts each have a wrapper
    return _rows(document, best)


def related_rows(document: Document) -> list[Row]:
    """Return what a skin prints as other posts of the category: the engine gives those links a ``?category=``."""
    if "category=" not in document.html:
        return []
    links = [link for link in _links(document) if "category=" in link.url]
    return _rows(document, max(_groups(links), key=len, default=[]))


def _rows(document: Document, links: list[_Link]) -> list[Row]:
    found: dict[str, Row] = {}
    for link in links:
        if link.path not in found:
            own = [one.element for one in links if one.path == link.path and one.region is link.region]
            title = _title(document, link.region, own)
            if title is not None:
                found[link.path] = Row(link.url, _words(title), _date(document, link.region, title))
    return list(found.values())


def _groups(links: list[_Link]) -> list[list[_Link]]:
    groups: dict[tuple[str, ...], list[_Link]] = {}
    for link in links:
        groups.setdefault(_shape(link.region), []).append(link)
    return list(groups.values())


def _links(document: Document) -> list[_Link]:
    """Every link to a post of this blog that stands in no post's body."""
    host = host_of(document.url)
    inside = {link for post in document.classed(_POSTS) for link in post.iter("a")}
    # Which post an element holds; "" where it holds several, or a part of the page that no row holds.
    held = {above: "" for part in document.all(_NO_ROW) for above in part.iterancestors()}
    links = []
    for element in document.root.iter("a"):
        href = element.get("href") or ""
        url = document.link(href) if _POST_LINK.search(href) and element not in inside else None
        path = post_path(url) if url else None
        if url and path and (path.isdecimal() or path.startswith("entry/")) and host_of(url) == host:
            links.append((element, url, path))
            for above in chain([element], element.iterancestors()):
                if held.setdefault(above, path) != path:
                    if not held[above]:
                        break
                    held[above] = ""
    return [_Link(element, url, path, _region(element, held)) for element, url, path in links]


def _region(link: HtmlElement, held: dict[HtmlElement, str]) -> HtmlElement:
    region = link
    for above in link.iterancestors():
        if not held[above]:
            break
        region = above
    return region


def _shape(region: HtmlElement) -> tuple[str, ...]:
    """Where a row stands: rows of one list share it, whatever classes each has of its own."""
    above = [element for _, element in zip(range(2), region.iterancestors(), strict=False)]
    return (str(region.tag), *(f"{element.tag} {_names(element)}" for element in above))


def _names(element: HtmlElement) -> str:
    return tidy(element.get("class") or "")


def _place(region: HtmlElement) -> float:
    """What a place is worth for a list of posts: 1 in the page's main part, nothing in a side bar or a menu."""
    worth = 1.0
    for element in chain([region], region.iterancestors()):
        if element.tag in ("body", "html"):
            break
        words = _WORD.findall(f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        if element.tag in ("aside", "nav", "footer") or "sidebar" in words[:1]:
            return 0.0
        if not _CHROME_WORDS.isdisjoint(words):
            worth = 0.05
    return worth


def _weight(group: list[_Link], listed: Collection[str] | None) -> float:
    """How likely the links are the listing: what it says it lists, else many rows with a date and more than a title."""
    paths = {link.path for link in group}
    if listed is not None:
        shared = len(paths.intersection(listed))
        return shared and shared + _place(group[0].region) / 2
    first = group[0]
    words = text_of(first.region)
    dated = bool(DATE.search(words))
    rich = len(words) > len(text_of(first.element)) or len(first.region) > 1
    return len(paths) * (1 + dated + rich) * _place(first.region)


def _title(document: Document, region: HtmlElement, links: list[HtmlElement]) -> HtmlElement | None:
    """The element that holds a row's title: in or around its link, else the first that looks like one."""
    near = {element for link in links for element in chain(link.iter(), link.iterancestors())}
    titles = [
        element for element in document.all(_TITLES, region) if not _is_no_title(element) and _words(element)
    ]
    own = [element for element in titles if element in near]
    if own:
        inner = [element for element in own[0].iter() if element in own]
        return next((element for element in inner if element.tag in _HEADINGS), inner[-1])
    for element in chain.from_iterable(link.iter() for link in links):
        words = tidy(element.text or "") if isinstance(element.tag, str) else ""
        if words and not (_is_no_title(element) or _MORE.fullmatch(words) or DATE.match(words)):
            return element
    return titles[0] if titles else None


def _is_no_title(element: HtmlElement) -> bool:
    """Whether an element is named for something else that stands in a row: its category, its date, its comments."""
    names = _names(element)
    return bool(_NO_TITLE.search(names) or (_HARDLY_TITLE.search(names) and not _TITLE_NAME.search(names)))


def _words(element: HtmlElement) -> str:
    return tidy("".join(_pieces(element, 0)))


def _pieces(element: HtmlElement, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        seen = isinstance(child.tag, str) and child.tag not in ("script", "style")
        if seen and depth < DEPTH and not _is_no_title(child):
            yield from _pieces(child, depth + 1)
        yield child.tail or ""


def _date(document: Document, region: HtmlElement, title: HtmlElement) -> str | None:
    """The date printed nearest to the title, as printed: what is named so, or stands almost alone."""
    for above in title.iterancestors():
        named = [text_of(element) for element in document.all(_DATED, above)]
        for words in [*named, *_lines(above, title)]:
            found = DATE.search(words) or _BARE_TIME.fullmatch(words)
            if found and len(words) - len(found[0]) <= _BESIDE:
                return found[0]
        if above is region:
            break
    return None


def _lines(element: HtmlElement, title: HtmlElement) -> Iterator[str]:
    """The runs of text below an element, the title's left out."""
    if element is title:
        return
    runs = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            yield from _lines(child, title)
        runs.append(child.tail or "")
    yield from filter(None, map(tidy, runs))
