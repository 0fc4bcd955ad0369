"""A web server on the loopback address: answers by path, and remembers who asked for what."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """What is sent for a path; a ``Content-Length`` is sent unless the headers say otherwise.

    Whoever has the ``ETag`` already is sent 304 and the headers.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {"Content-Type": "text/html; charset=utf-8"}


class Server(ThreadingHTTPServer):
    """``seen`` are the paths asked for, in order; ``unmodified`` those of them that were answered by 304."""

    daemon_threads = True

    def __init__(
        self, answers: Mapping[str, Answer] | Callable[[str], Answer | None], host: str = "127.0.0.1"
    ) -> None:
        super().__init__((host, 0), _Handler)
        self.host = host
        self.answer = answers if callable(answers) else answers.get
        self.seen: list[str] = []
        self.unmodified: list[str] = []

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"http://{host or self.host}:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        answer = self.server.answer(self.path) or Answer(b"not here", 404)
        known = "ETag" in answer.headers and answer.headers["ETag"] == self.headers.get("If-None-Match")
        if known:
            self.server.unmodified.append(self.path)
            answer = answer._replace(body=b"", status=304)
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
        if not known:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(
    answers: Mapping[str, Answer] | Callable[[str], Answer | None], host: str = "127.0.0.1"
) -> Iterator[Server]:
    """Serve the answers while the block runs; 127.0.0.2 and so on are other hosts of the same machine."""
    server = Server(answers, host)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
