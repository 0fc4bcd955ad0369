"""What is remembered of pages stays small."""

import gc

from lxml import html

from newscrawl.finders.names import is_aside, names_of
from newscrawl.memory import LONGEST, remembered
from newscrawl.text.bylines import is_byline


def test_short_texts_are_remembered_and_long_ones_let_go() -> None:
    asked = []

    @remembered(8)
    def length(text: str, more: int = 0) -> int:
        asked.append(text)
        return len(text) + more

    for text in ("가", "가" * LONGEST, "가" * (LONGEST + 1)):
        assert length(text) == length(text) == len(text)
        assert length(text, 2) == len(text) + 2
    assert [len(text) for text in asked] == [1, 1, LONGEST, LONGEST, *[LONGEST + 1] * 3]


def test_no_page_stays_in_memory_for_its_class_attribute_or_its_lines() -> None:
    names = "box_7391 " * 100_000
    element = html.fromstring(f"<div class='{names}'>")
    assert not is_aside(element)
    assert len(names_of(element)) < 2_100
    line = "홍길동 기자 7391 " * 100_000
    is_byline(line)
    del element
    gc.collect()
    held = [
        text for kept in gc.get_objects() if isinstance(kept, dict) for text in kept if isinstance(text, str)
    ]
    assert not [text for text in held if len(text) > 100_000 and "7391" in text]
