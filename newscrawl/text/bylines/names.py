"""Which words of a piece are the names: by their shape and where they stand, letter-spaced ones made whole first."""

from newscrawl.text.bylines.words import (
    BODY,
    LATIN,
    NAME,
    PLACE,
    QUALIFIER,
    ROLE,
    SURE,
    SYLLABLE,
    UNSETTLED,
    Word,
)
from newscrawl.text.lexicon import is_role
from newscrawl.text.lexicon.institutions import LEADING
from newscrawl.text.lexicon.jobs import ACADEMIC
from newscrawl.text.lexicon.people import FAMILY_NAMES, GIVEN_SYLLABLES, LONG_FAMILY_NAMES, ROMAN_FAMILY_NAMES

Run = tuple[int, int]
_ASPIRATES = (15, 16, 17)  # ㅋ ㅌ ㅍ among the initials of Unicode's Hangul block
_EU = 18  # ㅡ among its vowels


def mend(words: list[Word], text: str, *, guest: bool) -> list[Word]:
    """Return the words with letter-spaced names made one, and bodies told from the names they look like.

    ``guest`` when a name already stands before these words: what looks like another may be the guest's university.

    >>> words = [Word(0, 1, "홍", SYLLABLE), Word(2, 3, "길", SYLLABLE), Word(4, 6, "기자", ROLE)]
    >>> [word.text for word in mend(words, "홍 길 기자", guest=False)]
    ['홍길', '기자']
    """
    flags = 0
    for word in words:
        flags |= word.flags
    if flags & SYLLABLE:
        words = _join_spaced(words, text)
    if not flags & UNSETTLED:
        return words
    for at in range(len(words) - 1):
        word, following = words[at], words[at + 1]
        if word.text in LEADING and not following.flags & ROLE:
            words[at + 1] = following._replace(flags=BODY)
        elif len(word.text) > 2 and word.text[-1] == "대":
            alone = not guest and not any(other.flags & SURE for other in words if other is not word)
            if following.flags & BODY or (following.text in ACADEMIC and not alone):
                words[at] = word._replace(flags=BODY)
    return words


def _join_spaced(words: list[Word], text: str) -> list[Word]:
    """Syllables a blank apart are one name: 홍 길 동, 남궁 솔; two of them only before a job word: 김 솔 기자."""
    joined: list[Word] = []
    at = 0
    while at < len(words):
        long = words[at].text in LONG_FAMILY_NAMES
        end = at + 1 if long or words[at].text in FAMILY_NAMES else at
        while (
            at < end < len(words)
            and words[end].flags & SYLLABLE
            and _is_blank_between(words[end - 1], words[end], text)
        ):
            end += 1
        employed = end < len(words) and words[end].flags & ROLE
        if end == at + 1 and not long and _is_parted(words[at : at + 3], text):  # 김 나래 기자
            end, employed = at + 2, ROLE
        name = "".join(word.text for word in words[at:end])
        if 2 <= end - at <= 4 and (long or employed or end - at > 2) and not is_role(name):
            joined.append(Word(words[at].start, words[end - 1].end, name, SURE))
            at = end
        else:
            joined.append(words[at])
            at += 1
    return joined


def _is_parted(words: list[Word], text: str) -> bool:
    """A family name a blank apart from its given name, before a job word; 이, 한, 전, 신 … are words of their own."""
    if len(words) < 3 or words[0].text in "이한전신주고현구임" or not words[2].flags & ROLE:
        return False
    if not _is_blank_between(words[0], words[1], text):
        return False
    given = words[1].text
    return len(given) == 2 and GIVEN_SYLLABLES.issuperset(given) and not words[1].flags & ~(SURE | NAME)


def _is_blank_between(left: Word, right: Word, text: str) -> bool:
    return text[left.end : right.start] == " "


def name_run(words: list[Word]) -> Run | None:
    """Return where the names stand: the last run of words with the shape of a Korean name, if any."""
    for wanted in (SURE, NAME):
        for last in range(len(words) - 1, -1, -1):
            if words[last].flags & wanted:
                first = last
                while first > 0 and words[first - 1].flags & (SURE | NAME):
                    first -= 1
                end = last + 1
                while end < len(words) and words[end].flags & (SURE | NAME):
                    end += 1
                return first, end
    return None


def strange_run(words: list[Word], text: str) -> Run | None:
    """Return where a Latin, foreign or pen name stands: words that are nothing else, right before the job word."""
    end = len(words)
    while end and words[end - 1].flags & QUALIFIER:
        end -= 1
    start = end
    while start and end - start < 4 and _is_strange(words[start - 1]):
        if start < end and not _is_blank_between(words[start - 1], words[start], text):
            break
        start -= 1
    if start == end or (end - start == 1 and words[start].flags & (LATIN | SYLLABLE)):
        return None  # a family name alone, 신 기자
    return start, end


def _is_strange(word: Word) -> bool:
    if word.flags & LATIN:
        return word.flags == LATIN and word.text[0].isupper()
    return word.flags & ~(SYLLABLE | UNSETTLED) == 0


def is_latin_name(words: list[Word], *, by: bool) -> bool:
    """Return whether words of Latin script are a Korean's name: by its family name or hyphen, or behind "By"."""
    if not 2 <= len(words) <= 4 or not all(word.flags & LATIN and _is_strange(word) for word in words):
        return False
    ends = (words[0].text.lower(), words[-1].text.lower())
    return by or not ROMAN_FAMILY_NAMES.isdisjoint(ends) or any("-" in word.text for word in words)


def is_address_of(words: list[Word], address: str) -> bool:
    """Return whether an address is made of a word of a Latin name: Seomun Haneul, haneul@example.com."""
    box = address.partition("@")[0].lower()
    return any(word.flags & LATIN and len(word.text) > 2 and word.text.lower() in box for word in words)


def is_doubtful(people: list[Word]) -> bool:
    """Return whether only an address behind them makes these words a name: 쩡이, but not 홍길동 or 마르코 브루니."""
    if any(word.flags & (SURE | NAME | LATIN) for word in people):
        return False
    if len(people) == 1:
        return not _is_rare(people[0].text)
    particles = any(len(word.text) > 2 and word.text[-1] in "에의를은는을" for word in people)
    return particles or not any(_sounds_foreign(word.text) for word in people)


def _is_rare(word: str) -> bool:
    """A family name and a given name with one syllable few others have."""
    given = word[1:]
    return (
        len(word) == 3
        and word[0] in FAMILY_NAMES
        and sum(syllable not in GIVEN_SYLLABLES for syllable in given) == 1
        and given[-1] in GIVEN_SYLLABLES
        and given[-1] not in "의은한들"
    )


def _sounds_foreign(word: str) -> bool:
    codes = [ord(c) - 0xAC00 for c in word if "가" <= c <= "힣"]
    return any(code // 588 in _ASPIRATES or code % 588 // 28 == _EU for code in codes)


def in_text(people: list[Word]) -> list[str]:
    """Return the names the words print: one each, or one of several words when it is foreign."""
    if any(word.flags & (SURE | NAME) for word in people):
        return [word.text for word in people]
    return [" ".join(word.text for word in people)]


def is_named(words: list[Word]) -> bool:
    """Return whether any word may be a person's name or a job."""
    return any(word.flags & (SURE | NAME | ROLE) and not word.flags & PLACE for word in words)
