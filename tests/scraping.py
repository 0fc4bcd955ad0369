"""Runs the ``scrapy`` command as a user does: a process of its own, in this project, no settings from outside."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample.warc.gz"
EVAL = ROOT.parent / "shared" / "eval"
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0", "-s", "RETRY_TIMES=0")


class Ended(NamedTuple):
    """A finished command: its exit status and what it printed."""

    status: int
    out: str
    err: str


def scrapy(*words: str, cwd: Path = ROOT, env: dict[str, str] | None = None, seconds: float = 120) -> Ended:
    """Run ``scrapy`` with these words and return how it ended."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSCRAWL_", "SCRAPY_"))}
    run = subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": "utf-8", **(env or {})},
        timeout=seconds,
        check=False,
    )
    return Ended(run.returncode, run.stdout, run.stderr)


def database(folder: Path, name: str = "news.sqlite") -> str:
    """Return the address of a database file in a folder."""
    return f"sqlite:///{folder / name}"
