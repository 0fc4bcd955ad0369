"""One word of a byline line and what it may be."""

import re
from typing import NamedTuple

from newscrawl.memory import remembered
from newscrawl.text.lexicon import (
    is_institution,
    is_outlet,
    is_place,
    is_role,
    is_team,
    name_shape,
)
from newscrawl.text.lexicon.institutions import LEADING
from newscrawl.text.lexicon.jobs import FIELDS, LABELS, LATIN_QUALIFIERS, QUALIFIERS
from newscrawl.text.lexicon.page import CONTACTS, CREDITS, FURNITURE, GENRES, SELVES

ROLE = 1 << 0
SURE = 1 << 1  # a personal name, surely
NAME = 1 << 2  # a personal name, possibly
PLACE = 1 << 3
OUTLET = 1 << 4
TEAM = 1 << 5
BODY = 1 << 6  # an institution
QUALIFIER = 1 << 7  # belongs to a job word next to it
LABEL = 1 << 8
GENRE = 1 << 9
NOISE = 1 << 10
CONTACT = 1 << 11
CREDIT = 1 << 12
LATIN = 1 << 13
PROSE = 1 << 14
SIGN_OFF = 1 << 15
AND = 1 << 16
NUMBER = 1 << 17
SELF = 1 << 18  # the outlet's own word for itself
SYLLABLE = 1 << 19  # of one syllable; may be part of a letter-spaced name
UNSETTLED = 1 << 20  # what it is hangs on its neighbours

_SIGN_OFF = re.compile(r"(.{2,}?)(?:이었습니다|이였습니다|였습니다|입니다|예요)")
_POSTED = ("특파원", "통신원", "주재기자", "주재원", "순회특파원")
_PROSE = re.compile(
    r".+(?:에서|에게|에는|에도|으로|라며|라고|하며|하고|하는|했다|한다|된다|있다|없다|이다|니다|까지|부터|처럼|보다|만큼|대한|위한|통해|따르면|면서|지만|했던|됐다|였다|었다|겠다|들이|들은|들의|들과)|"
    r"..+[은는을를의와과]|[\d,.]+(?:[가-힣%].*)"
)
_COUNT = re.compile(r"\d+[개건회명]?")
_ANDS = frozenset(("및", "와", "과", "and", "AND"))
_HANGUL = re.compile(r"[가-힣]")
_LETTERS = re.compile(r"[A-Za-z]")


class Word(NamedTuple):
    """A word, where it stands in the line, and flags for what it may be."""

    start: int
    end: int
    text: str
    flags: int


@remembered(8192)
def split_word(word: str) -> tuple[tuple[int, str, int], ...]:
    """Return the word's parts as (offset, text, flags): a job word glued to a name, a place or an outlet is parted.

    >>> [part[1] for part in split_word("홍길동인턴기자")], [part[1] for part in split_word("의학전문기자")]
    (['홍길동', '인턴기자'], ['의학전문기자'])
    """
    if "(" in word or "㈜" in word:  # 나래전자(주)
        return ((0, word, BODY),)
    for at in (2, 3, 4):  # 홍길동영상편집, 기자영상편집
        if len(word) - at >= 3 and word[at:] in LABELS and _flags(word[:at]) & (ROLE | SURE):
            return ((0, word[:at], _flags(word[:at])), (at, word[at:], _flags(word[at:])))
    flags = NUMBER if _COUNT.fullmatch(word) else _flags(word)
    if word in LEADING or (len(word) > 2 and word[-1] == "대"):
        return ((0, word, flags | UNSETTLED),)
    if len(word) == 1 and "가" <= word <= "힣":
        return ((0, word, flags | SYLLABLE),)
    if flags:
        return ((0, word, flags),)
    spoken = _SIGN_OFF.fullmatch(word)
    if spoken:
        parts = split_word(spoken[1])
        if parts[-1][2] & (ROLE | SURE | NAME):
            last = parts[-1]
            return (*parts[:-1], (last[0], last[1], last[2] | SIGN_OFF))
    return _part(word) or ((0, word, PROSE if _PROSE.fullmatch(word) else 0),)


def _part(word: str) -> tuple[tuple[int, str, int], ...] | None:
    """A job word behind a name, an outlet or a post; or a job word that begins with a field of its own."""
    jobs = [at for at in range(2, min(len(word) - 1, 13)) if is_role(word[at:])]
    for at in reversed(jobs):
        head = _flags(word[:at])
        if head & (SURE | NAME | OUTLET) or (head & PLACE and word[at:] in _POSTED):
            return ((0, word[:at], head), (at, word[at:], _flags(word[at:])))
    for at in jobs:
        head, role = _flags(word[:at]), word[at:]
        if head & (TEAM | BODY) or (not head and (len(role) > 2 or role[-1] == "장")):
            return ((0, word, ROLE),)  # 상생협력팀에디터, 가상화폐전문기자, 리서치센터장
        if not head and role == "기자" and not _PROSE.fullmatch(word[:at]):
            return ((0, word[:at], 0), (at, role, _flags(role)))
    return None


def _flags(word: str) -> int:
    if word in _ANDS:
        return AND
    shape = name_shape(word)
    return (
        (LATIN if _LETTERS.search(word) and not _HANGUL.search(word) else 0)
        | (ROLE if is_role(word) else 0)
        | (SURE if shape == 2 else NAME if shape else 0)
        | (PLACE if is_place(word) else 0)
        | (OUTLET if is_outlet(word) else 0)
        | (TEAM if is_team(word) else 0)
        | (BODY if is_institution(word) else 0)
        | (QUALIFIER if word in QUALIFIERS or word in FIELDS or word.lower() in LATIN_QUALIFIERS else 0)
        | (QUALIFIER if word[-1] == "학" and word[:-1] in FIELDS else 0)
        | (SELF if word in SELVES else 0)
        | (LABEL if word in LABELS else 0)
        | (GENRE if word in GENRES else 0)
        | (NOISE if word in FURNITURE else 0)
        | (CONTACT if word in CONTACTS or word.startswith(("제보", "문의")) else 0)
        | (CREDIT if word in CREDITS else 0)
    )
