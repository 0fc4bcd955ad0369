"""The mutation benchmark runs, and on one stored page reaches its goals; ``docs/benchmarks.md`` has the whole table."""

import re
import subprocess
import sys

from tests.scraping import ROOT


def test_the_faults_of_one_page_are_noticed_and_clean_runs_are_quiet() -> None:
    words = ["benchmarks/mutations.py", "--only", "etoday/photo-box", "--replays", "5", "--history", "12"]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    (totals,) = re.findall(r"\*\*all (\d+)\*\* \| \d+ \| \d+ \| (\d+) \| (\d+)", done.stdout)
    kinds, harmful, noticed = map(int, totals)
    assert kinds >= 40
    assert noticed >= 0.9 * harmful > 0
    assert "False alarms: 0 of 6 " in done.stdout
