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
# A number that begins again each day names an article only with its day: /2023/05/16/0021.
_OF_A_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d/?\d\d/?\d\d/\d{1,6}(?!\d)")
# Words before the number that say what kind of page it is; any other is the section's, and another article has another.
_KINDS = frozenset({
    "arti", "archives", "archive", "article", "articles", "board", "content", "contents", "detail", "entry", "html",
    "news", "newsview", "page", "post", "posts", "read", "site", "stories", "story", "v", "view", "web", "www",
})  # fmt: skip


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
    >>> form = form_of("https://narae.example/article/finance/2023/05/16/0021")
    >>> form.identity, form.article
    ('2023/05/16/0021',
     '^(?:www\\\\.|m\\\\.)?narae\\\\.example/article/(?P<s1>[\\\\w-]+)/(?P<id>\\\\d+/\\\\d+/\\\\d+/\\\\d+)')
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
    of_a_day = _OF_A_DAY.search(parts.path)
    if of_a_day is not None:
        pattern, address = _generalised(parts.path, of_a_day)
        return Form(hosts, start + pattern, shown + address, of_a_day[0])
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
        named = number is not None and run.start() <= number.start()
        before, shown = _sections(between, address) if named else (_literal(between), _braced(between))
        pattern, address, end = pattern + before, address + shown, run.end()
        if number is not None and run.start() == number.start():
            digits = re.fullmatch(r"([A-Z]*)[\d/]+", run[0])
            numbers = re.sub(r"\d+", r"\\d+", run[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            kind = ("[A-Z]+" if digits[1] else "") + numbers if digits else r"[^/?#]+"
            pattern, address = f"{pattern}(?P<id>{kind})", address + "{id}"
        else:
            count += 1
            pattern, address = rf"{pattern}(?P<p{count}>\d+)", f"{address}{{p{count}}}"
    return pattern + _literal(path[end:]), address + _braced(path[end:])


def _sections(between: str, before: str) -> tuple[str, str]:
    """A piece of a path as pattern and as canonical form, a section's name (/finance/) as the group s1, s2 …."""
    pattern, shown, count = [], [], before.count("{s")
    for word in between.split("/"):
        if re.fullmatch(r"[a-z][a-z-]{1,20}", word) and word not in _KINDS:
            count += 1
            pattern.append(rf"(?P<s{count}>[\w-]+)")
            shown.append(f"{{s{count}}}")
        else:
            pattern.append(_literal(word))
            shown.append(_braced(word))
    return "/".join(pattern), "/".join(shown)


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\-", "-")


def _braced(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")
