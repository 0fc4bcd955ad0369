"""The lines newsrooms' pages print between headline and text, as they come along when an article is copied."""

import re

from newscrawl.text.lexicon import is_outlet
from newscrawl.text.lexicon.words import words

# Buttons above and below an article, and what stands on them. Alone a few are words: a line must be nothing else.
_WORDS = words(
    """
    기사 뉴스 본문 페이지 인쇄 프린트 스크랩 저장 보관 북마크 글자 글씨 폰트 텍스트 크기 크게 작게 더 확대 축소
    보통 조절 조정 변경 설정 공유 복사 듣기 보기 읽기 번역 요약봇 자동요약 메일 이메일 보내기 댓글 추천 비추천 좋아요
    싫어요 공감 조회 수 구독 구독중 구독자 응원 응원수 신고 목록 닫기 열기 접기 펼치기 새창 새 창 열림 원문 다크모드
    음성 한국어음성 으로 알림 팔로우 위로 전송 하기 레이어 버튼 언론사 링크 안내 더보기 자세히보기 좋아 훈훈해요 슬퍼요
    화나요 페이스북 트위터 엑스 미투데이 요즘 카카오톡 카톡 카카오스토리 카스 카카오 네이버 블로그 밴드 카페
    포스트 라인 텔레그램 인스타그램 핀터레스트 구글 구글플러스 링크드인 C로그 싸이월드 다음뷰 facebook twitter
    kakaotalk kakaostory band url sns talk pick print email e-mail share scrap copy link font size 가 A 변환
    서비스 사용 아이콘 beta translated by kaka i 기사제공 제공
    """
)
_TOKEN = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _WORDS), key=len, reverse=True))})+", re.I)
_COUNT = re.compile(r"\d[\d,.]*(?:개|명|회|건|k)?|[+-]|가[+-]", re.I)
_BETWEEN = re.compile(r"[\s|/·,ㅣ>▶▼▲:()\[\]]+")
# Where the page stands in the outlet: "홈 > 경제 > 산업".
_PATH = re.compile(
    r"(?:[\[(]?(?:뉴스)?(?:홈|HOME|Home|전체)?\s?[>›»]\s?)?[^\s>›»][^>›»]{0,11}(?:\s?[>›»]\s?[^\s>›»][^>›»]{0,13}){1,3}"
)
_LONGEST, _TOKEN_LETTERS = 120, 16
_TAGS = re.compile(r"\[[^\[\]]{1,12}\]|<[^<>]{1,12}>|\([^()]{1,8}\)|【[^【】]{1,12}】|［[^［］]{1,12}］")
_PUNCTUATION = re.compile(r"[\W_]+")
_LEAST, _MOSTLY = 6, 0.6


def is_toolbar(line: str) -> bool:
    """Return whether the line is nothing but a page's buttons and counters.

    >>> [is_toolbar(line) for line in ("인쇄 스크랩 글자크기 크게 작게 페이스북 트위터", "댓글 0 공유하기", "가나전자")]
    [True, True, False]
    """
    if len(line) > _LONGEST:
        return False
    tokens = [token for token in _BETWEEN.split(line) if token and not _COUNT.fullmatch(token)]
    tools = [token for token in tokens if len(token) <= _TOKEN_LETTERS and _TOKEN.fullmatch(token)]
    return bool(tools) and all(token in tools or is_outlet(token) for token in tokens)


def is_section_path(line: str) -> bool:
    """Return whether the line tells where an article stands in its outlet.

    >>> [is_section_path(line) for line in ("홈 > 경제 > 산업", "산업 > 재계", "가나전자가 웃었다.")]
    [True, True, False]
    """
    return len(line) <= _LONGEST and _PATH.fullmatch(line) is not None


def repeats(line: str, headline: str) -> bool:
    """Return whether the line prints a headline again, with other tags, or with the outlet's name beside it.

    >>> repeats("가나전자, 로봇 손 내놓는다 - 나래경제", "[단독] 가나전자, 로봇 손 내놓는다")
    True
    >>> repeats("가나전자가 로봇 손을 내놓았다.", "가나전자, 로봇 손 내놓는다")
    False
    """
    one, other = _bare(line), _bare(headline)
    if one == other != "":
        return True
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= _LEAST
        and len(short) >= len(long) * _MOSTLY
        and (long.startswith(short) or long.endswith(short))
    )


def _bare(line: str) -> str:
    return _PUNCTUATION.sub("", _TAGS.sub(" ", line)) or _PUNCTUATION.sub("", line)
