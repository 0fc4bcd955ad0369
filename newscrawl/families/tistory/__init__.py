"""Tistory, the blog service: any skin, any era, on its own hosts and on custom domains."""

from newscrawl.families.tistory.blog import TistorySite
from newscrawl.families.tistory.listing import TistoryListing
from newscrawl.families.tistory.post import TistoryPost

FAMILY = TistorySite(
    key="tistory",
    name="티스토리",
    hosts=(),
    articles=(TistoryPost,),
    listings=(TistoryListing,),
    delay=2.0,
    anywhere=True,
)

__all__ = ["FAMILY", "TistoryListing", "TistoryPost", "TistorySite"]
