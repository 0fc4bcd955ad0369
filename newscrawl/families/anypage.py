"""Any page at all: an outlet nobody has named, on no CMS we know, read by meaning and by the finders alone."""

from newscrawl.document import Document
from newscrawl.outlet import UnnamedSite
from newscrawl.pages import ArticlePage


class AnyArticle(ArticlePage):
    """Every default as it is."""

    @classmethod
    def fits(cls, document: Document) -> bool:
        return True


ANY_PAGE = UnnamedSite(key="anypage", name="", hosts=(), articles=(AnyArticle,))
