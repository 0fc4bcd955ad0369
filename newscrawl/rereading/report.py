"""Which archived pages are read again, and what differs from the stored records. No Scrapy."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from newscrawl.archive.captures import Index, Mark
from newscrawl.items import RECORD_FIELDS, Article
from newscrawl.outlet import plain
from newscrawl.registry import site_for
from newscrawl.rereading.pages import Reading, Task
from newscrawl.seeds import stamps_of
from newscrawl.storage.changes import Change, decide
from newscrawl.storage.store import ArticleStore, RecordError

BATCH = 50  # pages that go to a process, and articles that are saved, at once
_SILENT = ("date_crawled", "extracted_by")  # may differ without anything having been read differently
Key = tuple[str, str]


class Scope(NamedTuple):
    """Which pages: of named outlets, and of nameless ``hosts`` that are stored; of one site; or all there are."""

    site: str | None = None
    hosts: Collection[str] = ()
    everything: bool = False

    def wants(self, url: str) -> bool:
        """Tell whether the page of an address is to be read.

        >>> Scope().wants("https://www.etoday.co.kr/news/view/1907146")
        True
        >>> Scope().wants("https://www.etoday.co.kr/"), Scope().wants("https://example.com/1")
        (False, False)
        """
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            return False  # no address, whatever a record says
        outlet = site_for(url)
        if outlet is None:
            return self.everything or host in self.hosts or host.removeprefix("www.") in self.hosts
        return outlet.identify(url) is not None and self.holds(outlet.name_of(url))

    def holds(self, site: str) -> bool:
        """Tell whether a record's site is wanted; "tistory" stands for every blog of it."""
        return self.site is None or site == self.site or site.startswith(f"{self.site}:")


def newest(index: Index) -> list[Mark]:
    """Return the newest successful capture of each article, whatever form its address had, in the files' order.

    Articles that only ever came with another status are counted under it.
    """
    found: dict[Key, Mark] = {}
    others: dict[Key, int] = {}
    for url, marks in index.by_url.items():
        key = _key(url)
        for mark in marks:
            if mark.status != 200:
                others[key] = mark.status
            elif key not in found or found[key].date <= mark.date:
                found[key] = mark
    index.outcomes.update(f"HTTP {status}" for key, status in others.items() if status and key not in found)
    return sorted(found.values(), key=lambda mark: (mark.file, mark.offset))


def _key(url: str) -> Key:
    """Return the site and identity an address names; of an outlet nobody has named, the bare address."""
    outlet = site_for(url)
    identity = outlet.identify(url) if outlet else None
    return (outlet.name_of(url), identity) if outlet and identity else ("", plain(url))


def tasks(index: Index, marks: Sequence[Mark], store: ArticleStore) -> Iterator[list[Task]]:
    """Yield the tasks of the marked pages in batches, each with what listings said of the article's date."""
    for begin in range(0, len(marks), BATCH):
        batch = marks[begin : begin + BATCH]
        hints = store.hints([_key(mark.url) for mark in batch])
        found = []
        for mark in batch:
            origin = index.origin(mark)
            if origin is None:
                index.outcomes["revisit of a page that is not here"] += 1
            else:
                found.append(Task(mark, origin, stamps_of(hints.get(_key(mark.url)))))
        yield found


@dataclass(slots=True)
class Report:
    """What reading again came to: pages by outcome, and by field how many records differ, and the first that does."""

    outcomes: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Counter[str]] = field(default_factory=dict)
    examples: dict[str, tuple[str, Any, Any]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def take(self, batch: Sequence[Reading], store: ArticleStore, scope: Scope) -> list[Article]:
        """Compare a batch with the stored records; return the articles that would alter them, or are new."""
        articles = []
        for reading in batch:
            if reading.article is not None and scope.holds(reading.article.site):
                articles.append(reading.article)
            elif reading.article is None:
                self.outcomes[reading.outcome] += 1
                if reading.outcome == "failed":
                    self.failures.append(f"{reading.url}: {reading.detail}")
        stored = store.get_many([(article.site, article.identity) for article in articles])
        found = []
        for article in articles:
            old = stored.get((article.site, article.identity))
            if old is None:
                self.outcomes["new"] += 1
            elif decide(old.article, article, reread=True) is Change.SAME:
                same = not differences(old.article, article)
                self.outcomes["same" if same else "stored one is newer or fuller"] += 1
                continue
            else:
                self._differs(old.article, article)
            found.append(article)
        return found

    def _differs(self, old: Article, new: Article) -> None:
        differing = differences(old, new)
        self.outcomes["changed" if differing else "same"] += 1
        for name, how in differing.items():
            self.fields.setdefault(name, Counter())[how] += 1
            self.examples.setdefault(name, (new.url, getattr(old, name), getattr(new, name)))

    def save(self, articles: Sequence[Article], store: ArticleStore) -> None:
        """Save a batch without making revisions; a record that no table can hold is counted and left out."""
        try:
            store.save(articles, reread=True)
        except RecordError:
            for article in articles:
                try:
                    store.save([article], reread=True)
                except RecordError as problem:
                    self.outcomes["failed"] += 1
                    self.failures.append(str(problem))


def differences(old: Article, new: Article) -> dict[str, str]:
    """Return the fields that differ, in the record's order, and how: "changed", "filled" or "emptied".

    >>> old = Article(headline="LG, 서울대와 손잡는다", date_published="2020-06-17", section=["산업"])
    >>> differences(old, Article(headline="LG, 손잡는다", date_published="2020-06-17", publisher="이투데이"))
    {'publisher': 'filled', 'headline': 'changed', 'section': 'emptied'}
    """
    found = {}
    for name in RECORD_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and name not in _SILENT:
            empty: tuple[Any, ...] = (None, "", [])
            found[name] = "filled" if before in empty else "emptied" if after in empty else "changed"
    return found
