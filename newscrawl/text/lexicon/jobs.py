"""Job words of bylines, the words that qualify them, and the task labels that stand before a name.

Titles after the mastheads of Korean dailies, broadcasters and wires, and the standard occupations of Statistics Korea.
"""

import re

from newscrawl.memory import remembered
from newscrawl.text.lexicon.words import last_letters, words

# Titles of people who work for the outlet.
PRESS_ROLES = words(
    """
    기자 대기자 특파원 통신원 주재원 리포터 앵커 아나운서 캐스터 기상캐스터 해설위원 해설자 논설위원
    논설고문 논설주간 논설실장 주필 부주필 편집위원 편집장 편집인 편집국장 보도국장 보도본부장 편집부국장
    편집주간 에디터 편집자 칼럼니스트 객원 인턴 수습 선임 데스크 PD 피디 프로듀서 VJ BJ DJ MC CP AD AE CG
    작가 크리에이터 디자이너 그래퍼 포토그래퍼 비디오그래퍼 일러스트레이터 개발자 큐레이터 저널리스트
    평론가 비평가 기획위원 전문위원 자문위원 심의위원 독자위원 연구위원 운영위원 편집기획위원 만화가 화백
    사진가 사진작가 번역가 블로거 유튜버 에세이스트 카피라이터 스트링거 프리랜서 국장 부국장 부장 차장 팀장
    실장 본부장 센터장 지국장 지사장 지역본부장 총국장 주간 발행인 뉴스캐스터 크리틱
    """
)
# Titles of those who write for it from outside.
GUEST_ROLES = words(
    """
    교수 부교수 조교수 강사 총장 학장 원장 소장 관장 박사 교사 교장 연구원 연구관 연구사 연구자 애널리스트
    이코노미스트 대표 대표이사 부대표 공동대표 사장 부사장 회장 부회장 의장 이사 이사장 상무 전무 감사 총괄
    매니저 컨설턴트 변호사 변리사 노무사 세무사 회계사 법무사 관세사 감정평가사 공인중개사 의사 전문의
    한의사 치과의사 약사 수의사 간호사 시인 소설가 수필가 문학가 극작가 동화작가 화가 조각가 음악가 작곡가
    가수 배우 감독 코치 위원 위원장 의원 국회의원 장관 차관 대사 지사 시장 군수 구청장 처장 청장 단장
    심의관 정책관 기획관 담당관 과장 사무관 서기관 비서관 행정관 보좌관 대변인 주무관 조사관 감독관 검사
    판사 부장판사 해설사 출판편집자 사무총장 사무국장 사무처장 고문 자문 멘토 목사 신부 스님 수녀 활동가
    운동가 사회학자 경제학자 역사학자 과학자 학자 건축가 기획자 요리사 셰프 농부 여행가 탐험가 대학생 학생
    시민 CEO CTO CFO COO 파트너
    """
)
# Words that qualify a job word and belong to it.
QUALIFIERS = words(
    """
    인턴 수습 선임 수석 책임 전문 객원 시민 명예 대학생 청소년 어린이 청년 출입 외신 학생 주부 주재 순회
    상임 비상임 초빙 겸임 석좌 명예 특임 특별 전임 연구 수석연구 대표 부 총괄 편집 취재 사진 영상 촬영
    카메라 그래픽 디자인 교열 편집기획 논설 해설 기상 날씨 담당 전속 프리랜서 견습 정책 자문 공동 책임연구
    선임연구 디지털 데이터 뉴스 온라인 인터넷 모바일 멀티미디어 영상취재 영상편집 현장 특별취재 탐사
    탐사보도 전 현 객원선임 온라인뉴스 디지털뉴스 인터넷뉴스 모바일뉴스 영상뉴스
    """
)
# Beats and fields: between a name and a job word they belong to the job word.
FIELDS = words(
    """
    의학 의료 보건 복지 고용 한의학 과학 기술 산업 경제 금융 증권 부동산 건설 유통 소비자 자동차 모빌리티
    항공 조선 해양 에너지 환경 기후 농업 농축산 수산 식품 음식 맛 와인 정치 외교 안보 국방 군사 통일 북한
    국제 중국 일본 미국 사회 법조 사건 노동 교육 입시 여성 젠더 인권 종교 문화 문학 출판 책 미술 공연 음악
    클래식 영화 방송 연예 대중문화 대중음악 미디어 콘텐츠 게임 만화 웹툰 여행 관광 레저 등산 산악 패션 뷰티
    스포츠 야구 축구 농구 배구 골프 바둑 체육 건강 심리 역사 문화재 지역 전국 자치 행정 인물 인터뷰 경영
    기업 재계 통상 무역 벤처 스타트업 반도체 통신 보안 인공지능 AI IT 테크 ICT 바이오 제약 블록체인
    가상자산 디지털 사진 영상 그래픽 디자인 편집 데이터 뉴미디어 팩트체크 정보 국토 도시 건축 교통 철도
    물류 생활 육아 반려동물 요리 커피 술 막걸리 리서치 투자 경영전략 마케팅 브랜드 홍보 기획 전략 연구 개발
    """
)
# Before a name they only say what the person did.
LABELS = words(
    """
    글 사진 그림 정리 취재 영상 그래픽 촬영 편집 제작 기획 구성 연출 대담 번역 인터뷰 디자인 일러스트 삽화
    영상취재 영상편집 영상제작 영상촬영 영상구성 촬영편집 사진촬영 자막 자막뉴스 자료조사 감수 CG 자막
    조연출 내레이션 작성 작성자 글쓴이 필자 저자 지은이 기자명 이름 등록자 담당 담당자 보도 만화 카툰
    캘리그래피 by BY By 사진영상 드론 음향 오디오 편집디자인 인포그래픽 원고 정리 뉴스제작 취재영상
    취재보도 text photo video words photos 취재지원 촬영지원 제작지원 Written written Photo Photos Words
    Text Edited edited
    """
)

_LATIN_ROLES = words(
    """
    reporter correspondent editor writer columnist anchor journalist photographer photojournalist
    contributor producer intern freelancer critic
    """
)
# Of these a body has one; of those a university's people bear the title.
EXECUTIVE = words(
    """
    대표 대표이사 소장 원장 회장 센터장 관장 사장 이사장 부회장 부사장 의장 CEO
    """
)
ACADEMIC = words(
    """
    교수 부교수 조교수 겸임교수 명예교수 석좌교수 초빙교수 특임교수 연구교수 객원교수 총장 학장 강사
    """
)
# Before a job word in Latin script they belong to it: Staff Reporter.
LATIN_QUALIFIERS = words(
    """
    staff senior chief deputy associate contributing guest intern managing political business foreign
    national special assistant executive digital economic diplomatic sports culture city news lead
    freelance korea seoul tech
    """
)


# Nobody but a newsroom has these; the other titles stand in any company's paragraphs too.
_NEWSROOM = tuple(
    words(
        """
        기자 특파원 통신원 주재원 리포터 앵커 아나운서 캐스터 해설위원 논설위원 논설고문 논설주간 논설실장
        주필 편집위원 편집장 편집국장 보도국장 에디터 칼럼니스트 저널리스트 PD 피디 VJ 인턴 수습 reporter
        correspondent columnist editor writer Reporter Correspondent Columnist Editor Writer
        """
    )
)
_DESK_HEADS = ("부장", "차장", "국장", "팀장", "차장 대우", "부장 대우")


def _any(nouns: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))


_ROLE = rf"(?:{_any(PRESS_ROLES | GUEST_ROLES)})"
_COMPOUND = re.compile(rf"(?:{_any(QUALIFIERS | FIELDS)})+(?:\d{{0,2}}[부팀국실])?\d{{0,2}}{_ROLE}")
_LAST = last_letters(PRESS_ROLES | GUEST_ROLES)
_FIELD = re.compile(_any(FIELDS))


@remembered(4096)
def is_role(word: str) -> bool:
    """Return whether the word is a job word, alone or with its qualifiers glued on.

    >>> [is_role(word) for word in ("기자", "의학전문기자", "음식칼럼니스트", "캐스터", "기자회견", "홍길동")]
    [True, True, True, True, False, False]
    """
    if word in PRESS_ROLES or word in GUEST_ROLES or word.lower() in _LATIN_ROLES:
        return True
    return word[-1:] in _LAST and len(word) <= 24 and _COMPOUND.fullmatch(word) is not None


@remembered(4096)
def is_newsroom_role(role: str) -> bool:
    """Return whether a job, as printed, is one of a newsroom: a reporter's, an anchor's, a desk head's.

    >>> [is_newsroom_role(role) for role in ("의학전문기자", "Staff Reporter", "산업부 차장", "부장", "교수", "작가")]
    [True, True, True, False, False, False]
    """
    return role.endswith(_NEWSROOM) or (role.endswith(_DESK_HEADS) and _FIELD.match(role) is not None)
