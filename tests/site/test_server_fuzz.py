"""The dev server gives away nothing but the site, whatever is asked, and goes on serving."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kommpy.site import project as projects
from kommpy.site import serving
from kommpy.site.server import Server
from sites import FILES

pytestmark = pytest.mark.slow

SECRET = b"not-for-anyone"
KNOWN = {100, 200, 302, 304, 400, 403, 404, 405, 414, 431, 501, 505}

PARTS = st.sampled_from(
    [
        *("..", ".", "%2e%2e", "%2E.", "..%2f", "..%5c", "\\..", "%00", "//", "[", "%", "%ff", "~"),
        *("pages", "index.html", "config.py", "secret.txt", ".env", ".git", "config", "link.html"),
        *("etc", "passwd", "?", "#", ";", "kommpy", "site", "C:", "%0d%0aX: y", "\xff", "*"),
        *("kommpy.tar.gz", "runtime", "outside", "proc", "self", "environ"),
    ]
)
TARGETS = st.one_of(
    st.lists(PARTS, max_size=8).map(lambda parts: "/" + "/".join(parts)),
    st.lists(PARTS, max_size=4).map("".join),
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n "), max_size=30),
    st.sampled_from(["http://evil.example/", "//evil.example/..", "/" + "a" * 70_000]),
)
METHODS = st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "TRACE", "GET" * 9, "", "\xff"])
HOSTS = st.one_of(
    st.sampled_from(
        [
            *("localhost", "127.0.0.1:80", "[::1]", "[", "]", "evil.example", "localhost.evil"),
            *("localhost:x", "a@localhost", "localhost@evil.example", "[::1", "::1", "", "\xff"),
        ]
    ),
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=12),
)
HEADERS = st.lists(
    st.sampled_from(
        [
            *(
                "Connection: close",
                "Content-Length: -1",
                "Content-Length: x",
                "Range: bytes=0-9999",
            ),
            *("If-Modified-Since: x", "If-None-Match: *", "Transfer-Encoding: chunked"),
            *("Expect: 100-continue", "Accept-Encoding: br;q=x, gzip", "Cookie: a" + "b" * 9000),
            *("no colon", ": no name", "X: " + "y" * 70_000, "Host: evil.example", "Upgrade: h2c"),
            *("Origin: https://evil.example", "Sec-Fetch-Site: cross-site"),
        ]
    ),
    max_size=3,
)
VERSIONS = st.sampled_from(["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "HTTP/x", "", "ICY"])


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write what is beside a site, hidden in it, or linked from it."""
    folder = tmp_path_factory.mktemp("outside")
    root = folder / "site"
    hidden = (".env", ".git/config", "secret.txt", "node_modules/x/index.html", "serve.py")
    for name in hidden:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SECRET)
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "secret.txt").write_bytes(SECRET)
    (root / "pages" / "link.html").symlink_to(folder / "secret.txt")
    (root / "pages" / "outside").symlink_to(folder)
    return root


@pytest.fixture(scope="module")
def server(outside: Path) -> Iterator[Server]:
    server = serving.server(projects.read(outside), None)
    with serving.running(server):
        yield server


def asked(server: Server, request: bytes) -> bytes:
    """Send what may be a request, and read all that comes back."""
    with socket.create_connection(server.server_address[:2], timeout=20) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
        except OSError:  # it would not listen to all of it
            pass
        answer = b""
        try:
            while part := connection.recv(65_536):
                answer += part
        except ConnectionError:
            pass
    return answer


def request(method: str, target: str, version: str, host: str, headers: list[str]) -> bytes:
    lines = [f"{method} {target} {version}".rstrip(), f"Host: {host}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def get(target: str, host: str = "localhost") -> bytes:
    return request("GET", target, "HTTP/1.1", host, [])


@settings(max_examples=1500, deadline=None, database=None, derandomize=True)
@given(what=st.builds(request, METHODS, TARGETS, VERSIONS, HOSTS, HEADERS))
@example(what=get("/pages/%2e%2e/%2e%2e/secret.txt"))
@example(what=get("/pages/outside/secret.txt"))
@example(what=get("/pages/link.html"))
@example(what=get("/.git/config"))
@example(what=get("//["))
@example(what=get("/", host="["))
@example(what=get("/%0d%0aX:%20y"))
def test_whatever_is_asked(what: bytes, server: Server) -> None:
    answer = asked(server, what)

    assert SECRET not in answer
    if answer.startswith(b"HTTP/"):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert int(head.split()[1]) in KNOWN
        assert b"Directory listing" not in body
        assert not any(line.startswith(b"X: y") for line in head.split(b"\r\n"))


def test_it_goes_on_serving_and_has_nothing_to_complain_of(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    for request in (b"", b"\r\n\r\n", b"\x00" * 99, os.urandom(99), get("//["), get("/", host="[")):
        asked(server, request)

    answer = asked(server, get("/"))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert "Traceback" not in capfd.readouterr().err


def test_what_it_says_cannot_steer_a_terminal(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    asked(server, get("/%1b]0;title%07%0aerror:%20x"))
    said = capfd.readouterr().err

    assert "title" in said
    assert said.replace("\n", "").isprintable()
    assert said.count("\n") == 1
