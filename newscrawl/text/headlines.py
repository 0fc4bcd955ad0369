"""A headline to its tags, and without its outlet's name. Pure."""

import re
import unicodedata
from collections.abc import Sequence

# What Korean newsrooms set in brackets to say how a report came about or what kind it is (not which series it is
# part of): the terms of the style books of the agencies and of Naver's newsroom guide.
_KINDS = (
    "단독", "속보", "긴급", "특종", "특보", "인터뷰", "르포", "현장", "현장르포", "영상", "동영상", "포토", "화보", "사진",
    "포토뉴스", "카드뉴스", "그래픽", "사설", "칼럼", "기고", "시론", "논평", "기자수첩", "분석", "해설", "심층", "기획", "특집",
    "전문", "일문일답", "종합", "팩트체크", "특징주", "공시", "인사", "부고", "부음", "동정", "게시판", "알림", "정정",
    "정정보도", "반론보도", "업데이트", "생중계", "라이브", "리뷰", "좌담", "대담", "신년사", "표", "최종", "상보", "1신",
)  # fmt: skip
_NUMBERED = r"(?:\d{1,2}보|종합\s?\d{0,2}보?|종합\s?(?:상|하|중))"
_TAG = re.compile(
    r"[\[【〔［<＜〈(（]\s*((?:" + "|".join(sorted(_KINDS, key=len, reverse=True)) + rf"|{_NUMBERED})"
    r"(?:\s?\d{1,2})?(?:[·,/&]\s?(?:" + "|".join(_KINDS) + rf"|{_NUMBERED}))*)\s*[\]】〕］>＞〉)）]"
)
_SPACE = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")


def headline_tags(headline: str) -> list[str]:
    """Return the tags printed in a headline, without brackets, in printed order, once each.

    >>> headline_tags("[단독] LG, 서울대와 손잡는다(종합2보)")
    ['단독', '종합2보']
    >>> headline_tags("[주간 뉴스] 이번 주의 인터뷰")
    []
    """
    return list(dict.fromkeys(_SPACE.sub(" ", found[1]) for found in _TAG.finditer(headline)))


def tidy_headline(headline: str, names: Sequence[str] = ()) -> str:
    """Return the headline with tidy white space, the outlet's own name behind a bar at its end cut off.

    >>> tidy_headline("LG, 서울대와 손잡는다 - 이투데이", ["이투데이"])
    'LG, 서울대와 손잡는다'
    """
    text = _SPACE.sub(" ", unicodedata.normalize("NFC", headline)).strip()
    for name in names:
        wanted = _SPACE.sub(" ", unicodedata.normalize("NFC", name)).strip()
        if wanted and text.endswith(wanted) and text != wanted:
            rest = text[: -len(wanted)]
            bar = re.search(r"\s*(?:::|[|ㅣ│┃:»<＜‹–—-])\s*$", rest)
            if bar and rest[: bar.start()]:
                text = rest[: bar.start()]
    return text
