"""Any address: the outlet by its host, else the family by the markup, else the page's own metadata."""

from newscrawl.spiders.outlet import OutletSpider


class ArticleSpider(OutletSpider):
    """``scrapy crawl article -a url=ANY``."""

    name = "article"
