"""매일경제, a business daily. One number has served each article since 2022: /news/section/N.

Seen: ten pages. 2020: #article_body in EUC-KR at /news/section/view/YYYY/MM/N/, the date beside the reporter;
since 2022 .news_cnt_detail_wrap with dl.author cards and dl.registration, served again for older articles, as
AMP on m.mk.co.kr and on stg-www. The bar that follows the reader repeats the headline.
"""

from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage, ListingPage


class MkArticle(ArticlePage):
    headline_css = (".news_ttl_wrap .news_ttl", "h2.news_ttl")
    subheadline_css = ".mid_title"
    date_css = ".registration"
    byline_css = ("dl.author", "p.author")
    body_css = (".news_cnt_detail_wrap",)
    caption_css = ".thum_figure_txt, figcaption"
    keyword_css = ".tag_list .tag_item"


class Mk2020Article(ArticlePage):
    headline_css = "#top_header .top_title"
    subheadline_css = "#top_header .sub_title1_new"
    date_css = ".news_title_author .lasttime"
    byline_css = ".news_title_author .author"
    body_css = ("#article_body",)


class MkListing(ListingPage):
    entry_css = "li.news_node"
    link_css = "a.news_item"
    title_css = ".news_ttl"
    date_css = ".time_info"


SITE = Site(
    key="mk",
    name="매일경제",
    hosts=("www.mk.co.kr", "mk.co.kr", "m.mk.co.kr", "stg-www.mk.co.kr", "news.mk.co.kr"),
    article=r"^(?:www\.|m\.|stg-www\.)?mk\.co\.kr/news/(?P<path>[\w-]+/(?:view/\d{4}/\d\d/)?)(?P<id>\d+)",
    address="https://www.mk.co.kr/news/{path}{id}",
    articles=(MkArticle, Mk2020Article),
    listings=(MkListing,),
    sitemaps=(
        "https://www.mk.co.kr/sitemap/latest-articles/",
        "https://www.mk.co.kr/sitemap/daily-articles/",
    ),
    sections={"it": "https://www.mk.co.kr/news/it/", "business": "https://www.mk.co.kr/news/business/"},
    proven=("headline", "date_published", "date_modified", "authors", "photos", "body"),
)
