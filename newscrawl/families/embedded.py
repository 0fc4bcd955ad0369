"""The data a page carries in its scripts for its own code to draw: JSON assigned, pushed, or streamed by Next.js."""

import json
import re
from collections.abc import Iterator
from typing import Any

from newscrawl.metadata import read_json

_DECODER = json.JSONDecoder()
_STREAMED = re.compile(r"self\.__next_f\.push\(\[1,")
_CHUNK = re.compile(r"(?:^|\n)[0-9a-f]+:T([0-9a-f]+),")
_DEEPEST = 12


def json_after(source: str, mark: str) -> Iterator[Any]:
    """Yield every JSON value that follows the mark in a page's source; what cannot be read is passed over.

    >>> list(json_after('w["Q"].push({"a": [1]}); w["Q"].push(x); w["Q"].push({"b": 2})', ".push("))
    [{'a': [1]}, {'b': 2}]
    """
    start = source.find(mark)
    while start >= 0:
        start += len(mark)
        begin = start + len(source[start : start + 40]) - len(source[start : start + 40].lstrip(" =\n\t"))
        try:
            value, start = _DECODER.raw_decode(source, begin)
            yield value
        except (ValueError, RecursionError):
            pass
        start = source.find(mark, start)


def streamed_texts(source: str) -> list[str]:
    """Return the long texts a Next.js page streams ("24:T1b7b,<p>…"), where their length is told in bytes.

    >>> streamed_texts('self.__next_f.push([1,"1:T7,"])self.__next_f.push([1,"가나\\\\n"])')
    ['가나\\n']
    """
    pieces = []
    for push in _STREAMED.finditer(source):
        try:
            pieces.append(str(_DECODER.raw_decode(source, push.end())[0]))
        except (ValueError, RecursionError):
            continue
    stream = "".join(pieces)
    found = []
    for chunk in _CHUNK.finditer(stream):
        length = int(chunk[1], 16)
        found.append(stream[chunk.end() : chunk.end() + length].encode()[:length].decode("utf-8", "ignore"))
    return found


def next_data(source: str) -> Any:
    """Return what a Next.js page keeps in its __NEXT_DATA__ script, or None."""
    found = re.search(r'<script id="__NEXT_DATA__"[^>]*>(.*?)</script>', source, re.S)
    return read_json(found[1]) if found else None


def objects_in(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value, the outer before the inner."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from objects_in(child, depth + 1)
