"""대전일보, a daily of Daejeon. NDSoft now; /news/newsitem.asp?pk_no=N and its mobile house in EUC-KR until about 2021.

Known from one mobile page of 2020: the text in #s_main, the photo with its ▲ words in #imgbox, "홍길동 기자 |"
beside the time under the headline.
"""

from newscrawl.families.ndsoft import NdsoftArticle, NdsoftListing, ndsoft_site
from newscrawl.pages import ArticlePage


class DaejonilboMobile(ArticlePage):
    body_css = ("#s_main", "#fontSzArea")
    caption_css = "#imgbox span, .caption"


SITE = ndsoft_site(
    "daejonilbo",
    "대전일보",
    "www.daejonilbo.com",
    article=r"^(?:www\.|m\.)?daejonilbo\.com/(?:news/articleView\.html\?idxno=|[\w/]+\.asp\?(?:[^#]*&)?pk_no=)(?P<id>\d+)",
    address="",
    articles=(NdsoftArticle, DaejonilboMobile),
    listings=(NdsoftListing,),
)
