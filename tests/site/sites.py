"""A small site, and pages of it as the dev server prerenders them."""

from collections.abc import Callable
from pathlib import Path

from kommpy.site import project as projects
from kommpy.site.prerender import Prerenderer
from kommpy.site.project import Project
from kommpy.site.pyscript import PyScript

CONFIG = """\
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/": ConversationSettings(team_id=42),
    "/pages/cars": PageRule(launcher=False),
}
"""
MAIN = """\
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)
"""
INDEX = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Home</title>
<script type="py" src="pages/main.py"></script>
</head>
<body>Hello</body>
</html>
"""
FILES = {
    "index.html": INDEX,
    "pages/cars.html": INDEX.replace("pages/main.py", "main.py"),
    "pages/config.py": CONFIG,
    "pages/main.py": MAIN,
}

Write = Callable[[dict[str, str]], Path]


def prerenderer(project: Project) -> Prerenderer:
    return Prerenderer(project, PyScript(project))


def page(root: Path, name: str = "index.html", **options: object) -> str:
    """Prerender one page of the site in a folder."""
    project = projects.read(root, **options)  # type: ignore[arg-type]
    return prerenderer(project).page(project.folder / name, f"/{name}").decode()
