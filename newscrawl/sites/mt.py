"""머니투데이, a business daily: /mtview.php?no=YYYYMMDDhhmmssNNNNN; /section/YYYY/MM/DD/ID since 2025 (from memory).

Seen: one page of 2019: eleven reporters in .newshawk, of whom the cards behind the text give some addresses; photos are
tables with their words in td.desc.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class MtArticle(ArticlePage):
    headline_css = "h1.subject"
    subheadline_css = ".sub_subject"
    date_css = (".info2 .date", ".info .date", "li.date")
    byline_css = (".newshawk .name, .writer_profile .info",)
    body_css = ("#textBody", ".desc_body", ".view_text")
    copyright_css = ".copyright"


SITE = Site(
    key="mt",
    name="머니투데이",
    hosts=(
        "news.mt.co.kr",
        "www.mt.co.kr",
        "mt.co.kr",
        "m.mt.co.kr",
    ),
    article=r"^(?:news\.|www\.|m\.)?mt\.co\.kr/(?:mtview\.php\?(?:[^#]*&)?no=|[\w-]+/\d{4}/\d\d/\d\d/|renew/view\.html\?no=)(?P<id>\d{19})",
    address="https://news.mt.co.kr/mtview.php?no={id}",
    articles=(MtArticle,),
    proven=("headline", "date_published", "authors"),
)
