"""What an address printed in a post says of itself: a news article's or not, and whether two name the same one."""

import re
from urllib.parse import urlsplit

# Hosts that blogs quote all day and no newspaper prints on.
_NO_NEWS = re.compile(
    r"(?:^|\.)(?:tistory\.com|wordpress\.com|blogspot\.com|medium\.com|velog\.io|brunch\.co\.kr|github\.(?:com|io)|"
    r"wikipedia\.org|namu\.wiki|stackoverflow\.com|stackexchange\.com|youtube\.com|youtu\.be|vimeo\.com|t\.me|"
    r"instagram\.com|facebook\.com|twitter\.com|x\.com|linkedin\.com|pinterest\.[a-z.]+|reddit\.com|quora\.com|"
    r"pixabay\.com|unsplash\.com|pexels\.com|shutterstock\.com|freepik\.com|arxiv\.org|doi\.org|notion\.(?:so|site)|"
    r"okky\.kr|inflearn\.com|coupang\.com|gmarket\.co\.kr|11st\.co\.kr|amazon\.[a-z.]+|aladin\.co\.kr|yes24\.com|"
    r"kyobobook\.co\.kr|kakao\.com|apple\.com|google\.[a-z.]+|microsoft\.com|acmicpc\.net|programmers\.co\.kr|"
    r"(?:blog|cafe|kin|terms|dict|map|shopping|smartstore|search|post|book|tv|movie)\.naver\.com|"
    r"(?:blog|cafe|search|dic|map|movie|tv)\.daum\.net)$"
)
_NEWS_PATH = re.compile(
    r"/(?:news\w*|articles?|articleview|view|read|arti|story|v)(?=[/.?_]|$)|"
    r"[?&](?:idxno|aid|arcid|newsid|news_id|article_?id|newsno|nkey)=",
    re.I,
)
_LONG_NUMBER = re.compile(r"\d{5,}|/20\d\d/\d\d?/\d\d?(?:/|$)")


def is_news(url: str, copied: bool) -> bool:
    """Return whether an address may be a news article's; less is asked of one that stands in a copied article.

    >>> [is_news("https://www.example.com/news/view/1234567", False), is_news("https://github.com/a/b/1234567", True)]
    [True, False]
    """
    host, rest = host_and_rest(url)
    if not host or _NO_NEWS.search(host):
        return False
    path, number = _NEWS_PATH.search(rest), _LONG_NUMBER.search(rest)
    return bool(path or number) if copied else bool(path and number)


def are_same(one: str, other: str) -> bool:
    """Return whether two addresses are of one article: equal, or one long number on hosts of one domain.

    >>> are_same("https://m.example.com/view/1234567", "http://www.example.com/news?no=1234567")
    True
    """
    (host, rest), (other_host, other_rest) = host_and_rest(one), host_and_rest(other)
    numbers = [max(re.findall(r"\d{5,}", words), key=len, default="") for words in (rest, other_rest)]
    akin = host.split(".")[-2:] == other_host.split(".")[-2:]
    return one == other or (akin and numbers[0] == numbers[1] != "")


def host_and_rest(url: str) -> tuple[str, str]:
    """Return an address's host without www., and all behind it.

    >>> host_and_rest("www.example.com/news/view?no=7")
    ('example.com', '/news/view?no=7')
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        return (parts.hostname or "").removeprefix("www."), f"{parts.path}?{parts.query}"
    except ValueError:
        return "", ""
