"""What holds on a page, and in a block of code, on the fake and on the bridge alike."""

import asyncio

from contract import RULES, _raised, refused, sales
from kommpy import (
    DASHBOARD,
    ActionError,
    ActionTimeoutError,
    ConversationDetail,
    ConversationSettings,
    OptionError,
    PageRule,
    RuleError,
    after,
    dom_event,
)

TEAM = ConversationSettings(team_id=7)
AGENT = "agent-default@example.com"
OTHER = ConversationSettings(team_id=8, skip_routing=True)


async def a_rule_names_what_the_launcher_begins(stage):
    rules = {"/pricing": ConversationSettings(group_name="Prices", agent_id="ann@x.com")}
    stage.navigate("/pricing")
    chat = await stage.chat(rules)
    await chat.launch_conversation()
    await stage.until(lambda: chat.current_group_id)
    await chat.start_conversation()
    begun = [(each["groupName"], each["admin"]) for each in stage.created]
    assert begun == [("Prices", "ann@x.com"), (AGENT, AGENT)]


# settings for a block of code


async def settings_hold_for_a_block(stage):
    stage.navigate("/pricing")
    chat = await stage.chat(RULES)
    before = stage.the_widget.settings
    async with chat.settings_for(TEAM):
        assert chat.settings == sales.replace(team_id=7)
        await chat.start_conversation()
    assert chat.settings == sales
    assert stage.the_widget.settings == before
    [body] = stage.created
    assert body["metadata"]["KM_TEAM_ID"] == 7


async def a_block_that_fails_is_undone(stage):
    chat = await stage.chat()

    async def fail():
        async with chat.settings_for(TEAM):
            raise ValueError("oh")

    assert str(await _raised(ValueError, fail())) == "oh"
    assert chat.settings == ConversationSettings()
    assert stage.the_widget.settings == {}


async def a_block_that_is_cancelled_is_undone(stage):
    chat = await stage.chat()

    async def wait():
        async with chat.settings_for(TEAM):
            await asyncio.sleep(60)

    task = asyncio.create_task(wait())
    await stage.until(lambda: chat.settings == TEAM)
    task.cancel()
    await stage.until(lambda: chat.settings == ConversationSettings())
    await stage.until(lambda: stage.the_widget.settings == {})


async def blocks_nest_and_each_takes_away_its_own(stage):
    chat = await stage.chat()
    async with chat.settings_for(OTHER):
        async with chat.settings_for(TEAM.replace(skip_routing=DASHBOARD)):
            assert stage.the_widget.settings == {"teamId": 7}
        assert stage.the_widget.settings == {"teamId": 8, "skipRouting": True}
    first, second = chat.settings_for(OTHER), chat.settings_for(TEAM)
    await first.__aenter__()
    await second.__aenter__()
    assert stage.the_widget.settings == {"teamId": 7, "skipRouting": True}
    await first.__aexit__(None, None, None)
    assert stage.the_widget.settings == {"teamId": 7}
    await second.__aexit__(None, None, None)
    assert stage.the_widget.settings == {}


async def a_block_goes_on_when_the_visitor_moves_on(stage):
    chat = await stage.chat(RULES)
    async with chat.settings_for(ConversationSettings(custom_welcome_event="greet")):
        await chat.update_settings(TEAM)
        stage.navigate("/pricing")
        await stage.until(lambda: chat.settings == sales.replace(custom_welcome_event="greet"))
    assert chat.settings == sales
    assert stage.the_widget.settings == sales.to_payload()


async def a_block_does_not_bring_back_a_chat_that_is_over(stage):
    chat = await stage.chat()
    async with chat.settings_for(TEAM):
        await chat.logout()
    await stage.settle()
    assert chat.state == "signed_out"
    await chat.ready()
    assert stage.the_widget.settings == {}


async def what_was_asked_for_in_a_block_is_of_it(stage):
    chat = stage.begin_chat()
    async with chat.settings_for(TEAM):
        action = chat.start_conversation()  # not awaited here
    await action
    [body] = stage.created
    assert body["metadata"]["KM_TEAM_ID"] == 7
    assert chat.settings == ConversationSettings()


async def the_timeline_tells_what_a_block_holds(stage):
    chat = stage.begin_chat(timeline=True)
    async with chat.settings_for(TEAM):
        pass
    told = [each.text for each in chat.timeline.moments if each.kind == "settings"]
    assert told[-2:] == ["team_id=7 (settings_for)", "as in the dashboard"], told


async def a_block_that_fails_while_something_hangs_is_undone(stage):
    chat = await stage.chat()
    stage.refuse_creations()

    async def fail():
        async with chat.settings_for(TEAM, timeout=0.5):
            chat.start_conversation(timeout=60)
            raise ValueError("oh")

    assert str(await _raised(ValueError, fail())) == "oh"
    await stage.until(lambda: stage.the_widget.settings == {})
    assert chat.settings == ConversationSettings()
    await stage.until(lambda: stage.reports)
    assert "settings_for()" in stage.reports[0]


async def a_block_that_cannot_wait_any_longer_is_undone(stage):
    chat = await stage.chat()
    stage.refuse_creations()

    async def hang():
        async with chat.settings_for(TEAM, timeout=0.5):
            chat.start_conversation(timeout=60)

    assert (await _raised(ActionTimeoutError, hang())).action == "settings_for"
    assert chat.settings == ConversationSettings()
    assert stage.the_widget.settings == {}


async def a_block_is_entered_more_than_once(stage):
    chat = await stage.chat()
    block = chat.settings_for(TEAM)
    async with block:
        async with block:
            pass
        assert stage.the_widget.settings == {"teamId": 7}
    assert stage.the_widget.settings == {}
    async with block:
        assert stage.the_widget.settings == {"teamId": 7}
    assert stage.the_widget.settings == {}


async def a_block_takes_settings(stage):
    chat = await stage.chat()
    for call in (
        lambda: chat.settings_for({"team_id": 7}),
        lambda: chat.settings_for(None),
        lambda: chat.settings_for(TEAM, timeout=0),
    ):
        assert refused(OptionError, call).mend


# two chats


async def a_chat_without_rules_leaves_those_of_another_in_force(stage):
    stage.navigate("/pricing")
    first = await stage.chat(RULES)
    second = stage.begin_chat()
    await second.ready()
    assert first.settings == second.settings == sales
    assert stage.the_widget.settings == sales.to_payload()
    await second.update_settings(TEAM)
    assert first.settings == sales.replace(team_id=7)
    stage.navigate("/quiet")
    await stage.until(lambda: not stage.shown)
    assert stage.the_widget.settings == {}
    stage.begin_chat()
    await stage.settle()
    assert not stage.shown
    stage.navigate("/pricing")
    await stage.until(lambda: stage.shown)
    await stage.until(lambda: stage.the_widget.settings == sales.to_payload())


async def of_two_chats_with_rules_the_later_has_it(stage):
    stage.navigate("/pricing")
    first = await stage.chat(RULES)
    second = stage.begin_chat({"/pricing": ConversationSettings(skip_routing=False)})
    await second.ready()
    assert first.settings == sales.replace(skip_routing=False)


async def a_logout_where_the_launcher_is_hidden_is_quiet(stage):
    stage.navigate("/quiet")
    chat = await stage.chat(RULES)
    closed = chat.wait_for("chat_widget_close")
    await chat.launch_conversation()
    await stage.until(lambda: chat.is_open)
    await chat.logout()
    await closed
    await chat.ready()
    await stage.until(lambda: not stage.shown)


# triggers of a page


async def triggers_of_a_page_come_and_go_with_it(stage):
    clicks = []
    rules = {
        "/offers": PageRule(
            triggers=[
                (dom_event("click", "#talk"), lambda chat, event: clicks.append(event.path)),
                (dom_event("click", "#help"), "open_conversation_list"),
            ]
        ),
        "/cars/{model}": lambda model: PageRule(
            triggers=[(dom_event("click", "#talk"), lambda chat, event: clicks.append(model))]
        ),
    }
    chat = await stage.chat(rules)
    for path in ("/", "/offers", "/cars/t", "/cars/a", "/", "/offers"):
        stage.navigate(path)
        await stage.settle()
        stage.click("#talk")
        await stage.settle()
    assert clicks == ["/offers", "t", "a", "/offers"]
    assert not chat.is_open
    stage.click("#help")
    await stage.until(lambda: chat.is_open)


async def triggers_fire_as_often_as_promised_over_a_hundred_pages(stage, page):
    counts, moved = [], []
    trigger = (dom_event("click", "#talk"), lambda *given: counts.append(1))
    await stage.chat({"/offers/*": PageRule(triggers=[trigger])})
    for number in range(100):
        stage.navigate("/offers/" + str(number) if number % 2 else "/")
        page.soon(lambda: moved.append(1))
        await stage.until(lambda: len(moved) > number)  # noqa: B023
        stage.click("#talk")
    await stage.settle()
    assert len(counts) == 50


async def a_page_that_was_left_at_once_arms_nothing(stage):
    opened = []
    rules = {"/offers": PageRule(triggers=[(after(0.05), lambda *given: opened.append(given))])}
    await stage.chat(rules)
    for _ in range(5):
        stage.navigate("/offers")
        stage.navigate("/")
    await asyncio.sleep(0)
    await stage.settle()
    assert opened == []
    stage.navigate("/offers")
    await stage.until(lambda: opened)
    await stage.settle()
    assert len(opened) == 1


async def a_trigger_of_a_page_keeps_its_terms(stage):
    counts = []
    trigger = (dom_event("click", "#talk"), lambda *given: counts.append(1), {"once": "page"})
    await stage.chat({"/offers": PageRule(triggers=[trigger])})
    for path in ("/offers", "/", "/offers"):
        stage.navigate(path)
        await stage.settle()
        stage.click("#talk")
        stage.click("#talk")
    await stage.until(lambda: len(counts) == 2)
    await stage.settle()
    assert len(counts) == 2


async def each_rules_triggers_count_for_themselves(stage):
    counts = []

    def count(word):
        return lambda chat, event: counts.append(word)

    talk, terms = dom_event("click", "#talk"), {"once": "session"}
    chat = await stage.chat(
        {
            "/a": PageRule(triggers=[(talk, count("a"), terms), (talk, "close", terms)]),
            "/b": PageRule(triggers=[(talk, "close", terms), (talk, count("b"), terms)]),
            "/c": PageRule(triggers=[(talk, "launch_conversation", terms)]),
        }
    )
    chat.when(talk, lambda event: counts.append("main"), once="session")
    for path in ("/a", "/b", "/c", "/a", "/b"):
        stage.navigate(path)
        await stage.settle()
        stage.click("#talk")
        await stage.settle()
    assert counts == ["main", "a", "b"]
    await stage.until(lambda: chat.is_open)


async def the_first_page_has_its_triggers_too(stage):
    stage.navigate("/offers")
    chat = await stage.chat({"/offers": PageRule(triggers=[(after(0.05), "launch_conversation")])})
    await stage.until(lambda: chat.is_open)


async def triggers_that_cannot_be_are_refused(stage):
    for triggers, word in (
        ("after", "list"),
        ([after(5)], "no action"),
        ([(after(5),)], "list"),
        ([("after(5)", "toggle")], "dom_event"),
        ([(after(5), "launch")], "launch_conversation"),
        ([(after(5), "open_conversation")], "launch_conversation"),
        ([(after(5), None)], "no action"),
        ([(after(5), "toggle", {"twice": True})], "cool_down"),
        ([(after(5), "toggle", "once")], "terms"),
        ([(after(5), "toggle", {"once": "always"})], "visitor"),
        ([(after(5), "toggle", {"cool_down": -1})], "above 0"),
    ):
        error = refused(RuleError, lambda: PageRule(triggers=triggers))  # noqa: B023
        assert word in str(error), str(error)


async def a_trigger_that_no_browser_takes_is_reported_and_harms_no_other(stage):
    clicks = []
    triggers = [
        (dom_event("click", "#1"), "toggle"),
        (dom_event("click", "#talk"), lambda *given: clicks.append(1)),
    ]
    await stage.chat({"/offers": PageRule(triggers=triggers)})
    stage.navigate("/offers")
    await stage.until(lambda: stage.reports)
    assert "#1" in stage.reports[0]
    stage.click("#talk")
    assert clicks == [1]


async def rules_are_built_from_one_another(stage):
    rule = PageRule(settings=sales, launcher=False, triggers=[(after(5), "toggle")])
    assert rule.replace(launcher=True) == PageRule(
        settings=sales, launcher=True, triggers=[(after(5), "toggle")]
    )
    assert rule.replace(team_id=3).settings == sales.replace(team_id=3)
    assert rule.replace(team_id=3).triggers == rule.triggers
    assert rule.replace(default_bot_ids=None, triggers=()).settings.default_bot_ids is None
    assert PageRule().replace(team_id=3).settings == ConversationSettings(team_id=3)
    assert "team_id" in str(refused(OptionError, lambda: rule.replace(teamid=3)))
    refused(OptionError, lambda: rule.replace(team_id=""))


async def a_failure_in_a_block_is_not_hidden_by_another(stage):
    chat = await stage.chat(groups=["7000001"])

    async def fail():
        async with chat.settings_for(TEAM):
            await chat.open_conversation("999")

    error = await _raised(ActionError, fail())
    assert error.action == "open_conversation"
    assert chat.settings == ConversationSettings()
    detail = ConversationDetail(bot_ids=["liz"])
    assert await chat.start_conversation(detail)


# a launcher that is hidden, and what is seen all the same


async def what_opens_no_box_leaves_the_launcher_as_the_page_wants_it(stage):
    chat = await stage.chat(RULES)
    await chat.start_conversation(ConversationDetail(is_internal=True))
    assert not chat.is_open
    stage.navigate("/quiet")
    await stage.until(lambda: not stage.shown)
    await chat.start_conversation(ConversationDetail(is_internal=True))
    assert not stage.shown
    stage.refuse_creations()
    await _raised(ActionTimeoutError, chat.start_conversation(timeout=0.5))
    assert not stage.shown


async def a_form_that_is_closed_takes_the_launcher_with_it(stage):
    stage.navigate("/quiet")
    chat = await stage.chat(RULES, pre_chat=True)
    assert not stage.shown
    chat.launch_conversation()
    await stage.until(lambda: stage.form_is_up and stage.shown)
    stage.close_form()
    await stage.until(lambda: not stage.shown)
    chat.launch_conversation()
    await stage.until(lambda: stage.form_is_up and stage.shown)
    stage.navigate("/quiet/2")
    stage.navigate("/quiet")
    await stage.settle()
    assert stage.shown
    await stage.submit_form()
    await stage.until(lambda: chat.is_open)
    assert stage.shown


async def a_hidden_chat_that_the_widget_opens_is_seen(stage):
    stage.navigate("/quiet")
    widget = {"open_conversation_on_new_message": True}
    chat = await stage.chat(RULES, groups=["7000001"], settings=widget)
    await chat.launch_conversation()
    await stage.until(lambda: chat.is_open)
    await chat.close()
    await stage.until(lambda: not stage.shown)
    await stage.receive("Hello", "7000001")
    await stage.until(lambda: chat.is_open and stage.shown)
    await chat.close()
    await chat.hide()
    await stage.until(lambda: not stage.shown)
    await stage.receive("Hello?", "7000001")
    await stage.until(lambda: chat.is_open and stage.shown)
    await chat.hide()
    assert not stage.shown
    stage.navigate("/")
    await stage.until(lambda: stage.shown)


async def what_is_said_of_a_page_before_the_chat_is_there_is_said_of_that_page(stage):
    stage.navigate("/quiet")
    chat = stage.begin_chat(RULES)
    chat.show()
    stage.navigate("/")
    chat.hide()
    stage.navigate("/quiet/2")
    await chat.ready()
    await stage.settle()
    assert stage.shown
    stage.navigate("/quiet")
    await stage.until(lambda: not stage.shown)


async def what_one_chat_says_of_the_launcher_goes_over_the_rule_of_another(stage):
    stage.navigate("/quiet")
    first = await stage.chat()
    second = stage.begin_chat(RULES)
    await second.ready()
    await stage.until(lambda: not stage.shown)
    await first.show()
    assert stage.shown
    await second.hide()
    assert not stage.shown
    stage.navigate("/")
    await stage.until(lambda: stage.shown)


async def a_class_is_no_rule(stage):
    for value in (PageRule, ConversationSettings):
        error = refused(RuleError, lambda: stage.begin_chat({"/offers": value}))  # noqa: B023
        assert "PageRule(...)" in str(error), str(error)
