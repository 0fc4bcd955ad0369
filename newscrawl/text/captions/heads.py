"""What begins a caption, and what stands in its middle, without being prose (rules C1, C6, C11, C16)."""

import re

from newscrawl.text.captions.credits import read_credits
from newscrawl.text.captions.frames import frame_at
from newscrawl.text.captions.marks import KINDS, LABEL_BEFORE_SIGN
from newscrawl.text.captions.noise import LEADING_MARKERS, MARKERS
from newscrawl.text.captions.parties import AGENCY, Trust
from newscrawl.text.captions.pieces import Credit, Piece

_CLOSER = {"(": ")", "[": "]", "<": ">"}
_LABEL = re.compile(
    r"[\[<(]\s?(?P<of>(?:포토|사진)\s?뉴스|사진\s?설명|(?:자료|참고)?\s?(?:사진|이미지)\s?\d{0,2}|포토|화보|그래픽|(?i:photo|image))\s?[\])>]\s*"
    r"|사진\s?설명\s?(?:[:=]\s?|\s)|(?:사진|포토)\s?\.\s+"
)
# First signs of what is looked for here; most captions begin with another and are let through at once.
_BEGINNINGS = frozenset("[(<사포이자그영출제ⓒ글취편정인일삽도CPpIiSs참위항합보독표캡갈협촬디번기구" + MARKERS)
_SIGN = re.compile(r"[=:]")
_PROSE_AFTER = re.compile(rf"\n|\s?(?=[{MARKERS}])")
_GROUP = re.compile(r"[\[(<](?P<inside>[^\[\]()<>\n]{2,80})[\])>]")
_FRAME = re.compile(r"[\[(][^\[\]()=\n]{1,24}=[^\[\]()=\n]{2,20}[\])]")
_MARK_LAST = ("제공", "캡처", "캡쳐", "갈무리", "자료사진", "자료 사진")


def head_piece(s: str, a: int, b: int) -> Piece | None:
    """Return the first piece of s[a:b] that is no prose, where prose or more follows it; or None.

    >>> line = "(사진제공=나래) ▲ 모델이 웃고 있다."
    >>> piece = head_piece(line, 0, len(line))
    >>> line[piece.end:], [line[c.start:c.end] for c in piece.credits]
    (' ▲ 모델이 웃고 있다.', ['나래'])
    """
    if s[a] not in _BEGINNINGS:
        return None
    marker = LEADING_MARKERS.match(s, a, b)
    if marker is not None:
        return Piece(a, marker.end())
    label = _LABEL.match(s, a, b)
    if label is not None and label.end() < b:
        filed = [Credit(a, a, KINDS.index("자료"))] if label["of"] and "자료" in label["of"] else []
        return Piece(a, label.end(), filed, labelled=True)
    frame = frame_at(s, a, b)
    if frame is not None and frame.end < b:
        return frame
    return _credit_first(s, a, b)


def _credit_first(s: str, a: int, b: int) -> Piece | None:
    """A credit that stands first: "(사진제공=나래) ▲ …", "[연합뉴스] …", "사진=나래 ▲ …"."""
    if s[a] in _CLOSER:
        end = s.find(_CLOSER[s[a]], a, min(b, a + 90)) + 1
        if not a < end < b:
            return None
        credits = read_credits(s, a + 1, end - 1, Trust.LIKELY) if _is_marked(s, a + 1, end - 1) else None
    else:
        sign = _SIGN.search(s, a, min(b, a + 20))
        if sign is None or LABEL_BEFORE_SIGN.match(s, a, sign.start()) is None:
            return None
        prose = _PROSE_AFTER.search(s, sign.end(), min(b, sign.end() + 70))
        end = prose.start() if prose is not None else b
        credits = read_credits(s, a, end, Trust.LIKELY) if end < b else None
    return Piece(a, end, credits) if credits else None


def _is_marked(s: str, a: int, b: int) -> bool:
    """Whether a bracket says by a mark, or an agency's name, that it holds a credit."""
    sign = _SIGN.search(s, a, min(b, a + 20))
    if sign is not None and LABEL_BEFORE_SIGN.match(s, a, sign.start()) is not None:
        return True
    inside = s[a:b].strip(" .")
    return inside.startswith("ⓒ") or inside.endswith(_MARK_LAST) or AGENCY.match(inside) is not None


def inner_piece(s: str, a: int, b: int) -> Piece | None:
    """Return the first frame or marked bracket inside s[a:b], or None.

    >>> line = "홍길동 대표(사진=나래)가 웃고 있다."
    >>> piece = inner_piece(line, 0, len(line))
    >>> line[piece.start:piece.end]
    '(사진=나래)'
    """
    if "=" in s[a:b]:
        for found in _FRAME.finditer(s, a, b):
            frame = frame_at(s, found.start(), b)
            if frame is not None:
                return frame
    for group in _GROUP.finditer(s, a, b):
        start, end = group.span("inside")
        if _is_marked(s, start, end) and not AGENCY.match(s, start, end):
            credits = read_credits(s, start, end, Trust.LIKELY)
            if credits:
                return Piece(group.start(), group.end(), credits)
    return None
