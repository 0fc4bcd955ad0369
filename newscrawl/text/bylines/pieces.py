"""A line cut into pieces: the words between two separators, which bracket they stand in, the addresses behind them."""

import re
from dataclasses import dataclass, field

from newscrawl.text.bylines.noise import ADDRESS, BREAK, Line
from newscrawl.text.bylines.words import (
    AND,
    BODY,
    CONTACT,
    LABEL,
    NAME,
    NOISE,
    NUMBER,
    OUTLET,
    PLACE,
    PROSE,
    ROLE,
    SELF,
    SURE,
    TEAM,
    Word,
    split_word,
)

_COMPANY = r"(?:\([주유]\)|㈜)"
_TOKEN = re.compile(
    rf"{ADDRESS}+|[가-힣]{{2,6}}&[가-힣]{{2,6}}팀|{_COMPANY}?\w+(?:(?:(?<=[A-Za-z])[-'’&](?=[A-Za-z])|(?<=[A-Za-z0-9])\.(?=[A-Za-z0-9]))\w+)*{_COMPANY}?|[^\s\w]"
)
_OPEN, _CLOSE = "[(<", "])>"
_BRACKETS = _OPEN + _CLOSE
_PLACE_MARKS = frozenset(",·/-")
_NO_WORDS = AND | NOISE | CONTACT | NUMBER | SELF
_QUOTES = "\"'“”‘’"
_PROSE_MARKS = f"{_QUOTES}?!…~%;#*"
_NOT_IN_NOTES = frozenset(f"=|{_PROSE_MARKS}")


@dataclass(slots=True)
class Piece:
    """Words without a separator between them; ``before`` holds the marks before them, ``after`` those behind."""

    before: str
    frame: int  # the outermost bracket they stand in, counted from 1; 0 in none
    words: list[Word] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    after: str = ""


def cut(line: Line) -> list[Piece]:
    """Return the pieces of a line in order.

    >>> from newscrawl.text.bylines.noise import prepare
    >>> [[w.text for w in piece.words] for piece in cut(prepare("[서울=홍길동 기자] 김나래(金) 기자"))]
    [['서울'], ['홍길동', '기자'], ['김나래', '기자']]
    """
    return _join_places(_part_at_equals(_Cutter(line).pieces), line.text)


class _Cutter:
    """One pass over the tokens of a line."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.addresses = iter(line.addresses)
        self.tokens = [(found.start(), found[0]) for found in _TOKEN.finditer(line.flat)]
        self.pieces: list[Piece] = []
        self.marks = ""
        self.depth = self.frame = self.frames = 0
        self.open = False  # the last piece still takes words
        self.contact = False  # the next address is not a reporter's
        self.quoted = False
        at = 0
        while at < len(self.tokens):
            start, text = self.tokens[at]
            at += 1
            if text[0].isalnum() or (len(text) > 1 and text[0] != ADDRESS):
                self._word(start, text)
            elif text[0] == ADDRESS:
                self._address()
            elif text in _OPEN:
                at = self._bracket(at - 1)
            else:
                self._mark(text)
        self._end()

    def _mark(self, mark: str) -> None:
        if mark in _CLOSE:
            self.depth = max(0, self.depth - 1)
            self.marks += mark
            self.open = False
            if self.depth == 0:
                self.frame = 0
        elif mark in _PROSE_MARKS and self._is_prose(mark):
            if not self.open:
                self._begin()
            self.pieces[-1].words.append(Word(0, 0, mark, PROSE))
        else:
            self.marks += mark
            self.open = False

    def _is_prose(self, mark: str) -> bool:
        """A quotation mark without its partner only parts words."""
        if mark in _QUOTES and not self.quoted:
            self.quoted = sum(map(self.line.flat.count, _QUOTES)) > 1
        return mark not in _QUOTES or self.quoted

    def _word(self, start: int, token: str) -> None:
        for offset, text, flags in split_word(token):
            if flags & _NO_WORDS and self._is_furniture(text, flags):
                continue
            if flags & (SURE | ROLE):
                self.contact = False
            if not self.open:
                self._begin()
            kind = PROSE if flags & NOISE else flags
            self.pieces[-1].words.append(Word(start + offset, start + offset + len(text), text, kind))

    def _is_furniture(self, text: str, flags: int) -> bool:
        """Take in a word that is no part of a byline, as the mark it amounts to."""
        if flags & AND:
            self._mark(",")
        elif text == "기자의" and self.open:
            return False  # 홍길동 기자의 …
        elif flags & (NOISE | CONTACT) or self.marks.startswith(BREAK):
            self._mark(BREAK)
            self.contact = self.contact or flags & CONTACT > 0
        return not flags & NUMBER or self.marks.startswith(BREAK)

    def _end(self) -> None:
        """The marks behind a piece are its own as far as the bracket that closes it."""
        if self.pieces:
            closing = next((at for at, mark in enumerate(self.marks) if mark in _CLOSE), len(self.marks))
            self.pieces[-1].after += self.marks[: closing + 1]

    def _begin(self) -> None:
        self._end()
        self.pieces.append(Piece(self.marks, self.frame))
        self.marks = ""
        self.open = True

    def _address(self) -> None:
        address = next(self.addresses)
        if self.contact:
            return
        behind = self.pieces and not self.pieces[-1].addresses and not self.marks.strip("(<[")
        if not self.open and not behind:
            self._begin()
        self.pieces[-1].addresses.append(address)
        self.open = False
        self.marks += " "

    def _bracket(self, at: int) -> int:
        """A bracket right behind words annotates them; any other is a frame of its own."""
        inner = self._inner(at)
        if self.open and inner is not None:
            behind = at + len(inner) + 2
            if not any(text[0].isalnum() for _, text in inner):
                for _, text in inner:
                    if text[0] == ADDRESS:
                        self.open = True
                        self._address()
                return behind
            if self._is_note(at, inner):
                placed = behind < len(self.tokens) and self.tokens[behind][1] in "=|"
                self._annotate(inner, self.tokens[behind - 1][0] + 1, placed=placed)
                return behind
        self.marks += self.tokens[at][1]
        self.open = False
        self.depth += 1
        if self.depth == 1:
            self.frames += 1
            self.frame = self.frames
        return at + 1

    def _is_note(self, at: int, inner: list[tuple[int, str]]) -> bool:
        """Round brackets are; others only with an outlet or a job right behind a name: 홍길동 [나래일보 기자]."""
        if any(text in _NOT_IN_NOTES for _, text in inner):
            return False
        flags = 0
        for _, text in inner:
            for part in split_word(text) if text[0].isalnum() else ():
                flags |= part[2]
        named = self.pieces[-1].words[-1].flags & SURE and not flags & (SURE | NAME)
        return self.tokens[at][1] == "(" or bool(named and flags & (OUTLET | BODY | ROLE))

    def _inner(self, at: int) -> list[tuple[int, str]] | None:
        """The tokens up to the bracket that closes this one, when it is near and holds no other."""
        closer = _CLOSE[_OPEN.index(self.tokens[at][1])]
        for end in range(at + 1, min(at + 12, len(self.tokens))):
            if self.tokens[end][1] == closer:
                return self.tokens[at + 1 : end]
            if self.tokens[end][1] in _BRACKETS:
                return None
        return None

    def _annotate(self, inner: list[tuple[int, str]], end: int, *, placed: bool) -> None:
        """Take in what brackets say of the word before; ``placed`` when a place's mark follows them."""
        words = [
            Word(start + offset, start + offset + len(text), text, flags)
            for start, token in inner
            if token[0].isalnum()
            for offset, text, flags in split_word(token)
        ]
        known = self.pieces[-1].words
        last = known[-1]
        flags = 0
        for word in words:
            flags |= word.flags
        if flags & PLACE and not flags & (ROLE | SURE | TEAM | OUTLET):
            if last.flags & PLACE or (
                len(last.text) <= 4 and (not last.flags & ~PROSE or (placed and last.flags & (SURE | NAME)))
            ):
                known[-1] = Word(last.start, end, self.line.text[last.start : end], PLACE)  # 뉴욕(미국)
            else:
                known.extend(words)
        elif flags & ROLE and not last.flags & ROLE:
            self.pieces[-1].after += "("
            self.pieces.append(Piece("(", self.frame, words))  # 홍길동(한국대 교수)
            self.marks, self.open = ")", False
        elif flags & (TEAM | OUTLET | BODY) and last.flags & (SURE | NAME | ROLE):
            start, stop = words[0].start, words[-1].end
            known.append(Word(start, stop, self.line.text[start:stop], BODY))
        for _, token in inner:
            if token[0] == ADDRESS:
                self._address()


def _part_at_equals(pieces: list[Piece]) -> list[Piece]:
    """What stands before "=" behind a job word begins anew: 홍길동 특파원 서울=김나래 기자."""
    parted: list[Piece] = []
    for piece in pieces:
        parted.append(piece)
        if not ("=" in piece.after or ":" in piece.after or "|" in piece.after) or len(piece.words) < 2:
            continue
        words = piece.words
        at = max((i for i, word in enumerate(words) if word.flags & ROLE), default=-1) + 1
        if "=" not in piece.after or not 0 < at < len(words):
            at = len(words)
            while at and words[at - 1].flags & LABEL:
                at -= 1
        if 0 < at < len(words) and any(word.flags & (SURE | NAME) for word in words[:at]):
            parted.append(Piece(" ", piece.frame, words[at:], piece.addresses, piece.after))
            piece.words, piece.addresses, piece.after = words[:at], [], " "
    return parted


def _join_places(pieces: list[Piece], text: str) -> list[Piece]:
    """Places in a row are one, as printed: 군산·서울; 순천, 광양 홍길동 기자."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            last
            and last.frame == piece.frame
            and last.words
            and not last.addresses
            and last.after in _PLACE_MARKS
            and all(word.flags & PLACE for word in last.words)
        ):
            count = next(
                (i for i, word in enumerate(piece.words) if not word.flags & PLACE), len(piece.words)
            )
            if count:
                start, end = last.words[0].start, piece.words[count - 1].end
                last.words[:] = [Word(start, end, text[start:end], PLACE), *piece.words[count:]]
                last.addresses, last.after = piece.addresses, piece.after
                continue
        joined.append(piece)
    return joined
