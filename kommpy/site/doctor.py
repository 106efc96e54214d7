"""The doctor: what is wrong with the chat of a page, told from what a browser found there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kommpy.settings import ConversationSettings

from .dev import tracebacks
from .entry import Entry
from .findings import Finding, Level

# every code, with what it means
CODES = {
    "file": "the page was opened as a file, not from a server",
    "no-chat": "nothing on the page puts a chat there",
    "no-seed": "the page has Python, and nothing that holds before it is there",
    "double-install": "the widget is installed more than once",
    "other-script": "another script than kommpy installed the widget",
    "wrong-host": "the widget comes from another host than the configuration says",
    "unknown-host": "the widget comes from a host that is none of Kommunicate's",
    "app-id": "the app id is an example's",
    "blocked": "the page's Content-Security-Policy keeps something out",
    "not-fetched": "something could not be fetched",
    "runtime-missing": "a file that Python needs is not there",
    "python-failed": "the page's Python failed",
    "python-absent": "Python did not come",
    "not-ready": "the chat did not get ready",
    "viewport": "on a phone the page, and the chat in it, are shown too small",
    "clock": "this machine's clock is wrong, which logins may fail on",
}
_HOSTS = (".kommunicate.io", ".agenticfirst.ai")
_EXAMPLES = ("demo", "APP_ID", "<APP_ID>", "YOUR_APP_ID")
_SKEW = 300  # seconds that a clock may be wrong
_DIRECTIVES = {  # what stands for a directive that a policy does not have
    "script-src-elem": "script-src",
    "script-src-attr": "script-src",
    "style-src-elem": "style-src",
    "style-src-attr": "style-src",
}
_KEYWORDS = {
    "eval": "'unsafe-eval'",
    "wasm-eval": "'wasm-unsafe-eval'",
    "inline": "the script's hash or nonce, or 'unsafe-inline'",
    "data": "data:",
    "blob": "blob:",
}
Place = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Report:
    """What the doctor says of a page.

    Attributes:
        url: the page, without the query of its address
        facts: what is there, as label and text
        settings: name, value and origin of each conversation setting in force
        findings: what is wrong, the worst first

    """

    url: str
    facts: list[tuple[str, str]]
    settings: list[tuple[str, str, str]]
    findings: list[Finding] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether something is wrong, and not only to be looked at."""
        return any(each.level == "error" for each in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Give it for machines."""
        return {
            "url": self.url,
            "facts": dict(self.facts),
            "settings": [{"name": a, "value": b, "origin": c} for a, b, c in self.settings],
            "findings": [each.as_json() for each in self.findings],
        }

    def as_text(self) -> str:
        """Write it for people."""
        lines = [self.url, *(f"  {label:9} {text}" for label, text in self.facts)]
        lines.append("  settings  " + ("" if self.settings else "all as in the dashboard"))
        lines += [f"    {name} = {value}   ({origin})" for name, value, origin in self.settings]
        for each in self.findings:
            place = f" [{each.place}]" if each.file else ""
            lines.append(f"  {each.level}: {each.message}{place} ({each.code})")
        if not self.findings:
            lines.append("  Nothing is wrong here.")
        return tracebacks.printable("\n".join(lines))


def examine(
    facts: dict[str, Any],
    *,
    entry: Entry | None = None,
    place: Place = lambda name, pattern: None,
) -> Report:
    """Judge a page.

    Args:
        facts: what `dev/facts.js` found
        entry: the page's Python, where it is at hand
        place: gives the file and line of a setting, by its name and its page rule's pattern

    """
    found = [*_install(facts), *_fetched(facts), *_python(facts, entry), *_page(facts)]
    found.sort(key=lambda each: ("error", "warning", "note").index(each.level))
    return Report(facts["url"], list(_facts(facts)), list(_settings(facts, place)), found)


def state_of(facts: dict[str, Any]) -> tuple[str, str | None]:
    """Give the chat's state and its reason; by what can be seen, where Python does not say."""
    chat, widget = facts["chat"], facts["widget"]
    if chat:
        return chat["state"], chat["message"] or chat["reason"]
    if widget["form"]:
        return "pre_chat", None
    return ("ready" if widget["logged_in"] else "loading"), None


def _facts(facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    page, widget, seed = facts["page"] or {}, facts["widget"], facts["seed"]
    runtime = {"py": "Pyodide", "mpy": "MicroPython"}.get(page.get("runtime", ""), "none seen")
    yield "Python", runtime + (", running" if facts["chat"] else "")
    yield "seed", "there" + (", with page data" if page else "") if seed else "none"
    scripts = [each["src"] for each in facts["widget_scripts"]]
    yield "widget", ", ".join(scripts) + (" (the stand-in)" if widget["standin"] else "") or "none"
    yield "installed", _installer(facts)
    state, reason = state_of(facts)
    yield "state", f"{state}: {reason}" if reason else state


def _installer(facts: dict[str, Any]) -> str:
    seed = facts["seed"]
    if seed and seed["is_in_force"]:
        return "by the seed" if seed["began_by_seed"] else "by the page's Python"
    if facts["widget_scripts"] or facts["widget"]["frame"]:
        return "by another script"
    return "by nobody"


def _settings(facts: dict[str, Any], place: Place) -> Iterator[tuple[str, str, str]]:
    said = {each["name"]: each["origin"] for each in (facts["chat"] or {}).get("settings", [])}
    prerendered = (facts["page"] or {}).get("conversation") or {}
    names = {each.sent_as: name for name, each in ConversationSettings.options()}
    for vendors, value in sorted(facts["settings"].items()):
        name = names.get(vendors, vendors)
        origin = said.get(name)
        if origin is None and vendors in prerendered and prerendered[vendors] == value:
            origin = "the page's rule, prerendered"
        where = place(name, origin[6:-1]) if origin and origin.startswith('rule "') else None
        origin = origin or "another script, or the page's Python"
        yield name, repr(value), f"{origin}, {where}" if where else origin


def _install(facts: dict[str, Any]) -> Iterator[Finding]:
    scripts, seed, widget = facts["widget_scripts"], facts["seed"], facts["widget"]
    if not (scripts or seed or widget["frame"] or facts["python_tags"]):
        yield _error("no-chat", "Nothing on this page puts a chat there: no seed, no Python.")
    elif not seed and facts["python_tags"]:
        yield Finding(
            "warning",
            "no-seed",
            "The page has no seed, so nothing holds before Python is there: serve or build it "
            "with kommpy, or add kommpy/seed.js before PyScript's script.",
        )
    twice = any("already loaded" in each for each in facts["errors"])
    if len(scripts) > 1 or twice:
        yield _error(
            "double-install",
            f"The widget is installed {max(len(scripts), 2)} times; take the other script, a tag "
            "manager's or a snippet's, off the page.",
        )
    elif seed and (scripts or widget["frame"]) and not seed["is_in_force"]:
        yield Finding(
            "warning",
            "other-script",
            "Another script installed the widget, so SETTINGS do not hold; kommpy has adopted it.",
        )
    yield from _hosts(facts)


def _hosts(facts: dict[str, Any]) -> Iterator[Finding]:
    page = facts["page"] or {}
    wanted = page.get("script")
    for each in facts["widget_scripts"]:
        host, local = urlsplit(each["src"]).netloc, facts["widget"]["standin"]
        if wanted and host != urlsplit(wanted).netloc:
            yield _error(
                "wrong-host",
                f"The widget comes from {host}, and the configuration says "
                f"{urlsplit(wanted).netloc}: region= belongs to the account.",
            )
        elif not local and not host.endswith(_HOSTS):
            yield Finding("warning", "unknown-host", f"{host} is none of Kommunicate's own hosts.")
    is_live = any(urlsplit(each["src"]).netloc.endswith(_HOSTS) for each in facts["widget_scripts"])
    if is_live and page.get("app_id") in _EXAMPLES:
        yield _error("app-id", f"app_id={page['app_id']!r} is an example's; give your own.")


def _fetched(facts: dict[str, Any]) -> Iterator[Finding]:
    kept_out = set()
    for each in _unique(facts["blocked"]):
        directive, what = each["directive"], each["what"]
        kept_out.add(what)
        directive = _DIRECTIVES.get(directive, directive)
        parts = urlsplit(what)
        allowing = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
        allowing = _KEYWORDS.get(what.rstrip(":"), allowing or what)
        level: Level = "note" if each["only_reported"] else "error"
        yield Finding(
            level,
            "blocked",
            f"The page's Content-Security-Policy keeps out {what}; to allow it, add to "
            f"{directive}: {allowing}",
        )
    for url in facts["failed"]:
        if url in kept_out:
            continue
        if _is_runtimes(url, facts):
            yield _error(
                "runtime-missing",
                f"{url} is not there, and Python needs it: build again, and upload all of dist/.",
            )
        elif "kommunicate" in url:
            yield _error(
                "not-fetched",
                f"{url} could not be fetched: the network, an ad blocker, or a wrong address.",
            )
        else:
            yield Finding("note", "not-fetched", f"{url} could not be fetched.")


def _unique(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({tuple(sorted(each.items())): each for each in entries}.values())


def _is_runtimes(url: str, facts: dict[str, Any]) -> bool:
    path = urlsplit(url).path
    python = (facts["page"] or {}).get("python")
    names = ("/runtime/", "/python/", "pyodide", "micropython", "pyscript", "/kommpy/")
    return url == python or any(name in path for name in names) or path.endswith(".py")


def _python(facts: dict[str, Any], entry: Entry | None) -> Iterator[Finding]:
    failed = False
    for text in dict.fromkeys(facts["errors"]):
        if "Traceback (most recent call last)" not in text:
            continue
        failed = True
        found = tracebacks.read(text.replace("PythonError: ", ""), entry)
        last = found.frames[-1] if found.frames else None
        said = f"{found.where}: {found.title}" if found.where else f"Python failed: {found.title}"
        yield _error(
            "python-failed", said, last.path if last else None, last.line if last else None
        )
    seed = facts["seed"] or {}
    if seed.get("python_gave_up") and not failed:
        yield _error("python-absent", "Python did not come; links and launchers work without it.")
    state, reason = state_of(facts)
    if state == "failed":
        yield _error("not-ready", f"The chat has failed: {reason}.")
    elif state in ("loading", "waiting_for_consent") and (seed or facts["widget_scripts"]):
        yield Finding("warning", "not-ready", f"The chat is still {state.replace('_', ' ')}.")


def _page(facts: dict[str, Any]) -> Iterator[Finding]:
    if facts["protocol"] == "file:":
        yield _error(
            "file",
            "The page was opened as a file; the browser lets it fetch nothing. "
            "Serve it: kommpy serve",
        )
    if not facts["viewport"]:
        tag = '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield Finding("warning", "viewport", f"A phone shows the page too small; add {tag}")
    if facts["server_time"]:
        wrong = (facts["time"] - facts["server_time"]) / 1000
        if abs(wrong) > _SKEW:
            yield Finding(
                "warning",
                "clock",
                f"This machine's clock is {abs(wrong) / 60:.0f} minutes "
                f"{'ahead of' if wrong > 0 else 'behind'} the server's.",
            )


def _error(code: str, message: str, file: Path | None = None, line: int | None = None) -> Finding:
    return Finding("error", code, message, file, line)
