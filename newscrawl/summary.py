"""What came of a crawl: a table by site, the reasons, and the exit status. Pure; reads Scrapy's stats."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from newscrawl.alarms import Alarm
from newscrawl.terminal import plain, table

OUTCOMES = ("new", "changed", "same", "gone", "refused", "failed", "listings")
LEFT = "left"  # for a later run: the host wants to be left alone so long; a column where there is any
_STORED = ("new", "changed", "same")
_HOW = {"failed": "failed", "refused": "were refused", "gone": "are gone", LEFT: "were left for a later run"}
_FEW = 3  # so many articles may be lost in a run that has no other, without anything being wrong with it
_SHOWN_REASONS = 12


class Verdict(NamedTuple):
    """How a crawl ended: ``status`` for the shell, ``how`` for the ledger ("finished", "degraded", …), and why."""

    status: int
    how: str
    reason: str


def outcome_key(site: str, outcome: str) -> str:
    """Return the stat that counts a site's pages of one outcome."""
    return f"pages/{site}/{outcome}"


def reason_key(site: str, outcome: str, reason: str) -> str:
    """Return the stat that counts why; its ``/example`` keeps the first address."""
    return f"reasons/{site}/{outcome}/{reason}"


def counts(stats: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the pages by site and outcome.

    >>> counts({"pages/tistory:a.tistory.com/new": 3})
    {'tistory:a.tistory.com': {'new': 3}}
    """
    found: dict[str, dict[str, int]] = {}
    for key, value in sorted(stats.items()):
        kind, _, rest = key.partition("/")
        site, _, outcome = rest.rpartition("/")
        if kind == "pages" and outcome in (*OUTCOMES, LEFT) and site:
            found.setdefault(site, {})[outcome] = value
    return found


def verdict(stats: Mapping[str, Any]) -> Verdict:
    """Judge the crawl: 0 when it did what it was for, 1 when it stored nothing it should have, with the reason.

    2 when it went well and a field, or a listing, yielded less than the site's last runs say it should have.

    >>> verdict({"pages/etoday/failed": 2, "reasons/etoday/failed/HTTP 503": 2})
    Verdict(status=1, how='failed', reason='all 2 pages failed: HTTP 503 (2)')
    """
    reason = stats.get("finish_reason")
    by_site = counts(stats).values()
    totals = {outcome: sum(site.get(outcome, 0) for site in by_site) for outcome in (*OUTCOMES, LEFT)}
    bad = totals["failed"] + totals["refused"] + totals["gone"]
    good = sum(totals[outcome] for outcome in _STORED) + stats.get("crawl/buried", 0)
    good += totals["listings"] if bad < _FEW else 0
    if stats.get("crawl/error"):
        return Verdict(1, "failed", plain(str(stats["crawl/error"])))
    if (not_stored := bad + totals[LEFT]) and not good:
        word = "page" if not_stored == 1 else "pages"
        how = next(words for outcome, words in _HOW.items() if totals[outcome])
        why = "; ".join(line for line, _ in _reasons(stats))
        return Verdict(1, "failed", plain(f"all {not_stored} {word} {how}: {why}"))
    if reason == "shutdown":
        return Verdict(1, "stopped", "stopped by a signal; the next run goes on from here")
    if reason not in (None, "finished"):
        return Verdict(1, "failed", f"stopped early: {reason}")
    if fallen := degraded(stats):
        more = f" (and {len(fallen) - 1} more)" if len(fallen) > 1 else ""
        return Verdict(2, "degraded", plain(fallen[0].line() + more))
    if (
        stats.get("crawl/beginnings")
        and not stats.get("crawl/entries")
        and not any(totals[o] for o in _STORED)
    ):
        return Verdict(1, "empty", "no listing or feed has an entry; has the outlet's markup changed?")
    if not good and not stats.get("crawl/nothing_due"):
        return Verdict(1, "empty", "no page was fetched; look at the log for why")
    return Verdict(0, "finished", "")


def degraded(stats: Mapping[str, Any]) -> list[Alarm]:
    """Return what fell out of what was to be expected of this run."""
    found: list[Alarm] = stats.get("crawl/degraded", [])
    return found


def summary(stats: Mapping[str, Any]) -> str:
    """Return the table a crawl ends with: one line a site, then why pages were refused or failed, then misses.

    What pages say in it steers no terminal.
    """
    found = counts(stats)
    outcomes = (*OUTCOMES, LEFT) if any(LEFT in row for row in found.values()) else OUTCOMES
    rows: list[tuple[str, ...]] = [("site", *outcomes)]
    rows += [(site, *(str(row.get(o, 0)) for o in outcomes)) for site, row in found.items()]
    lines = table(rows, right=range(1, len(rows[0])))
    reasons = list(_reasons(stats))
    if reasons:
        lines += [
            "",
            "Not stored, and why:",
            *(f"  {line}: {example}" for line, example in reasons[:_SHOWN_REASONS]),
        ]
        if len(reasons) > _SHOWN_REASONS:
            lines.append(f"  … and {len(reasons) - _SHOWN_REASONS} reasons more")
    if fallen := degraded(stats):
        lines += ["", "Less than this site's last runs gave:", *(f"  {alarm.line()}" for alarm in fallen)]
    misses = list(_misses(stats))
    if misses:
        lines += ["", "Words not understood, or not found:", *(f"  {line}" for line in misses)]
    return "\n".join(map(plain, lines))  # sites, reasons, examples: whatever pages and servers say


def _reasons(stats: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in sorted(stats.items()):
        if key.startswith("reasons/") and not key.endswith("/example"):
            reason = key.split("/", 3)[3]
            yield f"{reason} ({value})", stats.get(f"{key}/example", "")


def _misses(stats: Mapping[str, Any]) -> Iterator[str]:
    for key, value in sorted(stats.items()):
        if key.startswith("not_understood/") and not key.endswith("/example"):
            site, _, field = key.removeprefix("not_understood/").rpartition("/")
            yield f"{site} {field} ({value}), such as: {stats.get(f'{key}/example', '')}"
