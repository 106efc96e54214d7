"""What the widget reports, and what follows from it, on the fake and on the bridge alike."""

import asyncio

from contract import _raised, refused
from kommpy import ActionTimeoutError, ConversationDetail, EventError, OptionError

LEFT_OPEN = ("7000001", "7000002")


# what the widget does not tell by itself


async def opening_and_closing_are_told_once_however_they_come(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    told = []
    for name in ("chat_widget_open", "chat_widget_close"):
        chat.on(name, lambda event: told.append((event.type, event.data["eventAction"])))
    for call in (
        chat.launch_conversation,
        chat.open_conversation_list,
        lambda: chat.open_conversation("7000002"),
        chat.start_conversation,
        chat.toggle,
    ):
        told.clear()
        await call()
        await stage.until(lambda: told)
        await chat.launch_conversation()  # it is open already
        await stage.settle()
        assert told == [("chat_widget_open", "km_widget_open")], told
        await chat.close()
        await stage.until(lambda: len(told) == 2)
        await chat.close()
        await stage.settle()
        assert told[1:] == [("chat_widget_close", "km_widget_close")], told


async def a_logout_closes_the_chat(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    await chat.open_conversation("7000001")
    told = []
    chat.on("chat_widget_close", lambda event: told.append("closed"))
    chat.on("current_group_id_changed", lambda event: told.append(event.data["group_id"]))
    await chat.logout()
    assert told == ["closed", None]
    assert chat.unread_count == 0


async def what_an_earlier_handler_of_the_same_event_stops_is_not_called(stage):
    chat = await stage.chat()
    told, stops = [], []

    @chat.on("chat_widget_open")
    def first(event):
        while stops:
            stops.pop()()

    stops.append(chat.on("chat_widget_open", lambda event: told.append("stopped")))
    stops.append(chat.once("chat_widget_open", lambda event: told.append("stopped")))
    chat.on("chat_widget_open", lambda event: told.append("last"))
    await chat.launch_conversation()
    await stage.until(lambda: told)
    assert told == ["last"]


async def what_follows_from_an_event_is_told_after_it(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    order = []
    for name in ("chat_widget_open", "chat_widget_close", "current_group_id_changed"):
        chat.on(name, lambda event: order.append(event.type))
    chat.once("chat_widget_open", lambda event: chat.close())
    chat.on("chat_widget_open", lambda event: order.append("and heard by all"))
    await chat.open_conversation_list()
    await stage.until(lambda: "chat_widget_close" in order)
    await stage.settle()
    assert order == ["chat_widget_open", "and heard by all", "chat_widget_close"], order


async def the_current_group_id_is_told(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    ids = []

    @chat.on("current_group_id_changed")
    def moved(event):
        assert event.data["group_id"] == chat.current_group_id
        ids.append(event.data["group_id"])

    await chat.open_conversation("7000002")
    await chat.open_conversation("7000001")
    await chat.close()
    await chat.open_conversation("7000001")
    group_id = await chat.start_conversation()
    await stage.until(lambda: group_id in ids)
    assert ids == ["7000002", "7000001", group_id]


async def an_id_of_the_pages_own_is_no_group_id(stage):
    chat = await stage.chat()
    detail = ConversationDetail(client_group_id="order-5")
    group_id = await chat.start_conversation(detail)
    await stage.until(lambda: chat.current_group_id)
    assert chat.current_group_id == group_id
    other = await chat.start_conversation()
    await stage.until(lambda: chat.current_group_id == other)
    assert await chat.start_conversation(detail) == group_id
    assert chat.current_group_id == group_id


# unread messages


async def unread_messages_are_counted_until_they_are_seen(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    await chat.open_conversation("7000001")
    await chat.close()
    counts = []
    chat.on("unread_count_changed", lambda event: counts.append(event.data["unread_count"]))
    assert chat.unread_count == 0
    await stage.receive("One", "7000001")
    await stage.until(lambda: chat.unread_count == 1)
    await stage.receive("Two", "7000002")
    await stage.until(lambda: chat.unread_count == 2)
    await chat.open_conversation("7000001")
    await stage.until(lambda: chat.unread_count == 1)
    await stage.receive("Three", "7000001")
    await stage.settle()
    assert chat.unread_count == 1
    await chat.open_conversation("7000002")
    await stage.until(lambda: chat.unread_count == 0)
    assert counts == [1, 2, 1, 0]


async def without_a_number_on_the_launcher_they_are_counted_all_the_same(stage):
    widget = await stage.widget(install={"unreadCountOnchatLauncher": False}, groups=LEFT_OPEN)
    chat = stage.begin_chat()
    await chat.open_conversation("7000001")
    await chat.close()
    await stage.receive("One", "7000002")
    await stage.until(lambda: widget.unread == 1)
    await stage.receive("Two", "7000001")
    await stage.until(lambda: widget.unread == 2)
    await chat.open_conversation("7000002")
    await stage.until(lambda: widget.unread == 1)


async def a_badge_shows_the_number_in_elements_that_come_later_too(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    stage.add("<b id='first' class='badge'>?</b>")
    stop = chat.badge(".badge")
    assert stage.element("#first") == ("", "", True)
    await chat.open_conversation("7000001")
    await chat.close()
    await stage.receive("One", "7000001")
    await stage.until(lambda: stage.element("#first") == ("1", "1 unread message", False))
    stage.add("<i id='later' class='badge' role='img'></i>")
    await stage.until(lambda: stage.element("#later")[0] == "1")
    await stage.receive("Two", "7000001")
    await stage.until(lambda: stage.element("#later") == ("2", "2 unread messages", False))
    await chat.open_conversation("7000001")
    await stage.until(lambda: stage.element("#first") == ("", "", True))
    await chat.close()
    stop()
    stop()
    await stage.receive("Three", "7000001")
    await stage.until(lambda: chat.unread_count == 1)
    await stage.settle()
    assert stage.element("#first") == ("", "", True)


async def a_badge_speaks_the_pages_language(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    stage.add("<b id='badge'></b>")
    chat.badge("#badge", label=lambda count: str(count) + " neue")
    await chat.open_conversation("7000001")
    await chat.close()
    await stage.receive("One", "7000001")
    await stage.until(lambda: stage.element("#badge") == ("1", "1 neue", False))


# messages


async def a_message_is_told_once_wherever_the_visitor_is(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    texts = []
    chat.on("message_received", lambda event: texts.append(event.data["message"]["message"]))
    await stage.receive("of a conversation that the widget has not seen", "7000002")
    await stage.until(lambda: len(texts) == 1)
    await chat.open_conversation("7000001")
    await stage.receive("on screen", "7000001")
    await stage.until(lambda: len(texts) == 2)
    await stage.receive("of another conversation", "7000002")
    await stage.until(lambda: len(texts) == 3)
    await chat.open_conversation_list()
    await stage.receive("while the list is up", "7000001")
    await stage.until(lambda: len(texts) == 4)
    await chat.close()
    await stage.receive("while it is closed", "7000001")
    await stage.until(lambda: len(texts) == 5)
    await stage.settle()
    assert len(texts) == 5


async def a_new_visitor_is_told_too(stage):
    chat = await stage.chat()
    texts = []
    chat.on("message_received", lambda event: texts.append(event.data["message"]["message"]))
    group_id = await chat.start_conversation()
    await chat.close()
    await stage.receive("Still there?", group_id)
    await stage.until(lambda: "Still there?" in texts)
    await stage.settle()
    assert texts.count("Still there?") == 1


async def a_message_is_told_without_announcements_too(stage):
    await stage.widget(install={"notification": False}, groups=LEFT_OPEN)
    chat = stage.begin_chat()
    texts = []
    chat.on("message_received", lambda event: texts.append(event.data["message"]["message"]))
    await stage.receive("not seen yet", "7000002")
    await stage.until(lambda: texts == ["not seen yet"])
    await chat.open_conversation("7000001")
    await chat.close()
    await stage.receive("closed", "7000001")
    await stage.until(lambda: texts[1:] == ["closed"])


async def a_new_message_opens_its_conversation_where_the_setting_says_so(stage):
    await stage.widget(install={"openConversationOnNewMessage": True}, groups=LEFT_OPEN)
    chat = stage.begin_chat()
    texts = []
    chat.on("message_received", lambda event: texts.append(event.data["message"]["message"]))
    for group_id in ("7000002", "7000001", "7000001"):
        await stage.receive("Hello", group_id)
        await stage.until(lambda: chat.is_open and chat.current_group_id == group_id)  # noqa: B023
        await chat.close()
        await stage.until(lambda: not chat.is_open)
    await stage.settle()
    assert texts == ["Hello"] * 3


async def what_is_not_announced_opens_nothing(stage):
    install = {"openConversationOnNewMessage": True, "notification": False}
    await stage.widget(install=install, groups=LEFT_OPEN)
    chat = stage.begin_chat()
    texts = []
    chat.on("message_received", lambda event: texts.append(event.data["message"]["message"]))
    await stage.receive("Hello", "7000002")
    await stage.until(lambda: texts == ["Hello"])
    await stage.settle()
    assert not chat.is_open


# listening


async def a_handler_for_one_time_hears_once(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    order = []
    stop = chat.once("chat_widget_open", lambda event: order.append("never"))
    stop()
    chat.once("chat_widget_open", lambda event: order.append("once"))

    @chat.once("chat_widget_open")
    async def decorated(event):
        order.append("async once")

    chat.on("chat_widget_open", lambda event: order.append("always"))
    for _ in range(2):
        await chat.launch_conversation()
        await stage.until(lambda: chat.is_open)
        await chat.close()
        await stage.until(lambda: not chat.is_open)
    await stage.settle()
    assert sorted(order) == ["always", "always", "async once", "once"]


async def an_event_can_be_waited_for(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    opened = chat.wait_for("chat_widget_open")  # it begins with the call
    second = chat.wait_for(
        "current_group_id_changed", where=lambda event: event.data["group_id"] == "7000002"
    )
    await chat.open_conversation("7000001")
    assert (await opened).type == "chat_widget_open"
    assert not second.done
    await chat.open_conversation("7000002")
    assert (await second).data == {"group_id": "7000002"}
    error = await _raised(ActionTimeoutError, chat.wait_for("faq_click", timeout=0.05))
    assert (error.action, error.timeout) == ("wait_for", 0.05)
    assert "faq_click" in str(error)


async def what_a_filter_raises_is_raised_where_it_is_awaited(stage):
    chat = await stage.chat(groups=LEFT_OPEN)

    async def later(event):
        return False

    wrong = chat.wait_for("chat_widget_open", where=lambda event: event.data["nothing"])
    late = chat.wait_for("chat_widget_open", where=later)
    await chat.launch_conversation()
    await _raised(KeyError, wrong)
    await _raised(EventError, late)


async def events_come_one_after_the_other_and_none_is_lost(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    ids = []
    for group_id in ("7000001", "7000002"):
        await chat.open_conversation(group_id)
    events = chat.events("current_group_id_changed", "chat_widget_close")
    for group_id in ("7000001", "7000002", "7000001"):
        await chat.open_conversation(group_id)
    await chat.close()

    async for event in events:
        if event.type == "chat_widget_close":
            break
        ids.append(event.data["group_id"])
        await asyncio.sleep(0)
    assert ids == ["7000001", "7000002", "7000001"]


async def a_loop_waits_for_its_events_and_ends_when_told_to(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    events = chat.events("current_group_id_changed")
    ids = []

    async def follow():
        async for event in events:
            ids.append(event.data["group_id"])  # noqa: PERF401 - MicroPython lacks the other way
        ids.append("ended")

    task = asyncio.create_task(follow())
    await chat.open_conversation("7000001")
    await stage.until(lambda: ids == ["7000001"])
    await chat.open_conversation("7000002")
    events.stop()
    await task
    await chat.open_conversation("7000001")
    assert ids == ["7000001", "7000002", "ended"]
    events.stop()


async def a_loop_that_is_too_slow_is_told_so(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    events = chat.events("current_group_id_changed", limit=2)
    for group_id in ("7000001", "7000002", "7000001", "7000002"):
        await chat.open_conversation(group_id)
    ids = []

    async def follow():
        async for event in events:
            ids.append(event.data["group_id"])  # noqa: PERF401

    error = await _raised(EventError, follow())
    assert "2 events" in str(error)
    assert ids == ["7000001", "7000002"]


async def what_cannot_be_listened_to_is_refused(stage):
    chat = await stage.chat()
    for call in (
        lambda: chat.once("message_recieved", print),
        lambda: chat.once("faq_click", "print"),
        lambda: chat.wait_for("connect"),
        lambda: chat.wait_for("faq_click", where="yes"),
        lambda: chat.events(),  # noqa: PLW0108
        lambda: chat.events("faq_click", "onFaqClick"),
    ):
        refused(EventError, call)
    for call in (
        lambda: chat.wait_for("faq_click", timeout=0),
        lambda: chat.events("faq_click", limit=0),
        lambda: chat.events("faq_click", limit=True),
        lambda: chat.badge("#1"),
        lambda: chat.badge(None),
        lambda: chat.badge("#badge", label="unread"),
        lambda: chat.badge("#badge", label=lambda count: count),
        lambda: chat.prefill(None),
        lambda: chat.prefill("  "),
    ):
        assert refused(OptionError, call).mend


# a text put ready


async def a_text_waits_for_its_conversation_and_is_not_sent(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    text = "Is <b>the Roadster</b> & more in stock?"
    sent = []
    chat.on("message_sent", sent.append)
    await chat.prefill(text)
    await stage.settle()
    assert not chat.is_open
    await chat.open_conversation_list()
    await stage.settle()
    await chat.open_conversation("7000002")
    await stage.until(lambda: stage.composer == text)
    assert sent == []


async def a_text_leaves_alone_what_the_visitor_wrote(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    await chat.open_conversation("7000001")
    await chat.prefill("First")
    assert stage.composer == "First"
    await chat.prefill("Second")
    assert stage.composer == "Second"
    await chat.prefill("")
    assert stage.composer == ""
    stage.write("my own words")
    await chat.prefill("Third")
    assert stage.composer == "my own words"


async def a_text_that_had_to_stand_back_makes_way_for_no_other(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    await chat.open_conversation("7000001")
    stage.write("my own words")
    await chat.prefill("First")
    stage.write("First")
    await chat.prefill("Second")
    assert stage.composer == "First"


async def a_text_is_forgotten_with_its_visitor(stage):
    chat = await stage.chat(groups=LEFT_OPEN)
    await chat.prefill("My number is 12345")
    await chat.logout()
    await chat.start_conversation()
    await stage.until(lambda: stage.the_widget.on_screen)
    assert stage.composer == ""
