"""Which parser read a record: the version, and a mark of the very code that reads, so that no two are taken for one."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from newscrawl import __version__

# Every room a page passes through on its way to a finished record (tests/test_house.py holds them against the arrows);
# of sites/, the outlet's own file.
ROOMS = (
    "blocks", "document", "encodings", "families", "finders", "items", "metadata", "outlet", "pages", "reading",
    "registry", "selectors", "text", "understanding",
)  # fmt: skip
_HERE = Path(__file__).parent


@cache
def parser_of(site: str) -> str:
    """Return the name of the parser that reads an outlet's pages: another one where any of its code differs.

    >>> parser_of("etoday").startswith("newscrawl "), parser_of("etoday") == parser_of("tistory")
    (True, False)
    """
    own = _HERE / "sites" / f"{site}.py"
    mark = sha256(_shared() + (own.read_bytes() if own.is_file() else b""))
    return f"newscrawl {__version__}+{mark.hexdigest()[:8]}"


@cache
def _shared() -> bytes:
    mark = sha256()
    for room in ROOMS:
        for path in sorted((_HERE / room).rglob("*.py")) or [_HERE / f"{room}.py"]:
            mark.update(path.read_bytes() if path.is_file() else b"")
    return mark.digest()
