"""What the timeline tells, on the fakes and on the bridge alike."""

import json

import contract
from kommpy import ConversationDetail, ConversationSettings, UserDetails

SECRET = "s3cret"  # noqa: S105 - to be found nowhere


def _kinds(chat):
    return [(each.kind, each.text.split(" at ")[0]) for each in chat.timeline.moments]


async def the_timeline_tells_the_story_in_order(stage):
    path = stage.page.path
    chat = stage.begin_chat(contract.RULES, timeline=True)
    chat.when("click", "#talk", lambda event: chat.update_settings(ConversationSettings(team_id=7)))
    await chat.ready()
    stage.navigate("/support/cars")
    stage.click("#talk")
    group_id = await chat.start_conversation()

    told = [each for each in _kinds(chat) if each[0] != "event" and each[1] != "loading"]
    assert told == [
        ("page", path),
        ("state", "ready"),
        ("page", "/support/cars"),
        ("settings", 'team_id=42 (rule "/support/*")'),
        ("trigger", "click #talk"),
        ("call", "update_settings()"),
        ("settings", "team_id=7 (update_settings)"),
        ("result", "update_settings() is done"),
        ("call", "start_conversation()"),
        ("result", "start_conversation() gave '" + group_id + "'"),
    ], told
    assert ("event", "start_new_conversation") in _kinds(chat)


async def the_timeline_is_empty_until_it_is_told_to_record(stage):
    chat = await stage.chat()
    path = stage.page.path
    assert chat.timeline.moments == []

    chat.timeline.start()
    chat.timeline.start()
    chat.close()
    chat.timeline.stop()
    chat.close()

    told = [each for each in _kinds(chat) if each[0] != "event" and each[1] != "loading"]
    assert told == [
        ("page", path),
        ("call", "close()"),
        ("result", "close() is done"),
    ], told


async def the_timeline_tells_what_failed(stage):
    chat = stage.begin_chat(timeline=True, fails="disabled")
    action = chat.open_conversation("7")

    def talk(event):
        raise KeyError(SECRET)

    chat.when("click", "#talk", talk)
    await stage.until(lambda: chat.state == "failed" and action.done)
    stage.click("#talk")
    await stage.settle()

    told = _kinds(chat)
    assert ("state", "failed (disabled)") in told, told
    assert ("error", "the handler talk: KeyError") in told, told
    failed = [text for kind, text in told if kind == "failed"]
    assert failed[0].startswith("open_conversation(): LoadError: the chat did not get ready")
    assert len(stage.reports) == 2


async def a_timeline_is_nobody_who_hears_of_a_failure(stage):
    chat = stage.begin_chat(timeline=True, fails="disabled")
    await stage.until(lambda: chat.state == "failed" and stage.reports)
    assert "it is disabled" in stage.reports[0]


async def the_timeline_keeps_no_secret(stage):
    chat = stage.begin_chat(timeline=True)
    await chat.ready()
    chat.update_user(UserDetails(email=SECRET + "@example.com", metadata={"key": SECRET}))
    chat.update_chat_context({"token": SECRET})
    detail = ConversationDetail(conversation_metadata={"card": SECRET})
    group_id = await chat.start_conversation(detail)
    await chat.send_message(SECRET)
    await stage.receive(SECRET, group_id)
    await stage.until(
        lambda: (
            ("event", "message_received")
            in [(kind, text.split(" ")[0]) for kind, text in _kinds(chat)]
        )
    )

    assert SECRET not in str(chat.timeline)
    assert SECRET not in chat.timeline.look()


async def the_timeline_keeps_no_value_that_was_refused(stage):
    chat = stage.begin_chat(timeline=True)
    details = {"#talk": {"email": SECRET + " x@example.com"}, "#help": {"contact_number": 4711471}}

    def update(event):
        chat.update_user(UserDetails(**details[event.selector]))

    for selector in details:
        chat.when("click", selector, update)
        stage.click(selector)
    await stage.settle()

    told = [text for kind, text in _kinds(chat) if kind == "error"]
    assert sorted(told) == [
        "the handler update: OptionError: contact_number",
        "the handler update: OptionError: email",
    ], told
    assert SECRET not in str(chat.timeline)
    assert len(stage.reports) == 2


async def tools_see_what_holds(stage):
    chat = stage.begin_chat(contract.RULES, timeline=True)
    await chat.ready()
    stage.navigate("/support/cars")

    seen = json.loads(stage.offered("look"))
    assert (seen["state"], seen["reason"], seen["path"]) == ("ready", None, "/support/cars")
    assert seen["settings"] == [{"name": "team_id", "value": "42", "origin": 'rule "/support/*"'}]
    assert [each["kind"] for each in seen["moments"]] == [
        each.kind for each in chat.timeline.moments
    ]


async def a_long_story_keeps_its_end(stage):
    chat = await stage.chat()
    chat.timeline.start()
    for _ in range(550):
        chat.close()

    assert len(chat.timeline.moments) == 1000
    assert chat.timeline.dropped >= 101
    assert str(chat.timeline).startswith("... ")
    assert chat.timeline.moments[-1].text == "close() is done"


async def no_chat_records_by_itself(stage):
    chat = await stage.chat()
    await chat.start_conversation()

    assert chat.__dict__["_timeline"] is None
