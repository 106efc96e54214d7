"""The documentation, read: its examples, its links, and a browser's part in them."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bs4 import BeautifulSoup

from kommpy.events import SOCKET, TRACKED
from kommpy.testing import FakePage, FakeWidget
from kommpy.testing.visitor import stand_in

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (?:\w+/)*(\w+)\.py$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Attributes:
        line: line of the document before its first one
        module: name of the module that its first line says it is, else `""`

    """

    language: str
    text: str
    line: int

    @property
    def module(self) -> str:
        found = _FILE.match(self.text)
        return found[1] if found else ""


class Document:
    """A Markdown file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8")
        self.prose = _FENCED.sub("", self.text)

    def blocks(self, *languages: str) -> list[Block]:
        """Give the fenced blocks in some languages, in order."""
        return [
            Block(match[1], match[2], self.text.count("\n", 0, match.start(2)))
            for match in _FENCED.finditer(self.text)
            if match[1] in languages
        ]

    @property
    def links(self) -> list[str]:
        return _LINK.findall(self.prose)

    @property
    def code(self) -> list[str]:
        """What stands in backticks."""
        return _CODE.findall(self.prose)

    @property
    def anchors(self) -> set[str]:
        """Give what a link can say behind `#`."""
        titles = re.findall(r"^#+ (.*)$", self.prose, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}

    @property
    def html(self) -> str:
        """Give the page that the examples are about."""
        return "".join(block.text for block in self.blocks("html"))


class Recipe(Document):
    """A recipe of the guide.

    Attributes:
        name: its title as a Python name
        modules: its Python by module, the usual `config` where it shows none

    """

    def __init__(self, guide: Document, text: str) -> None:
        super().__init__(guide.path)
        title, _, self.text = text.partition("\n")
        self.name = re.sub(r"\W+", "_", title.lower())
        usual = guide.blocks("python")[0]
        blocks = [usual, *self.blocks("python")]
        self.modules = {block.module: block.text for block in blocks}


def _recipes() -> list[Recipe]:
    guide = Document(ROOT / "docs" / "guide" / "recipes.md")
    return [Recipe(guide, text) for text in re.split(r"(?m)^## ", guide.text)[1:]]


RECIPES = _recipes()


class Visit(FakePage):
    """A visit to the page whose HTML a document shows."""

    def check_selector(self, selector: str) -> str:
        assert BeautifulSoup(self.html, "html.parser").select(selector), f"no {selector} is shown"
        return super().check_selector(selector)


@contextmanager
def visits(html: str) -> Iterator[list[tuple[FakeWidget, Visit]]]:
    """Let each `Chat` have fakes for ports, on a page with this HTML; gives those that it had."""
    found: list[tuple[FakeWidget, Visit]] = []

    def ports(widget: Any, page: Any) -> tuple[FakeWidget, Visit]:
        found.append((widget or FakeWidget(groups=["7000001"]), page or Visit("/", html)))
        return found[-1]

    with stand_in(ports):
        yield found


def module(name: str, members: dict[str, Any]) -> ModuleType:
    """Give a module that has some members."""
    found = ModuleType(name)
    found.__dict__.update(members)
    return found


async def try_everything(widget: FakeWidget, page: Visit, patterns: Iterable[str]) -> None:
    """Go to each page, press and send all there is, and let every event happen."""
    for pattern in patterns:
        page.navigate(re.sub(r"\{\w+\}", "roadster", pattern).replace("*", "below"))
    for selector in _interactive(page.html, "button, a, [data-kommpy]"):
        page.click(selector)
        await page.settle()
    for selector in _interactive(page.html, "form"):
        page.submit(selector)
        await page.settle()
    if widget.status == "ready":
        widget.receive("Hello?", group_id="7000001")
        for name in set(TRACKED + SOCKET) - {"message_received"}:
            widget.emit(name, {"eventLabel": "", "message": {"message": "Hello."}})
    await page.settle()
    page.advance(3600)
    await page.settle()


def _interactive(html: str, selector: str) -> list[str]:
    """Give a selector of its own for each element that one selector matches."""
    return [_selector(each) for each in BeautifulSoup(html, "html.parser").select(selector)]


def _selector(element: Any) -> str:
    if element.get("id"):
        return f"#{element['id']}"
    for name, value in element.attrs.items():
        if name.startswith("data-"):
            return f'{element.name}[{name}="{value}"]'
    return str(element.name)
