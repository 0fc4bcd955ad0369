"""Plain CSS selectors answered from an index of classes and ids: one walk of a page serves every look-up.

Plain is what newsrooms' markup is mostly read by: classes and ids, one below the other (".writer .name, h2.title").
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<names>(?:[.#][A-Za-z_][\w-]*)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_classed = cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath("//*[@class]"))
_class_attributes = cast(Callable[[HtmlElement], list[str]], etree.XPath("//@class", smart_strings=False))
_identified = cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath("//*[@id]"))


class Step(NamedTuple):
    """One element of a selector: its tag or None, its id or None, its classes."""

    tag: str | None
    id: str | None
    classes: tuple[str, ...]

    def fits(self, element: HtmlElement) -> bool:
        if (self.tag and element.tag != self.tag) or (self.id and element.get("id") != self.id):
            return False
        return not self.classes or set(self.classes) <= set((element.get("class") or "").split())


@lru_cache(maxsize=2048)
def steps_of(css: str) -> tuple[tuple[Step, ...], ...] | None:
    """Return a plain selector's alternatives, each its steps from the outermost in; None for any other selector.

    >>> steps_of(".writer b.name")
    ((Step(tag=None, id=None, classes=('writer',)), Step(tag='b', id=None, classes=('name',))),)
    >>> steps_of("ul > li") is None, steps_of("h1") is None
    (True, True)
    """
    alternatives = []
    for alternative in css.split(","):
        steps = []
        for word in alternative.split():
            found = _STEP.fullmatch(word)
            if found is None:
                return None
            names = _NAME.findall(found["names"])
            ids = [name for mark, name in names if mark == "#"]
            steps.append(
                Step(found["tag"], ids[0] if ids else None, tuple(n for mark, n in names if mark == "."))
            )
        if not any(step.id or step.classes for step in steps):
            return None
        alternatives.append(tuple(steps))
    return tuple(alternatives)


@lru_cache(maxsize=8192)
def _classes(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names.split()))


class Index:
    """A page's elements by class and by id, in document order.

    A skin has a few dozen class attributes and writes them hundreds of times: elements are kept by the attribute as
    it is written, and put in order by a class when that is asked for.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._elements = _classed(root)
        self._written: dict[str, list[int]] = defaultdict(list)  # places in _elements by the whole attribute
        for place, written in enumerate(_class_attributes(root)):
            self._written[written].append(place)
        self._attributes: dict[str, list[str]] = defaultdict(list)  # by each class they name
        for written in self._written:
            for name in _classes(written):
                self._attributes[name].append(written)

    @cached_property
    def by_id(self) -> dict[str, list[HtmlElement]]:
        found: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in _identified(self.root):
            found[element.get("id") or ""].append(element)
        return found

    def classed(self, names: Iterable[str]) -> list[HtmlElement]:
        """Return every element with one of these classes."""
        attributes = {written for name in names for written in self._attributes.get(name, ())}
        if not attributes:
            return []
        places = sorted(place for written in attributes for place in self._written[written])
        return [self._elements[place] for place in places]

    def find(self, alternatives: tuple[tuple[Step, ...], ...]) -> list[HtmlElement]:
        """Return every element of the page that one of the alternatives names, in document order."""
        runs = [run for steps in alternatives if (run := self._below(steps))]
        if len(runs) < 2:
            return runs[0] if runs else []
        wanted = {element for run in runs for element in run}
        return [element for element in self.root.iter(etree.Element) if element in wanted]

    def _below(self, steps: tuple[Step, ...]) -> list[HtmlElement]:
        *outer, last = steps
        if not last.id and not last.classes:
            boxes = self._below(tuple(outer))
            return list(dict.fromkeys(e for box in boxes for e in box.iterdescendants(last.tag or "*")))
        near = self.by_id.get(last.id, []) if last.id else self.classed(last.classes[:1])
        found = [e for e in near if last.fits(e)]
        return [e for e in found if _stands_in(e, outer)] if outer else found


def _stands_in(element: HtmlElement, outer: list[Step]) -> bool:
    above = element.iterancestors()  # one walk up serves all steps, the innermost first
    return all(any(step.fits(e) for e in above) for step in reversed(outer))
