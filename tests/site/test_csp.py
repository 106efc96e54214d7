import re
from pathlib import Path

import pytest
from test_build import build

from kommpy.site import cli
from kommpy.site.csp import servers
from kommpy.site.errors import SiteError
from kommpy.site.project import read
from sites import FILES, INDEX, Write

pytestmark = pytest.mark.slow

EXTRA = """
<link rel="stylesheet" href="https://style.example/a.css">
<iframe src="//frame.example:8443/x"></iframe>
<form action="http://form.example/send"></form>
<video src="https://media.example/film.mp4"></video>
<script src="https://user@script.example/x.js;y"></script>
<a href="https://link.example">elsewhere</a>
<p style="color: red">red</p></head>"""


def printed(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Give the line that the command prints."""
    capsys.readouterr()
    assert cli.main(["csp", *words], root=root) == 0
    return capsys.readouterr().out.strip()


def directive(line: str, name: str) -> list[str]:
    [found] = re.findall(rf"\b{name} ([^;]*)", line)
    return found.split()


@pytest.mark.parametrize("options", [{}, {"widget": "standin"}, {"loader": "pyscript"}])
def test_the_line_is_that_of_the_build(
    options: dict[str, str], site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = (build(site, **options) / "_headers").read_text()

    assert f"  {printed(site, capsys)}\n" in headers


def test_what_is_the_vendors_is_said_beside_the_line(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(site)
    cli.main(["csp"], root=site)

    assert "# The vendor's widget forces script-src 'unsafe-eval'" in capsys.readouterr().err


def test_a_region_has_hosts_of_its_own(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    line = printed(site, capsys, "--region", "eu")

    assert "https://widget-eu.kommunicate.io" in directive(line, "script-src")
    assert {
        "https://widget-eu.kommunicate.io",
        "https://api-eu.kommunicate.io",
        "https://chat-eu.kommunicate.io",
        "wss://*.kommunicate.io:*",
    } <= set(directive(line, "connect-src"))
    assert "https://widget.kommunicate.io" not in line
    assert "https://cdn.kommunicate.io" in directive(line, "script-src")


def test_the_region_of_the_pages_is_known(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    config = FILES["pages/config.py"].replace('"demo"', '"demo", region="in"')
    root = write({**FILES, "pages/config.py": config})
    build(root)

    assert "https://chat-in.kommunicate.io" in directive(printed(root, capsys), "connect-src")


def test_where_only_python_knows_the_region_it_is_the_general_one(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {name: FILES[name] for name in ("index.html", "pages/cars.html")}
    root = write({**files, "pages/main.py": "print('hello')"})
    build(root)

    assert "https://widget.kommunicate.io" in directive(printed(root, capsys), "script-src")


@pytest.mark.parametrize(
    ("host", "api", "chat"),
    [
        ("widget.kommunicate.io", "api", "chat"),
        ("widget-eu.kommunicate.io", "api-eu", "chat-eu"),
        ("widget-cn.kommunicate.io", "api-cn", "chat-cn"),
        ("widget-enterprise.kommunicate.io", "api-enterprise", "chat"),
        ("widget-beta.kommunicate.io", "api", "chat"),
        ("widget-test.kommunicate.io", "api-test", "chat-test"),
        ("widget-release.kommunicate.io", "api-release", "chat-release"),
        ("widget-test.agenticfirst.ai", "api-test", "chat-test"),
        ("cdn.shop.example", "api", "chat"),
    ],
)
def test_a_widgets_servers(host: str, api: str, chat: str) -> None:
    assert servers(host) == (f"https://{api}.kommunicate.io", f"https://{chat}.kommunicate.io")


def test_a_nonce_may_be_the_servers_own(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(site)
    line = printed(site, capsys, "--nonce", "$request_id")

    assert re.findall(r"'nonce-[^']*'", line) == ["'nonce-$request_id'"]


def test_what_the_pages_have_from_elsewhere_is_allowed(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write({**FILES, "index.html": INDEX.replace("</head>", EXTRA)})
    build(root)
    line = printed(root, capsys)

    for name, source in {
        "style-src": "https://style.example",
        "frame-src": "https://frame.example:8443",
        "form-action": "http://form.example",
        "media-src": "https://media.example",
        "script-src": "https://script.example",
    }.items():
        assert source in directive(line, name)
    assert "link.example" not in line
    assert "user" not in line


def test_an_author_allows_more(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    toml = '[kommpy.csp]\nconnect-src = ["https://api.example.com"]\n'
    root = write({**FILES, "pyscript.toml": toml})
    build(root)

    assert "https://api.example.com" in directive(printed(root, capsys), "connect-src")


@pytest.mark.parametrize(
    "table",
    [
        "connect-src = 'https://a.example'",
        "connect-src = ['https://a.example; script-src *']",
        "connect-source = ['https://a.example']",
        "connect-src = ['']",
    ],
)
def test_what_is_no_source_is_refused(table: str, write: Write) -> None:
    root = write({"pyscript.toml": f"[kommpy.csp]\n{table}\n"})

    with pytest.raises(SiteError, match=r"\[kommpy.csp\] holds lists of sources"):
        read(root)


def test_an_unbuilt_site_has_no_policy(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["csp"], root=site) == 1
    assert "run `kommpy build`" in capsys.readouterr().err
