"""아시아투데이, a daily: /view.php?key=ID, /kn/view.php?key=ID since about 2023 (from memory).

Seen: one page of 2019-09: photos are tables, a hidden title above td.photocaption; the reporter in .byline_wrap
with the address behind the text.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class AsiatodayArticle(ArticlePage):
    headline_css = "#section_top h3"
    date_css = ".wr_day"
    byline_css = (".byline_wrap", ".blgnt_wrap")
    body_css = ("#font", ".news_bm", "[itemprop=articleBody]")
    caption_css = ".photocaption"
    drop_css = ".phototitle, .hidephotocaption"
    keyword_css = ".keyword a"
    copyright_css = ".cbyline"


SITE = Site(
    key="asiatoday",
    name="아시아투데이",
    hosts=(
        "www.asiatoday.co.kr",
        "asiatoday.co.kr",
        "m.asiatoday.co.kr",
    ),
    article=r"^(?:www\.|m\.)?asiatoday\.co\.kr/(?:kn/)?view\.php\?(?:[^#]*&)?key=(?P<id>\d{17})",
    address="https://www.asiatoday.co.kr/view.php?key={id}",
    articles=(AsiatodayArticle,),
    proven=("headline", "date_published", "authors", "photos", "body"),
)
