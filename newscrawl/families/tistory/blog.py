"""Any blog on Tistory as an outlet: named by its host, its addresses understood without a list of blogs."""

from newscrawl.families.tistory.engine import host_of, post_address, post_path
from newscrawl.outlet import Site


class TistorySite(Site):
    """Tistory. A record's ``site`` names the blog by its host, for two blogs number their posts alike."""

    def name_of(self, url: str) -> str:
        return f"{self.key}:{host_of(url)}"

    def identify(self, url: str) -> str | None:
        """Return "106", or "entry/SLUG" where only the slug is known: the post's page knows its number."""
        return post_path(url)

    def canonical(self, url: str) -> str:
        return post_address(url) or super().canonical(url)
