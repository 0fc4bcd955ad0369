"""Whether a date in a line is a stamp at all: intervals, prose, events, the paper's own data (D9, D10). Pure."""

import re

from newscrawl.text.dates.stamps import Reading

# An interval, the clock of a market or of a ranking, a number that goes on: no stamp, whatever its label.
_IN_BRACKETS = r"\.?(?: ?\([^()]{1,12}\)\.?)?"
_NO_STAMP = re.compile(
    rf"{_IN_BRACKETS} ?(?:[~∼〜]|(?:[가-힣]{{1,6}} )?기준|부터|까지"
    r"|[-–—] ?(?:[0-9]{1,2}:[0-9]|(?:19|20)[0-9]{2} ?[.\-/년]))"
)
_NO_BARE_STAMP = re.compile(
    rf"{_IN_BRACKETS} ?[-–—] ?[0-9]|(?<!일)[.\-/:]?[0-9]|%|호(?!텔)|[면회차주명건원개위점](?![가-힣])"
)
_FROM = re.compile(r"[~∼〜] ?$|[0-9] ?[-–—] ?$")
_TO = re.compile(rf"{_IN_BRACKETS} ?[-–—] ?")
# "14.2.1" is a version and "3.5" a number; "14.02.01", "14. 2. 1", "’14.2.1" and "2월 1일" are dates.
_DATED = re.compile(r"(?:[0-9]{2}[.\-/])?[0-9]{2}[.\-/][0-9]{2}|['‘’`´′].*|.*(?:[월년]|\. ).*")
# The paper's own data: a bare date in such a line is never a stamp.
_COLOPHON = re.compile(
    r"등록번호|등록 ?\(|등록 ?일자|(?:등록|발행) ?[연년]월일|발행인|편집인|인쇄인|제호|창간|정기간행물|청소년 ?보호"
    r"|사업자|대표이사|통신판매|인터넷신문"
)
_COPYRIGHT = re.compile(r"[©ⓒ]|\([cC]\)|(?i:copyright)")
# What makes an unlabelled date a part of a sentence, an event or an open interval.
_IN_PROSE = re.compile(
    r"에(?:[는도서]|(?![가-힣]))|자(?![세가-힣])|자로|[경의은는을를](?![가-힣])|께|쯤| ?[전후](?![가-힣])| ?[-–—][ )]*$"
    r"|[ .,)]{0,3}(?:현재|이후|이전|당시|장 ?(?:마감|중|종료)|실시간|개정|제정|공포|시행|별세|출생"
    r"|개최|개봉|개막|출시|예정|마감|종료|시작|오픈)"
)
_OF_PRINT = re.compile(r"[ .,)]{0,3}(?:지면|조간|석간)")
_PAGE_TALK = re.compile(r"이 기사[를는가].*")  # "이 기사를 공유합니다" stands beside many a stamp
_PROSE = re.compile(
    r"[가-힣](?:다|요|죠|까)(?:[.!?]|$)|[했한된됐였있없이왔혔갔졌린란]다(?![가-힣])"
    r"|[가-힣](?:에서|에게|으로|하는|되는|리는|위해|통해|대한)(?![가-힣])"
    r"|행사|일정|컨퍼런스|콘퍼런스|세미나|박람회|설명회|공청회|콘서트|전시회|시상식|이벤트|예약|휴무|휴장|당첨|배송|결제|만기"
)
# Three words and more behind the date, and neither a person nor page furniture among them: a text that opens with it.
_NOBODY = r"(?![가-힣]{0,8}(?:기자|특파원|에디터|앵커|리포터|인턴))[0-9A-Za-z가-힣]+"
_RUNS_ON = re.compile(
    r"[ ),\]]{1,3}(?!이 기사|가가|댓글|조회|글자|기사|공유|스크랩|인쇄|프린트|추천|이웃|구독|폰트|[Uu][Rr][Ll]|[Bb]y )"
    rf"{_NOBODY} {_NOBODY} {_NOBODY}"
)
_BAR_BEFORE, _BAR_BEHIND = re.compile(r"[|·ㆍㅣ│>] ?$"), re.compile(r" ?(?:[|·ㆍㅣ│]|$)")
_HALF = re.compile(r"오[전후]")
_WORD = re.compile(r"[가-힣]+|[A-Za-z]{2,}")


def is_stamp(text: str, readings: list[Reading], i: int) -> bool:
    """Return whether the words beside the i-th date let it be a stamp, whatever its label.

    >>> from newscrawl.text.dates.stamps import read_stamps
    >>> text = "접수 2020.06.17 ~ 2020.06.20, 2020.06.17 11:00 기준, 2020.06.21 11:00"
    >>> dates = list(read_stamps(text, None))
    >>> [is_stamp(text, dates, i) for i in range(4)]
    [False, False, False, True]
    """
    reading = readings[i]
    if _NO_STAMP.match(text, reading.end) or _FROM.search(text, max(0, reading.start - 4), reading.start):
        return False
    if i and _TO.fullmatch(text, readings[i - 1].end, reading.start):
        return False
    if reading.has_clock:
        return True
    if reading.form in ("short", "none") and not _DATED.fullmatch(reading.words):
        return False
    return not _NO_BARE_STAMP.match(text, reading.end)


def is_colophon(text: str) -> bool:
    """Return whether a line holds the paper's own data.

    >>> is_colophon("등록번호 : 서울 아00000 | 등록일 : 2009.11.30")
    True
    """
    return bool(_COLOPHON.search(text))


def standing_alone(text: str, readings: list[Reading], stamps: list[Reading]) -> list[Reading]:
    """Return those of the unlabelled stamps that are no part of a sentence and no date of an event.

    >>> from newscrawl.text.dates.stamps import read_stamps
    >>> line, prose = "홍길동 기자 | 2020년 6월 17일", "2020년 6월 17일 서울에서 열린다"
    >>> [len(standing_alone(text, d, d)) for text in (line, prose) for d in [list(read_stamps(text, None))]]
    [1, 0]
    """
    starts = [reading.start for reading in readings] + [len(text)]
    ends = [0] + [reading.end for reading in readings]
    rest = " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    is_alone = len(readings) == 1 and not any(map(str.isalnum, rest))
    rest = _PAGE_TALK.sub("", rest)
    is_prose = len(_WORD.findall(rest)) > 8 or bool(_PROSE.search(rest))
    if not all(reading.has_clock for reading in stamps) and _COPYRIGHT.search(rest):
        stamps = [reading for reading in stamps if reading.has_clock]
    return [
        reading
        for reading in stamps
        if not _IN_PROSE.match(text, reading.end)
        and (is_alone or _is_plain(reading) or (not is_prose and _is_line(text, reading)))
    ]


def _is_plain(reading: Reading) -> bool:
    """Tell a date in figures with its clock, which no sentence prints."""
    if not reading.has_clock or "월" in reading.words:
        return False
    return reading.form in ("year", "short") or (reading.form == "digits" and len(reading.words) == 8)


def _is_line(text: str, reading: Reading) -> bool:
    match reading.form:
        case "digits":
            return False
        case "day":
            return reading.has_clock or _is_cell(text, reading)
        case "none":
            dated = _DATED.fullmatch(reading.words) or _HALF.search(text, reading.start, reading.end)
            return bool(dated) and (reading.has_clock or _is_cell(text, reading))
    if not reading.has_clock and _OF_PRINT.match(text, reading.end):
        return False
    return not _RUNS_ON.match(text, reading.end)


def _is_cell(text: str, reading: Reading) -> bool:
    """Tell whether bars part it from the other words of its line ("IT | 홍길동 기자 | 06.17")."""
    return bool(
        _BAR_BEFORE.search(text, max(0, reading.start - 2), reading.start)
        and _BAR_BEHIND.match(text, reading.end)
    )
