"""What can be said of the demo's pages without a browser."""

import re
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.refresh_sources import HOME, ROOT, excerpt, pages, refreshed, shown

pytestmark = pytest.mark.slow

EACH = pytest.mark.parametrize("html", pages(), ids=lambda html: html.stem)
PROGRAMS = sorted({*(ROOT / "pages").glob("*.py")} - {ROOT / "pages/panel.py"})


@cache
def parsed(html: Path) -> BeautifulSoup:
    return BeautifulSoup(html.read_text("utf-8"), "html.parser")


@EACH
def test_what_is_shared_is_up_to_date(html: Path) -> None:
    """A page shows the Python that runs it, to the letter (`tests/refresh_sources.py`)."""
    assert html.read_text("utf-8") == refreshed(html)


@EACH
def test_the_python_shown_is_the_file(html: Path) -> None:
    soup = parsed(html)
    sources = soup.select("pre[data-source]")

    assert sources[0]["data-source"] == soup.select_one('script[type="py"]')["src"]
    for each in sources:
        text = shown(html.parent / each["data-source"], each.get("data-part"))
        assert each.get_text() == text.rstrip()


@EACH
def test_local_links_lead_somewhere(html: Path) -> None:
    soup = parsed(html)
    links = [each.get("href") or each.get("src") for each in soup.select("[href], [src]")]

    assert links
    for link in links:
        path, _, fragment = link.partition("#")
        path = path.partition("?")[0]
        assert not re.match(r"\w+:|//", path), "an address outside the site"
        assert (html.parent / path).is_file() if path else soup.find(id=fragment)


@EACH
def test_every_example_is_in_the_menu(html: Path) -> None:
    """A page without a place there lacks a card in index.html (`data-menu` is its short name)."""
    nav = parsed(html).select_one("nav.examples")

    assert len(nav.select("a")) == len(parsed(HOME).select(".group li"))
    assert len(nav.select("[aria-current]")) == (html != HOME)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_programs_fit_beside_what_they_do(program: Path) -> None:
    assert max(len(line) for line in program.read_text("utf-8").splitlines()) <= 80


def test_excerpt_has_what_is_named_and_no_more() -> None:
    source = 'A = 1\nB = 2\n\n\ndef f():\n    pass\n\n\nRULES = {\n    "/": A,\n    "/b": B,\n}\n'

    assert excerpt(source, ["B", "/b"]) == 'B = 2\n\n\nRULES = {\n    "/b": B,\n    ...\n}\n'
