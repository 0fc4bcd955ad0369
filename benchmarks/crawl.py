"""What a whole crawl costs beside a bare one: fetch, understand, store, archive against eight CSS fields kept nowhere.

``python benchmarks/crawl.py [--posts 2000] [--repeats 3]`` makes a blog of so many posts, 60-100 KB each, serves it
from nginx on the second core (or a small server of its own where there is no nginx), crawls it in turns with each
variant from the first core, and prints pages a second and CPU a page as medians, and their ratios to the bare spider.
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


def crawl(variant: str, address: str, folder: Path, posts: int) -> tuple[float, float]:
    """Crawl once; return pages a second and milliseconds of CPU a page, the start of Python left out of neither."""
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
    before = os.times()
    begun = time.perf_counter()
    subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begun
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return posts / seconds, 1000 * cpu / posts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    measured: dict[str, list[tuple[float, float]]] = {variant: [] for variant in VARIANTS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_site(folder, asked.posts)
        with server(folder) as address:
            for _ in range(asked.repeats):
                for variant in VARIANTS:
                    measured[variant].append(crawl(variant, address, folder, asked.posts))
    base = statistics.median(speed for speed, _ in measured[VARIANTS[0]])
    print(f"{asked.posts} posts, medians of {asked.repeats}")
    for variant, runs in measured.items():
        speed = statistics.median(speed for speed, _ in runs)
        cpu = statistics.median(cpu for _, cpu in runs)
        print(f"{variant:45} {speed:7.0f} pages/s  {cpu:6.2f} ms CPU a page  ratio {speed / base:5.2f}")


if __name__ == "__main__":
    main()
