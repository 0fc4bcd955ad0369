"""Bodies, companies, clubs and accounts as captions credit them: by the nouns their names end in, and a few by name.

Ministries and offices after the Government Organization Act (정부조직법), lines of business after the Korean Standard
Industrial Classification (한국표준산업분류), groups after the Fair Trade Commission's list (공시대상기업집단).
"""

import re

from newscrawl.memory import remembered
from newscrawl.text.lexicon.institutions import is_institution
from newscrawl.text.lexicon.places import is_place
from newscrawl.text.lexicon.press import AGENCIES
from newscrawl.text.lexicon.words import words

# Libraries of pictures; with the wires, for rules that join them: "AP/뉴시스", "로이터=뉴스1", "AFP연합뉴스".
_LIBRARIES = (
    r"[Gg]etty\s?[Ii]mages?(?:\s?[Bb]ank|\s?[Kk]orea)?|GETTY\s?IMAGES|게티\s?이미지(?:스|뱅크|코리아)?|셔터스톡|[Ss]hutterstock|"
    r"픽사베이|[Pp]ixabay|PIXABAY|언스플래[시쉬]|[Uu]nsplash|클립아트코리아|아이클릭아트|이미지투데이|유토이미지|프리픽|"
    r"[Ff]reepik|어도비\s?스톡|플리커|펙셀스|[Pp]exels|위키(?:미디어|피디아)(?:\s?커먼스)?|이매진스|123[Rr][Ff]|"
    r"AFPBBNews|USA\s?TODAY\s?Sports|USA투데이(?:스포츠)?|Imagn(?:\s?Images)?"
)
SOURCES = rf"(?:{_LIBRARIES}|{'|'.join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))})"

# Those that are no word of the language as well, as 연합 and 신화 are: believed even behind a mere blank.
PLAIN_SOURCES = ("연합뉴스", "뉴시스", "뉴스1", "뉴스핌", "News1", "게티이미지")
_LATIN_SPELLINGS = {
    "News1": "뉴스1",
    "NEWS1": "뉴스1",
    "NEWSIS": "뉴시스",
    "Newsis": "뉴시스",
    "Yonhap": "연합뉴스",
}

# Nouns that name nobody alone, 전자, 협회; and names, 통계청, 유튜브.
_NOUNS = words(
    """
    협의회 조직위 의회 노조 노총 중앙회 상공회의소 시의회 도의회 군의회 구의회 교구 ㈜ (주) 주식회사 화학
    뱅크 카드 중공업 통신 모비스 자동차 항공 해운 산업 컴퍼니즈 엔터 픽쳐스 픽처스 필름 미디어 시네마 뮤직
    레코드 프로덕션 매니지먼트 에이전시 시스템즈 솔루션즈 코리아 인터내셔널 백화점 마트 홈쇼핑 면세점 호텔
    리조트 커피 푸드 주류 정유 에너지 발전 배터리 디스플레이 반도체 네트웍스 네트웍 로보틱스 모빌리티
    로지스틱스 택배 유치원 교육청 교육지원청 시청 도청 군청 구청 경찰서 소방서 소방본부 해양경찰서 대사관
    총영사관 의원실 캠프 선대위 사무처 본부 문화원 과학관 극장 영화사 사령부 베어스 트윈스 타이거즈
    라이온즈 자이언츠 이글스 위즈 다이노스 랜더스 히어로즈 유나이티드 축구단 배구단 농구단 야구단
    오케스트라 교향악단 발레단 무용단 합창단 사진관 갤러리 블로그 카페 커뮤니티 누리집 사이트 포토 일보
    신문 닷컴 방송
    """
)
_NAMES = words(
    """
    조계종 경찰청 소방청 검찰청 법원 해경 해양경찰청 문화재청 국가유산청 기상청 국세청 관세청 산림청 특허청
    병무청 통계청 농진청 농촌진흥청 질병청 질병관리청 방위사업청 방사청 조달청 우주항공청 대통령실 청와대
    총리실 국무총리실 국회사무처 배급사 제작사 소속사 구단 국방부 외교부 통일부 법무부 행안부 행정안전부
    교육부 환경부 국토부 국토교통부 노동부 고용노동부 산업부 산업통상자원부 복지부 보건복지부 문체부
    문화체육관광부 농식품부 농림축산식품부 해수부 해양수산부 기재부 기획재정부 과기정통부
    과학기술정보통신부 중기부 중소벤처기업부 여가부 여성가족부 식약처 식품의약품안전처 인사처 법제처 보훈처
    보훈부 합참 합동참모본부 육군 해군 공군 해병대 나사 금감원 금융감독원 금융위 공정위 방통위 중앙선관위
    선관위 극단 인스타그램 인스타 페이스북 트위터 유튜브 틱톡 카카오톡 텔레그램 링크드인 홈페이지 SNS 위챗
    웨이보 스레드 보배드림 구글어스 구글맵 카카오맵 네이버지도 방송화면
    """
)
_GROUPS = words(
    """
    LG SK KT CJ GS LS HD DL HL KB NH IBK BNK DGB JB BC OK LX SPC KG DB MBK HDC OCI SM JYP YG FNC KCC HMM
    삼성 현대 롯데 한화 신세계 포스코 두산 효성 코오롱 한진 금호 네이버 카카오 쿠팡 하이브 아모레퍼시픽
    농심 오뚜기 하림 셀트리온 엔씨소프트 넷마블 크래프톤 넥슨 토스 배달의민족 우아한형제들 당근 마켓컬리
    컬리 구글 애플 메타 엔비디아 테슬라 마이크로소프트 아마존 넷플릭스 오픈AI 앤트로픽 인텔 퀄컴 소니
    화웨이 샤오미 알리바바 텐센트 바이두 TSMC
    """
)
_ENDINGS, _BEGINNINGS = tuple(_NOUNS | _NAMES), tuple(_GROUPS)  # as str.endswith and str.startswith take them
_GLOSS = re.compile(r"\([A-Za-z가-힣\s&]{2,20}\)\Z")
_LATIN = re.compile(r"(?:㈜|\(주\))?[A-Z][A-Za-z0-9&.+-]*(?:\s[A-Z&][A-Za-z0-9&.+-]*){0,3}")
_ACCOUNT = re.compile(
    r"(?:[가-힣A-Za-z]{1,10}\s)?@[\w.]{2,30}|(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,4}(?:/\S*)?"
)


@remembered(4096)
def is_body(name: str) -> bool:
    """Return whether the words name a body, company, office, club, site or account, by what the name is made of.

    >>> [is_body(name) for name in ("한국나래협회(KNA)", "나래전자", "KNA", "인스타그램 @narae", "홍길동", "전자")]
    [True, True, True, True, False, False]
    """
    plain = _GLOSS.sub("", name)
    if (plain.endswith(_ENDINGS) and plain not in _NOUNS) or is_institution(plain.rpartition(" ")[2]):
        return True
    if plain.startswith(_BEGINNINGS) and len(plain) <= 12 and " " not in plain:
        return True
    if plain[-1:] in "시군구도" and len(plain) > 2 and is_place(plain):  # a city is also its hall
        return True
    return _LATIN.fullmatch(plain) is not None or _ACCOUNT.fullmatch(name) is not None


def in_hangul(credit: str) -> str:
    """Return the credit with the Latin spellings of Korean wires in Hangul, to compare: one wire prints both.

    >>> in_hangul("News1 홍길동 기자")
    '뉴스1 홍길동 기자'
    """
    for latin, hangul in _LATIN_SPELLINGS.items():
        credit = credit.replace(latin, hangul)
    return credit
