"""Personal names by their shape: a family name of one or two syllables and a given name of one or two.

Family names after the 2015 census of Statistics Korea (성씨·본관), those borne by about a thousand people or more, with
the northern spellings (리, 류, 라, 량, 림, 려, 로) that reporters keep; syllables of given names after the lists of
newborns' names of the Supreme Court of Korea (전자가족관계등록시스템), older and purely Korean names added.
"""

from newscrawl.memory import remembered
from newscrawl.text.lexicon.institutions import is_institution
from newscrawl.text.lexicon.jobs import FIELDS, LABELS, QUALIFIERS, is_role
from newscrawl.text.lexicon.places import is_place
from newscrawl.text.lexicon.press import is_outlet, is_team
from newscrawl.text.lexicon.words import words

FAMILY_NAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류지엄채원천방공현함"
    "변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국은진어편용예경봉사부가복태목형계피두감음동온"
    "호범좌팽승간상시갈단견당화창옹빈순리림량려로랑"
)
# All but one person in a hundred bear one of these: enough to trust a word of two syllables.
COMMON_FAMILY_NAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류엄채원천방공현함변염"
)
LONG_FAMILY_NAMES = (
    "남궁",
    "황보",
    "제갈",
    "사공",
    "선우",
    "서문",
    "독고",
    "동방",
    "망절",
    "어금",
    "장곡",
    "소봉",
)
ROMAN_FAMILY_NAMES = words(
    """
    kim lee park choi choe jung jeong chung kang cho jo yoon yun jang chang lim im han oh seo suh shin sin
    kwon hwang ahn an song jeon chun hong yoo yu you ko koh go moon mun yang son sohn bae baek paik heo huh
    hur nam sim shim noh roh ha kwak sung seong cha joo ju woo koo ku gu min ryu na ra ji um eom chae won
    bang kong ham yeo choo do so seok seon sul ma tak pyo byun byeon jin bin namgung hwangbo jegal sagong seonwoo
    sunwoo dokgo seomun
    """
)
GIVEN_SYLLABLES = frozenset(
    "가각갈갑강개건걸겨격견결겸경계고곤곧공관광교구국군굳궁권귀규균극근글금긍기길꽃나낙난남낭내념녕노누늘"
    "능니님다단달담답당대덕도돈돌동두둔득든들라락란람랑래량려련렬렴령례로록롬롱룡루룸류륜률륭르름리린림립"
    "마만맑망매맥명모목몽묘무묵문뮤미민믿밀바반밝방배백번범법벼벽변별병보복본봄봉부분붕비빈빙빛사산살삼상"
    "새샘샛서석선설섬섭성세셉소솔솜송쇠수숙순술숨숭슬승시식신실심쌍아안앙애야양어억언얼엄업에엘여연열염엽"
    "영예오옥온올옹완왕요용우욱운울웅원월위유육윤율융은을음응의이익인일임잎자잔장재전절정제조존종주준중지"
    "직진찬참창채척천철청초총추축춘충치칠큰탁탄태택튼판팔평표푸풍필하학한항해햇향헌혁현협형혜호홍화확환활"
    "황회효후훈휘휼흠흥희힘"
)
_PARTICLE = frozenset("의은는이가을를과와도")
_PARTICLES = (
    "에서",
    "에게",
    "에는",
    "에도",
    "으로",
    "이나",
    "이며",
    "하고",
    "까지",
    "부터",
    "이다",
    "한다",
    "하는",
    "하며",
)
# Words of everyday that look like a name; 국내외, 한겨레, 이미지.
NOT_NAMES = words(
    """
    국내외 오늘의 이주의 이달의 이날의 정부가 정부는 정부의 이번에 한국의 한국은 서울의 한겨레 이미지
    이용자 이용권 기자단 기자들 기자명 한국인 전문가 편집자 신문사 방송사 정치인 공무원 주인공 이날은
    지난해 지난달 한국어 고객님 구독자 구독중 관리자 운영자 담당자 관계자 인터뷰 정치 경제 사회 문화 국제
    연예 전국 지역 제보 공유 이전 인쇄 기사 구독 주요 전체 안내 이슈 오늘 내일 어제 현재 최신 최근 단독
    속보 종합 사설 기획 연재 시론 기고 독자 여론 사진 영상 동영상 기고문 이야기 한마디 이번주 이달의 조선
    동아 중앙 한경 매경 서경 한국 신문 방송 전자 전문 선임 인턴 수습 정책 국회 정부 여당 야당 이사 대표
    교수 변호사 연구원 연구소 대학생 고등학생 중학생 초등생 유료 무료 로그인 회원 가입 주제 공지 문의
    고충처리 정정 반론 윤리 강령 광고 제휴 이용약관 약관 청소년 보호 책임자 개인정보 전화 주소 등록 발행
    편집 인사 부고 동정 날씨 운세 만화 시민 주민 국민 기업 기술 과학 현장 현직 전직 해당 우리 이런 그런
    저런 어느 모든 다른 여러 일부 소속 출신 남녀 남성 여성 청년 노인 어린이 부부 형제 자매 남매 가족 친구
    동료 선배 후배 고참 신입 이상 이하 이후 이전 정도 가운데 사이 동안 전후 내외 공식 비공식 상세 자세히
    여기 저기 거기 어디 언제 이제 방금 조금 아까 나중 다시 또한 이어 한편 반면 특히 물론 주로 모두 거의
    가장 매우 아주 너무 정말 진짜 사실 결국 과연 만약 비록 아마 연합 신화 공감 언론 민영 통신 이메일 이멜
    메일 전송 저장 복사 스크랩 추천 인기 조회 댓글 목록 이동 공개 비공개 수정 삭제 작성 입력 승인 송고 지면
    배포 무단 전재 금지 재배포 저작권 저작권자 소개 약력 기타 한글 한자 영어 일어 중국어 도움 도움말 오류
    신고 조선일 가나다 하나 둘 셋 홍보 홍보팀 주최 주관 후원 협찬 제공 출처 자료 합성 심의 고소 고발 구속
    기소 선고 공판 심리 재판 검찰 경찰 법원 공시 주가 주식 증시 시황 환율 금리 유가 코스피 코스닥 나스닥
    다우 국장 부장 차장 선수 감독 코치 구단 경기 시즌 우승 준우승 승리 패배 무승부 고민 상담 공연 방송인
    연기자 성우 모델 가수 배우 음악 영화 드라마 예능 신작 신간 서평 문학 시집 소설 동화 인문 예술 미술 전시
    공모 안녕 감사 여행 정보 모두의 우리의 하나의 최고의 최초의 미래의 전설의 사람의 여러분
    """
)


@remembered(8192)
def name_shape(word: str) -> int:
    """Return how much a word looks like a Korean personal name: 2 surely, 1 possibly, 0 not at all.

    >>> [name_shape(word) for word in ("홍길동", "남궁서연", "황보준", "김선", "이데일리", "서울", "기자")]
    [2, 2, 2, 1, 0, 0, 0]
    """
    length = len(word)
    if not 2 <= length <= 5 or word in NOT_NAMES or word in QUALIFIERS or word in FIELDS or word in LABELS:
        return 0
    if (word[-1] == "학" and word[:-1] in FIELDS) or (word[-1] in _PARTICLE and is_role(word[:-1])):
        return 0  # 경제학; 기자의
    shape = _shape(word)
    if shape and (
        is_role(word) or is_place(word) or is_outlet(word) or is_team(word) or is_institution(word)
    ):
        return 0
    return shape


def _shape(word: str) -> int:
    length = len(word)
    if word.startswith(LONG_FAMILY_NAMES) and 3 <= length <= 4:
        return 2 if GIVEN_SYLLABLES.issuperset(word[2:]) else 1
    given = word[2:] if length == 4 else word[1:]  # 이박나래 bears both parents' names
    if word[0] not in FAMILY_NAMES or not GIVEN_SYLLABLES.issuperset(given):
        return 0
    if length == 3:
        return 2
    if length == 4 and (word[:2] in FIELDS or word[:2] in QUALIFIERS):  # 경제일반
        return 0
    if length == 4 and (word.endswith(_PARTICLES) or (word[3] in "의는를와과" and _shape(word[:3]) == 2)):
        return 0
    return int((length == 2 and word[0] in COMMON_FAMILY_NAMES) or (length == 4 and word[1] in FAMILY_NAMES))


def is_personal_name(word: str) -> bool:
    """Return whether the word has the shape of a Korean personal name and is not known for something else.

    >>> [is_personal_name(word) for word in ("홍길동", "독고민", "김선", "서울", "국내외", "가나일보")]
    [True, True, True, False, False, False]
    """
    return name_shape(word) > 0
