"""This run's coverage held against the site's own last runs: which fields fell out of what was to be expected. Pure.

No threshold is fixed. The last runs say how often a field is filled and how much that varies from run to run; from
both follows how likely each number of *this* run's pages is that have it (a beta-binomial predictive distribution).
The least likely numbers alarm, of all fields of the site together. So a field that is always there alarms when a few
pages lack it, one that is there on half of the pages only when it nearly vanishes, and a run of three pages hardly at
all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import exp, lgamma, log1p
from statistics import quantiles
from typing import NamedTuple

from newscrawl.storage.ledger import Coverage

MIN_RUNS = 5  # below, there is no telling what varies
LEVEL = (
    0.01  # of clean runs may alarm, by all fields of a site together; docs/benchmarks.md has the real rate
)
_SPREAD = (
    0.004  # runs differ at least by so much (the intraclass correlation), however alike the last ones were
)
_PRIOR_RUNS = 4  # so many runs without overdispersion are added to those seen, which are few
_FAR_OUT = 3  # interquartile ranges beyond the quartiles: Tukey's "far out"
_LEAST_RANGE = (
    0.15  # of logarithms: a list of 20 is not far out down to some 13 entries, however constant it was
)
_STEP = ">="
_LISTED = ("entries ", "next_url ")  # a number a listing, not pages that have it


class Alarm(NamedTuple):
    """A field that fell out of what was to be expected: so many pages of ``pages``, ``usual`` being the share before.

    ``expected`` is the nearest number that would have been no alarm.
    """

    site: str
    field: str
    pages: int
    filled: int
    usual: float
    expected: int
    example: str | None

    def line(self) -> str:
        """Return it as a sentence for people.

        >>> Alarm("etoday", "authors.email", 20, 9, 0.98, 17, "https://example.com/1").line()
        'etoday: authors.email on 9 of 20 pages, usually 98 % (at least 17 expected): https://example.com/1'
        """
        bound = "at least" if self.filled < self.expected else "at most"
        if self.field.startswith(_LISTED):
            kind, _, address = self.field.partition(" ")
            if kind == "next_url":
                return f"{self.site}: the listing leads to no next page any more: {address}"
            usual = f"usually {self.usual:.0f} ({bound} {self.expected} expected)"
            return f"{self.site}: {round(self.filled / self.pages)} entries, {usual}: {address}"
        example = f": {self.example}" if self.example and bound == "at least" else ""
        share = f"usually {100 * self.usual:.0f} % ({bound} {self.expected} expected)"
        return f"{self.site}: {self.field} on {self.filled} of {self.pages} pages, {share}{example}"


def alarms(run: Iterable[Coverage], history: Sequence[Sequence[Coverage]]) -> list[Alarm]:
    """Return the alarms of one site's run; ``history`` is the coverage of its last good runs, and may be short.

    >>> usual = [[Coverage("etoday", "authors.email", 20, filled)] for filled in (20, 19, 20, 20, 18, 20)]
    >>> [alarm.filled for alarm in alarms([Coverage("etoday", "authors.email", 20, 9)], usual)]
    [9]
    >>> alarms([Coverage("etoday", "authors.email", 20, 17)], usual)
    []
    """
    if len(history) < MIN_RUNS:
        return []
    before: dict[str, list[Coverage]] = {}
    for past in history:
        for one in past:
            if one.pages:
                before.setdefault(one.field, []).append(one)
    now = [one for one in run if one.pages and len(before.get(one.field, ())) >= MIN_RUNS]
    found = [
        alarm for one in now if one.field.startswith(_LISTED) for alarm in _far_out(one, before[one.field])
    ]
    shares = {
        one: _Share.of(before[one.field], one.pages) for one in now if not one.field.startswith(_LISTED)
    }
    asked = [(one, False) for one in shares] + [(one, True) for one in shares if _STEP in one.field]
    bounds = _bounds([shares[one].chances[:: -1 if rises else 1] for one, rises in asked])
    for (one, rises), bound in zip(asked, bounds, strict=True):
        expected = one.pages - bound if rises else bound
        if one.filled > expected if rises else one.filled < expected:
            found.append(Alarm(*_facts(one), shares[one].usual, expected, None if rises else one.example))
    return found


class _Share(NamedTuple):
    """The share of pages that have a field, as a beta distribution, and the chance of each number of this run's."""

    usual: float
    chances: list[float]

    @classmethod
    def of(cls, before: Sequence[Coverage], pages: int) -> "_Share":
        total, have = sum(one.pages for one in before), sum(one.filled for one in before)
        mean = (have + 0.5) / (total + 1)  # Jeffreys: what was never seen missing may yet be
        runs = len(before)
        scatter = sum(
            (one.filled - one.pages * mean) ** 2 / (one.pages * mean * (1 - mean)) for one in before
        )
        dispersion = (scatter + _PRIOR_RUNS) / (runs - 1 + _PRIOR_RUNS)
        size = max(total / runs, 2)
        between = min(max((dispersion - 1) / (size - 1), _SPREAD), 0.9)
        known = sum(
            one.pages / (1 + (one.pages - 1) * between) for one in before
        )  # as many independent pages
        spread = between + (1 - between) / (known + 1)
        weight = 1 / spread - 1
        return cls(have / total, list(_beta_binomial(pages, mean * weight, (1 - mean) * weight)))


def _beta_binomial(pages: int, a: float, b: float) -> Iterator[float]:
    whole = lgamma(pages + 1) + lgamma(a + b) - lgamma(a) - lgamma(b) - lgamma(pages + a + b)
    for k in range(pages + 1):
        yield exp(whole + lgamma(k + a) + lgamma(pages - k + b) - lgamma(k + 1) - lgamma(pages - k + 1))


def _bounds(asked: Sequence[Sequence[float]]) -> list[int]:
    """Return for each question the least number that is still to be expected; ``asked`` are the chances of 0, 1, 2 …

    Of all questions' outcomes the least likely ones alarm, as many as are together no likelier than LEVEL; those that
    are equally unlikely do so together or not at all. So what can hardly happen takes nothing from the other
    questions, and none of the level is lost between two whole numbers of pages.

    >>> _bounds([[0.002, 0.008, 0.99], [0.004, 0.996]])
    [1, 1]
    """
    outcomes: dict[float, list[tuple[float, int]]] = {}
    for place, chances in enumerate(asked):
        for so_far, chance in zip(accumulate(chances), chances, strict=True):
            outcomes.setdefault(so_far, []).append((chance, place))
    bounds, left = [0] * len(asked), LEVEL
    for so_far in sorted(outcomes):
        left -= sum(chance for chance, _ in outcomes[so_far])
        if left < 0:
            break
        for _, place in outcomes[so_far]:
            bounds[place] += 1
    return bounds


def _far_out(one: Coverage, before: Sequence[Coverage]) -> Iterator[Alarm]:
    """Give an alarm where a listing's number is far outside those of the last runs, on a scale of factors."""
    low, middle, high = quantiles((log1p(past.filled / past.pages) for past in before), method="inclusive")
    reach = _FAR_OUT * max(high - low, _LEAST_RANGE)
    now = log1p(one.filled / one.pages)
    usual = exp(middle) - 1
    if now < low - reach:
        yield Alarm(*_facts(one), usual, int(exp(low - reach) - 1) + 1, one.example)
    elif now > high + reach and one.field.startswith("entries "):
        yield Alarm(*_facts(one), usual, int(exp(high + reach) - 1), None)


def _facts(one: Coverage) -> tuple[str, str, int, int]:
    return one.site, one.field, one.pages, one.filled


def message(found: Sequence[Alarm], run: Mapping[str, object]) -> dict[str, object]:
    """Return what a webhook is told: ``text`` for Slack and its like, the same as fields for programs."""
    lines = [
        f"newscrawl: {run.get('spider')} {run.get('how')}: {run.get('reason')}",
        *(a.line() for a in found),
    ]
    return {"text": "\n".join(lines), **run, "alarms": [alarm._asdict() for alarm in found]}
