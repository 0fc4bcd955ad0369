"""An article as rows, and rows as an article: pure, exact both ways, and the only place that puts zones back."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any

import orjson

from newscrawl.items import RECORD_FIELDS, Article, Author, Photo, Related
from newscrawl.storage.schema import utc_text

_NINE_HOURS = timedelta(hours=9)
KST = timezone(_NINE_HOURS)
CHILDREN: dict[str, type[Author] | type[Photo] | type[Related]] = {
    "authors": Author,
    "photos": Photo,
    "related": Related,
}
CHILD_TABLES = (*CHILDREN, "keywords")
CHILD_COLUMNS = {table: tuple(f.name for f in fields(kind)) for table, kind in CHILDREN.items()}
CHILD_COLUMNS["keywords"] = ("keyword",)
MOMENTS = ("date_published", "date_modified", "source_date_published", "date_crawled")
LISTS = ("headline_tags", "alternative_headlines", "section", "byline_raw")
JSON_COLUMNS = (*LISTS, "body")
PLAIN = tuple(
    f for f in RECORD_FIELDS if f not in (*CHILD_TABLES, *MOMENTS, *JSON_COLUMNS, "site", "body_complete")
)
COLUMNS = ("site", "identity", *PLAIN, "body_complete", *JSON_COLUMNS, *MOMENTS, "bare_dates", "content_hash")

write_json = json.JSONEncoder(ensure_ascii=False).encode
_plain = attrgetter(*PLAIN)
_lists = attrgetter(*LISTS)
_moments = attrgetter(*MOMENTS)
_child_values = {table: attrgetter(*CHILD_COLUMNS[table]) for table in CHILDREN}
# Bytes: PostgreSQL indexes no row above 2,704 of them, the two together; nothing worth reading has a longer address.
LONGEST = {"address": 2_000, "site": 300}
_UNHOLDABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL holds no NUL, UTF-8 no half of a surrogate pair


class RecordError(ValueError):
    """A record that is no record: its message names the field and the address."""


@dataclass(slots=True)
class ArticleRows:
    """An article as rows: ``row`` in the order of COLUMNS, and for each child table its rows, positions first.

    The body is UTF-8 already: a long text is then encoded once, for its hash and for its row.
    """

    article: Article
    site: str
    identity: str
    content_hash: bytes
    row: tuple[Any, ...]
    children: dict[str, list[tuple[Any, ...]]]


def too_long(text: str | None, what: str = "address") -> bool:
    """Return whether an address, or a site's name, is longer than an index takes.

    >>> too_long("https://www.example.com/1"), too_long("https://www.example.com/" + "가" * 700)
    (False, True)
    """
    most = LONGEST[what]
    return text is not None and 4 * len(text) > most and len(text.encode("utf-8", "replace")) > most


def to_rows(article: Article) -> ArticleRows:
    """Return the article's rows. Characters no database holds (NUL, half a surrogate pair) become U+FFFD.

    RecordError is raised where its own address is too long to be kept; a source's that is goes.

    >>> rows = to_rows(Article(site="etoday", identity="1907146", headline="LG, 서울대와 손잡는다",
    ...     date_published="2020-06-17T11:00:00+09:00", authors=[Author("홍길동", "기자")]))
    >>> rows.children["authors"]
    [(0, '홍길동', '기자', None, None, None)]
    >>> rows.row[COLUMNS.index("date_published")]
    '2020-06-17 02:00:00'
    """
    identity = article.identity or article.url
    if too_long(identity) or too_long(article.url) or too_long(article.site, "site"):
        raise RecordError(f"address is longer than {LONGEST['address']:,} bytes ({article.url[:100]}…)")
    if too_long(article.source_url):
        return to_rows(replace(article, source_url=None))
    plain = _plain(article)
    lists = _lists(article)
    moments, bare = _utc(article)
    children: dict[str, list[tuple[Any, ...]]] = {
        table: [(i, *values(child)) for i, child in enumerate(getattr(article, table))]
        for table, values in _child_values.items()
    }
    children["keywords"] = list(enumerate(article.keywords))
    said = (article.site, identity, article.body_complete, plain, lists, moments[:3], bare, children)
    try:
        words = orjson.dumps(said)
        body = orjson.dumps(article.body)
    except TypeError as problem:  # half of a surrogate pair, or a number no database holds either
        if (held := _holdable(article)) == article:
            raise RecordError(f"{problem} ({article.url})") from problem
        return to_rows(held)
    if (b"\\u0000" in words or b"\\u0000" in body) and (held := _holdable(article)) != article:
        return to_rows(held)
    digest = sha256(words)
    digest.update(body)
    content_hash = digest.digest()[:16]
    columns = (
        article.site,
        identity,
        *plain,
        article.body_complete,
        *[f"[{', '.join(map(encode_basestring, names))}]" if names else "[]" for names in lists],
        body,
        *moments,
        bare,
        content_hash,
    )
    return ArticleRows(article, article.site, identity, content_hash, columns, children)


def to_article(row: Mapping[str, Any], children: Mapping[str, Sequence[Sequence[Any]]]) -> Article:
    """Return the article of a row and of its children's rows (values only, in order), moments in Korean time."""
    bare = (row["bare_dates"] or "").split(",")
    article = Article(site=row["site"], identity=row["identity"], body_complete=bool(row["body_complete"]))
    for name in PLAIN:
        setattr(article, name, row[name])
    for name in JSON_COLUMNS:
        setattr(article, name, json.loads(row[name]))
    for name in MOMENTS:
        setattr(article, name, _korean(row[name], bare=name in bare))
    article.date_crawled = article.date_crawled or ""
    article.authors = [Author(*values) for values in children.get("authors", ())]
    article.photos = [Photo(*values) for values in children.get("photos", ())]
    article.related = [Related(*values) for values in children.get("related", ())]
    article.keywords = [values[0] for values in children.get("keywords", ())]
    return article


def _utc(article: Article) -> tuple[list[str | None], str | None]:
    """Return the moments as UTC text, in the order of MOMENTS, and which of them are days without a clock time."""
    moments: list[str | None] = []
    bare = []
    for name, value in zip(MOMENTS, _moments(article), strict=True):
        if not value:
            moments.append(None)
            continue
        try:
            if value[13:14] == value[16:17] == ":" and value[19:] == "+09:00":  # nearly all: half the price
                moments.append((datetime.fromisoformat(value[:19]) - _NINE_HOURS).isoformat(" "))
                continue
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                if len(value) != len("2020-06-17"):
                    raise RecordError(f"{name} has no time zone: {value!r} ({article.url})")
                moment = moment.replace(tzinfo=KST)
                bare.append(name)
            moments.append(utc_text(moment))
        except RecordError:
            raise
        except (ValueError, OverflowError):
            raise RecordError(f"{name} is no ISO 8601 moment: {value!r} ({article.url})") from None
    return moments, ",".join(bare) or None


def _korean(moment: datetime | None, *, bare: bool) -> str | None:
    """Return the moment as the record has it: Korean time with its zone, or the bare day it was printed as."""
    if moment is None:
        return None
    korean = moment.astimezone(KST)
    return korean.date().isoformat() if bare else korean.isoformat()


def _holdable(value: Any) -> Any:
    """Return a copy whose strings any database holds."""
    if isinstance(value, str):
        return _UNHOLDABLE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_holdable(v) for v in value]
    if isinstance(value, Article | Author | Photo | Related):
        return type(value)(**{f.name: _holdable(getattr(value, f.name)) for f in fields(value)})
    return value
