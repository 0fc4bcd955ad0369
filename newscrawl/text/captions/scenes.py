"""What words say when they are no party: a sentence, a position in the picture, what it shows, goods given."""

import re

from newscrawl.text.lexicon import is_outlet
from newscrawl.text.lexicon.page import GENRES
from newscrawl.text.lexicon.words import words as word_list

_POSITION = re.compile(
    r"(?:사진\s?)?(?:맨\s?)?"
    r"(?:왼[쪽편]?|오른[쪽편]?|가운데|위(?:쪽|에서)?|아래|앞(?:줄|쪽|에서)?|뒤(?:줄|쪽)?|뒷줄|좌측?|우측?|중앙|윗줄|아랫줄|속|상단|하단|"
    r"시계|작은|큰|현지\s?시[간각]|한국\s?시[간각])(?:$|[\s,·부위]|쪽|에서)"
)
# Last words of captions without a credit.
_SHOWN = tuple(
    word_list(
        """
        모습 장면 현장 전경 풍경 표정 내부 외부 외관 조감도 투시도 포스터 스틸 스틸컷 사진 이미지 화면 영상 예정
        사람 관계자 직원 선수 감독 대표 회장 사장 장관 의원 위원장 대통령 총리 후보 원장 총장 시장 지사 교수
        이사장 이사 본부장 팀장 씨 가족 부부 시민 학생 아이 관광객 일동 일정 개요 현황 추이 비교 그래프
        목록 구조 과정 시대 사태 논란 효과 전망 사건 사고 시간 기준 단위 만원 억원 기념 촬영 인사 행사 대회
        경기 시즌 우승 승리 홈런 득점 골 안타 출시 공개 개최 개막 기자회견 간담회 협약식 체결식 시상식 개소식
        참석 인터뷰 화보 여론조사 특집 매체 이유 방법 시점 배경 결과 사례 생각 마음 때 날 중 등 들
        """
    )
)
# 웃는다, 웃었다, 없다: a syllable closed with ㄴ, ㅆ or ㅄ before 다; 캐나다 is a name.
_CLOSED = "".join(chr(c) for c in range(0xAC00, 0xD7A4) if (c - 0xAC00) % 28 in {4, 18, 20})
_TOLD = rf"(?:[{_CLOSED}이니하되]다|[어아해예지네세여워]요|죠|니까|[{_CLOSED}]음)"
_SENTENCE = re.compile(rf"{_TOLD}[.!?…\"'”’]*\Z|{_TOLD}\.\s")
_PARTICLE = re.compile(
    r"[가-힣]+(?:을|를|에서|에게|께서|으로|부터|까지|처럼|하는|있는|없는|되는|위한|위해|통해|따른|대한|관한|하고|하며|하자|했던|됐던|"
    r"했고|된|될|할|던|는)|[가-힣]{2,}(?:은|이|(?<![작진화축문])가|와|(?<!학)과|의|에|로|한)"
)
_GOODS = word_list(
    """
    무료 무상 서비스 정보 혜택 할인 기회 콘텐츠 데이터 쿠폰 편의 식사 음식 도시락 원인 빌미 단서 솔루션
    가이드 자료 사은품 경품 선물 상품권 숙식 숙소 음료 간식 일자리 지원금 보조금 장학금 계속 자체 별도 추가
    전량 무제한 최초 독점 단독 실시간 맞춤형 기능 공간 체험 이벤트 상담 교육 볼거리 먹거리 즐거움 재미 감동
    웃음 힌트 이용권 입장권 관람권
    """
)
_LABELS = word_list(
    """
    사진 영상 이미지 이상 끝 상 하 출처 작성 화면 동영상 합성 따라서 그래서 하지만 그러나 또한 이를 공동 불명 미상
    """
)
# Not of names: signs of talk, arrows, the last particle of a broken sentence.
_BROKEN = re.compile(r"[~?!…⋯→←#_★☆♥]|\.\.|(?:[는을를에고며]|[가-힣]서|것이|것은)\Z")


def is_position(words: str) -> bool:
    """Return whether the words begin by saying where in the picture somebody stands.

    >>> [is_position(words) for words in ("왼쪽부터 홍길동", "오른쪽", "맨 앞줄 가운데", "위메프", "중앙일보")]
    [True, True, True, False, False]
    """
    return _POSITION.match(words) is not None


def is_sentence(words: str) -> bool:
    """Return whether the words end, or hold, a whole sentence.

    >>> [is_sentence(words) for words in ("모델이 웃고 있다", "웃는다. 홍길동", "나래전자")]
    [True, True, False]
    """
    return _SENTENCE.search(words) is not None


def has_particle(words: str) -> bool:
    """Return whether a word but the last ends as words inside a sentence do.

    >>> [has_particle(words) for words in ("웃는 나래", "나래를 소개하는 모델", "나래 컴퍼니")]
    [True, True, False]
    """
    return any(_PARTICLE.fullmatch(word) and not is_outlet(word) for word in words.split(" ")[:-1])


def is_scene(words: str) -> bool:
    """Return whether unmarked words are to be read as prose, not as a party.

    >>> [is_scene(words) for words in ("인사하는 홍길동", "나래동 전경", "단독", "나래전자")]
    [True, True, True, False]
    """
    if (
        words in _LABELS
        or words in _GOODS
        or words in GENRES
        or words.endswith(_SHOWN)
        or _BROKEN.search(words)
    ):
        return True
    return is_position(words) or is_sentence(words) or has_particle(words)


def are_goods(words: str) -> bool:
    """Return whether what is said to be given is not a picture: "할인 혜택 제공", "기회를 제공".

    >>> [are_goods(words) for words in ("신제품 할인 혜택", "기회를", "나래전자")]
    [True, True, False]
    """
    return words.endswith(("을", "를")) or any(word in _GOODS for word in words.split(" "))
