"""Replaces the words of a page by invented ones of the same shape, the same word by the same word everywhere.

What Korean grammar and newsrooms print on every page stays: jobs, labels, credit marks, particles, endings, agencies,
dates, punctuation. A word that means something to the lexicon becomes another that means the same: a name a name.
"""

import re
from collections.abc import Iterable, Iterator
from zlib import crc32

from newscrawl.text.lexicon import (
    is_agency,
    is_institution,
    is_outlet,
    is_personal_name,
    is_place,
    is_role,
    is_team,
)
from newscrawl.text.lexicon.jobs import LABELS
from newscrawl.text.lexicon.page import CONTACTS, CREDITS, FURNITURE
from newscrawl.text.lexicon.words import words

# Words without which a sentence, a date line or a copyright line is none; they tell nothing of an article.
GRAMMAR = words(
    """
    있다 없다 했다 됐다 한다 된다 이다 것이다 있는 없는 하는 되는 그리고 그러나 하지만 또한 오전 오후 년 월 일
    시 분 초 요일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 최종 최초 발행 게시 작성 업데이트 무단 전재
    재배포 금지 저작권자 저작권 무단전재 재배포금지 학습 활용 이용 및 등 외 명 지난 오늘 재판매 왼쪽 오른쪽
    가운데 위 아래 앞줄 뒷줄 번째 것 등 중 초 때 곳 앞 데 수
    부터 까지 에서 으로 한국어 이메일 기사 뉴스 단독 속보 종합
    """
)
_LATIN_KEPT = frozenset(
    {
        "am",
        "pm",
        "kst",
        "gmt",
        "db",
        "copyright",
        "all",
        "rights",
        "reserved",
        "photo",
        "text",
        "by",
        "sns",
        "ai",
    }
)
_ENDINGS = (
    "습니다", "입니다", "었습니다", "했습니다", "이라고", "라고", "했다", "였다", "됐다", "혔다", "렸다",
    "었다", "았다", "겠다", "한다", "된다", "이다", "니다", "에서는", "으로는", "에서", "에게",
    "으로", "까지", "부터", "보다", "처럼", "에는", "에도", "이며", "이고", "하고", "하며",
    "하는", "되는", "들이", "들은", "들을", "다", "요", "죠", "까",
)  # fmt: skip
_PARTICLES = "은는이가을를의에와과도로만"
_SYLLABLES = "나누다라마루모미보비새소솔아여오우자차초토파하"
_CLOSED = "란별솜람빛돌샘들불꽃"  # with a final consonant, so that 은, 이 and 을 still agree
_FAMILIES = "홍김박정최윤임한"
_GIVEN = "길동나래서연하윤지우민준아라"
_PLACES = ("세종", "부산", "대전", "광주", "울산", "인천", "제주", "강릉", "도쿄", "파리", "런던", "베를린")
_KINDS = (is_personal_name, is_role, is_place, is_agency, is_outlet, is_team, is_institution)
_TOKEN = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<address>(?:https?://|www\.)[^\s<>\"'()]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|kr|io)\b\S*)"
    r"|(?P<moment>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)|(?P<phone>\b0\d{1,2}[-.)]\d{3,4}[-.]\d{4}\b)"
    r"|(?P<hangul>[가-힣]+)|(?P<latin>[A-Za-z]{2,})"
)
_HANGUL = re.compile(r"[가-힣]+")
_TRIES = 60


class Disguise:
    """Words to invented words for one page.

    ``originals`` is all its text, ``people`` the names of its writers; the outlet's own name stays.
    """

    def __init__(self, originals: str, people: Iterable[str] = (), outlet: str = "") -> None:
        self._outlet = tuple(_HANGUL.findall(outlet)) + tuple(re.findall(r"[A-Za-z]+", outlet))
        self._originals = set(_HANGUL.findall(originals)) | set(re.findall(r"[a-z]{2,}", originals.lower()))
        self._beginnings = {word[:length] for word in self._originals for length in range(2, len(word) + 1)}
        self._known: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._people = sorted({p for p in people if _HANGUL.fullmatch(p)}, key=len, reverse=True)

    def words(self, text: str) -> str:
        """Return the text with its words replaced.

        >>> Disguise("홍나리 기자").words("입력 2020-06-17 11:00 (사진=나래전자 제공)")[:20]
        '입력 2020-06-17 11:00 '
        """
        return _TOKEN.sub(self._replaced, text)

    def _replaced(self, found: re.Match[str]) -> str:
        word = found[0]
        match found.lastgroup:
            case "email":
                number = len(self._emails) + 1
                return self._emails.setdefault(word, f"name{number if number > 1 else ''}@example.com")
            case "address":
                return "https://www.example.com/" if "://" in word else "www.example.com"
            case "phone":
                return re.sub(r"\d(?=\d{0,3}$)|(?<=[-.)])\d+", lambda digits: "0" * len(digits[0]), word)
            case "moment":
                return word
            case "latin":
                return self._latin(word)
        closes = word[-1] in "다요까죠" and found.string[found.end() : found.end() + 1] in tuple(".?!")
        return "".join(self._hangul(word, closes))

    def _latin(self, word: str) -> str:
        if word.lower() in _LATIN_KEPT or word in self._outlet or is_role(word) or is_agency(word):
            return word
        plain = word.lower()
        if plain not in self._known:
            self._known[plain] = next(
                made for made in _spellings(plain, ("bdgklmnprst", "aeiou")) if made not in self._originals
            )
        made = self._known[plain]
        return "".join(new.upper() if old.isupper() else new for old, new in zip(word, made, strict=True))

    def _hangul(self, word: str, closes: bool = False) -> Iterator[str]:
        """Parts a printed word: a writer's name before what is glued to it, a job or an ending behind what it ends."""
        if is_kept(word) or word in self._outlet:
            yield word
            return
        person = next((p for p in self._people if word.startswith(p)), None)
        if person is not None:
            yield self._invented(person)
            yield from self._hangul(word[len(person) :]) if word != person else ()
            return
        for cut in range(len(word) - 2, 0, -1):
            if is_role(word[cut:]) and is_personal_name(word[:cut]):
                yield self._invented(word[:cut])
                yield word[cut:]
                return
        ending = self._ending(word, closes)
        stem = word.removesuffix(ending) if ending else word
        if is_kept(stem) or stem in self._outlet or not (ending or len(stem) > 1):
            yield stem
        else:
            yield self._invented(stem)
        yield ending

    def _ending(self, word: str, closes: bool) -> str:
        """A verb's ending, or a particle; a word that means something to the lexicon has none unless it shows."""
        if not closes and word[:-1] in self._originals and word[-1] in _PARTICLES:
            return word[-1]
        return "" if not closes and any(kind(word) for kind in _KINDS) else _ending(word)

    def _invented(self, word: str) -> str:
        """An invented word that is to the lexicon what this one is, and stands nowhere on the page."""
        if word not in self._known:
            kinds = [kind(word) for kind in _KINDS]
            made = (
                new
                for new in _candidates(word)
                if not (new in self._beginnings or new in self._known.values() or is_kept(new) or new == word)
            )
            first = next(made, word[::-1] if len(word) > 1 else "슬")
            same = (new for new in (first, *made) if [kind(new) for kind in _KINDS] == kinds)
            self._known[word] = next(same, first)
        return self._known[word]


def is_kept(word: str) -> bool:
    """Tell whether a word stays as it is: grammar, a label, a credit mark, a job, an agency, or several of them glued.

    >>> [is_kept(word) for word in ("기자", "사진제공", "기사입력", "대표는", "나래전자")]
    [True, True, True, True, False]
    """
    if _is_mark(word) or word in LABELS or word in CONTACTS or set(word) <= set(_PARTICLES):
        return True
    if is_role(word) or is_agency(word) or is_team(word):
        return True
    if any(_is_mark(word[:cut]) and _is_mark(word[cut:]) for cut in range(2, len(word) - 1)):
        return True
    ending = _ending(word)
    return bool(ending) and (_is_mark(word.removesuffix(ending)) or is_role(word.removesuffix(ending)))


def _is_mark(word: str) -> bool:
    return word in GRAMMAR or word in CREDITS or word in FURNITURE


def _ending(word: str) -> str:
    found = next((e for e in sorted(_ENDINGS, key=len, reverse=True) if word.endswith(e)), "")
    if found and len(word) > len(found):
        return found
    return word[-1] if len(word) > 2 and word[-1] in _PARTICLES else ""


def _candidates(word: str) -> Iterator[str]:
    """Invented words of the same length: another place, another name, else the word with ever more of its end kept."""
    if is_place(word):
        yield from _PLACES
    if is_personal_name(word):
        yield from (
            _FAMILIES[crc32(n.encode()) % len(_FAMILIES)] + n for n in _spellings(word[1:], (_GIVEN,))
        )
    pools = tuple(_CLOSED if (ord(s) - 0xAC00) % 28 else _SYLLABLES for s in word)
    for kept in range(min(4, len(word))) if any(kind(word) for kind in _KINDS) else (0,):
        stem = len(word) - kept
        yield from (new + word[stem:] for new in _spellings(word[:stem], pools))
    yield from _spellings(word, (_SYLLABLES,))


def _spellings(word: str, pools: tuple[str, ...]) -> Iterator[str]:
    """Ever other words of this length, each letter from its pool in turn, the same for the same word."""
    for turn in range(_TRIES):
        yield "".join(
            pool[crc32(f"{word}{turn}{place}".encode()) % len(pool)]
            for place in range(len(word))
            for pool in [pools[place % len(pools)]]
        )
