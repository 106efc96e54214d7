"""What the author says to PyScript itself."""

import json
import tomllib
from typing import Any

from .entry import Entry
from .errors import SiteError
from .project import Project


def configuration(entry: Entry, project: Project) -> dict[str, Any]:
    """Give what is said in `pyscript.toml`, and over it in the page."""
    return {**project.pyscript, **_own(entry)}


def brings_files(entry: Entry, project: Project) -> bool:
    """Tell whether PyScript is to fetch packages or files for a page's Python."""
    return not {"packages", "files", "fetch"}.isdisjoint(configuration(entry, project))


def _own(entry: Entry) -> dict[str, Any]:
    text = entry.tag.attributes.get("config", "").strip() if entry.tag else ""
    try:
        if text.startswith("{"):
            return dict(json.loads(text))
        if text.endswith(".json"):
            return dict(json.loads((entry.folder / text).read_bytes()))
        if text.endswith(".toml"):
            table = tomllib.loads((entry.folder / text).read_text("utf-8"))
            return {key: value for key, value in table.items() if key != "kommpy"}
        return tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise SiteError(f"the script's config {text!r}: {error}", path=entry.path) from error
