"""How complete a run's records are: by site and field, on how many of its pages the field was filled. Pure.

Beside plain fields there are nested ones ("authors.email": of the pages with authors, those with any e-mail),
``.own`` ones (the value was not the same on one of the pages before: a redesign may turn a headline into the outlet's
name, a menu into a paragraph, the date of a box beside the text into the article's), how many paragraphs come again,
and steps: of lists ("authors>=2"), of how precise a date is, and of the body's length ("body.characters>=400").
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from newscrawl.items import Article, Listing

CHARACTERS = (100, 200, 400, 800, 1600, 3200)
PARAGRAPHS = (2, 4, 6, 8, 12, 16, 24)
REPEATED = (2, 3, 5)
_ENDS = 6  # characters: an outlet's name before or behind a headline is longer
_BACK = 20  # pages whose words are remembered, to see whether they come again
_LISTINGS = 50  # listings of a site that are counted one by one


@dataclass(slots=True)
class Tally:
    """On how many pages a field was filled, and the first page where it was not."""

    pages: int = 0
    filled: int = 0
    example: str | None = None


class Tallies:
    """The tallies of one run, by site and field.

    >>> tallies = Tallies()
    >>> tallies.read(Article(site="etoday", url="https://example.com/1", headline="LG, 손잡는다"))
    >>> tallies.of["etoday", "headline"], tallies.of["etoday", "authors"].example
    (Tally(pages=1, filled=1, example=None), 'https://example.com/1')
    """

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], Tally] = {}
        self._words: dict[str, deque[set[int]]] = {}
        self._listings: dict[str, set[str]] = {}

    def read(self, article: Article) -> None:
        """Count an article's fields."""
        site, url = article.site, article.url
        self._count(site, "article", True, url)
        for field, is_filled in filled(article):
            self._count(site, field, is_filled, url)
        before = self._words.setdefault(site, deque(maxlen=_BACK))
        own = set()
        for field, words in _words(article):
            marks = {hash((field, word)) for word in words}
            again = sum(any(mark in page for page in before) for mark in marks)
            if marks:
                self._count(site, f"{field}.own", not again, url)
            for number in REPEATED if field == "body" else ():
                self._count(site, f"body.repeated<{number}", again < number, url)
            own |= marks
        before.append(own)

    def missed(self, site: str, url: str) -> None:
        """Count a page that should have given an article and gave none."""
        self._count(site, "article", False, url)

    def listed(self, site: str, listing: Listing, url: str) -> None:
        """Count a walk's first listing or feed: its entries by its address, their dates, and whether it goes on."""
        known = self._listings.setdefault(site, set())
        if len(known) < _LISTINGS:
            known.add(url)
        if url in known:
            self._count(site, f"entries {url}", len(listing.entries), url)
            self._count(site, f"next_url {url}", listing.next_url is not None, url)
        for entry in listing.entries:
            self._count(site, "entries.date_published", entry.date_published is not None, url)

    def _count(self, site: str, field: str, number: int, url: str) -> None:
        tally = self.of.setdefault((site, field), Tally())
        tally.pages += 1
        tally.filled += number
        if not number and tally.example is None:
            tally.example = url


def filled(article: Article) -> Iterator[tuple[str, bool]]:
    """Yield every counted field of a record, and whether it is filled.

    >>> dict(filled(Article(date_published="2020-06-17")))["date_published.time"]
    False
    """
    yield "headline", bool(article.headline)
    yield "alternative_headlines", bool(article.alternative_headlines)
    yield "section", bool(article.section)
    yield "keywords", bool(article.keywords)
    yield "date_published", article.date_published is not None
    yield "date_published.time", "T" in (article.date_published or "")
    yield "date_published.precision>=second", article.date_published_precision == "second"
    yield "date_modified", article.date_modified is not None
    yield "authors", bool(article.authors)
    for part in ("name", "role", "email", "affiliation") if article.authors else ():
        yield f"authors.{part}", any(getattr(author, part) for author in article.authors)
    yield "photos", bool(article.photos)
    for part in ("url", "caption", "credit") if article.photos else ():
        yield f"photos.{part}", any(getattr(photo, part) for photo in article.photos)
    for field in ("section", "keywords", "authors", "photos"):
        yield f"{field}>=2", len(getattr(article, field)) >= 2
    yield "body", bool(article.body)
    yield "body.complete", article.body_complete
    characters = sum(map(len, article.body))
    for step in CHARACTERS:
        yield f"body.characters>={step}", characters >= step
    for step in PARAGRAPHS:
        yield f"body.paragraphs>={step}", len(article.body) >= step
    for field in ("publisher", "description", "copyright_raw", "source_url", "source_date_published"):
        yield field, getattr(article, field) is not None
    yield "related", bool(article.related)


def _words(article: Article) -> Iterator[tuple[str, list[str]]]:
    """What no two articles of an outlet share, where all is well."""
    ends = f"{article.headline[:_ENDS]} …", f"… {article.headline[-_ENDS:]}"
    yield "headline", [article.headline, *ends] if article.headline else []
    yield "body", article.body
    moment = article.date_published or ""
    yield "date_published", [moment] if "T" in moment else []  # a day is shared by many
    yield "photos", [photo.url for photo in article.photos if photo.url]
    yield "description", [article.description] if article.description else []
