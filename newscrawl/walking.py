"""Where a listing or feed leads: to its articles and its next page, until its chain ends."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from newscrawl.arguments import Arguments
from newscrawl.chains import Chain, Listed, key_of
from newscrawl.frontier import ARTICLE, Frontier, Lead, Page, Visit
from newscrawl.items import Entry, Listing
from newscrawl.seeds import lead_of, lead_of_entry

logger = logging.getLogger(__name__)


class Walking:
    """One crawl's chains of listing pages; ``no_lead(page, url)`` is told of each link that is no article's."""

    def __init__(self, frontier: Frontier, asked: Arguments, no_lead: Callable[[Page, str], None]) -> None:
        self.frontier = frontier
        self.asked = asked
        self.no_lead = no_lead
        self.listed: dict[int, Listed] = {}  # by the row of a chain's first page

    def visit(self, page: Page, listing: Listing, **said: Any) -> Visit:
        """Return the visit of a listing that was read: what it leads to, and whether its chain ends here."""
        is_found_out = page.kind == ARTICLE
        if is_found_out:
            page = replace(page, kind="listing")
        since = self.asked.since.isoformat() if self.asked.since else ""
        wanted = [e for e in listing.entries if not e.date_published or e.date_published[:10] >= since]
        leads = self._leads(wanted, page)
        keys = [key_of(lead) for lead in leads]
        chain = Chain.of(page)
        so_far = self.listed.setdefault(chain.first, Listed())
        chain = chain.behind(
            keys,
            known=chain.until is not None and self.frontier.all_known(leads, page),
            news=so_far.are_news(keys),
            # a first page that lists nothing is a fault, or an index of sitemaps, which have chains of their own
            whole=len(wanted) == len(listing.entries) and (bool(keys) or page.id != chain.first),
        )
        following = lead_of(listing.next_url, page) if listing.next_url else None
        leads_on = following is not None and not so_far.leads_back(page.url, following.url)
        reason = chain.end(listing, self.asked, page.depth, leads_on=leads_on, any_wanted=bool(wanted))
        leads += [lead_of(url, page) for url in listing.feeds]
        if following is not None and reason is None:
            leads.append(replace(following, hint=chain.hint()))
        else:
            del self.listed[chain.first]
        return replace(
            self.frontier.listed(page, leads, **said),
            reason=reason,
            is_listing=is_found_out,
            front=chain.front(keys) if page.id == chain.first else None,
            seen_all=(chain.first, chain.round) if chain.saw_all(reason) else None,
        )

    def _leads(self, entries: list[Entry], page: Page) -> list[Lead]:
        """Return the articles among a listing's entries."""
        leads = []
        for entry in entries:
            try:
                lead = lead_of_entry(entry, page)
            except Exception:  # one bad link must not take the others' articles with it
                logger.exception("No address to ask: %s on %s", entry.url, page.url)
                lead = None
            if lead is None:
                self.no_lead(page, entry.url)
            else:
                leads.append(lead)
        return leads
