"""A stamp as it stands in a page's markup or data: tags and attributes → plain words, labels first (rule D10). Pure."""

import re
import unicodedata
from html import unescape

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:]*)([^<>]*)>?")
_ATTRIBUTE = re.compile(r"(?<![\w:-])([A-Za-z][\w:-]{0,40}) ?= ?(?:\"([^\"]*)\"|'([^']*)')")
_NAMES = ("property", "name", "itemprop")  # their value names what the tag's content is
_CARRY_NO_STAMP = ("class", "id", "style", "href", "src", "alt", "rel", "onclick", "title")
_ELEMENT = re.compile(r"date|publish|modif|updated|lastmod", re.IGNORECASE)  # <pubDate>, <lastmod>, <dc:date>
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x200B: None,
    0xFEFF: None,
    0x200E: None,
}


def plain(raw: str) -> str:
    """Return the words of a line or of a piece of markup: one space between words, ASCII digits and marks, no tags.

    >>> plain('<meta content="2020-06-17T11:00:00+09:00" property="article:published_time">')
    'article:published_time content 2020-06-17T11:00:00+09:00'
    >>> plain("입력&nbsp;：　２０２０．０６．１７")
    '입력 : 2020.06.17'
    """
    if "&" in raw:
        raw = unescape(raw)
    if not raw.isascii():
        raw = unicodedata.normalize("NFC", raw).translate(_FULL_WIDTH)
    if "<" in raw:
        raw = _TAG.sub(_words_of_tag, raw)
    return " ".join(raw.split())


def _words_of_tag(tag: re.Match[str]) -> str:
    words: list[str] = []
    if not tag[0].startswith("</"):
        if _ELEMENT.search(tag[1]):
            words.append(tag[1])
        for name, double, single in _ATTRIBUTE.findall(tag[2]):
            value = double or single
            if name.lower() in _NAMES:
                words.insert(0, value)
            elif name.lower() not in _CARRY_NO_STAMP and any(map(str.isdigit, value)):
                words += (name, value)
    return f" {' '.join(words)} "
