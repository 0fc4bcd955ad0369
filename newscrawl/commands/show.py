"""``scrapy show``: stored articles, readably in a terminal."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import islice

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawl.commands import until_enough
from newscrawl.items import Article, Author, Photo
from newscrawl.registry import site_for
from newscrawl.storage.store import ArticleStore, Revision, Stored, StoreError
from newscrawl.terminal import clip, plain, table, wrap

_WIDEST = 100  # a longer line is hard to read


class Command(ScrapyCommand):
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - as Scrapy's own commands have it

    def syntax(self) -> str:
        return "[URL or words] [--history] [--limit N]"

    def short_desc(self) -> str:
        return "Show stored articles readably: the newest, one by its address, those with some words"

    def long_desc(self) -> str:
        return (
            "Without an argument, list the newest articles. With an address (any of an article's addresses), show that "
            "article, or what was copied from it; with words, list the articles that have them all, or show the one."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--history", action="store_true", help="show what was edited, and when it was seen"
        )
        parser.add_argument("--limit", type=int, default=20, help="list so many at the most; by default 20")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if opts.limit < 1:
            raise UsageError("--limit takes a number from 1")
        columns = min(shutil.get_terminal_size().columns, _WIDEST)
        try:
            with (
                until_enough(),
                ArticleStore.open(self.settings["NEWSCRAWL_DATABASE_URL"], create=False) as store,
            ):
                found = _find(store, args, opts.limit)
                if not found:
                    what = " ".join(args)
                    sys.stderr.write(
                        f"show: nothing stored {f'for {what}' if what else 'yet'}; scrapy crawl brings articles in\n"
                    )
                    self.exitcode = 1
                elif opts.history or (args and len(found) == 1):
                    for stored in found:
                        print("\n".join(_one(store, stored, opts.history, columns)), end="\n\n")
                else:
                    print("\n".join(_list([stored.article for stored in found], columns)))
        except StoreError as problem:
            sys.stderr.write(f"show: {problem}\n")
            self.exitcode = 1


def _find(store: ArticleStore, args: Sequence[str], limit: int) -> list[Stored]:
    """The newest, those with all the words, or the one of an address; else what was copied from that address."""
    if not args:
        return list(islice(store.articles(), limit))
    words = " ".join(args)
    if not words.startswith(("https://", "http://")):
        return store.find(words, limit=limit)
    site = site_for(words)
    address = site.canonical(words) if site else words
    found = store.find(address, limit=limit) or store.find(words, limit=limit)
    return [stored for stored in found if stored.article.url in (address, words)] or found


def _list(articles: Sequence[Article], columns: int) -> list[str]:
    """One line an article: when, where, by whom, what."""
    rows = [
        (
            (article.date_published or "-").replace("T", " ")[:16],
            clip(plain(article.publisher or article.site), 16),
            clip(", ".join(plain(_named(author)) for author in article.authors[:2]), 16),
            plain(article.headline),
        )
        for article in articles
    ]
    return [clip(line, columns) for line in table(rows)]


def _one(store: ArticleStore, stored: Stored, history: bool, columns: int) -> Iterator[str]:
    article = stored.article
    yield from wrap(plain(article.headline), columns)
    for line in article.alternative_headlines:
        yield from _indented(line, "  ", columns)
    yield ""
    yield from table([(label, plain(value)) for label, value in _facts(stored)])
    for photo in article.photos:
        yield ""
        yield from _indented(_caption(photo), "  [photo] ", columns)
    for paragraph in article.body:
        yield ""
        yield from wrap(plain(paragraph), columns)
    if not article.body_complete:
        yield ""
        yield f"(not the whole text: {article.body_incomplete_reason})"
    copies = [s.article for s in store.find(article.url) if s.article.url != article.url]
    if copies:
        yield from ("", "Copied by:", *_list(copies, columns))
    if history:
        yield ""
        yield from _history(article, store.revisions(article.site, article.identity), columns)


def _facts(stored: Stored) -> Iterator[tuple[str, str]]:
    article = stored.article
    yield "outlet", article.publisher or article.site
    yield "published", _when(article.date_published)
    if article.date_modified:
        yield "modified", _when(article.date_modified)
    for author in article.authors:
        yield "by", _author(author)
    if article.section:
        yield "section", " > ".join(article.section)
    if article.keywords:
        yield "keywords", ", ".join(article.keywords)
    yield "address", article.url
    if article.source_url:
        yield "copied from", f"{article.source_url} {_when(article.source_date_published)}".rstrip(" -")
    if stored.gone_at:
        yield "taken down", f"{_when(stored.gone_at.isoformat())} ({stored.gone_reason})"


def _history(article: Article, history: Sequence[Revision], columns: int) -> Iterator[str]:
    """Every edit, the newest first: what the page said before, and what it said after."""
    if not history:
        yield "No edit was seen."
    after = article
    for revision in history:
        seen = revision.seen_at.astimezone().isoformat(" ", "minutes")
        yield f"Edit {revision.number}, seen {seen}: {', '.join(revision.changed)}"
        for was, now in _differences(revision.before, after, revision.changed):
            yield from (line for words in was for line in _indented(words, "  - ", columns))
            yield from (line for words in now for line in _indented(words, "  + ", columns))
        after = revision.before


def _differences(
    before: Article, after: Article, changed: Sequence[str]
) -> Iterator[tuple[list[str], list[str]]]:
    for part in changed:
        was, now = _words(before, part), _words(after, part)
        for tag, a1, a2, b1, b2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag != "equal":
                yield was[a1:a2], now[b1:b2]


def _words(article: Article, part: str) -> list[str]:
    if part == "headline":
        return [article.headline]
    if part == "authors":
        return [_author(author) for author in article.authors]
    if part == "photos":
        return [_caption(photo) for photo in article.photos]
    return article.body


def _indented(text: str, mark: str, columns: int) -> list[str]:
    lines = wrap(plain(text), columns - len(mark))
    return [(mark if i == 0 else " " * len(mark)) + line for i, line in enumerate(lines)]


def _named(author: Author) -> str:
    return author.name or author.affiliation or author.email or ""


def _author(author: Author) -> str:
    words = [
        author.affiliation,
        author.location,
        author.name,
        author.role,
        author.email and f"<{author.email}>",
    ]
    return " ".join(word for word in words if word)


def _caption(photo: Photo) -> str:
    credit = photo.credit and f"({photo.credit_kind}: {photo.credit})" if photo.credit_kind else photo.credit
    return " ".join(word for word in (photo.caption, credit) if word) or photo.url or ""


def _when(stamp: str | None) -> str:
    """A moment as a reader in Korea says it; a bare date as it is.

    >>> _when("2020-06-17T11:00:00+09:00"), _when("2020-06-17"), _when(None)
    ('2020-06-17 11:00', '2020-06-17', '-')
    """
    if not stamp:
        return "-"
    return (
        stamp if len(stamp) == len("2020-06-17") else datetime.fromisoformat(stamp).strftime("%Y-%m-%d %H:%M")
    )
