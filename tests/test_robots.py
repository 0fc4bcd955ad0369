"""What a robots.txt forbids is not fetched, however it came and however many wait for it."""

import pytest

from tests.fetching import fetch
from tests.loopback import Answer, serving

RULES = Answer(
    "User-agent: *\nDisallow: /no\nDisallow: /금지\n".encode(), headers={"Content-Type": "text/plain"}
)


def test_all_that_wait_for_one_robots_txt_obey_it() -> None:
    with serving({"/robots.txt": RULES, "/yes": Answer(b"<p>")}) as server:
        forbidden = [server.url(f"/no/{n}") for n in range(8)]
        found = fetch(*forbidden, server.url("/yes"), NEWSCRAWL_ALLOW_PRIVATE="1")
        assert {found[url].get("error") for url in forbidden} == {"IgnoreRequest: Forbidden by robots.txt"}
        assert server.seen == ["/robots.txt", "/yes"]
        assert found.stats["robotstxt/forbidden"] == len(forbidden)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_host_without_a_robots_txt_may_be_fetched(status: int) -> None:
    # the body is no rules, though it reads as some
    with serving({"/robots.txt": RULES._replace(status=status), "/no/1": Answer(b"<p>")}) as server:
        found = fetch(server.url("/no/1"), NEWSCRAWL_ALLOW_PRIVATE="1")
        assert found[server.url("/no/1")]["status"] == 200


@pytest.mark.parametrize("status", [500, 503])
def test_host_that_fails_to_give_its_robots_txt_is_left_alone(status: int) -> None:
    with serving({"/robots.txt": Answer(b"", status), "/view/1": Answer(b"<p>")}) as server:
        found = fetch(
            server.url("/view/1"), server.url("/view/2"), NEWSCRAWL_ALLOW_PRIVATE="1", LOG_LEVEL="CRITICAL"
        )
        assert found[server.url("/view/1")]["error"] == "IgnoreRequest: Forbidden by robots.txt"
        assert set(server.seen) == {"/robots.txt"}
        assert found.stats["robotstxt/forbidden"] == 2


def test_robots_txt_behind_redirects_is_read() -> None:
    answers = {
        "/robots.txt": Answer(b"", 301, {"Location": "/a/robots.txt"}),
        "/a/robots.txt": Answer(b"", 302, {"Location": "/b/robots.txt"}),
        "/b/robots.txt": RULES,
    }
    with serving(answers) as server:
        url = server.url("/%EA%B8%88%EC%A7%80/1")
        assert "robots.txt" in fetch(url, NEWSCRAWL_ALLOW_PRIVATE="1")[url]["error"]


def test_robots_txt_behind_endless_redirects_is_none() -> None:
    def around(path: str) -> Answer | None:
        return Answer(b"<p>") if path == "/view/1" else Answer(b"", 302, {"Location": f"{path}x"})

    with serving(around) as server:
        assert (
            fetch(server.url("/view/1"), NEWSCRAWL_ALLOW_PRIVATE="1")[server.url("/view/1")]["status"] == 200
        )


def test_host_that_does_not_answer_is_said_to_be_unreachable() -> None:
    with serving({}) as server:
        url = server.url("/view/1")
    found = fetch(url, NEWSCRAWL_ALLOW_PRIVATE="1", LOG_LEVEL="CRITICAL")
    assert found[url]["error"].startswith("HostUnreachable: DownloadConnectionRefusedError at ")
    assert url.replace("/view/1", "/robots.txt") in found[url]["error"]
