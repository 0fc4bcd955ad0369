"""A photo caption → what it shows, whose it is, and by what mark: pure, to rules C1 to C16 of the conventions."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from newscrawl.text.captions.frames import frame_at
from newscrawl.text.captions.heads import head_piece, inner_piece
from newscrawl.text.captions.marks import BARE, KINDS
from newscrawl.text.captions.noise import (
    STAMP,
    collapsed,
    plain_signs,
    with_seams,
    without_addresses,
    without_boilerplate,
)
from newscrawl.text.captions.parties import AGENCY, is_reporter, is_sure
from newscrawl.text.captions.pieces import Piece
from newscrawl.text.captions.tails import tail_piece
from newscrawl.text.lexicon.bodies import in_hangul

_LONGEST = (
    2000  # characters; a longer text is an article in the caption's place, and no credit of it is believed
)
_MOST_PIECES = 24  # of one line; with more it is no caption either, and time stays linear
_MOST_READINGS = 8  # of what is left: notices inside notices
_BETWEEN = " \n,/|·-=;_([<"
_AGENCY_BORDERS = re.compile(r"[\s=/·]")
_SPACES = " \n"
# Behind a bare "[사진]" these are whose it is, not what it shows.
_ACCOUNT = re.compile(r"[^\s@][^@]{0,30}(?:인스타그램|페이스북|트위터|유튜브|틱톡|SNS|홈페이지)")
_NO_TEXT = re.compile(r"(?:\W|_)*(?:사진)?(?:\W|_)*")


Found = tuple[str, int]  # the credited words, "" for a mark without a party, and the rank of the mark


@dataclass(slots=True)
class _Notes:
    """What was taken out of a caption so far."""

    first: list[Found] = field(default_factory=list)
    last: list[Found] = field(default_factory=list)
    frame: str = ""
    labelled: bool = False

    def take(self, line: str, piece: Piece) -> list[Found]:
        """Note the piece's frame and label; return its credits in words."""
        if piece.frame and not self.frame:
            self.frame = without_addresses(" ".join(line[i:j] for i, j in piece.frame))
        self.labelled = self.labelled or piece.labelled
        return [
            (words, c.rank)
            for c in piece.credits
            if (words := without_addresses(line[c.start : c.end])) or c.start == c.end
        ]


class Caption(NamedTuple):
    """A caption understood: the prose, the credited party, and the mark that credits it; each None when absent."""

    text: str | None
    credit: str | None
    credit_kind: str | None


def parse_caption(raw: str) -> Caption:
    """Return the caption's prose, its credit and the kind of mark; each None when not printed.

    C1, C2: the prose without marker, credit and brackets; the party without the words that mark it.

    >>> parse_caption("▲ 홍길동 대표(왼쪽)가 인사하고 있다. (사진제공=나래전자)")
    Caption(text='홍길동 대표(왼쪽)가 인사하고 있다.', credit='나래전자', credit_kind='제공')
    >>> parse_caption("나래의 신곡. 출처=유튜브 캡처")
    Caption(text='나래의 신곡.', credit='유튜브', credit_kind='캡처')

    C3: several parties in one credit; two credits. C4: reporters.

    >>> parse_caption("로봇 시연. 사진=나래전자·LG"), parse_caption("로봇 시연. 사진=LG그룹 제공/뉴스1")
    (Caption(text='로봇 시연.', credit='나래전자·LG', credit_kind='사진'),
     Caption(text='로봇 시연.', credit='LG그룹, 뉴스1', credit_kind='제공'))
    >>> parse_caption("로봇이 걷고 있다. /홍길동 기자 hong@example.com")
    Caption(text='로봇이 걷고 있다.', credit='홍길동 기자', credit_kind=None)

    C5: a bare agency or company at the end. C6: a wire's frame.

    >>> parse_caption("로봇이 걷고 있다. 연합뉴스"), parse_caption("로봇이 걷고 있다. < 나래전자 >")
    (Caption(text='로봇이 걷고 있다.', credit='연합뉴스', credit_kind=None),
     Caption(text='로봇이 걷고 있다.', credit='나래전자', credit_kind=None))
    >>> parse_caption("[서울=뉴시스] 로봇이 걷고 있다. (사진=나래시 제공) 2020.06.17. photo@example.com")
    Caption(text='로봇이 걷고 있다.', credit='나래시, 뉴시스', credit_kind='제공')

    C7: the strongest mark is the kind. C8: notices and buttons go. C9: no credit.

    >>> parse_caption("수출액 추이 <자료: 산업통상자원부>"), parse_caption("[연합뉴스 자료사진. 재판매 및 DB 금지]")
    (Caption(text='수출액 추이', credit='산업통상자원부', credit_kind='자료'),
     Caption(text=None, credit='연합뉴스', credit_kind='자료'))
    >>> parse_caption("이미지 크게보기 홍길동 대표")
    Caption(text='홍길동 대표', credit=None, credit_kind=None)

    C10: 사진 and positions in prose. C11: a label, a place in the mark. C12: credit only.

    >>> parse_caption("사진 왼쪽부터 홍길동, 김나래")
    Caption(text='사진 왼쪽부터 홍길동, 김나래', credit=None, credit_kind=None)
    >>> parse_caption("[사진] 홍길동 감독. 사진(수원)=김나래 기자"), parse_caption("나래TV 캡처")
    (Caption(text='홍길동 감독.', credit='김나래 기자', credit_kind='사진'),
     Caption(text=None, credit='나래TV', credit_kind='캡처'))

    C13: an agency in the frame and behind the date is one. C14: a bare provider, back to the last sentence end.

    >>> parse_caption("(서울=뉴스1) 홍길동 기자 = 로봇이 걷고 있다. 2020.6.17/뉴스1")
    Caption(text='로봇이 걷고 있다.', credit='뉴스1 홍길동 기자', credit_kind=None)
    >>> parse_caption("로봇이 걷고 있다. 대한나래협회 홍보실 제공")
    Caption(text='로봇이 걷고 있다.', credit='대한나래협회 홍보실', credit_kind='제공')

    C15: a place before an agency goes. C16: provider and agency; a credit that stands first.

    >>> parse_caption("로봇이 걷고 있다. 파리=AP 연합뉴스")
    Caption(text='로봇이 걷고 있다.', credit='AP 연합뉴스', credit_kind=None)
    >>> parse_caption("로봇 시연[나래전자 제공=연합뉴스]"), parse_caption("(사진제공=LG) ▲ 로봇이 걷고 있다.")
    (Caption(text='로봇 시연', credit='나래전자, 연합뉴스', credit_kind='제공'),
     Caption(text='로봇이 걷고 있다.', credit='LG', credit_kind='제공'))
    """
    line = with_seams(raw)
    whole = collapsed(line)
    if len(whole) > _LONGEST:
        return Caption(whole, None, None)
    notes = _Notes()
    text: str | None = without_boilerplate(line)
    for _ in range(_MOST_READINGS):
        text, settled = _prose(text or "", notes)
        if text is None:
            break
        if settled:
            return _credited(None if _NO_TEXT.fullmatch(text) else text, notes)
    return Caption(whole, None, None)


def _prose(line: str, notes: _Notes) -> tuple[str | None, bool]:
    """The line without its pieces, which are noted, and whether that is all there was; None if they are too many."""
    s, a, b = plain_signs(line), 0, len(line)
    joined = False
    for _ in range(_MOST_PIECES):
        while a < b and s[a] in _SPACES:
            a += 1
        piece = (head_piece(s, a, b) or tail_piece(s, a, b) or inner_piece(s, a, b)) if a < b else None
        if piece is None:
            rest = line[a:b]
            if not (joined or a or "\n" in rest or "  " in rest):
                return rest, True
            text = without_boilerplate(collapsed(rest))
            return text, text == rest
        credits = notes.take(line, piece)
        if piece.end >= b:
            notes.last[:0] = credits
            b = _end_of_prose(s, a, piece.start)
            continue
        notes.first += credits
        if piece.start == a:
            a = piece.end
            continue
        glued = line[piece.start - 1] not in _SPACES and line[piece.end] not in _SPACES
        line = f"{line[a : piece.start]}{'' if glued else chr(10)}{line[piece.end : b]}"
        s, a, b, joined = plain_signs(line), 0, len(line), True
    return None, False


def _end_of_prose(s: str, a: int, b: int) -> int:
    """Where the prose ends before a piece: without what only joins them, or opened a bracket never closed."""
    while b > a and s[b - 1] in _BETWEEN:
        b -= 1
    return b


def _credited(text: str | None, notes: _Notes) -> Caption:
    """The caption: parties printed twice are one (C13), a frame's stands last (C6), the first's mark is the kind."""
    found, frame, labelled = notes.first + notes.last, notes.frame, notes.labelled
    if len(found) == 1 and not frame and found[0][0] and not labelled:
        words, rank = found[0]
        return Caption(text, words, KINDS[rank] if rank < BARE else None)
    if labelled and not found and not frame and text is not None and _ACCOUNT.fullmatch(text):
        return Caption(None, text, "사진")
    alone = [rank for words, rank in found if not words]
    credits = [(words, rank) for words, rank in found if words]
    if frame:
        credits.append((frame, BARE))
    kept = credits if len(credits) < 2 else _once_each(credits)
    rank = min([*alone, *(rank for _, rank in kept[:1])], default=BARE)
    if rank == BARE and text is None and labelled and kept:
        rank = KINDS.index("사진")
    return Caption(text, ", ".join(words for words, _ in kept) or None, KINDS[rank] if rank < BARE else None)


def _once_each(credits: list[Found]) -> list[Found]:
    kept = []
    for at, (words, rank) in enumerate(credits):
        if not any(_says_it_again(words, other, at > i) for i, (other, _) in enumerate(credits) if i != at):
            again = [
                r for i, (other, r) in enumerate(credits) if i != at and _says_it_again(other, words, i > at)
            ]
            kept.append((words, min([rank, *again])))
    return kept


def _says_it_again(words: str, other: str, later: bool) -> bool:
    """Whether the words are printed a second time, or are an agency that the other names with its reporter or relay."""
    words, other = in_hangul(words), in_hangul(other)
    if words == other:
        return later
    if AGENCY.match(words) is None:
        return False
    return other.startswith(f"{words} ") or words in _AGENCY_BORDERS.split(other.removesuffix("DB").rstrip())


_ARROWS = "▲△▴▵▼▽▾◀▶◁▷◄►"
_NO_CAPTION = re.compile(
    r"관련\s?기사|구독|바로\s?가기|제보|클릭|더\s?보기|보러\s?가기|추천|이벤트|무단|저작권|opyright|https?:|\bwww\."
)
_UNFINISHED = re.compile(r"(?:을|를|와|과|의|고|며|등|[,·:])\Z")


def is_caption_line(line: str) -> bool:
    """Return whether a paragraph that stands next to an image is its caption; in doubt it is not.

    A line with one leading arrow, or one that ends in a credit; ▲ is a bullet and a mark of promotion as well.

    >>> is_caption_line("▲ 홍길동 대표가 웃고 있다."), is_caption_line("홍길동 대표. (사진제공=나래전자)")
    (True, True)
    >>> [is_caption_line(line) for line in ("▲로봇 ▲반도체 ▲배터리 등을", "▶ 관련기사 더 보기", "홍길동 기자")]
    [False, False, False]
    """
    line = collapsed(line)
    if not line or len(line) > 300 or _NO_CAPTION.search(line):
        return False
    if line[0] in _ARROWS:
        return sum(line.count(arrow) for arrow in _ARROWS) == 1 and not _UNFINISHED.search(line)
    caption = parse_caption(line)
    if caption.credit is None and caption.credit_kind is None:
        return False
    framed = frame_at(plain_signs(line), 0, len(line)) is not None
    if framed:
        return STAMP.search(line) is not None
    if caption.credit_kind is not None:
        return True
    credit = caption.credit or ""
    return is_sure(credit) and not is_reporter(credit)
