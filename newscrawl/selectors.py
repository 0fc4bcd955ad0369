"""Plain CSS selectors answered from one walk of a page; what is not plain is left to XPath.

Plain is what newsrooms' markup is mostly read by: tags, classes, ids and attributes, one below the other
(".writer .name", "h2.title, [itemprop=headline]"). XPath walks the whole page anew for each of them.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.html import HtmlElement

_TEST = (
    r"[.#][A-Za-z_][\w-]*|\[[a-z][\w-]*(?:[*^$]?=(?:'[^'\"]+'|\"[^'\"]+\"|[\w-]+))?\]|:not\([a-z][a-z0-9]*\)"
)
_STEP = re.compile(rf"(?P<tag>[a-z][a-z0-9]*)?(?P<tests>(?:{_TEST})*)")
_NAME = re.compile(r"([.#])([\w-]+)")
_ATTRIBUTE = re.compile(
    r"\[(?P<name>[\w-]+)(?:(?P<sign>[*^$]?)=(?P<quote>['\"]?)(?P<value>.*?)(?P=quote))?\]"
)
_NOT = re.compile(r":not\((\w+)\)")
_HOW: dict[str | None, Callable[[str, str], bool]] = {
    None: lambda said, value: True,
    "": str.__eq__,
    "*": str.__contains__,
    "^": str.startswith,
    "$": str.endswith,
}


class Attribute(NamedTuple):
    """What a selector asks of an attribute: to be there, or how its value is to stand to the one given."""

    name: str
    sign: str | None
    value: str

    def holds(self, said: str | None) -> bool:
        return said is not None and _HOW[self.sign](said, self.value)


class Step(NamedTuple):
    """One element of a selector: its tag or None, its id or None, its classes, its attributes, tags it is not."""

    tag: str | None
    id: str | None
    classes: tuple[str, ...]
    attributes: tuple[Attribute, ...] = ()
    others: tuple[str, ...] = ()

    def fits(self, element: HtmlElement) -> bool:
        if (self.tag and element.tag != self.tag) or (self.id and element.get("id") != self.id):
            return False
        if self.classes and not set(self.classes) <= set((element.get("class") or "").split()):
            return False
        return element.tag not in self.others and all(a.holds(element.get(a.name)) for a in self.attributes)


@lru_cache(maxsize=2048)
def steps_of(css: str) -> tuple[tuple[Step, ...], ...] | None:
    """Return a plain selector's alternatives, each its steps from the outermost in; None for any other selector.

    >>> [[(step.tag, step.classes) for step in steps] for steps in steps_of(".writer b.name, h2")]
    [[(None, ('writer',)), ('b', ('name',))], [('h2', ())]]
    >>> steps_of("ul > li") is None, steps_of("p:first-child") is None
    (True, True)
    """
    alternatives = []
    for alternative in css.split(","):
        steps = []
        for word in alternative.split():
            found = _STEP.fullmatch(word)
            if found is None:
                return None
            steps.append(_step(found["tag"], found["tests"]))
        if not steps:
            return None
        alternatives.append(tuple(steps))
    return tuple(alternatives)


def _step(tag: str | None, tests: str) -> Step:
    attributes = tuple(Attribute(a["name"], a["sign"], a["value"] or "") for a in _ATTRIBUTE.finditer(tests))
    others = tuple(_NOT.findall(tests))
    names = _NAME.findall(_ATTRIBUTE.sub("", tests))
    ids = [name for mark, name in names if mark == "#"]
    classes = tuple(name for mark, name in names if mark == ".")
    return Step(tag, ids[0] if ids else None, classes, attributes, others)


@lru_cache(maxsize=512)
def _having(tag: str, attribute: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    # Not "[@attribute]": libxml2 takes six times as long for a condition as for a step to the attribute and back.
    path = f"descendant-or-self::{tag}/@{attribute}/.."
    return cast(Callable[[HtmlElement], list[HtmlElement]], etree.XPath(path))


_class_attributes = cast(
    Callable[[HtmlElement], list[str]],
    etree.XPath("descendant-or-self::*/@class", smart_strings=False),
)
_classed_at = etree.XPath("(descendant-or-self::*/@class)[$place]/..")


_HUGE = 100_000  # letters of class names, more than any page of good will has: worth a table of them


class Index:
    """A page's elements by class and by attribute, in document order.

    Most of what a page is asked for it does not have, and that the words of its class attributes tell: the elements
    themselves, which cost the most, are made only where one of them is wanted.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self._attributes = _class_attributes(root)  # as they are written, of each element that has one
        self._distinct = list(dict.fromkeys(self._attributes))
        words = "\n".join(self._distinct)
        self._words = words if len(words) < _HUGE else frozenset(words.split())
        self._having: dict[str, list[HtmlElement]] = {}  # by each attribute asked for
        self._has_picked = False  # one element out of all with a class, at half the price of having them all

    def classed(self, names: Iterable[str]) -> list[HtmlElement]:
        """Return every element with one of these classes."""
        there = [name for name in names if name in self._words]
        return self._with_class(
            {w for name in there for w in self._distinct if name in w and name in w.split()}
        )

    def find(self, alternatives: tuple[tuple[Step, ...], ...]) -> list[HtmlElement]:
        """Return every element of the page that one of the alternatives names, in document order."""
        runs = [run for steps in alternatives if (run := self._below(steps))]
        if len(runs) < 2:
            return runs[0] if runs else []
        wanted = {element for run in runs for element in run}
        return [element for element in self.root.iter(*{e.tag for e in wanted}) if element in wanted]

    def _below(self, steps: tuple[Step, ...]) -> list[HtmlElement]:
        *outer, last = steps
        if outer and not (last.id or last.classes or last.attributes):
            boxes = self._below(tuple(outer))
            return list(
                dict.fromkeys(e for box in boxes for e in _descendants(box, last.tag) if last.fits(e))
            )
        found = [e for e in self._near(last) if last.fits(e)]
        return [e for e in found if _stands_in(e, outer)] if outer else found

    def _near(self, step: Step) -> Iterable[HtmlElement]:
        """Return few elements, all that the step may name among them."""
        if step.classes:
            return self.classed(step.classes[:1])
        attribute = "id" if step.id else step.attributes[0].name if step.attributes else None
        if attribute is None:
            return _descendants(self.root, step.tag)
        if step.tag:
            return _having(step.tag, attribute)(self.root)
        if attribute == "class":
            asked = step.attributes[0]
            return self._with_class({written for written in self._distinct if asked.holds(written)})
        return self._all_having(attribute)

    def _all_having(self, attribute: str) -> list[HtmlElement]:
        if attribute not in self._having:
            self._having[attribute] = _having("*", attribute)(self.root)
        return self._having[attribute]

    def _with_class(self, wanted: set[str]) -> list[HtmlElement]:
        places = [place for place, written in enumerate(self._attributes) if written in wanted]
        if not places:
            return []
        if len(places) == 1 and not self._has_picked:
            self._has_picked = True
            return cast(list[HtmlElement], _classed_at(self.root, place=places[0] + 1))
        elements = self._all_having("class")
        return [elements[place] for place in places]


def _descendants(element: HtmlElement, tag: str | None) -> Iterable[HtmlElement]:
    return cast(Iterable[HtmlElement], element.iterdescendants(tag or etree.Element))


def _stands_in(element: HtmlElement, outer: list[Step]) -> bool:
    above = element.iterancestors()  # one walk up serves all steps, the innermost first
    return all(any(step.fits(e) for e in above) for step in reversed(outer))
