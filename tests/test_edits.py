"""Five hundred edits of pages are found, five hundred new layouts are none, and what is kept of an edit is small."""

import json
from collections.abc import Callable
from functools import cache
from itertools import count, cycle
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from newscrawl.items import to_record
from newscrawl.storage.store import ArticleStore, Change
from tests.edits import EDITS, LAYOUTS, Source, post, read, source
from tests.scraping import EVAL

PAGES = Path(__file__).parent / "pages"
MANY = 500
Sources = Callable[[], list[Source]]


@cache
def made_up() -> list[Source]:
    """The reduced pages of the outlets, and as many whole posts."""
    found = []
    for answers in sorted(PAGES.rglob("*.json")):
        url = json.loads(answers.read_text(encoding="utf-8")).get("url", "https://kill.tistory.com/1")
        found.append(source(answers.stem, answers.with_suffix(".html").read_bytes(), url))
    found += [source(f"post {n}", post(n).encode(), f"https://kill.tistory.com/{n}") for n in range(1, 61)]
    return [one for one in found if one is not None]


@cache
def real() -> list[Source]:
    manifest = (EVAL / "pages.jsonl").read_text(encoding="utf-8").splitlines() if EVAL.is_dir() else []
    found = []
    for line in map(json.loads, manifest):
        found.append(source(line["file"], (EVAL / line["file"]).read_bytes(), line["url"]))
    return [one for one in found if one is not None]


SETS = [
    made_up,
    pytest.param(
        real,
        marks=pytest.mark.skipif(not EVAL.is_dir(), reason="the real pages are not beside this checkout"),
    ),
]


def edited(sources: list[Source], number: int) -> list[tuple[Source, str, str]]:
    """Pages with one edit each: the page before, the kind of edit, the page after."""
    found = []
    for seed, edit in zip(count(), cycle(EDITS), strict=False):
        chance = Random(seed)
        one = chance.choice(sources)
        html = edit(one, chance)
        if html and html != one.html:
            found.append((one, edit.__name__, html))
        if len(found) == number:
            return found
    raise AssertionError


@pytest.mark.parametrize("sources", SETS)
def test_edits_are_found_and_lead_back_to_the_version_before(sources: Sources) -> None:
    missed = []
    whole = 0  # bytes of the versions before, were they kept as they are
    with ArticleStore.open("sqlite://") as store:
        for number, (one, kind, html) in enumerate(edited(sources(), MANY)):
            before, after = one.article, read(html, one.url)
            assert after is not None, (one.name, kind)
            before.identity = after.identity = str(number)
            store.save([before])
            (outcome,) = store.save([after])
            if outcome.change is Change.CHANGED:
                (revision,) = store.revisions(before.site, str(number))
                assert (revision.before.headline, revision.before.body) == (before.headline, before.body)
                whole += len(json.dumps(to_record(before), ensure_ascii=False).encode())
            else:
                missed.append((one.name, kind))
        with store.database.read() as connection:
            rows = connection.execute(text("SELECT * FROM revisions")).all()
    kept = sum(len(str(value).encode()) for row in rows for value in row)
    print(
        f"\n{MANY - len(missed)} of {MANY} edits found; kept {kept:,} of {whole:,} bytes, {kept / whole:.1%}"
    )
    assert len(missed) <= MANY // 100, missed
    assert kept <= 0.15 * whole


@pytest.mark.parametrize("sources", SETS)
def test_layouts_are_no_edits(sources: Sources) -> None:
    false = []
    with ArticleStore.open("sqlite://") as store:
        for seed, layout in zip(range(MANY), cycle(LAYOUTS), strict=False):
            chance = Random(seed)
            one = chance.choice(sources())
            after = read(layout(one, chance), one.url)
            one.article.identity = f"{seed}"
            store.save([one.article])
            assert after is not None, (one.name, layout.__name__)
            after.identity = f"{seed}"
            (outcome,) = store.save([after])
            if outcome.change is Change.CHANGED:
                (revision,) = store.revisions(one.article.site, f"{seed}")
                false.append((one.name, layout.__name__, revision.changed))
    assert false == []
