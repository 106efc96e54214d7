"""What a test of a page's Python needs: a visitor, a widget and a page without a browser.

    visitor = Visitor("site")
    visitor.arrive("/pricing")
    visitor.click("#talk-to-sales")
    assert visitor.widget.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]

Under pytest they are fixtures, `kommpy_visitor` and `kommpy_widget`, and there is `kommpy_page` for
a real browser.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .browser_visitor import BrowserVisitor
    from .page import FakePage
    from .visitor import Visitor
    from .widget import FakeWidget

__all__ = ["BrowserVisitor", "FakePage", "FakeWidget", "Visitor"]

_HOMES = {
    "BrowserVisitor": "browser_visitor",
    "FakePage": "page",
    "FakeWidget": "widget",
    "Visitor": "visitor",
}


def __getattr__(name: str) -> Any:
    """Read a name's module when it is first asked for: pytest reads the plugin in every run."""
    if name not in _HOMES:
        raise AttributeError(f"kommpy.testing has no {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
