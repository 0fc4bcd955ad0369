"""A headline → the tags newsrooms print in it, and the headline without its outlet's name: pure."""

import re
import unicodedata
from collections.abc import Sequence

from newscrawl.text.lexicon.words import words
from newscrawl.text.whitespace import tidy

# How a report came about, or of what kind it is; which series it belongs to is no tag. After the terms of the agencies'
# style books and the labels of the large portals.
_KINDS = words(
    """
    단독 속보 긴급 특종 특보 인터뷰 르포 영상 동영상 포토 화보 사진 포토뉴스 카드뉴스 영상뉴스 그래픽 그래픽뉴스
    인포그래픽 사설 칼럼 기고 시론 논평 논단 기자수첩 취재수첩 취재후기 취재파일 분석 뉴스분석 해설 심층 기획 특집
    전문 일문일답 문답 종합 상보 팩트체크 특징주 공시 시황 인사 부고 부음 동정 인사·부고 게시판 알림 정정 정정보도
    반론보도 바로잡습니다 업데이트 생중계 라이브 LIVE Live 리뷰 서평 신간 좌담 좌담회 대담 토론 신년사 표 오피셜 공식
    공식입장 공식발표 만평 사고 그림 오디오 체험기 시승기 사용기 관전평 프리뷰 Q&A 일지 연표 프로필 화제 이슈
    현장 광고 보도자료 스케치 여론조사 투표 퀴즈 날씨 운세 오보
    """
)
# Before a kind they are part of the tag: 단독인터뷰, 긴급 속보, 현장 영상, 특별기고.
_HOW = words(
    """
    단독 긴급 현장 심층 특별 전문가 독자 외부 해외 국제 특파원 데스크 기자 뉴스 포토 영상 화상 서면 전화 이메일 릴레이
    연속 창간 신년 송년 직격 밀착 동행 체험 집중 이슈 화보 사진 생생 미공개 공식 풀 Full FULL 단체 합동 부부 e메일
    """
)
_KIND = "|".join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))
_NUMBERED = r"(?:종합\s?)?\d{1,2}\s?[보신]|종합\s?(?:\d{1,2}\s?보?|[상중하])|최종\s?\d{0,2}보?"
_ORDER = r"(?:\s?[①-⑳]|\s?\d{1,2}(?!\d)|\s?[+!★▶]|\s?-\s?\d{1,2})?"  # of a series: the tag is the kind alone
_TAG = (
    rf"(?:(?:(?:{'|'.join(map(re.escape, sorted(_HOW, key=len, reverse=True)))})\s?)?(?:{_KIND})|{_NUMBERED})"
)
_BETWEEN = r"\s?[·ㆍ,/&+|(]\s?"
_BRACKETED = re.compile(
    r"[\[【〔［<＜〈《(（]\s?"
    rf"(?P<tags>{_TAG}{_ORDER}(?:{_BETWEEN}{_TAG}{_ORDER}){{0,4}})\)?"
    r"\s?[\]】〕］>＞〉》)）]"
)
_ONE = re.compile(rf"(?:^|(?<=[·ㆍ,/&+|(\s]))(?P<tag>{_TAG}){_ORDER}(?=$|\s?[·ㆍ,/&+|(])")
_ROUNDS = 4  # an outlet's names behind a headline are two or three
_REACH = 120  # characters from the end in which a path of sections is looked for

# What an outlet's page system sets between a headline and the outlet's name.
_BAR = r"\s*(?:::+|∷|[|ㅣ│┃｜¦]+|[:：»«>＞<＜‹›]|\s[-–—―/•]+|(?<=[가-힣)\]”’\"'…!?])[-–—―])\s*"
_SECTION = (
    r"(?:정치|경제|사회|국제|세계|문화|스포츠|연예|엔터|IT|과학|IT[·/]?과학|산업|기업|금융|증권|부동산|생활|라이프|오피니언|사설|칼럼|전국|지역|"
    r"종합|뉴스|포토|기사|기사본문|본문|[가-힣]{2,6}(?:일반|종합|뉴스))"
)
_SECTION_BEHIND = re.compile(rf"(?:{_BAR}{_SECTION})+\Z")
# NDSoft prints its whole path: "제목 < 산업 < 기사본문 - 나래일보".
_PATH = r"\s<\s[^<]{1,30}(?:\s<\s[^<]{1,30})*"
_PATH_BEHIND = re.compile(rf"{_PATH}\Z")
_PATH_AND_NAME = re.compile(rf"(?:{_PATH})?\s<\s기사본문(?:\s-\s[^<]{{1,30}})?\Z")


def headline_tags(headline: str) -> list[str]:
    """Return the tags printed in a headline, without brackets, in printed order, once each.

    >>> headline_tags("[단독] LG, 서울대와 손잡는다(종합2보)"), headline_tags("<속보> 나래호 발사 [현장영상]")
    (['단독', '종합2보'], ['속보', '현장영상'])
    >>> headline_tags("[단독·인터뷰①] 홍길동 대표"), headline_tags("【르포】 새벽의 항구")
    (['단독', '인터뷰'], ['르포'])

    The name of a series is no tag.

    >>> headline_tags("[주간 뉴스] 이번 주의 인터뷰"), headline_tags("[부산 Live] 홍길동 결승타 (종합병원)")
    ([], [])
    """
    found = [
        one["tag"]
        for group in _BRACKETED.finditer(unicodedata.normalize("NFC", headline))
        for one in _ONE.finditer(group["tags"])
    ]
    return list(dict.fromkeys(" ".join(tag.split()) for tag in found))


def tidy_headline(headline: str, names: Sequence[str] = ()) -> str:
    """Return the headline with tidy white space, without any of the outlet's names behind a bar at its end.

    >>> tidy_headline(" LG,\\u200b 서울대와\\n손잡는다 - 이투데이", ["이투데이"])
    'LG, 서울대와 손잡는다'
    >>> tidy_headline("나래호, 하늘로-과학ㅣ나래일보", ["나래일보"])
    '나래호, 하늘로'
    >>> tidy_headline("나래호, 하늘로 < 과학 < 기사본문 - 나래일보", ["나래일보"])
    '나래호, 하늘로'
    """
    text = tidy(headline)
    path = _PATH_AND_NAME.search(text, max(0, len(text) - _REACH)) if "< 기사본문" in text else None
    if path is not None and path.start() > 0:
        text = text[: path.start()]
    wanted = sorted({tidy(name) for name in names} - {""}, key=len, reverse=True)
    for _ in range(_ROUNDS):
        before = text
        for name in wanted:
            text = _without(text, name)
        if text == before:
            break
    return text


def _without(text: str, name: str) -> str:
    """The text without the name behind a bar at its end, and without the sections printed before that."""
    if name.lower() not in text[-len(name) - 8 :].lower():  # dear is the pattern, and most headlines are bare
        return text
    ending = re.compile(rf"{_BAR}{re.escape(name)}\Z", re.IGNORECASE)
    behind = ending.search(text, max(0, len(text) - len(name) - 8))
    if behind is None or behind.start() == 0:
        return text
    text = text[: behind.start()]
    low = max(0, len(text) - _REACH)
    section = _SECTION_BEHIND.search(text, low) or _PATH_BEHIND.search(text, low)
    return text[: section.start()] if section is not None and section.start() > 0 else text
