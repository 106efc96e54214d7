"""What the contract's stage plays of the visitor in a browser, in the common subset."""

import asyncio
import json

import js

WIDE, NARROW = 1000, 500


class Visitor:
    """Plays what a visitor does besides clicking; see `contract_triggers.py`."""

    def fill(self, html):
        self.window.document.body.innerHTML = html

    def move(self):
        self.window.document.dispatchEvent(self._event("PointerEvent", "pointermove", {}))

    def leave(self):
        root = self.window.document.documentElement
        root.dispatchEvent(self._event("MouseEvent", "mouseleave", {"clientY": -1}))

    def touch(self):
        self.window.eval(
            "const ask = matchMedia.bind(window);"
            "window.matchMedia = text => text === '(hover: none)' ? { matches: true } : ask(text)"
        )

    async def flee(self, slowly=False):
        for percent in (90, 60, 30, 0):
            await self.scroll(percent)
            if slowly:
                await self.advance(1)

    async def remount(self):
        self.window.document.body.replaceWith(self.window.document.body.cloneNode(True))

    def hide_tab(self):
        self._hide(hidden=True)

    def show_tab(self):
        self._hide(hidden=False)

    def _hide(self, hidden):
        said = self.to_js({"value": hidden, "configurable": True})
        self.window.Object.defineProperty(self.window.document, "hidden", said)
        self.window.document.dispatchEvent(self._event("Event", "visibilitychange", {}))

    def dispatch(self, kind, selector, detail):
        target = self.window
        if selector:
            target = self.window.document.querySelector(selector)
        target.dispatchEvent(self._event("CustomEvent", kind, {"detail": detail}))

    def _event(self, constructor, kind, options):
        return getattr(self.window, constructor).new(kind, self.to_js(options))

    async def advance(self, seconds):
        self.window.advance(seconds)
        await asyncio.sleep(0)

    async def scroll(self, percent):
        root = self.window.document.documentElement
        way = root.scrollHeight - root.clientHeight
        self.window.scrollTo(0, way * percent / 100)
        await self.frames()

    async def show(self, selector):
        self.window.document.querySelector(selector).scrollIntoView()
        await self.frames()

    async def unshow(self, selector):
        self.window.scrollTo(0, 0)
        await self.frames()

    async def narrow(self):
        self.frame.width = NARROW
        await self.frames()

    async def widen(self):
        self.frame.width = WIDE
        await self.frames()

    async def have(self, query):
        pass

    async def frames(self):
        """Wait until what was done has been drawn, and told."""
        await self.window.drawn(3)

    async def next_page(self, seconds=0, new_tab=False):
        later = self.window.comeLater(seconds)
        self.hide_tab()
        if new_tab:
            js.sessionStorage.clear()
        await self.load()
        self.window.comeLater(later)

    def listening(self, kind):
        found = json.loads(js.JSON.stringify(self.window.listening))
        if kind == "scroll":  # which is an activity, too
            return found.get("scroll", 0) - found.get("wheel", 0)
        names = {"exit": "mouseleave", "activity": "wheel"}
        return found.get("change" if kind[:5] == "media" else names.get(kind, kind), 0)
