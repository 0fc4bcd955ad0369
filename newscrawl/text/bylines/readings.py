"""What the words of one piece say: who, in what job, for whom, where."""

from dataclasses import dataclass, field

from newscrawl.text.bylines.pieces import join_spaced
from newscrawl.text.bylines.words import (
    BODY,
    CREDIT,
    GENRE,
    LABEL,
    LATIN,
    NAME,
    NUMBER,
    OUTLET,
    PLACE,
    PROSE,
    QUALIFIER,
    ROLE,
    SIGN_OFF,
    SURE,
    TEAM,
    Word,
)
from newscrawl.text.lexicon import name_shape
from newscrawl.text.lexicon.jobs import LATIN_QUALIFIERS
from newscrawl.text.lexicon.people import FAMILY_NAMES, ROMAN_FAMILY_NAMES

Span = tuple[int, int]
_BUREAUS = ("본부", "총국", "지국", "지사")
ABROAD = ("특파원", "통신원", "주재원")


@dataclass(slots=True)
class Reading:
    """A group of people under one job word, or what stands for people to come. Spans are into the line."""

    names: list[str] = field(default_factory=list)
    role: Span | None = None
    affiliation: Span | None = None
    location: Span | None = None
    known: bool = True  # every word is accounted for
    doubtful: bool = False  # to be believed only with an address behind it
    label: bool = False
    credit: bool = False
    genre: bool = False
    team: bool = False
    outlet: bool = False
    signed: bool = False
    title: bool = False  # 홍길동의 …: a column named after its writer


def read(words: list[Word], *, framed: bool, titled: bool = False) -> list[Reading]:
    """Return what a piece says, a reading for each job word in it; ``titled`` words stand before an equals sign.

    >>> from newscrawl.text.bylines.noise import prepare
    >>> from newscrawl.text.bylines.pieces import cut
    >>> [r.names for r in read(cut(prepare("나래일보 홍길동 김나래 기자"))[0].words, framed=False)]
    [['홍길동', '김나래']]
    """
    if all(word.flags & (LABEL | CREDIT) for word in words):
        return [Reading(label=True, credit=any(word.flags & CREDIT for word in words))]
    if framed and all(word.flags & GENRE for word in words):
        return [Reading(genre=True)]
    if titled:
        return [_heading(join_spaced(words), framed=framed)]
    by = words[0].text.lower() == "by"
    words = _drop_labels(join_spaced(words))
    readings: list[Reading] = []
    at = 0
    while at < len(words):
        start = next((i for i in range(at, len(words)) if words[i].flags & ROLE), None)
        if start is None:
            readings.append(_unemployed(words[at:], by=by, first=not readings))
            break
        end = _role_end(words, start)
        run = _name_run(words[at:start], employed=True)
        if run:
            readings.append(_employed(words[at:start], run, words[start:end]))
        else:
            run = _name_run(words[end : _next_role(words, end)], employed=False)
            if run and run[0] == 0:
                readings.append(_employed_first(words[at:start], words[start:end], words[end : end + run[1]]))
                end += run[1]
            else:
                readings.append(_job_only(words[at:start], words[start:end]))
        at = end
    if any(word.flags & SIGN_OFF for word in words):
        readings[-1].signed = True
    return readings


def _drop_labels(words: list[Word]) -> list[Word]:
    at = 0
    while at + 1 < len(words) and words[at].flags & LABEL and not words[at + 1].flags & ROLE:
        at += 1
    return words[at:]


def _next_role(words: list[Word], start: int) -> int:
    return next((i for i in range(start, len(words)) if words[i].flags & ROLE), len(words))


def _role_end(words: list[Word], start: int) -> int:
    """Job words in a row are one: 인턴 기자, 논설위원 겸 편집인."""
    end = start + 1
    while end < len(words):
        if words[end].flags & ROLE and words[end].start == words[end - 1].end + 1:
            end += 1
        elif words[end].text == "겸" and end + 1 < len(words) and words[end + 1].flags & ROLE:
            end += 2
        else:
            break
    return end


def _name_run(words: list[Word], *, employed: bool) -> tuple[int, int] | None:
    """Where the names stand: the last run of words shaped like a person's name."""
    for wanted in (SURE, NAME):
        last = next((i for i in range(len(words) - 1, -1, -1) if words[i].flags & wanted), None)
        if last is not None:
            first = last
            while first > 0 and words[first - 1].flags & (SURE | NAME):
                first -= 1
            while last + 1 < len(words) and words[last + 1].flags & (SURE | NAME):
                last += 1
            return first, last + 1
    return _foreign_run(words) if employed else None


def _foreign_run(words: list[Word]) -> tuple[int, int] | None:
    """A Latin name, or a pen name or foreign name in Hangul: words that are nothing else, before the job word."""
    end = len(words)
    while end and words[end - 1].flags & QUALIFIER | (words[end - 1].text.lower() in LATIN_QUALIFIERS):
        end -= 1
    start = end
    while start and end - start < 4 and _is_strange(words[start - 1]):
        start -= 1
    if start == end:
        return None
    if words[start].flags & LATIN and end - start < 2:
        return None
    return start, end


def _is_strange(word: Word) -> bool:
    if word.flags & ~LATIN:
        return False
    return word.flags == 0 or (word.text[0].isupper() and word.text.lower() not in LATIN_QUALIFIERS)


def _is_outlandish(words: list[Word]) -> bool:
    """Whether Hangul words spell foreign sounds: an aspirate or ㅡ that native given names do not have."""
    return len(words) > 1 and any(
        "가" <= c <= "힣"
        and ((ord(c) - 0xAC00) // 588 in (15, 16, 17) or (ord(c) - 0xAC00) % 588 // 28 == 18)
        for word in words
        for c in word.text
    )


def _employed(left: list[Word], run: tuple[int, int], job: list[Word]) -> Reading:
    """Names before the job word; what stands between them qualifies the job, or says for whom or where."""
    people, after = left[run[0] : run[1]], left[run[1] :]
    reading = Reading(_names(people), doubtful=_is_doubtful(people))
    posted = job[-1].text.endswith(ABROAD)
    start = len(after)
    while (
        start
        and after[start - 1].flags & (QUALIFIER | TEAM)
        and not (posted and after[start - 1].flags & PLACE)
    ):
        start -= 1
    reading.role = (after[start].start if start < len(after) else job[0].start, job[-1].end)
    _place(reading, after[:start], abroad=posted)
    _place(reading, left[: run[0]])
    return reading


def _employed_first(left: list[Word], job: list[Word], people: list[Word]) -> Reading:
    """The job word before the names: 데이터 전문기자 홍길동."""
    start = len(left)
    while start and left[start - 1].flags & QUALIFIER and not left[start - 1].flags & PLACE:
        start -= 1
    reading = Reading(_names(people), doubtful=not any(word.flags & SURE for word in people))
    reading.role = (left[start].start if start < len(left) else job[0].start, job[-1].end)
    _place(reading, left[:start], abroad=job[-1].text.endswith(ABROAD))
    return reading


def _job_only(left: list[Word], job: list[Word]) -> Reading:
    start = len(left)
    while start and (
        left[start - 1].flags & (QUALIFIER | TEAM) or left[start - 1].text.lower() in LATIN_QUALIFIERS
    ):
        start -= 1
    reading = Reading(role=(left[start].start if start < len(left) else job[0].start, job[-1].end))
    _place(reading, left[:start], abroad=job[-1].text.endswith(ABROAD))
    return reading


def _unemployed(words: list[Word], *, by: bool, first: bool) -> Reading:
    """No job word: names alone, names behind an outlet, a desk, a place; or words that are none of these."""
    while words and words[-1].flags & NUMBER:
        words = words[:-1]
    owner = next(
        (i for i, word in enumerate(words) if word.text.endswith("의") and name_shape(word.text[:-1])), None
    )
    if owner is not None and words[owner].flags & PROSE:
        if owner and words[owner - 1].flags & OUTLET:
            return Reading(affiliation=(words[0].start, words[-1].end), outlet=True)
        return Reading([words[owner].text[:-1]], doubtful=True, title=True)
    run = _name_run(words, employed=False)
    if run is None:
        latin = _latin_name(words, by=by)
        if latin:
            return latin
        reading = Reading()
        _place(reading, words)
        return reading
    people = words[run[0] : run[1]]
    reading = Reading(_names(people))
    _place(reading, words[: run[0]])
    _place(reading, words[run[1] :])
    sure = all(word.flags & SURE for word in people)
    reading.doubtful = (
        not sure or (run != (0, len(words)) and not reading.outlet and not reading.team) or not first
    )
    return reading


def _heading(words: list[Word], *, framed: bool) -> Reading:
    """An outlet, a place or both. A word of unknown make is a place behind an outlet or outside brackets."""
    reading = Reading()
    _place(
        reading,
        [word for word in words if word.flags & (OUTLET | TEAM | BODY | LATIN | PLACE | QUALIFIER | PROSE)],
    )
    strange = [
        word for word in words if not word.flags & (OUTLET | TEAM | BODY | LATIN | PLACE | QUALIFIER | PROSE)
    ]
    if strange:
        span = (strange[0].start, strange[-1].end)
        shaped = any(word.flags & (SURE | NAME) for word in strange)
        if reading.affiliation and reading.affiliation[0] < span[0] and not reading.location:
            reading.location = span
        elif framed and not shaped and not reading.affiliation:
            reading.affiliation = span
        elif not reading.location:
            reading.location = span
        else:
            reading.known = False
    return reading


def _names(people: list[Word]) -> list[str]:
    if any(word.flags & (SURE | NAME) for word in people):
        return [word.text for word in people]
    return [" ".join(word.text for word in people)]


def _is_doubtful(people: list[Word]) -> bool:
    if any(word.flags & (SURE | NAME | LATIN) for word in people):
        return False
    if len(people) == 1:  # a rare name: 한이룸
        return not (3 <= len(people[0].text) <= 4 and people[0].text[0] in FAMILY_NAMES)
    return not _is_outlandish(people)


def _latin_name(words: list[Word], *, by: bool) -> Reading | None:
    if not 2 <= len(words) <= 4 or not all(_is_strange(word) and word.flags & LATIN for word in words):
        return None
    parts = {words[0].text.lower(), words[-1].text.lower()}
    if by or parts & ROMAN_FAMILY_NAMES or any("-" in word.text for word in words):
        return Reading(_names(words))
    return None


def _place(reading: Reading, words: list[Word], *, abroad: bool = False) -> None:
    """Read words that are no name as an affiliation, a place, or both; the first of each counts."""
    prose = max((i for i, word in enumerate(words) if word.flags & PROSE), default=-1)
    if prose >= 0:
        reading.known = False
        words = words[prose + 1 :]
    at = 0
    while at < len(words):
        end = at + 1
        if _is_site(words, at):
            while end < len(words) and _is_site(words, end):
                end += 1
            reading.location = reading.location or (words[at].start, words[end - 1].end)
        else:
            while end < len(words) and not _is_site(words, end):
                end += 1
            _affiliate(reading, words[at:end], abroad=abroad)
        at = end


def _is_site(words: list[Word], at: int) -> bool:
    """A place that is not the first word of a bureau's name: 부산 취재본부."""
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
        reading.affiliation = reading.affiliation or span
        reading.team = reading.team or bool(flags & TEAM)
        reading.outlet = reading.outlet or bool(flags & OUTLET)
    elif all(word.flags & (QUALIFIER | LABEL | GENRE) for word in words):
        pass  # a section's name, a label
    elif abroad and len(words) == 1:
        reading.location = reading.location or span
    elif reading.names and len(words) <= 2:
        reading.affiliation = reading.affiliation or span
    else:
        reading.known = False
        reading.affiliation = reading.affiliation or span
