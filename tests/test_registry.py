"""The folder of outlets: what each file says of its hosts and addresses, and which outlet an address belongs to."""

import re
from pathlib import Path

import pytest

from newscrawl import sites as folder
from newscrawl.outlet import Site
from newscrawl.registry import family_sites, site_for, sites

FILES = sorted(path for path in Path(folder.__path__[0]).glob("*.py") if path.stem != "__init__")

# An address as the outlet printed it, its article's number, and the one address of the article.
ADDRESSES = [
    (
        "https://m.etoday.co.kr/news/view/1907146?trc=main",
        "1907146",
        "https://www.etoday.co.kr/news/view/1907146",
    ),
    (
        "http://www.etoday.co.kr/news/section/newsview.php?TM=news&SM=0404&idxno=308376",
        "308376",
        "https://www.etoday.co.kr/news/view/308376",
    ),
    ("https://m.etnews.com/20220818000120", "20220818000120", "https://www.etnews.com/20220818000120"),
    (
        "https://www.zdnet.co.kr/view/?no=20230615184539&from=m",
        "20230615184539",
        "https://zdnet.co.kr/view/?no=20230615184539",
    ),
    ("http://www.inews24.com/view/1275011", "1275011", "https://www.inews24.com/view/1275011"),
    (
        "http://www.boannews.com/media/view.asp?idx=89206&kind=2",
        "89206",
        "https://www.boannews.com/media/view.asp?idx=89206",
    ),
    ("https://byline.network/2026/01/30-499/", "2026/01/30-499", "https://byline.network/2026/01/30-499/"),
    ("https://platum.kr/archives/278659?utm_source=x", "278659", "https://platum.kr/archives/278659"),
    (
        "http://www.digitaltoday.co.kr/news/articleView.html?idxno=452275",
        "452275",
        "https://www.digitaltoday.co.kr/news/articleView.html?idxno=452275",
    ),
    (
        "http://www.thelec.net/news/articleView.html?idxno=4001",
        "4001",
        "https://www.thelec.net/news/articleView.html?idxno=4001",
    ),
    (
        "https://www.hankyung.com/economy/article/2022062292911",
        "2022062292911",
        "https://www.hankyung.com/article/2022062292911",
    ),
    (
        "https://www.hankyung.com/article/2024032840561",
        "2024032840561",
        "https://www.hankyung.com/article/2024032840561",
    ),
    (
        "http://moneys.mt.co.kr/news/mwView.php?no=2019030711128018682&outlink=1",
        "2019030711128018682",
        "https://www.moneys.co.kr/article/2019030711128018682",
    ),
    (
        "https://stg-www.mk.co.kr/news/economy/11786975",
        "11786975",
        "https://www.mk.co.kr/news/economy/11786975",
    ),
    (
        "https://news.chosun.com/site/data/html_dir/2020/08/27/2020082704301.html?x=1",
        "2020082704301",
        "https://news.chosun.com/site/data/html_dir/2020/08/27/2020082704301.html",
    ),
    (
        "https://biz.chosun.com/it-science/ict/2024/06/17/ABCDEFGHIJKLMNOPQRSTUVWXYZ/?utm_source=x",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "https://biz.chosun.com/it-science/ict/2024/06/17/ABCDEFGHIJKLMNOPQRSTUVWXYZ/",
    ),
    (
        "http://news.donga.com/3/all/20131024/58451617/1",
        "58451617",
        "https://www.donga.com/news/article/all/20131024/58451617/1",
    ),
    (
        "https://www.donga.com/news/It/article/all/20260302/133451111/1?ref=main",
        "133451111",
        "https://www.donga.com/news/article/all/20260302/133451111/1",
    ),
    (
        "https://bizn.donga.com/List/3/0112/20200617/101560873/2",
        "101560873",
        "https://www.donga.com/news/article/all/20200617/101560873/1",
    ),
    (
        "https://www.yna.co.kr/view/AKR20170420148000060?section=it",
        "AKR20170420148000060",
        "https://www.yna.co.kr/view/AKR20170420148000060",
    ),
    (
        "http://www.yonhapnewstv.co.kr/AKR20250528090137741",
        "AKR20250528090137741",
        "https://www.yonhapnewstv.co.kr/news/AKR20250528090137741",
    ),
    (
        "http://view.asiae.co.kr/news/view.htm?idxno=2017061813385889015",
        "2017061813385889015",
        "https://view.asiae.co.kr/article/2017061813385889015",
    ),
    ("http://news1.kr/articles/?3023732", "3023732", "https://www.news1.kr/articles/3023732"),
    ("https://news.v.daum.net/v/oU43f89lSh", "oU43f89lSh", "https://v.daum.net/v/oU43f89lSh"),
    (
        "https://news.naver.com/main/read.naver?mode=LSD&mid=sec&oid=001&aid=0009205077",
        "001/0009205077",
        "https://n.news.naver.com/article/001/0009205077",
    ),
    (
        "https://n.news.naver.com/mnews/article/016/0002191111?sid=105",
        "016/0002191111",
        "https://n.news.naver.com/article/016/0002191111",
    ),
    (
        "https://sports.news.naver.com/news?oid=477&aid=0000073768",
        "477/0000073768",
        "https://sports.news.naver.com/news?oid=477&aid=0000073768",
    ),
]


@pytest.mark.parametrize(("url", "number", "canonical"), ADDRESSES)
def test_an_address_names_one_article(url: str, number: str, canonical: str) -> None:
    site = site_for(url)
    assert site is not None
    assert (site.identify(url), site.canonical(url)) == (number, canonical)
    assert site.identify(canonical) == number, "a canonical address must lead back to its article"
    assert site_for(canonical) is site


@pytest.mark.parametrize(
    "url",
    [
        "https://www.etoday.co.kr/news/section/subsection?MID=1302",
        "https://www.mk.co.kr/news/it/",
        "https://news.naver.com/section/105",
        "https://www.yna.co.kr/industry/all",
        "https://www.donga.com/news/It",
    ],
)
def test_a_section_is_no_article(url: str) -> None:
    site = site_for(url)
    assert site is not None
    assert site.identify(url) is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_outlets_file_is_short_and_explains_itself(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 60
    assert source.startswith('"""')


def test_the_median_file_is_half_as_long() -> None:
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert lengths[len(lengths) // 2] < 30


@pytest.mark.parametrize("site", sites().values(), ids=lambda site: site.key)
def test_what_an_outlet_declares_is_its_own(site: Site) -> None:
    assert site.name
    assert site.delay >= 1.0
    assert re.compile(site.article)
    for url in site.sections.values():
        assert site_for(url) is site
    for url in (*site.feeds, *site.sitemaps, *site.sections.values()):
        assert url.startswith("https://")


def test_families_own_no_host() -> None:
    assert family_sites()
    assert all(not family.hosts for family in family_sites())


@pytest.mark.parametrize("url", ["", "not an address", "http://[broken", "https://nobody.example.org/1"])
def test_nobodys_address(url: str) -> None:
    assert site_for(url) is None
