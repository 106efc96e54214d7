"""The doctor in a real browser: on the command line, and in the page."""

import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from kommpy.site.browsing import FACTS
from kommpy.site.doctor import examine
from tests.browser.conftest import PAGE, ROOT, Site, Surprises
from tests.browser.test_dev import Dev, accessible

MAIN = """
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)
"""
RULES = """
from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/": ConversationSettings(team_id=42),
}
"""
# a page with all at once that can be wrong with one
SICK = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="script-src 'self' 'unsafe-inline'; img-src 'self'; connect-src 'self'">
<title>Sick</title>
<link rel="icon" href="data:,">
<script>window.kommunicate = {_globals: {appId: "other", password: "s3cret"}}</script>
<script src="/v2/kommunicate.app"></script>
<script src="/v2/kommunicate.app?again=s3cret"></script>
<script src="https://widget.kommunicate.io/v2/other.js?token=s3cret"></script>
<script src="/runtime/gone.mjs"></script>
</head><body><img src="https://pictures.example/a.png?key=s3cret" alt=""></body></html>
"""


def test_the_facts_of_a_sick_page_tell_all_and_no_secret(
    page: Page, site: Site, surprises: Surprises
) -> None:
    surprises.expect("Content Security|already loaded|404|Refused|Content-Security|another machine")
    path = site.add({"sick.html": SICK})
    page.add_init_script(path=FACTS)
    page.goto(site.url(f"{path}sick.html?token=s3cret"))
    expect(page.locator("#kommunicate-widget-iframe")).to_be_attached()
    facts = page.evaluate("kommpyDoctor.facts()")
    report = examine(facts)

    found = [(each.code, each.message) for each in report.findings]
    assert {code for code, _ in found} - {"not-ready"} == {
        "blocked",
        "double-install",
        "runtime-missing",
        "viewport",
    }
    said = " ".join(message for _, message in found)
    assert "add to script-src: https://widget.kommunicate.io" in said
    assert "add to img-src: https://pictures.example" in said
    assert dict(report.facts)["installed"] == "by another script"
    assert "s3cret" not in json.dumps(facts)


def kommpy(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Call the command line in a process of its own, as it drives a browser itself."""
    return subprocess.run(
        [sys.executable, "-m", "kommpy.site", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_line_looks_at_a_folder(tmp_path: Path) -> None:
    """A good page and one whose Python fails, in one browser; served, and built."""
    root = tmp_path.resolve()
    for name in ("node_modules", "package.json", "package-lock.json"):
        (root / name).symlink_to(ROOT / name)
    html = PAGE.format(
        head='<meta name="viewport" content="width=device-width">',
        runtime="mpy",
        attributes="",
        body="",
    )
    files = {
        "index.html": html.replace("main.py", "pages/main.py"),
        "pages/bad.html": html.replace("main.py", "bad.py"),
        "pages/main.py": MAIN,
        "pages/bad.py": "import config\n\nconfig.nothing()\n",
        "pages/config.py": RULES,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text)

    done = kommpy(root, "doctor", "--json", "--page", "/", "--page", "/pages/bad.html")
    assert done.returncode == 1, done.stderr
    good, bad = json.loads(done.stdout)

    assert good["findings"] == []
    assert good["facts"]["state"] == "ready"
    [setting] = good["settings"]
    assert (setting["name"], setting["value"]) == ("team_id", "42")
    assert setting["origin"].startswith('rule "/", ')
    assert setting["origin"].endswith("pages/config.py:6")
    [failed] = [each for each in bad["findings"] if each["code"] == "python-failed"]
    assert failed["file"].endswith("pages/bad.py")
    assert failed["line"] == 3

    (root / "pages" / "bad.html").unlink()
    built = kommpy(root, "build", "--widget", "standin")
    assert built.returncode == 0, built.stderr
    done = kommpy(root, "doctor", "dist")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing is wrong here." in done.stdout
    assert "the page's rule, prerendered" in done.stdout


def test_a_page_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    done = kommpy(tmp_path, "doctor", "http://127.0.0.1:9/")

    assert done.returncode == 1
    assert "could not be opened" in done.stderr


def test_the_doctor_in_the_page(tmp_path: Path, page: Page) -> None:
    dev = Dev(tmp_path.resolve(), "mpy")
    try:
        dev.open(page, "?kommpy=doctor")
        shown = page.get_by_role("dialog", name="Doctor")
        expect(shown).to_contain_text("viewport")
        expect(shown).to_contain_text("by the seed")
        expect(shown).to_contain_text('team_id = 42rule "/"')
        accessible(page)
        dev.replace("index.html", "<title>", '<meta name="viewport" content="x"><title>')
        expect(shown).to_contain_text("Nothing is wrong here.")
        page.keyboard.press("Escape")
        expect(shown).to_have_count(0)
    finally:
        dev.close()
