"""네이버 뉴스, a portal: copies of others' articles, whose paper is the publisher.

Seen: a wire's article of 2017 in the older form, a sports article of 2017, two section lists (2017, and 2026 in
EUC-KR).
"""

from newscrawl.families.naver import NaverArticle, NaverListing, NaverSite

SITE = NaverSite(
    key="naver",
    name="네이버 뉴스",
    hosts=(
        "n.news.naver.com",
        "news.naver.com",
        "m.news.naver.com",
        "sports.news.naver.com",
        "m.sports.naver.com",
        "entertain.naver.com",
        "m.entertain.naver.com",
        "search.naver.com",
    ),
    articles=(NaverArticle,),
    listings=(NaverListing,),
    sections={
        "it": "https://news.naver.com/main/main.naver?mode=LSD&mid=shm&sid1=105",
        "economy": "https://news.naver.com/main/main.naver?mode=LSD&mid=shm&sid1=101",
    },
    copies=True,
    family="naver",
    proven=(
        "headline",
        "date_published",
        "date_modified",
        "authors",
        "photos",
        "body",
        "entries",
        "next_url",
    ),
)
