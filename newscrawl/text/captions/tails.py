"""What ends a caption: a bracket, a mark with its party, a stamp, bare words behind a seam (rules C5, C6, C14)."""

import re

from newscrawl.text.captions.credits import begins_here, last_mark, read_credits, right_edge, without_noise
from newscrawl.text.captions.marks import COPYRIGHT, LABEL_BEFORE_SIGN
from newscrawl.text.captions.noise import MARKERS
from newscrawl.text.captions.parties import (
    AGENCY,
    RELAYED_AT_END,
    Trust,
    is_party,
    place_at_end,
    sure_after_blank,
)
from newscrawl.text.captions.pieces import Piece
from newscrawl.text.lexicon import is_personal_name, is_place
from newscrawl.text.lexicon.words import words

_OPENER = {")": "(", "]": "[", ">": "<"}
# What may stand between the prose and a bare credit.
_SEAM = re.compile(
    r"(?=[\s.!?…/|(\[<,=\d])(?:"  # most places are none of these
    r"(?P<stamp>(?<!\d)\d{4}\s?[.-]\s?\d{1,2}\s?[.-]\s?\d{1,2}\.?[\s/]\s?)"
    r"|(?P<stop>[.!?…][\"'”’)\]]*(?:\s+|(?<=[가-힣)\]”’\"'][.!?])(?=[가-힣A-Z(\[])))"
    r"|(?P<slash>\s*/+\s*)|(?P<dash>\s-+\s)|(?P<bar>\s?\|\s?)|(?P<line>\n| {2})|(?P<equals>\s?=\s?)"
    r"|(?P<open>[(\[<])|(?P<comma>,\s?)|(?P<blank>(?<=[)\]>다습경면장풍정관동옥표사독수원])\s))"
)
# After these a mere blank may part prose and credit: what a picture shows, and whom.
_SHOWN = tuple(
    words("모습 전경 장면 현장 풍경 표정 외관 일동 사옥 대표 이사 감독 선수 사장 회장 장관 의원 교수")
)
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Co|Inc|Ltd|Corp|Mr|Ms|Dr|St|Jr|vs|No))\Z")
_SENTENCE_BEFORE = re.compile(r"(?:[가-힣][다요]|[죠까음함임됨중])[.!?…]*[\"'”’)\]]*\s*\Z")
_PROSE_AFTER = re.compile(rf"\.\s+(?=\S{{2,}}\s)|\n|\s(?=[{MARKERS}])")
_GIVEN = ("제공", "제공사진", "제공 사진")
_CAUGHT = ("캡처", "캡쳐", "갈무리")
_REPORTER = re.compile(r"[가-힣]{2,4} ?(?:[가-힣]{2,4} ?)?기자")
_BESIDE = ("글", "취재", "편집", "정리")  # "글/사진 홍길동 기자"
_REACH = 72  # characters from the end in which a seam is looked for


def tail_piece(s: str, a: int, b: int) -> Piece | None:
    """Return the last piece of s[a:b] that is no prose, or None.

    >>> line = "모델이 웃고 있다. 나래전자 제공"
    >>> piece = tail_piece(line, 0, len(line))
    >>> line[:piece.start], [line[c.start:c.end] for c in piece.credits]
    ('모델이 웃고 있다. ', ['나래전자'])
    """
    end = right_edge(s, a, b)
    if end == a:
        return None
    piece = _group(s, a, b, end) or _noise(s, a, b, end) or _mark(s, a, b, end)
    if piece is None and not (s[end - 1] == "다" and "." in s[end:b]):  # a whole sentence is no party
        piece = _bare(s, a, b, end)
    return piece


def _group(s: str, a: int, b: int, end: int) -> Piece | None:
    """A bracket of its own at the end; the sooner believed the more it stands apart."""
    closer = s[end - 1]
    if closer not in _OPENER:
        return None
    start = _opener(s, a, end)
    if start < a:
        return None
    label = LABEL_BEFORE_SIGN.search(s, max(a, start - 30), start)
    if label is not None and begins_here(s, a, label.start()):
        credits = read_credits(s, label.start(), end, Trust.LIKELY)
        if credits:
            return Piece(label.start(), b, credits)
    before = start
    while before > a and s[before - 1] in " \n":
        before -= 1
    after_sentence = before > a and s[before - 1] in ".!?"
    if after_sentence or (closer == "]" and before > a) or (closer == ">" and s[start + 1] == " "):
        trust = Trust.OPEN
    elif (
        closer == ")"
        and (before == start or s[start + 1 : end - 1].isascii())
        and before > a
        and s[before - 1] not in _OPENER
    ):
        trust = (
            Trust.SURE
        )  # glued it belongs to the word, "한국은행(총재)"; in Latin it glosses one, "요금 (USD)"
    else:
        trust = Trust.LIKELY
    credits = read_credits(s, start + 1, end - 1, trust)
    return Piece(start, b, credits) if credits is not None else None


def _opener(s: str, a: int, end: int) -> int:
    """Where the bracket closed at s[end-1] opens, -1 when nowhere."""
    closer, opener = s[end - 1], _OPENER[s[end - 1]]
    depth = 0
    for at in range(end - 1, a - 1, -1):
        depth += (s[at] == closer) - (s[at] == opener)
        if depth == 0:
            return at
    return -1


def _noise(s: str, a: int, b: int, end: int) -> Piece | None:
    """A stamp or an address."""
    start = without_noise(s, a, end)
    return Piece(start, b) if start < end else None


def _mark(s: str, a: int, b: int, end: int) -> Piece | None:
    """A mark with its sign and all behind it: "… 사진=나래 제공"; or up to where prose goes on."""
    at = last_mark(s, a, end)
    if at is None or any(
        s.count(closer, at, end) > s.count(opener, at, end) for closer, opener in _OPENER.items()
    ):
        return None
    if COPYRIGHT.fullmatch(s, at, end):  # "비타민(C)"
        return None
    credits = read_credits(s, at, end, Trust.MARKED)
    if credits is not None:
        return Piece(at, b, credits)
    prose = _PROSE_AFTER.search(s, at, end)
    credits = read_credits(s, at, prose.start(), Trust.MARKED) if prose is not None else None
    return Piece(at, prose.end(), credits) if prose is not None and credits else None


def _bare(s: str, a: int, b: int, end: int) -> Piece | None:
    """Last words behind a seam: "… 있다. 연합뉴스", "… /나래 제공", "… - 페이스북 갈무리"."""
    stopped = "." in s[end:b]
    given, caught = s.endswith(_GIVEN, a, end), s.endswith(_CAUGHT, a, end)
    low = max(a, end - _REACH)
    for seam in reversed([m for m in _SEAM.finditer(s, low, end) if m.start() > a and m.end() < end]):
        labelled = _labelled_before(s, a, b, seam, end)
        if labelled is not None:
            return labelled
        trust = _trust(s, a, seam, end)
        if trust is None:
            continue
        credits = read_credits(s, seam.end(), end, Trust.SURE if stopped and not given else trust)
        if credits:
            at = seam.end() if seam["stop"] else seam.start()
            return Piece(place_at_end(s, a, at) if seam["slash"] or seam["bar"] else at, b, credits)
    if low == a and not (stopped and caught):
        trust = Trust.LIKELY if s[a] in "/|" else Trust.SURE
        credits = read_credits(s, a, end, trust)
        if credits:
            return Piece(a, b, credits)
    return _behind_a_blank(s, a, b, end, given and not stopped)


def _labelled_before(s: str, a: int, b: int, seam: re.Match[str], end: int) -> Piece | None:
    """A mark whose sign is the seam itself: "… 사진 | 나래", "… 자료사진 / 나래"."""
    if not (seam["bar"] or seam["slash"] or seam["dash"] or seam["comma"]):
        return None
    label = LABEL_BEFORE_SIGN.search(s, max(a, seam.start() - 24), seam.start())
    if label is None or not begins_here(s, a, label.start()):
        return None
    credits = read_credits(s, label.start(), end, Trust.LIKELY)
    return Piece(label.start(), b, credits) if credits else None


def _trust(s: str, a: int, seam: re.Match[str], end: int) -> Trust | None:
    """How far words behind the seam are to be trusted; None where it is no seam at all."""
    kind, at, start = seam.lastgroup, seam.start(), seam.end()
    if AGENCY.match(s, start, end) and RELAYED_AT_END.search(s, max(a, at - 12), at):
        return None
    if kind == "stop":
        if _ABBREVIATED.search(s, max(a, at - 5), at):
            return None
        if s[at] == "…" or s.startswith("..", at):  # inside headlines as well
            return Trust.SURE
        if s[at] == "." and (
            _SENTENCE_BEFORE.search(s, max(a, at - 6), start) or _REPORTER.fullmatch(s, start, end)
        ):
            return Trust.OPEN
        single = (
            s.find(" ", start, end) < 0 and s.count(" ", a, at) > 1 and not is_personal_name(s[start:end])
        )
        return Trust.OPEN if single else Trust.LIKELY
    if kind == "slash":
        if s.endswith(_BESIDE, a, at) or s.rfind("://", s.rfind(" ", a, at) + 1, start) >= 0:
            return None
        if _SENTENCE_BEFORE.search(s, max(a, at - 6), at) or s.startswith("/", end):  # "… /나래시/"
            return Trust.OPEN
        spaced = seam[0] != seam[0].strip() or s[at - 1] in ".)"
        return _beside(s, a, at) if spaced or s[at - 1] >= "가" <= s[start] else Trust.SURE
    if kind == "dash":
        return _beside(s, a, at)
    if kind == "equals":
        return _behind_equals(s, a, at, start, end)
    if kind == "comma":
        return Trust.SURE if AGENCY.match(s, start, end) else None
    if kind == "open":
        closer = {"(": ")", "[": "]", "<": ">"}[seam[0]]
        return Trust.LIKELY if s.find(closer, start, end) < 0 else None
    return _behind_blank(s, a, at, start, end) if kind == "blank" else Trust.LIKELY


def _behind_blank(s: str, a: int, at: int, start: int, end: int) -> Trust | None:
    """A mere blank parts them behind a bracket, a sentence without its stop, and what or whom a picture shows."""
    if s[at - 1] in ")]>다":
        return Trust.SURE
    if not s.endswith(_SHOWN, a, at):
        return None
    if not s.endswith(_GIVEN, start, end):
        return Trust.SURE
    giver = s[start : right_edge(s, start, s.rfind("제공", start, end))]
    return Trust.LIKELY if is_party(giver, Trust.LIKELY) else None


def _behind_equals(s: str, a: int, at: int, start: int, end: int) -> Trust | None:
    """A sign of equality parts prose from an agency, "… 있다.=연합뉴스", unless it joins a place or a party to it."""
    if s.endswith((*_GIVEN, *_CAUGHT, "사진"), a, at):
        return Trust.LIKELY
    word = s[max(s.rfind(sign, a, at) for sign in " /|\n") + 1 : at]
    if not AGENCY.match(s, start, end) or (word[-1:].isascii() and word[-1:].isalnum()):
        return None
    return None if is_place(word.partition("(")[0]) or is_party(word, Trust.LIKELY) else Trust.SURE


def _beside(s: str, a: int, at: int) -> Trust:
    """How far to trust what a sign parts from the word before it: "나래전자/누리전자" are two of one kind."""
    return Trust.SURE if is_party(s[max(a, s.rfind(" ", a, at) + 1) : at], Trust.LIKELY) else Trust.LIKELY


def _behind_a_blank(s: str, a: int, b: int, end: int, given: bool) -> Piece | None:
    """An agency, or one word with 제공, behind a mere blank."""
    start = sure_after_blank(s, a, end)
    if start is None and given:
        word_end = right_edge(s, a, s.rfind("제공", a, end))
        start = s.rfind(" ", a, word_end) + 1
        if start <= a or not is_party(s[start:word_end], Trust.LIKELY):
            return None
    credits = read_credits(s, start, end, Trust.SURE) if start is not None else None
    return Piece(start, b, credits) if start is not None and credits else None
