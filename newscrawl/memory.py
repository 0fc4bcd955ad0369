"""Answers to questions about short texts, remembered: a cache that never holds a page."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")
Question = Callable[Concatenate[str, P], T]
LONGEST = (
    200  # letters; names, words and lines are shorter, and a page may have a class attribute of megabytes
)


def remembered(most: int) -> Callable[[Question[P, T]], Question[P, T]]:
    """Return a decorator that remembers the last ``most`` answers of a function, those about long texts never.

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

    def of(function: Question[P, T]) -> Question[P, T]:
        known = lru_cache(most)(function)

        @wraps(function)
        def answer(text: str, /, *others: P.args, **more: P.kwargs) -> T:
            if len(text) > LONGEST:
                return function(text, *others, **more)
            return known(text, *others, **more)  # type: ignore[arg-type]  # what is asked of can be hashed

        return answer

    return of
