"""A visitor of a site, on fakes."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kommpy import ActionTimeoutError, ConversationSettings, LoadError
from kommpy.testing import Visitor

CONFIG = """
from kommpy import ConversationSettings, PageRule, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/pricing": ConversationSettings(default_bot_ids=["sales-bot"], skip_routing=True),
    "/quiet": PageRule(launcher=False),
}
"""
MAIN = """
import asyncio
from config import RULES, SETTINGS
from kommpy import Chat

chat = Chat(SETTINGS, rules=RULES)

@chat.when("click", "#talk")
async def talk(event):
    group_id = await chat.start_conversation()
    chat.update_conversation_metadata(group_id, {"plan": event.data["plan"]})

@chat.when("click", "#later")
async def later(event):
    await asyncio.sleep(30)
    chat.launch_conversation()

@chat.when("click", "#wrong")
def wrong(event):
    1 / 0

@chat.when("submit", "form")
def submitted(event):
    chat.prefilled = event.form

@chat.on("message_received")
def pop_up(event):
    chat.launch_conversation()
"""
BODY = """
<button id="talk" data-plan="pro">Talk</button> <button id="later">Later</button>
<button id="wrong">Wrong</button> <form><input name="email"></form>
"""
PAGE = '<!doctype html><title>T</title><script type="py" src="{src}"></script>' + BODY
INLINE = """<!doctype html>
<script type="py">
    from js import document
    1 / 0
</script>
"""
FILES = {
    "index.html": PAGE.format(src="pages/main.py"),
    "pages/pricing.html": PAGE.format(src="main.py"),
    "pages/inline.html": INLINE,
    "pages/plain.html": "<p>No Python</p>",
    "pages/config.py": CONFIG.replace('"/pricing"', '"/pages/pricing"'),
    "pages/main.py": MAIN,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def visitor(site: Path) -> Iterator[Visitor]:
    visitor = Visitor(site)
    yield visitor
    visitor.close()


def test_the_rule_of_the_page_holds(visitor: Visitor) -> None:
    visitor.arrive("/pages/pricing.html")
    visitor.click("#talk b, #talk")

    assert visitor.widget.started == [{"bot_ids": ["sales-bot"], "skip_routing": True}]
    assert visitor.widget.metadata == {"7000001": {"plan": "pro"}}
    assert visitor.chat.settings == ConversationSettings(
        default_bot_ids=["sales-bot"], skip_routing=True
    )


def test_a_visit_counts_wherever_it_began(site: Path) -> None:
    third = (
        "\nfrom kommpy import visit\nchat.when(visit(3), lambda event: chat.launch_conversation())"
    )
    (site / "pages/third.py").write_text(MAIN + third)
    (site / "pages/third.html").write_text(PAGE.format(src="third.py"))
    visitor = Visitor(site)
    for path in ("/", "/pages/pricing", "/pages/third"):
        visitor.arrive(path)
        opened = visitor.chat.is_open
        visitor.wait(31 * 60)
    visitor.close()

    assert opened


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_time_that_cannot_pass_is_refused(visitor: Visitor, seconds: float) -> None:
    visitor.arrive("/")

    for wait in (visitor.wait, visitor.page.advance):
        with pytest.raises(ValueError, match="seconds is a number from 0 on"):
            wait(seconds)

    assert "waits" not in str(visitor.timeline)


def test_moving_on_leaves_the_rule_behind(visitor: Visitor) -> None:
    visitor.arrive("/pages/pricing")
    visitor.move_on("/")
    visitor.click("#talk")

    assert visitor.widget.started == [{}]


def test_another_page_is_another_chat_with_the_same_conversations(visitor: Visitor) -> None:
    visitor.arrive("/pages/pricing")
    first = visitor.chat
    visitor.click("#talk")
    visitor.arrive("/")
    visitor.click("#talk")

    assert visitor.chat is not first
    assert visitor.widget.groups == ["7000001", "7000002"]
    assert [call[0] for call in visitor.widget.calls].count("start_conversation") == 2


def test_clicks_before_python_count(visitor: Visitor) -> None:
    visitor.arrive("/", early_clicks=["#talk"])

    assert len(visitor.widget.started) == 1


def test_time_passes_only_when_it_is_let(visitor: Visitor) -> None:
    visitor.arrive("/")
    visitor.click("#later")
    visitor.wait(29)
    assert not visitor.widget.is_open

    visitor.wait(1)
    assert visitor.widget.is_open


def test_a_message_arrives(visitor: Visitor) -> None:
    visitor.arrive("/")
    visitor.receive("Hello?", group_id="7000001")

    assert visitor.widget.is_open


def test_what_nobody_caught_is_raised_where_the_visitor_did_it(visitor: Visitor) -> None:
    visitor.arrive("/")

    with pytest.raises(ZeroDivisionError) as caught:
        visitor.click("#wrong")

    assert caught.value.__notes__ == ["nobody caught it in the handler wrong"]
    visitor.click("#talk")


def test_a_blocked_script(visitor: Visitor) -> None:
    visitor.widget.fail("blocked")
    visitor.arrive("/")

    with pytest.raises(LoadError):
        visitor.click("#talk")


def test_an_outcome_takes_the_time_it_takes(visitor: Visitor) -> None:
    visitor.arrive("/")
    visitor.widget.hang("start_conversation")

    with pytest.raises(ActionTimeoutError):
        visitor.run(visitor.chat.start_conversation(timeout=3600))


def test_what_never_comes_is_said(visitor: Visitor) -> None:
    visitor.arrive("/")

    with pytest.raises(AssertionError, match="never ends"):
        visitor.run(asyncio.Event().wait())


def test_what_never_rests_is_said(visitor: Visitor) -> None:
    async def go_round() -> None:
        while True:  # noqa: ASYNC110 - just that is what is meant
            await asyncio.sleep(0)

    visitor.arrive("/")

    with pytest.raises(AssertionError, match="never comes to rest"):
        visitor.run(go_round())
    visitor.wait(1)  # it is no more


def test_a_page_that_is_not_there(visitor: Visitor) -> None:
    with pytest.raises(LookupError, match="did you mean /pages/pricing"):
        visitor.arrive("/pages/pricng")


def test_a_page_without_python(visitor: Visitor) -> None:
    visitor.arrive("/pages/plain")

    with pytest.raises(LookupError, match="no Chat"):
        assert visitor.chat


def test_what_only_a_browser_has_is_said(visitor: Visitor) -> None:
    with pytest.raises(ModuleNotFoundError) as caught:
        visitor.arrive("/pages/inline")

    assert "kommpy_modules" in caught.value.__notes__[0]


def test_lines_of_inline_python_are_those_of_the_page(site: Path) -> None:
    visitor = Visitor(site, modules={"js": SimpleNamespace(document=None)})

    with pytest.raises(ZeroDivisionError) as caught:
        visitor.arrive("/pages/inline")

    assert caught.traceback[-1].path == site / "pages" / "inline.html"
    assert caught.traceback[-1].lineno + 1 == 4
    visitor.close()


def test_the_timeline_tells_it_in_order(visitor: Visitor) -> None:
    visitor.arrive("/pages/pricing")
    visitor.wait(2)
    visitor.click("#talk")

    told = visitor.timeline.moments
    moments = [(each.at, each.kind, each.text.split(") at ")[0]) for each in told]
    assert moments[0] == (0.0, "visitor", "arrives at /pages/pricing")
    clicked = moments.index((2.0, "visitor", "clicks #talk"))
    assert moments[clicked - 1] == (0.0, "visitor", "waits 2 s")
    assert [each[1:] for each in moments[clicked + 1 :] if each[1] != "event"] == [
        ("trigger", "click #talk"),
        ("call", "start_conversation("),
        ("widget", "start_conversation {}"),
        ("result", "start_conversation() gave '7000001'"),
        ("call", "update_conversation_metadata("),
        ("widget", 'update_conversation_metadata "7000001" {"plan": "pro"}'),
        ("result", "update_conversation_metadata() is done"),
    ]
    assert "   2.000  event     start_new_conversation" in str(visitor.timeline)


CONSENT = """
from kommpy import Consent, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo")
RULES = {}
CONSENT = Consent(event="cookies:yes", remember=False)
"""


def test_a_banner_asks_first(site: Path) -> None:
    (site / "pages" / "config.py").write_text(CONSENT)
    main = MAIN.replace("RULES, SETTINGS", "CONSENT, RULES, SETTINGS")
    (site / "pages" / "main.py").write_text(main.replace("rules=RULES", "consent=CONSENT"))
    visitor = Visitor(site)
    visitor.arrive("/")
    visitor.click("#talk")
    assert visitor.widget.calls == []

    visitor.dispatch("cookies:yes")

    assert visitor.widget.started == [{}]
    visitor.close()


TRIGGERS = """
from config import RULES, SETTINGS
from kommpy import Chat, after, exit_intent, idle, page_view, scrolled, url, visible, visit

chat = Chat(SETTINGS, rules=RULES)
fired = []
triggers = {
    "after": after(5), "exit": exit_intent(), "idle": idle(60), "scrolled": scrolled(50),
    "url": url("/quiet"), "visible": visible("#talk"), "visit": visit(2), "view": page_view(3),
}
for name, trigger in sorted(triggers.items()):
    chat.when(trigger, lambda event, name=name: fired.append(name))
"""


def test_all_kinds_of_triggers_fire(site: Path) -> None:
    (site / "pages" / "main.py").write_text(TRIGGERS)
    visitor = Visitor(site)
    visitor.arrive("/")
    fired = visitor.program["fired"]
    done: list[Callable[[], object]] = [
        lambda: visitor.scroll(60),
        lambda: visitor.see("#talk"),
        visitor.turn_to_leave,
        lambda: visitor.wait(5),
        visitor.stir,
        lambda: visitor.wait(59),
        lambda: visitor.wait(1),
        lambda: visitor.move_on("/quiet"),
    ]

    told = []
    for each in done:
        fired.clear()
        each()
        told.append(list(fired))

    assert told[:5] == [["scrolled"], ["visible"], ["exit"], ["after"], []]
    assert told[5:7] == [[], ["idle"]]
    assert "url" in told[7]
    visitor.close()


def test_the_browser_keeps_count_of_visits_and_views(site: Path) -> None:
    (site / "pages" / "main.py").write_text(TRIGGERS)
    visitor = Visitor(site)
    fired = []
    for _ in range(3):
        visitor.arrive("/")
        fired.append(visitor.program["fired"])
    visitor.wait(3600)
    visitor.arrive("/", new_tab=True)

    assert "view" in fired[2]
    assert "view" not in fired[0] + fired[1]
    assert "visit" in visitor.program["fired"]
    visitor.close()


async def test_in_another_loop_it_says_what_to_write(site: Path) -> None:
    visitor = Visitor(site)

    with pytest.raises(RuntimeError, match="not `async def`"):
        visitor.arrive("/")
    visitor.close()
