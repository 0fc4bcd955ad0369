"""A feed's file is whole at every instant, untouched while its content is the same, and has no strays beside it."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.feeds.files import ExportError, write_file
from newscrawl.feeds.jsonfeed import Feed
from newscrawl.storage.store import Stored
from tests.feeds.articles import generated
from tests.feeds.forms import FEED, stored
from tests.feeds.kills import trial


def entries(count: int) -> Iterator[Stored]:
    return stored(generated(count))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_a_change_is_written(tmp_path: Path) -> None:
    file = tmp_path / "feeds" / "all.json"
    assert write_file(file, "jsonfeed", entries(3), FEED)
    before = file.stat()
    assert not write_file(file, "jsonfeed", entries(3), FEED)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write_file(file, "jsonfeed", entries(2), FEED)
    assert names(file.parent) == ["all.json"]


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    write_file(file, "jsonl", entries(3), FEED)
    before = file.read_bytes()

    def breaking() -> Iterator[Stored]:
        yield from entries(2)
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        write_file(file, "jsonl", breaking(), FEED)
    assert (file.read_bytes(), names(tmp_path)) == (before, ["all.jsonl"])


def test_pages_are_linked_and_hold_everything_once(tmp_path: Path) -> None:
    assert write_file(tmp_path / "all.json", "jsonfeed", entries(5), FEED, 2)
    assert names(tmp_path) == ["all-2.json", "all-3.json", "all.json"]
    name, seen = "all.json", []
    while name:
        page = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        assert page["feed_url"] == f"https://news.example.com/feeds/{name}"
        seen += [item["id"].rpartition("/")[2] for item in page["items"]]
        name = page.get("next_url", "").rpartition("/")[2]
    assert seen == ["0", "1", "2", "3", "4"]


def test_pages_without_an_address_name_their_neighbour(tmp_path: Path) -> None:
    write_file(tmp_path / "all.xml", "atom", entries(3), Feed(), 2)
    assert '<link rel="next" href="all-2.xml"/>' in (tmp_path / "all.xml").read_text(encoding="utf-8")


def test_a_feed_that_shrinks_takes_its_pages_along(tmp_path: Path) -> None:
    (tmp_path / "all-9.json").write_text("another feed's")
    write_file(tmp_path / "all.json", "jsonfeed", entries(5), FEED, 2)
    write_file(tmp_path / "all.json", "jsonfeed", entries(4), FEED, 2)
    assert names(tmp_path) == ["all-2.json", "all-9.json", "all.json"]
    assert "next_url" not in json.loads((tmp_path / "all-2.json").read_text(encoding="utf-8"))


def test_only_the_pages_that_changed_are_written(tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    write_file(file, "jsonfeed", entries(4), FEED, 2)
    first = file.stat().st_ino
    assert write_file(file, "jsonfeed", entries(5), FEED, 2)
    assert file.stat().st_ino == first
    assert not write_file(file, "jsonfeed", entries(5), FEED, 2)


def test_what_the_dead_left_is_cleared_and_the_living_are_let_be(tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    dead, other = tmp_path / ".all.json.dead.part", tmp_path / ".other.json.x.part"
    for folder in (dead, other):
        folder.mkdir()
        (folder / "all.json").write_text("{")

    def busy() -> Iterator[Stored]:
        yield from entries(2)
        write_file(file, "jsonfeed", entries(1), FEED)  # another writer comes and goes meanwhile
        yield from ()

    assert write_file(file, "jsonfeed", busy(), FEED)
    assert len(json.loads(file.read_text(encoding="utf-8"))["items"]) == 2
    assert names(tmp_path) == [".other.json.x.part", "all.json"]


def test_rights_and_links_are_kept(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    real = tmp_path / "www" / "all.json"
    link = tmp_path / "all.json"
    link.symlink_to(real)
    write_file(link, "json", entries(1), FEED)
    assert stat.S_IMODE(real.stat().st_mode) == 0o666 & ~umask()
    real.chmod(0o640)
    write_file(link, "json", entries(2), FEED)
    assert (link.is_symlink(), stat.S_IMODE(real.stat().st_mode)) == (True, 0o640)


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(("place", "why"), [(".", "is no file"), ("a.txt/all.json", "choose a folder")])
def test_a_place_that_cannot_be_is_told(tmp_path: Path, place: str, why: str) -> None:
    (tmp_path / "a.txt").touch()
    with pytest.raises(ExportError, match=why):
        write_file(tmp_path / place, "json", entries(1), FEED)


def test_no_device_is_replaced() -> None:
    with pytest.raises(ExportError, match="standard output"):
        write_file(Path("/dev/null"), "json", entries(1), FEED)


def test_pages_are_for_feeds(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="jsonfeed and atom"):
        write_file(tmp_path / "a.csv", "csv", entries(1), FEED, 2)


def test_a_killed_export_leaves_the_old_file_or_the_new_one() -> None:
    """A few; ``python -m tests.feeds.kills --kills 100`` is the long one."""
    found = trial(kills=3, articles=800)
    wrong = (
        "file broken",
        "pages broken",
        "file wrong at the end",
        "pages wrong at the end",
        "left over at the end",
    )
    assert {kind: found[kind] for kind in wrong if found[kind]} == {}
