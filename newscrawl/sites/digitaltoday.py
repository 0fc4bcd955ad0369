"""디지털투데이, technology and finance, on NDSoft (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "digitaltoday",
    "디지털투데이",
    "www.digitaltoday.co.kr",
)
