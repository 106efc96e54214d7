"""Consent, on the fakes and on the bridge alike.

`stage.there` tells whether anything of the widget is on the page, `stage.signal(kind, detail)`
sends an event as a banner does, `stage.say(manager, yes)` has a consent manager say yes or no.
"""

import asyncio

from kommpy import ActionError, Consent, Identity, OptionError

MANAGERS = {
    "complianz": "preferences",
    "cookiebot": "preferences",
    "cookieyes": "functional",
    "didomi": "chat",
    "iubenda": "2",
    "klaro": "kommunicate",
    "onetrust": "C0003",
    "osano": "PERSONALIZATION",
    "tcf": "1",
    "usercentrics": "functional",
}


async def nothing_begins_before_consent(stage):
    chat = _waiting(stage, True)
    launched = chat.launch_conversation(timeout=3)
    ready = asyncio.create_task(chat.ready(timeout=30))
    await stage.settle()
    await stage.advance(4)
    assert chat.state == "waiting_for_consent"
    assert not launched.done
    assert not stage.there
    assert stage.the_widget.traces() == []

    chat.give_consent()
    await ready
    await launched
    assert chat.state == "ready"
    assert stage.there


async def what_is_withdrawn_is_gone(stage):
    chat = _waiting(stage, True)
    chat.give_consent()
    await chat.start_conversation()
    states = []
    chat.on("state_changed", lambda event: states.append(event.data["state"]))

    chat.withdraw_consent()
    assert chat.state == "waiting_for_consent"
    assert chat.reason == "withdrawn"
    assert not stage.there
    assert stage.the_widget.traces() == []
    opened = chat.open_conversation_list()
    await stage.settle()
    assert not opened.done

    chat.give_consent()
    await opened
    assert states[0] == "waiting_for_consent"
    assert states[-1] == "ready"


async def what_was_under_way_ends_with_the_consent(stage):
    chat = _waiting(stage, True)
    chat.give_consent()
    await chat.ready()
    stage.refuse_creations()
    started = chat.start_conversation()
    chat.withdraw_consent()
    await _raised(ActionError, started)


async def the_time_limit_waits_once_more_when_consent_is_withdrawn(stage):
    chat = _waiting(stage, True, hangs=True)
    chat.give_consent()
    ready = asyncio.create_task(chat.ready(timeout=3))
    await stage.settle()
    chat.withdraw_consent()
    await stage.advance(4)
    assert not ready.done()
    stage.heal()
    chat.give_consent()
    await ready


async def consent_withdrawn_while_it_loads_leaves_nothing(stage):
    chat = _waiting(stage, True)
    chat.give_consent()
    chat.withdraw_consent()
    await stage.settle()
    await stage.settle()
    assert not stage.there
    assert stage.the_widget.traces() == [], stage.the_widget.traces()
    assert chat.state == "waiting_for_consent"


async def a_token_that_comes_after_the_consent_begins_nothing(stage):
    await _withdrawn_while_asked(stage)
    assert not stage.there


async def a_token_that_fails_after_the_consent_is_no_failure(stage):
    chat = await _withdrawn_while_asked(stage, ValueError("no session"))
    chat.give_consent()
    await chat.ready()


async def a_token_from_before_the_withdrawal_lets_nobody_in(stage):
    chat, ada = _as_ada(stage)
    chat.give_consent()
    await stage.settle()
    chat.withdraw_consent()
    chat.give_consent()
    await chat.ready()
    bobs = asyncio.Event()
    login = chat.login(Identity(user_id="bob-kahn", access_token=_token_after(bobs)))
    ada.set()
    await stage.settle()
    assert stage.who != "ada-lovelace"
    assert not login.done
    bobs.set()
    await login
    assert stage.who == "bob-kahn"


async def a_login_may_come_before_the_consent(stage):
    stage.leave_from_earlier("kommunicate-earlier-visit")
    chat = _waiting(stage, True)
    login = chat.login(Identity(user_id="bob-kahn"))
    chat.give_consent()
    await login
    assert stage.who == "bob-kahn"
    assert stage.left("earlier-visit") == []


async def what_an_earlier_page_stored_goes_with_the_consent(stage):
    stage.leave_from_earlier("kommunicate-earlier-visit")
    chat, ada = _as_ada(stage)
    chat.give_consent()
    await stage.settle()
    chat.withdraw_consent()
    assert stage.left("earlier-visit") == []
    ada.set()
    await stage.settle()


async def an_event_says_yes_and_another_no(stage):
    chat = _waiting(stage, Consent(event="agreed", withdrawn="changed-my-mind"))
    stage.signal("agreed", False)
    assert chat.state == "waiting_for_consent"
    stage.signal("agreed", {"categories": ["chat"]})
    await chat.ready()
    stage.signal("changed-my-mind")
    assert chat.state == "waiting_for_consent"


async def a_function_says_it(stage):
    said = [False, True]
    chat = _waiting(stage, lambda: said.pop(0))
    await stage.settle()
    assert chat.state == "waiting_for_consent"
    stage.navigate("/agreed")
    await chat.ready()


async def an_async_function_says_it_when_it_knows(stage):
    knows = asyncio.Event()

    async def ask():
        await knows.wait()
        return True

    chat = _waiting(stage, ask)
    stage.navigate("/still-thinking")
    assert chat.state == "waiting_for_consent"
    knows.set()
    await chat.ready()


async def a_source_that_fails_is_no_consent(stage):
    chat = _waiting(stage, lambda: "yes")
    await stage.settle()
    assert chat.state == "waiting_for_consent"
    assert [each for each in stage.reports if "True or False" in each]


async def a_manager_says_it(stage):
    stage.say("cookiebot", False)
    chat = _waiting(stage, "cookiebot")
    assert chat.state == "waiting_for_consent"
    stage.say("cookiebot", True)
    stage.signal("CookiebotOnAccept")
    await chat.ready()
    stage.say("cookiebot", False)
    stage.signal("CookiebotOnDecline")
    assert chat.state == "waiting_for_consent"


async def a_manager_without_events_is_looked_at(stage):
    chat = _waiting(stage, Consent(manager="didomi", category="chat"))
    stage.say("didomi", True)
    await stage.advance(1.1)
    await chat.ready()


async def each_manager_is_understood(stage):
    for name in sorted(MANAGERS):
        category = MANAGERS[name]
        assert stage.page.consents.read(name, category) is False, name
        for yes in (True, False, True):
            stage.say(name, yes)
            assert stage.page.consents.read(name, category) is yes, name


async def a_manager_that_answers_later_is_asked_again(stage):
    chat = _waiting(stage, "usercentrics")
    for yes, state in ((False, "waiting_for_consent"), (True, "ready")):
        stage.say("usercentrics 3", yes)
        for _ in range(3):
            await stage.advance(1.1)
            await stage.settle()
        await stage.until(lambda: chat.state == state)  # noqa: B023 - at once


async def what_is_remembered_holds_for_the_next_page(stage):
    first = _waiting(stage, Consent(remember=True))
    first.give_consent()
    assert stage.page.senses.stored("visitor", "kommpy-consent") == "yes"
    second = _waiting(stage, Consent(remember=True))
    await second.ready()
    second.withdraw_consent()
    assert stage.page.senses.stored("visitor", "kommpy-consent") is None


async def what_is_remembered_is_withdrawn_by_an_event(stage):
    stage.page.senses.store("visitor", "kommpy-consent", "yes")
    consent = Consent(event="agreed", withdrawn="changed-my-mind", remember=True)
    chat = _waiting(stage, consent)
    await chat.ready()
    stage.signal("changed-my-mind")
    assert chat.state == "waiting_for_consent"
    stage.signal("agreed")
    await chat.ready()


async def what_is_remembered_outlives_another_visitor(stage):
    chat = _waiting(stage, Consent(remember=True), fresh=True)
    chat.give_consent()
    await chat.login(Identity(user_id="ada-lovelace"))
    await chat.login(Identity(user_id="bob-kahn"))
    assert stage.page.senses.stored("visitor", "kommpy-consent") == "yes"
    await chat.logout()
    assert stage.page.senses.stored("visitor", "kommpy-consent") is None


async def a_no_clears_what_an_earlier_page_stored(stage):
    stage.leave_from_earlier("kommunicate-earlier-visit")
    stage.page.senses.store("visitor", "kommpy-visits", "{}")
    chat = _waiting(stage, True, identity=Identity(user_id="ada-lovelace"))
    launched = chat.launch_conversation(timeout=3)
    chat.withdraw_consent()
    assert stage.left("earlier-visit") == []
    assert stage.page.senses.stored("visitor", "kommpy-visits") is None
    assert (chat.state, chat.reason) == ("waiting_for_consent", None)
    await stage.advance(4)
    assert not launched.done

    chat.give_consent()
    await launched
    assert stage.who == "ada-lovelace"


async def a_manager_does_not_undo_what_the_page_says(stage):
    stage.say("cookiebot", True)
    chat = _waiting(stage, "cookiebot")
    await chat.ready()
    chat.withdraw_consent()
    await stage.advance(1.1)
    stage.signal("CookiebotOnAccept")
    assert chat.state == "waiting_for_consent"
    stage.say("cookiebot", False)
    stage.signal("CookiebotOnDecline")
    stage.say("cookiebot", True)
    stage.signal("CookiebotOnAccept")
    await chat.ready()


async def nothing_is_kept_before_consent(stage):
    chat = _waiting(stage, True)
    assert stage.page.may_store is False
    chat.give_consent()
    assert stage.page.may_store is True
    chat.withdraw_consent()
    assert stage.page.may_store is False


async def consent_that_comes_too_late_is_refused(stage):
    stage.page.data["script"] = "/v2/kommunicate.app"
    await _raised(OptionError, lambda: stage.begin_chat(consent=True))
    stage.page.data["hold"] = stage.page.data["consent"] = True
    await _raised(OptionError, stage.begin_chat)
    chat = await stage.chat(consent=lambda: True)
    await _raised(OptionError, lambda: Consent(manager="cookibot"))
    assert chat.state == "ready"


async def a_chat_without_consent_has_none_to_give(stage):
    chat = await stage.chat()
    await _raised(OptionError, chat.give_consent)
    await _raised(OptionError, chat.withdraw_consent)


def _waiting(stage, consent, **wishes):
    stage.page.data["hold"] = True  # what prerendering says of such a page
    return stage.begin_chat(consent=consent, **wishes)


async def _withdrawn_while_asked(stage, error=None):
    """Give a chat whose visitor withdraws consent before the token comes, or fails."""
    chat, ada = _as_ada(stage, error)
    chat.give_consent()
    await stage.settle()
    chat.withdraw_consent()
    ada.set()
    await stage.settle()
    assert chat.state == "waiting_for_consent"
    return chat


def _as_ada(stage, error=None):
    """Give a chat that waits for consent, and what lets the source of Ada's token answer."""
    go = asyncio.Event()
    ada = Identity(user_id="ada-lovelace", access_token=_token_after(go, error))
    return _waiting(stage, True, identity=ada), go


def _token_after(go, error=None):
    async def fetch():
        await go.wait()
        if error:
            raise error
        return "a-token"

    return fetch


async def _raised(kind, what):
    """Give the error that a call, or something that can be awaited, ends in."""
    try:
        found = what() if callable(what) else what
        if hasattr(found, "__await__") or hasattr(found, "send"):
            await found
    except kind as error:
        return error
    raise AssertionError("no error")
