"""The words ``scrapy`` learns in this project, a file each."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def until_enough() -> Iterator[None]:
    """Print until the reader of standard output has enough, as ``head`` does, and end without a word then."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
