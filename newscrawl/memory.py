"""Answers to questions about short texts, remembered: a cache that never holds a page."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
# Letters; names, words and lines are shorter, and a page may have a class attribute of megabytes.
LONGEST = 200


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Return a decorator that remembers up to ``most`` answers of a function, those about long texts never.

    >>> @remembered(8)
    ... def last(text: str) -> str:
    ...     print("asked")
    ...     return text[-1]
    >>> last("반도체"), last("반도체")
    asked
    ('체', '체')
    >>> last("가" * 300), last("가" * 300)
    asked
    asked
    ('가', '가')
    """

    def of(function: Callable[[str], T]) -> Callable[[str], T]:
        known = _Answers(function, most)

        @wraps(function)
        def answer(text: str, /) -> T:
            return known[text]

        return answer

    return of


class _Answers(dict[str, T]):
    """Asks where it knows no answer, and forgets all once it is full: half as dear as keeping the newest."""

    def __init__(self, ask: Callable[[str], T], most: int) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, text: str) -> T:
        found = self._ask(text)
        if len(text) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = found
        return found
