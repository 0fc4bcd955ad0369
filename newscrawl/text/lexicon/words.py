"""Word lists as they are typed: words parted by white space."""

from collections.abc import Iterable


def last_letters(nouns: Iterable[str]) -> frozenset[str]:
    """Return the letters the nouns end in: most words are told not to end in one of them by one look.

    >>> sorted(last_letters(["일보", "신문"]))
    ['문', '보']
    """
    return frozenset(noun[-1] for noun in nouns)


def words(text: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(words("기자 앵커"))
    ['기자', '앵커']
    """
    return frozenset(text.split())
