"""The words known: each question on words of its kind and on their neighbours, and what the lists promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.text import lexicon
from newscrawl.text.lexicon.institutions import GOVERNMENT, LEADING, UNIVERSITIES
from newscrawl.text.lexicon.jobs import FIELDS, GUEST_ROLES, PRESS_ROLES, QUALIFIERS, is_newsroom_role
from newscrawl.text.lexicon.people import (
    COMMON_FAMILY_NAMES,
    FAMILY_NAMES,
    GIVEN_SYLLABLES,
    LONG_FAMILY_NAMES,
    NOT_NAMES,
)
from newscrawl.text.lexicon.places import PLACES
from newscrawl.text.lexicon.press import AGENCIES

QUESTIONS = (
    lexicon.is_personal_name,
    lexicon.is_role,
    lexicon.is_place,
    lexicon.is_outlet,
    lexicon.is_team,
    lexicon.is_agency,
    lexicon.is_institution,
)


def yes(question: object, words: str) -> list[str]:
    """The words a question says no to."""
    assert callable(question)
    return [word for word in words.split() if not question(word)]


def no(question: object, words: str) -> list[str]:
    """The words a question says yes to."""
    assert callable(question)
    return [word for word in words.split() if question(word)]


def test_personal_names() -> None:
    names = (
        "홍길동 김나래 박하늘 이바다 최솔 정이든 남궁솔 남궁하늘 황보나래 제갈길 선우빛나 독고솔 "
        "서문별 이박나래 류하늘 리철수"
    )
    others = (
        "서울 여주 기자 특파원 나래일보 누리경제 디지털뉴스팀 고려대 경제학 교수의 국내외 한국인 "
        "이미지 정치 사회 김 홍"
    )
    assert yes(lexicon.is_personal_name, names) == []
    assert no(lexicon.is_personal_name, others) == []


def test_roles() -> None:
    roles = (
        "기자 특파원 인턴기자 선임기자 수습기자 객원기자 시민기자 대기자 의학전문기자 북한전문기자 "
        "사진기자 논설위원 수석논설위원 칼럼니스트 음식칼럼니스트 해설위원 캐스터 기상캐스터 앵커 "
        "아나운서 리포터 에디터 객원에디터 PD VJ 크리에이터 애널리스트 변호사 연구원 책임연구원 "
        "교수 명예교수 대표 작가 여행작가 문학평론가 통신원 정치부장 편집국장 산업1팀장 reporter "
        "Reporter Correspondent"
    )
    others = "기자회견 기자간담회 기자단 기자들 기자의 기자협회 홍길동 홍길동기자 서울 나래일보 사회 Narae"
    assert yes(lexicon.is_role, roles) == []
    assert no(lexicon.is_role, others) == []


def test_newsroom_roles() -> None:
    assert (
        yes(
            is_newsroom_role,
            "기자 인턴기자 특파원 앵커 논설위원 의학전문기자 칼럼니스트 정치부장 PD Reporter",
        )
        == []
    )
    assert no(is_newsroom_role, "교수 대표 작가 부장 팀장 발행인 편집인 연구원 변호사") == []


def test_places() -> None:
    places = (
        "서울 부산 세종 제주 여주 홍성군 강릉시 해운대구 강남구청 백령도 여의도 잠실 고척 인천공항 "
        "김포공항 미국 일본 워싱턴 도쿄 베이징 키이우"
    )
    others = "홍길동 나래일보 경기일보 부산일보 기자 디지털뉴스팀 고려대 나래군도령"
    assert yes(lexicon.is_place, places) == []
    assert no(lexicon.is_place, others) == []


def test_outlets() -> None:
    outlets = (
        "나래일보 누리신문 가람뉴스 나래경제 누리타임스 가람닷컴 나래데일리 누리투데이 나래저널 "
        "나래미디어 나래헤럴드 나래스포츠 나래방송 나래뉴스24 NR스포츠 KBS MBC뉴스 대전CBS 연합뉴스 "
        "뉴시스 뉴스1 AFP NaraeTimes 스포츠나래 뉴스나래"
    )
    others = "홍길동 김소리 이동아 박한국 기자 서울 뉴스 경제 디지털뉴스 대중문화 뉴스는 편집부"
    assert yes(lexicon.is_outlet, outlets) == []
    assert no(lexicon.is_outlet, others) == []


def test_teams() -> None:
    teams = (
        "디지털뉴스팀 온라인뉴스팀 편집부 편집국 사회부 산업1부 디지털뉴스국 특별취재팀 공동취재단 "
        "사진공동취재단 국회사진기자단 보도본부 부산취재본부 이슈팀 중기협력팀 뉴미디어팀 "
        "이슈&트렌드팀 기획취재팀 이슈섹션"
    )
    others = "대표팀 국가대표팀 상대팀 홈팀 교육부 국방부 외교부 전국 홍길동 나래일보 서울 데이터센터"
    assert yes(lexicon.is_team, teams) == []
    assert no(lexicon.is_team, others) == []


def test_agencies() -> None:
    assert (
        yes(lexicon.is_agency, "연합뉴스 뉴시스 뉴스1 로이터 AP AFP EPA 신화통신 블룸버그 AFP연합뉴스") == []
    )
    assert no(lexicon.is_agency, "나래일보 KBS 연합회 홍길동") == []


def test_institutions() -> None:
    bodies = (
        "서울대 고려대 조선대 카이스트 나래대학교 경영학과 나래연구소 누리증권 나래은행 법무법인 "
        "나래협회 나래병원 기획재정부 기상청"
    )
    assert yes(lexicon.is_institution, bodies) == []
    assert no(lexicon.is_institution, "홍길동 김성대 기자 서울 나래일보 연대 학과") == []


def test_lists_keep_their_promises() -> None:
    assert all(len(name) == 1 for name in FAMILY_NAMES)
    assert COMMON_FAMILY_NAMES <= FAMILY_NAMES
    assert all(len(name) == 2 for name in LONG_FAMILY_NAMES)
    assert all(len(syllable) == 1 and "가" <= syllable <= "힣" for syllable in GIVEN_SYLLABLES)
    for words in (PLACES, AGENCIES, UNIVERSITIES, GOVERNMENT, LEADING, NOT_NAMES, PRESS_ROLES, GUEST_ROLES):
        assert not any(lexicon.is_personal_name(word) for word in words)
    assert not PRESS_ROLES & GUEST_ROLES
    assert not PLACES & (PRESS_ROLES | GUEST_ROLES | AGENCIES | UNIVERSITIES)
    assert not any(lexicon.is_outlet(word) for word in QUALIFIERS | FIELDS)


@pytest.mark.parametrize("question", QUESTIONS)
@given(word=st.one_of(st.text(max_size=30), st.text("가나다국부팀단뉴스기자대시군구123AZ·", max_size=40)))
def test_any_word_gets_an_answer(question: object, word: str) -> None:
    assert callable(question)
    assert question(word) in (True, False)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(
    "word", ["국방부" * 3_000, "뉴스" * 5_000, "기자" * 5_000, "a" * 10_000, "시" * 10_000, "·" * 10_000]
)
def test_endless_words_are_nothing(question: object, word: str) -> None:
    assert callable(question)
    assert question(word) is False
