"""Bytes to text, whatever is declared: seven bodies, six declarations, in the header, the head or both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.encodings import decode

SENTENCE = "<p>가나전자가 3,000억원을 들여 C++ 제어기를 만든다. “로봇·AI/ML” GPT-4o</p>"
RARE = SENTENCE + "<p>똠방각하가 펲시를 마시며 믜소를 지었다</p>"
ASCII = "<p>GPT-4o and C++, 3,000 won</p>"

BODIES = {
    "utf-8": (RARE, "utf-8"),
    "utf-8 with a mark": (RARE, "utf-8-sig"),
    "euc-kr": (SENTENCE, "euc-kr"),
    "ks_c_5601-1987": (SENTENCE, "ks_c_5601-1987"),
    "cp949 beyond ks x 1001": (RARE, "cp949"),
    "utf-16": (RARE, "utf-16"),
    "ascii": (ASCII, "ascii"),
}
DECLARATIONS = ("utf-8", "euc-kr", "ks_c_5601-1987", "cp949", None, "x-foo")
READ_IN = {
    "utf-8": "utf-8",
    "utf-8 with a mark": "utf-8",
    "euc-kr": "euc-kr",
    "ks_c_5601-1987": "euc-kr",
    "cp949 beyond ks x 1001": "cp949",
    "utf-16": "utf-16",
    "ascii": "utf-8",
}


def page(words: str, declared: str | None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    return f"<!DOCTYPE html><html><head>{meta}<title>robot</title></head><body>{words}</body></html>"


def header(declared: str | None) -> str | None:
    return f"text/html; charset={declared}" if declared else "text/html"


@pytest.mark.parametrize("declared", DECLARATIONS)
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("where", ["header", "meta", "both", "against each other"])
def test_every_body_under_every_declaration(body: str, declared: str | None, where: str) -> None:
    words, encoding = BODIES[body]
    in_header = declared if where != "meta" else None
    in_meta = {"header": None, "against each other": "euc-kr" if declared == "utf-8" else "utf-8"}.get(
        where, declared
    )
    text = page(words, in_meta)
    read, used = decode(text.encode(encoding), header(in_header))
    assert read == text
    # What is ASCII reads the same in all of them, so a declared legacy name may stand.
    assert used == READ_IN[body] or body == "ascii"


@pytest.mark.parametrize("label", ["utf-16", "UTF-16LE", "utf-16be"])
def test_utf16_without_a_mark_is_seen_by_its_nulls(label: str) -> None:
    text = page(RARE, None)
    codec = "utf-16-be" if label == "utf-16be" else "utf-16-le"
    assert decode(text.encode(codec), f"text/html; charset={label}") == (text, "utf-16")


def test_xml_declaration_is_read() -> None:
    feed = '<?xml version="1.0" encoding="euc-kr"?><rss><title>철처천</title></rss>'
    assert decode(feed.encode("euc-kr"), "text/xml") == (feed, "euc-kr")


def test_composed_syllables_of_the_standard_are_read_too() -> None:
    # KS X 1001 spells a syllable outside its table as a filler and three letters, eight bytes.
    assert decode(b"\xa4\xd4\xa4\xa8\xa4\xc7\xa4\xb1", "text/html; charset=euc-kr") == ("똠", "euc-kr")


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", None])
def test_one_cut_character_costs_one_character(declared: str | None) -> None:
    body = page(SENTENCE, None).encode()
    cut = body.replace("들여".encode(), "들".encode() + b"\xec\x97")
    read, used = decode(cut, header(declared))
    assert used == "utf-8"
    assert read == page(SENTENCE, None).replace("들여", "들\ufffd")


def test_western_page_is_read_as_it_declares() -> None:
    assert decode("café résumé".encode("latin-1"), "text/html; charset=iso-8859-1") == (
        "café résumé",
        "iso8859-1",
    )


@pytest.mark.parametrize(
    "label", ["hex", "rot13", "base64", "undefined", "idna", "zlib", "\x00", "ｅｕｃ", "-"]
)
def test_no_label_can_break_reading(label: str) -> None:
    read, _ = decode(b"\xff\xff\x80 robot", f"text/html; charset={label}")
    assert read.endswith(" robot")


@given(
    st.binary(max_size=400),
    st.none() | st.text(max_size=30) | st.sampled_from([header(d) for d in DECLARATIONS]),
)
def test_never_raises(body: bytes, content_type: str | None) -> None:
    text, encoding = decode(body, content_type)
    assert isinstance(text, str)
    assert encoding


HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1)


@given(
    HANGUL, st.sampled_from(["euc-kr", "ks_c_5601-1987", "KS_C_5601-1987", "cp949", "ms949", "x-windows-949"])
)
def test_any_syllables_in_cp949_are_read_where_a_korean_encoding_is_declared(words: str, label: str) -> None:
    assert decode(f"<b>{words}</b>".encode("cp949"), f"text/html; charset={label}")[0] == f"<b>{words}</b>"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(DECLARATIONS))
def test_any_words_in_a_korean_utf8_page_are_read(words: str, declared: str | None) -> None:
    text = page(SENTENCE + words, declared)
    assert decode(text.encode(), header(declared)) == (text, "utf-8")
