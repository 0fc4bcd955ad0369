"""How many faults of a page the alarms notice within one run of 20 articles, and how often they cry wolf.

    python benchmarks/mutations.py [--replays 200] [--history 20] [--verbose]

Every stored article is told anew with invented words (``varied.py``): 20 runs of 20 articles are its history, whose
pages lack a photo, an e-mail, a byline now and then, more often in one run than in the next. Then each mutation
(``mutants.py``) is put to a run of 20 new articles. Noticed is a run that is degraded; harmless is a mutation that
changes no field of any record, for the page was read by other marks; slight one that changes two pages at the most.
Clean runs count the false alarms.
Goals: 95 % noticed, 1 % false alarms.
"""

import argparse
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
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


def articles(template: Template, runs: int, replays: int) -> tuple[list[Tried], list[str]]:
    teller = Teller(template, 1)
    history = [coverage([read(page, template.url) for page in teller.run()]) for _ in range(runs)]
    false = []
    for _ in range(replays):
        found = alarms(coverage([read(page, template.url) for page in teller.run()]), history)
        false.append("; ".join(alarm.line() for alarm in found))
    pages = teller.run()
    clean = [read(page, template.url) for page in pages]
    tried = []
    for seed, (words, change) in enumerate(MUTATIONS.items()):
        records = list(clean)
        for place, page in enumerate(pages):
            record = clean[place]
            if affects(words, place, seed) and isinstance(record, Article) and record.body:
                tree = html.fromstring(page)
                change(tree, record)
                records[place] = read(markup(tree), template.url)
        tried.append(judged(template, words, clean, records, alarms(coverage(records), history)))
    return tried, false


def listings(template: Template, runs: int, replays: int) -> tuple[list[Tried], list[str]]:
    """A listing a run, as long as ever; what it leads to is the articles' matter."""
    history = [coverage([template.record])] * runs
    tried = []
    for words, change in LISTINGS.items():
        tree = html.fromstring(template.markup)
        assert isinstance(template.record, Listing)
        change(tree, template.record)
        record = read(markup(tree), template.url)
        found = alarms(coverage([record]), history) if isinstance(record, Listing) else [
            Alarm("site", "entries", 1, 0, 1, 1, None)]  # no listing any more: no entry was found  # fmt: skip
        tried.append(judged(template, words, [template.record], [record], found))
    return tried, []


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


def work(job: tuple[Template, int, int]) -> tuple[list[Tried], list[str]]:
    template, runs, replays = job
    return (articles if isinstance(template.record, Article) else listings)(template, runs, replays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replays", type=int, default=200, help="clean runs, over all pages")
    parser.add_argument("--history", type=int, default=20, help="runs before")
    parser.add_argument("--largest", type=int, default=80, help="pages up to so many thousand characters")
    parser.add_argument("--only", default="", help="templates whose name holds this")
    parser.add_argument("--verbose", action="store_true", help="name what was missed")
    asked = parser.parse_args()
    stored = [t for t in templates() if asked.only in t.name and len(t.markup) < asked.largest * 1000]
    pages = sum(isinstance(template.record, Article) for template in stored)
    each = -(-asked.replays // max(pages, 1))
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(work, [(template, asked.history, each) for template in stored]))
    tried = [one for some, _ in found for one in some]
    false = [line for _, some in found for line in some]
    report(tried)
    wrong = [line for line in false if line]
    print(
        f"\n{pages} articles and {len(stored) - pages} listings, {asked.history} runs of 20 articles before each."
    )
    print(
        f"False alarms: {len(wrong)} of {len(false)} clean runs ({100 * len(wrong) / max(len(false), 1):.1f} %)."
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
