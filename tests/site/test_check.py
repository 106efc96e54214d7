"""`kommpy check`: each mistake is found, at its line, and a site without one is well."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kommpy.site import check as checking
from kommpy.site import project as projects
from kommpy.site.cli import COMMANDS, main
from kommpy.site.findings import CODES, Finding
from sites import Write

pytestmark = pytest.mark.slow

CONFIG = """\
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="3f2a")
RULES = {
    "/": ConversationSettings(team_id=42),
    "/pages/cars": PageRule(launcher=False),
}
"""
MAIN = """\
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)


@chat.when("click", "#talk")
async def talk(event):
    await chat.start_conversation()
"""
INDEX = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Home</title>
<script type="py" src="/pages/main.py"></script>
</head>
<body>
<a href="pages/cars.html">Cars</a> <a href="https://example.com/x.html">X</a> <a href="#x">Y</a>
<button id="talk" class="big">Talk</button>
</body>
</html>
"""
CARS = INDEX.replace('href="pages/cars.html"', 'href="../index.html"').replace('id="talk"', "")
SITE = {
    "index.html": INDEX,
    "pages/cars.html": CARS,
    "pages/config.py": CONFIG,
    "pages/main.py": MAIN,
}


def check(root: Path, **given: Any) -> list[Finding]:
    return checking.check(projects.read(root), **given)[0].all()


@pytest.fixture
def root(write: Write) -> Path:
    return write(SITE)


def test_a_site_without_mistakes_is_well(root: Path) -> None:
    assert check(root) == []


MISTAKES = {
    "a rule's misspelt path": (
        ("pages/config.py", '"/pages/cars"', '"/pages/crs"'),
        ("warning", "rule-without-page", "pages/config.py:6", "did you mean '/pages/cars'?"),
    ),
    "a rule that a more specific one covers": (
        ("pages/config.py", '"/pages/cars"', '"/pages/*": PageRule(), "/pages/cars"'),
        ("warning", "rule-never-holds", "pages/config.py:6", "'/pages/cars' does"),
    ),
    "a hash route of a page that is not there": (
        ("pages/config.py", '"/pages/cars"', '"/app/#/cars": PageRule(), "/pages/cars"'),
        ("warning", "rule-without-page", "pages/config.py:6", "'/app/#/cars'"),
    ),
    "an assignee that routing may pass over": (
        ("pages/config.py", "team_id=42", 'default_assignee="liz"'),
        ("warning", "contradiction", "pages/config.py:5", "skip_routing=True"),
    ),
    "two options that open the chat": (
        (
            "pages/config.py",
            '"3f2a"',
            '"3f2a", automatic_chat_open_on_navigation=True, msg_trigger_timeout=9',
        ),
        ("warning", "contradiction", "pages/config.py:3", "msg_trigger_timeout"),
    ),
    "a placeholder": (
        ("pages/config.py", '"3f2a"', '"<APP_ID>"'),
        ("error", "page", "pages/config.py:3", "replace the placeholder"),
    ),
    "a secret in a page": (
        ("pages/config.py", '"3f2a"', '"3f2a", password="x"'),
        ("error", "page", "pages/config.py:3", "password"),
    ),
    "a rule that fails on a page": (
        ("pages/config.py", '"/": ConversationSettings(team_id=42)', '"/": lambda: 1'),
        ("error", "rule", "pages/config.py:5", "gave 1"),
    ),
    "a mistake in main.py": (
        ("pages/main.py", "rules=RULES", "ruls=RULES"),
        ("error", "python", "pages/main.py:4", "ruls"),
    ),
    "Python that does not parse": (
        ("pages/main.py", "rules=RULES)", "rules=)"),
        ("error", "python", "pages/main.py:4", "SyntaxError"),
    ),
    "Python inside a page that does not parse": (
        ("index.html", 'src="/pages/main.py">', ">x = 1\ny = ="),
        ("error", "python", "index.html:7", "SyntaxError"),
    ),
    "Python that ends": (
        ("pages/main.py", "chat = ", "import sys\nsys.exit()\nchat = "),
        ("error", "python", "pages/main.py:5", "SystemExit"),
    ),
    "a configuration that ends": (
        ("pages/config.py", "RULES", "raise SystemExit('no')\nRULES"),
        ("error", "page", "pages/config.py:4", "SystemExit: no"),
    ),
    "handlers that set each other off": (
        (
            "pages/main.py",
            "@chat.when",
            (
                'chat.on("chat_widget_open", lambda event: chat.close())\n'
                'chat.on("chat_widget_close", lambda event: chat.toggle())\n@chat.when'
            ),
        ),
        ("error", "python", "pages/main.py:8", "main.py:8 and chat.on('chat_widget_open'"),
    ),
    "a trigger without an action": (
        ("pages/main.py", "@chat.when", "chat.when('click', '#talk')\n\n\n@chat.when"),
        ("error", "python", "pages/main.py:7", "has no handler"),
    ),
    "an option's placeholder in main.py": (
        ("pages/main.py", "rules=RULES)", "rules=RULES)\nchat.open_conversation('<ID>')"),
        ("error", "python", "pages/main.py:5", "placeholder"),
    ),
    "a word that says nothing": (
        ("index.html", 'class="big"', 'data-kommpy="lanch"'),
        ("error", "markup", "index.html:10", "did you mean launch?"),
    ),
    "an option that an action does not have": (
        ("index.html", 'class="big"', 'data-kommpy="launch" data-kommpy-team-id="4"'),
        ("error", "markup", "index.html:10", "'team_id'"),
    ),
    "a chat that does not know the rules": (
        ("pages/main.py", ", rules=RULES", ""),
        ("warning", "rules-not-given", "pages/main.py", "rules=RULES"),
    ),
    "settings that come too late": (
        ("pages/main.py", "Chat(SETTINGS", "Chat(SETTINGS.replace(primary_cta='FAQ')"),
        ("error", "python", "pages/main.py", "with other settings: primary_cta: "),
    ),
    "a selector that matches nothing": (
        ("pages/main.py", '"#talk"', '"#tlak"'),
        ("warning", "selector", "pages/main.py:7", "did you mean '#talk'?"),
    ),
    "a selector that no quick look finds": (
        ("pages/main.py", '"#talk"', '"button.big:disabled"'),
        ("warning", "selector", "pages/main.py:7", "button.big:disabled"),
    ),
    "a selector that does not parse": (
        ("pages/main.py", '"#talk"', '"#talk["'),
        ("error", "python", "pages/main.py:7", "does not parse"),
    ),
    "a page without launcher and way in": (
        ("pages/main.py", "await chat.start_conversation()", "pass"),
        ("warning", "no-way-in", "pages/cars.html", "nothing on the page opens"),
    ),
    "a link to nowhere": (
        ("index.html", "pages/cars.html", "pages/cras.html"),
        ("warning", "link", "index.html:9", "pages/cras.html"),
    ),
    "a link that is none": (
        ("index.html", "pages/cars.html", "http://[oops"),
        ("warning", "link", "index.html:9", "http://[oops"),
    ),
    "a script of another server": (
        ("index.html", "/pages/main.py", "https://cdn.example.com/pages/main.py"),
        ("error", "page", "index.html", "leads off this site"),
    ),
    "a script whose address is none": (
        ("index.html", "/pages/main.py", "http://[oops/pages/main.py"),
        ("error", "page", "index.html", "leads off this site"),
    ),
    "a script that is not there": (
        ("index.html", "/pages/main.py", "/pages/mian.py"),
        ("error", "page", "index.html", "names no file"),
    ),
    "a script that is never closed": (
        ("index.html", "</script>", ""),
        ("error", "page", "index.html:6", "never closed"),
    ),
    "an example's app id": (
        ("pages/config.py", '"3f2a"', '"demo"'),
        ("note", "app-id", "pages/config.py:3", "dashboard"),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_is(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file, text, wrong), (level, code, place, words) = MISTAKES[name]
    path = root / file
    assert text in path.read_text()
    path.write_text(path.read_text().replace(text, wrong, 1))
    monkeypatch.chdir(root)

    [found] = [each for each in check(root) if each.code == code]

    assert (found.level, found.place) == (level, place)
    assert words in found.message


def test_a_conversation_started_over_the_one_that_is_shown_again(write: Write) -> None:
    config = CONFIG.replace('"3f2a"', '"3f2a", automatic_chat_open_on_navigation=True')
    root = write({**SITE, "pages/config.py": config, "pages/main.py": MAIN})
    assert check(root) == []

    write({"pages/main.py": MAIN + "\n\nchat.start_conversation()\n"})
    assert [each.code for each in check(root)] == ["contradiction"]


def test_python_that_does_not_parse_keeps_no_other_page_from_being_looked_at(root: Path) -> None:
    (root / "pages" / "other.py").write_text("x = =\n")
    page = INDEX.replace("/pages/main.py", "/pages/other.py").replace("cars.html", "nowhere.html")
    (root / "a.html").write_text(page)
    (root / "pages" / "a.html").write_text(page)
    (root / "pages" / "main.py").write_text(MAIN.replace("#talk", "#tlak"))

    assert [each.code for each in check(root)] == ["python", "link", "selector"]


def test_every_code_is_found_by_a_test() -> None:
    tested = {expected[1] for _, expected in MISTAKES.values()} | {"not-checked"}

    assert tested == set(CODES)


def test_a_selector_may_match_on_another_page_that_runs_the_same_python(root: Path) -> None:
    """`#talk` is on the home page only."""
    assert [each for each in check(root) if each.code == "selector"] == []


def test_pages_that_need_a_browser_are_run_all_the_same(write: Write) -> None:
    python = """
import asyncio
from js import document, performance
from pyscript import when, window
from pyodide.ffi import create_proxy

text = f"{performance.now() / 1000:.1f}"
for each in document.querySelectorAll("p"):
    each.textContent = "x"
if document.hidden or window["x"].y > 3:
    document.body.append(create_proxy(print), await window.fetch("/x"))
"""
    root = write({**SITE, "pages/main.py": python + MAIN.replace("#talk", "#nowhere")})

    assert [each.code for each in check(root)] == ["selector"]


def test_what_fails_for_want_of_a_browser_is_no_mistake(write: Write) -> None:
    python = "import json\nfrom js import window\n\njson.loads(window.name)\n"
    root = write({**SITE, "pages/main.py": MAIN + python})

    [found] = check(root)
    assert (found.level, found.code, found.line) == ("note", "not-checked", 13)


def test_what_never_rests_is_no_mistake(write: Write) -> None:
    python = """
import asyncio

async def go_round():
    while True:
        await asyncio.sleep(0)

asyncio.create_task(go_round())
"""
    root = write({**SITE, "pages/main.py": MAIN + python})

    [found] = check(root)
    assert (found.level, found.code) == ("note", "not-checked")


@pytest.mark.slow
def test_the_demo_site_has_nothing_to_be_mended() -> None:
    found = check(Path(__file__).parents[2])

    assert [each for each in found if each.level != "note"] == []


def test_without_beautifulsoup_it_says_what_was_not_checked(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bs4", None)

    [found] = check(root)
    assert (found.code, found.level) == ("not-checked", "note")


def test_what_is_ignored_is_left_out(root: Path) -> None:
    (root / "pages" / "main.py").write_text(MAIN.replace("#talk", "#tlak"))

    assert check(root, ignored=["selector"]) == []


@pytest.mark.parametrize(
    ("wrong", "arguments", "code"),
    [
        ("#talk", [], 0),
        ("#tlak", [], 0),
        ("#tlak", ["--strict"], 1),
        ("#tlak", ["--strict", "--ignore", "selector"], 0),
        ("#talk[", [], 1),
    ],
)
def test_the_exit_code_says_whether_it_is_well(
    wrong: str,
    arguments: list[str],
    code: int,
    root: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (root / "pages" / "main.py").write_text(MAIN.replace("#talk", wrong))

    assert main(["check", *arguments], root=root) == code
    assert capsys.readouterr().out.splitlines()[-1].startswith("2 pages: ")


def test_json_is_for_machines(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "pages" / "main.py").write_text(MAIN.replace("#talk", "#tlak") + "\nprint('hello')\n")

    assert main(["check", "--json"], root=root) == 0

    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["pages"], outcome["errors"], outcome["warnings"]) == (2, 0, 1)
    [found] = outcome["findings"]
    assert found["code"] == "selector"
    assert found["line"] == 7


def test_an_unknown_code_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--ignore", "linx"])

    assert "--codes" in capsys.readouterr().err


def test_the_documentation_lists_every_code_and_command() -> None:
    text = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")

    assert [code for code in CODES if f"| `{code}` | {CODES[code]} |" not in text] == []
    assert [name for name in COMMANDS if f"`kommpy {name}" not in text] == []
