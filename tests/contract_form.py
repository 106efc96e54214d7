"""What holds while the form before the chat is up, and when it is sent; see `contract.py`."""

from kommpy import ConversationDetail, ConversationSettings, after

TEAM = ConversationSettings(team_id=7)


async def a_trigger_keeps_its_promise_after_the_form(stage):
    chat = await stage.chat(pre_chat=True)
    told, started = [], []
    chat.on("action_waiting", lambda event: told.append(event.data))

    @chat.when("click", "#talk")
    async def talk(event):
        detail = ConversationDetail(bot_ids=["sales-bot"], default_group_name="Order 5")
        started.append(await chat.start_conversation(detail, timeout=5))

    stage.click("#talk")
    await stage.until(lambda: told)
    assert told == [{"action": "start_conversation", "waits_for": "pre_chat"}]
    await stage.submit_form()
    await stage.until(lambda: started)
    await stage.settle()
    assert started == ["7000001"]
    [body] = stage.created  # the one that was asked for, and none of the widget's own
    assert body["groupName"] == "Order 5"
    assert body["users"] == [
        {"userId": "sales-bot", "groupRole": 2},
    ] + [each for each in body["users"] if each["groupRole"] == 1]
    await stage.until(lambda: chat.is_open and chat.current_group_id == "7000001")


async def a_trigger_that_launches_begins_one_conversation(stage):
    chat = await stage.chat(pre_chat=True)
    chat.when(after(1), lambda event: chat.launch_conversation())
    await stage.advance(2)
    await stage.until(lambda: stage.form_is_up)
    assert stage.created == []
    await stage.submit_form()
    await stage.until(lambda: chat.current_group_id)
    await stage.settle()
    [body] = stage.created
    assert body["groupName"] == "Conversations"


async def a_toggle_before_the_form_opens_the_chat(stage):
    chat = await stage.chat(pre_chat=True)
    action = chat.toggle()
    await stage.submit_form()
    await action
    await stage.until(lambda: chat.current_group_id)
    assert chat.is_open
    assert len(stage.created) == 1


async def two_that_were_asked_for_are_two(stage):
    chat = await stage.chat(pre_chat=True)
    details = [ConversationDetail(default_group_name=name) for name in ("First", "Second")]
    actions = [chat.start_conversation(detail, timeout=8) for detail in details]
    await stage.submit_form()
    assert await actions[0] == "7000001"
    assert await actions[1] == "7000002"
    await stage.settle()
    assert [body["groupName"] for body in stage.created] == ["First", "Second"]


async def who_sends_the_form_unasked_gets_the_widgets_own(stage):
    chat = await stage.chat(pre_chat=True)
    stage.the_widget.open_form()
    await stage.submit_form()
    await stage.until(lambda: chat.current_group_id)
    assert len(stage.created) == 1
    await chat.start_conversation()
    await stage.settle()
    assert len(stage.created) == 2


async def what_waited_for_the_widget_waits_for_the_form_too(stage):
    chat = stage.begin_chat(pre_chat=True)
    told = []
    chat.on("action_waiting", lambda event: told.append(event.data["action"]))
    chat.update_user_language("fr")
    action = chat.start_conversation(timeout=5)
    await chat.ready()
    await stage.until(lambda: len(told) == 2)
    await stage.submit_form()
    assert await action == "7000001"
    await stage.settle()
    assert len(stage.created) == 1
    assert told == ["update_user_language", "start_conversation"]


async def settings_for_a_conversation_are_put_before_the_form(stage):
    chat = await stage.chat(pre_chat=True)
    told, started = [], []
    chat.on("action_waiting", lambda event: told.append(event.data["action"]))

    @chat.when("click", "#talk")
    async def talk(event):
        async with chat.settings_for(TEAM):
            started.append(await chat.start_conversation(timeout=5))

    stage.click("#talk")
    await stage.until(lambda: stage.form_is_up)
    assert told == ["start_conversation"]
    await stage.submit_form()
    await stage.until(lambda: started)
    await stage.settle()
    [body] = stage.created
    assert body["metadata"]["KM_TEAM_ID"] == 7
    assert stage.the_widget.settings == {}


async def settings_asked_for_before_the_form_came_are_put_before_it_is_sent(stage):
    chat = stage.begin_chat(pre_chat=True)
    put = chat.update_settings(TEAM)
    await stage.until(lambda: put.done)
    assert chat.state == "pre_chat"
    action = chat.start_conversation(timeout=5)
    await stage.submit_form()
    assert await action == "7000001"
    await stage.settle()
    [body] = stage.created
    assert body["metadata"]["KM_TEAM_ID"] == 7


async def settings_asked_for_after_a_conversation_are_none_of_its(stage):
    chat = await stage.chat(pre_chat=True)
    action = chat.start_conversation(timeout=5)
    chat.update_settings(TEAM)
    await stage.submit_form()
    await action
    await stage.until(lambda: stage.the_widget.settings == {"teamId": 7})
    [body] = stage.created
    assert "KM_TEAM_ID" not in body["metadata"]
