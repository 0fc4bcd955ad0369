"""A body's blocks to paragraphs, photos, byline and copyright lines: what of an article is its text, for every outlet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newscrawl.items import Block, Photo
from newscrawl.text.bylines import is_byline, split_dateline, split_signoff
from newscrawl.text.captions import is_caption_line

_COPYRIGHT = re.compile(
    r"무단\s*(?:전재|복제|배포|사용)|재배포\s*(?:를\s*)?금지|All\s+rights?\s+reserved|저작권자\s*[ⓒ©(]|"
    r"^\W{0,3}(?:Copyrights?|저작권자)\W",
    re.I,
)
# Lines a newsroom's system puts behind the text; each is known by how it begins.
_FURNITURE = re.compile(
    r"^(?:[▶☞►▷■◆★※☎●\s\[<【-]*)(?:관련\s?기사|관련\s?뉴스|기사\s?제보|제보는|네이버에서|카카오톡에서|유튜브에서|"
    r"구독|많이\s?본\s?뉴스|주요\s?뉴스|핫\s?뉴스|오늘의\s?핫|이\s?시각|좋아요|추천\s?기사|인기\s?기사|실시간\s?뉴스|무료\s?(?:운세|만화)|"
    r"본\s?기사는|이\s?기사는\s?(?:AI|인공지능)|ⓒ|다른\s?기사\s?보기)"
)
_LEAD_IN = re.compile(r"^[▶☞►]")
_TAGS = re.compile(r"^(?:#[^\s#]+[\s,]*)+$")
_HEAD, _FOOT = 3, 8  # lines from either end in which a byline may stand alone


@dataclass(frozen=True, slots=True)
class Parts:
    """A body taken apart. ``photos`` have their address and caption as printed; ``dropped`` are lines of furniture."""

    body: list[str] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    copyright: str | None = None
    dropped: list[str] = field(default_factory=list)


def separate(blocks: Sequence[Block]) -> Parts:
    """Return the parts of a body; no word of it is lost: each is in one of the parts.

    >>> parts = separate([Block("image", url="https://example.com/1.jpg"), Block("text", "▲ 협약식 (사진제공=LG)"),
    ...     Block("text", "LG가 서울대와 손잡는다."), Block("text", "홍길동 기자 hong@example.com")])
    >>> parts.body, parts.photos[0].caption_raw, parts.bylines
    (['LG가 서울대와 손잡는다.'], '▲ 협약식 (사진제공=LG)', ['홍길동 기자 hong@example.com'])
    """
    photos, lines = _photos(blocks)
    parts = Parts(photos=photos)
    tail: list[str] = []
    while lines and len(tail) < _FOOT and (kind := _furniture(lines[-1])):
        tail.insert(0, lines.pop())
        del kind
    copyright_lines = [line for line in tail if _COPYRIGHT.search(line)]
    foot = [line for line in tail if line not in copyright_lines and is_byline(line)]
    parts.dropped.extend(line for line in tail if line not in copyright_lines and line not in foot)
    parts.dropped.extend(copyright_lines[1:])
    head: list[str] = []
    while lines and len(head) < _HEAD and is_byline(lines[0]):
        head.append(lines.pop(0))
    if lines:
        dateline, lines[0] = split_dateline(lines[0])
        head += [dateline] if dateline else []
    if lines:
        lines[-1], signoff = split_signoff(lines[-1])
        foot = ([signoff] if signoff else []) + foot
    parts.body.extend(line for line in lines if line)
    parts.bylines.extend(head + foot)
    return Parts(parts.body, photos, parts.bylines, next(iter(copyright_lines), None), parts.dropped)


def _furniture(line: str) -> bool:
    return bool(
        (_COPYRIGHT.search(line) and len(line) < 200) or _FURNITURE.match(line) or _LEAD_IN.match(line)
        or _TAGS.match(line) or is_byline(line)
    )  # fmt: skip


def _photos(blocks: Sequence[Block]) -> tuple[list[Photo], list[str]]:
    """Part photos, each with the caption the markup or its mark ties to it, from the lines of text."""
    photos: list[Photo] = []
    lines: list[str] = []
    waiting: list[str] = []  # captions printed before their image
    open_photo: Photo | None = None  # the image right before, still without a caption
    for block in blocks:
        if block.kind == "image":
            open_photo = Photo(url=block.url, caption_raw=waiting.pop(0) if waiting else None)
            photos.append(open_photo)
        elif not block.text:
            continue
        elif block.kind == "caption":
            if open_photo is None:
                waiting.append(block.text)
            elif open_photo.caption_raw is None:
                open_photo.caption_raw = block.text
            elif block.text != open_photo.caption_raw:
                open_photo.caption_raw += f" {block.text}"
        elif open_photo is not None and open_photo.caption_raw is None and is_caption_line(block.text):
            open_photo.caption_raw = block.text
        else:
            lines.append(block.text)
            open_photo = None
    lines = waiting + lines if waiting and not photos else lines
    return photos, lines
