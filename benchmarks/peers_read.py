"""One reader of pages, run by ``peers.py`` in an environment of its own: pages in, what it read and its CPU time out.

    python peers_read.py READER ROUNDS < pages.jsonl > read.jsonl

Every line in has ``file``, ``url`` and ``html`` (text: no peer has to guess an encoding) and ``path`` (the bytes, which
newscrawl decodes by itself, on its own clock). Each reader runs with the settings that suit it best on Korean pages.
"""

# ruff: noqa: PLC0415 - every reader's library is only there in that reader's environment

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Read = Callable[[dict[str, Any]], dict[str, Any]]

# Elements that end a line of text.
_BREAKS = {
    "p",
    "div",
    "li",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "td",
    "ul",
    "ol",
    "dl",
    "dd",
    "dt",
}
_BREAKS |= {"table", "blockquote", "section", "article", "figure", "figcaption"}


def trafilatura() -> Read:
    from trafilatura import bare_extraction

    def read(page: dict[str, Any]) -> dict[str, Any]:
        found = bare_extraction(
            page["html"], url=page["url"], with_metadata=True, include_comments=False, target_language=None
        )
        if found is None:
            return {}
        return {"body": lines(found.text), "date": found.date, "authors": (found.author or "").split(";")}

    return read


def newspaper4k() -> Read:
    import nltk  # its Korean asks nltk for words, and nltk asks the network for a model that splits sentences

    nltk.word_tokenize = nltk.tokenize.NLTKWordTokenizer().tokenize
    from newspaper import Article

    def read(page: dict[str, Any]) -> dict[str, Any]:
        found = Article(page["url"], language="ko", fetch_images=False)
        found.download(input_html=page["html"])
        found.parse()
        moment = found.publish_date
        date = moment.isoformat() if isinstance(moment, datetime) else moment
        return {"body": lines(found.text), "date": date, "authors": found.authors}

    return read


def readability() -> Read:
    from lxml import html
    from readability import Document

    def read(page: dict[str, Any]) -> dict[str, Any]:
        tree = html.fromstring(Document(page["html"], url=page["url"]).summary(html_partial=True))
        for element in tree.iter(*_BREAKS):
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
        return {"body": lines("".join(map(str, tree.itertext())))}

    return read


def goose3() -> Read:
    from goose3 import Goose
    from goose3.text import StopWordsKorean

    goose = Goose(
        {
            "use_meta_language": False,
            "target_language": "ko",
            "stopwords_class": StopWordsKorean,
            "enable_image_fetching": False,
        }
    )

    def read(page: dict[str, Any]) -> dict[str, Any]:
        found = goose.extract(raw_html=page["html"])
        moment = found.publish_datetime_utc
        instant = moment.isoformat() if moment and moment.tzinfo else None
        return {
            "body": lines(found.cleaned_text),
            "date": found.publish_date,
            "instant": instant,
            "authors": found.authors,
        }

    return read


def resiliparse() -> Read:
    from resiliparse.extract.html2text import extract_plain_text

    def read(page: dict[str, Any]) -> dict[str, Any]:
        text = extract_plain_text(
            page["html"],
            main_content=True,
            preserve_formatting=True,
            list_bullets=False,
            alt_texts=False,
            comments=False,
            post_meta=False,
        )
        return {"body": lines(text)}

    return read


def newscrawl(named: bool = True) -> Read:
    from newscrawl.families.anypage import ANY_PAGE
    from newscrawl.items import Article
    from newscrawl.reading import read_page
    from newscrawl.understanding import understand

    def read(page: dict[str, Any]) -> dict[str, Any]:
        crawled = datetime.now(UTC)
        record = read_page(page["bytes"], page["url"], None, crawled, None if named else ANY_PAGE)
        if not isinstance(record, Article):
            return {}
        understand(record, crawled)
        return {
            "body": record.body,
            "date": record.date_published,
            "authors": [author.name for author in record.authors],
            "captions": [photo.caption for photo in record.photos],
        }

    return read


READERS: dict[str, Callable[[], Read]] = {
    "newscrawl": newscrawl,
    "newscrawl, no outlet's file": lambda: newscrawl(named=False),
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
    "goose3": goose3,
    "resiliparse": resiliparse,
}


def lines(text: str | None) -> list[str]:
    return [line for line in (re.sub(r"\s+", " ", raw).strip() for raw in (text or "").split("\n")) if line]


def main() -> None:
    name, rounds = sys.argv[1], int(sys.argv[2])
    answers, sys.stdout = sys.stdout, sys.stderr  # a library that prints must not spoil the answers
    read = READERS[name]()
    pages = [json.loads(line) for line in sys.stdin]
    for page in pages:
        page["bytes"] = Path(page["path"]).read_bytes() if page["path"] else page["html"].encode()
    taken: dict[str, list[float]] = {page["file"]: [] for page in pages}
    found: dict[str, dict[str, Any]] = {}
    for _ in range(rounds + 1):  # the first round warms up
        for page in pages:
            start = time.process_time()
            try:
                answer = read(page)
            except Exception as problem:  # noqa: BLE001 - a page that breaks a reader is that reader's answer
                answer = {"error": f"{type(problem).__name__}: {problem}"}
            taken[page["file"]].append(time.process_time() - start)
            found[page["file"]] = answer
    for file, answer in found.items():
        print(json.dumps({"file": file, "ms": min(taken[file][1:]) * 1e3, **answer}), file=answers)


if __name__ == "__main__":
    main()
