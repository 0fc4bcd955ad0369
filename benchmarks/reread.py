"""How fast ``scrapy reread`` reads an archive again: pages a second and core, and what a second process gives.

    python benchmarks/reread.py [--pages 1500] [--repeats 3]

Makes an archive of articles of about 80 KB (the markup of the sample archive, every page with words of its own and
the navigation and scripts a real one has), stores them, and then reads the archive again with one and with two
processes, in turns. Every run compares each record with the stored one, as ``scrapy reread --diff`` does. Goals: 150
pages a second and core, 1.8 times with two processes (which needs two cores that are free).
"""

import argparse
import gzip
import random
import resource
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from newscrawl.archive.captures import Index
from newscrawl.archive.writer import ArchiveWriter, Exchange
from newscrawl.rereading.pages import readers
from newscrawl.rereading.report import Report, Scope, newest, tasks
from newscrawl.storage.store import ArticleStore

SAMPLE = Path(__file__).parents[1] / "data" / "sample.warc.gz"
ARTICLE = "https://www.etoday.co.kr/news/view/"
SIZE = 80_000


def sample_page() -> str:
    """The sample archive's first etoday article."""
    index = Index([SAMPLE], lambda url: url.startswith(ARTICLE))
    marks = [mark for marks in index.by_url.values() for mark in marks if mark.status == 200]
    capture = index.capture(marks[0])
    assert capture is not None
    return capture.body(10**7).decode()


def filled(page: str, number: int) -> str:
    """The page with a headline and paragraphs of its own, and navigation and scripts up to SIZE."""
    words = random.Random(number)
    menu = "".join(
        f'<li><a href="/news/section/{n}">{words.choice("산업기술금융")} {n}</a></li>' for n in range(200)
    )
    script = f"<script>var a={[words.randrange(10**6) for _ in range(300)]};</script>"
    filler = f"<nav><ul>{menu}</ul></nav>"
    page = page.replace("<body>", f"<body>{filler}", 1).replace("다.</p>", f"다. {number}번째 기사다.</p>", 1)
    while len(page.encode()) < SIZE:
        page = page.replace("</body>", f"{script}</body>", 1)
    return page


def make_archive(folder: Path, pages: int) -> None:
    page = sample_page()
    writer = ArchiveWriter(folder, 10**9)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n"
    for number in range(pages):
        url = f"{ARTICLE}{1_000_000 + number}"
        payload = gzip.compress(filled(page, number).encode(), 6)
        writer.write(Exchange(url, datetime.now(UTC), b"GET / HTTP/1.1\r\n\r\n", 200, head, payload))
    writer.close()


def cpu() -> float:
    """CPU seconds of this process and of those it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def reread(folder: Path, url: str, jobs: int, write: bool = False) -> tuple[float, float, Report]:
    """Read the archive once; return wall seconds, CPU seconds and the report."""
    begin, used = time.perf_counter(), cpu()
    with readers(jobs, 10**7) as read, ArticleStore.open(url) as store:
        index = Index([folder], Scope().wants)
        report = Report(index.outcomes)
        for batch in read(tasks(index, newest(index), store)):
            articles = report.take(batch, store, Scope())
            if write:
                report.save(articles, store)
    return time.perf_counter() - begin, cpu() - used, report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    walls: dict[int, list[float]] = {1: [], 2: []}
    cores: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        folder, url = Path(name) / "archive", f"sqlite:///{name}/articles.sqlite"
        make_archive(folder, asked.pages)
        reread(folder, url, 1, write=True)
        for _ in range(asked.repeats):
            for jobs in (1, 2):
                wall, used, report = reread(folder, url, jobs)
                assert report.outcomes == {"same": asked.pages}, report.outcomes
                walls[jobs].append(wall)
                cores[jobs].append(used)
    for jobs in (1, 2):
        wall, used = statistics.median(walls[jobs]), statistics.median(cores[jobs])
        each = f"{asked.pages / used:.0f} pages/s and core ({1000 * used / asked.pages:.2f} ms CPU a page)"
        print(f"processes {jobs}: {asked.pages / wall:.0f} pages/s, {each}")
    print(f"two processes over one: {statistics.median(walls[1]) / statistics.median(walls[2]):.2f} times")


if __name__ == "__main__":
    main()
