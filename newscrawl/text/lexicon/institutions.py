"""Institutions that writers from outside belong to: universities by name, the others by the nouns they end in.

Universities after the Korean Council for University Education (한국대학교육협의회), in the short form of the press.
"""

import re

from newscrawl.memory import remembered
from newscrawl.text.lexicon.words import last_letters, words

# By name, for 고려대 and 조선대 are built like a person's name.
UNIVERSITIES = words(
    """
    서울대 고려대 연세대 성균관대 성대 한양대 서강대 중앙대 경희대 한국외대 외대 이화여대 이대 숙명여대
    숙대 동국대 건국대 홍익대 국민대 숭실대 세종대 단국대 광운대 명지대 상명대 가톨릭대 인하대 아주대
    경기대 가천대 한성대 서경대 삼육대 덕성여대 동덕여대 서울여대 성신여대 한신대 강남대 용인대 수원대
    평택대 대진대 협성대 안양대 한세대 을지대 차의과대 경북대 부산대 전남대 전북대 충남대 충북대 강원대
    제주대 경상대 경상국립대 동아대 부경대 영남대 계명대 조선대 울산대 인천대 한림대 순천향대 선문대 호서대
    원광대 우석대 배재대 목원대 한남대 대전대 우송대 건양대 청주대 서원대 세명대 극동대 경남대 창원대
    인제대 동의대 경성대 동서대 신라대 영산대 대구대 경일대 동명대 한동대 호남대 광주대 동신대 목포대
    순천대 군산대 공주대 한밭대 한경대 안동대 금오공대 상지대 관동대 서울시립대 시립대 서울과기대
    한국항공대 한예종 교원대 교대 방송대 방통대 육사 공사 해사 경찰대 카이스트 포스텍 KAIST POSTECH UNIST
    GIST DGIST 포항공대 코리아텍 한기대 하버드대 스탠퍼드대 예일대 도쿄대 베이징대 칭화대 MIT 의대 공대
    법대 치대 약대 음대 미대 사범대 문과대 자연대 경영대 의과대 공과대
    """
)
# Ministries and offices after the Government Organization Act (정부조직법).
GOVERNMENT = words(
    """
    기획재정부 교육부 과학기술정보통신부 외교부 통일부 법무부 국방부 행정안전부 국가보훈부 문화체육관광부
    농림축산식품부 산업통상자원부 보건복지부 환경부 고용노동부 여성가족부 국토교통부 해양수산부
    중소벤처기업부 인사혁신처 법제처 식품의약품안전처 국세청 관세청 조달청 통계청 검찰청 대검찰청 병무청
    방위사업청 경찰청 소방청 문화재청 국가유산청 농촌진흥청 산림청 특허청 기상청 질병관리청 새만금개발청
    해양경찰청 감사원 국가정보원 국무조정실 국무총리실 대통령실 기재부 과기정통부 행안부 문체부 농식품부
    산업부처 복지부 국토부 해수부 중기부 식약처 금감원 금융위 공정위 방통위 한은 국회도서관 국회입법조사처
    더불어민주당 민주당 국민의힘 정의당 조국혁신당 개혁신당 진보당 기본소득당 자유한국당 미래통합당
    바른미래당 국민의당 새누리당
    """
)
# Before a name they make it the body's: 법무법인 나래.
LEADING = words(
    """
    법무법인 회계법인 세무법인 특허법인 법률사무소 주식회사 재단법인 사단법인 로펌
    """
)
_ENDS = words(
    """
    여대 외대 공대 의대 법대 치대 약대 음대 미대 교대 대학교 대학 대학원 학과 학부 전공 교실 연구소 연구원
    연구센터 연구회 센터 협회 재단 은행 증권 그룹 전자 위원회 학회 병원 의료원 한의원 치과 클리닉 법무법인
    법인 로펌 컨설팅 파트너스 자산운용 운용 생명 화재 보험 기술원 진흥원 개발원 정책원 교육원 평가원 연수원
    관리원 정보원 과학원 공사 공단 조합 연합회 연합 연맹 연대 총연맹 포럼 아카데미 초등학교 중학교 고등학교
    고교 학교 박물관 미술관 도서관 기념관 출판사 스튜디오 컴퍼니 홀딩스 벤처스 인베스트먼트 캐피탈 제약
    바이오 건설 텔레콤 공동체 시민모임 교회 성당 사무소 사무국 실천연합 참여연대 경영대학원 로스쿨 테크
    시스템 소프트 솔루션 랩스 게임즈 엔터테인먼트 모터스 상사 물산 유업 식품
    """
)
_INSTITUTION = re.compile(rf"[가-힣A-Za-z0-9·&]{{2,}}?(?:{'|'.join(sorted(_ENDS, key=len, reverse=True))})")

_LAST = last_letters(_ENDS)


@remembered(4096)
def is_institution(word: str) -> bool:
    """Return whether the word is a university, an institute, a company or another body one can belong to.

    >>> [is_institution(word) for word in ("고려대", "경영학과", "나래연구소", "누리증권", "홍길동", "기자")]
    [True, True, True, True, False, False]
    """
    if word in UNIVERSITIES or word in GOVERNMENT or word in LEADING:
        return True
    return word[-1:] in _LAST and len(word) <= 24 and _INSTITUTION.fullmatch(word) is not None
