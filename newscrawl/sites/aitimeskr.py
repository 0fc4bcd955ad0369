"""인공지능신문, artificial intelligence, on NDSoft (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "aitimeskr",
    "인공지능신문",
    "www.aitimes.kr",
)
