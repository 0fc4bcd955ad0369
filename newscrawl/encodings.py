"""Bytes to text: which encoding a Korean page is really in, whatever its header or its head declares.

Korean pages declare the wrong encoding often enough that a declaration is only a hint: bytes that are valid UTF-8 are
UTF-8 (legacy Korean text is practically never valid UTF-8 by chance), and legacy Korean is read as CP949, the superset
that browsers use for every "euc-kr" and "ks_c_5601-1987" page.
"""

import codecs
import re

_LEGACY_KOREAN = {
    "euckr",
    "ksc56011987",
    "ksc5601",
    "cp949",
    "ms949",
    "uhc",
    "windows949",
    "xwindows949",
    "korean",
}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.I)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HANGUL = re.compile("[가-힣]")
_HEAD = 4096


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text of a page and the name of the encoding it was read in ("utf-8", "euc-kr", "cp949" …).

    ``content_type`` is the HTTP header, if there was one. Never raises: bytes that fit nothing are read in the
    likeliest encoding with U+FFFD for what could not be read.

    >>> decode("<p>똠방각하</p>".encode("cp949"), "text/html; charset=utf-8")
    ('<p>똠방각하</p>', 'cp949')
    >>> decode("<meta charset=euc-kr>입력".encode())
    ('<meta charset=euc-kr>입력', 'utf-8')
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be")
    wide = _utf16_without_bom(body)
    if wide:
        return body.decode(wide, "replace"), "utf-16"
    declared = [name for name in _declared(body, content_type) if _known(name)]
    if b"\x1b$)C" in body[:_HEAD] and "iso-2022-kr" in declared:
        return body.decode("iso-2022-kr", "replace"), "iso-2022-kr"
    names = ["utf-8", "euc-kr", "cp949"]
    if any(map(_is_legacy_korean, declared)) and not _HANGUL.search(body.decode("utf-8", "ignore")):
        # A title of a few syllables can be valid UTF-8 by chance: 철처천 in EUC-KR are the bytes of öóõ.
        names = ["euc-kr", "cp949", "utf-8"]
    for name in names:
        try:
            return body.decode(name), name
        except UnicodeDecodeError:
            continue
    readings = [(body.decode(name, "replace"), name) for name in ("utf-8", "cp949")]
    best = min(readings, key=lambda reading: reading[0].count("\ufffd"))
    if _mostly_lost(best[0]):
        for name in declared:
            try:
                return body.decode(name), codecs.lookup(name).name
            except (
                LookupError,
                ValueError,
            ):  # not every codec Python knows is one of text ("hex", "undefined")
                continue
    return best


def _mostly_lost(text: str) -> bool:
    """A page with a cut character here and there is still UTF-8; a declared latin-1 would read anything."""
    beyond_ascii = sum(not character.isascii() for character in text)
    return text.count("\ufffd") * 4 > beyond_ascii


def _declared(body: bytes, content_type: str | None) -> list[str]:
    found = []
    header = _HEADER_CHARSET.search(content_type or "")
    if header:
        found.append(header[1])
    for pattern in (_XML_ENCODING, _META_CHARSET):
        match = pattern.search(body, 0, _HEAD)
        if match:
            found.append(match[1].decode("ascii", "replace"))
    return [name.lower() for name in found]


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        return _is_legacy_korean(name)
    return True


def _is_legacy_korean(name: str) -> bool:
    return re.sub(r"[^a-z0-9]", "", name.lower()) in _LEGACY_KOREAN


def _utf16_without_bom(body: bytes) -> str | None:
    """UTF-16 without a mark: markup is ASCII, so every other byte of its first tags is NUL."""
    head = body[:64]
    if len(head) < 16 or head.count(0) * 3 < len(head):
        return None
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
