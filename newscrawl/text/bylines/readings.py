"""What the words of one piece say: who, in what job, for whom, where."""

from collections.abc import Sequence

from newscrawl.text.bylines.names import (
    in_text,
    is_address_of,
    is_doubtful,
    is_latin_name,
    name_run,
    strange_run,
)
from newscrawl.text.bylines.surroundings import Reading, surround
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
from newscrawl.text.lexicon.jobs import EXECUTIVE

_PATTER = frozenset(("등", "외", "님"))  # behind a reporter's job
_FIELDED = ("전문기자", "전문위원", "담당")  # whatever stands before them is their field: K팝 전문기자
_ABROAD = ("특파원", "통신원", "주재원")


def read(words: list[Word], text: str, *, framed: bool, addresses: Sequence[str] = ()) -> list[Reading]:
    """Return what a piece says, a reading for each job word in it; ``addresses`` stand behind it.

    >>> words = [Word(0, 4, "나래일보", OUTLET), Word(5, 8, "홍길동", SURE), Word(9, 11, "기자", ROLE)]
    >>> [(reading.names, reading.affiliation) for reading in read(words, "나래일보 홍길동 기자", framed=False)]
    [(['홍길동'], (0, 4))]
    """
    flags = 0
    for word in words:
        flags |= word.flags
    by = words[0].text in ("By", "by", "BY") or any(is_address_of(words, address) for address in addresses)
    if flags & (LABEL | CREDIT):
        if all(word.flags & (LABEL | CREDIT) for word in words):
            return [Reading(label=True, credit=flags & CREDIT > 0)]
        if words[-1].flags & CREDIT and not words[-1].flags & LABEL:  # 나래그룹 제공
            return [Reading(label=True, credit=True)]
        words = _without_labels(words)
    if framed and all(word.flags & GENRE for word in words):
        return [Reading(genre=True)]
    readings: list[Reading] = []
    at = 0
    while at < len(words):
        start = _next_role(words, at)
        if start == len(words):
            readings.append(_unemployed(words[at:], by=by, first=at == 0))
            break
        end = _role_end(words, start)
        left, job = words[at:start], words[start:end]
        run = name_run(left) or strange_run(left, text)
        if run:
            readings.append(_employed(left, run, job, framed=framed))
        else:
            right = words[end : _next_role(words, end)]
            run = (0, len(right)) if is_latin_name(right, by=True) else name_run(right)
            people = right[: run[1]] if run and run[0] == 0 else []
            readings.append(_employed_first(left, job, people))
            end += len(people)
        at = end
    readings[-1].signed = flags & SIGN_OFF > 0
    return readings


def _without_labels(words: list[Word]) -> list[Word]:
    """Task labels before a name, and behind it when the next name follows (홍길동 영상편집: …)."""
    start, end = 0, len(words)
    while start + 1 < end and words[start].flags & LABEL and not words[start + 1].flags & ROLE:
        start += 1
    while end - 1 > start and words[end - 1].flags & LABEL and words[start].flags & (SURE | NAME):
        end -= 1
    return words[start:end]


def _next_role(words: list[Word], start: int) -> int:
    for at in range(start, len(words)):
        if words[at].flags & ROLE:
            return at
    return len(words)


def _role_end(words: list[Word], start: int) -> int:
    """Job words in a row are one: 인턴 기자, 논설위원 겸 편집인."""
    end = start + 1
    while end < len(words):
        if words[end].flags & ROLE and words[end].start == words[end - 1].end + 1:
            if words[end].text == words[start].text:
                del words[end]  # 홍길동 기자 기자 구독
                continue
            end += 1
        elif words[end].text == "대우":
            end += 1
        elif words[end].text == "겸" and end + 1 < len(words) and words[end + 1].flags & ROLE:
            end += 2
        else:
            break
    return end


def _employed(left: list[Word], run: tuple[int, int], job: list[Word], *, framed: bool) -> Reading:
    """Names before the job word; what stands between them qualifies the job, or says for whom or where."""
    first, last = run
    if last - first == 2 and job[-1].text in EXECUTIVE:
        last -= 1  # 홍길동 나래 대표: one heads a body, and bodies are built like names too
    elif framed and first == 0 and last == 2 and not left[0].flags & SURE:
        first += 1  # [나래 홍길동 기자]
    people, after = left[first:last], left[last:]
    reading = Reading(in_text(people), doubtful=is_doubtful(people))
    posted = job[-1].text.endswith(_ABROAD)
    start = _job_start(after, job[0], posted=posted)
    reading.role = ((after[start] if start < len(after) else job[0]).start, job[-1].end)
    surround(reading, _nameless(after[:start]), abroad=posted)
    while first and left[first - 1].flags & LABEL:
        first -= 1
    surround(reading, _nameless(left[:first]))
    return reading


def _job_start(words: list[Word], job: Word, *, posted: bool) -> int:
    """Where the words begin that belong to the job word behind them: a field, a rank, a desk.

    A desk behind its outlet is one with it (나래일보 산업부); a ``posted`` reporter's place is none of these.
    """
    start = len(words)
    owned = any(word.flags & (OUTLET | BODY) for word in words)
    wanted = QUALIFIER if owned else QUALIFIER | TEAM
    fielded = job.text.startswith(_FIELDED)
    while start:
        flags = words[start - 1].flags
        if not (flags & wanted or (fielded and not flags & ~LATIN)) or (posted and flags & PLACE):
            break
        start -= 1
    return start


def _nameless(words: list[Word]) -> list[Word]:
    """A single word that only looks like a name, where no name stands, is an outlet's or a body's."""
    if len(words) == 1 and words[0].flags & (SURE | NAME):
        return [words[0]._replace(flags=0)]
    return words


def _employed_first(left: list[Word], job: list[Word], people: list[Word]) -> Reading:
    """The job word before the names (데이터 전문기자 홍길동), or without any."""
    posted = job[-1].text.endswith(_ABROAD)
    start = _job_start(left, job[0], posted=posted or bool(people))
    reading = Reading(in_text(people) if people else [])
    reading.doubtful = not any(word.flags & (SURE | LATIN) for word in people)
    reading.role = ((left[start] if start < len(left) else job[0]).start, job[-1].end)
    surround(reading, left[:start], abroad=posted)
    return reading


def _unemployed(words: list[Word], *, by: bool, first: bool) -> Reading:
    """No job word: names alone, names behind an outlet, a desk, a place; or words that are none of these."""
    while words[-1].flags & NUMBER and len(words) > 1:
        words = words[:-1]
    if not first and all(word.flags == LATIN or word.text in _PATTER for word in words):
        return Reading(label=True)  # 홍길동 기자 hong: an address cut short, a button
    for at, word in enumerate(words):
        if word.flags & PROSE and word.text[-1] == "의" and name_shape(word.text[:-1]):
            if at and words[at - 1].flags & OUTLET:
                return Reading(affiliation=(words[0].start, words[-1].end), outlet=True)
            return Reading([word.text[:-1]], doubtful=True, title=True)
    if is_latin_name(words, by=by):
        return Reading(in_text(words))
    labelled = bool(words[0].flags & LABEL and not first)  # 글 홍길동 에디터 사진 김나래
    words = _without_labels(words)
    run = name_run(words)
    if run is None:
        reading = Reading()
        surround(reading, words)
        return reading
    people = words[run[0] : run[1]]
    reading = Reading(in_text(people))
    surround(reading, words[: run[0]])
    surround(reading, words[run[1] :])
    alone = run == (0, len(words))
    sure = all(word.flags & SURE for word in people)
    reading.doubtful = not (sure and (first or labelled) and (alone or reading.outlet or reading.team))
    return reading
