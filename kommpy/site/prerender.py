"""A page's HTML with everything in it that must be there before Python is."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kommpy.paths import normalise
from kommpy.rules import PageRule

from . import html
from .config import Config, Configs, line_of
from .entry import Entry, find
from .errors import SiteError
from .html import Document, Splice
from .project import Project
from .rehearsals import Rehearsals

PACKAGE = Path(__file__).parent.parent
STANDIN = "/v2/kommunicate.app"
# Python waits for the widget, which its start would hold up, but not longer than this; MicroPython
# needs so little that it waits for the widget's own start only
PATIENCE = {"py": 6_000, "mpy": 200}  # milliseconds
# what comes into a page beside the seed, by what the page data has then
SCRIPTS = {"load": "late.js", "ahead": "ahead.js", "hidden": "hidden.js"}
HIDDEN = '<style id="kommpy-hidden">#kommunicate-widget-iframe{visibility:hidden!important}</style>'


@dataclass(frozen=True)
class Start:
    """How a page starts its Python.

    Attributes:
        data: what the page data says of it
        tag: what stands in place of the author's script tag
        hints: links to what the page will need, where it needs it at once

    """

    data: dict[str, Any]
    tag: str = ""
    hints: str = ""


class Starter(Protocol):
    """The loader that brings the runtimes: PyScript, or the build's own."""

    def start(self, entry: Entry, document: Document) -> Start:
        """Say how a page with this entry starts Python."""


def inlined(name: str) -> str:
    """Give a JavaScript file of kommpy's as it is served."""
    return (PACKAGE / name).read_text(encoding="utf-8")


@dataclass
class Prerenderer:
    """Turns the author's HTML into the page that is served.

    Attributes:
        starter: the loader of the runtimes
        script: gives a JavaScript file's text, by its name in the package
        nonce: what the inline scripts carry, for a Content-Security-Policy
        scripts: the addresses of the widget's script in the pages made so far
        seeds: the JavaScript that was put into them

    """

    project: Project
    starter: Starter
    script: Callable[[str], str] = inlined
    nonce: str | None = None
    configs: Configs = field(default_factory=Configs)
    rehearsals: Rehearsals = field(default_factory=Rehearsals)
    scripts: set[str] = field(default_factory=set)
    seeds: set[str] = field(default_factory=set)

    def page(self, path: Path, url: str) -> bytes:
        """Prerender one HTML file.

        Args:
            path: the file
            url: its address below the base path, `/pages/team.html`

        Raises:
            SiteError: the page, or the configuration behind it, is wrong

        """
        content = path.read_bytes()
        document = Document(content)
        entry = find(document, path, url, self.project)
        if entry is None:
            return content
        self.rehearsals.look(entry, normalise(url))
        start = self.starter.start(entry, document)
        config = self.configs.of(entry.path)
        data = {**self.widget(config, entry, url), **start.data}
        self.scripts.add(data.get("script", ""))
        if data.get("hold"):
            data.pop("wait", None)  # no widget comes before Python
        if "hold" in data or "load" in data:
            data.pop("ahead", None)  # Python begins at once, or may not be needed
        css = style(config)
        if css:
            data["styled"] = css
        return document.spliced(self._splices(document, entry, start, data, css))

    def _splices(
        self, document: Document, entry: Entry, start: Start, data: dict[str, Any], css: str
    ) -> list[Splice]:
        files = ["seed.js"]
        files += [name for sign, name in SCRIPTS.items() if sign in data]
        script = html.tag("script", nonce=self.nonce)
        head = [HIDDEN] if data.get("hidden") else []
        head += [f'<style id="kommpy-look">{css}</style>'] if css else []
        head += [f'<script type="application/json" id="kommpy-page">{embedded(data)}</script>']
        seeds = [self.script(name) for name in files]
        self.seeds.update(seeds)
        head += [f"{script}{text}</script>" for text in seeds]
        head += [start.hints] if "load" not in data else []
        if entry.tag is None:
            head.append(start.tag)
        splices = [Splice(document.head, document.head, "\n" + "".join(head))]
        splices += [Splice(each.start, each.end, "") for each in document.scripts if each.is_ours]
        if entry.tag:
            splices.append(Splice(entry.tag.start, entry.tag.end, start.tag))
        return splices

    def widget(self, config: Config | None, entry: Entry, url: str) -> dict[str, Any]:
        """Say what the seed has to know of the widget; only what differs from the usual."""
        base = self.project.base
        live = self.project.widget == "live"
        if config is None:
            said: dict[str, Any] = {"hold": True, "base": base, "counts": entry.counts}
            if not live:
                said["script"] = base + STANDIN
            return {key: value for key, value in said.items() if value}
        rule = config.rule(normalise(url))
        data = {
            "settings": public(config),
            "conversation": conversation(rule),
            "script": config.settings.script() if live else base + STANDIN,
            "hidden": rule.launcher is False,
            "base": base,
            "load": config.load if config.lean or config.load != "now" else None,
            "lean": config.lean,
            "hold": entry.hold or config.fresh or config.consent,
            "fresh": config.fresh,
            "consent": config.consent,
            "counts": entry.counts,
        }
        if config.consent:
            del data["settings"]  # nothing but Python may begin the chat
        needed = ("settings", "conversation", "script")
        return {key: value for key, value in data.items() if value or key in needed}


def conversation(rule: PageRule) -> dict[str, Any]:
    """Give a rule's settings under the widget's names."""
    return rule.settings.to_payload() if rule.settings else {}


def style(config: Config | None) -> str:
    """Give the rules that place the chat on the page."""
    look = config.settings.look if config else None
    return look.page_css() if look else ""


def public(config: Config) -> dict[str, Any]:
    """Give the widget's settings; refuse what must not stand in a page."""
    private = config.settings.private()
    if private:
        raise _unfit(config, private[0])
    return config.settings.to_payload()


def _unfit(config: Config, name: str) -> SiteError:
    option = name.partition("[")[0]
    return SiteError(
        f"{name} cannot stand in the page: it is a function, or a secret that anyone could read. "
        f"Give it in the page's Python, Chat(SETTINGS.replace({option}=...)), "
        "and mark the page's script tag with data-kommpy-hold",
        path=config.path,
        line=line_of(config.path, option) or line_of(config.path, "SETTINGS"),
    )


def embedded(data: dict[str, Any]) -> str:
    """Write JSON that nothing in it can end the script element with."""
    text = json.dumps(data, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def with_type(entry: Entry, **attributes: str | None) -> str:
    """Write the entry's script element again, with other attributes over its own."""
    own: dict[str, str | None] = dict(entry.tag.attributes) if entry.tag else {}
    text = entry.tag.text if entry.tag else ""
    return html.element("script", {**own, "type": entry.runtime, **attributes}) + text + "</script>"
