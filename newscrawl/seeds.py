"""What a crawl begins with, the addresses given or an outlet's own ways in, and where its listings lead. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newscrawl.arguments import ArgumentError, Arguments
from newscrawl.frontier import ARTICLE, Lead, Page
from newscrawl.items import Entry, Stamp
from newscrawl.outlet import Site, plain
from newscrawl.registry import site_for, sites


def seeds(site: Site | None, asked: Arguments) -> list[Lead]:
    """Return the pages a crawl of ``site`` begins with; ArgumentError where the outlet has no such way in.

    >>> [s.kind for s in seeds(sites()["etoday"], Arguments())][:2]
    ['feed', 'feed']
    >>> seeds(sites()["etoday"], Arguments(urls=("https://m.etoday.co.kr/news/view/1907146",)))[0].identity
    '1907146'
    """
    if asked.urls:
        return [given_lead(url, site) for url in asked.urls]
    if site is None:
        raise ArgumentError("this spider needs an address: -a url=https://… (or -a urls=@file.txt)")
    ways = {
        "rss": [Lead(site.key, url, url, "feed") for url in site.feeds],
        "sitemap": [Lead(site.key, url, url, "feed") for url in site.sitemaps],
        "listing": [Lead(site.key, url, url, "listing") for url in _sections(site, asked)],
    }
    chosen = asked.via or (("listing",) if asked.sections else ("rss", "sitemap", "listing"))
    found = [lead for way in chosen for lead in ways[way]]
    if not found:
        raise ArgumentError(_no_way_in(site, asked))
    return found


def given_lead(url: str, given: Site | None) -> Lead:
    """Return the page an address names; a given outlet refuses the address of another."""
    named = site_for(url)
    if given is not None and named is not None and named.key != given.key:
        raise ArgumentError(f"{url} is a page of {named.key}: scrapy crawl {named.key} -a url={url}")
    if given is not None and named is None and not given.anywhere:
        raise ArgumentError(f"{url} is no page of {given.key}: scrapy crawl article -a url={url}")
    return lead_of(url, site=named or given)


def lead_of(url: str, found_on: Page | None = None, site: Site | None = None) -> Lead:
    """Return the page an address names: an article by the outlet's pattern, else a listing of a named outlet.

    An address found on a listing page as its next, or in a sitemap index as its child, is of the same kind as that.

    >>> lead_of("https://m.etoday.co.kr/news/view/1907146?trc=main").identity
    '1907146'
    """
    if found_on is not None:
        return Lead(found_on.site, plain(url), url, found_on.kind, found_on.depth + 1)
    named = site_for(url)
    site = named or site
    if site is None:
        return Lead(plain(url).split("/")[0].removeprefix("www."), plain(url), url)
    identity = site.identify(url)
    if identity is None:
        return Lead(site.name_of(url), plain(url), url, "listing")
    # The address is asked as it was named, for that one is known to work; the canonical one is the second try.
    canonical = site.canonical(url) if named else url
    return Lead(site.name_of(url), identity, url, hint={"also": canonical} if canonical != url else None)


def lead_of_entry(entry: Entry, found_on: Page) -> Lead | None:
    """Return the article of a listing's or feed's entry, with what that said of its date as the hint.

    None for what is no article: a section, a series, which would be walked page by page though nobody asked for it.
    """
    source = "feed" if found_on.kind == "feed" else "listing"
    dated = {"date": entry.date_published, "source": source} if entry.date_published else {}
    outlet = sites().get(found_on.site.split(":")[0])
    lead = lead_of(entry.url, site=outlet if outlet and outlet.anywhere else None)
    if lead.kind != ARTICLE:
        return None
    return replace(lead, hint={**(lead.hint or {}), **dated} or None)


def source_lead(url: str | None) -> Lead | None:
    """Return the article a repost names as its source; None where it names none, or a section or front page.

    >>> source_lead("https://www.etoday.co.kr/news/section/subsection?MID=1302")
    """
    lead = lead_of(url) if url else None
    return lead if lead is not None and lead.kind == ARTICLE else None


def is_walked(page: Page) -> bool:
    """Tell whether a page that was asked for as an article, and is a listing, is walked as one.

    It is where it was named to the crawl, by the address of a host nobody knows; an outlet's article number is no
    listing's, and a page that was merely linked leads nowhere.
    """
    return page.found_on is None and page.identity == plain(page.url)


def stamps_of(hint: Mapping[str, Any] | None) -> list[Stamp]:
    """Return the date a lead's hint says, as a page's own dates are given.

    >>> stamps_of({"date": "2020-06-17", "source": "listing"})
    [Stamp(raw='2020-06-17', source='listing', field='published')]
    """
    return [Stamp(hint["date"], hint["source"], "published")] if hint and hint.get("date") else []


def _sections(site: Site, asked: Arguments) -> list[str]:
    for name in asked.sections:
        if name not in site.sections:
            known = ", ".join(site.sections) or "none"
            raise ArgumentError(f"-a section={name}: {site.key} has no such section; known are {known}")
    return [url for name, url in site.sections.items() if not asked.sections or name in asked.sections]


def _no_way_in(site: Site, asked: Arguments) -> str:
    if asked.via:
        return f"-a via={','.join(asked.via)}: {site.key} has no such way in; leave it out, or give -a url=…"
    return (
        f"{site.key} has no page to begin with of its own: give -a url=https://… of a listing or an article"
    )
