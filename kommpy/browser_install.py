"""Puts the widget on the page, once, and takes it off again with all that it left there."""

import json

from .browser import FRAME, create_proxy, free, js
from .browser_inside import frame
from .browser_traces import cookies, forget, stored

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .ports import Payload

# by the vendor's name, or by the id that the seed, and the vendor's advice, give it
_SCRIPT = 'script[src*="kommunicate.app"],#km-widget-script'


class Installation:
    """The widget on the page, put there by the seed, by us or by somebody else."""

    def __init__(self, seed: "Any") -> None:
        self._seed = seed
        self._proxies: list[Any] = []  # of the functions among the settings

    @property
    def is_seeded(self) -> bool:
        """Whether the widget that the seed began, whoever asked it to, is the one there is."""
        began = getattr(self._seed, "began", None)
        # another script's snippet beside it puts its own settings there
        there = getattr(getattr(js, "kommunicate", None), "_globals", None)
        return bool(began) and bool(getattr(js.Object, "is")(began, there))

    def begun(self) -> "Payload | None":
        """Give the settings that the seed began the widget with, as they stand in the page."""
        own = getattr(self._seed.page, "settings", None)
        written = js.document.getElementById("kommpy-page")
        if not (written and self.is_seeded and getattr(js.Object, "is")(own, self._seed.began)):
            return None
        # read anew: those that the widget was given it has written to
        settings: Payload = json.loads(js.JSON.stringify(js.JSON.parse(written.text).settings))
        return settings

    @property
    def is_foreign(self) -> bool:
        """Whether another script has put the widget there, or is about to."""
        return bool(frame() or js.document.querySelector(_SCRIPT))

    @property
    def is_double(self) -> bool:
        """Whether another script has put its script beside the one that is there."""
        return bool(js.document.querySelectorAll(_SCRIPT).length > 1)

    def put(self, payload: "Payload", script: str | None) -> None:
        """Install the widget."""
        plain = {name: value for name, value in payload.items() if not callable(value)}
        settings = js.JSON.parse(json.dumps(plain))
        for name, value in payload.items():
            if callable(value):
                self._proxies.append(create_proxy(value))
                setattr(settings, name, self._proxies[-1])
        self._seed.begin(settings, script)

    def take_away(self) -> None:
        """Take the widget off the page; what it stored stays."""
        self._seed.safe(js.window, "removeKommunicateScripts")
        for left in js.document.querySelectorAll(f"{_SCRIPT},#{FRAME}"):
            left.remove()
        js.kommunicate = js.Object.new()
        js.KommunicateGlobal = None
        js.Kommunicate = js.undefined  # its null would say that the widget took itself off the page
        self._seed.began = None
        for proxy in self._proxies:
            free(proxy)
        self._proxies = []

    def forget(self) -> None:
        """Remove what is known and stored of the visitor."""
        forget()
        # the widget has written into them who the visitor is, and MicroPython keeps what it saw
        _empty(getattr(self._seed, "began", None))
        _empty(getattr(js, "kommunicate", None))
        js.Reflect.deleteProperty(self._seed.page, "settings")

    def traces(self) -> list[str]:
        """Name what is left of the last visitor."""
        places = {
            "the widget's frame": frame(),
            "window.Kommunicate": getattr(js, "Kommunicate", None),
            "window.KommunicateGlobal": getattr(js, "KommunicateGlobal", None),
            "the settings it began with": getattr(self._seed, "began", None)
            or getattr(getattr(js, "kommunicate", None), "_globals", None),
            "the page's settings": getattr(self._seed.page, "settings", None),
        }
        # `undefined` is true on MicroPython
        left = [name for name, there in places.items() if js.Boolean(there)]
        return stored() + cookies() + left


def _empty(thing: "Any") -> None:
    """Take everything out of a JavaScript object."""
    if thing and js.Boolean(thing):
        for name in js.Object.keys(thing):
            js.Reflect.deleteProperty(thing, name)
