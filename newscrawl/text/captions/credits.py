"""How a credit is read: its mark, its party, and what only stands beside them (rules C2 to C4, C7, C11, C13, C16)."""

import re

from newscrawl.text.captions.marks import (
    BARE,
    CAUGHT_AT_END,
    COPYRIGHT,
    COPYRIGHT_WORD,
    FILED_AT_END,
    GIVEN_AT_END,
    KINDS,
    LABEL_AT_START,
    LABEL_BEFORE_SIGN,
    LABEL_FIRST,
    NAMED_AT_END,
    PASSED_ON,
    rank_of,
)
from newscrawl.text.captions.noise import ADDRESS_AT_END, MARKERS, STAMP, STAMP_AT_END
from newscrawl.text.captions.parties import Trust, after_place, is_giver, is_party
from newscrawl.text.captions.pieces import Credit
from newscrawl.text.captions.scenes import has_particle
from newscrawl.text.lexicon.press import AGENCIES

_EDGE = " \n,.·;:|/*=-_" + MARKERS
_OPENER = {")": "(", "]": "[", ">": "<"}
_CLOSER = {opener: closer for closer, opener in _OPENER.items()}
# Kinds that say something of the picture even when nobody is named: a montage, a screenshot, an archive's.
_KINDS_ALONE = frozenset(KINDS.index(kind) for kind in ("합성", "캡처", "그래픽", "자료"))
_SOURCES = frozenset(KINDS.index(kind) for kind in ("제공", "출처"))
_BEFORE_A_CREDIT = frozenset("/|[(<.,\n=;" + MARKERS)
_COPYRIGHTS = frozenset("ⓒ(Cc저")
_ENDINGS = frozenset("공처쳐춰리진면림지상본료성픽영작")  # last syllables of the endings in marks.py
_LONGEST = 200  # characters of a credit, all its parties and marks together
_SEARCHED = 160  # characters from the end in which a mark is looked for; the longest real credit seen has 60


def right_edge(s: str, a: int, b: int) -> int:
    """Return where s[a:b] ends without separators, markers and single brackets at its end.

    >>> right_edge("나래전자). /", 0, 8)
    4
    """
    while b > a and (
        s[b - 1] in _EDGE
        or s[b - 1] in _CLOSER
        or (s[b - 1] in _OPENER and s.rfind(_OPENER[s[b - 1]], a, b) < 0)
    ):
        b -= 1
    return b


def _left_edge(s: str, a: int, b: int) -> int:
    while a < b and (
        s[a] in _EDGE or s[a] in _OPENER or (s[a] in _CLOSER and s.find(_CLOSER[s[a]], a, b) < 0)
    ):
        a += 1
    return a


def last_mark(s: str, a: int, b: int) -> int | None:
    """Return where the last mark with its sign begins ("사진=", "자료 :", "ⓒ"), or None.

    >>> last_mark("나래의 모습. 사진=홍길동", 0, 13)
    8
    """
    low = max(a, b - _SEARCHED)
    end = b
    while True:
        at = max(s.rfind("=", low, end), s.rfind(":", low, end), s.rfind("ⓒ", low, end))
        if at < low:
            return None
        if s[at] in "=:":
            label = LABEL_BEFORE_SIGN.search(s, max(low, at - 30), at)
            if label is not None and (label["thing"] is not None or begins_here(s, a, label.start())):
                return label.start()
        else:
            at -= s.startswith("(ⓒ)", at - 1)
            word = COPYRIGHT_WORD.search(s, max(low, at - 14), at)
            at = word.start() if word is not None else at
            signed = len(s[low:at].rstrip(" =:|")) + low  # "사진=ⓒ나래"
            label = LABEL_BEFORE_SIGN.search(s, max(low, signed - 30), signed)
            return label.start() if label is not None and begins_here(s, a, label.start()) else at
        end = at


def begins_here(s: str, a: int, at: int) -> bool:
    """Return whether nothing but a separator stands before a position.

    >>> [begins_here(line, 0, 6) for line in ("웃고 있다. 사진=나래", "웃는 단체  사진=나래")]
    [True, False]
    """
    while at > a and s[at - 1] == " ":
        at -= 1
    return at == a or s[at - 1] in _BEFORE_A_CREDIT


def without_noise(s: str, a: int, b: int) -> int:
    """Return where the words end once stamps and addresses behind them are left out (rules C4, C6).

    >>> line = "홍길동 기자 2020.6.17 abc@x.com"
    >>> line[:without_noise(line, 0, len(line))]
    '홍길동 기자'
    """
    while b > a:
        found = None
        if s.rfind("@", max(a, b - 70), b) >= 0:
            found = ADDRESS_AT_END.search(s, max(a, b - 110), b)
        if found is None and s[b - 1] in "0123456789일./:)":
            found = STAMP_AT_END.search(s, max(a, b - 30), b)
        if found is None:
            break
        b = found.start()
        while b > a and s[b - 1] in " \n/,|·=(-":
            b -= 1
    return b


def read_credits(s: str, a: int, b: int, trust: Trust, rank: int = BARE) -> list[Credit] | None:
    """Return the credits of s[a:b] if it holds nothing else, [] if only noise, None if it is no credit.

    >>> line = "사진=LG 제공, 자료=통계청"
    >>> [(line[c.start:c.end], KINDS[c.rank]) for c in read_credits(line, 0, len(line), Trust.LIKELY)]
    [('LG', '제공'), ('통계청', '자료')]
    """
    while True:
        a = _left_edge(s, a, b)
        if s.startswith("이하 ", a, b):  # "this and the following pictures"
            a += 3
        stamp = STAMP.match(s, a, b) if a < b and s[a].isdigit() else None
        a = _left_edge(s, stamp.end(), b) if stamp is not None else a
        b = right_edge(s, a, without_noise(s, a, right_edge(s, a, b)))
        if a >= b:
            return []
        if s[a] not in _CLOSER or s.find(_CLOSER[s[a]], a, b) != b - 1:
            break
        a, b = a + 1, b - 1
    if b - a > _LONGEST:
        return None
    if s[a:b] in AGENCIES:
        return [Credit(a, b, rank)]
    # One way to read on at each step, so that time stays linear: a credit refused is not tried another way.
    if s[a] in _COPYRIGHTS and (mark := COPYRIGHT.match(s, a, b)) is not None:
        if mark.end() == b:
            return None
        inside = Trust.MARKED if mark["letter"] is None else Trust.LIKELY
        return read_credits(s, mark.end(), b, inside, min(rank, KINDS.index("ⓒ")))
    if s[a] in LABEL_FIRST and (label := LABEL_AT_START.match(s, a, b)) is not None:
        credits = _labelled(s, b, label, trust, rank)
    elif (split := last_mark(s, a + 1, b)) is not None:
        credits = _both(read_credits(s, a, split, trust, rank), read_credits(s, split, b, Trust.MARKED))
    elif (passed := PASSED_ON.search(s, a + 1, b)) is not None:
        agency = read_credits(s, passed.end(), b, Trust.LIKELY, rank) or None
        credits = _both(read_credits(s, a, passed.end("mark"), trust, rank), agency)
    else:
        credits = _with_ending(s, a, b, trust, rank)
        return _party(s, a, b, trust, rank) if credits is None else credits
    if credits is None:
        credits = _given(s, a, b, rank)
    return _party(s, a, b, trust, rank) if credits is None else credits


def _labelled(s: str, b: int, label: re.Match[str], trust: Trust, rank: int) -> list[Credit] | None:
    """A mark first: "사진=나래", "사진 | 나래", "출처 나래"."""
    own = rank_of(label["label"])
    if label.end() == b:
        return _alone(label["label"], b, own)
    sign = label["sign"].strip()
    source = own in _SOURCES
    told = label["label"].lower().endswith((" by", " of"))
    if "=" in sign or ":" in sign or (sign and source) or told or s.startswith("ⓒ", label.end()):
        trust = Trust.MARKED
    else:
        trust = max(trust, Trust.OPEN if sign or source else Trust.LIKELY)
    return read_credits(s, label.end(), b, trust, min(rank, own))


def _alone(words: str, at: int, rank: int) -> list[Credit] | None:
    """A mark without a party: "(자료사진)" tells the kind, "(사진)" nothing; "(영상)", "(graphics)" are prose."""
    if rank in _KINDS_ALONE and not words.isascii():
        return [Credit(at, at, rank)]
    return [] if words.strip().startswith(("사진", "이미지", "출처", "제공")) else None


def _both(first: list[Credit] | None, second: list[Credit] | None) -> list[Credit] | None:
    """Two marks, "나래 제공, 자료=통계청", or a provider and its agency, "나래 제공=연합뉴스"."""
    return None if first is None or second is None else first + second


def _given(s: str, a: int, b: int, rank: int) -> list[Credit] | None:
    """What was done last: "나래 제공", "나래 화면 캡처"."""
    for pattern in (GIVEN_AT_END, CAUGHT_AT_END):
        ending = pattern.search(s, max(a, b - 16), b)
        if ending is None:
            continue
        own = min(rank, rank_of(ending[0]))
        end = right_edge(s, a, ending.start())
        if end == a:
            return _alone(ending[0], b, own)
        words = s[a:end]
        giver = (
            is_giver(words)
            if pattern is GIVEN_AT_END
            else is_party(words, Trust.MARKED) and not has_particle(words)
        )
        return [Credit(a, end, own)] if giver else None
    return None


def _with_ending(s: str, a: int, b: int, trust: Trust, rank: int) -> list[Credit] | None:
    """A mark last: also "나래 자료사진", "나래 그래픽", which are believed of likely parties."""
    if s[b - 1] not in _ENDINGS:
        return None
    for pattern in (FILED_AT_END, NAMED_AT_END):
        ending = pattern.search(s, max(a, b - 16), b)
        if ending is None:
            continue
        own = min(rank, rank_of(ending[0]))
        end = right_edge(s, a, ending.start())
        if end == a:
            return _alone(ending[0], b, own)
        if pattern is FILED_AT_END:
            trust = max(trust, Trust.LIKELY)
        elif ending["made"] is None:
            trust = min(trust, Trust.LIKELY)
        return read_credits(s, a, end, trust, own)
    return _given(s, a, b, rank)


def _party(s: str, a: int, b: int, trust: Trust, rank: int) -> list[Credit] | None:
    words = s[a:b]
    if before := after_place(words):
        a, words = a + before, words[before:]
    return [Credit(a, b, rank)] if is_party(words, trust) else None
