"""Page classes: how one page reads. A method a field, a default each; raw words out, nothing understood.

An outlet inherits and overrides what is wrong, most often by naming a selector. Where it names none, or none matches,
the defaults go by meaning (JSON-LD, meta tags, microdata) and by where Korean newsrooms print things. The body alone
has no such second way: where an outlet says which element holds it, a redesign must show as a page that no longer fits.
"""

from newscrawl.pages.article import ArticlePage
from newscrawl.pages.listing import ListingPage
from newscrawl.pages.page import Page

__all__ = ["ArticlePage", "ListingPage", "Page"]
