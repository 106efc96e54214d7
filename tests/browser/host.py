"""A static host, as a built site meets one: compressed copies, and what `_headers` says."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from kommpy.site.server import media_type

Rules = dict[str, dict[str, str]]


@contextmanager
def hosting(
    folder: Path, base: str = "", handler: Callable[..., BaseHTTPRequestHandler] | None = None
) -> Iterator[str]:
    """Serve a built site below a base path; gives its address."""
    answers = partial(handler or Host, folder, base, rules(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


def rules(folder: Path) -> Rules:
    """Read `_headers`."""
    found: Rules = {}
    for line in (folder / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            latest = found.setdefault(line, {})
        elif line.strip() and not line.strip().startswith("#"):
            name, value = line.split(":", 1)
            latest[name.strip()] = value.strip()
    return found


class Host(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def __init__(self, folder: Path, base: str, rules: Rules, *given: object) -> None:
        self._folder = folder
        self._base = base
        self._rules = rules
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        url = unquote(urlsplit(self.path).path)
        path = self._folder / url.removeprefix(self._base).lstrip("/")
        if path.is_dir():
            path /= "index.html"
        packed = path.with_name(f"{path.name}.br")
        if not path.is_file() or not url.startswith(f"{self._base}/"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = (packed if packed.is_file() else path).read_bytes()
        self.send_response_only(HTTPStatus.OK)
        self.send_header("Content-Type", media_type(path.name))
        self.send_header("Content-Length", str(len(body)))
        if packed.is_file():
            self.send_header("Content-Encoding", "br")
        for pattern, headers in self._rules.items():
            if fnmatch(url, pattern):
                for name, value in headers.items():
                    self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
