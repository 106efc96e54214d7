"""Whatever happens in whatever order: each action ends, and what holds is what is in force."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kommpy import (
    DASHBOARD,
    Chat,
    ConversationSettings,
    KommpyError,
    PageRule,
    WidgetSettings,
)
from kommpy.actions import Action
from kommpy.testing import FakePage, FakeWidget

pytestmark = pytest.mark.slow

SETTINGS = WidgetSettings(app_id="demo")
RULES = {
    "/pricing": ConversationSettings(team_id=1, skip_routing=True),
    "/cars/{model}": lambda model: ConversationSettings(welcome_message=model),
    "/quiet": PageRule(settings=ConversationSettings(team_id=2), launcher=False),
    "/bad": lambda: 1 // 0,
}


class World:
    """A chat on fakes, and everything that was asked of it."""

    def __init__(self, *, pre_chat: bool) -> None:
        self.widget = FakeWidget(pre_chat=pre_chat, groups=["7000001"])
        self.widget.hang("begin")
        self.page = FakePage("/", "<button id=talk>Talk</button>")
        self.chat = Chat(SETTINGS, rules=RULES, widget=self.widget, page=self.page)
        self.chat.when("click", "#talk", lambda event: self.chat.launch_conversation())
        self.asked: list[Action] = []

    def ask(self, method: str, *arguments: Any) -> None:
        self.asked.append(getattr(self.chat, method)(*arguments, timeout=3))

    def submit_form(self) -> None:
        if self.widget.status == "pre_chat":
            self.widget.submit_form()

    def remove(self) -> None:
        self.widget.fail("removed")
        self.widget._planned = None  # noqa: SLF001

    async def end(self) -> None:
        """Let everything come to its end."""
        for _ in range(3 + len(self.asked)):  # each may bring up the form anew
            self.widget.answer()
            self.submit_form()
            await self.page.settle()
            self.page.advance(10)
            await self.page.settle()


STEPS = st.one_of(
    st.sampled_from(
        [
            ("ask", "launch_conversation"),
            ("ask", "open_conversation_list"),
            ("ask", "start_conversation"),
            ("ask", "open_conversation", "7000001"),
            ("ask", "open_conversation", "999"),
            ("ask", "update_settings", ConversationSettings(team_id=7)),
            ("ask", "update_settings", ConversationSettings(team_id=DASHBOARD)),
            ("ask", "update_settings", ConversationSettings(default_bot_ids=["liz"])),
            ("ask", "update_chat_context", {"cart": 3}),
            ("ask", "close"),
            ("ask", "toggle"),
            ("ask", "hide"),
            ("ask", "show"),
            ("ask", "logout"),
            ("submit_form",),
            ("remove",),
        ]
    ),
    st.tuples(
        st.just("navigate"),
        st.sampled_from(["/", "/pricing", "/cars/t", "/cars/a", "/quiet", "/bad"]),
    ),
    st.tuples(
        st.just("hang"), st.sampled_from(["start_conversation", "open_conversation", "begin"])
    ),
    st.tuples(st.just("fail_next"), st.sampled_from(["close", "update_settings", "display"])),
    st.tuples(st.just("advance"), st.sampled_from([0, 1, 3])),
    st.sampled_from([("answer",), ("click", "#talk"), ("settle",)]),
)


async def play(steps: list[tuple[Any, ...]], *, pre_chat: bool) -> World:
    """Play some steps on a new chat, and let everything end."""
    world = World(pre_chat=pre_chat)
    for name, *arguments in steps:
        player = next(each for each in (world, world.page, world.widget) if hasattr(each, name))
        done = getattr(player, name)(*arguments)
        if asyncio.iscoroutine(done):
            await done
    await world.end()
    return world


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=12), st.booleans())
def test_whatever_happens(steps: list[tuple[Any, ...]], pre_chat: bool) -> None:
    world = asyncio.run(play(steps, pre_chat=pre_chat))
    widget, page, chat = world.widget, world.page, world.chat

    assert [action for action in world.asked if not action.done] == []
    assert all(isinstance(error, KommpyError) for error, _ in page.reports)
    assert page._timers == []  # noqa: SLF001
    failed = [each for each in steps if each in (("fail_next", "update_settings"), ("remove",))]
    if widget.status == "ready" and not failed:
        in_force = widget.settings
        in_force.pop("KM_CHAT_CONTEXT", None)
        assert in_force == chat.settings.to_payload()
