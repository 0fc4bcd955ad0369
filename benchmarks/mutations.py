"""How many faults of a page the alarms notice within one run of 20 articles, and how often they cry wolf.

    python benchmarks/mutations.py [--seed 1 2] [--replays 200] [--history 20] [--verbose]

Every stored article is told anew with invented words (``varied.py``): 20 runs of 20 articles are its history, whose
pages lack a photo, an e-mail, a byline now and then, more often in one run than in the next. Then each mutation
(``mutants.py``) is put to a run of 20 new articles. Noticed is a run that is degraded; harmless is a mutation that
changes no field of any record, for the page was read by other marks; slight one that changes two pages at the most.
Clean runs count the false alarms. Goals: 95 % noticed, 1 % false alarms.

Seeds 1 to 9 are for trying changes of the alarms with; figures that are published come of seeds from 11, and of pages
above 12,000 characters, which no change was tried on.
"""

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from math import exp, lgamma, log, log1p
from typing import NamedTuple

from lxml import html
from mutants import LISTINGS, MUTATIONS, affects
from varied import Teller, Template, read, templates

from newscrawl.alarms import Alarm, alarms
from newscrawl.coverage import Tallies
from newscrawl.items import RECORD_FIELDS, Article, Listing, to_record
from newscrawl.storage.ledger import Coverage

PROVENANCE = {"date_published_raw", "date_published_source", "date_modified_raw", "byline_raw", "copyright_raw",
              "encoding", "date_crawled", "extracted_by"}  # fmt: skip
SLIGHT = 0.1  # of a run's pages: two pages of twenty may lack anything on a clean day
Run = list[Coverage]
Record = Article | Listing


class Tried(NamedTuple):
    """What came of one mutation of one page: "noticed", "missed", "harmless", "slight"; "false" is noticed harmless."""

    template: str
    mutation: str
    outcome: str
    detail: str


def coverage(records: list[Record]) -> Run:
    tallies = Tallies()
    for record in records:
        if isinstance(record, Listing) and len(records) == 1:
            tallies.listed("site", record, "https://example.com/list")
        elif isinstance(record, Listing) or (not record.headline and not record.body):  # of an article's page
            tallies.missed("site", "https://example.com/1")
        else:
            tallies.read(replace(record, site="site"))
    return [Coverage(s, f, t.pages, t.filled, t.example) for (s, f), t in tallies.of.items()]


def essence(record: Record) -> object:
    """What of a record a reader would miss: all but where its words were found."""
    if isinstance(record, Listing):
        return [(e.url, e.date_published) for e in record.entries], record.next_url
    fields = to_record(record)
    for photo in fields["photos"]:
        del photo["caption_raw"]
    return [fields[name] for name in RECORD_FIELDS if name not in PROVENANCE]


def markup(tree: html.HtmlElement) -> str:
    return html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")


class Told(NamedTuple):
    """What was read of a template told anew: the runs before, clean ones since, one run without and with each fault."""

    template: Template
    history: list[list[Record]]
    quiet: list[list[Record]]
    clean: list[Record]
    faulty: dict[str, list[Record]]


def articles(template: Template, runs: int, replays: int, seed: int, faults: bool) -> Told:
    teller = Teller(template, seed)
    history, quiet = (
        [[read(page, template.url) for page in teller.run()] for _ in range(count)]
        for count in (runs, replays)
    )
    pages = teller.run()
    clean = [read(page, template.url) for page in pages]
    faulty = {}
    for number, (words, change) in enumerate(MUTATIONS.items() if faults else ()):
        records = faulty[words] = list(clean)
        for place, page in enumerate(pages):
            record = clean[place]
            if affects(words, place, f"{number} {seed}") and isinstance(record, Article) and record.body:
                tree = html.fromstring(page)
                change(tree, record)
                records[place] = read(markup(tree), template.url)
    return Told(template, history, quiet, clean, faulty)


def listings(template: Template, runs: int) -> Told:
    """A listing a run, as long as ever; what it leads to is the articles' matter."""
    faulty = {}
    for words, change in LISTINGS.items():
        tree = html.fromstring(template.markup)
        assert isinstance(template.record, Listing)
        change(tree, template.record)
        faulty[words] = [read(markup(tree), template.url)]
    return Told(template, [[template.record]] * runs, [], [template.record], faulty)


def judge(told: Told) -> tuple[list[Tried], list[str]]:
    """Put every run to the alarms: what came of each fault, and what each clean run was alarmed by, "" for nothing."""
    history = [coverage(records) for records in told.history]
    quiet = [alarms(coverage(run), history) for run in (told.clean, *told.quiet)]
    anyway = {alarm.field for alarm in quiet[0]}  # by these no fault of the clean run's pages is noticed
    tried = []
    for words, records in told.faulty.items():
        found = [alarm for alarm in alarms(coverage(records), history) if alarm.field not in anyway]
        if isinstance(told.clean[0], Listing) and not isinstance(records[0], Listing):
            found = [Alarm("site", "entries", 1, 0, 1, 1, None)]  # no listing any more: no entry was found
        tried.append(judged(told.template, words, told.clean, records, found))
    return tried, ["; ".join(a.line() for a in found) for found in quiet] if told.quiet else []


def judged(
    template: Template, words: str, clean: list[Record], now: list[Record], found: list[Alarm]
) -> Tried:
    changed = sum(essence(a) != essence(b) for a, b in zip(clean, now, strict=True))
    outcome = "noticed" if found else "missed"
    if changed <= SLIGHT * len(clean):
        outcome = "slight" if changed else "false" if found else "harmless"
    detail = f"{changed} pages changed: " + "; ".join(f"{a.field} {a.filled}/{a.pages}" for a in found)
    if outcome == "missed":
        one, other = next((a, b) for a, b in zip(clean, now, strict=True) if essence(a) != essence(b))
        detail += difference(one, other)
    return Tried(template.name, words, outcome, detail)


def difference(one: Record, other: Record) -> str:
    if not isinstance(one, Article) or not isinstance(other, Article):
        return "another listing"
    before, after = to_record(one), to_record(other)
    names = [n for n in RECORD_FIELDS if n not in PROVENANCE and before[n] != after[n]]
    return "; ".join(f"{n}: {str(before[n])[:150]} → {str(after[n])[:150]}" for n in names)


def work(job: tuple[Template, int, int, int, bool]) -> tuple[list[Tried], list[str]]:
    template, runs, *_ = job
    return judge(articles(*job) if isinstance(template.record, Article) else listings(template, runs))


def chance_of_at_most(count: int, of: int, rate: float) -> float:
    """Return the binomial chance of so many or fewer.

    >>> round(chance_of_at_most(1, 2, 0.5), 2)
    0.75
    """
    choices = (lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) for k in range(count + 1))
    return sum(exp(ways + k * log(rate) + (of - k) * log1p(-rate)) for k, ways in enumerate(choices))


def interval(count: int, of: int) -> tuple[float, float]:
    """Return the exact 95 % interval of a rate (Clopper and Pearson).

    >>> [round(end, 3) for end in interval(0, 100)]
    [0.0, 0.036]
    """

    def rate_where(chance: float, least: int) -> float:
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if chance_of_at_most(least, of, middle) > chance else (low, middle)
        return low

    return rate_where(0.975, count - 1) if count else 0.0, rate_where(0.025, count) if count < of else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, nargs="+", default=[1], help="dice; every page is told with each")
    parser.add_argument("--replays", type=int, default=200, help="clean runs, over all pages and seeds")
    parser.add_argument("--clean", action="store_true", help="clean runs alone, no faults")
    parser.add_argument("--history", type=int, default=20, help="runs before")
    parser.add_argument("--smallest", type=int, default=0, help="pages from so many thousand characters")
    parser.add_argument("--largest", type=int, default=80, help="pages up to so many thousand characters")
    parser.add_argument("--only", default="", help="templates whose name holds this")
    parser.add_argument("--verbose", action="store_true", help="name what was missed")
    asked = parser.parse_args()
    sizes = range(asked.smallest * 1000, asked.largest * 1000)
    stored = [t for t in templates() if asked.only in t.name and len(t.markup) in sizes]
    pages = sum(isinstance(template.record, Article) for template in stored)
    each = -(-asked.replays // max(pages * len(asked.seed), 1))
    jobs = [
        (template, asked.history, each, seed, not asked.clean) for seed in asked.seed for template in stored
    ]
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(work, jobs))
    tried = [one for some, _ in found for one in some]
    false = [line for _, some in found for line in some]
    if not asked.clean:
        report(tried)
    wrong = [line for line in false if line]
    least, most = interval(len(wrong), len(false))
    print(
        f"\n{pages} articles and {len(stored) - pages} listings, {asked.history} runs of 20 articles before each; "
        f"seed {', '.join(map(str, asked.seed))}.\n"
        f"False alarms: {len(wrong)} of {len(false)} clean runs ({100 * len(wrong) / max(len(false), 1):.1f} %; "
        f"95 % interval {100 * least:.1f} to {100 * most:.1f} %)."
    )
    if asked.verbose:
        print(*wrong, *(one for one in tried if one.outcome in ("missed", "false")), sep="\n")


def report(tried: list[Tried]) -> None:
    print("| mutation | harmless | slight | harmful | noticed |\n|---|---|---|---|---|")
    rows = Counter((one.mutation, one.outcome) for one in tried)
    for words in dict.fromkeys(one.mutation for one in tried):
        noticed, missed = rows[words, "noticed"], rows[words, "missed"]
        harmless, slight = rows[words, "harmless"] + rows[words, "false"], rows[words, "slight"]
        print(f"| {words} | {harmless} | {slight} | {noticed + missed} | {noticed} |")
    totals = Counter(one.outcome for one in tried)
    harmful = totals["noticed"] + totals["missed"]
    share = 100 * totals["noticed"] / max(harmful, 1)
    kinds = len(MUTATIONS) + len(LISTINGS)
    sums = f"{totals['harmless'] + totals['false']} | {totals['slight']} | {harmful} | {totals['noticed']}"
    print(f"| **all {kinds}** | {sums} ({share:.1f} %) |")


if __name__ == "__main__":
    main()
