import ast
from pathlib import Path

import pytest

from kommpy.site.census import PACKAGE, SELDOM, census, seldom, seldom_in_html
from kommpy.site.errors import SiteError
from kommpy.site.project import Runtime, read
from kommpy.site.survey import survey
from sites import FILES, Write

OPENERS = ("browser_expand", "openers")


def found(root: Path, source: str) -> set[str]:
    return set(census(source, root / "main.py", root).modules)


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import offers", {"offers"}),
        ("import shop.cars", {"shop", "shop.cars"}),
        ("from shop import cars, prices", {"shop", "shop.cars"}),
        ("from shop.cars import *", {"shop", "shop.cars"}),
        ("from shop.near import x", {"shop", "shop.near", "shop.cars"}),
        ("def late():\n    import offers", {"offers"}),
        ("TYPE_CHECKING = False\nif TYPE_CHECKING:\n    import offers", set()),
        ("import typing as t\nif t.TYPE_CHECKING:\n    x\nelse:\n    import offers", {"offers"}),
        ("try:\n    import offers\nexcept ImportError:\n    import json", {"offers"}),
        ("import round_a", {"round_a", "round_b"}),
    ],
)
def test_siblings_are_followed(write: Write, source: str, modules: set[str]) -> None:
    root = write(
        {
            "offers.py": "",
            "shop/__init__.py": "prices = {}",
            "shop/cars.py": "",
            "shop/near.py": "from . import cars\nfrom .cars import x",
            "round_a.py": "import round_b",
            "round_b.py": "import round_a",
        }
    )

    assert found(root, source) == modules


def test_kommpy_comes_with_what_it_needs(tmp_path: Path) -> None:
    modules = found(tmp_path, "from kommpy import Chat")

    assert {"kommpy", "kommpy.chat", "kommpy.browser", "kommpy.settings"} <= modules
    assert not {name for name in modules if name.startswith(("kommpy.site", "kommpy.testing"))}


def test_of_kommpy_comes_what_the_names_need(tmp_path: Path) -> None:
    assert found(tmp_path, "from kommpy import DASHBOARD") == {
        "kommpy",
        "kommpy.errors",
        "kommpy.kinds",
        "kommpy.options",
        "kommpy.spelling",
    }
    for source in ("import kommpy", "import kommpy as k", "from kommpy import *"):
        assert "kommpy.chat" in found(tmp_path, source)


def test_what_few_pages_need_comes_only_where_it_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SELDOM, "spelling", r"\.spell\b")
    root = write({"offers.py": "chat.spell()"})

    assert "kommpy.spelling" not in found(root, "from kommpy import DASHBOARD")
    assert "kommpy.spelling" in found(root, "from kommpy import DASHBOARD; chat.spell()")
    assert "kommpy.spelling" in found(root, "from kommpy import DASHBOARD; import offers")


def test_what_few_pages_need_is_imported_late() -> None:
    late = {name for name in SELDOM if (PACKAGE / f"{name}.py").is_file()}

    assert late == set(SELDOM)
    for path in PACKAGE.glob("*.py"):
        at_once = {
            alias.name if node.module is None else node.module
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.ImportFrom) and node.level
            for alias in node.names
        }
        assert path.stem in late or not at_once & late, path


def test_what_is_neither_is_outside(tmp_path: Path) -> None:
    source = "import json, os.path\nfrom datetime import date\nimport numpy.linalg"
    outside = census(source, tmp_path / "main.py", tmp_path).outside

    assert {"json", "os", "os.path", "datetime", "numpy", "numpy.linalg"} <= set(outside)


def test_what_may_be_missing_is_told_from_what_may_not(write: Write) -> None:
    root = write({"offers.py": "try:\n    import numpy\nexcept ImportError:\n    numpy = None"})
    outside = census("import offers, json", root / "main.py", root).outside

    assert outside == {"json": root / "main.py", "numpy": None}


def test_what_has_to_be_there_is_told_with_its_line(write: Write) -> None:
    root = write({"offers.py": "\nimport json.decoder", "shop/cars.py": ""})
    source = """import sys
if sys:
    import numpy
with sys:
    import numpy
from datetime import date
import offers, json, shop.cars
try:
    import uuid
except ImportError:
    import random
"""

    assert census(source, root / "main.py", root).required == {
        "datetime": (root / "main.py", 6),
        "json": (root / "main.py", 7),
        "json.decoder": (root / "offers.py", 2),
        "sys": (root / "main.py", 1),
    }


def test_a_file_that_does_not_parse_is_named(write: Write) -> None:
    root = write({"offers.py": "x = 1\ny = ="})

    with pytest.raises(SiteError, match=r"offers.py:2: SyntaxError"):
        found(root, "import offers")


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("from kommpy import Chat, after", {"armed", "browser_senses"}),
        ("from kommpy import (\n    Chat,\n    url,\n)", {"armed", "browser_senses"}),
        ("import kommpy\nkommpy.idle(3)", {"armed", "browser_senses"}),
        ("import kommpy as k\n\nk.idle(3)", {"armed", "browser_senses"}),
        ("import kommpy as k\n\nwindow.idle(3)", set()),
        ("from kommpy import *\nidle(3)", {"armed", "browser_senses"}),
        ("from kommpy import *\nwindow.idle(3)", set()),
        ('chat.when("click", "#a", f, once="page")', {"armed", "browser_senses"}),
        ('chat.when("click", "#after", visit)', set()),
        ("from kommpy import Chat\n# after a visit", set()),
        ("page.innerHTML = '<button data-kommpy=\"launch\">'", {"markup"}),
    ],
)
def test_triggers_and_markup_come_where_they_are_named(text: str, needed: set[str]) -> None:
    assert seldom(text) & {"armed", "browser_senses", "markup"} == needed


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("import kommpy\nchat.when(kommpy.visit(2), f)", True),
        ("import kommpy as k\nchat.when(k.page_view(2), f)", True),
        ("chat.when(visit(2), f)", True),
        ("tree.visit(2)", False),
        ("revisit(2)", False),
    ],
)
def test_what_counts_visits_is_found(text: str, counts: bool) -> None:
    assert ("counting" in seldom(text)) is counts


@pytest.mark.parametrize(
    ("html", "needed"),
    [
        ('<button data-kommpy="launch">', {"markup", *OPENERS}),
        ("<a\nhref='#a' data-kommpy='open'>", {"markup", *OPENERS}),
        ('<a href="#a" data-kommpy>', set()),
        ('<a data-kommpy-fallback="launch">', set()),
        ('<code>&lt;a data-kommpy="open"&gt;</code> has an identity, labels and consent', set()),
        ("<pre>chat.when(after(3))\nchat.badge('#a')</pre>", set()),
        ('<script type="mpy">chat.badge("#a")</script>', {"badge", "browser_badge"}),
        ("<SCRIPT async type=py>\nchat.events()\n</SCRIPT>", {"waits"}),
        ('<script>chat.badge("#a")</script>', set()),
    ],
)
def test_of_html_only_elements_and_python_count(html: str, needed: set[str]) -> None:
    assert seldom_in_html(html) == needed


@pytest.mark.parametrize(("runtime", "reads"), [("py", True), ("mpy", False)])
def test_what_reads_code_is_there_where_code_is_kept(
    write: Write, runtime: Runtime, reads: bool
) -> None:
    main = FILES["pages/main.py"] + 'chat.on("chat_widget_open", print)\n'
    root = write({**FILES, "pages/main.py": main})
    page = root / "index.html"
    [census] = survey([("/index.html", page)], read(root, runtime=runtime)).programs.values()

    assert ("kommpy.loops" in census.modules) is reads
    assert ("kommpy.effects" in census.modules) is reads
