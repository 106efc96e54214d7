"""No secret is printed, logged, or shown in an error, whatever way it goes."""

import copy
import io
import traceback
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any

import pytest

import kommpy
from kommpy import Chat, Identity, KommpyError, WidgetSettings
from kommpy.options import Options
from kommpy.testing import FakePage, FakeWidget

SECRET = "hunter2-s3cret"  # noqa: S105
OTHER = "another-word"


def classes(of: type[Options] = Options) -> Iterator[type[Options]]:
    for each in of.__subclasses__():
        if each.__module__.startswith("kommpy."):
            yield each
            yield from classes(each)


for _name in kommpy.__all__:  # so that all of them are there
    getattr(kommpy, _name)
SECRETS = [(cls, name) for cls in classes() for name, each in cls.options() if each.secret]
each_secret = pytest.mark.parametrize(("cls", "name"), SECRETS)


def made(cls: type[Options], **given: Any) -> Options:
    if cls is WidgetSettings:
        given.setdefault("app_id", "demo")
    if cls is Identity:
        given.setdefault("user_id", "ada")
    return cls(**given)


def shown(error: BaseException) -> str:
    text = "".join(traceback.format_exception(error))
    return f"{text} {error!r} {error} {vars(error)}"


def told(call: Callable[[], Any]) -> str:
    """Give all that can be read of a call: what comes back, is printed, or is raised."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            result = call()
        except Exception as error:  # noqa: BLE001
            out.write(shown(error))
        else:
            out.write(f"{result!r} {result} {result:}")
    return out.getvalue()


def test_there_are_secrets() -> None:
    names = {name for _, name in SECRETS}

    assert names >= {"access_token", "password", "google_api_key", "zendesk_chat_sdk_key"}


@each_secret
def test_an_object_does_not_show_it(cls: type[Options], name: str) -> None:
    settings = made(cls, **{name: SECRET})

    for way in (
        lambda: settings,
        lambda: [settings],
        lambda: {"settings": settings},
        lambda: settings.replace(**{name: OTHER}),
        lambda: settings.replace(pasword=SECRET),
        lambda: copy.deepcopy(settings),
        lambda: settings.over(made(cls)),
        lambda: setattr(settings, name, SECRET),
        lambda: delattr(settings, name),
        lambda: getattr(settings, "a" + name),
        lambda: "%s" % settings,  # noqa: UP031
    ):
        assert SECRET not in told(way)
    assert f"{name}=***" in repr(settings)


@each_secret
@pytest.mark.parametrize(
    "value",
    [[SECRET], {SECRET: 1}, SECRET.encode(), (SECRET,), f"<{SECRET.upper()}>", 471_147, 4711.47],
)
def test_a_refused_one_is_not_repeated(cls: type[Options], name: str, value: Any) -> None:
    text = told(lambda: made(cls, **{name: value}))

    assert "OptionError" in text
    assert f"{name} cannot be ***" in text
    assert str(value).strip("<>") not in text
    assert SECRET not in text


def test_two_that_exclude_each_other_are_not_repeated() -> None:
    text = told(lambda: WidgetSettings(app_id="demo", password=SECRET, access_token=SECRET))

    assert "exclude each other" in text
    assert SECRET not in text


WRONG = [{"appId": "demo", "password": SECRET}, [SECRET], SECRET, Path(SECRET)]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_settings_object_is_not_repeated(wrong: Any) -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(WidgetSettings(app_id="demo"), widget=widget, page=page)

    for call in (
        lambda: Chat(wrong, widget=widget, page=page),
        lambda: chat.update_user(wrong),
        lambda: chat.update_settings(wrong),
        lambda: chat.start_conversation(wrong),
    ):
        text = told(call)
        assert "OptionError" in text
        assert SECRET not in text


SETTINGS = WidgetSettings(app_id="demo", user_id="ada", password=SECRET)


@pytest.mark.parametrize("reason", ["blocked", "invalid_password", "login_failed", "start_failed"])
async def test_a_login_that_fails_does_not_show_it(reason: str) -> None:
    widget, page = FakeWidget(), FakePage()
    widget.fail(reason, f"refused: {SECRET} for ada")
    chat = Chat(SETTINGS, widget=widget, page=page)
    events: list[Any] = []
    chat.on("state_changed", events.append)
    launched = chat.launch_conversation()
    page.advance(60)
    with suppress(KommpyError):
        await launched

    with pytest.raises(KommpyError) as caught:
        await chat.ready()

    assert SECRET not in shown(caught.value)
    assert SECRET not in "".join(f"{shown(error)} {where}" for error, where in page.reports)
    assert SECRET not in "".join(f"{each} {each.data}" for each in events)
    assert SECRET not in f"{chat.state} {chat.reason} {chat!r} {launched!r}"


@pytest.mark.parametrize("action", ["start_conversation", "launch_conversation"])
async def test_an_action_that_fails_does_not_show_it(action: str) -> None:
    widget, page = FakeWidget(), FakePage()
    chat = Chat(SETTINGS, widget=widget, page=page)
    await chat.ready()
    widget.fail_next(action, f"no: {SECRET}")

    with pytest.raises(KommpyError) as caught:
        await getattr(chat, action)()

    assert SECRET not in shown(caught.value)
