"""A small site for tests of the stand-in: its files at /v2/, a blank page at every other path."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kommpy.site.serving import answering

FILES = Path(__file__).parents[2] / "kommpy" / "standin" / "v2"
BLANK = (
    b'<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,">'
    b"<body><main><h1>Shop</h1></main></body></html>"
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = FILES / path.removeprefix("/v2/")
        if path.startswith("/v2/") and file.is_file():
            self._answer(file.read_bytes(), "text/javascript; charset=utf-8")
        else:
            self._answer(BLANK, "text/html; charset=utf-8")

    def _answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve while the block runs; gives the site's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"
