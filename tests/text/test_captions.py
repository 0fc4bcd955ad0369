"""Captions: tables of the forms Korean outlets print, with invented words, rule by rule; and properties."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawl.text.captions import Caption, is_caption_line, parse_caption

PROSE = "모델이 신형 로봇을 소개하고 있다."
NOUNS = "신형 로봇을 소개하는 홍길동 대표"

# (raw, text, credit, kind); PROSE and NOUNS stand for themselves.
C1_TEXT = [
    (f"▲ {PROSE}", PROSE, None, None),
    (f"△{PROSE}", PROSE, None, None),
    (f"▼ {PROSE} (사진=나래전자)", PROSE, "나래전자", "사진"),
    (f"◇ {PROSE}", PROSE, None, None),
    (f"◆{PROSE}", PROSE, None, None),
    (f"▶ {PROSE}", PROSE, None, None),
    (f"▷ {PROSE}", PROSE, None, None),
    (f"■ {PROSE}", PROSE, None, None),
    (f"□ {PROSE}", PROSE, None, None),
    (f"●{PROSE}", PROSE, None, None),
    (f"○ {PROSE}", PROSE, None, None),
    (f"◎ {PROSE}", PROSE, None, None),
    (f"※ {PROSE}", PROSE, None, None),
    (f"★ {PROSE}", PROSE, None, None),
    (f"▲▼ {PROSE}", PROSE, None, None),
    (f"▲ ▲ {PROSE}", PROSE, None, None),
    ("▲ 홍길동 대표(오른쪽)와 김나래 사장", "홍길동 대표(오른쪽)와 김나래 사장", None, None),
    ("▲(왼쪽부터) 홍길동 대표, 김나래 사장.", "(왼쪽부터) 홍길동 대표, 김나래 사장.", None, None),
    (f"  {PROSE}\n\t", PROSE, None, None),
    ("모델이  신형\u00a0로봇을\n소개하고 있다.", "모델이 신형 로봇을 소개하고 있다.", None, None),
    ("사진", None, None, None),
    ("[사진]", None, None, None),
    ("사진.", None, None, None),
    ("▲", None, None, None),
    ("", None, None, None),
]
C2_CREDIT = [
    (f"{PROSE} (사진제공=나래전자)", PROSE, "나래전자", "제공"),
    (f"{PROSE} (사진 제공=나래전자)", PROSE, "나래전자", "제공"),
    (f"{PROSE} (사진제공: 나래전자)", PROSE, "나래전자", "제공"),
    (f"{PROSE} [사진제공 = 나래전자]", PROSE, "나래전자", "제공"),
    (f"{PROSE} [사진 제공 : 나래전자]", PROSE, "나래전자", "제공"),
    (f"{PROSE} <사진제공=나래전자>", PROSE, "나래전자", "제공"),
    (f"{PROSE} [사진제공 나래전자]", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진제공 나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진제공|나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진제공ㅣ나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진제공 | 나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} /사진제공=나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE}/사진제공=나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} / 사진제공 = 나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진=나래전자 제공", PROSE, "나래전자", "제공"),
    (f"{PROSE} 사진 나래전자 제공", PROSE, "나래전자", "제공"),
    (f"{PROSE} [사진 나래전자 제공]", PROSE, "나래전자", "제공"),
    (f"{PROSE} (나래전자제공)", PROSE, "나래전자", "제공"),
    (f"{PROSE} (제공=나래전자)", PROSE, "나래전자", "제공"),
    (f"{PROSE} [제공 나래전자]", PROSE, "나래전자", "제공"),
    (f"{PROSE} 제공: 나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} (나래전자 제공사진)", PROSE, "나래전자", "제공"),
    (f"{PROSE} [이미지 제공=나래전자]", PROSE, "나래전자", "제공"),
    (f"{PROSE} [자료제공=통계청]", PROSE, "통계청", "제공"),
    (f"{PROSE} 사진=홍길동씨 제공", PROSE, "홍길동씨", "제공"),
    (f"{PROSE} 독자 제공", PROSE, "독자", "제공"),
    (f"{PROSE} 본인 제공", PROSE, "본인", "제공"),
    (f"{PROSE} [홍길동 나래당 의원실 제공]", PROSE, "홍길동 나래당 의원실", "제공"),
    (f"{PROSE} 사진=나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진 = 나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진: 나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진＝나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진〓나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진|나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진ㅣ나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진 l 나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진/나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진-나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진(나래전자)", PROSE, "나래전자", "사진"),
    (f"{PROSE} 사진ⓒ나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} (사진/나래전자)", PROSE, "나래전자", "사진"),
    (f"{PROSE} (사진 나래전자)", PROSE, "나래전자", "사진"),
    (f"{PROSE} (사진 ⓒ 나래전자)", PROSE, "나래전자", "사진"),
    (f"{PROSE} [이미지=나래전자]", PROSE, "나래전자", "사진"),
    (f"{PROSE} [출처=나래연구소]", PROSE, "나래연구소", "출처"),
    (f"{PROSE} 출처: 나래연구소", PROSE, "나래연구소", "출처"),
    (f"{PROSE} (출처 나래연구소)", PROSE, "나래연구소", "출처"),
    (f"{PROSE} 출처 | 나래연구소", PROSE, "나래연구소", "출처"),
    (f"{PROSE} [사진 출처=나래연구소 홈페이지]", PROSE, "나래연구소 홈페이지", "출처"),
    (f"{PROSE} 이미지 출처=나래연구소", PROSE, "나래연구소", "출처"),
    (f"{PROSE} [이미지출처=연합뉴스]", PROSE, "연합뉴스", "출처"),
    (f"{PROSE} 출처=유튜브 캡처", PROSE, "유튜브", "캡처"),
    (f"{PROSE} 사진=나래TV 방송화면 캡처", PROSE, "나래TV 방송화면", "캡처"),
    (f"{PROSE} (나래TV 뉴스 화면 캡처)", PROSE, "나래TV 뉴스 화면", "캡처"),
    (f"{PROSE} [유튜브 채널 '길동의 하루' 영상 캡쳐]", PROSE, "유튜브 채널 '길동의 하루' 영상", "캡처"),
    (f"{PROSE} 사진=홍길동 인스타그램 갈무리", PROSE, "홍길동 인스타그램", "캡처"),
    (f"{PROSE} 홍길동 페이스북 캡처", PROSE, "홍길동 페이스북", "캡처"),
    (f"{PROSE} (방송화면 캡쳐)", PROSE, "방송화면", "캡처"),
    (f"{PROSE} 캡처=온라인 커뮤니티", PROSE, "온라인 커뮤니티", "캡처"),
    (f"{PROSE} 온라인 커뮤니티 갈무리", PROSE, "온라인 커뮤니티", "캡처"),
    (f"{PROSE} / SNS 캡처", PROSE, "SNS", "캡처"),
    (f"{PROSE} Photo by 홍길동", PROSE, "홍길동", "사진"),
    (f"{PROSE} (Photo by John Hong)", PROSE, "John Hong", "사진"),
    (f"{PROSE} [합성=홍길동 기자]", PROSE, "홍길동 기자", "합성"),
    (f"{PROSE} 그래픽: 나래일보", PROSE, "나래일보", "그래픽"),
    (f"{PROSE} [글·사진=홍길동 기자]", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} 글·사진 홍길동 기자", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} (사진=나래전자 유튜브)", PROSE, "나래전자 유튜브", "사진"),
    (f"{PROSE}(사진=나래전자).", PROSE, "나래전자", "사진"),
    (f"{NOUNS}(사진=나래전자)", NOUNS, "나래전자", "사진"),
    (f"{NOUNS} [사진=나래전자]", NOUNS, "나래전자", "사진"),
    (f"{NOUNS}, 사진=나래전자", NOUNS, "나래전자", "사진"),
    (f"{NOUNS}사진=나래전자", NOUNS, "나래전자", "사진"),
    (f"{PROSE} (사진=나래전자,", PROSE, "나래전자", "사진"),
]
C3_SEVERAL = [
    (f"{PROSE} (사진=과기정통부·LG)", PROSE, "과기정통부·LG", "사진"),
    (f"{PROSE} (사진=나래전자, 누리전자)", PROSE, "나래전자, 누리전자", "사진"),
    (f"{PROSE} [나래전자 및 누리전자 제공]", PROSE, "나래전자 및 누리전자", "제공"),
    (f"{PROSE} 사진=나래전자·누리전자 제공", PROSE, "나래전자·누리전자", "제공"),
    (f"{PROSE} 사진=LG 제공, 자료=통계청", PROSE, "LG, 통계청", "제공"),
    (f"{PROSE} (사진=나래전자) / 뉴스1", PROSE, "나래전자, 뉴스1", "사진"),
    (f"{PROSE} (사진=나래전자)/뉴스1", PROSE, "나래전자, 뉴스1", "사진"),
    (f"{PROSE} 사진=LG그룹 제공/뉴스1", PROSE, "LG그룹, 뉴스1", "제공"),
    (f"{PROSE} 사진=LG그룹 제공/뉴스1 DB", PROSE, "LG그룹, 뉴스1 DB", "제공"),
    (f"{PROSE} (나래전자 제공)/뉴시스", PROSE, "나래전자, 뉴시스", "제공"),
    (f"{PROSE} (나래전자 제공) 2020.6.17/뉴스1", PROSE, "나래전자, 뉴스1", "제공"),
    (f"{PROSE} 나래전자 제공 / 연합뉴스", PROSE, "나래전자, 연합뉴스", "제공"),
    (f"{PROSE} 사진=홍길동 기자, 그래픽=김나래 기자", PROSE, "홍길동 기자, 김나래 기자", "사진"),
    (f"{PROSE} ⓒ AFP=뉴스1 ⓒ 뉴스1 홍길동 기자", PROSE, "AFP=뉴스1, 뉴스1 홍길동 기자", "ⓒ"),
]
C4_REPORTERS = [
    (f"{PROSE} 사진=홍길동 기자", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} 사진=홍길동기자", PROSE, "홍길동기자", "사진"),
    (f"{PROSE} 홍길동 기자", PROSE, "홍길동 기자", None),
    (f"{PROSE} 홍길동기자", PROSE, "홍길동기자", None),
    (f"{PROSE} 홍길동 선임기자", PROSE, "홍길동 선임기자", None),
    (f"{PROSE} 홍길동 기자 hong@example.com", PROSE, "홍길동 기자", None),
    (f"{PROSE} 홍길동 기자hong@example.com", PROSE, "홍길동 기자", None),
    (f"{PROSE} 홍길동 기자 hong@", PROSE, "홍길동 기자", None),
    (f"{PROSE} /홍길동 기자", PROSE, "홍길동 기자", None),
    (f"{PROSE}/홍길동 기자 hong@example.com", PROSE, "홍길동 기자", None),
    (f"{PROSE} [홍길동 기자]", PROSE, "홍길동 기자", None),
    (f"{PROSE} <홍길동 기자>", PROSE, "홍길동 기자", None),
    (f"{PROSE} (홍길동 기자)", PROSE, "홍길동 기자", None),
    (f"{PROSE} [나래일보 홍길동 기자]", PROSE, "나래일보 홍길동 기자", None),
    (f"{PROSE} 나래일보 홍길동 기자", PROSE, "나래일보 홍길동 기자", None),
    (f"{PROSE} ⓒ 홍길동", PROSE, "홍길동", "ⓒ"),
    (f"{PROSE} ⓒ홍길동 기자", PROSE, "홍길동 기자", "ⓒ"),
    (f"{PROSE} © News1 홍길동 기자", PROSE, "News1 홍길동 기자", "ⓒ"),
    (f"{PROSE} (c) News1 홍길동 기자", PROSE, "News1 홍길동 기자", "ⓒ"),
    (f"{PROSE} 홍길동·김나래 기자", PROSE, "홍길동·김나래 기자", None),
    (f"{PROSE} 사진=홍길동·김나래 기자", PROSE, "홍길동·김나래 기자", "사진"),
    (f"{PROSE} 사진=홍길동", PROSE, "홍길동", "사진"),
    (f"{PROSE} [사진=홍길동 기자 hong@example.com]", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} 홍길동 특파원", PROSE, "홍길동 특파원", None),
    (f"{PROSE} 잠실=홍길동 기자 hong@example.com", PROSE, "홍길동 기자", None),
    (f"{PROSE} 창원=홍길동 기자hong@example.com/2023.10.19/", PROSE, "홍길동 기자", None),
    (f"{PROSE} 사진공동취재단", PROSE, "사진공동취재단", None),
    (f"{PROSE} (사진=공동취재단)", PROSE, "공동취재단", "사진"),
    (f"{PROSE} [국회사진기자단]", PROSE, "국회사진기자단", None),
    ("질문하는 홍길동 기자", "질문하는 홍길동 기자", None, None),
]
C5_BARE = [
    (f"{PROSE} 연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE}연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} 뉴시스", PROSE, "뉴시스", None),
    (f"{PROSE} 뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} /뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE}/연합", PROSE, "연합", None),
    (f"{PROSE} / 뉴시스", PROSE, "뉴시스", None),
    (f"{PROSE} (연합뉴스)", PROSE, "연합뉴스", None),
    (f"{PROSE}(연합뉴스)", PROSE, "연합뉴스", None),
    (f"{PROSE} [뉴시스]", PROSE, "뉴시스", None),
    (f"{PROSE} <뉴시스>", PROSE, "뉴시스", None),
    (f"{PROSE} < 나래전자 >", PROSE, "나래전자", None),
    (f"{PROSE} ＜나래전자＞", PROSE, "나래전자", None),
    (f"{PROSE} [나래전자]", PROSE, "나래전자", None),
    (f"{PROSE} (나래전자)", PROSE, "나래전자", None),
    (f"{PROSE} - 나래전자", PROSE, "나래전자", None),
    (f"{PROSE} - 연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} | 한경DB", PROSE, "한경DB", None),
    (f"{PROSE} | 나래전자", PROSE, "나래전자", None),
    (f"{PROSE}  나래전자", PROSE, "나래전자", None),
    (f"{PROSE}\n나래전자", PROSE, "나래전자", None),
    (f"{PROSE} 나래전자", PROSE, "나래전자", None),
    (f"{PROSE} 대한나래협회", PROSE, "대한나래협회", None),
    (f"{PROSE} 한국나래연맹(KNF)", PROSE, "한국나래연맹(KNF)", None),
    (f"{PROSE} 나래일보DB", PROSE, "나래일보DB", None),
    (f"{PROSE} 나래일보 DB", PROSE, "나래일보 DB", None),
    (f"{PROSE} [나래DB]", PROSE, "나래DB", None),
    (f"{PROSE} /나래일보DB", PROSE, "나래일보DB", None),
    (f"{PROSE} 게티이미지뱅크", PROSE, "게티이미지뱅크", None),
    (f"{PROSE} /게티이미지뱅크", PROSE, "게티이미지뱅크", None),
    (f"{PROSE} [Getty Images]", PROSE, "Getty Images", None),
    (f"{PROSE} 인스타그램", PROSE, "인스타그램", None),
    (f"{PROSE} /홍길동 인스타그램", PROSE, "홍길동 인스타그램", None),
    (f"{PROSE} 사진 연합뉴스", PROSE, "연합뉴스", "사진"),
    (f"{NOUNS}. 뉴시스", f"{NOUNS}.", "뉴시스", None),
    (f"{NOUNS} /뉴시스", NOUNS, "뉴시스", None),
    (f"{NOUNS}/뉴시스", NOUNS, "뉴시스", None),
    (f"{NOUNS} (뉴시스)", NOUNS, "뉴시스", None),
    (f"{NOUNS} [나래전자]", NOUNS, "나래전자", None),
    (f"{NOUNS} - 뉴시스", NOUNS, "뉴시스", None),
    (f"{NOUNS} | 뉴시스", NOUNS, "뉴시스", None),
    (f"{NOUNS}  연합뉴스", NOUNS, "연합뉴스", None),
    ("나래전자(누리그룹)가 새 로봇을 내놓았다.", "나래전자(누리그룹)가 새 로봇을 내놓았다.", None, None),
    ("홍길동 대표(왼쪽)", "홍길동 대표(왼쪽)", None, None),
    ("홍길동 대표 (왼쪽에서 두 번째)", "홍길동 대표 (왼쪽에서 두 번째)", None, None),
    ("홍길동 대표 (35)", "홍길동 대표 (35)", None, None),
    ("경기는 17일 열렸다. 오른쪽은 홍길동", "경기는 17일 열렸다. 오른쪽은 홍길동", None, None),
    (
        "홍길동 대표가 17일 웃고 있다. 왼쪽부터 김나래 사장",
        "홍길동 대표가 17일 웃고 있다. 왼쪽부터 김나래 사장",
        None,
        None,
    ),
    ("나래 - 누리 결승전", "나래 - 누리 결승전", None, None),
    ("가격은 3/4 수준", "가격은 3/4 수준", None, None),
    ("나래의 새 로봇. 내년 봄 출시 예정", "나래의 새 로봇. 내년 봄 출시 예정", None, None),
]
C6_FRAMES = [
    ("[서울=뉴시스] 시민이 걷고 있다. 2020.06.17. photo@example.com", "시민이 걷고 있다.", "뉴시스", None),
    (
        "[서울=뉴시스]홍길동 기자 = 시민이 걷고 있다. 2020.06.17. photo@example.com",
        "시민이 걷고 있다.",
        "뉴시스 홍길동 기자",
        None,
    ),
    (
        "[서울=뉴시스] 홍길동 기자 = 시민이 걷고 있다. 2020.06.17.",
        "시민이 걷고 있다.",
        "뉴시스 홍길동 기자",
        None,
    ),
    (
        "【서울=뉴시스】홍길동 기자 = 시민이 걷고 있다. 2018.05.16. photo@example.com",
        "시민이 걷고 있다.",
        "뉴시스 홍길동 기자",
        None,
    ),
    (
        "(서울=연합뉴스) 홍길동 기자 = 시민이 걷고 있다. 2020.6.17 abc@example.com",
        "시민이 걷고 있다.",
        "연합뉴스 홍길동 기자",
        None,
    ),
    (
        "(서울=연합뉴스) 시민이 걷고 있다. 2020.6.17 [나래전자 제공. 재판매 및 DB 금지] photo@example.com",
        "시민이 걷고 있다.",
        "나래전자, 연합뉴스",
        "제공",
    ),
    (
        "(서울=연합뉴스) 홍길동 기자 = 시민이 걷고 있다. 2020.6.17 [나래전자 제공]",
        "시민이 걷고 있다.",
        "나래전자, 연합뉴스 홍길동 기자",
        "제공",
    ),
    (
        "(서울=뉴스1) 홍길동 기자 = 시민이 걷고 있다. 2020.6.17/뉴스1",
        "시민이 걷고 있다.",
        "뉴스1 홍길동 기자",
        None,
    ),
    (
        "(서울=뉴스1) 홍길동 기자,김나래 기자 = 시민이 걷고 있다. 2020.6.17/뉴스1",
        "시민이 걷고 있다.",
        "뉴스1 홍길동 기자,김나래 기자",
        None,
    ),
    ("(대전ㆍ충남=뉴스1) 홍길동 기자 = 시민이 걷고 있다.", "시민이 걷고 있다.", "뉴스1 홍길동 기자", None),
    (
        "(서울=뉴스1) 시민이 걷고 있다. (나래시 제공) 2020.6.17/뉴스1",
        "시민이 걷고 있다.",
        "나래시, 뉴스1",
        "제공",
    ),
    (
        "[서울=뉴시스] 시민이 걷고 있다. (사진=나래시 제공) 2025.07.29. photo@example.com *재판매 및 DB 금지",
        "시민이 걷고 있다.",
        "나래시, 뉴시스",
        "제공",
    ),
    (
        "[수원=뉴시스] 시민이 걷고 있다. 2025.07.29. (사진=나래시 제공) *재판매 및 DB 금지",
        "시민이 걷고 있다.",
        "나래시, 뉴시스",
        "제공",
    ),
    (
        "[서울=뉴시스] 홍길동 페이스북. (사진=페이스북 캡처) 2025.07.29. photo@example.com",
        "홍길동 페이스북.",
        "페이스북, 뉴시스",
        "캡처",
    ),
    (
        "[성남=뉴시스] 시민이 걷고 있다. (사진= 뉴시스DB) 2021.02.24. photo@example.com.",
        "시민이 걷고 있다.",
        "뉴시스DB",
        "사진",
    ),
    (
        "[서울=뉴시스] 사진공동취재단 = 시민이 걷고 있다. 2025.07.29. photo@example.com",
        "시민이 걷고 있다.",
        "뉴시스 사진공동취재단",
        None,
    ),
    (
        "(서울=연합뉴스) 홍길동 김나래 기자 = 시민이 걷고 있다.",
        "시민이 걷고 있다.",
        "연합뉴스 홍길동 김나래 기자",
        None,
    ),
    (
        "(베이징=연합뉴스) 홍길동 특파원 = 시민이 걷고 있다.",
        "시민이 걷고 있다.",
        "연합뉴스 홍길동 특파원",
        None,
    ),
    (
        "시민들 인사하는 홍길동 (수원=연합뉴스) 김나래 기자 = 17일 홍길동이 인사하고 있다. 2023.10.17 abc@example.com",
        "시민들 인사하는 홍길동 17일 홍길동이 인사하고 있다.",
        "연합뉴스 김나래 기자",
        None,
    ),
    ("[나래일보 홍길동 기자] 시민이 걷고 있다.", "시민이 걷고 있다.", "나래일보 홍길동 기자", None),
    (
        "[OSEN=잠실, 홍길동 기자] 시민이 걷고 있다. 2023.10.27 / abc@example.com",
        "시민이 걷고 있다.",
        "OSEN 홍길동 기자",
        None,
    ),
    (f"{PROSE} 2020.6.17/뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} 2020.6.17 연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} 2020.6.17./뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} 2020. 6. 17/뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} 2020.06.17", PROSE, None, None),
    (f"{PROSE} (2020.06.17)", PROSE, None, None),
    (f"{PROSE} 2020-06-17 홍길동 기자", PROSE, "홍길동 기자", None),
    (f"{PROSE} (나래시 제공) 2020.6.17/뉴스1 abc@", PROSE, "나래시, 뉴스1", "제공"),
    (f"{PROSE} /홍길동 기자 abc@example.com /2020.08.20/", PROSE, "홍길동 기자", None),
]
C7_KINDS = [
    ("사진=나래연구소 자료사진", None, "나래연구소", "자료"),
    (f"{PROSE} <자료: 통계청>", PROSE, "통계청", "자료"),
    (f"{PROSE} 자료=통계청", PROSE, "통계청", "자료"),
    (f"{PROSE} (자료 : 통계청)", PROSE, "통계청", "자료"),
    (f"{PROSE} <자료=통계청, 나래연구소>", PROSE, "통계청, 나래연구소", "자료"),
    (f"{PROSE} 자료출처=통계청", PROSE, "통계청", "자료"),
    (f"{PROSE} 자료사진=나래일보", PROSE, "나래일보", "자료"),
    (f"{PROSE} [나래일보 자료사진]", PROSE, "나래일보", "자료"),
    (f"{PROSE} 연합뉴스 자료사진", PROSE, "연합뉴스", "자료"),
    (f"{PROSE} [연합뉴스 자료 사진]", PROSE, "연합뉴스", "자료"),
    (f"{PROSE} ⓒ사진=나래방송 홈페이지 갈무리", PROSE, "나래방송 홈페이지", "캡처"),
    (f"{PROSE} 사진=나래방송 캡쳐", PROSE, "나래방송", "캡처"),
    (f"{PROSE} 그래픽=홍길동 디자이너", PROSE, "홍길동 디자이너", "그래픽"),
    (f"{PROSE} [그래픽 홍길동 기자]", PROSE, "홍길동 기자", "그래픽"),
    (f"{PROSE} /그래픽=나래일보", PROSE, "나래일보", "그래픽"),
    (f"{PROSE} [연합뉴스 그래픽]", PROSE, "연합뉴스", "그래픽"),
    (f"{PROSE} 사진합성=나래일보", PROSE, "나래일보", "합성"),
    (f"{PROSE} Copyright ⓒ 나래전자", PROSE, "나래전자", "ⓒ"),
    (f"{PROSE} ⓒ 2020 나래전자", PROSE, "나래전자", "ⓒ"),
    (f"{PROSE} ⓒ나래전자 제공", PROSE, "나래전자", "제공"),
    (f"{PROSE} ⓒ연합뉴스", PROSE, "연합뉴스", "ⓒ"),
    (f"{PROSE} ©나래일보 홍길동 기자", PROSE, "나래일보 홍길동 기자", "ⓒ"),
]
C8_BOILERPLATE = [
    (f"{PROSE} 연합뉴스 *재판매 및 DB 금지", PROSE, "연합뉴스", None),
    (f"{PROSE} [나래시 제공. 재판매 및 DB금지]", PROSE, "나래시", "제공"),
    (f"{PROSE} [나래시 제공·재판매 및 DB 금지]", PROSE, "나래시", "제공"),
    (f"{PROSE} [AP=연합뉴스 자료사진. 재판매 및 DB 금지]", PROSE, "AP=연합뉴스", "자료"),
    (f"{PROSE} ⓒ나래일보, 무단전재 및 재배포 금지", PROSE, "나래일보", "ⓒ"),
    (f"{PROSE} (무단전재-재배포금지)", PROSE, None, None),
    (f"{PROSE} 무단전재-재배포금지", PROSE, None, None),
    (f"{PROSE} (사진은 기사 내용과 무관함)", PROSE, None, None),
    (f"{PROSE} 사진은 기사 내용과 직접적인 연관 없음. 연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} 사진은 기사와 무관. /뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} (사진은 기사와 관련 없음) / 뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} ※사진은 기사 내용과 관련이 없습니다. [사진=나래전자]", PROSE, "나래전자", "사진"),
    (f"{PROSE} 기사 내용과 무관한 사진 [게티이미지뱅크]", PROSE, "게티이미지뱅크", None),
    (f"{PROSE} *기사와 직접적인 관련이 없는 사진입니다.", PROSE, None, None),
    (f"확대보기 {PROSE} 뉴시스", PROSE, "뉴시스", None),
    (f"이미지 크게 보기 {PROSE}", PROSE, None, None),
    (f"원본보기 {PROSE}", PROSE, None, None),
    (f"{PROSE} 이미지 크게보기", PROSE, None, None),
    (f"사진 확대 {PROSE}", PROSE, None, None),
    (f"{PROSE} 클릭하면 큰 그림을 볼 수 있습니다.", PROSE, None, None),
    ("자료사진", None, None, "자료"),
    (f"{PROSE} (자료사진)", PROSE, None, "자료"),
    (f"{PROSE} [자료사진]", PROSE, None, "자료"),
    (f"{PROSE} /자료사진", PROSE, None, "자료"),
    ("[자료사진] 나래시 청사", "나래시 청사", None, "자료"),
    ("기사와 관련 없는 자료 사진 / 나래TV '길동'", None, "나래TV '길동'", "자료"),
    (f"{PROSE} 뉴스1DB", PROSE, "뉴스1DB", None),
    (f"{PROSE} 한경 DB", PROSE, "한경 DB", None),
]
C11_LABELS = [
    (f"[사진] {PROSE}", PROSE, None, None),
    (f"[사진]{PROSE}", PROSE, None, None),
    (f"[포토] {PROSE}", PROSE, None, None),
    (f"사진. {PROSE}", PROSE, None, None),
    (f"<사진> {PROSE}", PROSE, None, None),
    (f"[포토뉴스] {PROSE} 뉴시스", PROSE, "뉴시스", None),
    (f"사진설명: {PROSE}", PROSE, None, None),
    ("[사진] 나래전자 제공", None, "나래전자", "제공"),
    ("[사진]나래 DB", None, "나래 DB", "사진"),
    (f"{PROSE} 사진(수원)=홍길동 기자", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} 사진[수원]=홍길동 기자", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} 사진=잠실, 홍길동 기자", PROSE, "홍길동 기자", "사진"),
    (f"{PROSE} ［사진＝나래전자］", PROSE, "나래전자", "사진"),
    (f"{PROSE} 〔나래전자 제공〕", PROSE, "나래전자", "제공"),
    (f"{PROSE} ＜사진 나래전자＞", PROSE, "나래전자", "사진"),
    (f"{PROSE} 【나래전자 제공】", PROSE, "나래전자", "제공"),
    (f"{PROSE} （사진＝나래전자）", PROSE, "나래전자", "사진"),
]
C10_PROSE = [
    ("사진은 홍길동 대표가 인사하는 모습.", "사진은 홍길동 대표가 인사하는 모습.", None, None),
    ("사진 왼쪽부터 홍길동 대표, 김나래 사장", "사진 왼쪽부터 홍길동 대표, 김나래 사장", None, None),
    ("사진은 홍길동 대표. /사진=뉴스1", "사진은 홍길동 대표.", "뉴스1", "사진"),
    (
        "왼쪽부터 홍길동 대표, 김나래 사장. 나래전자 제공",
        "왼쪽부터 홍길동 대표, 김나래 사장.",
        "나래전자",
        "제공",
    ),
    ("기념사진을 찍는 홍길동 대표와 학생들", "기념사진을 찍는 홍길동 대표와 학생들", None, None),
    ("나래전자가 전 고객에게 데이터를 무료 제공", "나래전자가 전 고객에게 데이터를 무료 제공", None, None),
    ("나래전자, 전 고객에 배달 서비스 제공", "나래전자, 전 고객에 배달 서비스 제공", None, None),
    ("보도자료: 나래전자의 새 로봇", "보도자료: 나래전자의 새 로봇", None, None),
    ("나래시 홍보 영상 갈무리.", "나래시 홍보 영상 갈무리.", None, None),
    ("나래시 홍보 영상 갈무리. [사진 출처 = 나래시]", "나래시 홍보 영상 갈무리.", "나래시", "출처"),
    ("홍길동 대표 기념사진", "홍길동 대표 기념사진", None, None),
    ("나래의 새 영화 <길동전>", "나래의 새 영화 <길동전>", None, None),
    ("홍길동(나래전자)과 김나래(누리전자)", "홍길동(나래전자)과 김나래(누리전자)", None, None),
    ("2020 나래 박람회", "2020 나래 박람회", None, None),
    ("나래전자 3.5세대 로봇. 가격은 99.9달러", "나래전자 3.5세대 로봇. 가격은 99.9달러", None, None),
]
C12_ONLY = [
    ("나래전자 제공", None, "나래전자", "제공"),
    ("/나래전자 제공", None, "나래전자", "제공"),
    ("▲ 나래전자 제공", None, "나래전자", "제공"),
    ("(나래전자 제공)", None, "나래전자", "제공"),
    ("나래TV 캡처", None, "나래TV", "캡처"),
    ("나래일보DB", None, "나래일보DB", None),
    ("나래일보 DB", None, "나래일보 DB", None),
    ("사진=나래전자", None, "나래전자", "사진"),
    ("▲사진=나래전자", None, "나래전자", "사진"),
    ("사진 | 나래전자", None, "나래전자", "사진"),
    ("사진제공 | 나래전자", None, "나래전자", "제공"),
    ("ⓒ 나래전자", None, "나래전자", "ⓒ"),
    ("ⓒ게티이미지뱅크", None, "게티이미지뱅크", "ⓒ"),
    ("출처: 나래연구소", None, "나래연구소", "출처"),
    ("자료=통계청", None, "통계청", "자료"),
    ("<사진=나래전자>", None, "나래전자", "사진"),
    ("[사진 나래전자]", None, "나래전자", "사진"),
    ("사진 나래전자 제공", None, "나래전자", "제공"),
    ("사진=나래TV '길동의 하루'", None, "나래TV '길동의 하루'", "사진"),
    ("사진=영화 '길동전' 스틸컷", None, "영화 '길동전' 스틸컷", "사진"),
    ("사진=tvN", None, "tvN", "사진"),
]
C13_RELAYED = [
    (f"{PROSE} 로이터=뉴스1", PROSE, "로이터=뉴스1", None),
    (f"{PROSE} /로이터=뉴스1", PROSE, "로이터=뉴스1", None),
    (f"{PROSE} AP/뉴시스", PROSE, "AP/뉴시스", None),
    (f"{PROSE} /AP/뉴시스", PROSE, "AP/뉴시스", None),
    (f"{PROSE} EPA 연합뉴스", PROSE, "EPA 연합뉴스", None),
    (f"{PROSE} /EPA 연합뉴스", PROSE, "EPA 연합뉴스", None),
    (f"{PROSE} AFP=연합뉴스", PROSE, "AFP=연합뉴스", None),
    (f"{PROSE} [AFP=연합뉴스]", PROSE, "AFP=연합뉴스", None),
    (f"{PROSE} [로이터 연합뉴스]", PROSE, "로이터 연합뉴스", None),
    (f"{PROSE} 신화/뉴시스", PROSE, "신화/뉴시스", None),
    (f"{PROSE} AP 뉴시스", PROSE, "AP 뉴시스", None),
    (f"{PROSE} 사진=AP/뉴시스", PROSE, "AP/뉴시스", "사진"),
    (f"{PROSE} /사진=로이터=뉴스1", PROSE, "로이터=뉴스1", "사진"),
    (f"{PROSE} ⓒ AP=뉴시스", PROSE, "AP=뉴시스", "ⓒ"),
    ("[런던=AP/뉴시스] 시민이 걷고 있다. 2025.07.29.", "시민이 걷고 있다.", "AP/뉴시스", None),
    ("[런던=AP/뉴시스]시민이 걷고 있다. 2025.07.29.", "시민이 걷고 있다.", "AP/뉴시스", None),
    (
        "(런던 AFP=뉴스1) 홍길동 기자 = 시민이 걷고 있다. 2025.7.29 ⓒ AFP=뉴스1",
        "시민이 걷고 있다.",
        "AFP=뉴스1 홍길동 기자",
        "ⓒ",
    ),
    (
        "(런던 로이터=연합뉴스) 시민이 걷고 있다. 2025.7.29 abc@example.com",
        "시민이 걷고 있다.",
        "로이터=연합뉴스",
        None,
    ),
    ("(AP=연합뉴스) 시민이 걷고 있다.", "시민이 걷고 있다.", "AP=연합뉴스", None),
    (f"{PROSE} 평양 노동신문=뉴스1", PROSE, "노동신문=뉴스1", None),
]
C14_PROVIDER = [
    (f"{PROSE} KFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE} / KFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE}/KFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE} - KFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE}\nKFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE} 2020.6.17 KFA 제공", PROSE, "KFA", "제공"),
    (f"{PROSE} 대한나래협회 홍보실 제공", PROSE, "대한나래협회 홍보실", "제공"),
    (f"{PROSE} Narae Co. Ltd 제공", PROSE, "Narae Co. Ltd", "제공"),
    (f"{PROSE} J. Hong 제공", PROSE, "J. Hong", "제공"),
    (f"{NOUNS}. 나래전자 제공", f"{NOUNS}.", "나래전자", "제공"),
    (f"{NOUNS} / 나래전자 제공", NOUNS, "나래전자", "제공"),
    (f"{NOUNS}/나래전자 제공", NOUNS, "나래전자", "제공"),
    (f"{NOUNS} 나래전자 제공", NOUNS, "나래전자", "제공"),
    ("나래시 도심 전경 나래시청 제공", "나래시 도심 전경", "나래시청", "제공"),
    (
        "모델이 신형 로봇을 소개하고 있다 나래전자 제공",
        "모델이 신형 로봇을 소개하고 있다",
        "나래전자",
        "제공",
    ),
]
C15_PLACES = [
    ("연합뉴스", None, "연합뉴스", None),
    ("뉴시스", None, "뉴시스", None),
    ("AP연합뉴스", None, "AP연합뉴스", None),
    ("로이터 뉴스1", None, "로이터 뉴스1", None),
    ("게티이미지뱅크", None, "게티이미지뱅크", None),
    (f"{PROSE} 파리=AP 연합뉴스", PROSE, "AP 연합뉴스", None),
    (f"{PROSE} 인천=연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} 뉴욕=AP/뉴시스", PROSE, "AP/뉴시스", None),
    (f"{PROSE} 뉴욕(미국)/로이터연합뉴스", PROSE, "로이터연합뉴스", None),
    (f"{PROSE} 워싱턴/AP연합뉴스", PROSE, "AP연합뉴스", None),
    (f"{PROSE} 워싱턴 AP 연합뉴스", PROSE, "AP 연합뉴스", None),
    (f"{PROSE} /워싱턴=AP연합뉴스", PROSE, "AP연합뉴스", None),
    (f"▲…{PROSE}", PROSE, None, None),
    (f"▲… {PROSE} /뉴스1", PROSE, "뉴스1", None),
    (f"{PROSE} 연합뉴스,", PROSE, "연합뉴스", None),
    (f"{PROSE} (사진=나래전자),", PROSE, "나래전자", "사진"),
    ("길동의 하루 - 페이스북 갈무리", "길동의 하루", "페이스북", "캡처"),
    ("길동의 하루 – 유튜브 캡처", "길동의 하루", "유튜브", "캡처"),
]
C16_BOTH = [
    (f"{PROSE} [나래전자 제공=연합뉴스]", PROSE, "나래전자, 연합뉴스", "제공"),
    (f"{PROSE} [나래전자제공=연합뉴스]", PROSE, "나래전자, 연합뉴스", "제공"),
    (f"{PROSE} 나래전자 제공=뉴시스", PROSE, "나래전자, 뉴시스", "제공"),
    (f"{PROSE} [나래방송 화면 캡처=연합뉴스]", PROSE, "나래방송 화면, 연합뉴스", "캡처"),
    (f"{PROSE} [사진=나래전자", PROSE, "나래전자", "사진"),
    (f"{PROSE} (사진제공=나래전자", PROSE, "나래전자", "제공"),
    (f"{PROSE} [나래전자 제공", PROSE, "나래전자", "제공"),
    (f"{PROSE} [연합뉴스", PROSE, "연합뉴스", None),
    (f"{PROSE} 사진=나래전자)", PROSE, "나래전자", "사진"),
    (f"(사진제공=나래전자) ▲ {PROSE}", PROSE, "나래전자", "제공"),
    (f"[사진=나래전자] {PROSE}", PROSE, "나래전자", "사진"),
    (f"(사진=나래전자) ▲{PROSE}", PROSE, "나래전자", "사진"),
    (f"사진=나래전자 ▲ {PROSE}", PROSE, "나래전자", "사진"),
    (f"[연합뉴스] {PROSE}", PROSE, "연합뉴스", None),
    (f"{PROSE} 홍길동 기자 abc123@", PROSE, "홍길동 기자", None),
    (f"{PROSE} 그래픽=홍길동 기자 abc123@", PROSE, "홍길동 기자", "그래픽"),
    (f"{PROSE} 출처=https://www.example.com/robot", PROSE, "https://www.example.com/robot", "출처"),
    (f"{PROSE} (출처: www.example.com)", PROSE, "www.example.com", "출처"),
    (f"{PROSE} [사진=example.com]", PROSE, "example.com", "사진"),
]
FORMS = [
    pytest.param(*form, id=f"{name}-{at}")
    for name, table in [(n, t) for n, t in globals().items() if re.match(r"C\d+_", n)]
    for at, form in enumerate(table)
]


@pytest.mark.parametrize(("raw", "text", "credit", "kind"), FORMS)
def test_forms(raw: str, text: str | None, credit: str | None, kind: str | None) -> None:
    assert parse_caption(raw) == Caption(text, credit, kind)


# ---- lines of a body that stand next to an image


@pytest.mark.parametrize(
    "line",
    [
        f"▲ {PROSE}",
        "▲홍길동 대표",
        f"△ {PROSE} (사진=나래전자)",
        f"◀ {NOUNS}",
        f"▶ {PROSE}",
        f"{NOUNS} (사진제공=LG)",
        f"{PROSE} [사진=나래전자]",
        f"{PROSE} /사진=뉴스1",
        f"{PROSE} ⓒ나래일보",
        f"{NOUNS}. 연합뉴스",
        "사진=나래전자",
        "(사진=연합뉴스)",
        "[서울=뉴시스] 시민이 걷고 있다. 2025.07.29. photo@example.com",
        "나래전자 제공",
    ],
)
def test_caption_lines(line: str) -> None:
    assert is_caption_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        PROSE,
        "홍길동 대표는 17일 나래전자가 새 로봇을 내놓았다고 밝혔다.",
        "▲대국민 사과 ▲재발 방지 ▲보상 등을 내놓았다.",
        "▲재발 방지 대책 등을",
        "▶ 관련기사 더 보기",
        "▶ 나래일보 구독하기",
        "▶ https://example.com/event",
        "홍길동 기자",
        "홍길동 기자 hong@example.com",
        "(서울=연합뉴스) 홍길동 기자 = 나래전자가 새 로봇을 내놓았다.",
        "[서울=뉴시스] 홍길동 기자 = 나래전자는 17일 새 로봇을 내놓았다고 밝혔다.",
        "저작권자 ⓒ 나래일보 무단전재 및 재배포 금지",
        "왼쪽부터 홍길동 대표, 김나래 사장",
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_caption_line(line)


# ---- properties

PIECES = [
    *(
        "▲ ",
        "[사진] ",
        "(사진=",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "【",
        "】",
        "＜",
        "＞",
        "/",
        " / ",
        " - ",
        "|",
        "ㅣ",
        "=",
        ": ",
        ", ",
        ". ",
    ),
    *(
        "사진",
        "사진제공=",
        "제공",
        " 제공",
        "출처",
        "자료",
        "자료사진",
        "캡처",
        "갈무리",
        "그래픽=",
        "합성",
        "ⓒ",
        "© ",
        "(c) ",
        "Photo by ",
    ),
    *(
        "연합뉴스",
        "뉴시스",
        "뉴스1",
        "AP",
        "로이터",
        "=",
        "서울=",
        "(서울=뉴시스) ",
        "[런던=AP/뉴시스] ",
        "나래전자",
        "LG",
        "나래일보 ",
    ),
    *(
        "홍길동",
        " 기자",
        " 기자 = ",
        "hong@example.com",
        "hong@",
        "2020.06.17",
        " DB",
        "*재판매 및 DB 금지",
        "무단전재 및 재배포 금지",
    ),
    *(
        "사진은 기사와 무관",
        "이미지 크게보기 ",
        "확대보기",
        "왼쪽부터 ",
        "모델이 웃고 있다",
        " 있다. ",
        "\n",
        "  ",
        "\u200b",
        "\u3000",
        "…",
        "'",
    ),
]
LINES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=80)


def letters(text: str | None) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text or "") if c.isalnum())


def is_subset(part: str, whole: str) -> bool:
    return all(part.count(c) <= whole.count(c) for c in set(part))


@settings(max_examples=2000, deadline=None)
@given(LINES)
def test_nothing_is_invented_and_prose_stays(raw: str) -> None:
    caption = parse_caption(raw)
    assert caption == parse_caption(raw)
    assert is_subset(letters(caption.text) + letters(caption.credit), letters(raw))
    assert caption.text is None or (caption.text == " ".join(caption.text.split()) != "")
    assert caption.credit is None or (caption.credit == " ".join(caption.credit.split()) != "")
    assert caption.credit_kind in {None, "제공", "합성", "캡처", "그래픽", "자료", "출처", "사진", "ⓒ"}
    assert re.search(r"[A-Za-z0-9]@", caption.credit or "") is None
    if caption.text is not None:
        assert parse_caption(caption.text).text == caption.text


@settings(max_examples=500, deadline=None)
@given(LINES)
def test_a_line_is_a_caption_or_not_but_never_an_error(raw: str) -> None:
    assert is_caption_line(raw) in {True, False}


def test_long_text_is_left_alone() -> None:
    article = PROSE * 400
    assert parse_caption(article) == Caption(article, None, None)
    assert parse_caption("(" * 20_000).credit is None


# ---- the strings read by hand, when they are at hand

GIVEN = Path(__file__).parents[2].parent / "shared" / "eval" / "strings" / "captions.jsonl"


@pytest.mark.skipif(not GIVEN.exists(), reason="the evaluation strings are not beside the repository")
def test_strings_read_by_hand() -> None:
    rows = [json.loads(line) for line in GIVEN.read_text(encoding="utf-8").splitlines()]
    wrong = [row["id"] for row in rows if parse_caption(row["raw"])._asdict() != row["expect"]]
    assert len(wrong) <= 0.02 * len(rows), wrong
