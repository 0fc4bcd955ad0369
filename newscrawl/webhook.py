"""A message to a webhook: JSON by POST, tried once and not for long. Standard library only."""

import json
from collections.abc import Mapping
from urllib.error import URLError
from urllib.request import Request, urlopen

_SECONDS = 5


def post(address: str, message: Mapping[str, object]) -> str | None:
    """Post the message; return None, or in a line why it did not arrive.

    >>> post("file:///etc/hostname", {"text": "이투데이: 기자 이름이 없다"})
    'the webhook needs an http:// or https:// address'
    """
    if not address.startswith(("https://", "http://")):
        return "the webhook needs an http:// or https:// address"
    body = json.dumps(message, ensure_ascii=False, default=str).encode("utf-8", "replace")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "newscrawl"}
    try:
        request = Request(address, body, headers, method="POST")  # noqa: S310 - its scheme was looked at
        with urlopen(request, timeout=_SECONDS):  # noqa: S310 - as above
            return None
    except (URLError, OSError, ValueError) as problem:
        return f"the webhook did not take the message: {getattr(problem, 'reason', problem)}"
