"""Why a record says what it says: for one page, every candidate of every field, which won and why. Pure.

The record is read and understood exactly as a crawl does it; the candidates are then held against it, so what is said
to have won is what would be stored.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from newscrawl.document import Document, text_of
from newscrawl.encodings import decode
from newscrawl.items import Article, Listing, Stamp
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage
from newscrawl.reading import outlet_of, read_page
from newscrawl.text.bylines import parse_bylines
from newscrawl.text.evidence import choose
from newscrawl.text.headlines import tidy_headline
from newscrawl.understanding import understand, understand_listing


class Candidate(NamedTuple):
    """Words that might have become a field's value: where they stood, whether they won, and why or why not."""

    source: str
    words: str
    won: bool
    why: str


class Explanation(NamedTuple):
    """A finished record, and for each field its candidates, best first; ``reader`` is the page class that read it."""

    record: Article | Listing
    reader: str
    fields: dict[str, list[Candidate]]


def explain(body: bytes, url: str, content_type: str | None, crawled: datetime) -> Explanation:
    """Return what a page's record is and why.

    >>> page = "<title>LG, 손잡는다</title><h1>LG, 손잡는다</h1><article><p>입력 2020-06-17 11:00</p></article>"
    >>> found = explain(page.encode(), "https://example.com/1", None, datetime.fromisoformat("2020-06-18T09:00+09:00"))
    >>> [(c.words, c.won) for c in found.fields["headline"]]
    [('LG, 손잡는다', True), ('LG, 손잡는다', False)]
    """
    record = read_page(body, url, content_type, crawled)
    document = Document(decode(body, content_type)[0], url)
    site = outlet_of(document)
    page = site.page(document)
    reader = type(page).__name__ if page is not None else "syndication"
    if isinstance(record, Listing):
        understand_listing(record, crawled)
        return Explanation(
            record, reader, {"entries": list(_entries(record)), "next_url": list(_next(record))}
        )
    understand(record, crawled)
    article_page = page if isinstance(page, ArticlePage) else None
    fields = {
        "headline": list(_headlines(record, document, article_page)),
        "date_published": list(_dates(record, crawled, "published")),
        "date_modified": list(_dates(record, crawled, "modified")),
        "authors": list(_authors(record)),
        "photos": list(_photos(record)),
        "body": list(_body(record, article_page)),
        "outlet": list(_outlet(record, site)),
    }
    return Explanation(record, reader, fields | dict(_head(record, article_page)))


def _headlines(record: Article, document: Document, page: ArticlePage | None) -> Iterator[Candidate]:
    """The printed headline goes first, then what the head states."""
    found = []
    if page is not None:
        if page.heading is not None:
            found.append((f"printed in {_name(page.heading)}", text_of(page.heading)))
        found.append(("json-ld or meta", page.meta.headline or ""))
    found.append(("title", document.text("title") or ""))
    yield from _settled(found, record.headline, [record.publisher] if record.publisher else [])


def _settled(found: list[tuple[str, str]], value: str, cut: list[str]) -> Iterator[Candidate]:
    won = False
    for source, words in found:
        if not words:
            continue
        is_value = tidy_headline(words, cut) == value
        if is_value and not won:
            won = True
            tidied = "" if words == value else "; the outlet's name or white space was cut off"
            yield Candidate(source, words, True, f"the first in order of trust{tidied}")
        else:
            yield Candidate(source, words, False, "says the same" if is_value else "says something else")
    if value and not won:
        yield Candidate("the page class", value, True, "its own rule reads it")


def _dates(record: Article, crawled: datetime, field: str) -> Iterator[Candidate]:
    """Each stamp alone, then what choosing among all of them made of it."""
    choice = choose(record.evidence.stamps, crawled)
    raw, source = getattr(choice, f"{field}_raw"), getattr(choice, f"{field}_source")
    value, taken = getattr(record, f"date_{field}"), False
    for stamp in record.evidence.stamps:
        moment = getattr(choose([stamp], crawled), field)
        if moment is None and not (field == "published" and not choose([stamp], crawled).modified):
            continue
        won = not taken and value is not None and (stamp.raw, stamp.source) == (raw, source)
        taken = taken or won
        words = f"{stamp.raw} → {moment.iso()}" if moment else stamp.raw
        yield Candidate(
            stamp.source, words, won, _why(stamp, moment and moment.iso(), value, won, choice.disagreements)
        )


def _why(
    stamp: Stamp, moment: str | None, value: str | None, won: bool, disagreements: tuple[str, ...]
) -> str:
    if moment is None:
        return "no date is stated in full"
    said = [reason.partition(": ")[2] for reason in disagreements if reason.startswith(f"{stamp.source}: ")]
    if won:
        return (
            "printed, which readers saw"
            if stamp.source == "page"
            else "the most trusted, or the most exact that agrees"
        )
    if value and moment[:16] == value[:16]:
        return "says the same"
    return f"disagrees: {', '.join(said)}" if said else "less trusted, or less exact"


def _authors(record: Article) -> Iterator[Candidate]:
    names = {author.name for author in record.authors}
    by_line = False
    for line in record.byline_raw:
        people = parse_bylines([line], [])
        won = bool(people) and bool(names & {person.name for person in people})
        by_line = by_line or won
        read = ", ".join(_person(p.name, p.role, p.email) for p in people)
        yield Candidate("byline", line, won, f"names {read}" if people else "names nobody")
    for words in record.evidence.people:
        won = not by_line and bool(record.authors)
        yield Candidate(
            "json-ld or meta", words, won, "no line names anybody" if won else "a printed line goes first"
        )


def _person(*words: str | None) -> str:
    return " ".join(word for word in words if word) or "-"


def _photos(record: Article) -> Iterator[Candidate]:
    for photo in record.photos:
        said = (
            f"caption {photo.caption!r}, credit {photo.credit!r} ({photo.credit_kind})"
            if photo.caption_raw
            else ""
        )
        yield Candidate(photo.url or "", photo.caption_raw or "", True, said or "no caption stands with it")


def _body(record: Article, page: ArticlePage | None) -> Iterator[Candidate]:
    """The element, then what became of every block in it."""
    if page is not None and page.body is not None:
        named = (
            f"its selector {page.body_css!r}" if page.body_css else "found by its text: no selector is known"
        )
        yield Candidate(_name(page.body), f"{len(record.evidence.blocks)} blocks", True, named)
    for block in record.evidence.blocks:
        if not block.text:
            continue
        if block.text in record.body:
            yield Candidate(block.kind, block.text, True, "a paragraph")
        elif any(block.text == photo.caption_raw for photo in record.photos):
            yield Candidate(block.kind, block.text, False, "a photo's caption")
        elif any(block.text in line or line in block.text for line in record.byline_raw):
            yield Candidate(block.kind, block.text, False, "a byline, or holds one")
        elif record.copyright_raw and record.copyright_raw in block.text:
            yield Candidate(block.kind, block.text, False, "the copyright line")
        else:
            yield Candidate(block.kind, block.text, False, "not the article's own words, or parted further")
    if not record.body_complete:
        yield Candidate("page", record.body_incomplete_reason or "", False, "the text is not whole")


def _outlet(record: Article, site: Site) -> Iterator[Candidate]:
    why = "its address" if site.hosts else "its markup: no outlet claims the address"
    yield Candidate(site.key, record.site, True, f"{why}; known there as {record.identity}")


def _head(record: Article, page: ArticlePage | None) -> Iterator[tuple[str, list[Candidate]]]:
    """The fields that the head states, or the page prints."""
    for field in ("section", "keywords", "description", "publisher"):
        value = getattr(record, field)
        words = " > ".join(value) if isinstance(value, list) else value or ""
        name = "site_name" if field == "publisher" else field
        stated = getattr(page.meta, name) if page is not None else None
        shown = " > ".join(stated) if isinstance(stated, list) else stated or ""
        found = []
        if words:
            same = shown == words
            source = "json-ld or meta" if same else "the outlet's file" if field == "publisher" else "printed"
            found.append(Candidate(source, words, True, "stated" if same else "goes before the head"))
        if shown and shown != words:
            found.append(Candidate("json-ld or meta", shown, False, "something better is known"))
        yield field, found


def _entries(listing: Listing) -> Iterator[Candidate]:
    for entry in listing.entries:
        words = f"{entry.date_published_raw or 'no date'} → {entry.date_published}"
        yield Candidate(entry.url, entry.headline, True, words)


def _next(listing: Listing) -> Iterator[Candidate]:
    if listing.next_url:
        yield Candidate("link", listing.next_url, True, "leads to the next page")


def _name(element: HtmlElement) -> str:
    """An element as a selector names it."""
    classes = "".join(f".{name}" for name in (element.get("class") or "").split())
    return f"{element.tag}{'#' + element.get('id') if element.get('id') else ''}{classes}"
