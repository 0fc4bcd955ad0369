"""How words stand in a terminal: Hangul takes two columns, and nothing a page says may steer the screen. Pure."""

import json
import unicodedata
from collections.abc import Collection, Sequence

_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_UNSEEN = ("Mn", "Me", "Cf", "Cc", "Cs")


def width(text: str) -> int:
    """Return how many columns the text takes.

    >>> width("이투데이 AI")
    11
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def plain(text: str) -> str:
    """Return the text without what would steer a terminal: escapes, other controls, marks that turn the direction.

    >>> plain("가나\\x1b[31m전자\\u202e")
    '가나[31m전자'
    """
    return "".join(c for c in text if unicodedata.category(c) not in _STEERING)


def escaped(written: str) -> str:
    r"""Return JSON with the same characters as escapes: its values stay as they are.

    >>> escaped('{"headline": "가나\x9b31m전자\u202e"}')
    '{"headline": "가나\\u009b31m전자\\u202e"}'
    """
    return "".join(
        json.dumps(c)[1:-1] if c != "\n" and unicodedata.category(c) in _STEERING else c for c in written
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to so many columns, at its left end where ``right`` says so.

    >>> pad("기자", 6) + "|", pad("3", 3, right=True) + "|"
    ('기자  |', '  3|')
    """
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """Return the rows as lines with their cells under each other; the columns in ``right`` end at one edge.

    >>> table([("outlet", "new"), ("이투데이", "3")], right=[1])
    ['outlet    new', '이투데이    3']
    """
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(pad(cell, widths[i], right=i in right) for i, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def clip(text: str, columns: int) -> str:
    """Return the text, cut to so many columns with "…" at its end where it is longer.

    >>> clip("가나전자, 로봇 손", 9), clip("로봇", 9)
    ('가나전자…', '로봇')
    """
    if width(text) <= columns:
        return text
    room, kept = columns - 1, []
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Return the text in lines of so many columns at most, broken at spaces, inside a word only where it is longer.

    >>> wrap("로봇 손이 달걀을 쥐고 있다", 12)
    ['로봇 손이', '달걀을 쥐고', '있다']
    """
    lines, line, taken = [], "", 0
    for word in text.split():
        for piece in _pieces(word, columns):
            size = width(piece)
            if line and taken + 1 + size <= columns and piece is word:
                line, taken = f"{line} {piece}", taken + 1 + size
            else:
                lines += [line] if line else []
                line, taken = piece, size
    return [*lines, line] if line else lines


def _pieces(word: str, columns: int) -> list[str]:
    if width(word) <= columns:
        return [word]
    pieces, piece, taken = [], "", 0
    for character in word:
        size = _columns(character)
        if piece and taken + size > columns:
            pieces.append(piece)
            piece, taken = "", 0
        piece, taken = piece + character, taken + size
    return [*pieces, piece]
