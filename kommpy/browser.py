"""The bridge: where Python meets JavaScript; no module but this one imports it.

What crosses is text wherever it can be: as fast as converting, the same on both runtimes, and
nothing of JavaScript's reaches the core. What the widget throws is caught by the seed, for
MicroPython cannot catch it. The modules `browser_...` are the bridge's parts.
"""

from .errors import BrowserError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .browser_page import BrowserPage
    from .browser_widget import BrowserWidget
    from .ports import Page, Widget

try:
    import js
except ImportError:
    raise BrowserError(
        "a Chat needs a browser; in a test give it Chat(..., widget=FakeWidget(), "
        'page=FakePage("/")) from kommpy.testing'
    ) from None

try:
    from pyodide.ffi import create_proxy
except ImportError:
    from jsffi import create_proxy

__all__ = ["FRAME", "create_proxy", "free", "js", "ports"]

FRAME = "kommunicate-widget-iframe"  # the widget's, by its id

_one_page: "list[BrowserPage]" = []
_one_widget: "list[BrowserWidget]" = []


def ports(widget: "Widget | None" = None, page: "Page | None" = None) -> "tuple[Widget, Page]":
    """Give the one widget and the one page there are in this browser."""
    from .browser_page import BrowserPage
    from .browser_widget import BrowserWidget

    if not _one_page:
        _one_page.append(BrowserPage(_find_seed()))
        _one_widget.append(BrowserWidget(_one_page[0].seed, _one_page[0]))
    return widget or _one_widget[0], page or _one_page[0]


def free(proxy: "Any") -> None:
    """Let go of a function that JavaScript no longer calls."""
    if hasattr(proxy, "destroy"):
        proxy.destroy()


def _find_seed() -> "Any":
    if not getattr(js, "document", None):
        raise BrowserError("a Chat runs on the page's main thread, not in a worker")
    if not getattr(js, "kommpy", None):
        _add_seed()
    if not getattr(js, "kommpy", None):
        raise BrowserError(
            "the page has no seed, or its Content-Security-Policy keeps it out; add it before "
            'PyScript\'s script: <script src=".../kommpy/seed.js"></script>'
        )
    return js.kommpy


def _add_seed() -> None:
    try:
        with open(__file__.rsplit("/", 1)[0] + "/seed.js") as seed:
            text = seed.read()
    except OSError:
        return
    script = js.document.createElement("script")
    script.textContent = text
    js.document.head.append(script)
