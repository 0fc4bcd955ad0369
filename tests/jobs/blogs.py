"""Blogs on loopback that behave, dawdle or hang, and the jobs file that crawls them."""

import threading

from tests.kill.site import CATEGORY, answer, site
from tests.loopback import Answer, Server

SETTINGS = (
    "{ NEWSCRAWL_ALLOW_PRIVATE = 1, DOWNLOAD_DELAY = 0, AUTOTHROTTLE_ENABLED = false, LOG_LEVEL = 'WARNING' }"
)


class Blog:
    """``slow`` seconds a post; ``hangs`` on every post until ``let_go``."""

    def __init__(self, posts: int = 6, *, slow: float = 0, hangs: bool = False) -> None:
        self.answers = site(posts, 1)
        self.slow, self.hangs = slow, hangs
        self.go = threading.Event()
        self.asked = threading.Event()  # a post was

    def __call__(self, path: str) -> Answer | None:
        if path[1:].isdecimal():
            self.asked.set()
            if self.hangs:
                self.go.wait()
            self.go.wait(self.slow)
        return answer(self.answers, path)


def job(name: str, server: Server, more: str = "", every: str = "1 hour", mode: str = "all") -> str:
    """Return a job of the file that crawls the blog of a server, all of it each time."""
    return f"""
[[job]]
name = "{name}"
spider = "tistory"
every = "{every}"
arguments = {{ url = "{server.url(CATEGORY)}", mode = "{mode}" }}
settings = {SETTINGS}
{more}
"""
