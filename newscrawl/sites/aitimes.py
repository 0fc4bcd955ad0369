"""AI타임스, artificial intelligence, on NDSoft (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "aitimes",
    "AI타임스",
    "www.aitimes.com",
)
