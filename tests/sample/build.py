"""Makes ``data/sample.warc.gz``: pages with the markup that real outlets serve, and invented words.

``python tests/sample/build.py`` writes it again. Nothing in it depends on the moment or the machine, so the archive in
the repository and the one built here hold the same records.
"""

import gzip
import json
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
ARCHIVE = HERE.parents[1] / "data" / "sample.warc.gz"

NEWS = "https://www.etoday.co.kr"
FEEDS = "https://rss.etoday.co.kr"
BLOG = "https://sample-trend.tistory.com"
CATEGORY = f"{BLOG}/category/" + quote("IT.산업/AI.로봇")
FETCHED = "2026-01-30T09:00:00Z"  # 18:00 in Korea, so a listing's "15:00:27" is of this day


class Page(NamedTuple):
    """One answer of a server: what the archive holds for one address."""

    url: str
    file: str  # in pages/, in UTF-8; "" for an answer without a body
    status: str = "200 OK"
    content_type: str = "text/html; charset=utf-8"
    encoding: str = "utf-8"  # of the bytes served
    zipped: bool = False
    location: str = ""


PAGES = (
    Page(f"{NEWS}/robots.txt", "etoday-robots.txt", content_type="text/plain"),
    Page(f"{FEEDS}/robots.txt", "", "404 Not Found"),
    Page(f"{BLOG}/robots.txt", "blog-robots.txt", content_type="text/plain;charset=UTF-8"),
    Page(f"{FEEDS}/eto/etoday_news_all.xml", "etoday-rss.xml", content_type="text/xml", zipped=True),
    Page(f"{NEWS}/rss/news_sitemap", "etoday-sitemap.xml", content_type="application/xml"),
    Page(f"{NEWS}/news/section/subsection?MID=1302", "etoday-section.html", zipped=True),
    Page(f"{NEWS}/news/section/subsection?MID=1302&page=2", "etoday-section-end.html"),
    Page(f"{NEWS}/news/view/9900001", "etoday-2021.html", zipped=True),
    # The older pages of Korean newsrooms say euc-kr and are CP949: 똠, 펲 and 믜 are in no euc-kr table.
    Page(
        f"{NEWS}/news/view/9900002",
        "etoday-2017.html",
        content_type="text/html; charset=euc-kr",
        encoding="cp949",
    ),
    Page(CATEGORY, "blog-category-1.html", zipped=True),
    Page(f"{CATEGORY}?page=2", "blog-category-2.html"),
    Page(f"{BLOG}/27", "blog-27-portfolio-repost.html", zipped=True),
    Page(f"{BLOG}/26", "blog-26-odyssey.html"),
    Page(f"{BLOG}/25", "blog-25-protected.html"),
    Page(f"{BLOG}/24", "blog-24-bookclub.html", zipped=True),
    Page(f"{BLOG}/23", "", "301 Moved Permanently", location=f"{BLOG}/entry/" + quote("슬기로운-로봇-생활")),
    Page(f"{BLOG}/entry/" + quote("슬기로운-로봇-생활"), "blog-23-letter.html"),
    Page(f"{BLOG}/22", "blog-22-deleted.html", "404 Not Found"),
    Page(f"{BLOG}/21", "blog-21-ray-2019.html"),
)


def build() -> bytes:
    """Return the archive's bytes: WARC 1.1, a gzip member a record."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    about = {"software": "newscrawl tests/sample/build.py", "format": "WARC File Format 1.1"}
    info = writer.create_warcinfo_record(ARCHIVE.name, about)
    _settle(info.rec_headers, "warcinfo")
    writer.write_record(info)
    for page in PAGES:
        body = _body(page)
        http = StatusAndHeaders(page.status, _headers(page, body), protocol="HTTP/1.1")
        record = writer.create_warc_record(
            page.url, "response", payload=BytesIO(body), length=len(body), http_headers=http
        )
        _settle(record.rec_headers, page.url)
        writer.write_record(record)
    return out.getvalue()


def _body(page: Page) -> bytes:
    if not page.file:
        return b""
    text = (HERE / "pages" / page.file).read_text(encoding="utf-8")
    body = text.encode(page.encoding)
    return gzip.compress(body, mtime=0) if page.zipped else body


def _headers(page: Page, body: bytes) -> list[tuple[str, str]]:
    headers = [("Server", "nginx"), ("Date", "Fri, 30 Jan 2026 09:00:00 GMT")]
    if page.location:
        headers.append(("Location", page.location))
    headers.append(("Content-Type", page.content_type))
    if page.zipped:
        headers.append(("Content-Encoding", "gzip"))
    return [*headers, ("Content-Length", str(len(body)))]


def _settle(headers: StatusAndHeaders, name: str) -> None:
    """A record's date and number come from its address, not from the moment and chance."""
    headers.replace_header("WARC-Date", FETCHED)
    headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>")


if __name__ == "__main__":
    ARCHIVE.write_bytes(build())
    print(json.dumps({"file": ARCHIVE.name, "bytes": ARCHIVE.stat().st_size, "pages": len(PAGES)}))
