"""Stored pages told anew: the same markup with invented words, as another article of the outlet would have it."""

import copy
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from newscrawl.encodings import decode
from newscrawl.items import Article, Listing
from newscrawl.reading import NotText, read_page
from newscrawl.understanding import understand, understand_listing

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 10, 1, 3, tzinfo=UTC)
NOUNS = [
    "로봇",
    "반도체",
    "배터리",
    "인공지능",
    "데이터",
    "위성",
    "화면",
    "센서",
    "공장",
    "연구소",
    "자동차",
    "통신망",
    "의료기기",
    "소재",
    "부품",
    "플랫폼",
    "서비스",
    "단말기",
    "드론",
    "클라우드",
    "신호",
    "설계",
    "장비",
    "교육과정",
    "투자금",
    "협약",
    "시제품",
    "특허",
    "표준",
    "알고리즘",
]
MAKERS = [
    "가람전자",
    "나래통신",
    "다온로보틱스",
    "라온반도체",
    "마루에너지",
    "바른소프트",
    "새빛자동차",
    "아람연구원",
    "한별바이오",
    "큰솔항공",
]
DEEDS = [
    "공개했다",
    "개발했다",
    "선보였다",
    "시험했다",
    "늘렸다",
    "내놓았다",
    "맡았다",
    "들여왔다",
    "검증했다",
    "세웠다",
]
FAMILIES, SYLLABLES = "김이박최정강조윤장임", "나다라하서지민준수연우진영은호"


@dataclass(frozen=True)
class Template:
    """A stored page and what is read of it."""

    name: str
    markup: str
    url: str
    record: Article | Listing


def read(markup: str, url: str) -> Article | Listing:
    record = read_page(markup.encode("utf-8", "replace"), url, "text/html; charset=utf-8", NOW)
    if isinstance(record, Article):
        understand(record, NOW)
    else:
        understand_listing(record, NOW)
    return record


def templates() -> Iterator[Template]:
    """The project's reduced pages, and the real ones beside the project where they are there."""
    stored = [
        (path.with_suffix(".html"), json.loads(path.read_text(encoding="utf-8"))["url"])
        for path in sorted((ROOT / "tests" / "pages").rglob("*.json"))
    ]
    real = ROOT.parent / "shared" / "eval"
    if (real / "pages.jsonl").exists():
        rows = map(json.loads, (real / "pages.jsonl").read_text(encoding="utf-8").splitlines())
        stored += [(real / row["file"], row["url"]) for row in rows]
    for path, url in stored:
        text, _ = decode(path.read_bytes(), None)
        try:
            markup = html.tostring(html.fromstring(text), encoding="unicode", doctype="<!DOCTYPE html>")
            record = read(markup, url)
        except (ValueError, NotText):  # a feed, with an XML declaration; noise
            continue
        whole = isinstance(record, Listing) and len(record.entries) >= 3
        if isinstance(record, Article):
            whole = bool(record.headline and record.body and record.body_complete and record.date_published)
            whole = whole and any(slots(html.fromstring(markup), words) for words in record.body)
        if whole:
            yield Template(f"{path.parent.name}/{path.stem}", markup, url, record)


def sentence(dice: random.Random) -> str:
    one, other, third = dice.sample(NOUNS, 3)
    place = dice.choice(["대전", "수원", "판교", "부산", "광주"])
    number = dice.randrange(2, 90)
    return f"{dice.choice(MAKERS)}가 {place}에서 {one} {number}종과 {other} {third}을 {dice.choice(DEEDS)}."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(dice.choice([1, 1, 2, 2, 3])))


def slots(tree: HtmlElement, words: str) -> list[tuple[HtmlElement, str]]:
    """Where the words stand: the elements and whether in their text or tail; scripts and styles left out."""
    first = words.split(" ", 1)[0]
    found = []
    for node in tree.xpath("//text()[contains(., $first)]", first=first) if first else ():
        element, part = node.getparent(), "tail" if node.is_tail else "text"
        if (
            isinstance(element.tag, str)
            and element.tag not in ("script", "style", "title")
            and words in _tidy(node)
        ):
            found.append((element, part))
    return found


def _tidy(text: str | None) -> str:
    return " ".join((text or "").split())


class Teller:
    """Tells a template anew, article after article; how often something is lacking varies from run to run."""

    def __init__(self, template: Template, seed: int) -> None:
        assert isinstance(template.record, Article)
        self.template = template
        self.record = template.record
        self.dice = random.Random(f"{template.name} {seed}")
        self.staff = [self._name() for _ in range(12)]
        self.lacks = {
            what: self.dice.uniform(*span)
            for what, span in {
                "photos": (0.05, 0.5), "byline": (0, 0.06), "email": (0, 0.08), "keywords": (0, 0.1),
                "caption": (0, 0.25), "modified": (0, 0.3),
            }.items()
        }  # fmt: skip
        self.length = self.dice.uniform(5, 10)

    def run(self, pages: int = 20) -> list[str]:
        """The pages of one run. Its rates lie around the outlet's own."""
        rates = {what: min(1, rate * self.dice.uniform(0.6, 1.4)) for what, rate in self.lacks.items()}
        return [self._page(rates) for _ in range(pages)]

    def _name(self) -> str:
        return self.dice.choice(FAMILIES) + "".join(self.dice.sample(SYLLABLES, 2))

    def _page(self, rates: dict[str, float]) -> str:
        dice, record = self.dice, self.record
        number = dice.randrange(10**6, 10**7)
        tree = html.fromstring(self.template.markup)
        lacks = {what for what, rate in rates.items() if dice.random() < rate}
        self._photos(tree, "photos" in lacks, "caption" in lacks, number)
        self._body(tree)
        markup = html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
        maker, one, other = dice.choice(MAKERS), dice.choice(NOUNS), dice.choice(NOUNS)
        number_of = f"{number % 1000}종" if dice.random() < 0.5 else f"{number % 1000}억원어치"
        headline = dice.choice(
            [f"{maker}, {one} {other} {number_of} ", f"{one} {number_of}, {maker} {other} "]
        )
        headline += dice.choice([noun[::-1] for noun in NOUNS]) + dice.choice(
            [" 공개", " 개발", "에 도전", " 수출"]
        )
        quoted = record.headline.replace('"', "&quot;")  # as in attributes
        for spelt in (record.headline, quoted, json.dumps(record.headline)[1:-1]):
            markup = markup.replace(html.tostring(_span(spelt), encoding="unicode")[6:-7], headline)
            markup = markup.replace(spelt, headline)
        if record.description:
            words = html.tostring(_span(record.description), encoding="unicode")[6:-7]
            markup = markup.replace(words, sentence(dice))
        for author in record.authors:
            if author.email and "email" in lacks:
                markup = markup.replace(author.email, "")
            elif author.email:
                local, _, host = author.email.partition("@")
                markup = markup.replace(author.email, f"{local[:2]}{dice.randrange(100)}@{host}")
            if author.name and len(author.name) > 2:
                markup = markup.replace(author.name, "" if "byline" in lacks else dice.choice(self.staff))
        return self._another_day(markup)

    def _photos(self, tree: HtmlElement, without: bool, bare: bool, number: int) -> None:
        for photo in self.record.photos:
            file = (photo.url or "").rpartition("/")[2].partition("?")[0]
            for image in tree.xpath("//img[@src]") if file else []:
                if file not in image.get("src"):
                    continue
                image.set("src", image.get("src").replace(file, f"{number}{file}"))
                if without:
                    _drop(_frame(image, photo.caption_raw))
            for element, part in slots(tree, photo.caption_raw) if photo.caption_raw else []:
                text = "" if bare else _tidy(getattr(element, part))
                if photo.caption:
                    seen = f"{self.dice.choice(NOUNS)}을 살피는 {self.dice.choice(MAKERS)} 직원"
                    text = text.replace(photo.caption, seen)
                setattr(element, part, text)

    def _body(self, tree: HtmlElement) -> None:
        """New words for every paragraph, and more or fewer of them."""
        places = [place for words in self.record.body for place in slots(tree, words)[:1]]
        wanted = max(2, round(self.dice.gauss(self.length, 2.5)))
        for element, part in places:
            setattr(element, part, paragraph(self.dice))
        for element, part in places[wanted:]:
            setattr(element, part, "")
        if places and 0 < len(places) < wanted:
            element, part = places[-1]
            for _ in range(wanted - len(places)):
                element = _after(element, part, paragraph(self.dice))

    def _another_day(self, markup: str) -> str:
        day = date.fromisoformat((self.record.date_published or "")[:10])
        other = NOW.date() - timedelta(days=self.dice.randrange(1, 300))
        forms = ("{0:%Y}-{0:%m}-{0:%d}", "{0:%Y}.{0:%m}.{0:%d}", "{0:%Y}/{0:%m}/{0:%d}", "{0:%Y}. {0:%m}. {0:%d}",
                 "{0:%Y}{0:%m}{0:%d}", "{0.year}. {0.month}. {0.day}", "{0.year}년 {0.month}월 {0.day}일",
                 "{0:%Y}년 {0:%m}월 {0:%d}일")  # fmt: skip
        for form in forms:
            markup = re.sub(rf"(?<![0-9]){re.escape(form.format(day))}(?!일)", form.format(other), markup)
        return markup


def _span(words: str) -> HtmlElement:
    element = html.Element("span")
    element.text = words
    return element


def _after(element: HtmlElement, part: str, words: str) -> HtmlElement:
    """Put words behind a paragraph as its page does: in an element of its kind, or behind a break."""
    if part == "text" and element.tag not in ("body", "article", "section") and not element.getchildren():
        twin = copy.deepcopy(element)
        twin.text, twin.tail = words, None
        element.addnext(twin)
        twin.tail, element.tail = element.tail, None
        return twin
    for text in (None, words):
        line = html.Element("br")
        line.tail = text
        if part == "text":
            element.append(line)
        else:
            tail, element.tail = element.tail, None
            element.addnext(line)
            element.tail = tail
        element, part = line, "tail"
    return element


def _frame(image: HtmlElement, caption: str | None) -> HtmlElement:
    """The image's box: as high up as it holds the caption, and no more than that."""
    box = image
    for above in image.iterancestors():
        if len(_tidy(above.text_content())) > len(caption or "") + 20 or above.tag in (
            "body",
            "td",
            "article",
        ):
            break
        box = above
    return box


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
