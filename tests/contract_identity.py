"""Who the visitor is, and what is left of the last one, on the fakes and the bridge alike.

`stage.who` is the id that the widget is logged in with, `stage.left(text)` names where a text is
still to be found on the page, `passwords` is a wish: what visitors are known by.
"""

import asyncio

from kommpy import ActionError, Identity, LoadError, OptionError

ADA = {
    "user_id": "ada-lovelace",
    "user_name": "Countess Ada",
    "email": "ada@lovelace.example",
    "contact_number": "+44-1815-1210",
    "access_token": "ada-token-1843",
    "metadata": {"likes": "ada-engines"},
}
OF_ADA = (
    "ada-lovelace",
    "Countess",
    "lovelace.example",
    "1815-1210",
    "ada-token-1843",
    "ada-engines",
    "YWRhLXRva2VuLTE4NDM",  # the token once more, as the widget's cookie has it
)
BOB = Identity(user_id="bob-kahn", user_name="Bob", access_token="bob-token")  # noqa: S106


async def a_visitor_logs_in_without_a_reload(stage):
    chat = await stage.chat()
    assert stage.who != "ada-lovelace"
    await chat.login(Identity(**ADA))
    assert chat.state == "ready"
    assert stage.who == "ada-lovelace"
    assert await chat.start_conversation()


async def nothing_is_left_of_the_last_visitor(stage):
    chat = await stage.chat()
    await chat.login(Identity(**ADA))
    group_id = await chat.start_conversation()
    chat.update_chat_context({"note": "ada-engines"})
    assert stage.left("ada-lovelace")

    await chat.login(BOB)
    assert stage.who == "bob-kahn"
    assert chat.current_group_id != group_id
    assert [found for text in OF_ADA for found in stage.left(text)] == []
    assert [text for text in OF_ADA if _holds(chat, text)] == []


async def logging_out_leaves_nobody(stage):
    chat = await stage.chat()
    await chat.login(Identity(**ADA))
    await chat.open_conversation_list()
    await chat.logout()
    assert [found for text in OF_ADA for found in stage.left(text)] == []
    assert [text for text in OF_ADA if _holds(chat, text)] == []

    await chat.ready()
    assert stage.who != "ada-lovelace"


async def an_identity_among_the_settings_goes_too(stage):
    chat = stage.begin_chat(settings=dict(ADA))
    await chat.ready()
    assert stage.who == "ada-lovelace"
    await chat.login(Identity(**ADA))
    await chat.login(BOB)
    assert [found for text in OF_ADA for found in stage.left(text)] == []
    assert [text for text in OF_ADA if _holds(chat, text)] == []


async def the_same_visitor_twice_is_nothing(stage):
    chat = await stage.chat()
    await chat.login(Identity(**ADA))
    states = []
    chat.on("state_changed", lambda event: states.append(event.data["state"]))
    other_token = dict(ADA)
    other_token["access_token"] = "another"  # noqa: S105
    await chat.login(Identity(**other_token))
    assert states == []
    assert stage.who == "ada-lovelace"


async def a_login_waits_its_turn(stage):
    chat = await stage.chat()
    started = chat.start_conversation()
    login = chat.login(Identity(**ADA))
    theirs = chat.start_conversation()
    await login
    assert started.done
    assert not theirs.done
    assert await theirs
    assert len(stage.created) == 2


async def a_refused_login_says_so_and_leaves_nothing(stage):
    chat = await stage.chat(passwords={"ada-lovelace": "right"})
    error = await _raised(LoadError, lambda: chat.login(Identity(**ADA)))
    assert error.reason == "invalid_password"
    assert chat.state == "failed"
    right = dict(ADA)
    right["access_token"] = "right"  # noqa: S105
    await chat.login(Identity(**right))
    assert stage.who == "ada-lovelace"
    assert stage.left("ada-token-1843") == [], stage.left("ada-token-1843")


async def a_login_does_not_end_with_the_refused_one_before_it(stage):
    chat = await stage.chat(passwords={"ada-lovelace": "right"})
    adas = chat.login(Identity(**ADA))
    bobs = chat.login(BOB)
    started = chat.start_conversation()
    error = await _raised(LoadError, lambda: adas)
    assert error.reason == "invalid_password"
    await bobs
    assert stage.who == "bob-kahn"
    assert await started


async def a_refused_token_is_asked_for_again(stage):
    tokens = ["old", "right"]

    async def fetch():
        return tokens.pop(0)

    chat = await stage.chat(passwords={"ada-lovelace": "right"})
    await chat.login(Identity(user_id="ada-lovelace", access_token=fetch))
    assert tokens == []
    assert chat.state == "ready"
    assert stage.who == "ada-lovelace"


async def a_password_is_not_looked_for_in_answers(stage):
    install = {"userId": "ada-lovelace", "password": "0000"}
    widget = await stage.widget(install=install, groups=["7000001"])
    replies = []
    widget.start_conversation({}, lambda *reply: replies.append(reply))
    await stage.until(lambda: replies)
    assert replies == [("7000002", None)]


async def a_source_that_fails_is_an_error(stage):
    def fetch():
        raise ValueError("no session")

    chat = await stage.chat()
    ada = Identity(user_id="ada-lovelace", password=fetch)
    error = await _raised(LoadError, lambda: chat.login(ada))
    assert error.reason == "no_token"
    assert [each for each in stage.reports if "no session" in each]
    await chat.login(BOB)
    assert stage.who == "bob-kahn"


async def a_login_while_the_chat_loads_ends_when_it_has_happened(stage):
    go = asyncio.Event()

    async def fetch():
        await go.wait()
        return "ada-token-1843"

    chat = stage.begin_chat(slow=True)
    login = chat.login(Identity(user_id="ada-lovelace", access_token=fetch))
    await stage.until(lambda: chat.state == "ready" or stage.the_widget.status == "signed_out")
    await stage.settle()
    assert not login.done
    go.set()
    await login
    assert stage.who == "ada-lovelace"


async def a_login_while_the_chat_loads_says_that_it_failed(stage):
    async def fetch():
        raise ValueError("no session")

    chat = stage.begin_chat(slow=True)
    login = chat.login(Identity(user_id="ada-lovelace", access_token=fetch))
    error = await _raised(LoadError, lambda: login)
    assert error.reason == "no_token"
    assert [each for each in stage.reports if "no session" in each]


async def an_identity_may_be_there_from_the_start(stage):
    asked = []

    async def fetch():
        asked.append(1)
        return "ada-token-1843"

    stage.page.data["hold"] = True
    chat = stage.begin_chat(identity=Identity(user_id="ada-lovelace", access_token=fetch))
    await chat.ready()
    assert stage.who == "ada-lovelace"
    assert asked == [1]


async def what_an_earlier_page_stored_goes_though_no_widget_came(stage):
    def fetch():
        raise ValueError("the session is over")

    stage.leave_from_earlier("kommunicate-earlier-visit")
    stage.page.data["hold"] = True
    chat = stage.begin_chat(identity=Identity(user_id="ada-lovelace", access_token=fetch))
    await _raised(LoadError, chat.ready)
    assert [each for each in stage.reports if "the session is over" in each]

    await chat.logout()
    assert stage.left("earlier-visit") == []
    assert chat.state == "signed_out"
    await chat.login(BOB)
    assert stage.who == "bob-kahn"


async def a_new_visitor_is_new_though_the_first_try_fails(stage):
    tries = []

    def fetch():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("not yet")
        return "ada-token-1843"

    stage.leave_from_earlier("kommunicate-earlier-visit")
    stage.page.data["hold"] = True
    ada = Identity(user_id="ada-lovelace", access_token=fetch)
    chat = stage.begin_chat(fresh=True, identity=ada)
    await _raised(LoadError, chat.ready)
    assert [each for each in stage.reports if "not yet" in each]

    await chat.retry()
    assert stage.who == "ada-lovelace"
    assert stage.left("earlier-visit") == []


async def who_comes_with_a_second_chat_logs_in(stage):
    await stage.chat()
    second = stage.begin_chat(identity=Identity(**ADA))
    await stage.until(lambda: stage.who == "ada-lovelace")
    await second.ready()
    await second.login(Identity(**ADA))
    assert await second.start_conversation()


async def whom_another_chat_let_in_is_not_who_the_settings_say(stage):
    await stage.chat(settings={"user_id": "ada-lovelace"})
    second = await stage.chat(settings={"user_id": "bob-kahn"})
    assert stage.who == "ada-lovelace"
    await second.login(Identity(user_id="bob-kahn"))
    assert stage.who == "bob-kahn"


async def a_login_after_a_failure_begins_anew(stage):
    chat = stage.begin_chat(fails="login_failed")
    await _raised(LoadError, chat.ready)
    stage.heal()
    await chat.login(BOB)
    assert stage.who == "bob-kahn"


async def signing_out_waits_for_no_widget(stage):
    chat = stage.begin_chat(hangs=True, settings=dict(ADA))
    launched = chat.launch_conversation()
    await chat.logout()
    await _raised(ActionError, lambda: launched)
    assert chat.state == "signed_out"
    stage.heal()
    await stage.settle()
    assert not stage.there
    assert [found for text in OF_ADA for found in stage.left(text)] == []

    await chat.ready()
    assert stage.who != "ada-lovelace"


async def signing_out_waits_for_no_token(stage):
    go = asyncio.Event()

    async def fetch():
        await go.wait()
        return "ada-token-1843"

    chat = await stage.chat()
    login = chat.login(Identity(user_id="ada-lovelace", access_token=fetch))
    logout = chat.logout()
    started = chat.start_conversation()
    await _raised(ActionError, lambda: login)
    await logout
    go.set()
    assert await started
    assert stage.who != "ada-lovelace"


async def signing_out_waits_for_no_form(stage):
    chat = await stage.chat(pre_chat=True)
    login = chat.login(Identity(user_id="ada-lovelace"))
    await stage.until(lambda: stage.who == "ada-lovelace" and chat.state == "pre_chat")
    logout = chat.logout()
    await stage.until(lambda: logout.done)
    await _raised(ActionError, lambda: login)
    assert chat.state == "signed_out"


async def signing_out_twice_is_nothing(stage):
    chat = await stage.chat()
    await chat.logout()
    await chat.logout()
    assert chat.state == "signed_out"
    assert stage.the_widget.traces() == []


async def what_is_no_identity_is_refused(stage):
    chat = await stage.chat()
    for wrong in (None, "ada", {"user_id": "ada"}):
        await _raised(OptionError, lambda wrong=wrong: chat.login(wrong))
    for given in ({}, {"user_id": ""}, {"user_id": "a", "password": "b", "access_token": "c"}):
        await _raised(OptionError, lambda given=given: Identity(**given))


async def what_cannot_be_cleared_is_said(stage):
    chat = await stage.chat()
    stage.leave_behind("kommunicate-demo")
    error = await _raised(ActionError, chat.logout)
    assert "kommunicate-demo" in str(error)


async def _raised(kind, call):
    """Give the error that a call, or what it gives, ends in."""
    try:
        await call()
    except kind as error:
        return error
    raise AssertionError("no error")


def _holds(thing, text, depth=12, seen=None):
    """Tell whether Python still holds a text, from an object on."""
    seen = {} if seen is None else seen
    if isinstance(thing, str):
        return text in thing
    if depth == 0 or id(thing) in seen:
        return False
    seen[id(thing)] = thing
    inner = []
    if isinstance(thing, dict):
        inner = list(thing.keys()) + list(thing.values())
    elif isinstance(thing, (list, tuple)):
        inner = list(thing)
    elif hasattr(thing, "__dict__") and type(thing).__module__.startswith("kommpy"):
        # a fake remembers all calls, that is what it is for
        inner = [value for name, value in thing.__dict__.items() if name != "calls"]
    return any(_holds(each, text, depth - 1, seen) for each in inner)
