"""Each recipe of the guide as a site of its own, and a visitor who tries what it promises."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kommpy.testing import FakeWidget, Visitor
from tests.documents import ROOT, Document

GUIDE = ROOT / "docs" / "guide" / "recipes.md"
HEAD = '<!doctype html>\n<title>Shop</title>\n<script type="py" src="/pages/main.py"></script>\n'
PAGES = ("index", "pricing", "checkout/pay", "fr/prix", "de/preise", "support/faq", "blog/first")
PAGES += ("products/red-shoe", "about")
MINUTE = 60

Check = Callable[[Visitor, FakeWidget], None]


class Recipe(Document):
    """A section of the guide."""

    def __init__(self, text: str) -> None:
        super().__init__(GUIDE)
        self.title, _, self.text = text.partition("\n")
        self.name = re.sub(r"\W+", "_", self.title.lower())

    def write(self, site: Path) -> None:
        """Write its site: what it shows, and the pages that checks visit."""
        shown = {block.module: block.text for block in self.blocks("python")}
        [usual] = Document(GUIDE).blocks("python")[:1]
        for name, text in {"config": usual.text, **shown}.items():
            file = site / "pages" / f"{name}.py"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
        for page in PAGES:
            file = site / f"{page}.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(HEAD + self.html, "utf-8")


RECIPES = [Recipe(text) for text in re.split(r"(?m)^## ", Document(GUIDE).text)[1:]]
