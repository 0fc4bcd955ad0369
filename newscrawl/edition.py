"""Which parser this is: the version, and a digest of the source that reads and understands pages."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from newscrawl import __version__

# All that a reading comes of: what ``reading`` and ``understanding`` lean on. tests/test_house.py holds it complete.
READERS = (
    "blocks", "contents", "document", "encodings", "families", "finders", "items", "memory", "metadata", "outlet",
    "pages", "reading", "registry", "selectors", "sites", "syndication", "text", "understanding",
)  # fmt: skip


@cache
def edition() -> str:
    """Return what tells this parser from another: it is another one whenever a line of it differs.

    >>> edition().startswith(f"newscrawl {__version__}+")
    True
    """
    return f"newscrawl {__version__}+{digest_of(Path(__file__).parent)}"


def digest_of(package: Path) -> str:
    """Return eight letters that stand for the readers' source in a folder."""
    files = (file for name in READERS for file in (package / f"{name}.py", *(package / name).rglob("*.py")))
    digest = sha256()
    for file in sorted(file for file in files if file.is_file()):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:8]
