"""Guesses an outlet's article pattern, canonical form, hosts and key from the address of one article."""

import keyword
import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

# Parts of a host that name no outlet: what stands before its name, and the registries behind it.
_NAMELESS = frozenset({
    "www", "m", "mobile", "news", "n", "amp", "view", "biz", "co", "com", "or", "go", "ac",
    "re", "pe", "ne", "kr", "net", "org", "info", "tv", "io", "asia", "me", "press",
})  # fmt: skip
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Form(NamedTuple):
    """An address understood: as ``Site`` takes them, and the article number it holds."""

    hosts: tuple[str, ...]
    article: str
    address: str
    identity: str


def key_of(url: str) -> str:
    """Return the key an outlet's file may have, from its host.

    >>> [key_of(url) for url in ("https://www.narae-news.co.kr/1", "https://m.24nuri.com/2", "https://news.hana.kr/3")]
    ['naraenews', 'n24nuri', 'hana']
    """
    parts = (urlsplit(url).hostname or "").split(".")
    labels = [part for part in parts[:-1] if part not in _NAMELESS]
    key = re.sub(r"\W|_", "", labels[-1] if labels else parts[0]).lower()
    return f"n{key}" if key[:1].isdigit() or keyword.iskeyword(key) else key


def form_of(url: str) -> Form | None:
    """Return the form of an article's address, its longest run of digits or its id parameter as the number; None
    where nothing in it looks like one.

    >>> form = form_of("https://www.narae.example/news/2026/03/view.php?ud=20260302110233&c=1")
    >>> form.article
    '^(?:www\\\\.|m\\\\.)?narae\\\\.example/news/(?P<p1>\\\\d+)/(?P<p2>\\\\d+)/view\\\\.php\\\\?(?:[^#]*&)?ud=(?P<id>\\\\d+)'
    >>> form.address
    'https://www.narae.example/news/{p1}/{p2}/view.php?ud={id}'
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    bare = re.sub(r"^(?:www|m|mobile|amp)\.", "", host)
    hosts = (host, *(name for name in (f"www.{bare}", bare, f"m.{bare}") if name != host))
    shown = f"https://{host if host == bare or host.startswith('www.') else 'www.' + bare}"
    start = rf"^(?:www\.|m\.)?{_literal(bare)}"
    named = [
        (name, value) for name, value in parse_qsl(parts.query) if re.fullmatch(r"[A-Za-z]{0,5}\d{3,}", value)
    ]
    runs = [run for run in _DIGITS.findall(parts.path) if not _YEAR.fullmatch(run)]
    in_path = max(reversed(runs), key=len, default="")
    if named and max(len(value) for _, value in named) >= len(in_path):
        name, value = max(named, key=lambda pair: (("id" in pair[0] or "no" in pair[0]), len(pair[1])))
        pattern, address = _generalised(parts.path, None)
        kind = r"\d+" if value.isdigit() else r"[A-Za-z]+\d+"
        query = rf"\?(?:[^#]*&)?{_literal(name)}=(?P<id>{kind})"
        return Form(hosts, start + pattern + query, f"{shown}{address}?{name}={{id}}", value)
    if len(in_path) >= 3:
        whole = re.search(rf"(?<![A-Za-z])[A-Z]{{1,6}}{in_path}|{in_path}", parts.path)
        assert whole is not None
        pattern, address = _generalised(parts.path, whole)
        return Form(hosts, start + pattern, shown + address, whole[0])
    slug = re.search(r"[^/]{8,}(?=/?$)", parts.path)
    if slug is None:
        return None
    pattern, address = _generalised(parts.path, slug)
    return Form(hosts, start + pattern, shown + address, slug[0])


def _generalised(path: str, number: re.Match[str] | None) -> tuple[str, str]:
    """A path as pattern and as canonical form: the number as the group id, other runs of digits as p1, p2 …."""
    pattern, address, end, count = "", "", 0, 0
    for run in re.finditer(rf"{re.escape(number[0])}|\d+" if number else r"\d+", path):
        between = path[end : run.start()]
        pattern, address, end = pattern + _literal(between), address + _braced(between), run.end()
        if number is not None and run.start() == number.start():
            digits = re.fullmatch(r"([A-Z]*)\d+", run[0])
            kind = ("[A-Z]+" if digits[1] else "") + r"\d+" if digits else r"[^/?#]+"
            pattern, address = f"{pattern}(?P<id>{kind})", address + "{id}"
        else:
            count += 1
            pattern, address = rf"{pattern}(?P<p{count}>\d+)", f"{address}{{p{count}}}"
    return pattern + _literal(path[end:]), address + _braced(path[end:])


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\-", "-")


def _braced(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")
