"""Finds the element that holds an article's text, by where the page's sentences stand.

Korean news prose gives itself away: its sentences end in 다, 요, 까 or 죠 and a stop. Every such sentence outside
links, menus and comments counts for the elements above it, the less the farther up they are; an element named as an
article's body counts half as much again. The best is widened while the element above adds sentences and little else.
"""

import re
from collections import defaultdict
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from newscrawl.document import tidy
from newscrawl.finders.names import is_aside, is_body, names_of
from newscrawl.finders.tree import elements, holder_of, is_listed, path_up, stands_aside, texts, words_in

# One pass of libxml2 hands over the texts that may hold a sentence; Python looks at no other.
_texts = texts(
    "not(self::script or self::style or self::a or self::option or self::title)", "contains(., '.')"
)
_named = elements("//*[@class or @id]")
_SENTENCE = re.compile(
    r"[가-힣](?:다|요|까|죠|음|함|임|됨|네|라|야|지)(?:[.?!]|(?=[”’\"'][\s가-힣]))|[a-z)][.?!][”\"']?(?=\s|$)"
)
# What a page says to its readers, politely, as no news does: "이 기사가 마음에 들었다면, 좋아요를 눌러주세요."
_CALL = re.compile(
    r"(?:이|본|위|해당)\s?(?:기사|콘텐츠|댓글)[^.]{0,60}니다|주세요|하세요|바랍니다|준수합니다|(?:로그인|회원|댓글|구독|추천|공유)[^.]{0,40}(?:니다|세요)"
)
_CALL_LETTERS = 120
_POLITE = re.compile(r"(?:니다|[가-힣]요)[.?!]")
_MOSTLY = 0.3
_UNREAD = frozenset(
    {"a", "button", "figcaption", "head", "iframe", "noscript", "select", "template", "textarea"}
)
_FADING = (1.0, 0.8, 0.64, 0.51, 0.41, 0.33)
# An article of one paragraph stands in what holds it.
_PARAGRAPH = frozenset({"b", "font", "p", "span", "strong"})
_WIDENINGS = 4
_WORDLESS = 60  # elements looked at
_LEAST, _LEAST_UNTITLED = 1.0, 2.0  # sentences, about; one is no article where no headline is printed
_SENTENCE_LETTERS = 60


class Body:
    """The sentences of a page, counted for every element above them."""

    def __init__(self, root: HtmlElement, headline: HtmlElement | None = None) -> None:
        self.totals: dict[HtmlElement, float] = defaultdict(float)
        self.polite: dict[HtmlElement, int] = defaultdict(int)
        self.letters: dict[HtmlElement, int] = defaultdict(int)
        self.scores: dict[HtmlElement, float] = defaultdict(float)
        self.paths: dict[HtmlElement, list[HtmlElement]] = {}
        self.kept = set() if headline is None else set(path_up(headline))
        for text in _texts(root):
            self._count(text)

    def _count(self, text: etree._ElementUnicodeResult) -> None:
        holder = holder_of(text)
        if holder is None:
            return
        above = self.paths.get(holder)
        if above is None:
            above = self.paths[holder] = self._above(holder)
        if not above:
            return
        if len(text) < _CALL_LETTERS and _CALL.search(text):
            return
        sentences = len(_SENTENCE.findall(text)) + min(len(text), 400) / 400
        polite = len(_POLITE.findall(text))
        for element in above:
            self.totals[element] += sentences
            self.polite[element] += polite
            self.letters[element] += len(text)
        for element, fading in zip(above, _FADING, strict=False):
            self.scores[element] += sentences * fading

    def _above(self, holder: HtmlElement) -> list[HtmlElement]:
        """The elements a sentence counts for, the nearest first; none where it stands in something that is not read."""
        above = list(path_up(holder))
        for element in above:
            if element.tag in _UNREAD:
                return []
            if element not in self.kept and (is_aside(element) or is_listed(element)):
                return []
        return above

    def best(self) -> HtmlElement | None:
        """Return the element that holds the article's text, or None on a page without two sentences of prose."""
        scores = {
            e: score * (1.5 if is_body(e) else 1.0) for e, score in self.scores.items() if e.tag != "html"
        }
        most = max(scores.values(), default=0.0)
        if most <= (_LEAST if self.kept else _LEAST_UNTITLED):
            return None
        near = [e for e, score in scores.items() if score > most * 0.6]
        return self._widened(max(near, key=lambda e: scores[e] * (0.5 + 0.5 * self._density(e))))

    def _density(self, element: HtmlElement) -> float:
        """The share of an element's letters that stand in texts with sentences."""
        return min(1.0, self.letters[element] / max(1, len(_words(element))))

    def _widened(self, best: HtmlElement) -> HtmlElement:
        size = len(_words(best))
        parent = best.getparent()
        if (
            best.tag in _PARAGRAPH
            and parent is not None
            and len(_words(parent)) < size * 2 + _SENTENCE_LETTERS
        ):
            best = parent
        wider: HtmlElement | None = best
        for _ in range(_WIDENINGS):
            wider = wider.getparent() if wider is not None else None
            if wider is None or wider.tag in ("body", "html"):
                break
            gained = self.totals[wider] - self.totals[best]
            # Comments are politer than the news above them.
            if self.polite[best] < self.totals[best] * _MOSTLY:
                gained -= self.polite[wider] - self.polite[best]
            if gained <= 0:
                continue
            around = len(_words(wider)) - size
            if around > gained * _SENTENCE_LETTERS + size * 0.1 or (
                is_body(best) and not self._is_one_of(best, wider)
            ):
                break
            best, size = wider, size + around
        return best

    def _is_one_of(self, best: HtmlElement, wider: HtmlElement) -> bool:
        """Tell whether an element named as a body stands among others of its name, a text in several boxes."""
        alike = (
            e for e in wider.iterchildren(str(best.tag)) if e is not best and names_of(e) == names_of(best)
        )
        return any(self.totals.get(e) for e in alike)


def find_body(root: HtmlElement, headline: HtmlElement | None = None) -> HtmlElement | None:
    """Return the element that holds the article's text, or None where the page has no prose.

    >>> from lxml import html
    >>> page = html.fromstring("<div><ul><li><a href=/1>정부가 밝혔다.</a></ul><div id=c><p>첫 문장이다. 둘째 문장이다."
    ...     "<p>셋째 문장이다.</div></div>")
    >>> find_body(page).get("id")
    'c'
    """
    best = Body(root, headline).best()
    return _wordless(root) if best is None else best


def _wordless(root: HtmlElement) -> HtmlElement | None:
    """An article without sentences (photos, appointments, deaths): what is named as its text and holds most."""
    named = [e for e in islice(filter(is_body, _named(root)), _WORDLESS) if not stands_aside(e)]
    return max(named, key=_own_letters, default=None)


def _own_letters(element: HtmlElement) -> int:
    linked = sum(len(_words(link)) for link in islice(element.iter("a"), _WORDLESS))
    pictured = next(element.iter("img", "amp-img"), None) is not None
    return len(_words(element)) - 2 * linked + (_SENTENCE_LETTERS if pictured else 0)


def _words(element: HtmlElement) -> str:
    return tidy("".join(words_in(element)))
