"""What MicroPython could not tell of a page's Python is refused before the page goes out."""

import sys
from pathlib import Path

import pytest

from kommpy.site import rehearser
from kommpy.site.errors import SiteError
from kommpy.site.project import read
from sites import FILES, INDEX, Write, page, prerenderer

MAIN = """\
from config import RULES, SETTINGS
from kommpy import Chat, dom_event

chat = Chat(SETTINGS, rules=RULES)
"""
ROUND = """
chat.on("chat_widget_open", lambda event: chat.close())
chat.on("chat_widget_close", lambda event: chat.launch_conversation())
"""
ENDLESS = "set each other off without end"
NO_HANDLER = "chat.when('click', ...) has no handler"


@pytest.fixture
def site(write: Write) -> Path:
    index = INDEX.replace('type="py"', 'type="mpy"')
    return write({**FILES, "index.html": index, "pages/main.py": MAIN})


def refused(root: Path, python: str) -> SiteError:
    with pytest.raises(SiteError) as caught:
        run(root, python)
    return caught.value


def run(root: Path, python: str) -> None:
    (root / "pages/main.py").write_text(MAIN + python)
    page(root)


def test_handlers_that_set_each_other_off_are_refused_with_both_lines(site: Path) -> None:
    error = refused(site, ROUND)

    assert (error.path, error.line) == (site / "pages/main.py", 7)
    assert ENDLESS in error.message
    assert f"{site / 'pages/main.py'}:6 set" in error.message


def test_those_that_another_module_registers(site: Path, write: Write) -> None:
    write({"pages/desk.py": "def furnish(chat):\n" + ROUND.replace("\nchat", "\n    chat")})

    error = refused(site, "import desk\n\ndesk.furnish(chat)\n")

    assert (error.path, error.line) == (site / "pages/desk.py", 4)


def test_those_that_go_round_by_the_page(site: Path) -> None:
    python = """
from js import CustomEvent, document

chat.when(dom_event("ping"), lambda event: document.dispatchEvent(CustomEvent.new("ping")))
"""
    assert "sets itself off without end" in refused(site, python).message


def test_those_in_the_page_itself(site: Path, write: Write) -> None:
    inline = f'<script type="mpy">\n{MAIN}{ROUND}</script>'
    text = INDEX.replace('<script type="py" src="pages/main.py"></script>', inline)
    write({"pages/index.html": text})

    with pytest.raises(SiteError) as caught:
        page(site, "pages/index.html")

    assert (caught.value.path, caught.value.line) == (site / "pages/index.html", 13)


def test_a_trigger_without_an_action_is_refused_with_its_line(site: Path) -> None:
    error = refused(site, 'chat.when("click", "#talk")\n')

    assert (error.path, error.line) == (site / "pages/main.py", 5)
    assert NO_HANDLER in error.message


def test_pyodide_tells_them_itself(site: Path) -> None:
    (site / "index.html").write_text(INDEX)

    run(site, ROUND)


MAY_BE_RIGHT = {
    "a selector from the page": "from js import window\nchat.when('click', window.x, print)",
    "a share from the page": (
        "from js import window\nfrom kommpy import scrolled\nscrolled(int(window.x))"
    ),
    "what a browser may have": (
        "import json\nfrom js import window\nchat.when('click', '#x')\njson.loads(window.x)"
    ),
    "one that decides": (
        "chat.on('message_sent', lambda event: event.data and chat.send_message('x'))"
    ),
    "an end": "chat.when('click', '#x')\nraise SystemExit",
    "what goes on": (
        "import asyncio\nasync def go():\n    while True:\n        await asyncio.sleep(0)\n"
        "asyncio.create_task(go())"
    ),
    "modules of another Python": "import machine",
    "what is told elsewhere": "chat.when(",
    "what waits for the visitor": (
        "from kommpy import url, visible\n"
        "chat.when(visible('#x') | url('/?a=1'), print)\nchat.badge('#x')\nchat.toggle()"
    ),
}


@pytest.mark.parametrize("python", MAY_BE_RIGHT.values(), ids=MAY_BE_RIGHT)
def test_what_may_be_right_in_a_browser_is_let_be(site: Path, python: str) -> None:
    run(site, python)


def test_it_needs_no_library_and_says_nothing(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("bs4", "soupsieve"):
        monkeypatch.setitem(sys.modules, name, None)

    run(site, "print('hello')\nfrom kommpy import visible\nchat.when(visible('#x'), print)\n")
    assert ENDLESS in refused(site, ROUND).message

    assert capfd.readouterr() == ("", "")


async def test_it_works_beside_another_event_loop(site: Path) -> None:
    assert ENDLESS in refused(site, ROUND).message


def test_python_is_run_again_when_a_file_of_it_has_changed(
    site: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    performed = []
    monkeypatch.setattr(rehearser, "rehearse", lambda entry, path: performed.append(path))
    write({"pages/main.py": MAIN + "import desk\n", "pages/desk.py": "", "other.py": ""})
    pages = prerenderer(read(site))

    def visit() -> int:
        pages.page(site / "index.html", "/index.html")
        return len(performed)

    assert [visit(), visit()] == [1, 1]
    write({"other.py": "#"})
    assert visit() == 1
    write({"pages/desk.py": "#"})
    assert [visit(), visit()] == [2, 2]
    write({"pages/main.py": MAIN})
    assert visit() == 3
    assert set(performed) == {"/"}
