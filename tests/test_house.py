"""The house: which room may lean on which, what stays free of Scrapy, and how a file looks."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from newscrawl.edition import READERS, digest_of
from newscrawl.outlet import Site
from newscrawl.registry import sites

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "newscrawl"

# Who may import whom, a room a line: a module or a folder of newscrawl/. A new arrow is a decision: add it here, with
# the reason in docs/design.md, or do without it. The package itself (its version) is open to all.
ARROWS = {
    # what a page is
    "items": set(),
    "contents": set(),
    "encodings": set(),
    "memory": set(),
    "selectors": {"memory"},
    "document": {"selectors"},
    "metadata": {"document", "items"},
    "blocks": {"document", "items"},
    "finders": {"document", "items", "memory"},
    "pages": {"blocks", "document", "finders", "items", "metadata"},
    "outlet": {"document", "pages"},
    "families": {"blocks", "document", "finders", "items", "metadata", "outlet", "pages"},
    "sites": {"document", "families", "items", "metadata", "outlet", "pages"},
    "registry": {"families", "memory", "outlet", "sites"},
    "syndication": {"contents", "document", "encodings", "items"},
    "edition": set(),
    "reading": {"document", "edition", "encodings", "families", "items", "outlet", "registry", "syndication", "pages"},
    # what its words mean
    "text": {"items", "memory"},
    "understanding": {"items", "text"},
    # where records live, and where they go from there
    "storage": {"items"},
    "frontier": {"items", "storage"},
    "feeds": {"items", "storage"},
    "archive": {"contents"},
    "rereading": {
        "archive", "contents", "items", "outlet", "reading", "registry", "seeds", "storage", "understanding",
    },
    # how a crawl is asked for, and what is said of it
    "arguments": set(),
    "terminal": set(),
    "coverage": {"items"},
    "explaining": {
        "document", "encodings", "items", "outlet", "pages", "reading", "text", "understanding",
    },
    "minting": {
        "blocks", "document", "encodings", "families", "finders", "items", "metadata", "outlet", "pages", "reading",
        "registry", "text", "understanding",
    },
    "alarms": {"storage"},
    "webhook": set(),
    "summary": {"alarms", "terminal"},
    "seeds": {"arguments", "frontier", "items", "outlet", "registry"},
    "chains": {"arguments", "frontier", "items"},
    "walking": {"arguments", "chains", "frontier", "items", "seeds"},
    "holding": {"frontier", "items", "storage"},
    "jobs": {"alarms", "arguments", "feeds", "registry", "seeds", "storage", "webhook"},
    # Scrapy's side
    "settings": {"items"},
    "guard": set(),
    "manners": set(),
    "robots": {"manners"},
    "replay": {"archive"},
    "addon": {"archive", "manners", "replay"},
    "fetching": {"addon", "archive"},
    "exporters": {"feeds", "items"},
    "session": {
        "alarms", "arguments", "coverage", "frontier", "holding", "items", "seeds", "storage", "summary", "walking",
    },
    "pipelines": {"items", "understanding"},
    "report": {"storage", "terminal"},
    "progress": {"storage", "summary", "terminal"},
    "spiders": {
        "arguments", "frontier", "items", "manners", "outlet", "pipelines", "reading", "registry", "seeds", "session",
        "storage", "syndication", "understanding",
    },
}  # fmt: skip
ON_TOP = ("commands", "outside")  # may use every room; no room may use them

# Scrapy runs these. Everything else is Python that a test, a script or another crawler can call.
SCRAPY = (
    "addon",
    "archive.middleware",
    "commands",
    "exporters",
    "fetching",
    "guard",
    "manners",
    "outside",
    "pipelines",
    "progress",
    "replay",
    "robots",
    "session",
    "spiders",
)
# The libraries a room may use besides the standard library; a room that is not named may use none.
LIBRARIES = {
    "selectors": {"lxml"},
    "document": {"lxml", "cssselect"},
    "blocks": {"lxml"},
    "finders": {"lxml"},
    "pages": {"lxml"},
    "progress": {"rich"},
    "explaining": {"lxml"},  # names an element as a selector does
    "families": {"lxml"},
    "minting": {"lxml"},
    "sites": {"lxml"},
    "text": {"dateutil"},
    "storage": {"sqlalchemy", "alembic", "orjson"},
    "contents": {"brotli", "backports", "compression"},  # bodies packed as Scrapy unpacks them
    "archive": {"warcio"},
    "syndication": {"lxml"},
    "feeds": {"nh3", "pyarrow"},
}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


class Import(NamedTuple):
    module: str  # who imports, "storage.store"
    line: int
    target: str  # what: "newscrawl.items", "scrapy.http"


@cache
def files() -> dict[str, Path]:
    """Every module of the package by its dotted name without "newscrawl.", packages by their own name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports() -> tuple[Import, ...]:
    """Every import statement wherever it stands: in a function, under TYPE_CHECKING, in a try."""
    return tuple(Import(m, line, t) for m, path in files().items() for line, t in imported(m, tree(path)))


def imported(module: str, source: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield node.lineno, name.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}:{node.lineno}: write the import in full"
            for name in node.names:
                below = f"{node.module}.{name.name}"
                is_module = below.removeprefix("newscrawl.") in files()
                yield node.lineno, below if is_module else str(node.module)


def room(module: str) -> str:
    return module.partition(".")[0]


def ours(target: str) -> str | None:
    """ "newscrawl.items" as "items"; None for what is not ours."""
    return target.partition(".")[2] if target.partition(".")[0] == "newscrawl" else None


def test_every_room_stands_in_the_table() -> None:
    assert {room(module) for module in files()} - {""} <= ARROWS.keys() | set(ON_TOP)


def test_arrows_are_the_allowed_ones() -> None:
    wrong = []
    for module, line, target in imports():
        theirs = room(ours(target) or "")
        if theirs in ("", room(module)) or room(module) in ON_TOP:
            continue
        if theirs not in ARROWS[room(module)]:
            wrong.append(f"newscrawl/{module.replace('.', '/')}:{line} imports {target}")
    assert wrong == []


def test_the_table_itself_has_no_circle() -> None:
    below: dict[str, set[str]] = {}

    def under(name: str, above: tuple[str, ...] = ()) -> set[str]:
        assert name not in above, f"circle: {' → '.join((*above, name))}"
        if name not in below:
            below[name] = ARROWS[name].union(*(under(other, (*above, name)) for other in ARROWS[name]))
        return below[name]

    for name in ARROWS:
        under(name)


def test_modules_import_each_other_in_no_circle() -> None:
    graph: dict[str, set[str]] = {module: set() for module in files()}
    for module, _, target in imports():
        other = ours(target)
        if other and other in graph and other != module:
            graph[module].add(other)
    done: set[str] = set()

    def walk(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"circle: {' → '.join((*above, module))}"
        if module not in done:
            for other in graph[module]:
                walk(other, (*above, module))
            done.add(module)

    for module in graph:
        walk(module, ())


def test_scrapy_is_imported_only_where_it_runs() -> None:
    wrong = [
        f"{module}:{line} imports {target}"
        for module, line, target in imports()
        if target.partition(".")[0] in ("scrapy", "twisted", "itemadapter")
        and not any(module == name or module.startswith(f"{name}.") for name in SCRAPY)
    ]
    assert wrong == []


def test_libraries_stay_in_their_rooms() -> None:
    wrong = []
    for module, line, target in imports():
        library = target.partition(".")[0]
        known = library in sys.stdlib_module_names or library in (
            "newscrawl",
            "scrapy",
            "twisted",
            "itemadapter",
        )
        if not known and library not in LIBRARIES.get(room(module), set()):
            wrong.append(f"{module}:{line} imports {target}")
    assert wrong == []


@pytest.mark.parametrize("module", files())
def test_file_is_short_and_named_for_a_thing(module: str) -> None:
    path = files()[module]
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert not FORBIDDEN & set(path.stem.split("_"))


@pytest.mark.parametrize("module", files())
def test_docstrings_open_with_one_sentence(module: str) -> None:
    source = tree(files()[module])
    described: list[ast.Module | ast.FunctionDef | ast.ClassDef] = [source]
    described += [
        node for node in source.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    wrong = []
    for node in described:
        words = ast.get_docstring(node) or ""
        first = words.partition("\n\n")[0].partition(">>>")[0].strip()
        if not first or first[-1] not in ".:?)":
            wrong.append(f"{getattr(node, 'name', 'the module')}: {first or 'no docstring'}")
    assert wrong == []


def words_of_code(source: ast.Module) -> Iterator[tuple[int, str]]:
    """Every string of the code, docstrings left out: an example may name the outlet it shows."""
    bare = {
        id(node.body[0].value)
        for node in ast.walk(source)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.lineno, node.value


def names_of(site: Site) -> re.Pattern[str]:
    hosts = {host.removeprefix(lead) for host in site.hosts for lead in ("", "*.", "www.")}
    return re.compile(
        rf"(?<![\w.-])(?:{'|'.join(map(re.escape, filter(None, (*hosts, site.name))))})(?![\w.-])"
    )


def test_an_outlet_is_named_in_its_own_file_only() -> None:
    """Not its host, nor its name; agencies and newspapers as words of bylines are data of text/lexicon."""
    patterns = {key: names_of(site) for key, site in sites().items()}
    wrong = []
    for module, path in files().items():
        for line, words in words_of_code(tree(path)):
            for key, pattern in patterns.items():
                if not module.startswith((f"sites.{key}", f"families.{key}", "text.lexicon")):
                    wrong += [f"{module}:{line} names {name}" for name in pattern.findall(words)]
    assert wrong == []


def test_no_family_and_no_outlet_imports_another_outlet() -> None:
    wrong = [
        f"{module}:{line} imports {target}"
        for module, line, target in imports()
        if (ours(target) or "").startswith("sites.") and room(module) != "registry"
    ]
    assert wrong == []


def test_the_parsers_digest_takes_in_all_that_a_reading_comes_of() -> None:
    leaned_on, waiting = {"edition"}, ["reading", "understanding"]
    while waiting:
        room = waiting.pop()
        if room not in leaned_on:
            leaned_on.add(room)
            waiting += ARROWS[room]
    assert set(READERS) == leaned_on - {"edition"}


def test_another_parser_has_another_name(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    for name in ("pages.py", "text/dates.py", "frontier.py"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    first = digest_of(tmp_path)
    (tmp_path / "frontier.py").write_text("2", encoding="utf-8")
    assert digest_of(tmp_path) == first
    (tmp_path / "text" / "dates.py").write_text("2", encoding="utf-8")
    assert digest_of(tmp_path) != first
