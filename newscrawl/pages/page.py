"""What every kind of page has: its markup, parsed once, and what its head says."""

from newscrawl.document import Document
from newscrawl.metadata import metadata_of


class Page:
    """One page: its parsed markup and what its head says."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.meta = metadata_of(document)

    @classmethod
    def fits(cls, document: Document) -> bool:
        """Tell by the markup whether this class can read the page; asked in the order the outlet lists them."""
        return True
