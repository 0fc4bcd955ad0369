"""The lines newsrooms' systems put behind an article's text: copyright, related news, subscriptions, tags, credits."""

import re

from newscrawl.text.lexicon import is_outlet

_NOTICE = (
    r"무단\s?(?:전재|복제|배포|사용|도용|게재)|재배포\s?(?:를\s?)?(?:금지|금함)|[Aa]ll\s?[Rr]ights?\s?[Rr]eserved|"
    r"수집[·,\s]*(?:및\s?)?재배포"
)
_HOLDER = r"[<＜\[［(【]?\s?(?:(?:저작권자|[Cc]opyrights?|COPYRIGHTS?)\s?(?:[ⓒ©Ⓒ]|\([cC]\))?|[ⓒ©Ⓒ])"
# A holder with a sign or word of copyright, and what is forbidden: "저작권자 © 나래일보 무단전재 및 재배포 금지".
_COPYRIGHT = re.compile(rf"(?P<holder>{_HOLDER})[^<>＜＞\[\]\n]{{0,120}}?(?:{_NOTICE})|{_NOTICE}")
_SIGN = re.compile(r"\W{0,3}(?:저작권자\s?[ⓒ©Ⓒ(]|[Cc]opyrights?\W|COPYRIGHTS?\W|[ⓒ©Ⓒ])")
# Behind a sentence the same, up to the end of the paragraph.
_COPYRIGHT_AT_END = re.compile(
    rf"(?<=[.!?\"'”’)\]])\s?(?P<notice>{_HOLDER}[^.<>\n]{{0,100}}?(?:{_NOTICE})[^.\n]{{0,28}}[.\])>＞］】]*)\Z"
)

_TELLS = re.compile(r"[가-힣]다[.\"'”’)]*\Z")
_FORBIDS = re.compile(r"(?:금지|금|불허|보호를 받|제재를 받을 수 있)(?:합니다|습니다|됩니다)[.)\]>]*\Z")

_BULLETS = r"[▶►▷☞☎※★☆◆◇■□▲△●○◎→*•·\-\s\[【<＜(（「『#]*"
# Headings of lists of other articles: behind one, what links elsewhere is the page's.
_RELATED = re.compile(
    rf"{_BULLETS}(?:관련\s?(?:기사|뉴스|포토|영상|종목|글|링크|콘텐츠)|(?:많이|가장\s?많이)\s?본|주요\s?(?:뉴스|기사)|핫\s?(?:뉴스|이슈|클릭)|"
    r"오늘의\s?(?:핫|주요|뉴스|추천)|이\s?시각\s?|추천\s?(?:기사|뉴스|콘텐츠)|인기\s?(?:기사|뉴스)|실시간\s?(?:뉴스|인기|급상승)|"
    r"최신\s?(?:기사|뉴스)|다른\s?기사|함께\s?(?:본|보면|읽으면)|종목\s?기사|(?:이\s|[가-힣]{2,4}\s?)?기자의\s?(?:다른|최신|인기|주요)|(?:지금|오늘)\s?뜨는|"
    r"에디터\s?추천|같이\s?볼\s?만한)"
)
# Over whom to ask, behind a press release.
_CONTACTS = re.compile(rf"{_BULLETS}(?:(?:언론|홍보|보도자료|미디어)\s?)?(?:연락처|문의처|담당자)\W*")
_FURNITURE = re.compile(
    rf"{_BULLETS}(?:"
    r"(?:기사|뉴스|독자)\s?(?:제보|문의)|제보\s?(?:하기|는|를|전화|문의|[:：])|보도자료\s?(?:문의|접수|[:：])|"
    r"웹\s?사이트\s?[:：]\s?\S+\Z|"
    r"(?:네이버|카카오톡?|다음|유튜브|구글|텔레그램|페이스북|인스타그램|트위터|카톡)(?:\s?뉴스|\s?채널|\s?메인)?(?:에서|에|으로|로|\s)[^.]{0,40}(?:구독|추가|팔로우|친구|받아|보기|만나)|"
    r"구독\s?(?:하기|신청|하고|하러)|좋아요\s?\d*|(?:공감|추천|조회수?)\s?:?\s?\(?[\d,]+\)?(?:개|회|명)?\Z|댓글\s?(?:\d+|보기|쓰기)|공유\s?하기|기사\s?(?:공유|인쇄|추천|원문\s?보기)|원문\s?보기|글자\s?크기|"
    r"무료\s?(?:운세|만화|웹툰)|오늘의\s?운세|(?:모바일\s?)?앱\s?(?:다운로드|설치|다운)|바로\s?가기|뉴스\s?스탠드|"
    r"[^.]{2,80}(?:로|편에서|기사에)\s?(?:이어집니다|계속됩니다|이어진다)\.?\Z|"
    r"이\s?기사가\s?(?:마음에|도움이)|기사\s?추천은\s|기자\s?(?:프로필|페이지)\Z|이\s?기사의\s?댓글|"
    r"이\s?기사는\s?(?:[^.]{0,20}(?:AI|인공지능|로봇|제휴)|언론사|해당)|(?:위|본|이)\s?(?:기사|콘텐츠|글)[^.]{0,30}(?:저작권|무단)|"
    r"(?:외부|객원)\s?(?:필자|필진|기고|칼럼)[^.]{0,30}(?:다를|무관|방향)|[^.]{0,20}(?:본지|본보|본사)의?\s?(?:편집\s?)?(?:방향|의견|논조|입장)과[^.]{0,12}다를"
    r")"
)
_CALLS = re.compile(
    r"[^.]{0,40}(?:기사\s?문의|제보\s?[:：]|(?:으로|로|에)\s?제보|구독\s?하(?:기|세요)|채널\s?(?:추가|구독)|친구\s?추가|okjebo|jebo\d)"
)
# Newsrooms ask for tips, and their telephone numbers and slogans follow.
_ASKS_FOR_TIPS = re.compile(
    rf"{_BULLETS}(?:['‘\"“]?\s?제보\s?하기|[^.]{{0,40}}(?:여러분의|당신의|시청자의?|독자의?)\s?(?:소중한\s?)?제보[가를로]|"
    r"[^.]{0,20}기사\s?문의\s?및\s?제보)"
)
_CONTACT = re.compile(
    rf"{_BULLETS}(?:카카오톡|카톡|라인|전화|이메일|메일|사이트|홈페이지|유튜브|텔레그램|팩스|문자)\s?[\])】]?\s?[:：]?\s?\S"
)
# Who filmed and cut: "영상취재: 홍길동 / 영상편집: 김나래".
_NAMES = r"[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,4}"
_CREW = re.compile(
    rf"\W{{0,3}}(?:(?:(?:영상|촬영|편집|그래픽|자막|연출|내레이션|CG|VJ)[가-힣]{{0,4}}\s?[:：=ㅣ|]\s?|"
    rf"(?:영상|촬영|그래픽)(?:취재|편집|기자|디자인)\s){_NAMES}[\s/,|]{{0,4}}){{1,6}}\W{{0,3}}"
)
_SLOGAN = re.compile(r"\W?[^-–]{4,30}\s[-–]\s(?P<outlet>[^\s\-–]{3,12})(?:\s[\w.]{4,20})?\W?")
_NO_SLOGAN = re.compile(r"출처|자료|사진")
_END = re.compile(r"\W{0,2}끝\W{0,2}")
_TAGS = re.compile(r"(?:(?:태그|Tags?|TAG)\s?[:：]?\s?)?#[^\s#,]+(?:[\s,]*#[^\s#,]+)*[\s,]*")
_ARROW = re.compile(r"[▶►☞]")
_LIST_ITEM = re.compile(r".{0,12}\s?[:：]\s|.*다\.\Z")  # "▶ 일시: 5월 1일", "▶ 나래호는 하늘로 날았다."
_PHOTO_CREDIT = re.compile(
    r"[\[(<【［〔（＜/▲\s]{0,3}(?:사진|이미지)\s?(?:제공|출처|[·/]\s?영상|[·/]\s?자료)?\s?[\])】］>]?\s?(?:[=:：＝|ㅣ/]|(?<=[\])】］>]))\s?\S.{0,60}"
)
_CREDIT_AT_END = re.compile(
    r"(?<=[.!?\"'”’])\s?(?P<credit>[/(\[<（［]?\s?사진\s?(?:제공|출처)?\s?[=:＝|ㅣ]\s?[^.=]{1,40}[)\]>）］]?)\.?\Z"
)


def _tells(line: str) -> bool:
    """Whether the line ends as a sentence of an article does: "저작권자 허락 없이 무단 배포한 혐의로 기소됐다."."""
    return _TELLS.search(line) is not None and _FORBIDS.search(line) is None


def is_copyright(line: str) -> bool:
    """Return whether the line is a copyright notice and nothing else.

    >>> [is_copyright(line) for line in ("<저작권자ⓒ나래일보. 무단전재-재배포금지>", "ⓒ 나래일보", "무단 배포 혐의다.")]
    [True, True, False]
    """
    if len(line) > 200 or _tells(line):
        return False
    found = _COPYRIGHT.search(line)
    return (found is not None and found.start() < 60) or (_SIGN.match(line) is not None and len(line) < 80)


def split_copyright(line: str) -> tuple[str, str]:
    """Return the line without the copyright notice behind its words, and the notice; (line, "") without one.

    >>> split_copyright("홍길동 기자 a@example.com 저작권자 © 나래일보 무단전재 및 재배포 금지")
    ('홍길동 기자 a@example.com', '저작권자 © 나래일보 무단전재 및 재배포 금지')
    >>> split_copyright("나래호가 날았다. ⓒ 나래일보, 무단전재 및 재배포 금지")
    ('나래호가 날았다.', 'ⓒ 나래일보, 무단전재 및 재배포 금지')
    """
    if _tells(line[-200:]):
        return line, ""
    if len(line) <= 200:
        found = _COPYRIGHT.search(line)
        if found is not None and found["holder"] is not None:
            return line[: found.start()].rstrip(), line[found.start() :].lstrip()
        return line, ""
    found = _COPYRIGHT_AT_END.search(line, len(line) - 160)
    return (line[: found.start()].rstrip(), found["notice"]) if found is not None else (line, "")


def is_related_heading(line: str) -> bool:
    """Return whether the line heads a list of other articles, or of whom to ask.

    >>> [is_related_heading(line) for line in ("[관련기사]", "▶ 많이 본 뉴스", "관련 기사를 쓴 홍길동 기자는 말했다.")]
    [True, True, False]
    """
    if _CONTACTS.fullmatch(line):
        return True
    found = _RELATED.match(line)
    return found is not None and len(line) <= 40 and not line.endswith(("다.", "요."))


def is_furniture(line: str) -> bool:
    """Return whether the line, at an article's foot, is the page's and not the article's.

    >>> [is_furniture(line) for line in ("네이버에서 나래일보 구독하기", "#나래 #누리", "(끝)", "☞ 나래 바로가기")]
    [True, True, True, True]
    >>> [is_furniture(line) for line in ("나래일보는 구독자를 늘렸다.", "▶ 일시: 5월 1일", "출처 : https://example.com")]
    [False, False, False]
    """
    if (
        not any(map(str.isalnum, line))
        or _END.fullmatch(line)
        or _TAGS.fullmatch(line)
        or line.startswith("☞")
    ):
        return True
    if len(line) > 150:
        return False
    if asks_for_tips(line) or _CREW.fullmatch(line) or _is_slogan(line):
        return True
    if _FURNITURE.match(line) or _CALLS.match(line) or is_related_heading(line):
        return not line.endswith("다.") or len(line) < 40
    return _ARROW.match(line) is not None and _LIST_ITEM.match(line) is None


def asks_for_tips(line: str) -> bool:
    """Return whether the line asks readers for tips; what follows it tells where to.

    >>> [asks_for_tips(line) for line in ("■ 제보하기", "※ '당신의 제보가 뉴스가 됩니다'", "제보자는 홍길동이었다.")]
    [True, True, False]
    """
    return len(line) <= 120 and _ASKS_FOR_TIPS.match(line) is not None


def is_contact(line: str) -> bool:
    """Return whether the line tells how to reach a newsroom: "[메일] desk@example.com", "▷ 전화 : 02-000-0000"."""
    return len(line) <= 70 and _CONTACT.match(line) is not None


def _is_slogan(line: str) -> bool:
    found = _SLOGAN.fullmatch(line)
    return found is not None and is_outlet(found["outlet"]) and not _NO_SLOGAN.search(line)


def is_photo_credit(line: str) -> bool:
    """Return whether the line only credits photos: "[사진=나래]", "사진제공=나래", "[사진]나래 DB".

    >>> [is_photo_credit(line) for line in ("[사진=나래]", "사진제공=나래", "[사진]나래 DB", "사진을 보면 안다.")]
    [True, True, True, False]
    """
    return len(line) <= 80 and _PHOTO_CREDIT.fullmatch(line) is not None and not line.endswith("다.")


def split_photo_credit(line: str) -> tuple[str, str]:
    """Return the paragraph without the photo credit glued to its end, and the credit; (line, "") without one.

    >>> split_photo_credit("입대할 예정이다. 사진=나래")
    ('입대할 예정이다.', '사진=나래')
    """
    found = _CREDIT_AT_END.search(line, max(0, len(line) - 60))
    return (
        (line[: found.start()].rstrip(), line[found.start("credit") :]) if found is not None else (line, "")
    )
