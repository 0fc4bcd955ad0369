"""Agencies, outlets and newsrooms: wires by name, the others by the nouns their names are made of.

Wires after the list of the Korea Press Foundation (한국언론진흥재단 통신사), and the foreign ones they relay.
"""

import re

from newscrawl.memory import remembered
from newscrawl.text.lexicon.jobs import FIELDS, QUALIFIERS
from newscrawl.text.lexicon.words import last_letters, words

AGENCIES = words(
    """
    연합뉴스 연합뉴스TV 연합 뉴시스 뉴스1 News1 NEWS1 NEWSIS Newsis Yonhap YONHAP 뉴스핌 로이터 로이터통신
    AP AFP EPA UPI DPA dpa ANSA PA TASS 타스 타스통신 신화 신화통신 신화사 XINHUA Xinhua 교도 교도통신
    지지통신 블룸버그 블룸버그통신 Bloomberg Reuters REUTERS 조선중앙통신 조선중앙TV 노동신문 중앙통신
    중국신문 인민일보 이타르타스 스푸트니크 펜타프레스 게티 게티이미지 게티이미지코리아 Getty AP통신
    AFP통신 EPA통신 AP뉴시스 AP연합뉴스 AFP연합뉴스 EPA연합뉴스 로이터연합뉴스 UPI연합뉴스 DPA연합뉴스
    신화연합뉴스 타스연합뉴스 교도연합뉴스 AP연합 AFP연합 EPA연합 로이터연합 신화연합 신화뉴시스 ZUMA
    ZUMAPRESS
    """
)
# Nouns that end an outlet's name, whatever stands before them …
_OUTLET_END = words(
    """
    일보 신문 뉴스 경제 타임스 타임즈 타임 닷컴 데일리 투데이 저널 미디어 매거진 헤럴드 포스트 프레스 통신
    저널리즘 비즈 비즈니스 워치 신보 월드 라이프 플러스 이코노미 이코노믹 이코노미스트 마켓 인사이트 리뷰
    트리뷴 데스크 뉴스룸 TV 티브이 텔레비전 라디오 네트워크 코리아 아시아 경향 모닝 위클리 위크 리포트 엔터
    닷넷 포커스 팩트 레터 넷 MTN 넷TV Times Daily News Today Post Herald Journal Weekly Media Press
    Magazine Review Report Insight Korea TIMES NEWS DAILY TODAY
    """
)
# … and those that need two syllables before them, being names of people or common words too (김소리, 이동아) …
_OUTLET_END_LONG = words(
    """
    방송 매일 스포츠 시보 시사 조선 중앙 동아 한국 문화 소리 채널 언론 온라인 인터넷 스타 연예 클럽 인포
    도민 시대 24 21
    """
)
# … and those that begin one. Not enough alone: 뉴스 is a word, 뉴스타파 a name.
_OUTLET_START = words(
    """
    뉴스 데일리 디지털 스포츠 파이낸셜 머니 이코노 미디어 오마이 인터넷 주간 월간 시사 매일 엑스포츠
    스타 텐 더
    """
)
_BROADCAST = words(
    """
    KBS MBC SBS EBS YTN MBN JTBC TBS CBS BBS OBS KNN TJB JTV KBC CJB UBC G1 JIBS TBC MTN TV조선 채널A
    채널에이 한국경제TV SBSBiz KTV 아리랑TV ABC NBC CNN BBC NHK CNBC 로이터TV tvN tbs ebs cpbc CPBC BTN
    WOWTV
    """
)


def _any(nouns: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))


_OUTLET = re.compile(
    rf"[\w&.'·-]+?(?:{_any(_OUTLET_END)})\d{{0,2}}|[\w&.'·-]{{2,}}?(?:{_any(_OUTLET_END_LONG)})|"
    rf"(?:{_any(_OUTLET_START)})(?:[가-힣A-Za-z0-9]{{2,}}|[^은는이가을를의도와과로에])|"
    rf"(?:[가-힣]{{2,4}})?(?:{_any(_BROADCAST)})(?:뉴스|스포츠|비즈|라디오)?"
)
_STARTS = tuple(_OUTLET_START)
_LAST = last_letters([*_OUTLET_END, *_OUTLET_END_LONG, *_BROADCAST, *"0123456789", "스포츠", "라디오"])

_ROOM = words(
    """
    뉴스 디지털 온라인 인터넷 모바일 편집 취재 보도 특별취재 공동취재 탐사 탐사보도 기획 기획취재 특집 이슈
    이슈섹션 사회 경제 정치 문화 국제 외신 산업 금융 증권 부동산 유통 건설 스포츠 체육 연예 엔터 생활
    라이프 전국 지방 지역 지역사회 수도권 사진 영상 그래픽 디자인 교열 미디어 콘텐츠 컨텐츠 데이터 방송
    속보 뉴미디어 논설 여론 독자 오피니언 심의 사건 법조 국회 외교 통일 안보 과학 IT ICT AI 테크 벤처
    바이오 의학 의료 보건 복지 건강 교육 환경 노동 종교 기동취재 제보 팩트체크 SNS 커뮤니케이션 전략 미래
    글로벌 재테크 마켓 머니 소비자 중기 중소기업 상생협력 협력 자동차 게임 통신 반도체 대전충남 충청 영남
    호남 광주전남 부산경남 대구경북 경기 강원 제주 인천 시민 국민 청와대 대통령실 특별 공동 사진공동
    영상공동 합동 종합 총괄 전문 국방 정책 시사 교양 여성 여행 레저 문화생활 북한 국방부 외교부
    """
)
_TEAM_END = words(
    """
    팀 부 국 실 단 본부 섹션 파트 데스크 취재단 기자단 취재팀 취재반 취재본부 총국 지국 지사 사업부 편집국
    편집부 편집팀 보도국 보도부 뉴스센터 취재센터 보도센터 미디어센터 콘텐츠센터
    """
)
_TEAM = re.compile(
    rf"(?:(?:{_any(_ROOM)}|[A-Za-z0-9·])+(?:{_any(_TEAM_END)})+)+|"
    r"[가-힣A-Za-z0-9·&]{2,12}팀|"
    r"[가-힣]{2,10}(?:취재단|취재본부|취재팀|기자단|편집국|보도국|취재반)|이슈섹션|외신종합|편집국|보도국|보도본부|편집부"
)
# Words of the same build that are no newsroom.
_NO_TEAM = words(
    """
    대표팀 국가대표팀 상대팀 출입기자단 교육부 통일부 환경부 국방부 외교부 법무부 복지부 방송국 전국 야구팀
    축구팀 농구팀 배구팀 원정팀 우승팀 드림팀 프로팀 대학팀 소속팀 친정팀 전담팀 수사팀 연구팀 의료팀
    구조팀 대응팀 조사팀 개발팀 선수팀 국내팀 해외팀 상위팀 하위팀 경쟁팀 응원팀 태스크포스팀
    """
)

_LAST_OF_TEAMS = last_letters([*_TEAM_END, "취재반", "외신종합"])


@remembered(4096)
def is_agency(word: str) -> bool:
    """Return whether the word names a wire agency.

    >>> [is_agency(word) for word in ("연합뉴스", "뉴시스", "AFP", "홍길동")]
    [True, True, True, False]
    """
    return word in AGENCIES


@remembered(8192)
def is_outlet(word: str) -> bool:
    """Return whether the word is an outlet's name by its make: it ends in 일보, 뉴스, 경제 …, or is a broadcaster.

    >>> [is_outlet(word) for word in ("가나일보", "누리경제", "대전CBS", "나래닷컴", "홍길동", "뉴스")]
    [True, True, True, True, False, False]
    """
    if word in QUALIFIERS or word in FIELDS:  # 디지털뉴스 기자, 대중문화 평론가
        return False
    if word in AGENCIES:
        return True
    likely = len(word) <= 24 and (word[-1:] in _LAST or word.startswith(_STARTS))
    return likely and _OUTLET.fullmatch(word) is not None


@remembered(4096)
def is_team(word: str) -> bool:
    """Return whether the word is a newsroom or a desk.

    >>> [is_team(word) for word in ("디지털뉴스팀", "편집부", "공동취재단", "대표팀", "홍길동")]
    [True, True, True, False, False]
    """
    likely = word[-1:] in _LAST_OF_TEAMS and len(word) <= 24 and word not in _NO_TEAM
    return likely and _TEAM.fullmatch(word) is not None
