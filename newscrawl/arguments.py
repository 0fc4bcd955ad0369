"""What is asked of a crawl, from ``-a`` words to values; a word that makes no sense is refused with the way out."""

import json
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlsplit

MODES = ("new", "revisit", "all")
WAYS_IN = ("rss", "sitemap", "listing")
_ON = ("1", "true", "yes", "on")
_SWITCH = (*_ON, "0", "false", "no", "off")
_LONGEST = 2_000  # bytes of an address, as the database keeps them
_SPELLED_OUT = 1_000  # letters of a walk's name; PostgreSQL indexes 2,704 bytes at the most
_HOST = re.compile(r"[^/?#\s%]*")  # 한국.kr stays as it is; whoever asks for it writes it as xn--…
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~-._"


class ArgumentError(ValueError):
    """An argument of a crawl that cannot be meant; the message says which, and what would do."""


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What one crawl is asked for. No addresses means the outlet's newest."""

    urls: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    since: date | None = None
    pages: int | None = None  # listing pages of one walk, at the most
    follow_source: bool = False
    mode: str = "new"
    via: tuple[str, ...] = ()

    @property
    def walk(self) -> str:
        """What tells this walk from another of the same outlet, in one fixed spelling; many addresses as their hash."""
        asked = {"urls": self.urls, "sections": self.sections, "via": self.via}
        spelled = json.dumps({k: v for k, v in asked.items() if v}, ensure_ascii=False, sort_keys=True)
        if len(spelled) <= _SPELLED_OUT:
            return spelled
        return json.dumps({"urls": len(self.urls), "sha256": sha256(spelled.encode()).hexdigest()})


def read_arguments(given: dict[str, str]) -> Arguments:
    """Return the arguments of ``scrapy crawl NAME -a key=value``; ArgumentError where a key or value is not known.

    >>> read_arguments({"url": "https://example.com/1,https://example.com/2", "pages": "3"}).pages
    3
    >>> read_arguments({"mode": "often"})
    Traceback (most recent call last):
    newscrawl.arguments.ArgumentError: -a mode=often: use one of new, revisit, all
    """
    known = {"url", "urls", "section", "since", "pages", "follow_source", "mode", "via"}
    for key in given:
        if key not in known and not key.startswith("_"):  # such are the runner's own: Scrapyd's _job
            raise ArgumentError(f"-a {key}: no such argument; known are {', '.join(sorted(known))}")
    words = [w for key in ("url", "urls") for w in _addresses(key, given.get(key, ""))]
    return Arguments(
        urls=tuple(dict.fromkeys(words)),
        sections=tuple(_words(given.get("section", ""))),
        since=_date(given.get("since")),
        pages=_number(given.get("pages")),
        follow_source=_one_of("follow_source", given.get("follow_source", "0").strip().lower(), _SWITCH)
        in _ON,
        mode=_one_of("mode", given.get("mode", "new"), MODES),
        via=tuple(_one_of("via", way, WAYS_IN) for way in _words(given.get("via", ""))),
    )


def read_text_file(path: Path) -> str:
    """Return the words of a file a person wrote: UTF-8, with or without BOM, or CP949."""
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ArgumentError(f"{path}: neither UTF-8 nor CP949; save it as UTF-8")


def _addresses(key: str, value: str) -> list[str]:
    value = value.strip()
    if value.startswith("@"):
        path = Path(value[1:])
        try:
            lines = read_text_file(path).splitlines()
        except OSError as problem:
            raise ArgumentError(f"-a {key}=@{path}: {problem.strerror}") from None
        found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
        if not found:
            raise ArgumentError(f"-a {key}=@{path}: no address in it; write one a line")
    else:
        found = _words(value.replace(",http", "\nhttp"), "\n")
    return [_address(key, word) for word in found]


def _address(key: str, word: str) -> str:
    scheme, _, rest = (word if "://" in word else f"https://{word}").partition("://")
    host = _HOST.match(rest)[0]  # type: ignore[index]  # fits any text
    address = f"{scheme}://{host}{quote(rest[len(host) :], safe=_URL_SAFE)}"
    try:
        parts = urlsplit(address)
        good = (
            parts.scheme in ("http", "https")
            and bool(_HOST.fullmatch(parts.hostname or " "))
            and parts.port != 0
        )
    except ValueError:
        good = False
    if not good:
        raise ArgumentError(f"-a {key}={word}: no address of a page; write it as https://host/path")
    if len(address) > _LONGEST:
        raise ArgumentError(f"-a {key}={word[:100]}…: longer than {_LONGEST:,} bytes, no address of a page")
    return address


def _words(value: str, separator: str = ",") -> list[str]:
    return [word.strip() for word in value.split(separator) if word.strip()]


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value.strip()) if value else None
    except ValueError:
        raise ArgumentError(f"-a since={value}: no date; write it as 2020-06-01") from None


def _number(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.strip().isdecimal() or int(value) < 1:
        raise ArgumentError(f"-a pages={value}: give the number of listing pages, 1 or more")
    return int(value)


def _one_of(key: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ArgumentError(f"-a {key}={value}: use one of {', '.join(known)}")
    return value
