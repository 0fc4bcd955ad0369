"""Object literals of page scripts to values: JSON, and the looser JavaScript a beautifier or a template leaves."""

import json
import re
from typing import Any

_TOKEN = re.compile(
    r"(?:\s+|/\*.*?\*/|//[^\n]*)*"
    r"(?:(?P<string>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|(?P<mark>[{}\[\]:,])|(?P<word>[^\s{}\[\]:,;\"']+))",
    re.S,
)
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_NUMBER = re.compile(r"-?\d+")
_DEPTH = 40


def assigned(source: str, name: str) -> Any:
    """Return the value of the last ``name = …`` in a script's source, None where there is none that can be read.

    >>> assigned("window.T.entryInfo = {entryId: 106, 'categoryLabel': \\"경제/증권\\",};", "T.entryInfo")
    {'entryId': 106, 'categoryLabel': '경제/증권'}
    """
    found = None
    for match in re.finditer(rf"(?<![\w$]){re.escape(name)}\s*=(?!=)\s*", source):
        try:
            found = json.JSONDecoder().raw_decode(source, match.end())[0]
        except (ValueError, RecursionError):
            try:
                found = _Reader(source, match.end()).value(0)
            except ValueError:
                continue
    return found


class _Reader:
    def __init__(self, source: str, position: int) -> None:
        self.source = source
        self.position = position

    def token(self) -> tuple[str, str]:
        match = _TOKEN.match(self.source, self.position)
        if match is None or match.lastgroup is None:
            raise ValueError(f"no value at {self.position}")
        self.position = match.end()
        return match.lastgroup, match[match.lastgroup]

    def value(self, depth: int) -> Any:
        return self.meaning(*self.token(), depth)

    def meaning(self, kind: str, text: str, depth: int) -> Any:
        if depth > _DEPTH:
            raise ValueError("nested too deep")
        if kind == "string":
            return _unquoted(text)
        if kind == "word":
            return int(text) if _NUMBER.fullmatch(text) else _WORDS.get(text, text)
        if text == "{":
            return self.pairs(depth)
        if text == "[":
            return self.items(depth)
        raise ValueError(f"{text!r} is no value")

    def pairs(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (token := self.token()) != ("mark", "}"):
            if token == ("mark", ","):
                continue
            if token[0] == "mark" or self.token() != ("mark", ":"):
                raise ValueError("a key and a colon were expected")
            key = _unquoted(token[1]) if token[0] == "string" else token[1]
            found[key] = self.value(depth + 1)
        return found

    def items(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while (token := self.token()) != ("mark", "]"):
            if token != ("mark", ","):
                found.append(self.meaning(*token, depth + 1))
        return found


def _unquoted(text: str) -> str:
    inner = text[1:-1]
    if text[0] == "'":
        inner = re.sub(r'(?<!\\)"', r"\"", inner.replace("\\'", "'"))
    try:
        return str(json.loads(f'"{inner}"', strict=False))
    except ValueError:
        return inner
