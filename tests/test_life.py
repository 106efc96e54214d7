"""The chat's life: what holds from the widget's beginning to its end."""

import asyncio

import pytest

from kommpy import ActionError, Chat, ConversationSettings, PageRule, WidgetSettings
from kommpy.testing import FakePage, FakeWidget

SETTINGS = WidgetSettings(app_id="demo", user_id="ann", email="ann@example.com")


async def test_what_opens_the_chat_brings_up_the_form_that_stands_before_it() -> None:
    widget, page = FakeWidget(pre_chat=True), FakePage("/")
    widget.hang("begin")
    chat = Chat(SETTINGS, widget=widget, page=page)
    started = chat.start_conversation()
    assert ("open_form",) not in widget.calls

    widget.answer()
    assert chat.state == "pre_chat"
    assert ("open_form",) in widget.calls
    assert not started.done

    widget.submit_form()
    assert await started in widget.groups


async def test_the_form_stays_away_where_nothing_opens_the_chat() -> None:
    widget, page = FakeWidget(pre_chat=True), FakePage("/")
    chat = Chat(SETTINGS, widget=widget, page=page)

    chat.update_settings(ConversationSettings(team_id=3))

    assert ("open_form",) not in widget.calls


async def test_the_time_limit_waits_while_the_form_is_up() -> None:
    widget, page = FakeWidget(pre_chat=True), FakePage("/")
    chat = Chat(SETTINGS, widget=widget, page=page)
    launched = chat.launch_conversation(timeout=5)

    page.advance(60)
    assert not launched.done

    widget.submit_form()
    await launched


async def test_after_logout_the_chat_begins_as_somebody_else() -> None:
    widget, page = FakeWidget(), FakePage("/")
    chat = Chat(SETTINGS, widget=widget, page=page)
    await chat.logout()

    await chat.launch_conversation()

    assert chat.state == "ready"
    assert "userId" not in widget.installed
    assert "email" not in widget.installed


async def test_a_hidden_launcher_comes_with_the_open_chat_and_goes_with_it() -> None:
    widget, page = FakeWidget(), FakePage("/checkout")
    chat = Chat(SETTINGS, rules={"/checkout": PageRule(launcher=False)}, widget=widget, page=page)
    assert not widget.shown

    await chat.launch_conversation()
    assert widget.shown

    await chat.close()
    assert not widget.shown


async def test_a_page_that_cannot_be_put_in_force_is_reported() -> None:
    widget, page = FakeWidget(), FakePage("/")
    chat = Chat(SETTINGS, widget=widget, page=page)
    await chat.ready()
    widget.fail_next("update_settings")

    page.navigate("/pricing")

    assert [where for _, where in page.reports] == ["putting the page's settings in force"]


async def test_without_a_network_the_chat_tries_again_with_each_that_comes_and_gives_up() -> None:
    widget, page = FakeWidget(), FakePage("/")
    begun = []

    def fail(kind: str, name: str, *given: object) -> None:
        if (kind, name) == ("call", "begin"):
            begun.append(page.now)
            widget.fail("network")

    widget.watch(fail)
    chat = Chat(SETTINGS, widget=widget, page=page)
    page.advance(3600)
    assert (chat.state, begun) == ("failed", [0])

    page.go_online()
    page.go_online()
    page.advance(3600)
    assert [each - 3600 for each in begun[1:]] == [0, 1, 3, 7, 15]
    assert (chat.state, chat.reason) == ("failed", "network")

    page.go_online()
    assert len(begun) == 7


@pytest.mark.parametrize("action", ["launch_conversation", "open_conversation_list", "toggle"])
async def test_what_the_widget_refuses_to_open_leaves_the_launcher_hidden(action: str) -> None:
    widget, page = FakeWidget(), FakePage("/")
    chat = Chat(SETTINGS, rules={"/checkout": PageRule(launcher=False)}, widget=widget, page=page)
    widget.fail_next("launch_conversation")
    widget.fail_next("open_conversation_list")

    with pytest.raises(ActionError):
        await getattr(chat, action)()
    page.navigate("/checkout")
    assert not widget.shown

    page.navigate("/")
    page.navigate("/checkout")
    with pytest.raises(ActionError):
        await chat.open_conversation("999")
    assert not widget.shown


async def test_what_was_about_to_open_is_forgotten_with_the_widget() -> None:
    widget, page = FakeWidget(), FakePage("/checkout")
    chat = Chat(SETTINGS, rules={"/checkout": PageRule(launcher=False)}, widget=widget, page=page)
    widget.hang("start_conversation")
    chat.start_conversation(timeout=60)
    assert widget.shown

    widget.fail("removed")
    await chat.retry()

    assert not widget.shown


@pytest.mark.parametrize(("path", "ask"), [("/", "hide"), ("/checkout", "show")])
async def test_showing_and_hiding_are_of_the_page_on_which_they_were_asked_for(
    path: str, ask: str
) -> None:
    widget, page = FakeWidget(), FakePage("/")
    rules = {"/checkout": PageRule(launcher=False)}
    widget.hang("begin")
    chat = Chat(SETTINGS, rules=rules, widget=widget, page=page)

    asked = getattr(chat, ask)()
    page.navigate("/elsewhere")
    page.navigate(path)
    widget.answer()
    await asked

    assert widget.shown is (path == "/")


async def test_settings_of_a_block_that_is_cancelled_as_they_come_into_force_are_undone() -> None:
    widget, page = FakeWidget(), FakePage("/")
    widget.hang("begin")
    chat = Chat(SETTINGS, widget=widget, page=page)

    async def hold() -> None:
        async with chat.settings_for(ConversationSettings(team_id=7)):
            raise AssertionError("it was cancelled")

    task = asyncio.create_task(hold())
    await asyncio.sleep(0)
    widget.answer()
    assert widget.settings == {"teamId": 7}
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert chat.settings == ConversationSettings()
    assert widget.settings == {}


async def test_settings_of_a_block_that_ends_while_the_widget_comes_back_are_undone() -> None:
    widget, page = FakeWidget(), FakePage("/")
    chat = Chat(SETTINGS, widget=widget, page=page)

    async def hold() -> None:
        async with chat.settings_for(ConversationSettings(team_id=7)):
            widget.hang("begin")
            widget.fail("removed")
            assert chat.state == "loading"
            raise ValueError("oh")

    with pytest.raises(ValueError, match="oh"):
        await hold()
    widget.fail("invalid_app_id")
    await page.settle()
    widget.answer()
    await chat.retry()

    assert chat.settings == ConversationSettings()
    assert widget.settings == {}


async def test_a_widget_that_comes_between_two_tries_stays() -> None:
    widget, page = FakeWidget(), FakePage("/")
    widget.hang("begin")
    chat = Chat(SETTINGS, load_timeout=5, widget=widget, page=page)
    page.advance(5)
    chat.retry(pause=4)
    page.advance(5)
    assert (chat.state, chat.reason) == ("loading", "no_answer")

    widget.answer()
    await chat.start_conversation()
    page.advance(60)

    assert widget.is_open


def unreached() -> tuple[Chat, FakeWidget, FakePage]:
    """Give a chat that has consent and cannot load."""
    widget, page = FakeWidget(), FakePage("/", data={"hold": True})
    widget.fail("network")
    chat = Chat(SETTINGS, consent=True, widget=widget, page=page)
    chat.give_consent()
    widget.fail("network")
    return chat, widget, page


async def test_a_try_that_is_to_come_goes_with_the_consent() -> None:
    chat, widget, page = unreached()
    chat.retry(pause=4)
    chat.withdraw_consent()

    chat.give_consent()
    await chat.start_conversation()
    page.advance(60)

    assert widget.is_open


async def test_tries_end_with_the_consent_and_with_the_visitor() -> None:
    chat, widget, _ = unreached()
    retry = chat.retry()
    chat.withdraw_consent()
    assert retry.done
    with pytest.raises(ActionError, match="withdrawn consent"):
        await retry

    widget.fail("network")
    chat.give_consent()
    widget.hang("begin")
    retry = chat.retry()
    widget.log_out()
    assert retry.done
    with pytest.raises(ActionError, match="logged out"):
        await retry
