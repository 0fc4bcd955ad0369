"""The frames wires set around a caption: "[서울=뉴시스] 홍길동 기자 = …" (rules C6, C13)."""

import re

from newscrawl.text.captions.marks import BARE, rank_of
from newscrawl.text.captions.parties import AGENCY, RELAYED_AT_END, is_reporter, is_sure
from newscrawl.text.captions.pieces import Piece
from newscrawl.text.lexicon import is_outlet, is_personal_name, is_place, is_team

_FRAME = re.compile(
    r"(?P<open>[\[(])\s?(?P<left>[^\[\]()=\n]{1,24}?(?:\([^()=\n]{1,12}\))?)\s?=\s?(?P<right>[^\[\]()=\n]{1,40}?)\s?[\])]\s*"
)
_BYLINE_FRAME = re.compile(r"[\[(]\s?(?P<right>[^\[\]()=\n]{4,40}?)\s?[\])]\s*")
# People before the second sign: a name and a job word, several, or a pool.
_PEOPLE = re.compile(r"(?P<who>[^=\[\]()<>\n.]{2,60}?)\s?(?:=\s*|\Z)")


def frame_at(s: str, a: int, b: int) -> Piece | None:
    """Return the frame that begins at s[a], or None.

    >>> line = "(수원=뉴스1) 홍길동 기자 = 시민들이 걷고 있다."
    >>> frame = frame_at(line, 0, len(line))
    >>> [line[i:j] for i, j in frame.frame], line[frame.end:]
    (['뉴스1', '홍길동 기자'], '시민들이 걷고 있다.')
    """
    found = _FRAME.match(s, a, b)
    if found is None:
        found = _BYLINE_FRAME.match(s, a, b)
        if (
            found is None
            or not is_reporter(found["right"])
            or not is_outlet(found["right"].partition(" ")[0])
        ):
            return None
        return Piece(a, found.end(), frame=[found.span("right")])
    left, right = found["left"], found["right"]
    if rank_of(left) != BARE:
        return None
    wire = AGENCY.match(right) is not None
    if wire or (is_place(left.split("(")[0]) and is_sure(right)):
        return _with_people(s, b, found.start(), found.end(), _agency_span(s, found, wire))
    outlet, person = not is_place(left.split("(")[0]), _person_after_place(right)
    if person:
        start = found.end("right") - len(person)
        people = [(start, found.end("right"))]
        return Piece(a, found.end(), frame=[found.span("left"), *people] if outlet else people)
    return None


def _agency_span(s: str, found: re.Match[str], wire: bool) -> tuple[int, int]:
    """The agency with the one it relays, where the left side ends in it: "(런던 AFP=뉴스1)", "(로이터=뉴스1)"."""
    start, end = found.span("right")
    relayed = RELAYED_AT_END.search(s, found.start("left"), found.end("left")) if wire else None
    return (relayed.start(), end) if relayed is not None else (start, end)


def _with_people(s: str, b: int, start: int, end: int, agency: tuple[int, int]) -> Piece:
    people = _PEOPLE.match(s, end, b)
    if people is not None and (
        is_reporter(people["who"]) or is_pool(people["who"]) or _are_reporters(people["who"])
    ):
        return Piece(start, people.end(), frame=[agency, people.span("who")])
    return Piece(start, end, frame=[agency])


def is_pool(words: str) -> bool:
    """Return whether the words are a pool or a team: 사진공동취재단.

    >>> [is_pool(words) for words in ("사진공동취재단", "홍길동 기자")]
    [True, False]
    """
    return is_team(words.rpartition(" ")[2]) or words.endswith(("취재단", "기자단", "기자협회"))


def _are_reporters(words: str) -> bool:
    """Whether each piece is a reporter of its own: "홍길동 기자,김나래 기자"."""
    return all(
        is_reporter(piece.strip()) or is_personal_name(piece.strip()) for piece in re.split(r"[,·/]", words)
    )


def _person_after_place(words: str) -> str:
    """The reporter of "잠실, 홍길동 기자" or of "나래일보 홍길동 기자"; empty where there is none."""
    before, comma, rest = words.rpartition(",")
    if comma and is_place(before.strip()) and is_reporter(rest.strip()):
        return rest.strip()
    return words if is_reporter(words) else ""
