"""The readings of a line put together, piece by piece, the outlet and place in hand."""

from newscrawl.text.bylines.names import is_named, mend
from newscrawl.text.bylines.noise import BREAK, NOTICE, Line, prepare
from newscrawl.text.bylines.people import Byline, Context, Person, Roll
from newscrawl.text.bylines.pieces import Piece, cut
from newscrawl.text.bylines.readings import read
from newscrawl.text.bylines.surroundings import Reading, Span, heading
from newscrawl.text.bylines.words import CREDIT, LABEL, NUMBER, OUTLET, PROSE, ROLE, Word

_JOINING = frozenset(",·/& -=")
_LISTING = frozenset(",·/|")
_CREDITING = frozenset("=:/")
# Teams that sign articles; 보도국 or 산업부 alone may be a menu's words.
_SIGNING_TEAMS = ("팀", "취재단", "기자단", "취재반", "편집부", "뉴스부", "뉴스국")
_TURNS = frozenset((".", BREAK, NOTICE))
_ANNOUNCING = frozenset("|:")
_GUEST = frozenset("/|(")


def understand(text: str) -> Byline:
    """Return the people of a tidy line.

    >>> understand("[나래일보 홍길동 기자]").authors[0].affiliation
    '나래일보'
    """
    return _Assembly(prepare(text)).result()


class _Assembly:
    """One walk over the pieces of a line. A segment is a bracket's inside, or a sentence outside."""

    def __init__(self, line: Line) -> None:
        self.roll = Roll(line.text)
        self.pending: list[Person] = []  # named, their job word still to come
        self.group: list[Person] = []  # those last spoken of
        self.context = Context()
        self.alone: list[Context] = []  # contexts that met nobody
        self.wires: list[Context] = []  # (place=outlet)
        self.segment = 0
        self.credit = False  # behind "사진=", until somebody is named
        self.credited = False  # … nobody was
        self.job: Span | None = None  # a job word that announces names: 촬영기자: 홍길동
        self.whole = True
        self.plain = True  # no button, stamp or other furniture stands by
        self.signed = False
        self._walk(cut(line))
        self._leave()

    def _walk(self, pieces: list[Piece]) -> None:
        self.plain = not any(BREAK in piece.before or BREAK in piece.after for piece in pieces)
        for at, piece in enumerate(pieces):
            before = pieces[at - 1] if at else None
            following = pieces[at + 1] if at + 1 < len(pieces) else None
            if before and (piece.frame != before.frame or not _TURNS.isdisjoint(piece.before)):
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
        if self.context.used or not (before.frame or piece.frame):
            self._leave()

    def _leave(self) -> None:
        if not self.context.used and (self.context.affiliation or self.context.location):
            self.alone.append(self.context)
        self.context = Context()

    def _take(self, piece: Piece, following: Piece | None) -> bool:
        """Read one piece; return whether the byline ends with it, as at the equals sign of a wire's dateline."""
        equals = "=" in piece.after
        met: list[Person] = []
        if piece.words:
            guest = bool(self.pending) and not _GUEST.isdisjoint(piece.before)
            words = mend(piece.words, self.roll.text, guest=guest)
            if (
                not equals
                or any(word.flags & ROLE for word in words)
                or all(w.flags & (LABEL | CREDIT) for w in words)
            ):
                for reading in read(words, self.roll.text, framed=piece.frame > 0, addresses=piece.addresses):
                    met += self._hear(piece, following, reading)
            else:
                self._left_of_equals(piece, words, following)
        for address in piece.addresses:
            self._address(piece, address, met)
        if not (equals and met and met[-1].author.role) or piece.frame or (following and not following.words):
            return False
        for person in met:
            person.trusted = person.trusted or not person.doubtful
        return True

    def _hear(self, piece: Piece, following: Piece | None, reading: Reading) -> list[Person]:
        if reading.label:
            self.credit = reading.credit and not _CREDITING.isdisjoint(piece.after)
            self.job = None
        elif reading.names:
            return self._meet(piece, reading)
        elif self.credit:
            self.credited = True
        elif reading.genre:
            pass
        elif reading.role:
            self._job(piece, reading)
        else:
            self._surroundings(piece, following, reading)
        return []

    def _left_of_equals(self, piece: Piece, words: list[Word], following: Piece | None) -> None:
        """Before "=" stands an outlet, a place, or outlet and place; never a person."""
        reading = heading(words, framed=piece.frame > 0)
        if reading.plain and reading.location is None and not (following and is_named(following.words)):
            reading.location, reading.affiliation = reading.affiliation, None  # (가나=나래뉴스)
        if (self.context.used and not piece.frame) or self.context.frame != piece.frame:
            self.context = Context()
        self.context.take(reading, frame=piece.frame)
        if not reading.known:
            self.roll.bad.add(self.segment)

    def _meet(self, piece: Piece, reading: Reading) -> list[Person]:
        """Enter the people of a reading, and give their job word to those named just before them."""
        bare = not reading.role and (reading.affiliation is not None or BREAK in piece.after)
        if self.credit and (reading.doubtful or bare):
            self.credited = True
            return []
        joins = bool(self.pending) and _JOINING.issuperset(piece.before)
        context = self._context_for(piece, joins=joins)
        trusted = self._is_trusted(piece, reading)
        affiliation = reading.affiliation or context.affiliation
        location = reading.location or context.location
        if reading.plain and piece.frame and "=" in piece.before and context.affiliation:
            affiliation, location = (
                context.affiliation,
                reading.affiliation,
            )  # [나래데일리=고척돔 홍길동 기자]
        role = reading.role or self.job
        if reading.role and self.job and not _ANNOUNCING.isdisjoint(piece.after):
            role, self.job = self.job, reading.role  # 취재기자ㅣ홍길동촬영기자ㅣ김나래
        met = []
        for name in reading.names:
            doubtful = reading.doubtful and not reading.title
            person = self.roll.enter(name, self.segment, framed=piece.frame > 0, doubtful=doubtful)
            self.roll.fill(person, role, affiliation, location)
            person.trusted = person.trusted or trusted
            met.append(person)
        if role and joins:
            for person in self.pending:  # 세종=홍길동, 서울=김나래 기자: one job, two places
                self.roll.fill(person, role, affiliation, None if "=" in piece.before else context.location)
                person.doubtful = False
        self.group = (self.pending if joins else []) + met
        self.pending = [] if role else self.group
        context.used = True
        if affiliation and affiliation == reading.affiliation and (piece.frame or not role):
            context.affiliation, context.frame = affiliation, piece.frame
        return met

    def _context_for(self, piece: Piece, *, joins: bool) -> Context:
        """The outlet and place in hand, unless they belonged to the people before a mark that lists."""
        context = self.context
        if context.unsure and "=" not in piece.after:
            self.whole = False
            self.context = Context()
        elif context.used and not (context.frame or joins or _LISTING.isdisjoint(piece.before)):
            self.context = Context()
        return self.context

    def _is_trusted(self, piece: Piece, reading: Reading) -> bool:
        """Whether an address or a sign-off speaks for a reading; prose that nothing speaks for spoils its segment."""
        addressed = bool(piece.addresses) and (reading.known or not reading.doubtful)
        trusted = addressed or (reading.signed and reading.outlet and not reading.doubtful)
        if reading.title:
            known = self.context.affiliation is not None
        else:
            known = reading.known or trusted or ("=" in piece.after and reading.role is not None)
        if not known:
            self.roll.bad.add(self.segment)
        self.whole = self.whole and reading.known
        self.signed = self.signed or reading.signed
        return trusted

    def _job(self, piece: Piece, reading: Reading) -> None:
        """A job word without a name: it is of those named before, or announces those to come (촬영기자: 홍길동)."""
        if ":" in piece.after:
            self.job, self.pending = reading.role, []
        elif self.pending:
            for person in self.pending:
                self.roll.fill(person, reading.role, reading.affiliation, reading.location)
                person.doubtful = False
            self.pending = []
        elif "|" in piece.after:
            self.job = reading.role
        elif self.group and piece.before == ")" and reading.role:
            for person in self.group:  # 홍길동(인턴) 기자: what brackets said is but a gloss
                person.role, person.author.role = reading.role, self.roll.words(reading.role)
        elif not self.group or not _LISTING.issuperset(piece.before):
            self.roll.bad.add(self.segment)
        elif not reading.affiliation:  # a title at a second body is one too many
            self._add_title(reading)

    def _add_title(self, reading: Reading) -> None:
        """A second title right behind the first is part of it: 시인·문학평론가."""
        for person in self.group:
            if person.role and reading.role and reading.role[0] - person.role[1] <= 3:
                person.role = (person.role[0], reading.role[1])
                person.author.role = self.roll.words(person.role)

    def _surroundings(self, piece: Piece, following: Piece | None, reading: Reading) -> None:
        """Words that name nobody: an outlet, a desk, a place; for the people to come, else for those before."""
        context = self.context
        ahead = following is not None and is_named(following.words)
        listed = not _LISTING.isdisjoint(piece.after)
        brief = len(piece.words) <= 2 and not any(word.flags & (PROSE | NUMBER) for word in piece.words)
        if piece.frame and "=" in piece.before and (context.location or context.affiliation):
            self._wire(piece, reading)
        elif context in self.wires and reading.affiliation and {"/", "·"}.issuperset(piece.before):
            context.affiliation = (context.affiliation or reading.affiliation)[0], reading.affiliation[1]
        elif piece.after.startswith(NOTICE) and not reading.team:
            pass  # the outlet of a copyright notice: 나래일보 ⓒ
        elif reading.known and self.group and not ahead and not self.roll.bad:
            told = reading.outlet or reading.team or reading.body or reading.location
            if told and self.group[-1].segment == self.segment and not {":", "="}.intersection(piece.before):
                for person in self.group:
                    self.roll.fill(person, None, reading.affiliation, reading.location)
        elif reading.known:
            context.take(reading, frame=piece.frame)
        elif brief and ahead and (listed or (piece.frame and following and not following.frame)):
            context.take(reading, frame=piece.frame)
            context.unsure = not listed
        elif brief and piece.addresses and len(piece.words) == 1 and not self.group:
            if len(piece.words[0].text) >= 4:  # a desk's own name; shorter ones may be a pen name
                context.take(reading, frame=piece.frame)
                context.outlet = True
        else:
            self.roll.bad.add(self.segment)

    def _wire(self, piece: Piece, reading: Reading) -> None:
        """(place=outlet), or the other way round, or (outlet=desk)."""
        context = self.context
        span = (piece.words[0].start, piece.words[-1].end)
        known = any(word.flags & OUTLET for word in piece.words) or context.known
        if any(word.flags & (PROSE | NUMBER) for word in piece.words) or not known or len(piece.words) > 3:
            self.roll.bad.add(self.segment)
            return
        if context.location is None and reading.location and not reading.affiliation:
            context.location = span
        elif context.affiliation:  # [나래일보=이슈팀], (런던 로이터=뉴스1)
            context.affiliation = (context.affiliation[0], span[1])
        else:
            context.affiliation = span
        self.wires.append(context)

    def _address(self, piece: Piece, address: str, met: list[Person]) -> None:
        if self.segment in self.roll.bad and piece.words and not met:
            return
        for person in self.group if not piece.words else []:
            person.trusted = person.trusted or person.segment not in self.roll.bad
        self.roll.mails.append((self.group[-1] if self.group else None, address))

    def result(self) -> Byline:
        """Return the credible people; without any, a newsroom, a dateline or bare addresses."""
        roll = self.roll
        people = roll.credible(credited=self.credited)
        whole = self.whole and not roll.bad and len(people) == len(roll.people)
        if people:
            roll.pair(people)
            named = (
                p.framed and p.author.affiliation and not p.author.role for p in people
            )  # [나래일보 홍길동]
            press = any(p.of_the_press for p in people) or any(named)
            return Byline([p.author for p in people], whole, press or self.signed or bool(roll.mails))
        contexts = self.wires
        if not contexts and not roll.bad and not roll.people:
            contexts = [
                c for c in self.alone if c.team or (c.outlet and (roll.mails or (self.plain and not c.frame)))
            ]
        authors = roll.newsroom(contexts) if contexts or not roll.people else []
        signed = len(authors) == 1 and (authors[0].affiliation or "").endswith(_SIGNING_TEAMS)
        press = bool(roll.mails or self.wires) or signed
        return Byline(authors, whole and bool(authors), press)
