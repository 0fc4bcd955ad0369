"""Is a record new, changed or the same, and how is the version before made from the one after? Pure; touches nothing.

Only words a reader would call the article's make an edit: headline, body, byline, captions and credits. White space,
Unicode form, typographic marks, how the text is cut into paragraphs and what else stands on the page do not, for a
new layout alters those without anybody having edited anything.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta, timezone
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from newscrawl.items import RECORD_FIELDS, Article, Author, Photo

PARTS = ("headline", "body", "authors", "photos")
Undo = dict[str, Any]
_KST = timezone(timedelta(hours=9))

# A page behind a wall keeps its headline; a protected post, say, has another in its place.
_STILL_HEADED = ("paywall", "teaser")
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

    A page read by another parser than before is no edit, whatever it reads, unless the page itself says that it was
    modified after it was last fetched. A page that now shows less than the whole text (a paywall came down on it)
    teaches nothing but its headline; the re-reading of a fetch older than the stored one, nothing at all.

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
    """Return whether the page says it was modified after the last fetch, and later than it said then."""
    said = _moment(new.date_modified)
    known = [moment for moment in map(_moment, (old.date_modified, old.date_crawled)) if moment]
    return said is not None and bool(known) and said > max(known)


def _moment(written: str | None) -> datetime | None:
    """A moment of a record; a bare day begins at midnight in Korea, so that it is never taken for later than it is."""
    if not written:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=_KST)


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
    """Return whether a person came, went or became another.

    Their order, a value only one skin prints (an address), a newsroom or a mailbox beside persons are no edit.

    >>> one, two, box = Author("홍길동"), Author("김나래"), Author(email="a@b.kr")
    >>> _byline_edited([one, two], [two, one, box]), _byline_edited([one, two], [one])
    (False, True)
    """
    before, after = _people(old), _people(new)
    if before.keys() != after.keys():
        return True
    return any(_differ(before[key], after[key], "role", "email", "affiliation", "location") for key in before)


def _people(authors: Sequence[Author]) -> dict[str, Author]:
    """Those with a name, by it; where nobody has one, the newsrooms."""
    named = {_plain(author.name): author for author in authors if author.name}
    return named or {_plain(author.affiliation): author for author in authors if author.affiliation}


def _captions_edited(old: Sequence[Photo], new: Sequence[Photo]) -> bool:
    """Return whether a caption or credit came, went or became another.

    Photos are held against each other by their address, or else by their words, in any order; words that one skin
    leaves out below a photo that is still there are no edit.

    >>> _captions_edited([Photo("1", "손"), Photo("2", "팔")], [Photo("2", "팔", "나래전자"), Photo("1")])
    False
    """
    before, after = _by_address(old), _by_address(new)
    shared = before.keys() & after.keys()
    if any(_differ(before[url], after[url], "caption", "credit") for url in shared):
        return True
    rest, others = ([p for p in photos if p.url not in shared] for photos in (old, new))
    gone, come = _by_words(rest), _by_words(others)
    if any(_differ(gone[words], come[words], "caption", "credit") for words in gone.keys() & come.keys()):
        return True
    bare = sum(not (photo.caption or photo.credit) for photo in others)
    return bool(come.keys() - gone.keys()) or len(gone.keys() - come.keys()) > bare


def _by_address(photos: Sequence[Photo]) -> dict[str, Photo]:
    """The photos whose address no other one has."""
    times = Counter(photo.url for photo in photos)
    return {photo.url: photo for photo in photos if photo.url and times[photo.url] == 1}


def _by_words(photos: Sequence[Photo]) -> dict[str, Photo]:
    return {_plain(p.caption or p.credit or ""): p for p in photos if p.caption or p.credit}


def _differ(one: Author | Photo, two: Author | Photo, *names: str) -> bool:
    """Return whether a value that both have is another one."""
    pairs = ((getattr(one, name), getattr(two, name)) for name in names)
    return any(before and after and not _alike(before, after) for before, after in pairs)


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
