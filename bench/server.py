"""A server as a good host runs it: compressed copies, kept connections, nothing asked for twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kommpy.site.server import media_type
from kommpy.site.serving import answering


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, folder))
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers with the `.br` beside a file where there is one."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def __init__(self, folder: Path, *given: object) -> None:
        self._folder = folder
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self._folder / unquote(urlsplit(self.path).path).lstrip("/")
        if path.is_dir():
            path /= "index.html"
        compressed = path.with_name(f"{path.name}.br")
        found = compressed if compressed.is_file() else path
        if not found.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = found.read_bytes()
        page = path.suffix == ".html"
        self.send_response_only(HTTPStatus.OK)
        self.send_header("Content-Type", media_type(path.name))
        self.send_header("Content-Length", str(len(body)))
        self.send_header(
            "Cache-Control", "no-cache" if page else "public, max-age=31536000, immutable"
        )
        self.send_header("Access-Control-Allow-Origin", "*")
        if found is compressed:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the table is what is to be read."""
