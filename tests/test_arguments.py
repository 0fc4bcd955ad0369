"""What ``-a`` words mean, and how nonsense is refused."""

from datetime import date
from pathlib import Path

import pytest

from newscrawl.arguments import ArgumentError, Arguments, read_arguments

ETODAY = "https://www.etoday.co.kr/news/view/"


def test_nothing_asked_is_the_newest() -> None:
    asked = read_arguments({})
    assert (asked.urls, asked.mode, asked.pages, asked.since) == ((), "new", None, None)


def test_several_addresses_once_each_in_order() -> None:
    asked = read_arguments({"url": f"{ETODAY}2,{ETODAY}1,{ETODAY}2"})
    assert asked.urls == (f"{ETODAY}2", f"{ETODAY}1")


def test_a_comma_inside_an_address_does_not_part_it() -> None:
    assert read_arguments({"url": "https://example.com/a,b"}).urls == ("https://example.com/a,b",)


def test_korean_paths_are_percent_encoded_and_encoded_ones_kept() -> None:
    asked = read_arguments(
        {"url": "https://b.tistory.com/category/AI.인공지능/로봇 A,https://b.tistory.com/%EA%B0%80"}
    )
    assert asked.urls == (
        "https://b.tistory.com/category/AI.%EC%9D%B8%EA%B3%B5%EC%A7%80%EB%8A%A5/%EB%A1%9C%EB%B4%87%20A",
        "https://b.tistory.com/%EA%B0%80",
    )


def test_a_scheme_may_be_left_out() -> None:
    assert read_arguments({"url": "www.etoday.co.kr/news/view/1"}).urls == (
        "https://www.etoday.co.kr/news/view/1",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_a_file_of_addresses_in_every_encoding_people_save(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "urls.txt"
    file.write_bytes(f"# 첫 줄은 설명\n{ETODAY}1\r\n\n{ETODAY}2\n".encode(encoding))
    assert read_arguments({"urls": f"@{file}"}).urls == (f"{ETODAY}1", f"{ETODAY}2")


def test_what_a_runner_passes_for_itself_is_let_be() -> None:
    """Scrapyd gives every spider its job's number."""
    assert read_arguments({"_job": "6487ec79947edab326d6db28a2d86511"}) == Arguments()


def test_values() -> None:
    asked = read_arguments(
        {"since": "2020-06-01", "pages": "3", "follow_source": "1", "via": "rss,listing", "section": "a,b"}
    )
    assert asked.since == date(2020, 6, 1)
    assert (asked.pages, asked.follow_source, asked.via, asked.sections) == (
        3,
        True,
        ("rss", "listing"),
        ("a", "b"),
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"link": "x"}, "no such argument"),
        ({"since": "어제"}, "2020-06-01"),
        ({"pages": "0"}, "1 or more"),
        ({"pages": "많이"}, "1 or more"),
        ({"mode": "often"}, "new, revisit, all"),
        ({"via": "ftp"}, "rss, sitemap, listing"),
        ({"url": "ftp://example.com/1"}, "https://host/path"),
        ({"url": "https://"}, "https://host/path"),
        ({"url": "https://[broken/1"}, "https://host/path"),
        ({"urls": "@no-such-file.txt"}, "no-such-file.txt"),
    ],
)
def test_nonsense_is_refused_with_the_way_out(given: dict[str, str], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        read_arguments(given)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "urls.txt"
    file.write_text("# nothing\n")
    with pytest.raises(ArgumentError, match="no address in it"):
        read_arguments({"urls": f"@{file}"})


def test_the_walk_of_many_addresses_has_a_short_name_of_its_own() -> None:
    walks = {
        read_arguments({"urls": "\n".join(f"{ETODAY}{n}" for n in range(first, 400))}).walk
        for first in range(3)
    }
    assert len(walks) == 3
    assert max(map(len, walks)) < 200  # PostgreSQL indexes it


def test_an_address_longer_than_any_is_refused() -> None:
    with pytest.raises(ArgumentError, match="longer than 2,000 bytes"):
        read_arguments({"url": ETODAY + "1" * 2_000})


def test_the_walk_is_what_was_asked_for_not_how_far() -> None:
    assert (
        read_arguments({"url": f"{ETODAY}1"}).walk == read_arguments({"url": f"{ETODAY}1", "pages": "2"}).walk
    )
    assert read_arguments({"url": f"{ETODAY}1"}).walk != read_arguments({}).walk


def test_a_korean_host_is_one_and_what_is_behind_it_is_percent_encoded() -> None:
    asked = read_arguments({"url": "https://한국신문.kr/뉴스/1?q=가"})
    assert asked.urls == ("https://한국신문.kr/%EB%89%B4%EC%8A%A4/1?q=%EA%B0%80",)
    assert read_arguments({"url": "한국신문.kr?q=가"}).urls == ("https://한국신문.kr?q=%EA%B0%80",)


@pytest.mark.parametrize("word", ["maybe", "2", "아니오"])
def test_follow_source_is_yes_or_no(word: str) -> None:
    with pytest.raises(ArgumentError, match="use one of 1, true"):
        read_arguments({"follow_source": word})
