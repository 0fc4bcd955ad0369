"""아이뉴스24, technology and business: /view/N, /php/news_view.php?g_serial=N before (from memory).

No captured page was to be had; others read article[itemprop=articleBody] and two times in the header, printed
and changed. The text opens "[아이뉴스24 홍길동 기자]".
"""

from newscrawl.items import Stamp
from newscrawl.outlet import Site
from newscrawl.pages import ArticlePage


class Inews24Article(ArticlePage):
    body_css = ("[itemprop=articleBody]", "#articleBody", "article.view")

    def stamps(self) -> list[Stamp]:
        times = self.document.texts("header.view time")
        printed = [
            Stamp(raw, "page", field) for raw, field in zip(times, ("published", "modified"), strict=False)
        ]
        return self.meta.stamps + printed if printed else super().stamps()


SITE = Site(
    key="inews24",
    name="아이뉴스24",
    hosts=(
        "www.inews24.com",
        "inews24.com",
        "m.inews24.com",
        "news.inews24.com",
    ),
    article=r"^(?:www\.|m\.|news\.)?inews24\.com/(?:view/|php/news_view\.php\?(?:[^#]*&)?g_serial=)(?P<id>\d+)",
    address="https://www.inews24.com/view/{id}",
    articles=(Inews24Article,),
)
