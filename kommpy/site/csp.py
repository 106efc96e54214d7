"""The Content-Security-Policy of a site: what is allowed, and for whose sake."""

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kommpy.widget_settings import WidgetSettings

if TYPE_CHECKING:
    from .survey import Survey

MANY = 50  # hashes; more make a header that servers refuse
HEADER = "Content-Security-Policy"
CDN = "https://cdn.kommunicate.io"
VENDOR = "kommunicate.io"
# builds whose chat server is another one's
_CHAT = {"-enterprise": "", "-beta": ""}
_API = {"-beta": ""}
ORDER = (
    "default-src",
    "script-src",
    "style-src",
    "connect-src",
    "img-src",
    "font-src",
    "media-src",
    "frame-src",
    "worker-src",
    "form-action",
    "frame-ancestors",
    "base-uri",
    "object-src",
)
_OURS = {
    "default-src": ["'self'"],
    # Python's runtimes are WebAssembly
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "style-src": ["'self'"],
    "connect-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "media-src": ["'self'"],
    "frame-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'self'"],
    "object-src": ["'none'"],
}
Sources = Mapping[str, Iterable[str]]


@dataclass
class Policy:
    """What the pages may load and run.

    Attributes:
        found: what the pages hold besides kommpy's
        seeds: the scripts that kommpy puts into the pages
        widgets: addresses of the widget's script
        nonce: what the seed hands on to the widget
        runtimes: where the runtimes are, if not on the site itself
        pyscript: whether a page starts its Python with PyScript
        extra: what the author allows besides, by directive

    """

    found: "Survey"
    seeds: Iterable[str]
    widgets: Iterable[str]
    nonce: str
    runtimes: Iterable[str] = ()
    pyscript: bool = False
    extra: Sources = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The policy, as the header's value."""
        parts = [f"{name} {' '.join(each)}" for name, each in self.directives().items()]
        return "; ".join(parts)

    @property
    def trouble(self) -> str:
        """Why it would break a page, `""` where it does not."""
        if self.found.handlers:
            return "JavaScript in attributes"
        return "too many inline scripts" if len(self._inline()) > MANY else ""

    def directives(self) -> dict[str, list[str]]:
        """Give the sources by directive."""
        allowed = {name: list(_OURS[name]) for name in ORDER}
        allowed["script-src"] += self._inline()
        for more in (self.found.sources, self._pyscript(), self._vendors(), self.extra):
            for name, sources in more.items():
                allowed[name] += sources
        return {name: sorted(set(sources)) for name, sources in allowed.items()}

    def reasons(self) -> list[str]:
        """Say, line by line, what is there for whose sake."""
        said = []
        if self.pyscript:
            said.append("PyScript, which some page imports, forces script-src 'unsafe-eval'.")
        if self._hosts() or self.nonce:
            said += _VENDORS_REASONS
        if self.trouble:
            said.append(f"Switched off, for the pages have {self.trouble} of their own:")
        return said

    def _inline(self) -> list[str]:
        return sorted({csp_hash(text) for text in self.seeds} | self.found.inline)

    def _pyscript(self) -> Sources:
        runtimes = list(self.runtimes)
        found = {"script-src": runtimes, "connect-src": runtimes}
        if self.pyscript:
            found["script-src"] = [*runtimes, "'unsafe-eval'"]
            found["worker-src"] = ["blob:"]
        return found

    def _hosts(self) -> list[str]:
        return sorted({urlsplit(each).netloc for each in self.widgets} - {""})

    def _vendors(self) -> Sources:
        """Give what the widget forces; of the stand-in, which needs the same, without hosts."""
        forced: dict[str, list[str]] = {}
        if self.nonce:
            forced["script-src"] = ["'unsafe-eval'", f"'nonce-{self.nonce}'"]
            forced["style-src"] = ["'unsafe-inline'"]
        for host in self._hosts():
            for name, sources in _of_host(host).items():
                forced.setdefault(name, []).extend(sources)
        return forced


_VENDORS_REASONS = [
    "The vendor's widget forces script-src 'unsafe-eval' (it makes functions from text), the nonce",
    "(for an inline script in its frame; a file cannot carry a new one for each visit, a server",
    "that can should) and style-src 'unsafe-inline'. Its own hosts, any socket of theirs, and",
    "pictures from anywhere (of agents, in messages) are its, too.",
]


def _of_host(host: str) -> dict[str, list[str]]:
    """Give what the widget of one region asks for, by its script's host."""
    widget = f"https://{host}"
    api, chat = servers(host)
    return {
        "script-src": [widget, CDN],
        "style-src": [widget, CDN, "https://fonts.googleapis.com"],
        # the login's answer names the socket's host
        "connect-src": [widget, api, chat, CDN, f"wss://*.{VENDOR}:*"],
        "img-src": ["blob:", "https:"],
        "font-src": [widget, CDN, "https://fonts.gstatic.com"],
        "media-src": [widget, CDN, "blob:"],
    }


def script_of(region: str | None) -> str:
    """Give the address of a region's script."""
    named = None if region == "general" else region
    return WidgetSettings(app_id="any", region=named).script()


def servers(host: str) -> tuple[str, str]:
    """Give the API's and the chat's address that belong to a widget's host."""
    start, _, region = host.partition(".")[0].partition("widget")
    region = "" if start else region  # a host of the author's own
    return (
        f"https://api{_API.get(region, region)}.{VENDOR}",
        f"https://chat{_CHAT.get(region, region)}.{VENDOR}",
    )


def csp_hash(text: str) -> str:
    """Give the source expression that allows an inline script."""
    found = hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
    return f"'sha256-{b64encode(found).decode()}'"
