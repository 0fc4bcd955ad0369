"""The words beside a stamp: what labels it, and what says it is none (rules D3, D9 and D10). Language data and look-up.

Sources: the lists of the conventions, and what Korean outlets, portals and content systems are known to print.
"""

import re
from enum import Enum


class Label(Enum):
    """What a word beside a stamp makes of it; of two published stamps the earlier stage is taken (D4)."""

    FIRST = "published: written or filed"
    LATER = "published: approved or sent out"
    MODIFIED = "modified"
    NEVER = "no stamp of an article"


_KOREAN = (
    (
        Label.FIRST,
        ("", "기사", "뉴스", "최초", "온라인"),
        ("입력", "등록", "작성", "게시", "생성"),
    ),
    (
        Label.LATER,
        ("", "기사", "뉴스", "최초"),
        ("승인", "송고", "발행", "보도", "방송", "출고", "전송", "배포"),
    ),
    (Label.LATER, ("최종", "기사최종"), ("입력", "등록", "승인", "송고")),
    (
        Label.MODIFIED,
        ("", "기사", "최종", "기사최종", "최근", "마지막"),
        ("수정", "업데이트", "갱신"),
    ),
)
_SUFFIXES = ("", "일", "일시", "일자", "날짜", "시간", "시각", "시점", "됨", "된", "된날짜")
# Dates of the paper's registration, of its print edition, of the site's clock, of a market, of an event.
_NEVER = """
    등록일자 등록연월일 등록년월일 발행연월일 발행년월일 등록번호 창간 창간일 설립 설립일 버전
    지면 지면일 지면일자 지면게재 지면게재일 지면보기 게재 게재일 신문게재 신문게재일 편집 최종편집
    장마감 장중 장전 장후 장종료 기준 기준일 기준시각 일시 기간 기한 현재 당시 이후 이전 까지 부터
    행사 개최 공연 전시 개봉 개봉일 개막 폐막 출시 출시일 발매 발매일 접수 마감 마감일 모집 신청 응모
    시작 시작일 종료 종료일 유효 만료 만료일 시행 시행일 오픈 예정 추첨 추첨일 수상 출생 생년월일
    촬영 촬영일 상영 첫방송 재방송 본방송 방송예정 본지 장소 발인 지난해 지난 오는 올해 작년 내년 매년
"""
# "행사일시", "접수기간", "상표등록", "사용승인"
_NEVER_ENDINGS = ("일시", "기간", "기한", "등록", "승인")
_SECTIONS = ("공연", "전시", "행사", "오픈")  # before a bar they name a section: "문화 > 공연 | 2020.06.17"
_BARS = frozenset("|>ㅣ│")
# Glued behind an outlet's or a person's name these are still labels ("○○뉴스입력 2020.06.17 11:00").
_GLUED = (
    ("입력", Label.FIRST),
    ("수정", Label.MODIFIED),
    ("업데이트", Label.MODIFIED),
    ("송고시간", Label.LATER),
    ("송고", Label.LATER),
    ("기사승인", Label.LATER),
    ("기자승인", Label.LATER),
    ("기자등록", Label.FIRST),
)


def _known() -> dict[str, Label]:
    known = dict.fromkeys(_NEVER.split(), Label.NEVER)
    for label, prefixes, cores in _KOREAN:
        for word in (p + c + s for p in prefixes for c in cores for s in _SUFFIXES):
            known.setdefault(word, label)
    return known


KNOWN = _known()

# English words and names of attributes, by what they contain in lower case; the first that fits.
_ENGLISH = (
    (
        Label.NEVER,
        re.compile(
            r"expir|valid|birth|born|found|since|deadline|publisher|version|^v(?:er)?\.?$"
            r"|(?:start|end|event|due|open|close|release)[ _-]?(?:date|time)"
        ),
    ),
    (
        Label.MODIFIED,
        re.compile(
            r"modif|updated?(?![a-z])|update_?(?:d|time|at)|lastmod|(?:mod|upd|upt|edit)_?(?:date|dt)"
        ),
    ),
    (Label.FIRST, re.compile(r"publish|posted|written|registered|created|issued|date(?!d)|time$|dt$")),
)

# Between a label and its stamp stand marks, weekdays, and the words that carry an attribute's value or an English date.
_CARRIES = re.compile(
    r"content|value|datetime|on|at|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|[월화수목금토일](?:요일)?",
    re.IGNORECASE,
)
_BACK = re.compile(r"[^0-9A-Za-z가-힣]*(?:([가-힣]+)(?: ([가-힣]+))?|([A-Za-z_:.-]+)(?: ([A-Za-z]+))?)")
_AHEAD = re.compile(r"[ )\]]{0,3}([가-힣]++)(?: ?[|/·ㆍ,]? ?([가-힣]++))?+(?! ?[:=-])")
_WORDS = re.compile(r"[가-힣]+|[A-Za-z]+")
_BUTTONS = ("삭제", "하기", "요청")  # "수정 | 삭제" is a blog's or a board's pair of buttons


def label_before(gap: str) -> Label | None:
    """Return what the words right before a stamp say of it, or None where they say nothing.

    >>> label_before("홍길동 기자 입력 : "), label_before('<meta itemprop="dateModified" content="')
    (<Label.FIRST: 'published: written or filed'>, <Label.MODIFIED: 'modified'>)
    >>> label_before("행사일시 : ")
    <Label.NEVER: 'no stamp of an article'>
    """
    found = _BACK.match(gap[::-1])
    if not found:
        return None
    word = (found[1] or found[3])[::-1]
    if _CARRIES.fullmatch(word):
        return label_before(gap[: len(gap) - found.end(1 if found[1] else 3)])
    if found[3]:
        # "Due date", "Release date"
        is_never = found[4] and _english(f"{found[4][::-1]} {word}") is Label.NEVER
        return Label.NEVER if is_never else _english(word)
    marks = found[0][: found.start(1)]
    label = KNOWN.get(found[2][::-1] + word) if found[2] else None
    label = label or KNOWN.get(word)
    if label:
        return None if word in _SECTIONS and not _BARS.isdisjoint(marks) else label
    glued = next((label for ending, label in _GLUED if word.endswith(ending)), None)
    if glued:
        return glued
    is_day = word.endswith("일") and ":" in marks  # "가입일 :"
    return Label.NEVER if is_day or word.endswith(_NEVER_ENDINGS) else None


def label_after(rest: str) -> Label | None:
    """Return what the words right after a stamp say of it ("2020.06.17 11:00 송고"), or None.

    >>> label_after(" 최종수정"), label_after(" 수정 | 삭제"), label_after(" 수정 -")
    (<Label.MODIFIED: 'modified'>, None, None)
    """
    found = _AHEAD.match(rest)
    if not found or found[2] in _BUTTONS or found[1].endswith(_BUTTONS):
        return None
    label = KNOWN.get(found[1] + found[2]) if found[2] else None
    label = label or KNOWN.get(found[1])
    return None if label is Label.NEVER else label


def label_further_off(gap: str) -> Label | None:
    """Return the label of publishing that stands further before a stamp ("입력 홍길동 기자 2020.06.17"), or None.

    >>> label_further_off("Posted by 홍길동 on ")
    <Label.FIRST: 'published: written or filed'>
    """
    for word in _WORDS.findall(gap):
        label = KNOWN.get(word) or _english(word)
        if label in (Label.FIRST, Label.LATER):
            return label
    return None


def _english(word: str) -> Label | None:
    word = word.lower()
    return next((label for label, pattern in _ENGLISH if pattern.search(word)), None)
