"""A new outlet from one page: what its file and its test page hold, and what of the page must not be in them."""

import argparse
import ast
import importlib.util
import json
import re
from datetime import datetime
from html import escape
from pathlib import Path

import pytest
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from newscrawl.commands import newoutlet
from newscrawl.items import Article
from newscrawl.minting.addresses import form_of
from newscrawl.minting.outlet import Minted, NoOutlet, mint, shape
from newscrawl.minting.wording import Disguise
from newscrawl.outlet import Site
from newscrawl.reading import read_page
from newscrawl.understanding import understand

CRAWLED = datetime.fromisoformat("2026-10-01T12:00:00+09:00")
URL = "https://www.garam-tech.example/news/view.php?ud=20260302110233&c=7"
PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8">
<title>[단독] 두레전자, 서울에 로봇 연구소 연다 - 가람테크</title>
<meta property="og:title" content="[단독] 두레전자, 서울에 로봇 연구소 연다"><meta property="og:site_name" content="가람테크">
<meta property="og:url" content="https://www.garam-tech.example/news/view.php?ud=20260302110233">
<meta name="google-site-verification" content="SECRETTOKEN"><meta property="fb:app_id" content="998877665544">
<meta property="article:published_time" content="2026-03-02T11:02:33+09:00">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "identifier": "비밀번호",
"headline": "[단독] 두레전자, 서울에 로봇 연구소 연다", "datePublished": "2026-03-02T11:02:33+09:00",
"author": {"@type": "Person", "name": "남궁서연"}}</script>
<script src="https://tracker.example.net/t.js"></script><script>var slot = "광고자리";</script>
<style>.a{}</style></head><body data-ga="UA-123456">
<nav><a href="/s/1">산업면</a></nav>
<div id="wrap"><div class="head_area"><h1 class="tit">[단독] 두레전자, 서울에 로봇 연구소 연다</h1>
<div class="info"><span class="dates">입력 2026-03-02 11:02 수정 2026-03-02 14:30</span>
<span class="reporter">남궁서연 기자 namgung@garam-tech.example</span></div></div>
<div id="news_text" class="news_text" data-track="x1"><!-- 숨은말 -->
<div class="photo_box"><img src="https://cdn.tracker.example.net/998877/robot.jpg" alt="로봇손">
<p class="cap">두레전자 연구원들이 로봇 손을 시험하고 있다. (사진=두레전자 제공)</p></div>
<p>(서울=가람테크) 남궁서연 기자 = 두레전자가 오는 9월 서울 마포에 로봇 연구소를 연다.</p>
<p>회사는 2일 “3년간 3000억원을 들여 로봇 손을 개발하겠다”고 밝혔다. 독고민 두레전자 대표는 기대를 드러냈다.</p>
<iframe src="https://ads.example.net/1"></iframe><div class="adsbygoogle">광고문구 클릭하세요</div>
<p>업계는 공급망이 단단해질 것으로 내다봤다. 문의 02-345-6789, https://dure.example.org/robot</p>
<p>DURE Robotics는 Apple과도 협력한다.</p></div></div>
<div class="most_read"><ol><li><a href="/1">다른기사하나의 제목이다</a></li></ol></div></body></html>"""
# What stays of this page: printed by every newsroom, or the language's own; the outlet's name is its file's.
STAYS = {
    "단독",
    "기자",
    "입력",
    "수정",
    "사진",
    "제공",
    "대표는",
    "연구원들이",
    "있다",
    "것으로",
    "문의",
    "과도",
    "가람테크",
}


def runs(text: str) -> set[str]:
    return set(re.findall(r"[가-힣]{2,}", text))


@pytest.fixture(scope="module")
def made() -> Minted:
    return mint(PAGE.encode(), URL, None, CRAWLED)


def record(page: str, url: str, site: Site) -> Article:
    read = read_page(page.encode(), url, None, CRAWLED, site)
    assert isinstance(read, Article)
    understand(read, CRAWLED)
    return read


def test_no_word_of_the_page_survives(made: Minted) -> None:
    for words in (made.page, made.answers):
        assert runs(words) & runs(PAGE) - STAYS == set()
        for part in ("두레", "남궁서연", "독고민", "마포", "Robotics", "DURE", "Apple", "namgung", "345"):
            assert part not in words
    assert runs(made.source) == {"가람테크"}


@pytest.mark.parametrize(
    "left",
    [
        "SECRET",
        "99887",
        "20260302110233",
        "UA-1",
        "tracker",
        "ads",
        "iframe",
        "<style",
        "<!--",
        "data-",
        "비밀번호",
        "dure",
    ],
)
def test_nothing_of_third_parties_is_left(made: Minted, left: str) -> None:
    assert left not in made.page


def test_the_grammar_is_still_there(made: Minted) -> None:
    answers = json.loads(made.answers)
    assert "입력 2026-03-02 11:02 수정 2026-03-02 14:30" in made.page
    assert re.search(r"\(사진=[가-힣]{4} 제공\)", made.page)
    assert answers["headline"].startswith("[단독] ")
    assert answers["date_published"] == "2026-03-02T11:02:33+09:00"
    assert answers["date_modified"] == "2026-03-02T14:30:00+09:00"
    assert answers["authors"][0]["email"] == "name@example.com"
    assert answers["photos"][0]["credit_kind"] == "제공"
    assert len(answers["body"]) == 4


def test_a_name_is_the_same_everywhere(made: Minted) -> None:
    answers = json.loads(made.answers)
    name = answers["authors"][0]["name"]
    assert len(name) == 4
    assert made.page.count(name) == PAGE.count("남궁서연")
    firm = answers["photos"][0]["credit"]
    assert made.page.count(firm) == PAGE.count("두레전자")


def test_the_file_reads_the_test_page_as_the_defaults_read_the_page(made: Minted, tmp_path: Path) -> None:
    path = tmp_path / "garamtech.py"
    path.write_text(made.source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("garamtech", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    site: Site = module.SITE
    answers = json.loads(made.answers)
    assert (site.key, site.name) == ("garamtech", "가람테크")
    assert site.identify(URL) == "20260302110233"
    assert site.canonical(URL) == "https://www.garam-tech.example/news/view.php?ud=20260302110233"
    assert site.identify(answers["url"]) is not None
    reader = site.articles[0]
    assert (reader.body_css, reader.headline_css) == ("#news_text", ".tit")
    assert (reader.date_css, reader.byline_css, reader.caption_css) == (".dates", ".reporter", ".cap")
    assert "one page, 2026-10-01; quirks to be checked" in (module.__doc__ or "")
    read = record(made.page, answers["url"], site)
    assert shape(read) == shape(record(PAGE, URL, site))
    assert made.doubts == []


def test_a_page_of_a_family_leans_on_it() -> None:
    page = (Path(__file__).parent / "pages" / "ndsoft" / "new-skin-2022.html").read_bytes()
    found = mint(page, "https://www.garam.example/news/articleView.html?idxno=123456", None, CRAWLED, "garam")
    assert found.site.family == "ndsoft"
    assert "ndsoft_site(" in found.source
    assert "css" not in found.source


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://www.garam.example/news/view/1907146", "1907146"),
        ("https://m.garam.example/article/202603020001?ref=abc", "202603020001"),
        ("https://garam.example/view/AKR20260302000100001", "AKR20260302000100001"),
        ("https://garam.example/2026/03/02/robot-hands-open/", "robot-hands-open"),
        ("https://garam.example/read.php?sid=101&aid=0009205", "0009205"),
    ],
)
def test_an_address_is_generalised(url: str, number: str) -> None:
    form = form_of(url)
    assert form is not None
    site = Site(key="k", name="", hosts=form.hosts, article=form.article, address=form.address)
    assert form.identity == number
    assert site.identify(url) == number
    assert site.identify(site.canonical(url)) == number
    assert site.canonical(site.canonical(url)) == site.canonical(url)


@pytest.mark.parametrize(
    ("page", "url", "said"),
    [
        (PAGE, "https://garam.example/", "no article number"),
        ("<html><body></body></html>", "https://garam.example/view/12345", "no article text|listing"),
    ],
)
def test_what_gives_no_outlet_is_refused(page: str, url: str, said: str) -> None:
    with pytest.raises(NoOutlet, match=said):
        mint(page.encode(), url, None, CRAWLED)


@pytest.mark.parametrize(
    "url",
    [
        'https://www.evil-news.kr/a"+__import__("os").system("id")+r"/12345678',
        'https://www.evil-news.kr/"""+__import__("os").system("id")+"""/12345678',
        "https://www.evil-news.kr/\\/12345678",
        "https://www.evil-news.kr/{0.__class__}/12345678",
        'https://www.evil"-news.kr/12345678',
        "https://www.evil-news.kr/\n/12345678",
    ],
)
def test_an_address_that_would_be_code_is_refused(url: str) -> None:
    with pytest.raises(NoOutlet, match="stands in no address"):
        mint(PAGE.encode(), url, None, CRAWLED, "evil")


@pytest.mark.parametrize("name", ['가람""" + x()', "가람\\", '"', "가람\u2028", "'''\"\"\""])
def test_a_name_that_would_be_code_is_a_name(name: str) -> None:
    page = PAGE.replace('content="가람테크"', f'content="{escape(name)}"')
    tree = ast.parse(mint(page.encode(), URL, None, CRAWLED, "garam").source)
    calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert calls == ["Site"]


def test_the_same_word_is_the_same_and_letters_keep_their_case() -> None:
    words = Disguise("로봇이 로봇을 ROBOT Robot")
    first, second, upper, title = words.words("로봇이 로봇을 ROBOT Robot").split()
    assert first[:-1] == second[:-1] != "로봇"
    assert (first[-1], second[-1]) == ("이", "을")
    assert upper.isupper()
    assert title == upper.title()


def run(*words: str) -> int:
    command = newoutlet.Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    opts, args = parser.parse_known_args(words)
    command.run(args, opts)
    return command.exitcode


@pytest.fixture
def saved(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def test_the_command_writes_three_files_once(
    saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(saved, URL, "--folder", str(tmp_path), "--key", "garam") == 0
    written = [
        line.removeprefix("wrote ") for line in capsys.readouterr().out.splitlines() if "wrote" in line
    ]
    assert written[0] == "newscrawl/sites/garam.py"
    assert all(Path(path).parent == Path("tests/pages/garam") for path in written[1:])
    before = [(tmp_path / path).read_bytes() for path in written]
    assert run(saved, URL, "--folder", str(tmp_path), "--key", "garam") == 1
    assert "--key" in capsys.readouterr().err
    assert [(tmp_path / path).read_bytes() for path in written] == before


def test_without_a_checkout_a_folder_is_asked_for(
    saved: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(newoutlet, "_CHECKOUT", tmp_path)
    assert run(saved, URL) == 1
    assert "--folder" in capsys.readouterr().err


def test_an_outlet_that_has_a_file_is_named(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(saved, "https://www.etoday.co.kr/news/view/1907146") == 1
    assert "sites/etoday.py" in capsys.readouterr().err


def test_it_must_be_told_an_address(saved: str) -> None:
    with pytest.raises(UsageError):
        run(saved)
