"""What stands around the names: an outlet, a desk, an institution, a place."""

from dataclasses import dataclass, field

from newscrawl.text.bylines.words import (
    BODY,
    GENRE,
    LABEL,
    LATIN,
    NAME,
    OUTLET,
    PLACE,
    PROSE,
    QUALIFIER,
    ROLE,
    SURE,
    TEAM,
    Word,
)
from newscrawl.text.lexicon import is_outlet

Span = tuple[int, int]
_BUREAUS = ("본부", "총국", "지국", "지사")


@dataclass(slots=True)
class Reading:
    """A group of people under one job word, or what stands for people to come. Spans are into the line."""

    names: list[str] = field(default_factory=list)
    role: Span | None = None
    affiliation: Span | None = None
    location: Span | None = None
    known: bool = True  # every word is accounted for
    doubtful: bool = False  # to be believed only with an address behind it
    team: bool = False  # the affiliation is a newsroom
    outlet: bool = False  # the affiliation is an outlet by its name
    body: bool = False  # … another body
    sited: bool = False  # the location is a listed place
    plain: bool = False  # nothing in the affiliation's words tells what it is
    label: bool = False
    credit: bool = False
    genre: bool = False
    signed: bool = False
    title: bool = False  # 홍길동의 …: a column named after its writer


def surround(reading: Reading, words: list[Word], *, abroad: bool = False) -> None:
    """Read words that are no name as an affiliation, a place, or both, into the reading; the first of each counts."""
    if not words:
        return
    for at in range(len(words) - 1, -1, -1):
        if words[at].flags & PROSE:
            reading.known = False
            words = words[at + 1 :]
            break
    at = 0
    while at < len(words):
        end = at + 1
        site = _is_site(words, at)
        while end < len(words) and _is_site(words, end) is site:
            end += 1
        if site:
            reading.location = reading.location or (words[at].start, words[end - 1].end)
            reading.sited = True
        else:
            _affiliate(reading, words[at:end], abroad=abroad)
        at = end


def _is_site(words: list[Word], at: int) -> bool:
    """A place, unless it begins a bureau's name: 부산 취재본부."""
    if not words[at].flags & PLACE or words[at].flags & (OUTLET | TEAM):
        return False
    return not (at + 1 < len(words) and words[at + 1].flags & TEAM and words[at + 1].text.endswith(_BUREAUS))


def _affiliate(reading: Reading, words: list[Word], *, abroad: bool) -> None:
    flags = 0
    for word in words:
        flags |= word.flags
    span = (words[0].start, words[-1].end)
    if flags & (SURE | NAME | ROLE):
        reading.known = False
    elif flags & (OUTLET | TEAM | BODY | LATIN):
        if reading.affiliation is None:
            reading.affiliation = span
            reading.team = bool(flags & TEAM)
            reading.body = bool(flags & BODY)
            reading.outlet = bool(flags & OUTLET) or _is_latin_outlet(words)
    elif all(word.flags & (QUALIFIER | LABEL | GENRE) for word in words):
        pass  # a section's name, a label
    elif abroad and len(words) == 1:
        reading.location = reading.location or span
    else:
        reading.known = reading.known and bool(reading.names) and len(words) <= 2
        reading.plain = reading.plain or reading.affiliation is None
        reading.affiliation = reading.affiliation or span


def _is_latin_outlet(words: list[Word]) -> bool:
    """NRTV, The Narae Times."""
    latin = [word.text for word in words if word.flags & LATIN]
    return any(map(str.isupper, latin)) or is_outlet("".join(latin))


def heading(words: list[Word], *, framed: bool) -> Reading:
    """Return what stands left of "=": an outlet, a place, or both.

    A word of unknown make is a place behind an outlet, outside brackets, or when it has the shape of a name.
    """
    reading = Reading()
    known = OUTLET | TEAM | BODY | LATIN | PLACE | QUALIFIER | PROSE
    surround(reading, [word for word in words if word.flags & known])
    strange = [word for word in words if not word.flags & known]
    if strange:
        span = (strange[0].start, strange[-1].end)
        shaped = any(word.flags & (SURE | NAME) for word in strange)
        outlet_first = reading.affiliation is not None and reading.affiliation[0] < span[0]
        if reading.location is None and (outlet_first or shaped or not framed):
            reading.location = span
        elif reading.affiliation is None:
            reading.affiliation, reading.plain = span, True
        else:
            reading.known = False
    return reading
