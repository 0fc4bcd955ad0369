"""The sample archive is what its script makes, and it holds what the README says."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from tests.sample import build

# Another zlib packs the same bytes another way: these headers count packed bytes, everything else must be the same.
PACKED = {"content-length", "warc-payload-digest", "warc-block-digest"}


def records(archive: bytes) -> Iterator[tuple[Any, ...]]:
    for record in ArchiveIterator(BytesIO(archive)):
        http = record.http_headers
        yield (
            [(k, v) for k, v in record.rec_headers.headers if k.lower() not in PACKED],
            (http.statusline, [(k, v) for k, v in http.headers if k.lower() not in PACKED]) if http else None,
            record.content_stream().read(),
        )


def test_archive_is_what_the_script_makes() -> None:
    assert list(records(build.ARCHIVE.read_bytes())) == list(records(build.build()))


def test_script_makes_the_same_bytes_every_time() -> None:
    assert build.build() == build.build()


def test_warcio_finds_nothing_to_complain_of(capsys: pytest.CaptureFixture[str]) -> None:
    class Arguments:
        inputs = (str(build.ARCHIVE),)
        verbose = False

    checker = Checker(Arguments)
    checker.process_all()
    assert (checker.exit_value, capsys.readouterr().out) == (0, "")


def test_every_page_file_is_served() -> None:
    files = {path.name for path in (Path(build.__file__).parent / "pages").iterdir()}
    assert files == {page.file for page in build.PAGES} - {""}


def test_what_the_archive_holds() -> None:
    statuses = [page.status[:3] for page in build.PAGES if not page.url.endswith("/robots.txt")]
    assert (statuses.count("301"), statuses.count("404")) == (1, 1)
    assert any(page.zipped for page in build.PAGES)
    (legacy,) = [page for page in build.PAGES if page.encoding == "cp949"]
    body = next(
        content for about, _, content in records(build.build()) if ("WARC-Target-URI", legacy.url) in about
    )
    with pytest.raises(UnicodeDecodeError):
        body.decode("euc-kr")
    assert "똠방전자, '펲' 칩 공개…'믜' 시험서" in body.decode("cp949")
    hosts = {page.url.split("/")[2] for page in build.PAGES}
    assert {f"https://{host}/robots.txt" for host in hosts} <= {page.url for page in build.PAGES}
