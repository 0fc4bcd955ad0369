"""The people found on a line, and what speaks for them."""

from dataclasses import dataclass, field

from newscrawl.items import Author
from newscrawl.text.bylines.surroundings import Reading, Span
from newscrawl.text.lexicon.jobs import is_newsroom_role


@dataclass(slots=True)
class Byline:
    """The people of a line; ``whole`` when nothing else is printed there, ``press`` when only a byline prints such."""

    authors: list[Author] = field(default_factory=list)
    whole: bool = True
    press: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """An author in the making. ``trusted``: an address, or a wire's equals sign, stands behind the name."""

    author: Author
    segment: int
    framed: bool
    doubtful: bool
    role: Span | None = None
    trusted: bool = False

    @property
    def of_the_press(self) -> bool:
        """Whether the job is one of a newsroom."""
        return self.author.role is not None and is_newsroom_role(self.author.role)


@dataclass(slots=True)
class Context:
    """An outlet and a place in wait for the people they belong to."""

    affiliation: Span | None = None
    location: Span | None = None
    frame: int = 0  # the bracket it stands in, good for all who follow there
    team: bool = False
    outlet: bool = False
    known: bool = False  # the place is a listed one, or the outlet one by its name
    unsure: bool = False  # of use only before "name job ="
    used: bool = False

    def take(self, reading: Reading, *, frame: int) -> None:
        """Take in what a reading adds; the newer place or outlet counts."""
        self.affiliation = reading.affiliation or self.affiliation
        self.location = reading.location or self.location
        self.team = self.team or reading.team
        self.outlet = self.outlet or reading.outlet
        self.known = self.known or reading.sited or (reading.outlet and not reading.plain)
        self.frame = frame
        self.used = False


class Roll:
    """Everyone and every address found so far, in printed order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.people: list[Person] = []
        self.mails: list[tuple[Person | None, str]] = []
        self.bad: set[int] = set()  # segments with words that are no byline's

    def enter(self, name: str, segment: int, *, framed: bool, doubtful: bool) -> Person:
        """Return the person of that name, new or met before on the line."""
        for person in self.people:
            if person.author.name == name:
                person.segment = segment if person.segment in self.bad else person.segment
                person.doubtful = person.doubtful and doubtful
                return person
        self.people.append(Person(Author(name=name), segment, framed, doubtful))
        return self.people[-1]

    def fill(
        self, person: Person, role: Span | None, affiliation: Span | None, location: Span | None
    ) -> None:
        """Give a person what is not known of them yet."""
        author = person.author
        if author.role is None and role:
            person.role, author.role = role, self.words(role)
        if author.affiliation is None and affiliation:
            author.affiliation = self.words(affiliation)
        if author.location is None and location:
            author.location = self.words(location)

    def words(self, span: Span) -> str:
        """Return the words as printed; blanks around an equals sign go."""
        text = self.text[span[0] : span[1]]
        return "=".join(part.strip() for part in text.split("=")) if "=" in text else text

    def credible(self, *, credited: bool) -> list[Person]:
        """Return those to believe: words that belong to no byline discredit all that nothing speaks for.

        A bare name next to a photo's credit is the one shown, not the one who wrote.
        """
        people = [p for p in self.people if p.trusted or (p.segment not in self.bad and not p.doubtful)]
        if credited:
            people = [p for p in people if p.trusted or p.author.role]
        if any(p.framed and p.author.role for p in people):  # what follows is prose: [… 기자] 나래가
            people = [p for p in people if p.framed or p.trusted or p.author.role]
        if self.bad:
            last = max(self.bad)
            people = [p for p in people if p.trusted or p.framed or (p.segment > last and p.of_the_press)]
        return people

    def pair(self, people: list[Person]) -> None:
        """Give the addresses out: in order when there are as many, else each to the one printed before it."""
        if len(people) in (1, len(self.mails)):
            for person, (_, address) in zip(people, self.mails, strict=False):
                person.author.email = address
            return
        for before, address in self.mails:
            owner = before or people[0]
            if owner.author.email is None:
                owner.author.email = address

    def newsroom(self, contexts: list[Context]) -> list[Author]:
        """Return a newsroom or a dateline as an author without a name but with the first address; then the others."""
        authors = [
            Author(
                affiliation=self.words(context.affiliation) if context.affiliation else None,
                location=self.words(context.location) if context.location else None,
            )
            for context in contexts[:1]
        ]
        for number, (_, address) in enumerate(self.mails):
            if number == 0 and authors:
                authors[0].email = address
            else:
                authors.append(Author(email=address))
        return authors
