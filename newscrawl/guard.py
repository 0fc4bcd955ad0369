"""What may be fetched: http and https pages of public hosts, asked on every hop and again where a name is resolved."""

import ipaddress
import logging
import re
import socket
import unicodedata
from collections.abc import Sequence
from typing import Self, cast
from urllib.parse import unquote, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

logger = logging.getLogger(__name__)

_LOCAL_NAMES = re.compile(r"(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa)$")


class AddressRefused(IgnoreRequest):
    """An address that must not be fetched; the message says why. Never retried."""


class PrivateAddress(DNSLookupError):
    """A name that resolves to an address that must not be fetched."""


def refusal(url: str, allow_private: bool = False) -> str | None:
    """Return why an address must not be fetched, judged by its words alone, or None where it may be.

    >>> refusal("https://www.example.com/뉴스/1")
    >>> refusal("file:///etc/passwd")
    "scheme 'file' is not http or https"
    >>> refusal("http://2130706433/"), refusal("http://[::ffff:10.0.0.1]/")
    ('127.0.0.1 is not a public address', '10.0.0.1 is not a public address')
    >>> refusal("http://127.0.0.1:8000/", allow_private=True)
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        _ = parts.port  # raises where it is no number a port can have
    except ValueError as problem:
        return f"address cannot be read: {problem}"
    if parts.scheme not in ("http", "https"):
        return f"scheme {parts.scheme!r} is not http or https"
    if parts.username is not None or parts.password is not None:
        return "address carries a user name or password"
    # What a resolver makes of the host: %31 is 1, full-width digits and dots are plain ones.
    host = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").lower().removesuffix(".")
    if not host:
        return "address names no host"
    if allow_private:
        return None
    literal = _literal(host, bracketed="[" in parts.netloc)
    if literal is not None:
        return not_public(literal)
    if _LOCAL_NAMES.search(host):
        return f"{host} is a name of the local network"
    if "." not in host:
        return f"{host} has no domain"
    return None


def not_public(address: str) -> str | None:
    """Return why an IP address is not on the public network, or None where it is.

    >>> not_public("8.8.8.8")
    >>> not_public("100.64.0.1")
    '100.64.0.1 is not a public address'
    >>> not_public("64:ff9b::a00:1")
    '64:ff9b::a00:1 is not a public address'
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is not None:
            return not_public(str(inner))
    # ``is_global`` leaves out private, loopback, link-local and carrier (100.64/10) addresses; the IPv4 ones hidden in
    # IPv6's reserved ::/8 (NAT64, IPv4-compatible) go with ``is_reserved``.
    if not ip.is_global or ip.is_multicast or ip.is_reserved or (ip.version == 6 and ip.is_site_local):
        return f"{ip} is not a public address"
    return None


def _literal(host: str, bracketed: bool) -> str | None:
    """Return the IP address a host is written as, in any notation a resolver takes, or None where it is a name."""
    if bracketed or ":" in host:
        try:
            return str(ipaddress.IPv6Address(host.partition("%")[0]))
        except ValueError:
            return "::"  # no name stands in brackets; what cannot be read is not public
    try:
        return socket.inet_ntoa(socket.inet_aton(host))  # 127.1, 0x7f.1, 017700000001, 2130706433
    except (OSError, UnicodeError, ValueError):
        return None


class AddressGuard:
    """Downloader middleware that refuses every request, redirect and robots.txt to an address that must not be fetched.

    It resolves the name to give the reason early; the promise itself is kept by ``GuardedResolver``, whose answer
    is the address that is connected to. Behind a proxy, which resolves names by itself, this check is the only one.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allow_private = crawler.settings.getbool("NEWSCRAWL_ALLOW_PRIVATE")
        self.offline = bool(crawler.settings.get("NEWSCRAWL_REPLAY"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        reason = refusal(request.url, self.allow_private)
        if reason is None and not self.allow_private and not self.offline:
            reason = await _resolved_refusal(urlsplit(request.url).hostname or "")
        if reason is not None:
            self.crawler.stats.inc_value("refused/address")
            hint = (
                ""
                if refusal(request.url, allow_private=True)
                else " (NEWSCRAWL_ALLOW_PRIVATE=1 would allow it)"
            )
            logger.warning("Refused %s: %s%s", request.url, reason, hint)
            raise AddressRefused(reason)


async def _resolved_refusal(host: str) -> str | None:
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install it

    try:
        address = await maybe_deferred_to_future(cast(ReactorBase, reactor).resolve(host))
    except PrivateAddress as refused:
        return str(refused.args[0])
    except DNSLookupError:
        return None  # the download will fail by itself, and say so
    reason = not_public(address)
    return reason and f"{host} resolves to it: {reason}"


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which finds no address for a name whose address is not public.

    A connection is made to the very address checked here, so a name cannot change its answer in between.
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, allow_private: bool = False
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("NEWSCRAWL_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> "Deferred[str]":  # noqa: N802 - Twisted's name
        found = super().getHostByName(name, timeout)
        return found if self.allow_private else found.addCallback(self._checked, name)

    @staticmethod
    def _checked(address: str, name: str) -> str:
        reason = not_public(address)
        if reason is not None:
            raise PrivateAddress(f"{name} resolves to it: {reason}")
        return address
