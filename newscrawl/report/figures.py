"""The figures of the report, counted in one pass over the stored articles and from the ledger. Pure but for reading."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from urllib.parse import urlsplit

from newscrawl.storage.ledger import Coverage, Ledger, Run
from newscrawl.storage.reading import Stored
from newscrawl.storage.store import ArticleStore, Filter

KST = timezone(timedelta(hours=9))
_REPOSTS = 30


@dataclass
class Figures:
    """What the report shows of the days from ``first`` to ``last``; names are the pages' own and not to be trusted."""

    first: date
    last: date
    articles: int = 0
    days: dict[str, Counter[date]] = field(default_factory=lambda: defaultdict(Counter))  # by outlet
    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    reporters: Counter[tuple[str, str]] = field(default_factory=Counter)  # name, outlet
    sections: Counter[tuple[str, str]] = field(default_factory=Counter)  # section, outlet
    copied: Counter[tuple[str, str]] = field(default_factory=Counter)  # who copied, the source's host
    reposts: list[tuple[str, str, str]] = field(default_factory=list)  # headline, address, source's address
    coverage: dict[str, list[list[Coverage]]] = field(default_factory=dict)  # by outlet, oldest run first
    failures: list[Run] = field(default_factory=list)


def collect(store: ArticleStore, last: date, days: int) -> Figures:
    """Return the figures of so many days up to ``last``; days are Korea's."""
    figures = Figures(last - timedelta(days=days - 1), last)
    for stored in store.articles(Filter(since=figures.first.isoformat(), until=last.isoformat(), gone=None)):
        _count(figures, stored)
    ledger = Ledger(store)
    for site in ledger.covered_sites():
        figures.coverage[site] = list(reversed(ledger.coverage(site).values()))
    since = datetime.combine(figures.first, datetime.min.time(), KST)
    runs = (run for run in ledger.runs(limit=1000) if run.started_at >= since)
    figures.failures = [run for run in runs if run.how not in ("finished", "running")][:30]
    return figures


def _count(figures: Figures, stored: Stored) -> None:
    article = stored.article
    outlet = article.publisher or article.site
    day = date.fromisoformat((article.date_published or "")[:10])
    figures.articles += 1
    figures.days[outlet][day] += 1
    figures.new[outlet] += stored.first_seen.astimezone(KST).date() >= figures.first
    figures.changed[outlet] += bool(stored.revision)
    figures.gone[outlet] += stored.gone_at is not None
    figures.reporters.update({(author.name, outlet) for author in article.authors if author.name})
    if article.section:
        figures.sections[article.section[-1], outlet] += 1
    if article.source_url:
        figures.copied[outlet, urlsplit(article.source_url).hostname or ""] += 1
        if len(figures.reposts) < _REPOSTS:
            figures.reposts.append((article.headline, article.url, article.source_url))
