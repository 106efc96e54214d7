import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from kommpy.site import project as projects
from kommpy.site import serving
from kommpy.site.errors import SiteError
from kommpy.site.manifest import Manifest
from kommpy.site.server import Server, media_type
from sites import INDEX, Write, prerenderer

pytestmark = pytest.mark.slow


@contextmanager
def connected(root: Path, **options: object) -> Iterator[HTTPConnection]:
    """Serve a site on a free port; gives a connection to it."""
    project = projects.read(root, **options)  # type: ignore[arg-type]
    server = serving.server(project, None)
    with serving.running(server):
        connection = HTTPConnection(*server.server_address[:2])
        try:
            yield connection
        finally:
            connection.close()


@pytest.fixture
def connection(site: Path) -> Iterator[HTTPConnection]:
    """Serve the small site."""
    with connected(site) as connection:
        yield connection


def get(connection: HTTPConnection, url: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection.request(method, url, headers=headers)
    return connection.getresponse()


def test_pages_are_prerendered(connection: HTTPConnection) -> None:
    answer = get(connection, "/")

    assert (answer.status, answer.version) == (200, 11)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert b"kommpy-page" in answer.read()


def test_python_is_served_in_utf_8(connection: HTTPConnection, site: Path) -> None:
    (site / "pages" / "main.py").write_bytes("# coding: latin-1\nx = 'ä'\n".encode("latin-1"))

    assert "x = 'ä'" in get(connection, "/pages/main.py").read().decode()


def test_a_page_may_have_an_old_name(connection: HTTPConnection, site: Path) -> None:
    (site / "pages" / "cars.html").rename(site / "pages" / "CARS.HTM")
    answer = get(connection, "/pages/CARS.HTM")

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"kommpy-page" in answer.read()


def test_a_connection_serves_again_and_again(connection: HTTPConnection) -> None:
    for url in ("/", "/pages/main.py", "/nowhere", "/pages/cars.html"):
        get(connection, url).read()
        first = connection.sock
        get(connection, url).read()
        assert connection.sock is first


def test_what_the_browser_has_is_not_sent_again(connection: HTTPConnection, site: Path) -> None:
    answer = get(connection, "/pages/main.py")
    answer.read()
    known = {"If-None-Match": answer.headers["ETag"]}

    again = get(connection, "/pages/main.py", **known)
    assert (again.status, again.read()) == (304, b"")

    (site / "pages" / "main.py").write_text("changed = True\n", "utf-8")
    changed = get(connection, "/pages/main.py", **known)
    assert (changed.status, changed.read()) == (200, b"changed = True\n")


def test_head_says_the_same_without_the_body(connection: HTTPConnection) -> None:
    length = len(get(connection, "/").read())
    answer = get(connection, "/", "HEAD")

    assert answer.headers["Content-Length"] == str(length)
    assert answer.read() == b""


@pytest.mark.parametrize(
    "url",
    ["/nowhere", "/pages/", "/%2e%2e/etc/passwd", "/pages/..%2f..%2fetc/passwd", "/pages/%00"],
)
def test_what_is_not_of_the_site_is_not_found(connection: HTTPConnection, url: str) -> None:
    answer = get(connection, url)

    assert answer.status == 404
    assert b"on this site" in answer.read()


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1", 200),
        ("[::1]:1", 200),
        ("shop.localhost", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
    ],
)
def test_other_names_do_not_lead_here(connection: HTTPConnection, host: str, status: int) -> None:
    answer = get(connection, "/", Host=host)
    answer.read()

    assert answer.status == status


def test_a_base_path_is_led_to(site: Path) -> None:
    with connected(site, base="/project") as connection:
        answer = get(connection, "/")
        answer.read()
        assert (answer.status, answer.headers["Location"]) == (302, "/project/")
        assert b"kommpy-page" in get(connection, "/project/pages/cars.html").read()
        assert get(connection, "/pages/cars.html").status == 404


def test_a_mistake_is_laid_over_the_page(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write({"index.html": INDEX, "pages/main.py": "", "pages/config.py": "x = '<b>'\n1 / 0"})
    with connected(root) as connection:
        answer = get(connection, "/")
        body = answer.read().decode()

    assert answer.status == 500
    assert re.search(r'role="alert".*pages/config.py:2: ZeroDivisionError', body)
    assert "config.py:2" in capsys.readouterr().err


def test_a_change_shows_at_the_next_request(connection: HTTPConnection, write: Write) -> None:
    get(connection, "/").read()
    write({"pages/config.py": "1 / 0"})
    assert get(connection, "/").read().count(b"ZeroDivisionError") == 1


def test_a_taken_port_is_said_with_the_mend(site: Path) -> None:
    project = projects.read(site)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SiteError, match=f"port {port} is taken.*--port {port + 1}"):
            Server(
                project, Manifest(project, None), prerenderer(project), host="127.0.0.1", port=port
            )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.wasm", "application/wasm"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("kommunicate.app", "text/javascript; charset=utf-8"),
        ("a.py", "text/x-python; charset=utf-8"),
        ("a", "application/octet-stream"),
    ],
)
def test_media_types_do_not_depend_on_the_machine(name: str, kind: str) -> None:
    assert media_type(name) == kind
