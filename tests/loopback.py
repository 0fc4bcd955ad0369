"""A web server on the loopback address: answers by path, and remembers who asked for what."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """What is sent for a path; a ``Content-Length`` is sent unless the headers say otherwise."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {"Content-Type": "text/html; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """``seen`` are the paths asked for, in order."""

    daemon_threads = True

    def __init__(self, answers: Mapping[str, Answer] | Callable[[str], Answer | None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answers if callable(answers) else answers.get
        self.seen: list[str] = []

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        answer = self.server.answer(self.path) or Answer(b"not here", 404)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.headers.get("Transfer-Encoding") == "chunked":
            self.end_headers()
            for start in range(0, len(answer.body), 50_000):
                piece = answer.body[start : start + 50_000]
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
            return
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(answers: Mapping[str, Answer] | Callable[[str], Answer | None]) -> Iterator[Server]:
    """Serve the answers while the block runs."""
    server = Server(answers)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
