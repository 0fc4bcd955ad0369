"""How far a listing is walked: to its last page, or to where an earlier round has been. Pure.

A *chain* is a first page (a section, a feed, an address given) and the next pages it leads to. A round that came to
the chain's end has seen all there was, and what its first page listed becomes the chain's *mark*. A later round may end
earlier: once it has met the mark, and two pages on end list nothing but what was known before the round began. A round
that is cut short (``pages``, ``since``, killed, a page that fails) leaves the mark where it was, so that the next one
walks on to it through whatever lies between.

What a chain knows of itself travels from page to page in their rows: it is killed, resumed and shared as they are.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from newscrawl.arguments import Arguments
from newscrawl.frontier import Lead, Page
from newscrawl.items import Listing

KNOWN_PAGES = 2  # on end, behind the mark, after which what follows is known too
QUIET_PAGES = 3  # on end with nothing the chain has not listed already: the site repeats itself
_MARKED = (
    40  # entries of a first page that are kept; one that is still listed when the mark is looked for will do
)
_REMEMBERED = 5_000  # entries of a chain, and as many before them: memory must not grow with a walk

END = "the last page"
KNOWN = "what follows is known"
REPEATS = "the same entries again"
SINCE = "since"
PAGES = "pages"
_ALL_SEEN = (END, KNOWN, REPEATS)


@dataclass(frozen=True, slots=True)
class Chain:
    """How far one round is in one chain."""

    first: int  # the row of its first page
    round: int
    until: tuple[str, ...] | None  # the mark; empty once it was met, None where no round came to the end yet
    known: int = 0  # pages on end that list nothing this round has found
    quiet: int = 0  # pages on end that list nothing new to the chain
    whole: bool = True  # it began with articles, and none was left out for its date

    @classmethod
    def of(cls, page: Page) -> "Chain":
        """Return the chain a listing or feed belongs to, as it is before the page is read."""
        carried = (page.hint or {}).get("chain")
        if carried is None:
            return cls(page.id, page.round, tuple(json.loads(page.mark)["entries"]) if page.mark else None)
        return cls(**{**carried, "until": None if carried["until"] is None else tuple(carried["until"])})

    def behind(self, keys: Sequence[str], *, known: bool, news: bool, whole: bool) -> "Chain":
        """Return the chain behind a page that lists these articles.

        ``known``: all were known before the round began; ``news``: some are new to the chain; ``whole``: none left out.
        """
        met = self.until is not None and not set(keys).isdisjoint(self.until)
        return replace(
            self,
            until=() if met else self.until,
            known=self.known + 1 if known else 0,
            quiet=0 if news else self.quiet + 1,
            whole=self.whole and whole,
        )

    def end(
        self, listing: Listing, asked: Arguments, depth: int, *, leads_on: bool, any_wanted: bool
    ) -> str | None:
        """Return why the round does not go on behind this page, or None; ``leads_on``: it has a next one of its own."""
        if not listing.entries or not leads_on:
            return END
        if not any_wanted:
            return SINCE
        if asked.mode != "all" and self.until == () and self.known >= KNOWN_PAGES:
            return KNOWN
        if self.quiet >= QUIET_PAGES:
            return REPEATS
        return PAGES if asked.pages is not None and depth >= asked.pages else None

    def saw_all(self, reason: str | None) -> bool:
        """Tell whether the round has seen all there is to the chain, having ended for this reason."""
        return self.whole and reason in _ALL_SEEN

    def front(self, keys: Sequence[str]) -> str:
        """Return what is kept of the first page's articles: the mark, should this round see all of the chain."""
        return json.dumps({"round": self.round, "entries": list(keys[:_MARKED])}, ensure_ascii=False)

    def hint(self) -> dict[str, Any]:
        """Return what the next page's row carries."""
        return {"chain": asdict(self)}


class Listed:
    """What a chain has listed of late in this round, and the pages it has been to.

    >>> listed = Listed()
    >>> listed.are_news(["etoday 1", "etoday 2"]), listed.are_news(["etoday 2"]), listed.are_news(["etoday 3"])
    (True, False, True)
    >>> listed.leads_back("example.com/list", "example.com/list?page=2")
    False
    >>> listed.leads_back("example.com/list?page=2", "example.com/list")
    True
    """

    def __init__(self) -> None:
        self._late: set[int] = set()
        self._before: set[int] = set()
        self._pages: set[int] = set()

    def are_news(self, keys: Sequence[str]) -> bool:
        """Tell whether any of these articles was not listed yet, and remember them."""
        marks = {hash(key) for key in keys}
        news = any(mark not in self._late and mark not in self._before for mark in marks)
        if len(self._late) > _REMEMBERED:
            self._before, self._late = self._late, set()
        self._late |= marks
        return news

    def leads_back(self, here: str, following: str) -> bool:
        """Tell whether the next page is one the chain has been to, and remember this one."""
        self._pages.add(hash(here))
        return hash(following) in self._pages


def key_of(lead: Lead) -> str:
    """Return what names an article in a mark.

    >>> key_of(Lead("etoday", "1907146", "https://www.etoday.co.kr/news/view/1907146"))
    'etoday 1907146'
    """
    return f"{lead.site} {lead.identity}"
