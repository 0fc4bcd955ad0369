"""What is remembered of pages stays small."""

import sys
from collections.abc import Callable

import pytest
from lxml import html

from newscrawl.finders.names import is_aside, names_of, purpose
from newscrawl.memory import LONGEST, remembered
from newscrawl.text.bylines import is_byline
from newscrawl.text.bylines.words import split_word
from newscrawl.text.captions.parties import is_giver, is_sure
from newscrawl.text.lexicon.jobs import is_role
from newscrawl.text.lexicon.people import name_shape
from newscrawl.text.lexicon.places import is_place
from newscrawl.text.lexicon.press import is_outlet


def test_short_texts_are_remembered_and_long_ones_let_go() -> None:
    asked = []

    @remembered(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    for text in ("가", "가" * LONGEST, "가" * (LONGEST + 1)):
        assert length(text) == length(text) == len(text)
    assert [len(text) for text in asked] == [1, LONGEST, LONGEST + 1, LONGEST + 1]


def test_of_a_class_attribute_of_megabytes_the_beginning_is_looked_at() -> None:
    element = html.fromstring(f"<div class='{'box_7391 ' * 400_000}'>")
    assert not is_aside(element)
    assert len(names_of(element)) < 2_100


@pytest.mark.parametrize(
    "ask", [purpose, is_byline, is_role, is_outlet, is_place, is_giver, is_sure, name_shape, split_word]
)
def test_nobody_keeps_a_long_text(ask: Callable[[str], object]) -> None:
    text = "홍길동 기자 7391 " * 1_000
    before = sys.getrefcount(text)
    ask(text)
    assert sys.getrefcount(text) == before
