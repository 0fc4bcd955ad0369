"""Word lists as they are typed: words parted by white space."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list.

    >>> sorted(words("기자 앵커"))
    ['기자', '앵커']
    """
    return frozenset(text.split())
