"""The words that mark a credit (사진=, 제공, ⓒ …), and how strong each is (rule C7)."""

import re

# From the strongest to the weakest; the sign goes with what it is called in the record.
KINDS = ("제공", "합성", "캡처", "그래픽", "자료", "출처", "사진", "ⓒ")
BARE = len(KINDS)
_RANKS = {
    **{kind: rank for rank, kind in enumerate(KINDS)},
    "협조": 0,
    **dict.fromkeys(("캡쳐", "캡춰", "갈무리"), 2),
    **dict.fromkeys(("일러스트", "삽화", "도표", "CG", "graphic"), 3),
    **dict.fromkeys(("출저", "source", "credit"), 5),
    **dict.fromkeys(("이미지", "영상", "그림", "화면", "photo", "image", "picture"), 6),
    **dict.fromkeys(("copyright",), 7),
    "courtesy": 0,
}
_WORDS = re.compile("|".join(sorted(map(re.escape, _RANKS), key=len, reverse=True)), re.IGNORECASE)

_THING = (
    r"(?:(?:자료\s|참고\s)?(?:참고|자료|위성|항공|합성|보도|독자)?(?:사진|이미지)|"
    r"영상|그래픽|인포그래픽|자료|일러스트|삽화|그림|도표|CG)"
)
_DOING = r"(?:제공|출처|출저|협조|합성|캡처|캡쳐|갈무리|촬영)"
_BESIDE = r"(?:글|취재|편집|정리|디자인|제작|번역|기획|구성)"
_OF_A_THING = (
    rf"(?:ⓒ\s?)?(?:{_BESIDE}\s?[·/&,+]\s?)*{_THING}(?:\s?(?:[·&+]|및)\s?(?:{_THING}|{_BESIDE}))*(?:\s?(?:[·&]|및)?\s?{_DOING})?"
    r"|(?:ⓒ\s?)?(?i:photos?|images?|graphics?|source|picture|credit)(?:\s(?i:by|courtesy(?:\sof)?|from))?"
    r"|(?i:courtesy\sof)"
)
_PLACE = r"(?:\s?[(\[][^()\[\]=:\n]{1,14}[)\]])?"
_GLUABLE = r"(?:사진|이미지)(?:\s?(?:제공|출처))?"

# "사진=", "사진제공 :", "글·사진=", "ⓒ사진 =", "사진(수원)=": right before the sign. Only the commonest word is
# believed when glued to a word before it; 보도자료=, 사용출처= are no labels.
LABEL_BEFORE_SIGN = re.compile(
    rf"(?:(?P<thing>(?:(?=ⓒ)|(?<![가-힣A-Za-z0-9]))(?:{_OF_A_THING})|(?<=[가-힣]){_GLUABLE}|(?<=\s)출처)|(?<![가-힣A-Za-z0-9]){_DOING}){_PLACE}\s?\Z"
)
# The same at the start of a credit, where weaker signs will do: "사진 | 나래", "출처 나래", and the party in brackets.
LABEL_AT_START = re.compile(
    rf"(?P<label>(?:{_OF_A_THING}|제공\s?사진|{_DOING}){_PLACE}(?=\s?[=:])|{_OF_A_THING}|{_DOING})"
    r"(?P<sign>\s?[=:|>_;,·/]+\s?|\s?-(?!\d)\s?|\s?(?=ⓒ)|\s[lI]\s(?=\S)|[lI](?=[가-힣])|\s(?=\S)|(?=\()|\s?\Z)"
)
LABEL_FIRST = frozenset(
    "ⓒ글취편정디제번기구자참위항합보독사이영그인일삽도C출협캡갈촬PpIiGgSsc"
)  # what a label may begin with
COPYRIGHT = re.compile(
    r"(?:(?:copyrights?|저작권자?)\s?)?(?:ⓒ|(?P<letter>\(ⓒ\)))\s?(?:(?:19|20)\d\d[.,]?\s)?(?:by\s)?",
    re.IGNORECASE,
)
COPYRIGHT_WORD = re.compile(r"(?:copyrights?|저작권자?)\s?\Z", re.IGNORECASE)

# At the end of a credit: "나래 제공", "나래 캡처", "나래 자료사진", "나래 그래픽".
GIVEN_AT_END = re.compile(
    r"(?:에서)?\s?(?:(?:사진|이미지|자료)\s?)?제공(?:\s?(?:사진|이미지|영상|자료|화면))?\Z"
)
CAUGHT_AT_END = re.compile(r"(?:에서)?\s?(?:캡처|캡쳐|캡춰|갈무리)(?:\s?(?:사진|이미지|화면|본))?\Z")
FILED_AT_END = re.compile(r"\s?자료\s?(?:사진|화면|그림|이미지|영상)?\Z")
NAMED_AT_END = re.compile(
    r"(?:\s?(?:합성\s?사진|사진\s?합성|합성|그래픽|(?P<made>촬영|제작)|출처)|\s사진|(?<!.)사진)\Z"
)
# A provider and, behind it, the agency that passed it on (rules C3, C16).
PASSED_ON = re.compile(r"(?P<mark>제공|캡처|캡쳐|갈무리|자료\s?사진)(?:\s?[=/,·|.;]\s?|\s)(?=[^\s.,·])")


def rank_of(words: str) -> int:
    """Return the rank of the strongest mark among the words, BARE when there is none.

    >>> [KINDS[rank_of(words)] for words in ("사진제공", "사진출처", "자료사진", "ⓒ사진", "캡쳐")]
    ['제공', '출처', '자료', '사진', '캡처']
    """
    return min(
        (_RANKS[word.lower() if word.isascii() and word != "CG" else word] for word in _WORDS.findall(words)),
        default=BARE,
    )
