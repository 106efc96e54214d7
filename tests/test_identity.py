"""Who the visitor is: logins in all states, and token sources that fail, hang or are refused."""

import asyncio
from typing import Any

import pytest

from kommpy import Chat, Identity, LoadError, OptionError, WidgetSettings
from kommpy.testing import FakePage, FakeWidget

SETTINGS = WidgetSettings(app_id="demo")
ADA = Identity(user_id="ada", access_token="right")  # noqa: S106


def begun_as(widget: FakeWidget) -> list[str | None]:
    """Give the ids that the widget was begun with, in order."""
    return [call[1].get("userId") for call in widget.calls if call[0] == "begin"]


async def test_a_login_before_consent_is_the_first_to_begin() -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(SETTINGS, consent=True, widget=widget, page=page)
    login = chat.login(ADA)
    assert begun_as(widget) == []

    chat.give_consent()
    await login

    assert begun_as(widget) == ["ada"]


async def test_a_login_passes_the_form_and_what_waits_for_it() -> None:
    widget, page = FakeWidget(pre_chat=True), FakePage()
    chat = Chat(SETTINGS, widget=widget, page=page)
    launched = chat.launch_conversation()
    widget.pre_chat = False

    await chat.login(ADA)
    await launched

    assert begun_as(widget) == [None, "ada"]


async def test_a_source_that_does_not_answer_is_given_up() -> None:
    widget, page = FakeWidget(), FakePage()

    async def fetch() -> str:
        await asyncio.Event().wait()
        return ""

    chat = Chat(
        SETTINGS, identity=Identity(user_id="ada", password=fetch), widget=widget, page=page
    )
    ready = asyncio.create_task(chat.ready(timeout=60))
    await page.settle()
    page.advance(16)

    with pytest.raises(LoadError, match="no answer within 15 s") as caught:
        await ready
    assert caught.value.reason == "no_token"
    assert chat.state == "failed"


async def test_a_refused_token_is_asked_for_with_longer_and_longer_pauses() -> None:
    widget, page = FakeWidget(passwords={"ada": "right"}), FakePage()
    asked: list[float] = []

    def fetch() -> str:
        asked.append(page.now)
        return "wrong"

    chat = Chat(SETTINGS, widget=widget, page=page)
    login = chat.login(Identity(user_id="ada", access_token=fetch))
    for _ in range(6):
        await page.settle()
        page.advance(1)

    with pytest.raises(LoadError) as caught:
        await login
    assert caught.value.reason == "invalid_password"
    assert asked == [0, 1, 3]


@pytest.mark.parametrize("token", [None, 4711, "", b"x", ["right"]])
async def test_what_is_no_token_is_not_sent(token: Any) -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(SETTINGS, widget=widget, page=page)

    with pytest.raises(LoadError) as caught:
        await chat.login(Identity(user_id="ada", access_token=lambda: token))

    assert caught.value.reason == "no_token"
    assert begun_as(widget) == [None]
    assert [type(error) for error, _ in page.reports] == [OptionError]
    assert "4711" not in str(page.reports)


async def test_a_failed_chat_can_be_logged_out_of() -> None:
    widget, page = FakeWidget(passwords={"ada": "right"}), FakePage()
    wrong = Identity(user_id="ada", password="wrong")  # noqa: S106
    chat = Chat(SETTINGS, identity=wrong, widget=widget, page=page)
    with pytest.raises(LoadError):
        await chat.ready()

    await chat.logout()

    assert chat.state == "signed_out"
    assert widget.installed == {}


async def test_another_chats_logout_is_everybodys() -> None:
    widget, page = FakeWidget(), FakePage()
    first = Chat(SETTINGS, widget=widget, page=page)
    await first.login(ADA)
    second = Chat(SETTINGS, widget=widget, page=page)

    await second.logout()
    await first.launch_conversation()

    assert begun_as(widget) == [None, "ada", None]


async def test_two_logins_at_once_come_in_order() -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(SETTINGS, widget=widget, page=page)
    chat.login(ADA)

    await chat.login(Identity(user_id="bob"))

    assert begun_as(widget) == [None, "ada", "bob"]
    assert page.reports == []


async def test_new_details_of_the_same_visitor_are_a_login() -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(SETTINGS, widget=widget, page=page)
    await chat.login(ADA)

    await chat.login(ADA.replace(user_name="Ada"))

    assert begun_as(widget) == [None, "ada", "ada"]
    assert widget.installed["userName"] == "Ada"
