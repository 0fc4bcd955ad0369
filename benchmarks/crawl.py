"""What a whole crawl costs beside a bare one: fetch, understand, store, archive against eight CSS fields kept nowhere.

``python benchmarks/crawl.py [--posts 2000] [--repeats 3]`` makes a blog of so many posts, 60-100 KB each, serves it
from nginx on the second core (or a small server of its own where there is no nginx), crawls it in turns with each
variant from the first core, and prints pages a second and CPU a page as medians, and their ratios to the bare spider.
``--memory 5000 50000`` crawls blogs of these sizes instead and prints the most memory each crawl held.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.kill.site import CATEGORY, category, post, posts_of  # noqa: E402
from tests.loopback import Answer, serving  # noqa: E402

PAGE_SIZE = 100
VARIANTS = (
    "bare: eight CSS fields, nothing stored",
    "newscrawl: understood and stored",
    "newscrawl: understood, stored, archived",
)
_NGINX = """
daemon off; worker_processes 1; worker_cpu_affinity 10;
pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 512; }}
http {{ access_log off; default_type text/html; charset utf-8; keepalive_requests 100000;
 client_body_temp_path {folder}/b;
 proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
 server {{ listen 127.0.0.1:{port}; root {folder}/www; location = /robots.txt {{ return 404; }}
  location /category/ {{ try_files $uri-$arg_page.html $uri-1.html =404; }}
  location / {{ try_files $uri.html =404; }} }} }}
"""
_BARE = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Bare(Spider):
    name = "bare"
    async def start(self):
        yield Request(sys.argv[1] + "{category}", self.listing)
    def listing(self, response):
        for link in response.css("a.link_category::attr(href)").getall():
            yield response.follow(link, self.post)
        following = response.css("a.link_next::attr(href)").get()
        if following:
            yield response.follow(following, self.listing, priority=1)
    def post(self, response):
        one = lambda css: response.css(css).get()
        yield {{
            "url": response.url, "headline": one("h2.title_post::text"),
            "title": one("meta[property='og:title']::attr(content)"),
            "site": one("meta[property='og:site_name']::attr(content)"),
            "date": one("meta[property='article:published_time']::attr(content)"),
            "body": response.css("div.contents_style p::text").getall(),
            "image": one("div.contents_style img::attr(src)"),
            "tags": response.css("a[rel=tag]::text").getall(),
        }}

process = AsyncCrawlerProcess({{
    "LOG_LEVEL": "ERROR", "DOWNLOAD_DELAY": 0, "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "ROBOTSTXT_OBEY": True, "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
}})
process.crawl(Bare)
process.start()
"""


def make_site(folder: Path, posts: int) -> None:
    """Write the blog as plain files: posts of 60-100 KB with navigation, side bars and scripts around the text."""
    chance = random.Random(1)
    (folder / "www" / "category").mkdir(parents=True)
    for number in range(1, posts + 1):
        page = post(number).replace("</body>", _around(chance) + "</body>")
        (folder / "www" / f"{number}.html").write_text(page, encoding="utf-8")
    pages = -(-posts // PAGE_SIZE)
    for number in range(1, pages + 1):
        page = category(posts_of(number, posts, pages), number, pages)
        (folder / "www" / "category" / f"tech-{number}.html").write_text(page, encoding="utf-8")


def _around(chance: random.Random) -> str:
    links = "".join(
        f'<li class="item i{n}"><a href="/category/c{n}"><span class="t">분류 {n}</span><em>({n})</em></a></li>'
        for n in range(chance.randint(180, 320))
    )
    boxes = "".join(
        f'<div class="box b{n}"><strong>많이 본 글 {n}</strong><p>요약 {n} 로봇과 반도체 이야기</p></div>'
        for n in range(120)
    )
    scripts = "".join(
        f"<script>var a{n}={json.dumps('x' * 900)};</script>" for n in range(chance.randint(20, 45))
    )
    return f"<nav><ul>{links}</ul></nav><aside>{boxes}</aside>{scripts}"


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Serve the blog and give its address."""
    if shutil.which("nginx"):
        port = random.randint(20_000, 40_000)
        config = folder / "nginx.conf"
        config.write_text(_NGINX.format(folder=folder, port=port))
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(config)], stderr=subprocess.DEVNULL)
        time.sleep(1)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            nginx.terminate()
            nginx.wait()
        return

    def answer(path: str) -> Answer | None:
        name, _, query = path.partition("?page=")
        file = folder / "www" / (f"{name[1:]}-{query or 1}.html" if name == CATEGORY else f"{name[1:]}.html")
        return Answer(file.read_bytes()) if file.is_file() else None

    with serving(answer) as running:
        yield running.url("")


@contextmanager
def site(posts: int) -> Iterator[tuple[str, Path]]:
    """Make the blog and serve it; give its address and a folder to work in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_site(folder, posts)
        with server(folder) as address:
            yield address, folder


class Cost(NamedTuple):
    """What one crawl cost, the start of Python left out of nothing."""

    pages_a_second: float
    cpu: float  # ms a page
    memory: float  # MB at the most


def crawl(variant: str, address: str, folder: Path, posts: int) -> Cost:
    """Crawl once."""
    work = folder / "run"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    if variant.startswith("bare"):
        script = work / "bare.py"
        script.write_text(_BARE.format(category=CATEGORY))
        words = [sys.executable, str(script), address]
    else:
        words = [sys.executable, "-m", "scrapy", "crawl", "tistory", "-a", f"url={address}{CATEGORY}"]
        for setting in (
            f"NEWSCRAWL_DATABASE_URL=sqlite:///{work / 'news.sqlite'}", "NEWSCRAWL_ALLOW_PRIVATE=1", "DOWNLOAD_DELAY=0",
            "AUTOTHROTTLE_ENABLED=0", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "LOG_LEVEL=ERROR",
        ):  # fmt: skip
            words += ["-s", setting]
        if "archived" in variant:
            words += ["-s", f"NEWSCRAWL_ARCHIVE={work / 'archive'}"]
    if shutil.which("taskset") and "archived" not in variant:
        words = ["taskset", "-c", "0", *words]
    begun = time.perf_counter()
    running = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - begun
    if status:
        raise SystemExit(f"{variant}: the crawl ended with status {os.waitstatus_to_exitcode(status)}")
    return Cost(posts / seconds, 1000 * (used.ru_utime + used.ru_stime) / posts, used.ru_maxrss / 1024)


def compare(posts: int, repeats: int) -> None:
    """Print what each variant costs, and its ratio to the bare one."""
    measured: dict[str, list[Cost]] = {variant: [] for variant in VARIANTS}
    with site(posts) as (address, folder):
        for _ in range(repeats):
            for variant in VARIANTS:
                measured[variant].append(crawl(variant, address, folder, posts))
    print(f"{posts} posts, medians of {repeats}")
    bare: Cost | None = None
    for variant, runs in measured.items():
        speed, cpu, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        bare = bare or Cost(speed, cpu, memory)
        print(
            f"{variant:42} {speed:5.0f} pages/s, {speed / bare.pages_a_second:4.2f} of bare"
            f"  {cpu:5.2f} ms CPU a page, bare {bare.cpu / cpu:4.2f} of it  {memory:4.0f} MB"
        )


def weigh(sizes: list[int]) -> None:
    """Print the most memory a crawl of each size held, and its ratio to the first."""
    first = None
    for posts in sizes:
        with site(posts) as (address, folder):
            memory = crawl(VARIANTS[-1], address, folder, posts).memory
        first = first or memory
        print(f"{posts:>7,} posts {memory:6.0f} MB  {memory / first:4.2f} of the first", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--memory", type=int, nargs="+", metavar="POSTS")
    asked = parser.parse_args()
    if asked.memory:
        weigh(asked.memory)
    else:
        compare(asked.posts, asked.repeats)


if __name__ == "__main__":
    main()
