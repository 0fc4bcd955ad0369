"""Is a record new, changed or the same, and how is the version before made from the one after? Pure; touches nothing.

Only words a reader would call the article's make an edit: headline, body, byline, captions and credits. White space,
Unicode form, typographic marks, how the text is cut into paragraphs and what else stands on the page do not, for a
new layout alters those without anybody having edited anything.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from newscrawl.items import RECORD_FIELDS, Article, Author, Photo

PARTS = ("headline", "body", "authors", "photos")
Undo = dict[str, Any]

_STILL_HEADED = (
    "paywall",
    "teaser",
)  # such a page keeps its headline; a protected one has another in its place
# What two skins of one outlet print differently for the same words: quotes, dashes, middle dots; and what nobody sees.
_MARKS = {
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("·ㆍ・‧•∙⋅", "·"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f", ""),
}
_MARK = re.compile(f"[{''.join(_MARKS)}]")  # str.translate takes 17 times as long on Korean text


class Change(StrEnum):
    """What saving a record did to the database."""

    NEW = "new"
    CHANGED = "changed"  # its words were edited: the version before is kept as a revision
    UPDATED = "updated"  # the row was brought up to date, no word of the article was edited
    SAME = "same"


def decide(old: Article | None, new: Article, *, reread: bool = False) -> Change:
    """Return what the new reading is to the stored one.

    A page read again by another parser is no edit, whatever it reads, unless the page itself says it was modified
    since it was fetched. A page that now shows less than the whole text (a paywall came down on it) teaches nothing but
    its headline; the re-reading of a fetch older than the stored one, nothing at all.

    >>> old = Article(headline="LG, 서울대와 손잡는다", body=["첫 문단이다."], extracted_by="0.1.0")
    >>> decide(None, old)
    <Change.NEW: 'new'>
    >>> decide(old, replace(old, headline="LG, 서울대와  손잡는다", section=["산업"]))
    <Change.UPDATED: 'updated'>
    >>> decide(old, replace(old, body=["첫 문단을 고쳤다."]))
    <Change.CHANGED: 'changed'>
    >>> decide(old, replace(old, body=["첫 문단을 고쳤다."]), reread=True)
    <Change.UPDATED: 'updated'>
    """
    if old is None:
        return Change.NEW
    new = what_it_shows(old, new)
    if all(getattr(old, f) == getattr(new, f) for f in RECORD_FIELDS if f != "date_crawled"):
        return Change.SAME
    if old.body_complete and not new.body_complete:
        return Change.SAME
    if reread:
        return Change.SAME if new.date_crawled < old.date_crawled else Change.UPDATED
    if old.extracted_by != new.extracted_by and not _says_modified(old, new):
        return Change.UPDATED
    return Change.CHANGED if changed_parts(old, new) else Change.UPDATED


def what_it_shows(old: Article, new: Article) -> Article:
    """Return the new reading; where it has less than the whole text that is stored, the stored one with its headline.

    >>> old = Article(headline="LG, 서울대와 손잡는다", body=["첫 문단이다.", "둘째 문단이다."])
    >>> walled = replace(old, headline="LG, 손잡는다", body=[], body_complete=False, body_incomplete_reason="teaser")
    >>> shown = what_it_shows(old, walled)
    >>> shown.headline, shown.body
    ('LG, 손잡는다', ['첫 문단이다.', '둘째 문단이다.'])
    """
    walled = old.body_complete and not new.body_complete and new.body_incomplete_reason in _STILL_HEADED
    read_alike = old.extracted_by == new.extracted_by or _says_modified(old, new)
    if not (walled and read_alike and new.headline) or _alike(old.headline, new.headline):
        return new
    return replace(
        old,
        headline=new.headline,
        headline_tags=new.headline_tags,
        alternative_headlines=new.alternative_headlines,
        date_modified=new.date_modified or old.date_modified,
        date_modified_raw=new.date_modified_raw or old.date_modified_raw,
        date_crawled=new.date_crawled,
    )


def changed_parts(old: Article, new: Article) -> list[str]:
    """Return which of headline, body, authors and photos were edited.

    >>> old = Article(headline="LG, 서울대와 손잡는다", authors=[Author("홍길동", "기자")], body=["가", "나"])
    >>> changed_parts(old, replace(old, authors=[Author("홍길동", "기자"), Author("김나래", "기자")], body=["가 나"]))
    ['authors']
    """
    edited = {
        "headline": not _alike(old.headline, new.headline),
        # a body that one of the two pages did not give in full says nothing of an edit
        "body": old.body_complete and new.body_complete and not _alike("".join(old.body), "".join(new.body)),
        "authors": old.authors != new.authors and _byline_edited(old.authors, new.authors),
        "photos": old.photos != new.photos and _captions_edited(old.photos, new.photos),
    }
    return [part for part in PARTS if edited[part]]


def _says_modified(old: Article, new: Article) -> bool:
    """Return whether the page states a modification later than any it stated, and than it was last fetched."""
    before = [moment for moment in map(_moment, (old.date_modified, old.date_crawled)) if moment]
    modified = _moment(new.date_modified)
    return modified is not None and bool(before) and modified > max(before)


def _moment(value: str | None) -> datetime | None:
    """Return the moment, or None for a day without a clock time, which is neither before nor after a fetch on it."""
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _alike(one: str, two: str) -> bool:
    return one == two or _plain(one) == _plain(two)


def _plain(text: str) -> str:
    """Return the words alone: one Unicode form, one kind of each mark, no white space.

    >>> _plain("“현장\u00a0중심”") == _plain('"현장중심"')
    True
    """
    marks_alike = _MARK.sub(lambda found: _MARKS[found[0]], text)  # before NFKC makes a jamo of the dot ㆍ
    return "".join(unicodedata.normalize("NFKC", marks_alike).split())


def _byline_edited(old: Sequence[Author], new: Sequence[Author]) -> bool:
    """Return whether a person came, went or became another, in whatever order.

    A value only one skin prints (an address) is no edit, nor is a line that names nobody (a newsroom's mailbox).
    """
    before, after = _by_name(old), _by_name(new)
    if before.keys() != after.keys():
        return True
    for name, one in before.items():
        for field in ("role", "email", "affiliation", "location"):
            was, is_now = getattr(one, field), getattr(after[name], field)
            if was and is_now and not _alike(was, is_now):
                return True
    return False


def _by_name(people: Sequence[Author]) -> dict[str, Author]:
    return {_plain(person.name): person for person in people if person.name}


def _captions_edited(old: Sequence[Photo], new: Sequence[Photo]) -> bool:
    """Return whether a photo's caption or credit became another, or a photo came with a new one.

    A skin that leaves out a caption, or a photo, has edited nothing.
    """
    before: dict[str, list[Photo]] = {}
    for photo in old:
        before.setdefault(photo.url or "", []).append(photo)
    known = {"", *map(_words_of, old)}
    for photo in new:
        same = before.get(photo.url or "")
        was = same.pop(0) if same else None
        if was is None and _words_of(photo) not in known:
            return True
        if was is not None and any(
            one and two and not _alike(one, two)
            for one, two in ((was.caption, photo.caption), (was.credit, photo.credit))
        ):
            return True
    return False


def _words_of(photo: Photo) -> str:
    return _plain(photo.caption or photo.credit or "")


# --- revisions: the old words of the changed pieces, and where in the newer version they stood ---

# The fetch itself, and a box that differs at every fetch: no version's own words.
_KEPT_APART = ("date_crawled", "related")


def undo(new: Article, old: Article) -> Undo:
    """Return what makes the old version of the new one: of each field that differs, only the words that are gone.

    A text field is its old value, a list field the pieces ``[start, end, old items]`` counted in the newer list, or
    ``[item, start, end, old words]`` where one item was edited within.

    >>> new = Article(headline="LG, 서울대와 손잡다", body=["첫 문단.", "둘째 문단을 고쳤다.", "셋째."])
    >>> undo(new, replace(new, body=["첫 문단.", "둘째 문단이다.", "셋째."]))
    {'body': [[1, 5, 9, '이']]}
    """
    steps: Undo = {}
    for name in RECORD_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before == after or name in _KEPT_APART:
            continue
        steps[name] = _pieces(_items(after), _items(before)) if isinstance(after, list) else before
    return steps


def apply(article: Article, steps: Undo) -> Article:
    """Return the version before: ``apply(new, undo(new, old))`` is old in every field a revision keeps.

    >>> new = Article(body=["첫 문단.", "둘째 문단을 고쳤다.", "셋째."])
    >>> apply(new, {"body": [[1, 5, 9, "이"]], "headline": "옛 제목"}).body
    ['첫 문단.', '둘째 문단이다.', '셋째.']
    """
    values: dict[str, Any] = {}
    for name, step in steps.items():
        after = getattr(article, name)
        if not isinstance(after, list):
            values[name] = step
            continue
        items = _items(after)
        for piece in reversed(step):
            if len(piece) == 3:
                start, end, words = piece
                items[start:end] = words
            else:
                at, start, end, words = piece
                items[at] = items[at][:start] + words + items[at][end:]
        values[name] = _of_items(name, items)
    return replace(article, **values)


_COMPARED = 4_000_000  # pairs of items, a few seconds' work; the longest article has a few hundred paragraphs


def _items(values: Sequence[Any]) -> list[str]:
    return [v if isinstance(v, str) else json.dumps(asdict(v), ensure_ascii=False) for v in values]


def _of_items(name: str, items: list[str]) -> list[Any]:
    kinds: dict[str, Any] = {"authors": Author, "photos": Photo}
    return [kinds[name](**json.loads(item)) for item in items] if name in kinds else items


def _pieces(after: list[str], before: list[str]) -> list[list[Any]]:
    """Return the pieces of ``after`` to be replaced, from first to last, to make ``before`` of it."""
    if len(after) * len(before) > _COMPARED:
        return [[0, len(after), before]]
    pieces: list[list[Any]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, after, before, autojunk=False).get_opcodes():
        if tag == "replace" and a2 - a1 == b2 - b1:
            pieces += [_within(a1 + i, after[a1 + i], before[b1 + i]) for i in range(a2 - a1)]
        elif tag != "equal":
            pieces.append([a1, a2, before[b1:b2]])
    return pieces


def _within(at: int, after: str, before: str) -> list[Any]:
    """Return one item's edit without the beginning and the end that both versions share."""
    shorter = min(len(after), len(before))
    head = next((i for i in range(shorter) if after[i] != before[i]), shorter)
    tail = next((i for i in range(shorter - head) if after[-1 - i] != before[-1 - i]), shorter - head)
    return [at, head, len(after) - tail, before[head : len(before) - tail]]
