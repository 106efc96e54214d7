"""What the contract's stage plays of the visitor on the fake page."""

import asyncio
from typing import Any

from kommpy.testing import FakePage


class FakeVisitor:
    """Plays what a visitor does besides clicking; see `contract_triggers.py`."""

    page: FakePage

    def click(self, selector: str) -> None:
        self.page.click(selector)

    def navigate(self, path: str) -> None:
        self.page.navigate(path)

    def fill(self, html: str) -> None:
        self.page.html = html

    def move(self) -> None:
        self.page.move()

    def leave(self) -> None:
        self.page.leave()

    def touch(self) -> None:
        """Nothing has to be done: a fake visitor has neither mouse nor finger."""

    async def flee(self, *, slowly: bool = False) -> None:
        if not slowly:
            self.page.leave()

    async def remount(self) -> None:
        self.fill(self.page.html)

    def hide_tab(self) -> None:
        self.page.hide_tab()

    def show_tab(self) -> None:
        self.page.show_tab()

    def dispatch(self, kind: str, selector: str | None, detail: Any) -> None:
        self.page.dispatch(kind, selector or "html", detail)

    async def advance(self, seconds: float) -> None:
        self.page.advance(seconds)
        await asyncio.sleep(0)

    async def scroll(self, percent: float) -> None:
        self.page.scroll(percent)

    async def show(self, selector: str) -> None:
        self.page.show(selector)

    async def unshow(self, selector: str) -> None:
        self.page.unshow(selector)

    async def narrow(self) -> None:
        self.page.match("(max-width: 600px)")

    async def widen(self) -> None:
        self.page.match("(max-width: 600px)", matches=False)

    async def have(self, query: str) -> None:
        """Have a query hold that holds in any browser."""
        self.page.match(query)

    async def next_page(self, *, seconds: float = 0, new_tab: bool = False) -> None:
        self.page = self.page.next_page(seconds=seconds, new_tab=new_tab)

    def listening(self, kind: str) -> int:
        return self.page.listening(kind)
