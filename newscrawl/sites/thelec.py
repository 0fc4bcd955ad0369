"""디일렉, parts and components, on NDSoft; thelec.net is its English house (its addresses were seen).

No captured page was to be had: the file leans on the family.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "thelec",
    "디일렉",
    "www.thelec.kr",
    hosts=("www.thelec.kr", "thelec.kr", "m.thelec.kr", "cdn.thelec.kr", "www.thelec.net", "thelec.net"),
    article=r"^(?:www\.|m\.)?thelec\.(?P<house>kr|net)/news/articleView(?:Amp)?\.html\?(?:[^#]*&)?idxno=(?P<id>\d+)",
    address="https://www.thelec.{house}/news/articleView.html?idxno={id}",
)
