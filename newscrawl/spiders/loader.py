"""Finds spiders: one for each outlet in ``sites/``, and ``article`` for any address."""

import builtins
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from newscrawl.registry import site_for, sites
from newscrawl.spiders.article import ArticleSpider
from newscrawl.spiders.outlet import OutletSpider


class OutletLoader:
    """Scrapy's list of spiders, read from the folder of outlets."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls()

    def load(self, spider_name: str) -> type[Spider]:
        """Return the spider of this name; KeyError, which Scrapy reports, where there is none."""
        if spider_name == ArticleSpider.name:
            return ArticleSpider
        site = sites().get(spider_name)
        if site is None:
            raise KeyError(f"Spider not found: {spider_name}")
        return type(f"{spider_name.title()}Spider", (OutletSpider,), {"name": spider_name, "site": site})

    def list(self) -> list[str]:
        return sorted([*sites(), ArticleSpider.name])

    def find_by_request(self, request: Request) -> builtins.list[str]:
        """Return the one spider that reads this address: its outlet's, or ``article``."""
        site = site_for(request.url)
        return [site.key if site else ArticleSpider.name]
