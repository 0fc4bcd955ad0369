"""A copied newspaper article in a blog post: the address it came from, and when that was printed. Pure.

Precision comes first: most posts link to things and copy nothing. A source is believed where the post carries what only
a newspaper's own page prints (a 입력 stamp, a reporter's line, a 무단전재 line), or where it names the address itself
behind 출처 or 원문 and that address is shaped like a news article's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newscrawl.items import Block
from newscrawl.text.addresses import are_same, host_and_rest, is_news
from newscrawl.text.bylines import is_byline, split_dateline, split_signoff
from newscrawl.text.closings import split_copyright
from newscrawl.text.lexicon.press import is_outlet
from newscrawl.text.openings import is_section_path, is_toolbar, repeats

_MOMENT = (
    r"(?:(?:19|20)\d\d|['’]?\d\d)\s*[.\-/년]\s*\d{1,2}\s*[.\-/월]\s*\d{1,2}\s*[.일]?"
    r"(?:\s*[(\[（]?[월화수목금토일](?:요일)?[)\]）])?"
    r"(?:[\s,|]*(?:(?:오전|오후|AM|PM)\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?)?"
)
_LABEL = (
    r"(?:기사\s?)?(?:최초\s?|최종\s?)?(?:입력|승인|송고|등록|수정|업데이트|발행|게재|보도|posted|published|updated)"
    r"(?:\s?(?:시간|시각|일시|일자|일|날짜))?"
)
_STAMP = rf"{_LABEL}\s*[\])]?\s*[:：=|]?\s*{_MOMENT}|{_MOMENT}\s*(?:{_LABEL})(?![가-힣])"
_STAMPS = re.compile(rf"(?:{_STAMP})(?:[\s|/·,;ㆍㅣ\[(]*(?:{_STAMP}|수정\s*[:：]?\s*-))*", re.I)
_DAY = re.compile(_MOMENT)
_BARE_STAMP = re.compile(rf"[\[(]?\s*{_MOMENT}\s*[\])]?")
_EDITED = re.compile(r"(?:기사\s?)?(?:최종\s?)?(?:수정|업데이트|updated)", re.I)
_CLOCK = re.compile(r"\d:\d\d")
_RIGHTS = re.compile(r"무단\s?(?:전재|복제|배포|사용)|재배포\s?금지|저작권자\s?[ⓒ©(]")

_ADDRESS = re.compile(
    r"(?<![a-z0-9.-])(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?/[^\s<>\"'“”‘’…가-힣]*", re.I
)
_WHAT = r"(?:기사|뉴스|본문|원본|글|내용)?\s?"
_GO = r"(?:보기|보러\s?가기|바로\s?가기|읽기|링크|주소|URL)"
_NAMED = re.compile(
    rf"[^가-힣a-z0-9]*(?:(?P<outlet>[^\s:]{{2,16}})\s)??"
    rf"(?:{_WHAT}(?:출처|원문|원본|전문)|(?:기사|뉴스)\s?(?:전체\s?)?{_GO}|펌|퍼온\s?(?:글|곳)|source|from|via)"
    rf"(?:\s?(?:{_GO}|기사))*(?=[^가-힣a-z0-9]|$)",
    re.I,
)
_NAMED_AT_END = re.compile(
    rf"[\[(<【]?\s*{_WHAT}(?:출처|원문)(?:\s?링크)?\s*[:：=|\])>】-][^.!?]{{0,40}}$", re.I
)
_RELATED = re.compile(r"(?:관련|추천|인기|주요)\s?(?:기사|뉴스)|다른\s?기사|많이\s?본|더\s?보기")
_LABEL_SIGNS = re.compile(r"\A[\s:：=|\])>】〉»▶·/-]+")
_DAY_BEGUN = re.compile(
    r"\d\s*[.\-/년]\s*\d"
)  # in every moment; most lines have none, and a stamp is dear to look for
_LETTERS = re.compile(r"[가-힣A-Za-z0-9]")
_PROSE_ENDS = re.compile(r"[.?!][\"'”’]?\Z")
_SENTENCE_END = re.compile(r"[.?!…][\s\"'”’)]*$|[다요죠]\s*$")
_OTHER_SOURCE = re.compile(r"(?:사진|이미지|그림|자료|영상|그래픽|도표|표|통계|데이터)[\s\])]*$")

_HEAD = 6  # texts that may stand before a copied article …
_TAIL = 8  # … and behind it
_TITLE = 130  # words of a link; longer ones are prose
_SHORTEST = 12  # of a sentence before its end
_NOTE = 40  # what a line of stamps may hold beside them: an outlet's name, a button


@dataclass(frozen=True, slots=True)
class Source:
    """Where a copied article came from, and when it was printed there, as printed; None for what is not told.

    ``blocks`` are those that remain as the body: all, for a post of its own.
    """

    url: str | None = None
    published_raw: str | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text that may give the source: where it stands, the address, whether 출처 or 원문 names it, what it leaves."""

    at: int
    url: str
    named: bool
    left: str = ""


def find_source(blocks: Sequence[Block], own_host: str, headline: str = "") -> Source:
    """Return the source of a copied article; ``own_host`` is the blog's, whose own addresses are none.

    >>> post = ["입력 2020-06-17 11:00", "https://www.example.com/news/view/12345", "가나가 나섰다.", "홍길동 기자"]
    >>> source = find_source([Block("text", words) for words in post], "blog.example.org")
    >>> source.url, source.published_raw, [block.text for block in source.blocks]
    ('https://www.example.com/news/view/12345', '입력 2020-06-17 11:00', ['가나가 나섰다.', '홍길동 기자'])
    """
    texts = [at for at, block in enumerate(blocks) if block.kind == "text" and (block.text or block.links)]
    edges = sorted({*texts[:_HEAD], *texts[-_TAIL:]})
    prose = [at for at in texts if _is_prose(blocks[at].text)]
    last = prose[-1] if prose else -1
    stamps = {at: found for at in edges if (found := _stamps(blocks[at].text))}
    signed = any(_is_signed(blocks[at].text) for at in edges)
    copied = signed or any(_RIGHTS.search(blocks[at].text) for at in edges)
    lines = list(_lines(blocks, edges, last, host_and_rest(own_host)[0]))
    if not copied:
        ends = {*texts[:2], *texts[-3:]}
        beside = {near for at in stamps for near in _beside(texts, at)}
        lines = [
            line
            for line in lines
            if line.at in beside or (line.named and line.at in ends and not _is_credit(blocks, line))
        ]
    source = _choose(lines, copied, last)
    labels = {at: rest for at in edges if (rest := _behind_label(blocks[at], headline)) is not None}
    named = [at for at in labels if _names_outlet(blocks[at].text)]
    if source is None and not (signed and stamps) and not (labels and (copied or stamps)) and not named:
        return Source(blocks=list(blocks))
    if not stamps:
        stamps = {at: (day[0], labels[at]) for at in named if (day := _DAY.search(blocks[at].text))}
    if not stamps:
        stamps = {at: found for at in texts[:_HEAD] if (found := _bare_stamp(blocks[at].text))}
    left = {at: words for at, (_, words) in stamps.items()}
    if source is not None:
        for line in lines:
            if are_same(line.url, source.url):
                left[line.at] = line.left or left.get(line.at, "")
    left.update(labels)
    outlets = [at for found in list(left) for at in _beside(texts, found) if _is_outlet(blocks[at].text)]
    left.update(dict.fromkeys(outlets, ""))
    first = prose[0] if prose else len(blocks)
    left.update({at: "" for at in texts if at < first and _is_printed_above(blocks[at].text, headline)})
    left.update({at: "" for at in edges if at > last and _is_bare(blocks[at].text)})
    # What the blogger says may follow: the reporter's line before the source still ends the article.
    marks = [line.at for line in lines if source and are_same(line.url, source.url)]
    near = {(at, mark) for mark in marks for at in _beside(texts, mark) if first < at < mark < last}
    signs = {at for at, _ in near if is_byline(blocks[at].text)}
    order = [at for at in sorted(range(len(blocks)), key=signs.__contains__) if left.get(at, blocks[at])]
    remaining = [replace(blocks[at], text=left[at], links=[]) if at in left else blocks[at] for at in order]
    printed = [words for words, _ in stamps.values()]
    published = next((words for words in printed if not _EDITED.match(words)), next(iter(printed), None))
    return Source(source.url if source else None, published, remaining)


def _beside(texts: Sequence[int], at: int) -> Sequence[int]:
    """The texts next to one, two each side."""
    place = texts.index(at)
    return texts[max(0, place - 2) : place + 3]


def _lines(blocks: Sequence[Block], edges: Sequence[int], last: int, own_host: str) -> Iterator[_Line]:
    """Every text that names an address as its source, or is nothing but an address or a title that links to one.

    ``last`` is where the article's last sentence stands.
    """
    labelled = related = False
    for at in edges:
        block = blocks[at]
        words, url = _parted(block, own_host)
        related = (related or bool(_RELATED.search(words[: _TITLE + 1]))) and not _RIGHTS.search(words)
        if url is not None:
            ending = _NAMED_AT_END.search(words)
            before = words[: ending.start()].strip() if ending else ""
            titled = at < last and not _SENTENCE_END.search(words)
            alone = block.linked or titled or not _LETTERS.search(words) or _is_outlet(words)
            if before and not _OTHER_SOURCE.search(before):
                yield _Line(at, url, True, before)
            elif len(words) <= _TITLE and _named(words):
                signed = " ".join(part for part in map(str.strip, words.split("|")[1:]) if is_byline(part))
                yield _Line(at, url, True, signed)
            elif len(words) <= _TITLE and alone and not related:
                yield _Line(at, url, labelled)
        labelled = _behind_label(block, "") is not None


def _is_prose(words: str) -> bool:
    return _PROSE_ENDS.search(words, max(_SHORTEST, len(words) - 2)) is not None


def _is_signed(words: str) -> bool:
    return is_byline(words) or bool(split_dateline(words)[0] or split_signoff(words)[1])


def _named(words: str) -> re.Match[str] | None:
    """The words that name what follows as the source: "출처", "기사 원문 보기", "나래경제 기사 보러가기"."""
    found = _NAMED.match(words)
    return found if found and (found["outlet"] is None or _is_outlet(found["outlet"])) else None


def _behind_label(block: Block, headline: str) -> str | None:
    """What of a text that only labels the source is more: a notice, a reporter's line; None where it is no label.

    The address may stand in the next text, or nowhere: "출처: 가나경제".
    """
    words, notice = split_copyright(block.text)
    found = None if block.links else _named(words)
    if found is None or _ADDRESS.search(words):
        return None
    rest = _LABEL_SIGNS.sub(" ", words[found.end() :]).strip()
    if len(words) > _NOTE and not (headline and repeats(rest, headline)):
        return None
    return " ".join(part for part in (rest if is_byline(rest) else "", notice) if part)


def _is_outlet(words: str) -> bool:
    return is_outlet(words.strip("[](){}<>【】“”\"'·-–|/:=*☞▶ "))


def _is_printed_above(words: str, headline: str) -> bool:
    """Whether a line above a copied article is its page's and no part of it: the headline again, buttons, a path."""
    return bool(headline and repeats(words, headline)) or _is_bare(words) or is_section_path(words)


def _is_bare(words: str) -> bool:
    """Whether a line is nothing but buttons, a count or a rule."""
    return is_toolbar(words) or not (_LETTERS.search(words) and re.search(r"[^\W\d]", words))


def _names_outlet(words: str) -> bool:
    """Whether a label names an outlet behind it: "출처: 나래일보 2020.06.17"."""
    found = _named(words)
    return found is not None and any(map(_is_outlet, words[found.end() :].split()[:3]))


def _parted(block: Block, own_host: str) -> tuple[str, str | None]:
    """A text without its addresses and stamps, and the first of its addresses that leads elsewhere."""
    printed = (
        [found.rstrip(".,;:)]}>|") for found in _ADDRESS.findall(block.text)] if "/" in block.text else []
    )
    addresses = [*block.links, *printed]
    outside = (
        one if "://" in one else f"https://{one}" for one in addresses if host_and_rest(one)[0] != own_host
    )
    words = _without_addresses(block.text)
    return (_STAMPS.sub(" ", words) if _DAY_BEGUN.search(words) else words).strip(), next(outside, None)


def _without_addresses(words: str) -> str:
    return _ADDRESS.sub(" ", words) if "/" in words else words


def _choose(lines: Sequence[_Line], copied: bool, last: int) -> _Line | None:
    fit = [line for line in lines if is_news(line.url, copied)]
    named = [line for line in fit if line.named]
    if not copied and len({line.url for line in fit}) > 1:
        return None  # several sources: a digest, or footnotes
    before = [line for line in fit if line.at < last]
    after = [line for line in fit if line.at > last]
    if any(not are_same(line.url, after[0].url) for line in after):
        after = []  # several links below an article are others of the outlet's
    return next(iter([*named, *before, *after]), None)


def _is_credit(blocks: Sequence[Block], line: _Line) -> bool:
    """Whether the line stands under an image, whose source it names."""
    return line.at > 0 and blocks[line.at - 1].kind != "text"


def _stamps(words: str) -> tuple[str, str] | None:
    """The labelled stamps of a line that holds little else, and what of the line is a byline."""
    words = _without_addresses(words)
    found = _STAMPS.search(words) if _DAY_BEGUN.search(words) else None
    if not found:
        return None
    rest = [part.strip(" \t|/·,;ㆍㅣ[]()") for part in (words[: found.start()], words[found.end() :])]
    signed = " ".join(part for part in rest if is_byline(part))
    other = sum(len(part) for part in rest if not is_byline(part))
    return (found[0].strip(" |/·,[("), signed) if other <= _NOTE else None


def _bare_stamp(words: str) -> tuple[str, str] | None:
    return (words, "") if _CLOCK.search(words) and _BARE_STAMP.fullmatch(words) else None
