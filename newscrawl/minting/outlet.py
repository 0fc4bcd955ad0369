"""One saved article page to a proposed outlet: its ``Site``, its file's source, a test page and answers to check."""

import json
import re
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from newscrawl.document import Document
from newscrawl.encodings import decode
from newscrawl.families.ndsoft import ndsoft_site
from newscrawl.items import Article
from newscrawl.metadata import metadata_of
from newscrawl.minting.addresses import form_of, key_of
from newscrawl.minting.markup import cut_down, disguise
from newscrawl.minting.selecting import selectors_of
from newscrawl.minting.wording import Disguise
from newscrawl.outlet import Site, plain
from newscrawl.pages import ArticlePage
from newscrawl.reading import read_page
from newscrawl.registry import family_sites
from newscrawl.text.lexicon import is_outlet
from newscrawl.understanding import understand

_KEY = re.compile(r"[a-z][a-z0-9]*")
_ODD = re.compile(r"[\"'`\\{}<>\s\x00-\x1f\x7f\ud800-\udfff]")
_CHECK = (
    "Proposed by scrapy newoutlet from its own reading: hold every field against the page with your own eyes, "
    "mend what is wrong, then delete this line."
)


class NoOutlet(ValueError):
    """A page no outlet can be made from; the message says why."""


class Minted(NamedTuple):
    """What was made: the outlet, its file, the test page and its answers, and what a person should look at first.

    ``label`` is the test page's name, by the article's year.
    """

    site: Site
    label: str
    source: str
    page: str
    answers: str
    doubts: list[str]


def mint(body: bytes, url: str, content_type: str | None, crawled: datetime, key: str = "") -> Minted:
    """Return the outlet proposed from one article page; NoOutlet is raised where the page or the address gives none."""
    if odd := _ODD.search(url):
        raise NoOutlet(
            f"{url}: {odd[0]!r} stands in no address that a file can give; write it as a browser does"
        )
    document = Document(decode(body, content_type)[0], url)
    form = form_of(url)
    if form is None:
        raise NoOutlet(f"no article number or name in {url}: give the address of one article")
    key = key or key_of(url)
    if not _KEY.fullmatch(key):
        raise NoOutlet(f"{key!r} can be no outlet's key: small letters and digits, give one with --key")
    name = _name(metadata_of(document).site_name or "") or key
    fitting = ((family, family.page(document)) for family in family_sites())
    family, fit = next(((f, page) for f, page in fitting if isinstance(page, ArticlePage)), (None, None))
    chosen: dict[str, str] = {}
    reader: type[ArticlePage] | None = None
    facts: dict[str, Any] = {"hosts": form.hosts, "article": form.article, "address": form.address}
    if family is not None and family.key == "ndsoft":
        site = ndsoft_site(key, name, form.hosts[1] if form.hosts[0].startswith("m.") else form.hosts[0])
    elif family is not None and fit is not None:
        reader = type(fit)
        site = Site(key=key, name=name, articles=(reader,), family=family.key, **facts)
    else:
        chosen = _proven_selectors(body, document, content_type, crawled)
        reader = type(f"{key.capitalize()}Article", (ArticlePage,), chosen)
        site = Site(key=key, name=name, articles=(reader,), **facts)
    wanted = _read(body, url, content_type, crawled, site)
    if not wanted.body:
        raise NoOutlet(f"no article text is found in the page ({wanted.body_incomplete_reason or 'empty'})")
    page, minted_url, doubts = _page(document, site, wanted, form.identity, crawled)
    doubts += _unfound(wanted, chosen, family is not None, key)
    got = _read(page.encode(), minted_url, None, crawled, site)
    answers = {"_check": _CHECK, **_answers(got, minted_url)}
    source = _source(site, chosen, reader, crawled)
    try:
        compile(
            source, f"{key}.py", "exec"
        )  # every command imports the folder: a file that is no Python ends them all
    except (SyntaxError, ValueError) as problem:
        raise NoOutlet(f"no file can be written for {url}: {problem}") from None
    label = f"article-{(wanted.date_published or 'undated').partition('-')[0]}"
    return Minted(site, label, source, page, json.dumps(answers, ensure_ascii=False, indent=2) + "\n", doubts)


def shape(record: Article) -> dict[str, Any]:
    """Return what a minted page must have in common with the page it was made from."""
    return {
        "words of the headline": len(record.headline.split()),
        "paragraphs": len(record.body),
        "authors": [(bool(a.name), a.role, bool(a.email), bool(a.affiliation)) for a in record.authors],
        "photos": [(bool(p.caption), bool(p.credit), p.credit_kind) for p in record.photos],
        "published": record.date_published,
        "modified": record.date_modified,
        "lines above": len(record.alternative_headlines),
        "whole": record.body_complete,
    }


def _name(stated: str) -> str:
    """The outlet's name without the slogan that some state before or behind it."""
    first = re.split(r"\s+[-|:·]\s+|,\s", stated)[0]
    return first if len(first) <= 12 else next(filter(is_outlet, reversed(first.split())), "")


def _read(body: bytes, url: str, content_type: str | None, crawled: datetime, site: Site) -> Article:
    record = read_page(body, url, content_type, crawled, site)
    if not isinstance(record, Article):
        raise NoOutlet(f"{url} reads as a listing: give the page of one article")
    understand(record, crawled)
    return record


def _proven_selectors(
    body: bytes, document: Document, content_type: str | None, crawled: datetime
) -> dict[str, str]:
    """The selectors that read on this page what the defaults find by meaning, each tried beside those before it."""

    def read(selectors: dict[str, str]) -> dict[str, Any]:
        reader = type("Tried", (ArticlePage,), selectors)
        site = Site(key="tried", name="", hosts=(), articles=(reader,))
        return _answers(_read(body, document.url, content_type, crawled, site), "")

    wanted, chosen = read({}), dict[str, str]()
    for field, css in selectors_of(ArticlePage(document)).items():
        if read({**chosen, field: css}) == wanted:
            chosen[field] = css
    return chosen


def _page(
    document: Document, site: Site, wanted: Article, identity: str, crawled: datetime
) -> tuple[str, str, list[str]]:
    """The first cut, from narrow to wide, that reads like the whole page; its source, its address and what differs."""
    page = site.page(document)
    assert isinstance(page, ArticlePage)
    # Short numbers stand in dates and prices too.
    made = re.sub(r"\d", "9", re.sub(r"[A-Z]", "X", re.sub(r"[^\W\d_A-Z]|%[\dA-F]{2}", "x", identity)))
    numbers = {identity: made} if len(identity) > 4 else {}
    address = site.canonical(document.url).replace(identity, made)
    people = [author.name for author in wanted.authors if author.name]
    parts = [e for e in (page.region, page.body, page.heading, *page.writers) if e is not None]
    for field in ("byline_css", "date_css", "copyright_css", "subheadline_css", "keyword_css", "writer_css"):
        css = getattr(page, field, "")
        parts += document.all(css) if css else []
    closer = [e for e in parts if e is not page.region or e is page.body]
    closer += [
        e for e in page.region.iter("p", "span", "li", "em", "div", "dl", "time") if _dates(e, page.dates)
    ]
    differs: dict[str, str] = {}
    for kept, narrow in ((closer, True), (parts, True), (parts, False)):
        root = cut_down(document, kept, narrow)
        source = disguise(document, root, Disguise(document.html, people, site.name), address, numbers)
        read = read_page(source.encode(), address, None, crawled, site)
        if not isinstance(read, Article):
            raise NoOutlet(
                "the text lies in a script, which is not disguised: write file and test page by hand"
            )
        understand(read, crawled)
        if not read.body:
            raise NoOutlet(
                "the text lies in a script, which is not disguised: write file and test page by hand"
            )
        got, whole = shape(read), shape(wanted)
        found = {
            field: f"{field}: {whole[field]} in the page, {got[field]} in the test page" for field in got
        }
        worse = {field: words for field, words in found.items() if got[field] != whole[field]}
        if not worse or not differs or len(worse) < len(differs):
            best, differs = source, worse
        if not worse:
            break
    return best, address, list(differs.values())


def _dates(element: Any, lines: list[str]) -> bool:
    words = " ".join("".join(element.itertext()).split())
    return len(words) < 200 and any(line in words for line in lines)


def _answers(record: Article, url: str) -> dict[str, Any]:
    photos = [{k: v for k, v in asdict(p).items() if k != "url"} for p in record.photos]
    found = {
        "url": url,
        "headline": record.headline,
        "alternative_headlines": record.alternative_headlines,
        "publisher": record.publisher,
        "date_published": record.date_published,
        "date_modified": record.date_modified,
        "authors": [asdict(author) for author in record.authors],
        "photos": photos,
        "body": record.body,
        "copyright_raw": record.copyright_raw,
    }
    return {field: value for field, value in found.items() if value not in (None, []) or field == "authors"}


def _unfound(record: Article, chosen: dict[str, str], family: bool, key: str) -> list[str]:
    doubts = [
        f"{f}: nothing was read" for f in ("headline", "date_published", "authors") if not getattr(record, f)
    ]
    if record.publisher == key:
        doubts.append("name: the page does not state the outlet's")
    if not family and "body_css" not in chosen:
        doubts.append("body_css: no class or id names the text's element: a redesign would not be noticed")
    return doubts


def _source(site: Site, chosen: dict[str, str], reader: type[ArticlePage] | None, crawled: datetime) -> str:
    """The outlet's file."""
    lines = [
        f'"""{_quoted(site.name)}: {_quoted(plain(site.address).lstrip("/"))}.',
        "",
        f"Seen: one page, {crawled:%Y-%m-%d}; quirks to be checked.",
        '"""',
        "",
    ]
    if reader is None:
        lines += ["from newscrawl.families.ndsoft import ndsoft_site", ""]
        lines += [f"SITE = ndsoft_site({_text(site.key)}, {_text(site.name)}, {_text(site.hosts[0])})", ""]
        return "\n".join(lines)
    if site.family:
        lines += [
            f"from {reader.__module__} import {reader.__name__}",
            "from newscrawl.outlet import Site",
            "",
        ]
    else:
        lines += ["from newscrawl.outlet import Site", "from newscrawl.pages import ArticlePage", "", ""]
        lines += [f"class {reader.__name__}(ArticlePage):"]
        lines += [f"    {field} = {_text(css)}" for field, css in chosen.items()] or [
            '    """Every default."""'
        ]
        lines += ["", ""]
    lines += ["SITE = Site(", f"    key={_text(site.key)},", f"    name={_text(site.name)},", "    hosts=("]
    lines += [f"        {_text(host)}," for host in site.hosts]
    lines += [
        "    ),",
        f"    article={_text(site.article, raw=True)},",
        f"    address={_text(site.address)},",
    ]
    lines += [f"    articles=({reader.__name__},),"]
    lines += [f"    family={_text(site.family)},"] if site.family else []
    return "\n".join([*lines, ")", ""])


def _text(words: str, raw: bool = False) -> str:
    """A string as Python spells it, in double quotes; ``raw`` as it is, behind an r, where nothing in it ends it."""
    if raw and '"' not in words and not words.endswith("\\") and words.isprintable():
        return f'r"{words}"'
    return json.dumps(words, ensure_ascii=False)


def _quoted(words: str) -> str:
    return "".join(c for c in words.replace("\\", "").replace('"', "'") if c.isprintable())
