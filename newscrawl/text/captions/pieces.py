"""What is taken out of a caption: pieces that are no prose, and the credits they hold, all as positions in the line."""

from collections.abc import Sequence
from typing import NamedTuple


class Credit(NamedTuple):
    """A credit, empty for a mark without a party ("자료사진"), and the rank of its mark in marks.KINDS."""

    start: int
    end: int
    rank: int


class Piece(NamedTuple):
    """A stretch that is no prose, the credits in it, what a frame credits, and whether it was a bare "[사진]"."""

    start: int
    end: int
    credits: Sequence[Credit] = ()
    frame: Sequence[tuple[int, int]] = ()
    labelled: bool = False
