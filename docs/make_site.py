# ruff: noqa: INP001 - a script, not a package
"""The documentation as a site, with the chat on it: `make docs`, or `python -m docs.make_site`.

Sphinx makes the HTML; nothing of it asks another machine, and its search works from the files as
they are. Then kommpy is added, as to the ready HTML of any generator. `docs/README.md` is the
first page, and its tables are the order of the others.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kommpy.site import project as projects
from kommpy.site.build import Build
from kommpy.site.errors import SiteError
from kommpy.site.project import Source
from kommpy.site.runtime import install

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CACHE = ROOT / ".kommpy" / "cache"
# pages of the site that lie outside docs/, by the name they get in it
OUTSIDE = {"changes.md": ROOT / "CHANGELOG.md", "contributing.md": ROOT / "CONTRIBUTING.md"}
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+\.md)\)")


def main() -> None:
    """Make the site."""
    parser = argparse.ArgumentParser(prog="docs.make_site", description="Make the docs site.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "docs", help="(build/docs)")
    parser.add_argument("--widget", choices=("standin", "live"), default="standin")
    given = parser.parse_args()
    try:
        print(make(given.out, given.widget))  # noqa: T201 - a command speaks to its user
    except SiteError as error:
        sys.exit(f"error: {error}")


def make(out: Path, widget: Source = "standin") -> str:
    """Make the HTML and put the chat into it; gives a line that says what was made."""
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "html"
        make_html(html)
        project = projects.read(DOCS / "site", site=html, widget=widget)
        return Build(project, install(ROOT), out, cache=CACHE).run()


def make_html(out: Path) -> None:
    """Make the HTML alone."""
    from sphinx.cmd.build import build_main

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder)
        lay_out(source)
        options = ["-q", "-W", "--keep-going", "-E", "-b", "html", "-c", str(DOCS / "site")]
        options += ["-d", str(source / ".doctrees")]
        if build_main([*options, str(source), str(out)]):
            raise SiteError("the pages have what is shown above")


def lay_out(folder: Path) -> None:
    """Copy the pages into a folder as Sphinx wants them, with the order of all in the first."""
    kinds = ("*.md", "*.png", "*.svg", "guide/*.md")
    for path in [path for kind in kinds for path in DOCS.glob(kind)]:
        place = folder / path.relative_to(DOCS)
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
    for name, path in OUTSIDE.items():
        text = path.read_text("utf-8").replace("](docs/", "](")
        (folder / name).write_text(text, "utf-8")
    index = (folder / "README.md").read_text("utf-8")
    for name, path in OUTSIDE.items():
        index = index.replace(f"](../{path.name})", f"]({name})")
    (folder / "README.md").unlink()
    (folder / "index.md").write_text(index + "".join(_trees(index)), "utf-8")


def _trees(index: str) -> Iterator[str]:
    """Give what Sphinx reads the order of the pages from: the links below each heading."""
    start, *parts = _HEADING.split(index)
    yield _tree("Start", start)
    for title, part in zip(parts[::2], parts[1::2], strict=True):
        yield _tree(title, part)


def _tree(title: str, part: str) -> str:
    pages = "\n".join(dict.fromkeys(_LINK.findall(part)))
    return f"\n:::{{toctree}}\n:hidden:\n:caption: {title}\n\n{pages}\n:::\n"


if __name__ == "__main__":
    main()
