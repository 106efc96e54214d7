"""Write into the demo's pages what they share with other files.

That is the Python each page shows (`<pre data-source="team.py">`, with `data-part` only the named
parts of it) and the menu of examples, made of the cards in index.html: each link there says with
`data-menu` what it is called in the menu. Run it after a change to either:
`python -m tests.refresh_sources`
"""

import ast
import re
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

ROOT = Path(__file__).parent.parent
HOME = ROOT / "index.html"

_SOURCE = re.compile(
    r'(<pre[^>]* data-source="([^"]+)"(?: data-part="([^"]+)")?><code>).*?(</code>)', re.DOTALL
)
_MENU = re.compile(r'<nav class="examples".*?</nav>', re.DOTALL)
_CLASSES = (
    (Comment, "c"),
    (String, "s"),
    (Keyword, "k"),
    (Operator.Word, "k"),
    (Name.Decorator, "d"),
    (Name.Function, "f"),
    (Number, "n"),
)


def pages() -> list[Path]:
    return [HOME, *sorted((ROOT / "pages").glob("*.html"))]


def refreshed(page: Path) -> str:
    """Give a page's text with everything shared up to date."""
    text = _SOURCE.sub(lambda match: _filled(match, page), page.read_text("utf-8"))
    return _MENU.sub(lambda match: menu(page), text)


def shown(path: Path, part: str | None) -> str:
    """Give the text of a Python file that a page shows."""
    source = path.read_text("utf-8")
    return source if part is None else excerpt(source, part.split())


def excerpt(source: str, names: list[str]) -> str:
    """Give what defines some top-level names and, of `RULES`, the rules of some patterns."""
    lines = source.splitlines(keepends=True)

    def text(node: ast.AST) -> str:
        return "".join(lines[node.lineno - 1 : node.end_lineno])

    found = []
    for node in ast.parse(source).body:
        name = node.targets[0].id if isinstance(node, ast.Assign) else getattr(node, "name", None)
        if name in names:
            found.append(text(node))
        elif name == "RULES":
            rules = [
                text(value)
                for key, value in zip(node.value.keys, node.value.values, strict=True)
                if key.value in names
            ]
            found.append("".join(["RULES = {\n", *rules, "    ...\n}\n"]) if rules else "")
    return "\n\n".join(filter(None, found))


def highlighted(source: str) -> str:
    return "".join(_span(kind, text) for kind, text in PythonLexer().get_tokens(source))


def menu(page: Path) -> str:
    """Give the menu as it stands in a page: the groups of cards that index.html has."""
    groups = _groups()
    here = _place(page, [link["href"] for group in groups for link in group.select("a")])
    lists = "".join(_group(group, page, here) for group in groups)
    return (
        '<nav class="examples" aria-label="Examples">\n'
        '    <button type="button" popovertarget="menu">Examples</button>\n'
        f'    <div id="menu" class="menu" popover>\n{lists}    </div>\n'
        "  </nav>"
    )


@cache
def _groups() -> list[Tag]:
    home = BeautifulSoup(HOME.read_text("utf-8"), "html.parser")
    return home.select(".group:has(li)")


def _group(group: Tag, page: Path, here: str | None) -> str:
    name = group.select_one("h3").get_text()
    links = "".join(_link(link, page, here) for link in group.select("a[data-menu]"))
    key = f"menu-{group['aria-labelledby']}"
    return (
        f'      <div>\n        <p id="{key}">{name}</p>\n'
        f'        <ul aria-labelledby="{key}">\n{links}        </ul>\n      </div>\n'
    )


def _link(link: Tag, page: Path, here: str | None) -> str:
    href = link["href"] if page == HOME else link["href"].removeprefix("pages/")
    current = ' aria-current="page"' if link["href"] == here else ""
    return f'          <li><a href="{href}"{current}>{link["data-menu"]}</a></li>\n'


def _place(page: Path, links: list[str]) -> str | None:
    """Find a page in the menu: itself, or else the one whose first word it shares."""
    if page == HOME or f"pages/{page.name}" in links:
        return f"pages/{page.name}"
    example = page.stem.split("-")[0]
    return next((link for link in links if re.match(rf"pages/{example}[-.]", link)), None)


def _span(kind: _TokenType, text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for known, name in _CLASSES:
        if kind in known and text.strip():
            return f'<span class="{name}">{text}</span>'
    return text


def _filled(match: re.Match[str], page: Path) -> str:
    start, source, part, end = match.groups()
    return start + highlighted(shown(page.parent / source, part)).rstrip() + end


if __name__ == "__main__":
    for each in pages():
        each.write_text(refreshed(each), "utf-8")
