"""Who may be credited: the shapes of agencies, archives, reporters, bodies and other phrases."""

import re
from enum import IntEnum
from functools import lru_cache

from newscrawl.memory import remembered
from newscrawl.text.captions.scenes import are_goods, has_particle, is_position, is_scene, is_sentence
from newscrawl.text.lexicon import is_agency, is_outlet, is_personal_name, is_place, is_role, is_team
from newscrawl.text.lexicon.bodies import PLAIN_SOURCES, SOURCES, is_body


class Trust(IntEnum):
    """How much the place of some words says that they are a credit, and so how freely they may be shaped."""

    SURE = 0  # it says nothing: only an agency, an outlet's archive or a reporter is believed
    LIKELY = 1  # a seam stands before them: also bodies, companies, accounts
    OPEN = 2  # a bracket of their own, or the last words after a whole sentence: any short noun phrase
    MARKED = 3  # a mark says so: anything but a sentence


# "AP/뉴시스", "로이터=뉴스1", "EPA 연합뉴스": relayed agencies are one party (rule C13).
_AGENCY = rf"{SOURCES}(?:\s?[=/·|,-]?\s?{SOURCES}){{0,3}}(?:코리아|뱅크)?(?:\s?(?:DB|제휴))?"
AGENCY = re.compile(rf"{_AGENCY}\Z")
_AGENCY_AFTER_BLANK = re.compile(rf"(?<=\s){_AGENCY}\Z")
_LONGEST = 80  # letters of a party
_RELAYED = re.compile(rf"{SOURCES}(?:\s?[=/·|,-]?\s?{SOURCES}){{1,3}}(?:\s?DB)?\Z")
RELAYED_AT_END = re.compile(rf"(?<![A-Za-z가-힣]){SOURCES}\s?\Z")
_POOL = re.compile(
    r"(?:[가-힣A-Za-z·]{0,12}\s?)?(?:(?:사진|영상)\s?(?:공동\s?)?(?:기자|취재)단|사진기자협회|공동\s?취재단?)|공동\s?취재\s?사진"
)
_ARCHIVE = re.compile(r"(?P<of>\S(?:.{0,28}?\S)?)\s?(?:DB|D\.B\.?|디비)")
_ARCHIVE_AFTER_BLANK = re.compile(r"(?<=\s)(?P<of>\S+)\s?DB\Z")

# Only those who take or bring pictures: "홍길동 교수", "홍길동 아나운서" are whom a picture shows.
_REPORTER = re.compile(
    r"(?!사진[은 ])(?P<who>.*?[가-힣A-Za-z])"
    r"(?:\s(?P<role>\S{0,8}(?:기자|특파원|통신원|사진작가|사진가|포토그래퍼|인턴|디자이너))"
    r"|(?:인턴|선임|수습|객원|사진|영상)?기자|특파원)"
)
# Of all the nouns an outlet's name may end in, those that little else ends in.
_PAPERS = (
    *(
        "일보",
        "신문",
        "뉴스",
        "경제",
        "방송",
        "닷컴",
        "데일리",
        "투데이",
        "타임스",
        "타임즈",
        "헤럴드",
        "저널",
        "통신",
        "TV",
        "뉴스24",
    ),
    *(
        "미디어",
        "매거진",
        "스포츠",
        "포스트",
        "프레스",
        "매일",
        "조선",
        "비즈",
        "이코노미",
        "News",
        "Times",
        "Daily",
        "Today",
    ),
)
_PROGRAMME = re.compile(
    r"[가-힣A-Za-z0-9+]{2,12}\s?['‘<《「][^'’>》」?!]{1,30}['’>》」]"
    r"(?:\s(?:홈페이지|방송|화면|방송\s?화면|제작진|포스터|스틸|예고편?))?"
)
# "South Jeolla Provincial Government", "Ministry of Science and ICT".
_SMALL = r"(?:of|and|the|for|in|at|&)"
_PROPER = re.compile(rf"(?:[A-Z][\w.'’-]*|The)(?:[ /,]{{1,2}}(?:{_SMALL} )*[A-Z][\w.'’-]*){{1,8}}", re.A)
_QUALIFIER = re.compile(r"(?:인턴|선임|수습|객원|전문|사진|영상)")
_PLACE_FIRST = re.compile(
    r"(?P<place>[가-힣A-Z]{2,8}(?:[·,]\s?[가-힣]{2,6}(?=[=|/(]|\s[=|/]))?)(?:\([가-힣]{2,8}\))?"
    r"(?P<sign>\s?[=|/,]\s?|\s)(?=\S)"
)
_PLACE_AT_END = re.compile(r"(?<![가-힣])(?P<place>[가-힣]{2,10})(?:\([가-힣]{2,8}\))?\s?[/|]?\s?\Z")
_ENDS_A_SENTENCE = ("", ".", "!", "?", "…", ")", "\n", "/")


@remembered(4096)
def is_reporter(words: str) -> bool:
    """Return whether the words are people with a job word; outlet, desk or place may stand before them (rule C4).

    >>> [is_reporter(words) for words in ("홍길동 기자", "나래일보 홍길동·김나래 기자", "외신 기자")]
    [True, True, False]
    """
    found = _REPORTER.fullmatch(words)
    if found is None or (found["role"] is not None and not is_role(found["role"])):
        return False
    people = [word for word in re.split(r"[\s·,/=|]+", found["who"]) if word]
    if len(people) > 1 and _QUALIFIER.fullmatch(people[-1]):
        people.pop()
    if not 0 < len(people) <= 6 or not is_personal_name(people[-1]):
        return False
    return all(
        is_personal_name(w) or is_outlet(w) or is_team(w) or is_role(w) or is_place(w) for w in people[:-1]
    )


@remembered(4096)
def is_sure(words: str) -> bool:
    """Return whether the words are a credit wherever they stand alone: agency, outlet, archive, reporter or pool.

    >>> [is_sure(words) for words in ("연합뉴스", "AP/뉴시스", "나래일보", "나래 DB", "홍길동 기자", "나래전자")]
    [True, True, True, True, True, False]
    """
    if is_agency(words) or AGENCY.match(words) or _POOL.fullmatch(words) or is_reporter(words):
        return True
    if words.endswith(_PAPERS) and " " not in words and is_outlet(words):
        return True
    return _ARCHIVE.fullmatch(words) is not None and words.count(" ") < 4 and not has_particle(words)


@remembered(4096)
def is_giver(words: str) -> bool:
    """Return whether the words can be who gives a picture; goods and services are given too.

    >>> [is_giver(words) for words in ("나래전자", "독자", "무료", "신제품 할인 혜택", "기회를")]
    [True, True, False, False, False]
    """
    if not 0 < len(words) <= 45 or is_position(words) or are_goods(words):
        return False
    return not has_particle(words) and not is_sentence(words)


def is_party(words: str, trust: Trust) -> bool:
    """Return whether the words name a party, as far as their place is to be trusted.

    >>> [is_party("나래전자", trust) for trust in Trust]
    [False, True, True, True]
    >>> [is_party("왼쪽부터 홍길동", trust) for trust in Trust]
    [False, False, False, False]
    """
    return len(words) <= _LONGEST and _is_party(words, trust)


@lru_cache(4096)
def _is_party(words: str, trust: Trust) -> bool:
    if trust is Trust.MARKED:
        if not words or is_position(words) or is_sentence(words):
            return False
        return not any(map(is_scene, re.split(r"\.\s|\n", words)[1:]))  # "나래. 왼쪽부터 홍길동"
    if not 2 <= len(words) <= 60:
        return False
    if is_sure(words):
        return True
    if trust is Trust.OPEN and _PROPER.fullmatch(words) and not is_position(words):
        return True
    if trust is Trust.SURE or len(words) > 30 or words.count(" ") > 4 or ":" in words or is_scene(words):
        return False
    if "=" in words:  # "나래Sports=연합뉴스"
        party, _, agency = words.rpartition("=")
        return AGENCY.match(agency.strip()) is not None and is_body(party.strip())
    if is_body(words) or is_outlet(words) or is_programme(words):
        return True
    return trust is Trust.OPEN and words.count(" ") < 3 and not words[0].isdigit()


def is_programme(words: str) -> bool:
    """Return whether the words are a programme with its station: "나래TV '홍길동전'".

    >>> is_programme("나래TV ‘홍길동전’")
    True
    """
    return _PROGRAMME.fullmatch(words) is not None


@remembered(4096)
def after_place(words: str) -> int:
    """Return how many characters a place takes before the party it stands with, 0 when none does (rules C11, C15).

    >>> [after_place(words) for words in ("파리=AP 연합뉴스", "뉴욕(미국)/로이터", "로이터=뉴스1", "잠실, 홍길동 기자")]
    [3, 7, 0, 4]
    """
    if " " not in words and "=" not in words and "/" not in words and "|" not in words:
        return 0
    found = _PLACE_FIRST.match(words)
    if found is None:
        return 0
    rest, sign = words[found.end() :], found["sign"].strip()
    if all(map(is_place, re.split(r"[·,]\s?", found["place"]))):
        named = is_sure(rest) if sign else AGENCY.match(rest) or _is_bare_reporter(rest)
        return found.end() if named else 0
    # A place no list holds, "가자지구 로이터 연합뉴스", "나래섬=뉴시스": what else would stand there.
    if found["place"] < "가" or is_outlet(found["place"]) or AGENCY.match(found["place"]):
        return 0
    agency = AGENCY.match(rest) if sign == "=" else _RELAYED.match(rest) if not sign else None
    return found.end() if agency else 0


def _is_bare_reporter(words: str) -> bool:
    return is_reporter(words) and not is_outlet(words.partition(" ")[0])


def place_at_end(s: str, a: int, b: int) -> int:
    """Return where a place begins that stands alone between a sentence and s[b], b when none does.

    >>> place_at_end("웃고 있다. 뉴욕(미국)/", 0, 14)
    7
    """
    found = _PLACE_AT_END.search(s, max(a, b - 24), b)
    if (
        found is None
        or not is_place(found["place"])
        or s[a : found.start()].rstrip(" ")[-1:] not in _ENDS_A_SENTENCE
    ):
        return b
    return found.start()


def sure_after_blank(s: str, a: int, b: int) -> int | None:
    """Return where an agency or an outlet's archive begins that ends s[a:b] behind a mere blank.

    >>> line = "서울 도심 AP 연합뉴스"
    >>> line[sure_after_blank(line, 0, len(line)):]
    'AP 연합뉴스'
    """
    found = _AGENCY_AFTER_BLANK.search(s, max(a, b - 40), b)
    if found is None or not any(name in found[0] for name in PLAIN_SOURCES):
        found = _ARCHIVE_AFTER_BLANK.search(s, max(a, b - 30), b)
        if found is None or not (is_outlet(found["of"]) or found["of"].isupper()):
            return None
    return found.start()
