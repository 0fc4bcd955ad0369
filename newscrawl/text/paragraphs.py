"""A body's blocks to paragraphs, photos, byline and copyright lines: what of an article is its text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newscrawl.items import Block, Photo
from newscrawl.text.bylines import is_byline, split_dateline, split_signoff
from newscrawl.text.captions import is_caption_line, parse_caption
from newscrawl.text.closings import (
    asks_for_tips,
    is_contact,
    is_copyright,
    is_furniture,
    is_photo_credit,
    is_related_heading,
    split_copyright,
    split_photo_credit,
)
from newscrawl.text.lexicon import is_outlet, name_shape
from newscrawl.text.whitespace import tidy

_HEAD = 4  # paragraphs from the first in which a byline or a dateline may stand, decks before it
_TAIL = (
    60  # paragraphs from the last that may be the page's own; a list of related news seldom has more than ten
)
_SLOGANS, _SLOGAN = 10, 80  # lines behind the reporter's, and the letters of one
_SENTENCE = re.compile(r"[다요죠까]\.?[\"'”’)]?\Z|출처|원문|https?:")
# A paragraph as newspapers end one, not as bloggers do: only behind it a bare name is the reporter's.
_NEWS = re.compile(r"[^니]다\.?[\"'”’)]?\Z")
_STOP = re.compile(r"[^니]다\.[\"'”’)]?\Z")  # of a sentence; a headline has none
# Over the reporter's line: who stands behind the text, "글. 나래네트워크".
_TASK = re.compile(r"(?:글|취재|정리|기사)\s?[.·/:=]\s?(?P<outlet>\S{2,20})")
# Who wrote it from outside: "홍길동 나래작은도서관장".
_GUEST = re.compile(
    r"(?P<name>[가-힣]{2,4})\s(?:\S{1,12}\s){0,2}\S{0,12}(?:장|대표|교수|위원|연구원|작가|변호사|이사|박사|시인|평론가|강사)"
)
_PROGRAMME = re.compile(r"[\[(<【]\s?(?P<outlet>\S+)[^\[\]()<>【】]{0,30}[\])>】]")


@dataclass(frozen=True, slots=True)
class Parts:
    """A body taken apart. ``photos`` have address and caption as printed; ``dropped`` are the page's own lines."""

    body: list[str] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    copyright: str | None = None
    dropped: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    text: str
    linked: bool


def separate(blocks: Sequence[Block]) -> Parts:
    """Return the parts of a body; no word of it is lost: each is in one of the parts.

    >>> parts = separate([Block("image", url="https://example.com/1.jpg"), Block("text", "▲ 협약식 (사진제공=LG)"),
    ...     Block("text", "LG가 서울대와 손잡는다."), Block("text", "홍길동 기자 hong@example.com")])
    >>> parts.body, parts.photos[0].caption_raw, parts.bylines
    (['LG가 서울대와 손잡는다.'], '▲ 협약식 (사진제공=LG)', ['홍길동 기자 hong@example.com'])
    """
    photos, lines, dropped = _photos(blocks)
    dropped += _behind_the_text(lines) + _behind_the_byline(lines)
    foot = _Foot()
    foot.take(lines)
    head = _head(lines)
    bare = [photo for photo in photos if photo.caption_raw is None] if foot.credits else []
    for photo in bare:  # "[사진=나래]" at the foot speaks for every picture that has no words of its own
        photo.caption_raw = " ".join(foot.credits)
    dropped += foot.furniture + foot.notices[1:] + ([] if bare else foot.credits)
    body = [line.text for line in lines]
    return Parts(body, photos, head + foot.bylines, next(iter(foot.notices), None), dropped)


def _behind_the_text(lines: list[_Line]) -> list[str]:
    """Take off what follows a copyright notice or a heading of related news, where none of it is a paragraph."""
    for at in range(max(1, len(lines) - _TAIL), len(lines)):
        text = lines[at].text
        asking = asks_for_tips(text)
        if not (
            asking or is_related_heading(text) or (is_copyright(text) and not all(split_copyright(text)))
        ):
            continue
        rest = lines[at + 1 :]
        if any(_is_prose(line) for line in rest):
            continue
        kept = [
            line
            for line in rest
            if not (asking and is_contact(line.text))
            and (is_copyright(line.text) or is_byline(line.text) or is_photo_credit(line.text))
        ]
        gone = [line.text for line in rest if line not in kept]
        lines[at + 1 :] = kept
        return gone
    return []


def _is_prose(line: _Line) -> bool:
    words = line.text
    return (
        not line.linked and (len(words) > 80 or _STOP.search(words) is not None) and not is_copyright(words)
    )


def _behind_the_byline(lines: list[_Line]) -> list[str]:
    """Take off the slogans and announcements behind the reporter's line, where no sentence is among them.

    A line without the reporter's address is believed only between the text and the newsroom's last: a notice, or what
    is its own anyway.
    """
    ended = bool(lines) and (_is_notice(lines[-1].text) or is_furniture(lines[-1].text))
    if not lines or (not ended and (len(lines[-1].text) > _SLOGAN or _SENTENCE.search(lines[-1].text))):
        return []
    for at in range(len(lines) - 2, max(0, len(lines) - _SLOGANS), -1):
        text = lines[at].text
        if ("@" in text or (ended and "기자" in text)) and is_byline(text):
            gone = [line for line in lines[at + 1 :] if not _is_kept(line.text)]
            lines[at + 1 :] = [line for line in lines[at + 1 :] if line not in gone]
            return [line.text for line in gone]
        if len(text) > _SLOGAN or _SENTENCE.search(text):
            break
    return []


def _is_motto(words: str) -> bool:
    """Whether the words before a notice are the newsroom's own: "GoodNews paper ⓒ 나래일보"."""
    return len(words) <= 25 and not (_SENTENCE.search(words) or name_shape(words) or _is_kept(words))


def _is_notice(text: str) -> bool:
    return is_copyright(text) or bool(split_copyright(text)[1])


def _is_kept(text: str) -> bool:
    return _is_notice(text) or is_furniture(text) or is_byline(text) or is_photo_credit(text)


@dataclass(slots=True)
class _Foot:
    """What stands behind the last paragraph, each in printed order."""

    bylines: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)

    def take(self, lines: list[_Line]) -> None:
        """Take lines off the end, and what is glued to the last one, until a paragraph ends the body."""
        for _ in range(_TAIL):
            if not lines:
                return
            text = lines[-1].text
            found = self._whole(text, lines[-2].text if len(lines) > 1 else None)
            if found is not None:
                found.insert(0, text)
                lines.pop()
                continue
            for split, into in (
                (split_copyright, self.notices),
                (split_signoff, self.bylines),
                (split_photo_credit, self.credits),
            ):
                words, glued = split(text)
                if glued and words:
                    into.insert(0, glued)
                    if into is self.notices and len(lines) > 1 and _is_motto(words):
                        self.furniture.insert(0, words)
                        lines.pop()
                    else:
                        lines[-1].text = words
                    break
            else:
                return

    def _whole(self, text: str, above: str | None) -> list[str] | None:
        """Where a line belongs that is nothing but furniture; None for a paragraph."""
        words, notice = split_copyright(text)
        if words and notice:
            return None
        if notice or is_copyright(text):
            return self.notices
        if is_photo_credit(text):
            return self.credits
        if is_byline(text):
            return self.bylines
        if above is None:
            return None
        if self.bylines and _TASK.fullmatch(text):
            return self.furniture
        guest = _GUEST.fullmatch(text)
        name = guest["name"] if guest else text
        if _is_programme(text) or (name_shape(name) == 2 and _NEWS.search(above) is not None):
            return self.bylines
        return self.furniture if is_furniture(text) else None


def _is_programme(text: str) -> bool:
    """Whether a bracket names an outlet, with a programme or a desk: "[CBS 김현정의 뉴스쇼]"."""
    found = _PROGRAMME.fullmatch(text)
    return found is not None and is_outlet(found["outlet"])


def _head(lines: list[_Line]) -> list[str]:
    """Take off bylines before the first paragraphs, and the dateline that runs into one."""
    bylines = []
    at = 0
    while at < min(_HEAD, len(lines)):
        if is_byline(lines[at].text):
            bylines.append(lines.pop(at).text)
            continue
        dateline, rest = split_dateline(lines[at].text)
        if dateline:
            bylines.append(dateline)
            lines[at].text = rest
            if not rest:
                lines.pop(at)
            break
        at += 1
    return bylines


def _photos(blocks: Sequence[Block]) -> tuple[list[Photo], list[_Line], list[str]]:
    """Part photos, each with its caption, from the lines of text; last come captions without a photo."""
    found = [Block(b.kind, tidy(b.text), b.url, b.links) for b in blocks]
    found = [block for block in found if block.text or block.kind == "image"]
    photos: list[Photo] = []
    lines: list[_Line] = []
    waiting: list[str] = []  # captions printed before their image
    near: Photo | None = None  # the image right before
    before = False  # its caption was printed before it
    for at, block in enumerate(found):
        above = at + 1 < len(found) and found[at + 1].kind == "image"
        if block.kind == "image":
            near = Photo(url=block.url, caption_raw=" ".join(waiting) or None)
            before = bool(waiting)
            waiting.clear()
            photos.append(near)
        elif block.kind == "caption":
            if near is None or (before and above):
                waiting.append(block.text)
            else:
                near.caption_raw = _joined(near.caption_raw, block.text)
        elif near is not None and _captions(near.caption_raw, block.text):
            near.caption_raw = _joined(near.caption_raw, block.text)
        elif above and _points_down(found, at):
            waiting.append(block.text)
        else:
            lines.append(_Line(block.text, bool(block.links)))
            near = None
    # A page may print its first picture over the text as well, without its words.
    captioned = {photo.url for photo in photos if photo.caption_raw}
    return [p for p in photos if p.caption_raw or p.url not in captioned], lines, waiting


def _joined(caption: str | None, words: str) -> str:
    return words if caption is None or caption == words else f"{caption} {words}"


def _captions(caption: str | None, line: str) -> bool:
    """Whether a line behind an image, or behind its caption so far, belongs to it: the prose, or the credit."""
    if not is_caption_line(line):
        return False
    if caption is None:
        return True
    text, credit, _ = parse_caption(caption)
    more, who, _ = parse_caption(line)
    return (credit is None and more is None and who is not None) or (
        text is None and more is not None and who is None
    )


def _points_down(found: list[Block], at: int) -> bool:
    """Whether a line right before an image is its caption: by its arrow, or as nothing behind the image is one."""
    line = found[at].text
    if not is_caption_line(line) or line[0] in "▲△":
        return False
    if line[0] in "▼▽":
        return True
    behind = found[at + 2] if at + 2 < len(found) else None
    return behind is None or not (
        behind.kind == "caption" or (behind.kind == "text" and is_caption_line(behind.text))
    )
