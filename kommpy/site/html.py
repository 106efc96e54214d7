"""Where things stand in an HTML file, so that it can be added to without touching the rest."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePath

TYPES = ("py", "mpy")
_OURS = re.compile(r"(^|/)kommpy/seed\.js$|pyscript\b.*/core\.js$")
# what an element asks for: the directive of a policy, and the attribute with the address
_ASKS = {
    "audio": ("media-src", "src"),
    "embed": ("object-src", "src"),
    "form": ("form-action", "action"),
    "frame": ("frame-src", "src"),
    "iframe": ("frame-src", "src"),
    "img": ("img-src", "src"),
    "link": ("style-src", "href"),
    "object": ("object-src", "data"),
    "source": ("media-src", "src"),
    "track": ("media-src", "src"),
    "video": ("media-src", "src"),
}
_CODEC = ("utf-8", "surrogateescape")  # gives every byte back as it was


def is_page(path: PurePath) -> bool:
    """Tell whether a file is HTML, by its name."""
    return path.suffix.lower() in (".html", ".htm")


@dataclass
class Script:
    """One `<script>` element: its attributes, its text, and the span that it takes."""

    attributes: dict[str, str]
    start: int
    inner: int
    text: str = ""
    end: int = 0

    @property
    def type(self) -> str:
        return self.attributes.get("type", "").strip().lower()

    @property
    def is_python(self) -> bool:
        return self.type in TYPES

    @property
    def is_ours(self) -> bool:
        """Tell whether it does by hand what prerendering does."""
        return bool(_OURS.search(self.attributes.get("src", "")))


@dataclass(frozen=True)
class Splice:
    """Text in place of a span of the file; the span may be empty."""

    start: int
    end: int
    text: str


class Document:
    """An HTML file, read for the places where kommpy adds to it.

    `head` is where additions go: behind the declaration of the character encoding, which browsers
    look for in the first kilobyte only. `handlers` tells whether attributes hold JavaScript,
    `styled` whether they or elements hold style rules, `links` where the page leads, each with its
    line. `asked` are addresses that the page has things from, each with the directive of a
    Content-Security-Policy that it falls under.
    """

    def __init__(self, content: bytes) -> None:
        self.text = content.decode(*_CODEC)
        places = _Places(self.text)
        self.scripts = places.scripts
        self.head = places.head()
        self.handlers = places.handlers
        self.links = places.links
        self.styled = places.styled
        self.asked = places.asked

    @property
    def pythons(self) -> int:
        """How many elements are PyScript's, workers among them."""
        return sum(each.is_python for each in self.scripts)

    @property
    def python(self) -> list[Script]:
        """The elements with Python in them or behind them, workers aside."""
        return [each for each in self.scripts if each.is_python and "worker" not in each.attributes]

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """Give the file with the splices in it; the bytes between them stay as they were."""
        parts = []
        at = 0
        for splice in sorted(splices, key=lambda each: each.start):
            parts += [self.text[at : splice.start], splice.text]
            at = splice.end
        return "".join([*parts, self.text[at:]]).encode(*_CODEC)


class _Places(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[Script] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._ends: dict[str, int] = {}
        self._in_head = True
        self.handlers = False
        self.links: list[tuple[str, int]] = []
        self.styled = False
        self.asked: set[tuple[str, str]] = set()
        self.feed(text)
        self.close()

    def head(self) -> int:
        return max(self._ends.values(), default=0)

    def handle_decl(self, decl: str) -> None:
        if decl.lower().startswith("doctype"):
            self._mark("doctype", self._offset() + len(f"<!{decl}>"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        start = self._offset()
        end = start + len(self.get_starttag_text() or "")
        self.handlers = self.handlers or any(name.startswith("on") for name in given)
        self.styled = self.styled or tag == "style" or "style" in given
        self._ask(tag, given)
        if tag in ("html", "head") or (tag == "meta" and _is_charset(given)):
            self._mark(tag, end)
        elif tag == "body":
            self._in_head = False
        elif tag == "a" and "href" in given:
            self.links.append((given["href"], self.getpos()[0]))
        elif tag == "script":
            self.scripts.append(Script(given, start, end))

    def _ask(self, tag: str, given: dict[str, str]) -> None:
        directive, attribute = _ASKS.get(tag, ("", ""))
        if tag == "link" and "stylesheet" not in given.get("rel", "").lower().split():
            directive = "img-src" if "icon" in given.get("rel", "").lower() else ""
        if directive and given.get(attribute):
            self.asked.add((directive, given[attribute].strip()))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and self.scripts:
            self.scripts[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self._in_head = False
        elif tag == "script" and self.scripts and not self.scripts[-1].end:
            script = self.scripts[-1]
            script.end = self._after_tag()

    def _mark(self, what: str, end: int) -> None:
        if self._in_head:
            self._ends.setdefault(what, end)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _after_tag(self) -> int:
        return self.rawdata.index(">", self._offset()) + 1


def _is_charset(attributes: dict[str, str]) -> bool:
    if "charset" in attributes:
        return True
    return attributes.get("http-equiv", "").lower() == "content-type"


def tag(name: str, **attributes: str | None) -> str:
    """Write a start tag; an attribute of `None` is left out, an empty one stands alone."""
    return element(name, {key.rstrip("_"): value for key, value in attributes.items()})


def element(name: str, attributes: dict[str, str | None]) -> str:
    """Write a start tag in ASCII, whatever the encoding of the file that it goes into."""
    parts = [name]
    for key, value in attributes.items():
        if value == "":
            parts.append(key)
        elif value is not None:
            parts.append(f'{key}="{_ascii(html.escape(value))}"')
    return f"<{' '.join(parts)}>"


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()
