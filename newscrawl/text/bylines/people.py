"""The readings of a line put together: who it names, and whether the whole line is a byline."""

from dataclasses import dataclass, field

from newscrawl.items import Author
from newscrawl.text.bylines.noise import BREAK, Line, prepare
from newscrawl.text.bylines.pieces import Piece, cut
from newscrawl.text.bylines.readings import Reading, Span, read
from newscrawl.text.bylines.words import NAME, NUMBER, PROSE, ROLE, SURE
from newscrawl.text.lexicon.jobs import PRESS_ROLES

_PRESS = tuple(PRESS_ROLES)
_JOINING = frozenset(",·/& -")
_LISTING = frozenset(",·/|")


@dataclass(slots=True)
class Byline:
    """The people of a line; ``whole`` when nothing else is printed there, ``press`` when only a byline prints such."""

    authors: list[Author] = field(default_factory=list)
    whole: bool = True
    press: bool = False


@dataclass(slots=True, eq=False)
class _Person:
    author: Author
    segment: int
    framed: bool
    doubtful: bool
    role: Span | None = None
    trusted: bool = False  # an address or an equals sign behind the name speaks for it


@dataclass(slots=True)
class _Context:
    """An outlet and a place in wait for the people they belong to."""

    affiliation: Span | None = None
    location: Span | None = None
    framed: bool = False
    team: bool = False
    outlet: bool = False
    wire: bool = False
    unsure: bool = False
    used: bool = False


def understand(text: str) -> Byline:
    """Return the people of a tidy line.

    >>> understand("[나래일보 홍길동 기자]").authors[0].affiliation
    '나래일보'
    """
    return _Assembly(prepare(text)).result()


class _Assembly:
    """One walk over the pieces of a line. A segment is a bracket's inside, or a sentence outside."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.people: list[_Person] = []
        self.pending: list[_Person] = []  # named, their job word still to come
        self.group: list[_Person] = []  # those last spoken of
        self.context = _Context()
        self.alone: list[_Context] = []  # contexts that met nobody
        self.mails: list[tuple[_Person | None, str]] = []
        self.segment = 0
        self.bad: set[int] = set()  # segments with words that are no byline's
        self.credit = False
        self.job: Span | None = None
        self.whole = True
        self.signed = False
        self._walk(cut(line))
        self._leave()

    def _walk(self, pieces: list[Piece]) -> None:
        for at, piece in enumerate(pieces):
            before = pieces[at - 1] if at else None
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            if before and (piece.frame != before.frame or "." in piece.before or BREAK in piece.before):
                self._turn(piece, before)
            if self._take(piece, following):
                self.whole = self.whole and following is None
                return

    def _turn(self, piece: Piece, before: Piece) -> None:
        """A new segment. A frame's outlet and place reach beyond it only when nobody was named inside."""
        self.segment += 1
        self.pending = []
        self.credit = False
        self.job = None
        if self.context.used or not before.frame:
            self._leave()

    def _leave(self) -> None:
        if not self.context.used and (self.context.affiliation or self.context.location):
            self.alone.append(self.context)
        self.context = _Context()

    def _take(self, piece: Piece, following: Piece | None) -> bool:
        """Read one piece; return whether the byline ends with it, as at the equals sign of a wire's dateline."""
        equals = "=" in piece.after
        met: list[_Person] = []
        if equals and not any(word.flags & ROLE for word in piece.words):
            readings = self._left_of_equals(piece, following)
        else:
            readings = read(piece.words, framed=piece.frame > 0) if piece.words else []
        for reading in readings:
            if reading.label:
                self.credit = reading.credit and (equals or ":" in piece.after)
            elif reading.names:
                met += self._meet(piece, reading, equals=equals)
            elif reading.role and not self.credit:
                self._job(piece, reading)
            elif not reading.genre and not self.credit:
                self._surroundings(piece, following, reading)
        for address in piece.addresses:
            self._address(piece, address, met)
        if not (equals and met and met[-1].author.role) or piece.frame:
            return False
        for person in met:
            person.trusted = person.trusted or not person.doubtful
        return True

    def _left_of_equals(self, piece: Piece, following: Piece | None) -> list[Reading]:
        """Before "=" stands a label, an outlet, a place, or outlet and place; never a person."""
        readings = read(piece.words, framed=piece.frame > 0, titled=True) if piece.words else []
        if not readings or readings[0].label:
            return readings
        reading = readings[0]
        named = following is not None and any(word.flags & (SURE | NAME | ROLE) for word in following.words)
        if (
            not named
            and reading.location is None
            and reading.affiliation
            and not reading.outlet
            and not reading.team
        ):
            reading.location, reading.affiliation = reading.affiliation, None
        context = self.context
        if context.used and not piece.frame:
            context = self.context = _Context()
        context.framed = piece.frame > 0
        context.affiliation = reading.affiliation or context.affiliation
        context.location = reading.location or context.location
        context.team = context.team or reading.team
        context.outlet = context.outlet or reading.outlet
        context.used = False
        if not reading.known:
            self.bad.add(self.segment)
        return []

    def _meet(self, piece: Piece, reading: Reading, *, equals: bool) -> list[_Person]:
        """Add the people of a reading, and give their job word to those named just before them."""
        if self.credit and (reading.doubtful or (not reading.role and reading.affiliation)):
            return []
        joins = bool(self.pending) and _JOINING.issuperset(piece.before)
        if self.context.used and not self.context.framed and not joins and _LISTING & set(piece.before):
            self.context = _Context()
        if reading.title and not self.context.affiliation:
            self.bad.add(self.segment)
            return []
        context = self.context
        if context.unsure and not equals:
            self._forget_unsure()
            context = self.context
        trusted = bool(piece.addresses) or (reading.signed and reading.outlet)
        if not reading.known:
            self.whole = False
            if not (trusted or (equals and reading.role)):
                self.bad.add(self.segment)
        affiliation = reading.affiliation or context.affiliation
        location = reading.location or context.location
        role = reading.role or self.job
        met = []
        for name in reading.names:
            person = self._person(name, piece, doubtful=reading.doubtful and not reading.title)
            self._fill(person, role, affiliation, location)
            person.trusted = person.trusted or trusted
            met.append(person)
        if role and joins:
            for person in self.pending:
                self._fill(person, role, affiliation, context.location)
                person.doubtful = False
            self.group = self.pending + met
        else:
            self.group = self.group + met if joins else met
        self.pending = [] if role else (self.pending if joins else []) + met
        context.used = True
        if piece.frame and reading.affiliation:
            context.affiliation, context.framed = reading.affiliation, True
        self.signed = self.signed or reading.signed
        return met

    def _forget_unsure(self) -> None:
        self.context = _Context()
        self.whole = False

    def _person(self, name: str, piece: Piece, *, doubtful: bool) -> _Person:
        for person in self.people:
            if person.author.name == name:
                person.segment = self.segment if person.segment in self.bad else person.segment
                person.doubtful = person.doubtful and doubtful
                return person
        self.people.append(_Person(Author(name=name), self.segment, piece.frame > 0, doubtful))
        return self.people[-1]

    def _fill(
        self, person: _Person, role: Span | None, affiliation: Span | None, location: Span | None
    ) -> None:
        author = person.author
        if author.role is None and role:
            person.role, author.role = role, self._words(role)
        if author.affiliation is None and affiliation:
            author.affiliation = self._words(affiliation)
        if author.location is None and location:
            author.location = self._words(location)

    def _words(self, span: Span) -> str:
        """The words as printed; blanks around an equals sign go."""
        text = self.line.text[span[0] : span[1]]
        return "=".join(part.strip() for part in text.split("=")) if "=" in text else text

    def _job(self, piece: Piece, reading: Reading) -> None:
        """A job word without a name: it is of those named before, or announces those to come (촬영기자: 홍길동)."""
        if self.pending:
            for person in self.pending:
                self._fill(person, reading.role, reading.affiliation, reading.location)
                person.doubtful = False
            self.pending = []
        elif ":" in piece.after:
            self.job = reading.role
        elif self.group and self.group[-1].role and set(piece.before) <= _LISTING and not reading.affiliation:
            for person in self.group:
                if person.role and reading.role:
                    person.role = (person.role[0], reading.role[1])
                    person.author.role = self._words(person.role)
        else:
            self.bad.add(self.segment)

    def _surroundings(self, piece: Piece, following: Piece | None, reading: Reading) -> None:
        """Words that name nobody: an outlet, a desk, a place; for the people to come, else for those before."""
        context = self.context
        ahead = following is not None and any(word.flags & (SURE | NAME | ROLE) for word in following.words)
        if piece.frame and "=" in piece.before and (context.location or context.affiliation):
            self._wire(piece, reading)
        elif context.wire and reading.affiliation and context.affiliation and set(piece.before) <= {"/", "·"}:
            context.affiliation = (context.affiliation[0], reading.affiliation[1])
        elif reading.known and self.group and not ahead and not self.bad:
            for person in self.group:
                self._fill(person, None, reading.affiliation, reading.location)
        elif reading.known or (
            len(piece.words) <= 2
            and not any(word.flags & (PROSE | NUMBER) for word in piece.words)
            and ahead
            and (
                _LISTING & set(piece.after)
                or (piece.frame and following is not None and following.frame == 0)
            )
        ):
            context.unsure = not reading.known and not _LISTING & set(piece.after)
            context.framed = piece.frame > 0
            context.affiliation = reading.affiliation or context.affiliation
            context.location = reading.location or context.location
            context.team = context.team or reading.team
            context.outlet = context.outlet or reading.outlet
            context.used = False
        else:
            self.bad.add(self.segment)

    def _wire(self, piece: Piece, reading: Reading) -> None:
        """(place=outlet), or the other way round, or (outlet=desk)."""
        context = self.context
        span = (piece.words[0].start, piece.words[-1].end)
        if any(word.flags & (PROSE | NUMBER) for word in piece.words) or len(piece.words) > 3:
            self.bad.add(self.segment)
            return
        if context.location is None and reading.location and not reading.affiliation:
            context.location = span
        elif context.affiliation and not context.location:
            context.affiliation = (context.affiliation[0], span[1])
        else:
            context.affiliation = span
        context.wire = True

    def _address(self, piece: Piece, address: str, met: list[_Person]) -> None:
        if self.segment in self.bad and piece.words and not met:
            return
        for person in met or ([] if piece.words else self.group):
            person.trusted = True
        self.mails.append((self.group[-1] if self.group else None, address))

    def result(self) -> Byline:
        """Weigh what was found: words that belong to no byline discredit all that nothing speaks for."""
        people = [p for p in self.people if p.trusted or (p.segment not in self.bad and not p.doubtful)]
        if self.bad:
            last = max(self.bad)
            people = [
                p for p in people if p.trusted or p.framed or (p.segment > last and _is_press(p.author.role))
            ]
        self.whole = self.whole and not self.bad and len(people) == len(self.people)
        if not people:
            return self._nobody()
        self._pair(people)
        press = (
            bool(self.mails)
            or self.signed
            or any(_is_press(p.author.role) or (p.framed and p.author.affiliation) for p in people)
        )
        return Byline([p.author for p in people], self.whole, press)

    def _pair(self, people: list[_Person]) -> None:
        """Addresses to people: in order when there are as many, else to the one printed before."""
        if len(people) == len(self.mails) or len(people) == 1:
            for person, (_, address) in zip(people, self.mails, strict=False):
                person.author.email = address
            return
        for before, address in self.mails:
            owner = before or people[0]
            if owner.author.email is None:
                owner.author.email = address

    def _nobody(self) -> Byline:
        """A newsroom, a dateline, or addresses alone."""
        wires = [c for c in self.alone if c.wire]
        if self.people or (self.bad and not wires):
            return Byline(
                [Author(email=address) for _, address in self.mails] if not self.people else [], False
            )
        contexts = wires or [c for c in self.alone if c.team or c.outlet]
        authors = [
            Author(
                affiliation=self._words(c.affiliation) if c.affiliation else None,
                location=self._words(c.location) if c.location else None,
            )
            for c in contexts[:1]
        ]
        for number, (_, address) in enumerate(self.mails):
            if number == 0 and authors:
                authors[0].email = address
            else:
                authors.append(Author(email=address))
        press = bool(self.mails or wires) or any(c.team for c in contexts)
        return Byline(authors, self.whole and bool(authors), press)


def _is_press(role: str | None) -> bool:
    return role is not None and role.endswith(_PRESS)
