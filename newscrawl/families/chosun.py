"""Chosun's papers before 2021 (조선일보, 조선비즈, IT조선): /site/data/html_dir/YYYY/MM/DD/ID.html.

The text stands in div.par boxes between photo boxes inside #news_body_id, with the date line above; bold lines
that open the first box are the deck. Advert lines in it begin with ▲ and are links.
"""

from newscrawl.pages import ArticlePage

# host/site/data/html_dir/2020/06/30/2020063003662.html
ARTICLE = r"/site/data/html_dir/(?P<day>\d{4}/\d\d/\d\d)/(?P<id>\d{13})\.html"


class ChosunArticle(ArticlePage):
    headline_css = ("#news_title_text_id", ".news_title_text h1")
    date_css = (".news_date", "#date_text")
    byline_css = (".news_title_author li", ".author_list li", "#j1")
    body_css = ("#news_body_id", "#article_body_id")
    drop_css = ".news_like, .news_tag, #POWER_LINK_NAVER, .news_aside, .news_ad"
    keyword_css = ".news_tag_list a"
    copyright_css = ".news_copyright"
