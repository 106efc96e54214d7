"""The dev server: the manifest over HTTP, pages prerendered at each request."""

import errno
import html
import json
import sys
from collections.abc import Mapping
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from .authored import handed_on
from .cache import digest
from .errors import SiteError
from .html import is_page
from .manifest import Manifest
from .prerender import Prerenderer
from .project import Project
from .terminal import complain

if TYPE_CHECKING:
    from .dev.desk import Desk

PLACE = "/@kommpy/"  # below it is what only the dev server has
LONGEST = 100_000  # bytes of an error that a page reports
TYPES = {
    ".app": "text/javascript",
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/x-python",
    ".svg": "image/svg+xml",
    ".toml": "application/toml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


def media_type(name: str) -> str:
    """Give the Content-Type of a file; the same on every machine, whatever its registry says."""
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    textual = kind.startswith("text/") or kind in ("application/json", "image/svg+xml")
    return f"{kind}; charset=utf-8" if textual else kind


_OVERLAY = (
    "position:fixed;inset:0;z-index:2147483647;margin:0;padding:2rem;overflow:auto;"
    "background:#fff8f6;color:#5c1204;font:1rem/1.6 ui-monospace,monospace;white-space:pre-wrap"
)


class Server(ThreadingHTTPServer):
    """Serves one site.

    Raises:
        SiteError: the port is taken, or the address is none of this machine's

    """

    daemon_threads = True
    handler: "type[Handler]"

    def __init__(
        self,
        project: Project,
        manifest: Manifest,
        pages: Prerenderer,
        *,
        host: str,
        port: int,
        desk: "Desk | None" = None,
    ) -> None:
        self.desk = desk
        try:
            super().__init__((host, port), partial(self.handler, project, manifest, pages, desk))
        except OSError as error:
            raise _refused(error, host, port) from error
        if desk:
            desk.begin()
        shown = "localhost" if host in ("127.0.0.1", "::1") else host
        self.address = f"http://{shown}:{self.server_address[1]}{project.base}/"

    def server_close(self) -> None:
        """End, with all that was begun."""
        if self.desk:
            self.desk.close()
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _refused(error: OSError, host: str, port: int) -> SiteError:
    if error.errno == errno.EADDRINUSE:
        return SiteError(
            f"port {port} is taken, perhaps by another `serve` still running. "
            f"Take another one: --port {port + 1}, or --port 0 for any free one"
        )
    if error.errno == errno.EACCES:
        return SiteError(f"port {port} needs more rights than you have; take one above 1023")
    return SiteError(f"cannot listen on {host}:{port}: {error.strerror or error}")


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for what the manifest holds."""

    protocol_version = "HTTP/1.1"
    server_version = "kommpy"
    sys_version = ""
    # headers and body in one packet: half of one would wait for the other's receipt
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(
        self,
        project: Project,
        manifest: Manifest,
        pages: Prerenderer,
        desk: "Desk | None",
        *given: object,
    ) -> None:
        self._base = project.base
        self.manifest = manifest
        self._pages = pages
        self._desk = desk
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if not self._is_for_us():
            self.answer(HTTPStatus.FORBIDDEN, _note("This server answers to its own name only."))
            return
        path = _path(self.path)
        if self._base and path in ("/", self._base):
            self.answer(HTTPStatus.FOUND, b"", more={"Location": f"{self._base}/"})
        elif not path.startswith(f"{self._base}/"):
            self.missing(path)
        elif self._desk and path.startswith(f"{self._base}{PLACE}"):
            self._at_desk(self._desk, path.removeprefix(f"{self._base}{PLACE}"))
        else:
            self.serve(path[len(self._base) :])

    def do_POST(self) -> None:
        self.close_connection = True  # what is refused may not have been read
        length = self.headers.get("Content-Length", "")
        if not (self._is_for_us() and self._is_from_us()):
            self.answer(HTTPStatus.FORBIDDEN, _note("This server listens to its own pages only."))
        elif self._desk is None or not self.path.startswith(f"{self._base}{PLACE}"):
            self.answer(HTTPStatus.METHOD_NOT_ALLOWED, _note("There is nothing to send here."))
        elif not (length.isascii() and length.isdigit() and int(length) <= LONGEST):
            self.answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _note("That is too long."))
        else:
            self._hear(self._desk, self.rfile.read(int(length)))

    def do_HEAD(self) -> None:
        self.do_GET()

    def serve(self, url: str) -> None:
        """Answer for an address below the base path."""
        path = self.manifest.find(url)
        if path is None:
            self.missing(url)
            return
        if not is_page(path):
            self._serve_file(path)
            return
        try:
            status, body = HTTPStatus.OK, self._pages.page(path, _page_url(url))
        except SiteError as error:
            complain(str(error))
            status, body = HTTPStatus.INTERNAL_SERVER_ERROR, path.read_bytes()
            if self._desk:
                self.answer(status, self._desk.dressed(body, error), dress=False)
                return
            body += _overlay(error)
        self.answer(status, body)

    def _serve_file(self, path: Path) -> None:
        """Answer with a file, unless the browser has it: then it has what it made of it, too."""
        found = path.stat()
        mark = f'"{digest(str(path), str(found.st_mtime_ns), str(found.st_size))}"'
        if self.headers.get("If-None-Match") != mark:
            content = handed_on(path)
            self.answer(HTTPStatus.OK, content, media_type(path.name), more={"ETag": mark})
            return
        self.send_response_only(HTTPStatus.NOT_MODIFIED)
        self.send_header("ETag", mark)
        self.end_headers()

    def _at_desk(self, desk: "Desk", name: str) -> None:
        """Answer for what only the dev server has."""
        script = desk.script(name)
        if script is not None:
            self.answer(HTTPStatus.OK, script, media_type(name))
        elif name == "changes" and self.command == "GET":
            self._stream(desk)
        elif name == "place":
            asked = dict(parse_qsl(_query(self.path)))
            found = desk.place(
                *(asked.get(each, "") for each in ("page", "path", "name", "pattern"))
            )
            answer = json.dumps({"place": found}).encode()
            self.answer(HTTPStatus.OK, answer, media_type(".json"))
        else:
            self.missing(PLACE + name)

    def _stream(self, desk: "Desk") -> None:
        self.send_response_only(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()

        def write(data: bytes) -> None:
            self.wfile.write(data)
            self.wfile.flush()

        desk.stream(write)

    def _hear(self, desk: "Desk", said: bytes) -> None:
        """Take what a page says, and answer it."""
        try:
            found = desk.hear(self.path.rpartition("/")[2], json.loads(said))
        except (ValueError, TypeError, LookupError, AttributeError):
            self.answer(HTTPStatus.BAD_REQUEST, _note("That is nothing that a page says."))
            return
        self.answer(HTTPStatus.OK, json.dumps(found).encode(), media_type(".json"))

    def _is_from_us(self) -> bool:
        """Listen to no other site's page: what arrives here is shown in a terminal."""
        return (
            self.headers.get("Origin") == f"http://{self.headers.get('Host')}"
            and self.headers.get_content_type() == "application/json"
        )

    def answer(
        self,
        status: HTTPStatus,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        dress: bool = True,
        more: Mapping[str, str] | None = None,
    ) -> None:
        """Send an answer, by default a page, which the dev server dresses."""
        if self._desk and dress and kind.startswith("text/html"):
            body = self._desk.dressed(body)
        self.send_response_only(status)
        given = {
            "Date": formatdate(usegmt=True),
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            **self.answer_headers(status),
            **(more or {}),
        }
        if self.close_connection:
            given["Connection"] = "close"
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer_headers(self, status: HTTPStatus) -> dict[str, str]:
        """Give more headers for an answer."""
        return {}

    def missing(self, url: str) -> None:
        """Say that there is no such address."""
        print(f"not found: {_printable(url)}", file=sys.stderr, flush=True)
        self.answer(HTTPStatus.NOT_FOUND, _note(f"There is no {url} on this site."))

    def _is_for_us(self) -> bool:
        """Keep other sites' names from leading to this server (DNS rebinding)."""
        if not ip_address(self.connection.getsockname()[0]).is_loopback:
            return True
        name = _host(self.headers.get("Host", ""))
        return name in ("localhost", "127.0.0.1", "::1") or name.endswith(".localhost")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what goes well."""


Server.handler = Handler


def _path(target: str) -> str:
    """Give the path of what was asked for, `""` where that is no address."""
    try:
        return unquote(urlsplit(target).path)
    except ValueError:
        return ""


def _query(target: str) -> str:
    """Give the query of what was asked for."""
    return target.partition("?")[2].partition("#")[0]


def _host(given: str) -> str:
    """Give the name in a `Host` header, `""` where there is none."""
    try:
        return urlsplit(f"//{given}").hostname or ""
    except ValueError:
        return ""


def _printable(text: str) -> str:
    """Keep what a browser sent from steering the terminal."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def _page_url(url: str) -> str:
    return f"{url}index.html" if url.endswith("/") else url


def _note(text: str) -> bytes:
    return (
        f'<!doctype html><meta charset="utf-8"><title>kommpy</title><p>{html.escape(text)}'.encode()
    )


def _overlay(error: SiteError) -> bytes:
    text = html.escape(str(error))
    return f'<pre role="alert" id="kommpy-error" style="{_OVERLAY}">{text}</pre>'.encode()
