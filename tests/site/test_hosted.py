"""A built site, as a static host serves it."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest

from kommpy.site.dist import FIRST_LINE
from kommpy.site.hosted import Host
from kommpy.site.serving import running
from sites import Write

HEADERS = f"""{FIRST_LINE}
/shop/*
  X-Kind: any
/shop/runtime/*
  Cache-Control: immutable
/shop/index.html
X-Kind: special
https://example.com/*
  X-Kind: elsewhere
"""


@pytest.fixture
def connection(write: Write) -> Iterator[HTTPConnection]:
    root = write({"_headers": HEADERS, "index.html": "<p>Home", "runtime/a.js": "1;"})
    (root / "runtime" / "a.js.br").write_bytes(b"packed")
    host = Host(root, "/shop")
    with running(host):
        connection = HTTPConnection(*host.server_address[:2])
        yield connection
        connection.close()


def get(connection: HTTPConnection, url: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection.request("GET", url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    return answer, answer.read()


def test_files_come_as_they_are_with_their_headers(connection: HTTPConnection) -> None:
    page, text = get(connection, "/shop/")
    script, plain = get(connection, "/shop/runtime/a.js")

    assert (text, page.headers["X-Kind"]) == (b"<p>Home", "any")
    assert (plain, script.headers["Cache-Control"]) == (b"1;", "immutable")
    assert script.headers["Content-Encoding"] is None


def test_headers_of_several_rules_are_joined(connection: HTTPConnection) -> None:
    assert get(connection, "/shop/index.html")[0].headers["X-Kind"] == "any, special"


def test_who_takes_it_gets_the_packed_copy(connection: HTTPConnection) -> None:
    script, packed = get(connection, "/shop/runtime/a.js", Accept_Encoding="gzip, br")

    assert (packed, script.headers["Content-Encoding"]) == (b"packed", "br")
    assert script.headers["Content-Type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize("url", ["/shop/kommpy/chat.py", "/index.html", "/shop/../secret"])
def test_what_is_not_in_the_folder_is_missing(url: str, connection: HTTPConnection) -> None:
    assert get(connection, url)[0].status == 404
