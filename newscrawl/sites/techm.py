"""테크M, technology, on NDSoft from memory.

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "techm",
    "테크M",
    "www.techm.kr",
)
