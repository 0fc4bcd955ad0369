"""No address of this machine or its network is fetched, however it is written and whoever leads there."""

import gzip
import ipaddress

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.guard import not_public, refusal
from tests.fetching import fetch
from tests.loopback import Answer, serving

PRIVATE = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/29",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "224.0.0.0/4",
    "240.0.0.0/4",
]
PRIVATE_6 = [
    "::/127",
    "fc00::/7",
    "fe80::/10",
    "fec0::/10",
    "ff00::/8",
    "2001:db8::/32",
    "64:ff9b::a00:0/104",
]


def of(networks: list[str]) -> st.SearchStrategy[int]:
    return st.sampled_from([ipaddress.ip_network(n) for n in networks]).flatmap(
        lambda n: st.integers(int(n.network_address), int(n.broadcast_address))
    )


def notations(number: int) -> list[str]:
    """The ways to write an IPv4 address that a resolver or a browser takes."""
    a, b, c, d = number.to_bytes(4)
    plain = f"{a}.{b}.{c}.{d}"
    return [
        plain,
        f"{plain}.",
        str(number),
        hex(number),
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a}.{b}.{number & 0xFFFF}",
        f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a}.0x{b:x}.0{c:o}.{d}",
        plain.translate({ord(digit): ord(digit) - 48 + 0xFF10 for digit in "0123456789"}),
        plain.replace(".", "。"),
        "".join(f"%{ord(letter):02x}" for letter in plain),
        f"[::ffff:{plain}]",
        f"[::ffff:{number >> 16:x}:{number & 0xFFFF:x}]",
        f"[2002:{number >> 16:x}:{number & 0xFFFF:x}::1]",
        f"[::{plain}]",
        f"[::ffff:{plain}%25eth0]",
    ]


@given(of(PRIVATE))
def test_private_address_is_refused_in_every_notation(number: int) -> None:
    for host in notations(number):
        assert refusal(f"http://{host}/news/1"), host
        assert refusal(f"https://{host}:8443/"), host


@given(of(PRIVATE_6))
def test_private_ipv6_address_is_refused(number: int) -> None:
    address = ipaddress.IPv6Address(number)
    assert not_public(str(address))
    for host in (f"[{address}]", f"[{address.exploded}]", f"[{address}%25lo]"):
        assert refusal(f"http://{host}/"), host


@given(st.integers(0, 2**32 - 1).filter(lambda n: ipaddress.IPv4Address(n).is_global and n >> 28 != 14))
def test_public_address_is_allowed(number: int) -> None:
    assert refusal(f"http://{ipaddress.IPv4Address(number)}/") is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "scheme 'file'"),
        ("ftp://ftp.example.com/a", "scheme 'ftp'"),
        ("data:text/html,안녕", "scheme 'data'"),
        ("gopher://example.com/", "scheme 'gopher'"),
        ("javascript:alert(1)", "scheme 'javascript'"),
        ("//www.example.com/", "scheme ''"),
        ("www.example.com/news", "scheme ''"),
        ("", "scheme ''"),
        ("http://user:word@www.example.com/", "user name or password"),
        ("http://@www.example.com/", "user name or password"),
        ("https://www.example.com@127.0.0.1/", "user name or password"),
        ("http:///path", "no host"),
        ("http://./", "no host"),
        ("http://localhost/", "local network"),
        ("http://LOCALHOST.:80/", "local network"),
        ("http://db.localhost/", "local network"),
        ("http://ⓛocalhost/", "local network"),
        ("http://%6cocalhost/", "local network"),
        ("http://printer.local/", "local network"),
        ("http://wiki.internal/", "local network"),
        ("http://router/", "has no domain"),
        ("http://뉴스/", "has no domain"),
        ("http://[::1", "cannot be read"),
        ("http://www.example.com:99999/", "cannot be read"),
        ("http://[v1.x]/", "not a public address"),
    ],
)
def test_address_is_refused_with_its_reason(url: str, why: str) -> None:
    assert why in (refusal(url) or "")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/view/1907146",
        "http://example.com:8080/",
        "https://뉴스.example.kr/기사/1?쪽=2",
        "https://localhost.example.com/",
        "https://my-local.example.com/10.0.0.1",
        "https://www.example.com/?next=http://127.0.0.1/",
    ],
)
def test_public_page_is_allowed(url: str) -> None:
    assert refusal(url) is None


def test_allowing_private_addresses_allows_nothing_else() -> None:
    assert refusal("http://127.0.0.1:8000/", allow_private=True) is None
    assert refusal("http://localhost/", allow_private=True) is None
    assert refusal("file:///etc/passwd", allow_private=True)
    assert refusal("http://user:word@127.0.0.1/", allow_private=True)


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "http://[", ""]))
def test_no_address_makes_it_fail(text: str, scheme: str) -> None:
    refusal(scheme + text)


# What names resolve to in the crawls below: a fake of the operating system's own answer.
RESOLVER = """
import socket
answers = {"inside.example.com": ["127.0.0.1"], "mapped.example.com": ["10.0.0.7"], "public.example.com": ["127.0.0.2"],
           "turning.example.com": ["127.0.0.2", "127.0.0.1"]}
def gethostbyname(name):
    addresses = answers.get(name, [name])
    return addresses.pop(0) if len(addresses) > 1 else addresses[0]
socket.gethostbyname = gethostbyname
"""
# And 127.0.0.2 stands for a public address: whoever looks there reaches the test's own server.
PUBLIC = (
    RESOLVER
    + """
import newscrawl.guard as guard
judge = guard.not_public
guard.not_public = lambda address: None if address == "127.0.0.2" else judge(address)
"""
)


def test_name_of_a_private_address_is_refused_before_anybody_is_asked() -> None:
    with serving({"/": Answer(b"inside")}) as server:
        inside, mapped = server.url(host="inside.example.com"), server.url(host="mapped.example.com")
        found = fetch(inside, mapped, before=RESOLVER)
        assert server.seen == []  # not even for its robots.txt
        assert found[inside]["error"].startswith(
            "AddressRefused: inside.example.com resolves to it: 127.0.0.1"
        )
        assert "10.0.0.7 is not a public address" in found[mapped]["error"]
        assert found.stats["refused/address"] == 2


def test_private_address_is_fetched_where_that_is_asked_for() -> None:
    with serving({"/": Answer(b"inside")}) as server:
        inside = server.url(host="inside.example.com")
        found = fetch(inside, before=RESOLVER, NEWSCRAWL_ALLOW_PRIVATE="1")
        assert found[inside]["words"] == "inside"
        assert server.seen == ["/robots.txt", "/"]


def test_name_that_turns_private_between_check_and_connection_is_not_connected_to() -> None:
    with serving({"/": Answer(b"inside")}) as server:
        turning = server.url(host="turning.example.com")
        found = fetch(turning, before=PUBLIC, ROBOTSTXT_OBEY=False)
        assert server.seen == []
        assert found[turning]["error"].startswith("CannotResolveHostError")


def test_redirect_is_checked_like_a_first_request() -> None:
    def leads_to(path: str) -> Answer | None:
        return Answer(b"", 302, {"Location": targets[path]}) if path in targets else None

    targets: dict[str, str] = {}
    with serving(leads_to) as server:
        # The server listens at 127.0.0.1; a resolver that has it stand for a public address reaches it.
        before = PUBLIC.replace("127.0.0.2", "127.0.0.1").replace(
            '["127.0.0.1"], "mapped', '["127.0.0.9"], "mapped'
        )
        targets |= {
            "/literal": "http://127.0.0.3/",
            "/decimal": "http://2130706435/",
            "/name": server.url(host="inside.example.com"),
            "/metadata": "http://169.254.169.254/latest/",
            "/password": "http://a:b@public.example.com/",
        }
        asked = {path: server.url(path, host="public.example.com") for path in targets}
        found = fetch(*asked.values(), before=before)
        assert {
            url: found[url].get("error", "").partition(":")[0] for url in asked.values()
        } == dict.fromkeys(asked.values(), "AddressRefused")
        assert found.stats["refused/address"] == len(targets)
        assert sorted(server.seen) == sorted(["/robots.txt", *targets])


def test_redirect_to_a_file_is_not_followed() -> None:
    with serving({"/": Answer(b"moved", 302, {"Location": "file:///etc/passwd"})}) as server:
        found = fetch(server.url(), NEWSCRAWL_ALLOW_PRIVATE="1")
        assert (found[server.url()]["status"], found[server.url()]["words"]) == (302, "moved")


def test_redirects_end() -> None:
    with serving(lambda path: Answer(b"", 302, {"Location": path + "x"})) as server:
        found = fetch(server.url(), NEWSCRAWL_ALLOW_PRIVATE="1", ROBOTSTXT_OBEY=False)
        assert found[server.url()]["error"] == "IgnoreRequest: max redirections reached"
        assert len(server.seen) == 6


def test_body_is_capped_after_decompression() -> None:
    large = bytes(11 * 2**20)
    html = {"Content-Type": "text/html"}
    with serving(
        {
            "/gzip": Answer(gzip.compress(large), headers={**html, "Content-Encoding": "gzip"}),
            "/brotli": Answer(brotli.compress(large, quality=5), headers={**html, "Content-Encoding": "br"}),
            "/twice": Answer(
                gzip.compress(gzip.compress(large)), headers={**html, "Content-Encoding": "gzip, gzip"}
            ),
            "/length": Answer(large, headers=html),
            "/chunked": Answer(large, headers={**html, "Transfer-Encoding": "chunked"}),
            "/small": Answer(gzip.compress(large[: 2**20]), headers={**html, "Content-Encoding": "gzip"}),
        }
    ) as server:
        asked = {
            path: server.url(path) for path in ("/gzip", "/brotli", "/twice", "/length", "/chunked", "/small")
        }
        found = fetch(*asked.values(), NEWSCRAWL_ALLOW_PRIVATE="1", LOG_LEVEL="CRITICAL")
        assert found[asked["/small"]]["size"] == 2**20
        for path in ("/gzip", "/brotli", "/twice"):
            assert "exceeded DOWNLOAD_MAXSIZE" in found[asked[path]]["error"]
        for path in ("/length", "/chunked"):
            assert found[asked[path]]["error"].startswith("DownloadCancelledError")
