"""Bylines: from a line of Korean news to the people it names, their jobs, addresses, outlets, places.

Words are told apart by their make (a personal name by its family name and length, an outlet by its last noun), never
by a list of who writes where: a line is tidied and cut into pieces at its marks, each piece is read, and the readings
are put together. The rules' numbers are those of docs/korean.md:

B1, a name as printed, its letters joined where they are spaced:
>>> parse_byline("홍 길 동 기자")[0].name
'홍길동'

B2, a role as printed, with the field before it:
>>> parse_byline("홍길동 의학 전문기자")[0].role
'의학 전문기자'

B3, one role for several people:
>>> [(author.name, author.role) for author in parse_byline("홍길동·김나래 기자")]
[('홍길동', '기자'), ('김나래', '기자')]

B4, an address as printed, ended where it ends; without a domain it is none:
>>> [parse_byline(line)[0].email for line in ("홍길동 기자 hong@example.co.kr▶구독", "김나래 기자 narae@")]
['hong@example.co.kr', None]

B5, an affiliation: an outlet, a desk, an institution; a newsroom alone:
>>> [parse_byline(line)[0].affiliation for line in ("[나래일보 홍길동 기자]", "홍길동 한국대 교수", "편집부")]
['나래일보', '한국대', '편집부']

B6, a location:
>>> [parse_byline(line)[0].location for line in ("(서울=연합뉴스) 홍길동 기자 =", "[나래일보 뉴욕(미국)=홍길동 기자]")]
['서울', '뉴욕(미국)']

B7, what somebody did is no role; a bare photo credit is no byline:
>>> parse_byline("글·사진=홍길동 기자")[0].name, parse_byline("사진=연합뉴스")
('홍길동', [])

B8, buttons, stamps and notices say nothing:
>>> [author.name for author in parse_byline("[단독] 홍길동 기자 다른기사 보기 승인 2020.06.17 11:00 ⓒ 나래일보")]
['홍길동']

B9, prose is no byline:
>>> parse_byline("홍길동 기자가 기자간담회를 찾았다."), parse_byline("신 기자")
([], [])

B10, a person printed twice is one:
>>> [(author.name, author.email) for author in parse_byline("홍길동 기자 | 홍길동 기자 hong@example.com")]
[('홍길동', 'hong@example.com')]

B11, another script's name in brackets goes:
>>> parse_byline("홍길동(洪吉童) 기자")[0].name
'홍길동'

B12, a sign-off with an address:
>>> [(author.name, author.affiliation) for author in parse_byline("YTN 홍길동[hong@example.com]입니다.")]
[('홍길동', 'YTN')]
"""

import re
from collections.abc import Sequence
from dataclasses import fields

from newscrawl.items import Author
from newscrawl.text.bylines.assembly import understand
from newscrawl.text.bylines.noise import tidy
from newscrawl.text.bylines.runs import LONGEST, is_byline, split_dateline, split_signoff
from newscrawl.text.bylines.words import split_word
from newscrawl.text.lexicon.people import FAMILY_NAMES

__all__ = ["is_byline", "parse_byline", "parse_bylines", "split_dateline", "split_signoff"]

_MOST = 300  # lines and people looked at; each is held against all before it
_OTHERS = re.compile(r"외\s?\d+\s?[명인]")


def parse_byline(raw: str) -> list[Author]:
    """Return the people of one line, in printed order; [] when it is no byline.

    >>> parse_byline("홍길동 기자 hong@example.com 자세히보기")
    [Author(name='홍길동', role='기자', email='hong@example.com', affiliation=None, location=None)]
    """
    text = tidy(raw)
    if len(text) <= 2 * LONGEST:
        return understand(text).authors
    dateline, signoff = split_dateline(text)[0], split_signoff(text)[1]
    return _merge([*understand(dateline).authors, *understand(signoff).authors])


def parse_bylines(lines: Sequence[str], people: Sequence[str] = ()) -> list[Author]:
    """Return an article's authors from all its byline lines; ``people`` are those its metadata lists.

    >>> [(a.name, a.email) for a in parse_bylines(["홍길동 기자", "홍길동 기자 hong@example.com"])]
    [('홍길동', 'hong@example.com')]
    >>> [a.name for a in parse_bylines(["홍길동 기자 외 1명"], ["홍길동", "김나래"])]
    ['홍길동', '김나래']
    """
    lines = lines[:_MOST]
    authors = _merge([author for line in lines for author in parse_byline(line)])
    listed = _merge([author for words in people[:_MOST] for author in _listed(words)])
    if not any(author.name or author.affiliation for author in authors):
        return _merge([*listed, *authors])
    opened = any(_OTHERS.search(line) for line in lines)
    names = {author.name for author in authors}
    return _merge(authors + [author for author in listed if author.name and (opened or author.name in names)])


def _listed(words: str) -> list[Author]:
    """What metadata prints for an author; a bare word with a family name in front is a name there."""
    authors = parse_byline(words)
    word = tidy(words)
    if (
        not authors
        and 3 <= len(word) <= 4
        and word[0] in FAMILY_NAMES
        and split_word(word) == ((0, word, 0),)
    ):
        return [Author(name=word)]
    return [author for author in authors if author.name or author.affiliation]


def _merge(found: list[Author]) -> list[Author]:
    """The same person once, with every field printed anywhere; what has no name goes to the person it belongs to."""
    people: list[Author] = []
    loose: list[tuple[Author, Author | None]] = []
    for author in found:
        same = next((p for p in people if author.name and p.name == author.name), None)
        if same:
            _fill(same, author)
        elif author.name:
            people.append(author)
        else:
            loose.append((author, people[-1] if people else None))
    people = [person for person in people if not _is_several(person, people)]
    if not people:
        return _newsroom([author for author, _ in loose])
    known = {person.email for person in people}
    outlets = tuple(person.affiliation for person in people if person.affiliation)
    mails = [
        (a, before)
        for a, before in loose  # "◎공감 나래뉴스 a@example.com, b@example.com"
        if a.email and a.email not in known and (not a.affiliation or a.affiliation.endswith(outlets))
    ]
    bare = [person for person in people if person.email is None]
    if len(mails) == len(bare):
        for (author, _), person in zip(mails, bare, strict=True):
            person.email = author.email
    else:
        for author, before in mails:
            if before and before.email is None:
                before.email = author.email
    for author, _ in loose:
        if author.affiliation and author.location:  # a dateline printed apart from its reporters
            for person in people:
                if person.affiliation is None and person.location is None:
                    person.affiliation, person.location = author.affiliation, author.location
    return people


def _is_several(person: Author, people: list[Author]) -> bool:
    """Whether a name is but the others' one behind the other, as a card prints them: "Hong Gildong Kim Narae"."""
    rest = person.name or ""
    if rest.count(" ") < 3:
        return False
    for other in people:
        if other is not person and other.name:
            rest = rest.replace(other.name, "", 1)
    return not rest.strip()


def _newsroom(loose: list[Author]) -> list[Author]:
    """Newsrooms and addresses nobody's name stands by; an address goes with the newsroom printed before it."""
    kept: list[Author] = []
    for author in loose:
        if (
            kept
            and author.email
            and not author.affiliation
            and kept[-1].affiliation
            and kept[-1].email is None
        ):
            kept[-1].email = author.email
        elif author not in kept:
            kept.append(author)
    return kept


def _fill(author: Author, other: Author) -> None:
    for name in (field.name for field in fields(Author)):
        if getattr(author, name) is None:
            setattr(author, name, getattr(other, name))
