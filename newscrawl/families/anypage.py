"""Any page at all: an outlet nobody has named, on no CMS we know, read by meaning alone."""

from urllib.parse import urlsplit

from newscrawl.document import Document
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class AnyArticle(ArticlePage):
    @classmethod
    def fits(cls, document: Document) -> bool:
        return True


class AnySite(Site):
    def name_of(self, url: str) -> str:
        return (urlsplit(url).hostname or "").removeprefix("www.")


ANY_PAGE = AnySite(key="anypage", name="", hosts=(), articles=(AnyArticle,))
