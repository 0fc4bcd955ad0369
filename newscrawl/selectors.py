"""Plain CSS selectors answered from an index of classes and ids: one walk of a page serves every look-up.

Plain is what newsrooms' markup is mostly read by: classes and ids, one below the other (".writer .name, h2.title").
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

_STEP = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<names>(?:[.#][A-Za-z_][\w-]*)*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_named = cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath("//*[@class or @id]"))


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
    """A page's elements by class and by id, in document order."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.by_class: dict[str, list[HtmlElement]] = defaultdict(list)
        self.by_id: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in _named(root):
            for name in _classes(element.get("class") or ""):
                self.by_class[name].append(element)
            self.by_id[element.get("id") or ""].append(element)

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
        near = self.by_id.get(last.id, []) if last.id else self.by_class.get(last.classes[0], [])
        found = [e for e in near if last.fits(e)]
        return [e for e in found if _stands_in(e, outer)] if outer else found


def _stands_in(element: HtmlElement, outer: list[Step]) -> bool:
    above = element.iterancestors()  # one walk up serves all steps, the innermost first
    return all(any(step.fits(e) for e in above) for step in reversed(outer))
