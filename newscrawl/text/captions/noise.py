"""What stands in a caption and is neither prose nor credit: markers, stamps, addresses, notices, buttons."""

import re
import unicodedata

# Two blanks and a line break are kept as seams: outlets set a credit off with them (rule C5).
_BLANKS = (
    dict.fromkeys(range(0x2000, 0x200B), " ")
    | dict.fromkeys(map(ord, "\t\x0b\x0c\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000"), " ")
    | dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), "\n")
)
_UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u200e\u200f\u2060\ufeff"), None)
_STRANGE = re.compile(f"[{''.join(map(chr, _BLANKS | _UNSEEN))}]")
_SPACES = re.compile(r"\s\s+")

# Full-width and look-alike signs, one for one: a position means the same in both strings (rule C11).
_COUSINS = str.maketrans(
    "［【〔〖］】〕〗（）＜〈‹＞〉›＝〓：∶／｜│┃ㅣ¦∣©Ⓒㆍᆞㆎᆢ・･•‧∙⋅，．–—―‒−＠　",
    "[[[[]]]]()<<<>>>==::/||||||ⓒⓒ··········,.-----@ ",
)
_COUSIN = re.compile(f"[{re.escape(''.join(map(chr, _COUSINS)))}]")

MARKERS = "▲△▴▵▼▽▾◇◆◈❖▶▷▸►◀◁◂◄■□▣▪●○◎◉⊙※★☆☞☛♦✔➤👉\ufe0f"
LEADING_MARKERS = re.compile(rf"[{MARKERS}\s]*[{MARKERS}](?:\s|…|·{{2,}}|\.{{2,}})*")

_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_CLOCK = r"(?:\s?\([월화수목금토일]\))?(?:\s\d{1,2}:\d\d(?::\d\d)?)?"
_FIGURES = rf"(?:(?:19|20)\d\d\s?[./-]\s?{_MONTH}\s?[./-]\s?{_DAY}|['’‘]?\d\d\.\s?{_MONTH}\.\s?{_DAY})(?!\d)\.?{_CLOCK}"
_IN_WORDS = rf"(?:19|20)\d\d년\s?{_MONTH}월\s?{_DAY}일{_CLOCK}"
# A date in words, or after a particle, is the prose's own: "행사는 2020년 6월 17일".
STAMP_AT_END = re.compile(
    rf"(?:(?<![\d~.-])(?<!~\s)(?<![은는]\s)(?:/\s?)?{_FIGURES}|(?:(?<=[.!?…)\]\n(\[])|(?<=[.!?…)\]]\s)){_IN_WORDS})\s?/?\Z"
)
STAMP = re.compile(rf"{_FIGURES}|{_IN_WORDS}")
ADDRESS_AT_END = re.compile(
    r"(?<!:)(?<!: )(?<![\w.+%-])[A-Za-z0-9][\w.+%-]{0,40}@(?:\.|[A-Za-z0-9][A-Za-z0-9.-]{0,60})?\Z", re.ASCII
)
_ADDRESS = re.compile(r"[A-Za-z0-9][\w.+%-]*@[\w.-]*", re.ASCII)

_ABOUT = r"(?:기사|본문|보도)\s?(?:의\s?)?(?:내용|본문)?\s?(?:과|와|과는|와는)?\s?[^.()\[\]<>\n]{0,14}?"
_NOT_OF_IT = (
    r"(?:무관|(?:관련|연관|상관|관계)(?:성)?(?:이|은)?\s?(?:전혀\s?)?없)"
    r"(?:함|합니다|한|음|습니다|는|다|임|입니다)?"
)
_BOILERPLATE = re.compile(
    r"<?\s?저작권자\s?[ⓒ©][^<>\n]{0,70}>?|(?i:copyrights?)\s?(?:[ⓒ©]|\([cC]\))?[^<>\n]{0,40}?(?i:all\s+rights?\s+reserved)\.?"
    r"|[*※]?\s?(?:재판매|무단\s?(?:전재|복제|배포|사용|도용|게재|판매)|전재\s?및|재배포|(?:판매\s?및\s?)?DB\s?(?:화\s?)?금지|저작권법)"
    r"[^.()\[\]<>\n]{0,40}?(?:금지|금함|불허)(?:함|합니다)?\.?"
    r"|[*※]?\s?DB\s?(?:화\s?)?금지\.?|[(<\[]끝[)>\]]"
    r"|(?i:all\s+rights?\s+reserved)\.?"
    rf"|[*※]?\s?(?:(?:위|본|해당|이|상기)\s)?(?:(?:참고|자료)\s?)?(?:사진|이미지|영상|그래픽|삽화)(?:들)?(?:은|는)?\s"
    rf"(?:(?:본|이|해당)\s)?{_ABOUT}{_NOT_OF_IT}\.?"
    rf"|[*※]?\s?(?:(?:본|이|해당)\s)?{_ABOUT}{_NOT_OF_IT}(?:\s(?:(?:참고|단순)\s?)?(?:사진|이미지|영상)(?:입니다|임)?)?\.?"
    r"|[*※]?\s?(?:기사의?\s|내용의?\s)?이해를\s돕기\s위(?:한|해)"
    r"(?:\s(?:참고용?\s?)?(?:사진|이미지|그림|삽화)(?:입니다|임)?)?\.?"
    r"|[*※]?\s?(?:(?:이미지|사진|그림|그래픽|원본)(?:를|을)?\s?|(?<![가-힣])(?<![가-힣]\s))"
    r"(?:클릭|터치)(?:하면|하시면|시)\s[^.()\[\]<>\n]{0,40}\.?"
    r"|(?:(?:이미지|사진|그림|그래픽|차트|원본)\s?)?(?:(?:원본|크게|확대|자세히|확대해서)\s?보기|이미지\s?보기)"
    r"|(?:관련|기사)\s?(?:사진|이미지)\s?보기"
)
# A call of the expression is dear; no notice is without one of these.
_HINT = re.compile(r"금지|끝|저작권자|없|무관|보기|클릭|터치|돕기|불허|금함|(?i:eserved)")
_BUTTON_FIRST = re.compile(
    r"(?:(?:(?:사진|이미지|원본)\s?확대|Photo Image|photo\s?이미지|이미지 원본)(?![가-힣])\s*)+"
)
_EMPTY_PAIR = re.compile(r"\(\s*[.,·*]?\s*\)|\[\s*[.,·*]?\s*\]|<\s*[.,·*]?\s*>")


def with_seams(raw: str) -> str:
    """Return the line in NFC, its white space tidied to one blank, two blanks or a line break.

    >>> with_seams(" 홍길동   대표.\\u3000\\r\\n 나래일보 ")
    '홍길동  대표.\\n나래일보'
    """
    if _STRANGE.search(raw) is not None:
        raw = raw.translate(_BLANKS | _UNSEEN)
    line = unicodedata.normalize("NFC", raw).strip()
    return _SPACES.sub(lambda run: "\n" if "\n" in run[0] else "  ", line)


def plain_signs(line: str) -> str:
    """Return the line with full-width brackets and signs as their ASCII cousins, position for position.

    >>> plain_signs("［사진＝나래］ ©홍길동 (c)누리")
    '[사진=나래] ⓒ홍길동 (ⓒ)누리'
    """
    if _COUSIN.search(line) is not None:
        line = line.translate(_COUSINS)
    return line.replace("(c)", "(ⓒ)").replace("(C)", "(ⓒ)") if "(c)" in line or "(C)" in line else line


def collapsed(text: str) -> str:
    """Return the text with each run of white space as one blank, trimmed."""
    return " ".join(text.split())


def without_addresses(words: str) -> str:
    """Return the words tidied and without e-mail addresses; an account's "@name" stays.

    >>> without_addresses("홍길동 기자 hong@example.com / 나래전자"), without_addresses("인스타그램 @narae")
    ('홍길동 기자 / 나래전자', '인스타그램 @narae')
    """
    return collapsed(_ADDRESS.sub(" ", words) if "@" in words else words)


def without_boilerplate(line: str) -> str:
    """Return the line without notices and buttons; a line break stays where one stood (rule C8).

    >>> without_boilerplate("모델이 웃고 있다. [나래 제공. 재판매 및 DB 금지]")
    '모델이 웃고 있다. [나래 제공.\\n]'
    >>> without_boilerplate("이미지 크게 보기 홍길동 대표. (사진은 기사 내용과 무관함)")
    '홍길동 대표.'
    """
    if _HINT.search(line) is not None:
        line = with_seams(_EMPTY_PAIR.sub("\n", _BOILERPLATE.sub("\n", line)))
    button = _BUTTON_FIRST.match(line)
    return line[button.end() :] if button is not None and button.end() < len(line) else line
