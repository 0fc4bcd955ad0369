"""Cuts a page's markup down to what its article is read from, and puts invented words and addresses in it."""

import json
import re
from copy import deepcopy
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from newscrawl.blocks import image_address
from newscrawl.document import Document
from newscrawl.finders.names import is_aside, names_of
from newscrawl.finders.tree import is_longer
from newscrawl.metadata import read_json
from newscrawl.minting.wording import Disguise

_DROPPED = frozenset({
    "audio", "button", "canvas", "embed", "form", "iframe", "input", "ins", "link", "map", "noscript", "object",
    "script", "select", "source", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
_ATTRIBUTES = frozenset({
    "alt", "charset", "class", "content", "data-date-time", "data-modify-date-time", "data-published-time", "datetime",
    "href", "id", "itemprop", "itemscope", "itemtype", "lang", "name", "property", "rel", "src", "type",
})  # fmt: skip
_METAS = re.compile(
    r"(?:og:|twitter:)(?:title|description|type|site_name|url|updated_time|image)|(?:og:)?article:\w+|dable:author|"
    r"(?:title|description|author|keywords|news_keywords|classification|generator|date\w+|pubdate|headline)",
    re.I,
)
_VERBATIM_METAS = re.compile(r"og:type|generator|.*time|date\w+|pubdate", re.I)
_LD = frozenset({
    "@context", "@graph", "@type", "author", "articleSection", "dateModified", "datePublished", "description", "email",
    "headline", "inLanguage", "isAccessibleForFree", "jobTitle", "keywords", "mainEntity", "name", "publisher",
})  # fmt: skip
_LD_VERBATIM = frozenset({"@context", "@type", "dateModified", "datePublished", "inLanguage"})
_HIDDEN = re.compile(r"display\s*:\s*none")
_ADVERT = re.compile(
    r"(?:^|[\s_-])(?:ads?|adv|advert\w*|adsbygoogle|banner|dable\w*|taboola|outbrain)(?:$|[\s_-])", re.I
)
_ADVERT_LETTERS = 300
_LONG_NUMBER = re.compile(r"\d{5,}")
_ASIDE_LETTERS = 1500  # an element of more is no menu, however it is named


def cut_down(document: Document, kept: list[HtmlElement], narrow: bool) -> HtmlElement:
    """Return a copy of the page: what stands beside the ``kept`` elements, menus and adverts only where ``narrow``, is
    left out, as are scripts, styles, comments and attributes nothing is read from."""
    marks = {element: str(number) for number, element in enumerate(kept)}
    for element, mark in marks.items():
        element.set("data-kept", mark)
    root = deepcopy(document.root)
    for element in marks:
        del element.attrib["data-kept"]
    inner = root.xpath("//*[@data-kept]")
    above = {a for element in inner for a in element.iterancestors()} | set(inner)
    within = {below for element in inner for below in element.iter()}
    for element in list(root.iter()):
        if element is root or element.getparent() is None or element.tag == "head":
            continue
        if not isinstance(element.tag, str) or _is_dropped(document, element):
            _remove(element)
        elif element in above or _in_head(element):
            continue
        elif _ADVERT.search(names_of(element)) and not is_longer(element, _ADVERT_LETTERS):
            _remove(element)
        elif element in within:
            continue
        elif narrow or (is_aside(element) and not is_longer(element, _ASIDE_LETTERS)):
            _remove(element)
    for element in root.iter():
        if element.tag in ("img", "amp-img"):
            element.set("src", image_address(document, element) or "")
        _strip(element)
    return root


def disguise(
    document: Document, root: HtmlElement, words: Disguise, address: str, numbers: dict[str, str]
) -> str:
    """Return the source of a cut page, every word invented; ``address`` is the page's new one, ``numbers`` replaces
    article numbers wherever they are spelled."""
    images = "/wp-content/uploads" if "/wp-content/" in document.html else "/images"
    links: dict[str, str] = {}
    for element in root.iter():
        if element.tag == "script":
            element.text = _ld(element.text or "", words)
            continue
        element.text = words.words(element.text) if element.text else None
        element.tail = words.words(element.tail) if element.tail and element is not root else None
        for name, value in element.attrib.items():
            if name in ("href", "src"):
                folder = images if name == "src" else ""
                number = len(links) + 1
                made = f"https://www.example.com{folder}/{number}{'.jpg' if folder else ''}"
                element.set(name, _link(value, links, made))
            elif name == "content":
                element.set(name, _meta(element, value, words, address))
            elif name == "alt":
                element.set(name, words.words(value))
            elif name in ("class", "id"):
                element.set(name, _LONG_NUMBER.sub(lambda n: "0" * len(n[0]), value))
    source: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    for printed, replaced in numbers.items():
        source = source.replace(printed, replaced)
    return re.sub(r"\n\s*(?:\n\s*)+", "\n", source) + "\n"


def _is_dropped(document: Document, element: HtmlElement) -> bool:
    if element.tag == "script":
        return "ld+json" not in (element.get("type") or "").lower()
    if element.tag == "meta":
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        return not (element.get("charset") or _METAS.fullmatch(name.strip()))
    if element.tag in ("img", "amp-img"):
        return image_address(document, element) is None
    return element.tag in _DROPPED and not (element.tag == "form" and is_longer(element, _ASIDE_LETTERS))


def _in_head(element: HtmlElement) -> bool:
    return element.tag in ("title", "meta", "script") or any(a.tag == "head" for a in element.iterancestors())


def _strip(element: HtmlElement) -> None:
    hidden = _HIDDEN.search(element.get("style") or "")
    for name in list(element.attrib):
        if name not in _ATTRIBUTES:
            del element.attrib[name]
    if element.tag == "meta" and element.get("charset"):
        element.set("charset", "utf-8")  # as the page is written
    if hidden:
        element.set("style", "display:none")


def _remove(element: HtmlElement) -> None:
    """Takes an element out; the words behind it are its parent's and stay."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    etree.ElementBase.remove(parent, element)


def _link(value: str, links: dict[str, str], made: str) -> str:
    if value.startswith("mailto:"):
        return "mailto:name@example.com"
    if value.startswith(("#", "javascript:")) or not value.strip():
        return "#"
    return links.setdefault(value, made)


def _meta(element: HtmlElement, value: str, words: Disguise, address: str) -> str:
    name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip()
    if name.lower() in ("og:url", "twitter:url"):
        return address
    if name.lower().endswith("image"):
        return "https://www.example.com/images/0.jpg"
    return value if _VERBATIM_METAS.fullmatch(name) else words.words(value)


def _ld(source: str, words: Disguise) -> str:
    made = _ld_value(read_json(source), words, "")
    return json.dumps(made, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _ld_value(value: Any, words: Disguise, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _ld_value(below, words, name) for name, below in value.items() if name in _LD}
    if isinstance(value, list):
        return [_ld_value(below, words, key) for below in value]
    return words.words(value) if isinstance(value, str) and key not in _LD_VERBATIM else value
