"""Write into the demo's pages what they share with other files.

That is the Python each page shows (`<pre data-source="team.py">`, with `data-part` only the named
parts of it) and the list of examples, which index.html has. Run it after a change to either:
`python -m tests.refresh_sources`
"""

import ast
import re
from pathlib import Path

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, Number, Operator, String, _TokenType

ROOT = Path(__file__).parent.parent
HOME = ROOT / "index.html"

_SOURCE = re.compile(
    r'(<pre[^>]* data-source="([^"]+)"(?: data-part="([^"]+)")?><code>).*?(</code>)', re.DOTALL
)
_EXAMPLES = re.compile(r'<nav class="examples".*?</nav>', re.DOTALL)
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
    return text if page == HOME else _EXAMPLES.sub(lambda match: _examples(page), text)


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


def _span(kind: _TokenType, text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for known, name in _CLASSES:
        if kind in known and text.strip():
            return f'<span class="{name}">{text}</span>'
    return text


def _filled(match: re.Match[str], page: Path) -> str:
    start, source, part, end = match.groups()
    return start + highlighted(shown(page.parent / source, part)).rstrip() + end


def _examples(page: Path) -> str:
    nav = _EXAMPLES.search(HOME.read_text("utf-8")).group()
    # the pages of one example share their first word
    example = page.stem.split("-")[0]
    return re.sub(
        rf'href="pages/({example}(?:-[\w-]+)?\.html)"', r'href="\1" aria-current="page"', nav
    ).replace('href="pages/', 'href="')


if __name__ == "__main__":
    for each in pages():
        each.write_text(refreshed(each), "utf-8")
