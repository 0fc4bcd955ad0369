"""How newscrawl reads Korean pages beside what others use: one run, the same pages, one table.

    python benchmarks/peers.py [--pages ../shared/eval] [--environments FOLDER] [--rounds 3] [--readers NAME …]

Every peer is installed by pip into a virtual environment of its own under FOLDER (by default below the user's cache)
and stays there for the next run; one that cannot be installed or fails stands in the table as that. Two sets of pages:

- the real articles and posts of the folder's ``pages.jsonl`` against ``gold.jsonl``, read by hand: first and last
  words of the body, day, moment with zone, names, captions. What the key leaves out of a page is not counted there.
- the reduced pages of ``tests/pages`` whose answers, written by hand, hold the whole body: F1 of exact paragraphs and
  of 4-grams of words (``\\w+``; ROUGE's default tokenizer sees no Hangul). Their paragraphs are short, and most
  readers drop short text; so each one is first lengthened, in page and answer alike, by invented sentences.

CPU milliseconds a page are over the real pages in a warm process, the best of ROUNDS for each page. A dash is a column
the reader has no answer for by its make.
"""

import argparse
import json
import os
import platform
import random
import re
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path
from statistics import mean, median
from typing import Any

from peers_read import READERS

from newscrawl.encodings import decode

ROOT = Path(__file__).parents[1]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newscrawl-peers"
KST = timezone(timedelta(hours=9))
# What each needs to run at all; trafilatura and newspaper4k do not name everything they import.
PACKAGES = {
    "trafilatura": ["trafilatura", "lxml_html_clean"],
    "newspaper4k": ["newspaper4k[nlp]", "lxml_html_clean"],
    "readability-lxml": ["readability-lxml"],
    "goose3": ["goose3"],
    "resiliparse": ["resiliparse"],
}
GIVES = {  # the columns a reader has an answer for at all
    "trafilatura": {"day", "instant", "names"},
    "newspaper4k": {"day", "instant", "names"},
    "readability-lxml": set(),
    "goose3": {"day", "instant", "names"},
    "resiliparse": set(),
}
COLUMNS = ["start", "end", "4-gram", "paragraph", "day", "instant", "names", "captions"]

Page = dict[str, Any]


class Failed(Exception):
    """A peer that cannot be installed or run, in one line."""


def real_pages(folder: Path) -> tuple[list[Page], dict[str, Page]]:
    """The articles and posts of a set, and their key by file."""
    key = {row["file"]: row for row in rows(folder / "gold.jsonl") if "entries" not in row}
    return [
        page_of(folder / row["file"], row) for row in rows(folder / "pages.jsonl") if row["file"] in key
    ], key


def reduced_pages() -> tuple[list[Page], dict[str, Page]]:
    """The test pages whose answer holds the body, every paragraph lengthened where the page has it as it stands."""
    pages, key = [], {}
    for answer in sorted((ROOT / "tests" / "pages").rglob("*.json")):
        want = json.loads(answer.read_text("utf-8"))
        source = answer.with_suffix(".html")
        if not want.get("body") or not source.exists():
            continue
        html, body = decode(source.read_bytes(), None)[0], []
        for number, paragraph in enumerate(want["body"]):
            longer = f"{paragraph} {sentences(f'{source.name} {number}')}"
            body.append(longer if paragraph in html else paragraph)
            html = html.replace(paragraph, longer)
        file = str(source.relative_to(ROOT))
        pages.append({"file": file, "url": want["url"], "html": html, "path": None})
        key[file] = {"body": body}
    return pages, key


def page_of(path: Path, row: Page) -> Page:
    return {
        "file": row["file"],
        "url": row["url"],
        "html": decode(path.read_bytes(), None)[0],
        "path": str(path),
    }


def sentences(seed: str, count: int = 4) -> str:
    words = random.Random(seed)
    who = ["나래전자는", "다온소프트는", "가람연구원은", "한빛통신은", "보라반도체는"]
    when = ["지난해부터", "올해 안에", "이르면 다음 달", "앞으로 3년 동안", "오는 2분기에"]
    what = ["새 공장을", "로봇 시험장을", "자체 개발한 칩을", "무선 통신망을", "데이터센터를"]
    does = ["짓겠다고 밝혔다.", "선보일 계획이다.", "늘리기로 했다.", "시험하고 있다.", "공개한 바 있다."]
    return " ".join(" ".join(map(words.choice, (who, when, what, does))) for _ in range(count))


def rows(path: Path) -> list[Page]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def python_of(name: str, environments: Path) -> str:
    """The interpreter that has the peer, its environment made and filled where it is not there yet."""
    if name not in PACKAGES:
        return sys.executable
    home = environments / name
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed"
    if not done.exists():
        venv.create(home, with_pip=True, clear=True)
        run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES[name]])
        done.touch()
    return str(python)


def version_of(name: str, python: str) -> str:
    if name not in PACKAGES:
        return version("newscrawl")
    asked = f"import importlib.metadata as m; print(m.version({name!r}))"
    return run([python, "-c", asked]).strip()


def run(command: Sequence[str], given: str | None = None) -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise Failed(said[-1][:120])
    return done.stdout


def answers_of(name: str, python: str, pages: list[Page], rounds: int) -> dict[str, Page]:
    given = "".join(json.dumps(page) + "\n" for page in pages)
    reader = str(Path(__file__).with_name("peers_read.py"))
    said = run([python, "-W", "ignore", reader, name, str(rounds)], given)
    return {row["file"]: row for row in map(json.loads, said.splitlines())}


def folded(text: Any) -> str:
    return re.sub(r"\s+", " ", str(text or "").replace("\u200b", "")).strip()


def squeezed(text: Any) -> str:
    return folded(text).replace(" ", "")


def f1(got: Iterable[Any], want: Iterable[Any]) -> float:
    """F1 of two multisets; 1 where both are empty."""
    left, right = Counter(got), Counter(want)
    both = left.total() + right.total()
    return 2 * (left & right).total() / both if both else 1.0


def grams(body: list[str], size: int = 4) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(body))
    return [tuple(words[at : at + size]) for at in range(max(len(words) - size + 1, 1))] if words else []


def moment(text: Any) -> datetime | None:
    """A stamp with a zone, in Korean time to the minute; None for one without."""
    try:
        stamp = datetime.fromisoformat(folded(text))
    except ValueError:
        return None
    return stamp.astimezone(KST).replace(second=0, microsecond=0) if stamp.tzinfo else None


def day(text: Any) -> str:
    """The day a stamp states: of a zoned one the Korean day, of another its own words."""
    stamp = moment(text)
    return stamp.date().isoformat() if stamp else folded(text)[:10]


def score(got: Page, want: Page) -> dict[str, float]:
    """The share right of every column that this page's key has an answer for."""
    shares = {}
    body = squeezed(" ".join(got.get("body") or []))
    if want.get("body_first"):
        shares["start"] = float(body.startswith(squeezed(want["body_first"])))
    if want.get("body_last"):
        shares["end"] = float(body.endswith(squeezed(want["body_last"])))
    if want.get("date_published"):
        given = want["date_published"]
        rights = given if isinstance(given, list) else [given]
        shares["day"] = float(day(got.get("date")) in map(day, rights))
        if instants := {moment(right) for right in rights} - {None}:
            shares["instant"] = float(moment(got.get("instant") or got.get("date")) in instants)
    if "authors" in want:
        shares["names"] = f1(kept(got.get("authors")), kept(a.get("name") for a in want["authors"] or []))
    if "photos" in want:
        shares["captions"] = f1(
            kept(got.get("captions")), kept(p.get("caption") for p in want["photos"] or [])
        )
    if "body" in want:
        shares["4-gram"] = f1(grams(got.get("body") or []), grams(want["body"]))
        shares["paragraph"] = f1(map(folded, got.get("body") or []), map(folded, want["body"]))
    return {column: share for column, share in shares.items() if column not in skipped(want)}


def skipped(want: Page) -> set[str]:
    """Columns that the key asks to leave alone on this page."""
    columns = {"author names": "names", "body start": "start", "body end": "end"}
    return {columns[field] for field in want.get("skip", []) if field in columns}


def kept(values: Iterable[Any] | None) -> list[str]:
    return [value for value in map(folded, values or []) if value]


def row_of(name: str, environments: Path, rounds: int, sets: list[tuple[list[Page], dict[str, Page]]]) -> str:
    """One line of the table."""
    try:
        python = python_of(name, environments)
        label = f"{name} {version_of(name, python)}" if name in PACKAGES else name
        shares: dict[str, list[float]] = {column: [] for column in COLUMNS}
        errors, real_ms = 0, []
        for number, (pages, key) in enumerate(sets):
            answers = answers_of(name, python, pages, 1 if number else rounds)
            for file, want in key.items():
                got = answers.get(file, {})
                errors += "error" in got
                for column, share in score(got, want).items():
                    shares[column].append(share)
            if number == 0:
                real_ms = [answer["ms"] for answer in answers.values()]
    except (Failed, OSError, subprocess.CalledProcessError) as problem:
        return f"| {name} | not measured: {str(problem).replace('|', '/')} |" + " |" * (len(COLUMNS) + 1)
    given = GIVES.get(name, set(COLUMNS)) | {"start", "end", "4-gram", "paragraph"}
    cells = [f"{mean(shares[c]):.3f}" if c in given and shares[c] else "–" for c in COLUMNS]
    failed = f" ({errors} pages failed)" if errors else ""
    return f"| {label}{failed} | {' | '.join(cells)} | {mean(real_ms):.1f} | {median(real_ms):.1f} |"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, default=ROOT.parent / "shared" / "eval", metavar="FOLDER")
    parser.add_argument("--environments", type=Path, default=CACHE, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readers", nargs="+", choices=list(READERS), default=list(READERS), metavar="NAME")
    args = parser.parse_args()
    if not (args.pages / "gold.jsonl").exists():
        parser.error(f"no gold.jsonl in {args.pages}")
    sets = [real_pages(args.pages), reduced_pages()]
    print(
        f"{date.today()}, Python {platform.python_version()}, {os.cpu_count()} cores; "
        f"{len(sets[0][0])} real pages, {len(sets[1][0])} reduced pages for 4-gram and paragraph\n"
    )
    print("| reader | " + " | ".join([*COLUMNS, "ms mean", "ms median"]) + " |")
    print("|---|" + "---:|" * (len(COLUMNS) + 2))
    for name in args.readers:
        print(row_of(name, args.environments.resolve(), args.rounds, sets), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
