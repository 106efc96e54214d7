"""What a test of a page's Python needs: a widget and a page without a browser.

widget, page = FakeWidget(), FakePage("/pricing", html="<button id=talk>Talk</button>")
chat = Chat(SETTINGS, rules=RULES, widget=widget, page=page)
"""

from .page import FakePage
from .widget import FakeWidget

__all__ = ["FakePage", "FakeWidget"]
