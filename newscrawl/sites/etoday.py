"""이투데이, a business daily.

No captured page was to be had when this was written; the class names are those other readers of the site used, by
era. One rising article number (idxno) serves every address form since 2010.

- 2017: #ViewHeader, #newsContent; 2019: .news_dtail_view_top_wrap, .articleView; 2021: the same names inside
  section.view_body_moduleWrap, key words in .kwd_tags. Photos stand in .img_box_C with a ▲ caption.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage, ListingPage


class EtodayArticle(ArticlePage):
    headline_css = (".main_title", "#article_title", ".subject h2")
    subheadline_css = ".subview_title"
    date_css = (".newsinfo span", ".newsinfo", "#ViewHeader .byline em", ".view_top_container em")
    byline_css = (".vw_by_reporter li", ".vw_by_reporter", ".reporter_copy_w_1", ".reporter_name")
    body_css = (".articleView", "#newsContent", ".cont_left_article", ".view_contents", ".view_body")
    caption_css = "[class^=img_box], .caption, [itemprop=caption], [itemprop=description]"
    drop_css = ".relation_newslist, .kwd_tags, .card-container, .reporter_topNews, .ico_share, .vw_byline"
    keyword_css = (".kwd_tags a", "a[rel=tag]")
    copyright_css = ".reporter_copy_w_2"


class EtodayListing(ListingPage):
    entry_css = (
        "#list_W > li",
        "li.sp_newslist",
        ".sub_n_list_cont li",
        "ul.news_lst2 li",
        ".flash_tab_lst li",
    )
    title_css = (".cluster_text_headline21", ".flash_tab_txt", "p.summary a")
    date_css = (".cluster_text_press21", ".date", "em")
    next_css = ("a[rel=next]", "a.next")


SITE = Site(
    key="etoday",
    name="이투데이",
    hosts=("www.etoday.co.kr", "m.etoday.co.kr", "etoday.co.kr", "rss.etoday.co.kr"),
    article=r"^(?:www\.|m\.)?etoday\.co\.kr/(?:[\w./-]*view/|[\w./-]*\?(?:[^#]*&)?idxno=)(?P<id>\d+)",
    address="https://www.etoday.co.kr/news/view/{id}",
    articles=(EtodayArticle,),
    listings=(EtodayListing,),
    feeds=("https://rss.etoday.co.kr/eto/etoday_news_all.xml",),
    sitemaps=("https://www.etoday.co.kr/rss/news_sitemap",),
    sections={
        "company": "https://www.etoday.co.kr/news/section/subsection?MID=1302",
        "stock": "https://www.etoday.co.kr/news/section/subsection?MID=1202",
        "world": "https://www.etoday.co.kr/news/section/subsection?MID=1603",
    },
)
