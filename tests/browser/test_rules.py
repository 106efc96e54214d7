"""Page rules in a browser: the launcher is hidden from the first frame on."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import RUNTIMES, Site

CONFIG = """
from kommpy import PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {"/{folder}": PageRule(launcher=False), "/{folder}/quiet": PageRule(launcher=False)}
"""
PYTHON = """
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)
chat.on("state_changed", print)
"""
# in each frame: whether the launcher can be seen, and the path
WATCH = """
window.frames_seen = [];
(function look() {
  const frame = document.getElementById("kommunicate-widget-iframe");
  const style = frame && getComputedStyle(frame);
  const seen = style && style.visibility !== "hidden" && style.display !== "none";
  const box = frame?.getBoundingClientRect();
  frames_seen.push([location.pathname.split("/").at(-1), Boolean(seen && box.width * box.height)]);
  requestAnimationFrame(look);
})();
"""
READY = "window.KommunicateGlobal?.document.getElementById('mck-sidebox-launcher')"


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_a_hidden_launcher_is_never_seen(site: Site, page: Page, runtime: str) -> None:
    page.add_init_script(WATCH)
    page.add_init_script(
        "for (const each of ['py', 'mpy'])"
        "  addEventListener(each + ':done', () => window.pythonHasRun = true);"
    )
    page.goto(site.page(PYTHON, runtime=runtime, config=CONFIG))
    page.wait_for_function("window.pythonHasRun")
    page.wait_for_function(READY)
    pages = ["shown", "quiet", "shown", "quiet"]

    for name in pages:
        page.evaluate("name => history.pushState(null, '', name)", name)
        page.wait_for_function(
            "name => frames_seen.slice(-5).every(([path]) => path === name)", arg=name
        )

    frames = page.evaluate("frames_seen")
    assert len(frames) > 20
    assert [path for path, seen in frames if seen and path != "shown"] == []
    # and on the other page in each frame but the one in which the visitor came
    assert [seen for path, seen in frames if path == "shown"].count(False) == 0
