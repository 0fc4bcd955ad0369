"""A line made ready to be read: tidy, its addresses lifted out, copyright notices, stamps and web addresses blanked.

``flat`` is as long as ``text``, character for character, so whatever is found in it is taken from the text as printed.
"""

import re
import unicodedata
from typing import NamedTuple

BREAK, ADDRESS, NOTICE = (
    "\ue000",
    "\ue001",
    "\ue002",
)  # what was blanked, an address, a copyright notice: of private use

_INVISIBLE = dict.fromkeys(map(ord, f"\u200b\u200c\u200d\u2060\ufeff\u00ad{BREAK}{ADDRESS}{NOTICE}"))
_FLAT = str.maketrans(
    "【〔［〖「『】〕］〗」』〈《＜‹«〉》＞›»（）＝｜│┃¦∣ㅣ／ㆍ・•‧∙⋅･ᆞ：，、＠－–—―＆",
    "[[[[[[]]]]]]<<<<<>>>>>()=||||||/········:,,@----&",
)
_LOCAL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}\s?@")
_DOMAIN = re.compile(r"\s?([A-Za-z0-9-]+)((?:\.[A-Za-z0-9-]+|\s?\.\s(?:co|or|go|ac|com|net|kr)\b)+)")
# A suffix with the next word glued on: "a@x.co.krCopyright".
_GLUED = re.compile(r"(\.(?:com|net|org|kr|tv|news|io))[A-Z]")
_HANDLE = re.compile(r"\s?[A-Za-z0-9._-]*")
_LONE_HANDLE = re.compile(r"@[A-Za-z0-9._-]*")
_WEB = re.compile(r"(?:https?://|www\.)[\w./?=&%#:+~-]*")
_NOTICE = re.compile(
    r"저작권|무단\s?(?:전재|복제|배포)|재배포|ⓒ|©|\([cC]\)|[Cc]opyright|COPYRIGHT|[Aa]ll [Rr]ights|ALL RIGHTS|AI\s?학습"
)
_NOTICE_END = re.compile(r"금지|불허|[Rr]eserved|RESERVED")
_STAMP = re.compile(
    r"(?:19|20)?\d\d\s?[.\-/년]\s?\d\d?\s?[.\-/월]\s?\d\d?(?!\d)(?:\s?일|\.)?(?:\s?\([월화수목금토일]\))?|"
    r"(?:오전|오후|AM|PM)?\s?(?<!\d)\d\d?:\d\d(?::\d\d)?(?:\s?[AP]M)?|"
    r"\d\d?월\s?\d\d?일(?:자)?|\d{1,3}\s?(?:초|분|시간|일|주|개월)\s?전(?![가-힣])|"
    r"제?\s?\d{1,5}\s?(?:호|면)(?![가-힣])|(?<![A-Za-z])[A-Z]\d{1,2}(?:면)?(?![A-Za-z가-힣\d])|"
    r"외\s?\d+\s?[명인](?![가-힣])|등\s?\d+\s?[명인](?![가-힣])|0\d{1,3}[)-]\s?\d{3,4}-\d{4}|\d{2,4}-\d{3,4}-\d{4}"
)
_OTHERS = re.compile(r"이 기자의?(?: 다른)?(?: 최신)? 기사")
_HASHTAG = re.compile(r"#[^\s#]{1,40}")
_BAR = re.compile(r"(?<=\s)[lI](?=\s)")
_GLUED_BUTTON = re.compile(
    r"(?<=기자)(?=(?:자세히|더|프로필)\s?보기|다른\s?기사|기사\s?(?:더\s?)?보기|구독(?:하기|중|\+)?(?:\s|$))"
)
# Who filmed and cut, in brackets behind a broadcaster's sign-off.
_CREW = re.compile(r"(?<=니다\.)\s?\((?:영상|촬영|편집|그래픽|자막|CG|VJ)[가-힣]{0,4}\s?[:：=][^()]{2,60}\)")
_PROMOTIONS = "▶▷►☞※☎"
_PROMOTION = re.compile(rf"[{_PROMOTIONS}]")
_DIGIT = re.compile(r"\d")


class Line(NamedTuple):
    """A tidy line, its flat twin, and its addresses in order; each address is a run of ADDRESS in the twin."""

    text: str
    flat: str
    addresses: list[str]


def tidy(raw: str) -> str:
    """Return the words in NFC with every run of white space as one blank and nothing invisible left.

    >>> tidy(" 홍길동\\u00a0 기자\\u200b "), tidy("홍길동 기자자세히보기")
    ('홍길동 기자', '홍길동 기자 자세히보기')
    """
    line = " ".join(unicodedata.normalize("NFC", raw).translate(_INVISIBLE).split())
    return _GLUED_BUTTON.sub(" ", line) if "기자" in line else line


def flatten(text: str) -> str:
    """Return the text with each bracket, bar, slash and dot as its plain ASCII cousin, length unchanged.

    >>> flatten("【서울＝나래】ㅣ가ㆍ나")
    '[서울=나래]|가·나'
    """
    return text.translate(_FLAT)


def prepare(text: str) -> Line:
    """Return a tidy text as a line to read.

    >>> prepare("김나래 기자 a@b.co. kr 2020.06.17 11:00 ⓒ 나래일보, 무단전재 금지").addresses
    ['a@b.co.kr']
    """
    flat = flatten(text)
    addresses: list[str] = []
    if "@" in flat:
        flat = lift_addresses(flat, addresses)
    if "://" in flat or "www." in flat:
        flat = _WEB.sub(_blank, flat)
    flat = _blank_notices(flat)
    if _DIGIT.search(flat):
        flat = _STAMP.sub(_blank, flat)
    promotion = _PROMOTION.search(flat, len(flat) - len(flat.lstrip(f" {_PROMOTIONS}")))
    if promotion:
        flat = flat[: promotion.start()] + BREAK * (len(flat) - promotion.start())
    if "(" in flat:
        flat = _CREW.sub(_blank, flat)
    if "이 기자" in flat:
        flat = _OTHERS.sub(_blank, flat)
    if "#" in flat:
        flat = _HASHTAG.sub(_blank, flat)
    flat = flat.replace("_", "=")
    if " l " in flat or " I " in flat:
        flat = _BAR.sub("|", flat)
    return Line(text, flat, addresses)


def _blank(match: re.Match[str]) -> str:
    return BREAK * len(match[0])


def lift_addresses(flat: str, addresses: list[str]) -> str:
    """Return the flat text with each address as a run of ADDRESS, and append the addresses.

    >>> found = []
    >>> lift_addresses("홍길동 a@b.co.kr", found).rstrip(ADDRESS), found
    ('홍길동 ', ['a@b.co.kr'])
    """
    parts: list[str] = []
    end = 0
    for found in _LOCAL.finditer(flat):
        if found.start() < end:
            continue
        domain = _DOMAIN.match(flat, found.end())
        parts.append(flat[end : found.start()])
        if domain is None:  # "abc@", "abc@." and "@abc" are no addresses
            handle = _HANDLE.match(flat, found.end())
            end = handle.end() if handle else found.end()
            parts.append(BREAK * (end - found.start()))
            continue
        end = domain.end()
        glued = _GLUED.search(flat, domain.start(2), end)
        if glued:
            end = glued.end(1)
        end -= len(flat[found.start() : end]) - len(flat[found.start() : end].rstrip(".-"))
        address = "".join(flat[found.start() : end].split())
        if "." in address.partition("@")[2]:
            addresses.append(address)
            parts.append(ADDRESS * (end - found.start()))
        else:
            parts.append(BREAK * (end - found.start()))
    parts.append(flat[end:])
    return _LONE_HANDLE.sub(_blank, "".join(parts))


def _blank_notices(flat: str) -> str:
    found = _NOTICE.search(flat)
    while found:
        start = found.start()
        end = _notice_end(flat, found.end(), framed=start > 0 and flat[:start].rstrip()[-1:] in tuple("[<("))
        flat = flat[:start] + NOTICE * (end - start) + flat[end:]
        found = _NOTICE.search(flat, end)
    return flat


def _notice_end(flat: str, start: int, framed: bool) -> int:
    closing = _NOTICE_END.search(flat, start, start + 120)
    if closing:
        return closing.end()
    if framed:
        ends = [at for at in (flat.find(mark, start) for mark in "]>)") if at >= 0]
        return min(ends, default=len(flat))
    return len(flat)
