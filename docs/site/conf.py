"""How Sphinx makes the HTML of the documentation."""

import tomllib
from pathlib import Path

_PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))

project = "kommpy"
author = "the kommpy developers"
copyright = f"2026, {author}"
release = _PROJECT["project"]["version"]
extensions = ["myst_parser"]
# anchors as in the Markdown, whoever shows it
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = f"kommpy {release}"
html_static_path = ["static"]
html_css_files = ["kommpy.css"]
html_favicon = "static/icon.svg"
html_show_sphinx = False
html_copy_source = False
pygments_style = "default"
pygments_dark_style = "monokai"
