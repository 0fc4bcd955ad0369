"""What the documents say is so: every example is run, every command, setting and outlet is described."""

import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from newscrawl import settings
from newscrawl.alarms import Alarm, message
from newscrawl.arguments import ArgumentError, read_arguments
from newscrawl.commands import outlets
from newscrawl.progress import line
from newscrawl.summary import Verdict
from newscrawl.text.bylines import parse_byline
from newscrawl.text.captions import parse_caption
from newscrawl.text.dates import parse_dates
from newscrawl.text.headlines import headline_tags

ROOT = Path(__file__).parents[1]
FETCHED = datetime.fromisoformat("2026-01-30T18:00:00+09:00")
KOREAN = ("docs/korean.md", "docs/korean.ko.md")


def tables(document: str) -> list[list[list[str]]]:
    """Every table of a document: its rows, its cells; the head and its rule left out."""
    text = (ROOT / document).read_text(encoding="utf-8")
    found = re.findall(r"(?:^\|.*\n)+", text, re.M)
    return [[cells(row) for row in table.splitlines()[2:]] for table in found]


def cells(row: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def examples(number: int) -> list[tuple[str, list[list[str]]]]:
    """The printed line and the rows that say what is understood; a row without a line goes with the one before."""
    found: list[tuple[str, list[list[str]]]] = []
    for printed, *understood in tables(KOREAN[0])[number]:
        if printed:
            found.append((printed.strip("`"), []))
        found[-1][1].append(understood)
    return found


@pytest.mark.parametrize(("printed", "rows"), examples(0))
def test_dates_are_understood_as_described(printed: str, rows: list[list[str]]) -> None:
    found = parse_dates(printed, FETCHED)
    assert [[m.iso() if m else "" for m in (found.published, found.modified)]] == rows


@pytest.mark.parametrize(("printed", "rows"), examples(1))
def test_bylines_are_understood_as_described(printed: str, rows: list[list[str]]) -> None:
    people = [[a.name, a.role, a.email, a.affiliation, a.location] for a in parse_byline(printed)]
    assert [[word or "" for word in person] for person in people] == [row for row in rows if any(row)]


@pytest.mark.parametrize(("printed", "rows"), examples(2))
def test_captions_are_understood_as_described(printed: str, rows: list[list[str]]) -> None:
    assert [[word or "" for word in parse_caption(printed)]] == rows


@pytest.mark.parametrize(("printed", "rows"), examples(3))
def test_headlines_are_understood_as_described(printed: str, rows: list[list[str]]) -> None:
    assert [[", ".join(headline_tags(printed))]] == rows


def test_both_languages_show_the_same_examples_and_rules() -> None:
    assert tables(KOREAN[0]) == tables(KOREAN[1])
    rules = [
        sorted(set(re.findall(r"\b[BCD]\d{1,2}\b", (ROOT / d).read_text(encoding="utf-8")))) for d in KOREAN
    ]
    assert rules[0] == rules[1]


# The README and the record, run as they stand ------------------------------------------------------------------------


def blocks(document: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", (ROOT / document).read_text(encoding="utf-8"), re.M | re.S)


def commands(document: str) -> list[tuple[str, str]]:
    """Every command of the console blocks and the output shown below it, "" where none is."""
    found = []
    for block in blocks(document, "console"):
        for piece in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = piece.partition("\n")
            found.append((command, output))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it after the first command: the project's files, and a database the sample is in."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "data").mkdir()
    for copy in ("data/sample.warc.gz", "archive.warc.gz"):
        shutil.copy(ROOT / "data" / "sample.warc.gz", folder / copy)
    shutil.copy(ROOT / "scrapy.cfg", folder)
    shutil.copy(ROOT / "tests" / "sample" / "pages" / "etoday-2021.html", folder / "page.html")
    (folder / "addresses.txt").write_text("https://www.etoday.co.kr/news/view/9900002\n", encoding="utf-8")
    first = blocks("README.md", "sh")[0].partition("&&\n")[2]
    done = run(first, folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, blocks("README.md", "text")[0], "")
    return folder


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command.replace("\\\n", " "), comments=True)
    assert words[0] in ("scrapy", ".venv/bin/scrapy")
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("NEWSCRAWL_")}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words[1:]],
        cwd=folder,
        env={**inherited, "COLUMNS": "100", "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "shown"), [c for d in ("README.md", "docs/record.md") for c in commands(d) if c[1]]
)
def test_command_prints_what_is_shown(command: str, shown: str, place: Path) -> None:
    done = run(command, place)
    pattern = ".*".join(re.escape(part) for part in re.split(r"^…\n", shown, flags=re.M))
    assert (done.returncode, done.stderr) == (0, "")
    printed = re.sub(r"(newscrawl \d[\d.]*\+)[0-9a-f]{8}", r"\1…", done.stdout)  # the parser's digest
    assert re.fullmatch(pattern, printed, re.S), printed


@pytest.fixture(scope="module")
def watched(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder after three runs."""
    folder = tmp_path_factory.mktemp("watched")
    for name in ("scrapy.cfg", "page.html", "data"):
        copy = shutil.copytree if (place / name).is_dir() else shutil.copy
        copy(place / name, folder / name)
    (folder / "data" / "newscrawl.sqlite").unlink()
    for _ in range(3):
        again = blocks("README.md", "sh")[0].partition("&&\n")[2].strip() + " -a mode=all"
        assert run(again, folder).returncode == 0
    return folder


@pytest.mark.parametrize(("command", "shown"), commands("docs/health.md"))
def test_what_watches_the_crawls_prints_what_is_shown(command: str, shown: str, watched: Path) -> None:
    test_command_prints_what_is_shown(command, shown, watched)


def test_what_scrapyd_is_asked_for_is_a_crawl_of_seven_articles(place: Path, tmp_path: Path) -> None:
    """Scrapyd turns what it is sent into the words of ``scrapy crawl``, and adds the number of its job."""
    asked = shlex.split(blocks("docs/scrapyd.md", "sh")[1].replace("\\\n", " "))
    sent = [
        one.partition("=")[::2]
        for flag, one in itertools.pairwise(asked)
        if flag in ("-d", "--data-urlencode")
    ]
    own = {"/srv/newscrawl/data/sample.warc.gz": str(ROOT / "data" / "sample.warc.gz"),
           "/srv/newscrawl/data/newscrawl.sqlite": f"{tmp_path}/newscrawl.sqlite"}  # fmt: skip
    words = ["scrapy", "crawl", dict(sent)["spider"], "-a", "_job=1"]
    for key, value in sent:
        for shown, real in own.items():
            value = value.replace(shown, real)  # noqa: PLW2901 - the reader's own places
        if key not in ("project", "spider"):
            words += ["-s", value] if key == "setting" else ["-a", f"{key}={value}"]
    done = run(shlex.join(words), place)
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith(("etoday ", "tistory:"))]
    assert sum(int(row[1]) for row in rows) == 7


def test_what_a_webhook_is_told_has_the_fields_shown() -> None:
    shown = json.loads(blocks("docs/health.md", "json")[0])
    alarm = Alarm(**shown["alarms"][0])
    ended = Verdict(2, "degraded", "…")._asdict()
    told = message([alarm], {"spider": "etoday", "job": None, **ended})
    assert {**told, "text": "newscrawl: etoday degraded: …"} == shown


def test_the_live_line_is_the_one_shown() -> None:
    stats = {
        f"pages/etoday/{outcome}": n
        for outcome, n in (("new", 180), ("changed", 3), ("refused", 1), ("same", 30))
    }
    shown = line(stats, 96, 214, "https://www.etoday.co.kr/news/view/1")
    assert f"\n    {shown}\n" in (ROOT / "docs" / "health.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [c for c, shown in commands("README.md") if not shown])
def test_command_without_shown_output_is_understood(command: str, place: Path) -> None:
    """Live commands run on the sample archive here: what it lacks is a 404, never a misunderstanding."""
    done = run(command, place, NEWSCRAWL_REPLAY="data/sample.warc.gz")
    assert done.returncode == 0 or (done.returncode == 1 and "HTTP 404" in done.stderr), done.stderr
    assert "Traceback" not in done.stderr


def test_readme_twins_show_the_same() -> None:
    twins = ("README.md", "README.ko.md")
    for kind in ("sh", "text"):
        assert blocks(twins[0], kind) == blocks(twins[1], kind)
    one, other = ([(c.partition("#")[0], shown) for c, shown in commands(twin)] for twin in twins)
    assert one == other
    names = [re.findall(r"`(NEWSCRAWL_\w+)`", (ROOT / twin).read_text(encoding="utf-8")) for twin in twins]
    assert names[0] == names[1]


# Everything there is, is described -----------------------------------------------------------------------------------


def described() -> str:
    return "\n".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    )


def test_every_command_is_described() -> None:
    names = {path.stem for path in (ROOT / "newscrawl" / "commands").glob("[!_]*.py")}
    text = described()
    assert {name for name in names if f"scrapy {name}" not in text} == set()


def test_every_setting_is_described() -> None:
    names = {name for name in vars(settings) if name.startswith("NEWSCRAWL_")}
    for path in (ROOT / "newscrawl").rglob("*.py"):
        names |= set(re.findall(r"[\"'](NEWSCRAWL_[A-Z_]+)[\"']", path.read_text(encoding="utf-8")))
    text = described()
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_every_argument_of_a_crawl_is_described() -> None:
    with pytest.raises(ArgumentError) as refused:
        read_arguments({"no_such": "1"})
    known = str(refused.value).partition("known are ")[2].split(", ")
    text = described()
    assert {name for name in known if f"-a {name}=" not in text} == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    dead = []
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                dead.append(f"{path.name}: {target}")
    assert dead == []


def test_every_outlet_is_described() -> None:
    described = (ROOT / "docs" / "outlets.md").read_text(encoding="utf-8")
    assert described == outlets.document(), "run: scrapy outlets > docs/outlets.md"
