"""What goes wrong, on the fakes and on the bridge alike: scenarios, as `contract.py` says."""

import json

from contract import RULES
from kommpy import ActionError, ActionTimeoutError, LoadError


async def a_failure_shows_what_the_page_has_instead(stage):
    states = []
    chat = stage.begin_chat(fails="network", fallback="#help")
    chat.on("state_changed", lambda event: states.append(event.data))
    await stage.until(lambda: chat.state == "failed" and states)
    assert stage.reveals("#help")
    assert chat.reason == "network"
    assert [each["state"] for each in states] == ["failed"]
    assert "could not be fetched" in states[0]["message"]


async def a_failure_that_nobody_hears_of_is_reported(stage):
    chat = stage.begin_chat(fails="disabled", fallback="#help")
    await stage.until(lambda: chat.state == "failed" and stage.reports)
    [report] = stage.reports
    assert "took itself off the page" in report


async def a_domain_that_is_refused_is_no_widget_that_is_disabled(stage):
    chat = stage.begin_chat(fails="domain_refused")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    await stage.until(lambda: chat.state == "failed")
    assert chat.reason == "domain_refused"


async def a_chat_without_network_begins_when_it_is_back(stage):
    chat = stage.begin_chat(fails="network", fallback="#help")
    states = []
    chat.on("state_changed", lambda event: states.append(event.data["state"]))
    await stage.until(lambda: chat.state == "failed" and states)
    stage.heal()
    await stage.settle()
    assert chat.state == "failed"
    stage.come_online()
    await stage.until(lambda: chat.state == "ready")
    assert not stage.reveals("#help")
    assert await chat.start_conversation() == "7000001"
    await stage.until(lambda: states[-1] == "ready")
    assert states == ["failed", "loading", "ready"]


async def what_the_network_did_not_cause_is_not_tried_again_with_it(stage):
    chat = stage.begin_chat(fails="disabled")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    await stage.until(lambda: chat.state == "failed")
    stage.heal()
    stage.come_online()
    await stage.settle()
    assert (chat.state, chat.reason) == ("failed", "disabled")


async def a_chat_that_failed_works_after_a_retry(stage):
    stage.navigate("/pricing")
    chat = stage.begin_chat(RULES, fails="network", fallback="#help")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    started = []

    @chat.when("click", "#talk")
    async def talk(event):
        started.append(await chat.start_conversation())

    await stage.until(lambda: chat.state == "failed")
    stage.heal()
    retry = chat.retry(pause=0.01)
    assert (chat.state, chat.reason) == ("loading", "network") or chat.state == "ready"
    assert chat.retry() is retry or retry.done
    await retry
    assert (chat.state, chat.reason) == ("ready", None)
    assert not stage.reveals("#help")
    stage.click("#talk")
    await stage.until(lambda: started)
    assert stage.created[0]["users"][0]["userId"] == "sales-bot"


async def a_retry_goes_on_until_it_works(stage):
    chat = stage.begin_chat(fails="network")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    await stage.until(lambda: chat.state == "failed")
    states = []

    def listen(event):
        states.append(event.data["state"])
        if len(states) == 1:  # too late for the first try
            stage.heal()

    chat.on("state_changed", listen)
    await chat.retry(pause=0.01)
    assert states[-1] == "ready"
    assert "failed" not in states


async def what_is_asked_for_during_a_retry_happens_after_it(stage):
    chat = stage.begin_chat(fails="network")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    await stage.until(lambda: chat.state == "failed")
    error = None
    try:
        await chat.start_conversation()
    except LoadError as caught:
        error = caught
    assert error.reason == "network"
    stage.heal()
    chat.retry(pause=0.01)
    assert await chat.start_conversation() == "7000001"


async def a_widget_that_is_removed_comes_back(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES, fallback="#help")
    states, heard = [], []
    chat.on("state_changed", lambda event: states.append([event.data["state"], chat.reason]))
    chat.on("start_new_conversation", heard.append)
    await chat.update_chat_context({"cart": "3 items"})
    await stage.remove_widget()
    await stage.until(lambda: states and chat.state == "ready")
    assert states == [["loading", "removed"], ["ready", None]]
    assert await chat.start_conversation() == "7000001"
    settings = stage.the_widget.settings
    assert settings.pop("KM_CHAT_CONTEXT") == {"cart": "3 items"}
    assert settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}
    await stage.until(lambda: heard)


async def a_body_replaced_while_it_loads_is_mended(stage):
    chat = stage.begin_chat(hangs=True)
    states = []
    chat.on("state_changed", lambda event: states.append([event.data["state"], chat.reason]))
    started = chat.start_conversation(timeout=60)
    await stage.until(lambda: chat.state == "loading" and stage.there)
    await stage.remove_widget()
    stage.heal()
    assert await started == "7000001"
    assert ["loading", "removed"] in states
    assert chat.state == "ready"


async def the_next_widget_is_told_the_notes_on_all_conversations(stage):
    chat = await stage.chat()
    states = []
    chat.on("state_changed", lambda event: states.append(chat.state))
    await chat.update_default_conversation_metadata({"shop": "Rome", "old": True})
    await chat.update_default_conversation_metadata({"shop": "Oslo"})
    await stage.remove_widget()
    await stage.until(lambda: states and chat.state == "ready")
    await chat.start_conversation()
    notes = json.loads(stage.created[-1]["metadata"]["conversationMetadata"])
    assert (notes["shop"], "old" in notes) == ("Oslo", False)


async def a_logout_by_others_is_told(stage):
    chat = await stage.chat()
    await chat.start_conversation()
    await stage.log_out_elsewhere()
    await stage.until(lambda: chat.state == "signed_out" and stage.reports)
    assert chat.reason == "logged_out"
    [report] = stage.reports
    assert "another script or page ended the visitor's session" in report
    assert await chat.start_conversation()
    assert (chat.state, chat.reason) == ("ready", None)


async def coming_back_puts_the_settings_in_force_again(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES)
    await chat.update_user_language("fr")
    await stage.come_back()
    settings = stage.the_widget.settings
    assert settings.pop("KM_CHAT_CONTEXT") == {"kmUserLanguageCode": "fr"}
    assert settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}
    assert chat.state == "ready"


async def another_applications_session_is_not_this_ones(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES, settings={"app_id": "shop"})
    # a browser has an order of its own; in Chromium's this one is before that of `shop`
    await stage.come_back({"chatheaders-demo": '{"userId": "somebody"}'})
    assert chat.state == "ready"
    assert stage.the_widget.settings == {"defaultBotIds": ["sales-bot"], "skipRouting": True}


async def a_refused_creation_is_told_at_once(stage):
    chat = await stage.chat()
    stage.fail_creation("500", "the server answered with status 500")
    error = await _refused(chat.start_conversation(timeout=60))
    assert "the server answered with status 500" in str(error)


async def a_creation_that_gets_no_response_ends_at_once(stage):
    chat = await stage.chat()
    stage.fail_creation("offline", "its request got no response")
    error = await _refused(chat.start_conversation(timeout=60))
    assert "got no response" in str(error)


async def an_answer_that_is_no_conversation_ends_at_once(stage):
    chat = await stage.chat()
    stage.fail_creation("error", "the server's answer is no conversation")
    error = await _refused(chat.start_conversation(timeout=60))
    assert "no conversation" in str(error)


async def a_late_conversation_is_kept(stage):
    chat = await stage.chat()
    late = []
    chat.on("conversation_started_late", late.append)
    stage.slow_down("start_conversation")
    error = await _too_late(chat.start_conversation(timeout=0.3))
    assert (error.action, error.timeout) == ("start_conversation", 0.3)
    stage.answer()
    await stage.until(lambda: late)
    assert late[0].data == {"group_id": "7000001"}


async def a_late_opening_is_kept(stage):
    chat = await stage.chat(groups=["7000001", "7000002"])
    late = []
    chat.on("conversation_opened_late", late.append)
    stage.slow_down("open_conversation")
    await _too_late(chat.open_conversation("7000002", timeout=0.3))
    stage.answer()
    await stage.until(lambda: late)
    assert late[0].data == {"group_id": "7000002"}
    assert chat.current_group_id == "7000002"


async def _too_late(action):
    try:
        await action
    except ActionTimeoutError as error:
        return error
    raise AssertionError("it was in time")


async def _refused(action):
    try:
        await action
    except ActionTimeoutError:
        raise
    except ActionError as error:
        return error
    raise AssertionError("it was done")
