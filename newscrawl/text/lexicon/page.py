"""Words that stand around a byline and are no part of it: buttons, counters, contact lines, kinds of article."""

from newscrawl.text.lexicon.words import words

# Buttons and counters next to a reporter's name on Korean outlets' pages.
FURNITURE = words(
    """
    자세히보기 자세히 더보기 보기 다른기사 다른 기사 기사보기 기사더보기 전체기사 전체보기 모아보기 모아
    모두 모두보기 관련기사 구독 구독하기 구독중 구독자 팔로우 팔로잉 프로필 페이지 기자페이지 바로가기
    홈페이지 블로그 페이스북 트위터 카카오톡 카카오스토리 인스타그램 유튜브 밴드 라인 SNS 응원 응원하기
    후원 후원하기 스크랩 인쇄 프린트 공유 공유하기 댓글 댓글달기 조회 조회수 추천 좋아요 글자크기 폰트 가
    가가 이메일 메일 E-mail e-mail email Email E메일 이메일보내기 메일보내기 보내기 mailto 입력 승인 수정
    등록 송고 작성일 기사입력 최종수정 최초입력 기사승인 기사수정 등록일 수정일 입력시간 업데이트 기사전송
    전송 기사원문 원문 원문보기 링크 URL 복사 확대 축소 열기 닫기 접기 펼치기 이전 다음 목록 스토리 채널
    추가 새창 알림 설정 입니다 이었습니다 였습니다 끝 오류신고 신고 연재 기사모음 http https 모바일 앱
    다운로드 다운받기 지면 지면보기 PDF RSS Copyright All Rights Reserved 무단 전재 재배포 금지 저작권
    저작권자 무단전재 재배포금지 및 기자의 님의 호수 송고시간 송고일시 기사목록 프로필보기 더 발행일
    발행일시 게시일 작성일시
    """
)
# Before an address they make it the newsroom's, not a reporter's.
CONTACTS = words(
    """
    제보 기사제보 제보하기 제보메일 제보전화 문의 기사문의 광고문의 광고 보도자료 독자투고 투고 고객센터
    독자서비스 상담 취재요청 보도요청 협찬 제휴 문의처 대표메일 대표이메일 webmaster help admin news_desk
    """
)
# Kinds of article, printed in brackets before anything else.
GENRES = words(
    """
    단독 속보 긴급 인터뷰 르포 영상 동영상 포토 화보 사진 카드뉴스 영상뉴스 포토뉴스 그래픽뉴스 뉴스분석
    분석 심층 심층분석 심층취재 기자수첩 취재수첩 취재후기 기자칼럼 칼럼 사설 시론 기고 특별기고 독자기고
    오피니언 논단 논평 시평 만평 만화 기획 특집 기획특집 연재 시리즈 종합 1보 2보 3보 상보 공식 전문 해설
    팩트체크 이슈 핫이슈 이슈플러스 이슈분석 현장 현장르포 현장취재 취재파일 리포트 앵커 기자 앵커멘트
    리포터 인물 동정 인사 부고 부음 날씨 주요뉴스 뉴스 오늘 이번주 신간 서평 책 리뷰 체험기 시승기 사용기
    IR 공시 특징주 마감시황 시황 증시 환율 코스피 코스닥 표 그래픽 인포그래픽 Q&A QnA 일문일답 전문가
    편집자주 편집자 알림 정정 바로잡습니다 사고 광고 AD 협찬 PR 보도자료 라이브 LIVE 생중계 오늘의
    뉴스브리핑 브리핑
    """
)
# Who owns a photo or a chart; what follows is a credit, unless it is a person.
CREDITS = words(
    """
    사진 사진제공 사진출처 제공 출처 자료 자료사진 자료제공 자료출처 이미지 이미지제공 이미지출처 영상제공
    영상출처 그래픽제공 화면 화면캡처 캡처 캡쳐 갈무리 참고 참고자료 로고 포스터 촬영제공 도움말 도움 협조
    촬영협조 그래픽 영상 촬영 일러스트 삽화 그림 인포그래픽
    """
)
# What an outlet calls itself.
SELVES = words("""본지 본보 본사 당사""")
