"""The documentation as a site: whole, and at home without a network."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from docs.make_site import make_html
from tests.documents import DOCUMENTS, ROOT, Document

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
# by what an element makes the browser fetch
FETCHED = {"script": "src", "img": "src", "iframe": "src", "link": "href"}


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder with the HTML; each warning of the generator is an error."""
    out = tmp_path_factory.mktemp("docs") / "html"
    make_html(out)
    return out


def test_each_document_is_a_page(html: Path) -> None:
    for path in DOCUMENTS:
        if path.is_relative_to(DOCS) and path.name != "README.md":
            page = html / path.relative_to(DOCS).with_suffix(".html")
            title = re.findall(r"^# (.*)$", path.read_text("utf-8"), re.MULTILINE)[0]
            assert title.replace("`", "") in _read(page).text
    for name in ("index.html", "changes.html", "contributing.html"):
        assert (html / name).is_file()


def test_each_page_is_reached_from_the_first(html: Path) -> None:
    listed = {*Document(DOCS / "README.md").links}
    for path in DOCUMENTS:
        if path.is_relative_to(DOCS) and path.name != "README.md":
            assert str(path.relative_to(DOCS)) in listed


def test_nothing_is_fetched_from_elsewhere(html: Path) -> None:
    for page in html.rglob("*.html"):
        for element in _read(page).find_all(FETCHED):
            place = str(element.get(FETCHED[element.name], ""))
            if element.name != "link" or "canonical" not in element.get("rel", []):
                assert not re.match(r"(https?:)?//", place), f"{page.name}: {element}"
    for style in html.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", style.read_text("utf-8")), style.name


def _read(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")
