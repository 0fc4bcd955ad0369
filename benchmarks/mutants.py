"""What redesigns and faults do to a page: each mutation changes one thing of a page's markup, in place."""

import random
import re
from collections.abc import Callable, Iterator
from zlib import crc32

from lxml import etree, html
from lxml.html import HtmlElement
from varied import _drop, slots

from newscrawl.items import Article, Listing

Mutation = Callable[[HtmlElement, Article], None]
MUTATIONS: dict[str, Mutation] = {}
LISTINGS: dict[str, Callable[[HtmlElement, Listing], None]] = {}
_DAY = re.compile(r"(?:19|20)\d\d\s?[.\-/년]\s?\d{1,2}\s?[.\-/월]\s?\d{1,2}(?:일|\.)?")
_TIME = re.compile(r"(?:오전|오후)?\s?\d{1,2}:\d\d(?::\d\d)?")


def mutation(words: str) -> Callable[[Mutation], Mutation]:
    def enter(function: Mutation) -> Mutation:
        MUTATIONS[words] = function
        return function

    return enter


# Where things stand --------------------------------------------------------------------------------------------------


def body_of(tree: HtmlElement, page: Article) -> HtmlElement | None:
    """The least element that holds all paragraphs."""
    lines = [list(_path(slots(tree, words)[0])) for words in page.body if slots(tree, words)]
    shared = None
    for level in zip(*lines, strict=False):
        if any(element is not level[0] for element in level):
            break
        shared = level[0]
    return shared


def _path(slot: tuple[HtmlElement, str]) -> Iterator[HtmlElement]:
    element, part = slot
    holder = element if part == "text" else element.getparent()
    yield from reversed(list(holder.iterancestors()))
    yield holder


def holders(tree: HtmlElement, words: str | None) -> list[HtmlElement]:
    return [e if part == "text" else e.getparent() for e, part in slots(tree, words)] if words else []


def dates(tree: HtmlElement) -> list[HtmlElement]:
    """The elements whose own words are a date, in the head of the article: short ones."""
    return [e for e in tree.iter() if isinstance(e.tag, str) and e.tag not in ("script", "style", "title")
            and _DAY.search(e.text or "") and len(e.text or "") < 90]  # fmt: skip


def bylines(tree: HtmlElement, page: Article) -> list[tuple[HtmlElement, str]]:
    words = [w for author in page.authors for w in (author.name, author.email) if w]
    return [slot for word in words for slot in slots(tree, word) if len(getattr(*slot) or "") < 120]


def captions(tree: HtmlElement, page: Article) -> list[tuple[HtmlElement, str]]:
    return [slot for photo in page.photos if photo.caption_raw for slot in slots(tree, photo.caption_raw)]


def rename(element: HtmlElement | None, *names: str) -> None:
    for name in names or ("class", "id"):
        if element is not None and element.get(name):
            element.set(name, f"x{crc32(element.get(name).encode()):x}")


def scripts(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.xpath("//script[contains(@type, 'ld+json')]"))


def metas(tree: HtmlElement, words: str = "") -> list[HtmlElement]:
    return [
        m
        for m in tree.xpath("//meta[@content]")
        if words in f"{m.get('property')} {m.get('name')} {m.get('itemprop')}"
    ]


def retag(element: HtmlElement, tag: str, **attributes: str) -> None:
    element.tag = tag
    element.attrib.clear()
    element.attrib.update(attributes)


def silence(elements: list[HtmlElement]) -> None:
    for element in elements:
        _drop(element)


# The body ------------------------------------------------------------------------------------------------------------


@mutation("body: class renamed")
def _(tree: HtmlElement, page: Article) -> None:
    rename(body_of(tree, page), "class")


@mutation("body: id renamed")
def _(tree: HtmlElement, page: Article) -> None:
    rename(body_of(tree, page), "id")


@mutation("body: class and id renamed, and of all around it")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    for element in [body, *body.iterancestors()] if body is not None else []:
        rename(element)


@mutation("body: marks of meaning gone (itemprop, article, classes)")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    for element in [body, *body.iterancestors()] if body is not None else []:
        if element.tag not in ("html", "body"):
            retag(element, "div")


@mutation("body: a wrapper added")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    if body is not None and body.tag not in ("html", "body"):
        inner = html.Element("div", {"class": "wrap"})
        inner.text, body.text = body.text, None
        inner.extend(list(body))
        body.append(inner)


@mutation("body: paragraphs become divisions")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    for element in body.iter("p") if body is not None else []:
        element.tag = "div"


@mutation("body: paragraphs become lines")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    for element in list(body.iter("p")) if body is not None else []:
        element.append(html.Element("br"))
        element.append(html.Element("br"))
        element.drop_tag()


@mutation("body: all in one paragraph")
def _(tree: HtmlElement, page: Article) -> None:
    for words in page.body[1:]:
        for element, part in slots(tree, words)[:1]:
            setattr(element, part, None)
    for element, part in slots(tree, page.body[0])[:1]:
        setattr(element, part, " ".join(page.body))


@mutation("body: teaser only")
def _(tree: HtmlElement, page: Article) -> None:
    _keep(tree, page, 1)


@mutation("body: second half missing")
def _(tree: HtmlElement, page: Article) -> None:
    _keep(tree, page, (len(page.body) + 1) // 2)


def _keep(tree: HtmlElement, page: Article, number: int) -> None:
    for words in page.body[number:]:
        for element, part in slots(tree, words):
            setattr(element, part, None)


@mutation("body: emptied")
def _(tree: HtmlElement, page: Article) -> None:
    _keep(tree, page, 0)


@mutation("body: emptied on 30 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    _keep(tree, page, 0)


@mutation("body: a box to subscribe in its midst")
def _(tree: HtmlElement, page: Article) -> None:
    _insert(tree, page, ["가람신문을 구독하면 더 많은 이야기를 하루 먼저 읽어볼 수 있습니다."])


@mutation("body: a ranking in its midst")
def _(tree: HtmlElement, page: Article) -> None:
    _insert(tree, page, [f"가장 많이 읽은 이야기 {n}번째가 여기에 길게 실렸습니다." for n in range(1, 6)])


def _insert(tree: HtmlElement, page: Article, lines: list[str]) -> None:
    found = holders(tree, page.body[len(page.body) // 2])
    if found:
        for line in lines:
            element = html.Element("p")
            element.text = line
            if found[0].tag == "p":
                found[0].addnext(element)
            else:
                found[0].append(element)


@mutation("body: moved below the footer")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    if body is not None and body.tag not in ("html", "body"):
        body.drop_tag() if body.getparent() is None else tree.append(body)


@mutation("body: drawn by a script")
def _(tree: HtmlElement, page: Article) -> None:
    body = body_of(tree, page)
    if body is not None and body.tag not in ("html", "body"):
        for child in list(body):
            body.remove(child)
        body.text = None
        script = etree.SubElement(body, "script")
        script.text = f"draw({crc32(page.headline.encode())})"


# The headline --------------------------------------------------------------------------------------------------------


@mutation("headline: class renamed")
def _(tree: HtmlElement, page: Article) -> None:
    for element in holders(tree, page.headline):
        rename(element)


@mutation("headline: no heading any more")
def _(tree: HtmlElement, page: Article) -> None:
    for element in holders(tree, page.headline):
        retag(element, "div")


@mutation("headline: gone from the page and the head")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in slots(tree, page.headline):
        setattr(element, part, None)
    silence([*metas(tree, "title"), *tree.xpath("//title"), *scripts(tree)])


@mutation("headline: the outlet's name on every page")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in slots(tree, page.headline):
        setattr(element, part, "가람신문, 내일을 먼저 읽는다")
    for meta in metas(tree, "title"):
        meta.set("content", "가람신문, 내일을 먼저 읽는다")
    silence(scripts(tree))
    for title in tree.xpath("//title"):
        title.text = "가람신문, 내일을 먼저 읽는다"


# Dates ---------------------------------------------------------------------------------------------------------------


@mutation("date: class renamed")
def _(tree: HtmlElement, page: Article) -> None:
    for element in dates(tree):
        for above in [element, element.getparent()]:
            rename(above)


@mutation("date: printed nowhere")
def _(tree: HtmlElement, page: Article) -> None:
    for element in dates(tree):
        element.text = _TIME.sub("", _DAY.sub("", element.text or ""))


@mutation("date: nowhere, nor in the head")
def _(tree: HtmlElement, page: Article) -> None:
    _undated(tree)


@mutation("date: nowhere, on 30 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    _undated(tree)


def _undated(tree: HtmlElement) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            for part in ("text", "tail"):
                words = getattr(element, part)
                if words and len(words) < 90 and re.search(r"\d", words):
                    setattr(element, part, _TIME.sub("", _DAY.sub("", words)))
    for element in tree.iter("time"):
        element.attrib.pop("datetime", None)
    for meta in tree.xpath("//meta[@content]"):
        if re.search(r"\d{4}-?\d\d-?\d\d", meta.get("content")):
            _drop(meta)
    silence(scripts(tree))


@mutation("date: its time is gone")
def _(tree: HtmlElement, page: Article) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            for part in ("text", "tail"):
                words = getattr(element, part)
                if words and len(words) < 90:
                    setattr(element, part, _TIME.sub("", words))
    for element in tree.iter("time"):
        element.attrib.pop("datetime", None)
    for meta in tree.xpath("//meta[@content]"):
        meta.set("content", re.sub(r"(\d{4}-?\d\d-?\d\d)[T ]?\d[\d:]*\S*", r"\1", meta.get("content")))
    silence(scripts(tree))


@mutation("date: printed in English words, none in the head")
def _(tree: HtmlElement, page: Article) -> None:
    marked = dates(tree)
    for element in marked:
        element.text = _DAY.sub("Wed, Jun the 17th", element.text or "")
    silence(
        [
            *scripts(tree),
            *[m for m in tree.xpath("//meta[@content]") if re.search(r"\d{4}-?\d\d-?\d\d", m.get("content"))],
        ]
    )
    for element in tree.iter("time"):
        element.attrib.pop("datetime", None)


@mutation("date: 수정 gone")
def _(tree: HtmlElement, page: Article) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str):
            for part in ("text", "tail"):
                words = getattr(element, part)
                if words and len(words) < 200:
                    words = re.sub(r"(?:최종\s?)?(?:수정|업데이트|기사수정)[^가-힣]{8,40}", "", words)
                    setattr(element, part, words)
    silence([*metas(tree, "modified"), *scripts(tree)])


# Bylines -------------------------------------------------------------------------------------------------------------


@mutation("byline: class renamed")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in bylines(tree, page):
        holder = element if part == "text" else element.getparent()
        for above in [holder, *list(holder.iterancestors())[:2]]:
            rename(above)


@mutation("byline: gone")
def _(tree: HtmlElement, page: Article) -> None:
    _anonymous(tree, page)


@mutation("byline: emptied on 30 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    _anonymous(tree, page)


def _anonymous(tree: HtmlElement, page: Article) -> None:
    for slot in bylines(tree, page):
        setattr(*slot, None)
    silence([*metas(tree, "author"), *scripts(tree)])
    for author in page.authors:
        _without(tree, author.name)
        _without(tree, author.email)


def _without(tree: HtmlElement, words: str | None) -> None:
    if words and len(words) > 1:
        for element, part in slots(tree, words):
            setattr(element, part, (getattr(element, part) or "").replace(words, ""))
        for element in tree.xpath("//*[@content or @href]"):
            for name in ("content", "href"):
                if words in element.get(name, ""):
                    element.set(name, element.get(name).replace(words, ""))


@mutation("byline: moved to the end of the page")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in bylines(tree, page)[:1]:
        words = getattr(element, part)
        setattr(element, part, None)
        line = etree.SubElement(tree.find("body") if tree.find("body") is not None else tree, "div")
        line.text = words


@mutation("byline: e-mail gone")
def _(tree: HtmlElement, page: Article) -> None:
    for author in page.authors:
        _without(tree, author.email)
    silence(scripts(tree) if any(author.email for author in page.authors) else [])


@mutation("byline: e-mail gone on 30 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    MUTATIONS["byline: e-mail gone"](tree, page)


@mutation("byline: e-mail as (at)")
def _(tree: HtmlElement, page: Article) -> None:
    for author in page.authors:
        for element, part in slots(tree, author.email) if author.email else []:
            hidden = author.email.replace("@", "#").replace(".", " ")
            setattr(element, part, (getattr(element, part) or "").replace(author.email, hidden))


@mutation("byline: role gone")
def _(tree: HtmlElement, page: Article) -> None:
    for author in page.authors:
        for element, part in slots(tree, author.role) if author.role else []:
            words = getattr(element, part) or ""
            if len(words) < 60:
                setattr(element, part, words.replace(author.role, ""))


# Photos --------------------------------------------------------------------------------------------------------------


@mutation("captions: gone")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in captions(tree, page):
        setattr(element, part, None)


@mutation("captions: gone on 50 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    MUTATIONS["captions: gone"](tree, page)


@mutation("captions: class renamed")
def _(tree: HtmlElement, page: Article) -> None:
    for element, part in captions(tree, page):
        holder = element if part == "text" else element.getparent()
        for above in [holder, *list(holder.iterancestors())[:2]]:
            rename(above)


@mutation("captions: figure and figcaption become divisions")
def _(tree: HtmlElement, page: Article) -> None:
    for element in [*tree.iter("figure"), *tree.iter("figcaption")]:
        retag(element, "div")


@mutation("captions: without their credit")
def _(tree: HtmlElement, page: Article) -> None:
    for photo in page.photos:
        for element, part in slots(tree, photo.caption_raw) if photo.caption_raw else []:
            setattr(element, part, photo.caption)


@mutation("photos: gone")
def _(tree: HtmlElement, page: Article) -> None:
    silence(list(tree.iter("img")))


@mutation("photos: address in another attribute")
def _(tree: HtmlElement, page: Article) -> None:
    for image in tree.iter("img"):
        for name in ("src", "data-src", "data-original", "srcset", "data-lazy-src"):
            if value := image.attrib.pop(name, None):
                image.set("data-x9", value)


@mutation("photos: the same logo on every page")
def _(tree: HtmlElement, page: Article) -> None:
    for image in tree.iter("img"):
        image.set("src", "https://img.example.com/upload/article/noimage.jpg")


# The head and the whole ----------------------------------------------------------------------------------------------


@mutation("head: JSON-LD gone")
def _(tree: HtmlElement, page: Article) -> None:
    silence(scripts(tree))


@mutation("head: JSON-LD broken")
def _(tree: HtmlElement, page: Article) -> None:
    for script in scripts(tree):
        script.text = (script.text or "")[: len(script.text or "") // 2]


@mutation("head: meta gone")
def _(tree: HtmlElement, page: Article) -> None:
    silence([m for m in tree.iter("meta") if not m.get("charset") and not m.get("http-equiv")])


@mutation("head: Open Graph gone")
def _(tree: HtmlElement, page: Article) -> None:
    silence(metas(tree, "og:"))


@mutation("head: the same description on every page")
def _(tree: HtmlElement, page: Article) -> None:
    for meta in metas(tree, "description"):
        meta.set("content", "가람신문은 내일의 기술을 먼저 읽습니다.")


@mutation("head: section and keywords gone")
def _(tree: HtmlElement, page: Article) -> None:
    silence([*metas(tree, "section"), *metas(tree, "keywords"), *metas(tree, "tag"), *scripts(tree)])
    for words in [*page.section, *page.keywords]:
        for element, part in slots(tree, words):
            if len(getattr(element, part)) < 40:
                setattr(element, part, None)


@mutation("page: every class and id renamed")
def _(tree: HtmlElement, page: Article) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str):
            rename(element)


@mutation("page: every class and id hashed, head empty")
def _(tree: HtmlElement, page: Article) -> None:
    MUTATIONS["page: every class and id renamed"](tree, page)
    silence([*tree.iter("meta"), *scripts(tree)])


@mutation("page: drawn by a script, head empty")
def _(tree: HtmlElement, page: Article) -> None:
    _blank(tree, "")
    silence([*tree.iter("meta"), *tree.iter("title"), *tree.iter("script")])


@mutation("page: a word of excuse instead, on 30 % of pages")
def _(tree: HtmlElement, page: Article) -> None:
    _blank(tree, "접속이 많아 잠시 뒤 다시 시도해 주십시오.")
    silence([*tree.iter("meta"), *tree.iter("title"), *tree.iter("script")])


def _blank(tree: HtmlElement, words: str) -> None:
    body = tree.find("body") if tree.find("body") is not None else tree
    for child in list(body):
        body.remove(child)
    body.text = words


# Listings ------------------------------------------------------------------------------------------------------------


def _entries(tree: HtmlElement, page: Listing) -> list[HtmlElement]:
    return [a for a in tree.iter("a") if any(_end(e.url) in (a.get("href") or "") for e in page.entries)]


def _end(url: str) -> str:
    return url.split("/", 3)[-1]


def listing(words: str) -> Callable[[Callable[[HtmlElement, Listing], None]], None]:
    def enter(function: Callable[[HtmlElement, Listing], None]) -> None:
        LISTINGS[words] = function

    return enter


@listing("listing: empty")
def _(tree: HtmlElement, page: Listing) -> None:
    silence(_entries(tree, page))


@listing("listing: every class and id renamed")
def _(tree: HtmlElement, page: Listing) -> None:
    for element in tree.iter():
        if isinstance(element.tag, str):
            rename(element)


@listing("listing: drawn by a script")
def _(tree: HtmlElement, page: Listing) -> None:
    _blank(tree, "")
    silence(list(tree.iter("script")))


@listing("listing: half of it")
def _(tree: HtmlElement, page: Listing) -> None:
    kept = {_end(e.url) for e in page.entries[: len(page.entries) // 2]}
    silence([a for a in _entries(tree, page) if not any(end in (a.get("href") or "") for end in kept)])


@listing("listing: links without an address")
def _(tree: HtmlElement, page: Listing) -> None:
    for link in _entries(tree, page):
        link.set("href", "#")


@listing("listing: dates gone")
def _(tree: HtmlElement, page: Listing) -> None:
    for entry in page.entries:
        for element, part in slots(tree, entry.date_published_raw) if entry.date_published_raw else []:
            setattr(element, part, None)


@listing("listing: no next page")
def _(tree: HtmlElement, page: Listing) -> None:
    silence(
        [
            e
            for e in tree.iter("a", "link")
            if page.next_url and (e.get("href") or "-")[-12:] == page.next_url[-12:]
        ]
    )
    silence(
        [
            e
            for e in tree.iter("a")
            if re.fullmatch(r"\s*(?:다음.*|\d{1,2}|next.*|>)\s*", e.text_content(), re.I)
        ]
    )


def affects(words: str, place: int, seed: str) -> bool:
    """Whether a mutation touches the run's page of this place: all, or the share its name says, chosen by lot."""
    share = re.search(r"on (\d+) % of pages", words)
    if not share:
        return True
    chosen = random.Random(f"{words} {seed}").sample(range(20), 20 * int(share[1]) // 100)
    return place in chosen
