"""한국스포츠경제, sports and business, on NDSoft; 한스경제 at hansbiz.co.kr since 2023 (from memory).

Seen: two pages of 2017, in the family's 2016 skin. The reporter stands under the headline and, with an address, in the
copyright box; a stray "*/" ends some bodies.
"""

from newscrawl.families.ndsoft import ndsoft_site

SITE = ndsoft_site(
    "sporbiz",
    "한국스포츠경제",
    "www.sporbiz.co.kr",
    hosts=("www.sporbiz.co.kr", "sporbiz.co.kr", "m.sporbiz.co.kr", "cdn.sporbiz.co.kr", "www.hansbiz.co.kr"),
    article=r"^(?:www\.|m\.)?(?P<house>sporbiz|hansbiz)\.co\.kr/news/articleView\w*\.html\?(?:[^#]*&)?idxno=(?P<id>\d+)",
    address="https://www.{house}.co.kr/news/articleView.html?idxno={id}",
    proven=("headline", "date_published", "authors", "photos", "body"),
)
