"""Which outlet an address belongs to. The folder ``sites/`` is the list; nothing is registered by hand."""

import pkgutil
from functools import cache
from importlib import import_module
from urllib.parse import urlsplit

from newscrawl import families
from newscrawl import sites as folder
from newscrawl.memory import remembered
from newscrawl.outlet import Site


class HostClash(ValueError):
    """Two outlets claim one host; the message names both files."""


@cache
def sites() -> dict[str, Site]:
    """Return every outlet by its key, in alphabetical order.

    >>> sites()["etoday"].name
    '이투데이'
    """
    found: dict[str, Site] = {}
    owners: dict[str, str] = {}
    for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda m: m.name):
        site: Site = import_module(f"{folder.__name__}.{module.name}").SITE
        if site.key != module.name:
            raise HostClash(
                f"sites/{module.name}.py calls itself {site.key!r}: a site's key is its file's name"
            )
        for host in site.hosts:
            if host in owners:
                raise HostClash(
                    f"{host} is claimed by sites/{owners[host]}.py and sites/{site.key}.py: leave it in one"
                )
            owners[host] = site.key
        found[site.key] = site
    return found


def site_for(url: str) -> Site | None:
    """Return the outlet an address belongs to, the most exactly named host first, or None.

    >>> site_for("https://m.etoday.co.kr/news/view/1907146").key
    'etoday'
    """
    try:
        host = (urlsplit(url.strip()).hostname or "").removesuffix(".")
    except ValueError:
        return None
    return _owner(host)


@remembered(4096)
def _owner(host: str) -> Site | None:
    named = [site for site in sites().values() if host in site.hosts]
    return next(iter(named or [site for site in sites().values() if site.owns(host)]), None)


@cache
def family_sites() -> tuple[Site, ...]:
    """Return the families' own outlets-of-any-host, which read a page of an outlet nobody has named, by its markup."""
    modules = sorted(pkgutil.iter_modules(families.__path__), key=lambda m: m.name)
    found = (import_module(f"{families.__name__}.{module.name}") for module in modules)
    return tuple(module.FAMILY for module in found if hasattr(module, "FAMILY"))
