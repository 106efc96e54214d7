"""What elements do that say it in HTML; see `contract.py`."""

import json

HTML = """
<button id="launch" data-kommpy="launch"><b>Chat</b></button>
<button id="start" data-kommpy="start" data-kommpy-bot-ids="sales-bot, car-bot"
  data-kommpy-skip-routing data-kommpy-default-group-name="Order 5"
  data-kommpy-conversation-metadata='{"plan": "pro"}'>Start</button>
<a id="open" href="#open" data-kommpy="open" data-kommpy-group-id="7000001">Open</a>
<a id="own" href="#own" data-kommpy data-bot="liz">The author's own</a>
<button id="list" data-kommpy="list">List</button>
<button id="close" data-kommpy="close">Close</button>
<button id="toggle" data-kommpy="toggle">Toggle</button>
<button id="hide" data-kommpy="hide">Hide</button>
<button id="show" data-kommpy="show">Show</button>
<button id="settings" data-kommpy="settings" data-kommpy-team-id="42">Settings</button>
<button id="context" data-kommpy="context" data-kommpy-context='{"cart": 3}'>Context</button>
<button id="language" data-kommpy="language" data-kommpy-code="fr">French</button>
<button id="timezone" data-kommpy="timezone" data-kommpy-name="Europe/Paris">Paris</button>
<button id="notes" data-kommpy="metadata" data-kommpy-metadata='{"car": "T"}'>Notes</button>
<button id="default-notes" data-kommpy="default-metadata" data-kommpy-metadata='{"shop": "Rome"}'>
  Default notes</button>
<button id="logout" data-kommpy="logout">Leave</button>
<button id="css" data-kommpy="css" data-kommpy-css="#talk{color:navy}">Navy</button>
<button id="consent" data-kommpy="consent">I agree</button>
<button id="withdraw" data-kommpy="withdraw-consent">No more</button>
<button id="retry" data-kommpy="retry">Try again</button>
<button id="prefill" data-kommpy="prefill" data-kommpy-text="I would like">Write</button>
<form id="send" data-kommpy="send"><input name="text" value="Hello"><button>Send</button></form>
<form id="user" data-kommpy="user" data-kommpy-metadata='{"plan": "pro"}'>
  <input name="email" value="ada@example.com"><input name="display-name" value="Ada">
  <input name="news" value="yes"><button id="press">Send</button>
</form>
"""


async def _chat(stage, **wishes):
    stage.fill(HTML)
    return await stage.chat(**wishes)


async def a_click_launches(stage):
    chat = await _chat(stage)
    stage.click("#launch b")
    await stage.until(lambda: chat.is_open)
    stage.click("#close")
    await stage.until(lambda: not chat.is_open)
    stage.click("#toggle")
    await stage.until(lambda: chat.is_open)
    stage.click("#toggle")
    await stage.until(lambda: not chat.is_open)


async def a_click_starts_a_conversation_with_options(stage):
    chat = await _chat(stage)
    stage.click("#start")
    await stage.until(lambda: chat.current_group_id)
    [body] = stage.created
    assert [each["userId"] for each in body["users"]][:2] == ["sales-bot", "car-bot"]
    assert body["groupName"] == "Order 5"
    assert body["metadata"]["SKIP_ROUTING"] is True
    assert json.loads(body["metadata"]["conversationMetadata"])["plan"] == "pro"


async def a_click_opens_a_conversation_or_the_list(stage):
    chat = await _chat(stage, groups=["7000001", "7000002"])
    stage.click("#open")
    await stage.until(lambda: chat.is_open and chat.current_group_id == "7000001")
    stage.click("#notes")
    await stage.until(lambda: stage.updated)
    [update] = stage.updated
    assert update["groupId"] == "7000001"
    assert json.loads(update["metadata"]["conversationMetadata"]) == {"car": "T"}
    stage.click("#close")
    await stage.until(lambda: not chat.is_open)
    stage.click("#list")
    await stage.until(lambda: chat.is_open)


async def a_click_changes_what_holds(stage):
    chat = await _chat(stage)
    for name in ("settings", "context", "language", "timezone", "default-notes"):
        stage.click("#" + name)
    await stage.until(lambda: "teamId" in stage.the_widget.settings)
    assert chat.settings.team_id == "42"
    await stage.until(lambda: len(stage.the_widget.settings.get("KM_CHAT_CONTEXT", {})) == 3)
    assert stage.the_widget.settings["KM_CHAT_CONTEXT"] == {
        "cart": 3,
        "kmUserLanguageCode": "fr",
        "kmUserTimezone": "Europe/Paris",
    }
    stage.click("#hide")
    await stage.until(lambda: not stage.shown)
    stage.click("#show")
    await stage.until(lambda: stage.shown)
    stage.click("#start")
    await stage.until(lambda: stage.created)
    notes = json.loads(stage.created[0]["metadata"]["conversationMetadata"])
    assert notes == {"plan": "pro", "shop": "Rome"}


async def a_click_adds_style_rules(stage):
    await _chat(stage)
    stage.click("#css")
    await stage.until(lambda: "#talk{color:navy}" in stage.css)


async def a_click_gives_consent_and_takes_it_back(stage):
    stage.page.data["hold"] = True  # what prerendering says of such a page
    stage.fill(HTML)
    chat = stage.begin_chat(consent=True)
    stage.click("#launch")
    await stage.settle()
    assert not stage.there
    stage.click("#consent")
    await stage.until(lambda: chat.is_open)
    stage.click("#withdraw")
    await stage.until(lambda: chat.state == "waiting_for_consent")
    assert not stage.there
    assert stage.reports == []


async def a_click_tries_again(stage):
    stage.fill(HTML)
    chat = stage.begin_chat(fails="network")
    chat.on("state_changed", lambda event: None)  # somebody hears of it
    await stage.until(lambda: chat.state == "failed")
    stage.heal()
    stage.click("#retry")
    await stage.until(lambda: chat.state == "ready")


async def a_click_that_asks_for_what_this_chat_has_not_says_so(stage):
    await _chat(stage)
    stage.click("#consent")
    await stage.until(lambda: stage.reports)
    [report] = stage.reports
    assert 'id="consent"' in report
    assert "needs a chat that waits for consent" in report


async def a_form_gives_its_fields(stage):
    chat = await _chat(stage)
    sent = []
    chat.on("message_sent", lambda event: sent.append(event.data["message"]["message"]))
    stage.click("#start")
    await stage.until(lambda: chat.is_open and chat.current_group_id)
    stage.click("#prefill")
    await stage.until(lambda: stage.composer == "I would like")
    stage.submit("#send")
    await stage.until(lambda: sent)
    assert sent == ["Hello"]
    told = []
    stage.the_widget.update_user = told.append
    stage.click("#user input")  # a click in a form sends nothing
    stage.submit("#user")
    await stage.until(lambda: told)
    assert told == [{"email": "ada@example.com", "displayName": "Ada", "metadata": {"plan": "pro"}}]


async def a_click_signs_out(stage):
    chat = await _chat(stage)
    stage.click("#logout")
    await stage.until(lambda: chat.state == "signed_out")


async def a_link_of_the_authors_stays_the_authors(stage):
    chat = await _chat(stage)
    events = []
    chat.when("click", "#own", events.append)
    stage.click("#own")
    await stage.settle()
    assert [event.data["bot"] for event in events] == ["liz"]
    assert stage.created == []
    assert not chat.is_open


async def two_chats_do_it_once(stage):
    await _chat(stage)
    chat = await stage.chat()
    stage.click("#start")
    await stage.until(lambda: chat.current_group_id)
    await stage.settle()
    assert len(stage.created) == 1


async def elements_with_markup_may_come_later(stage):
    chat = await stage.chat()
    stage.fill('<button id="late" data-kommpy="launch">Chat</button>')
    stage.click("#late")
    await stage.until(lambda: chat.is_open)


WRONG = """
<button id="word" data-kommpy="lanch">A</button>
<button id="option" data-kommpy="start" data-kommpy-bot-id="liz">B</button>
<button id="value" data-kommpy="start" data-kommpy-skip-routing="yes">C</button>
<button id="json" data-kommpy="context" data-kommpy-context="{cart: 3}">D</button>
<button id="more" data-kommpy="launch" data-kommpy-team-id="7">E</button>
<a id="less" href="#a" data-kommpy="open">F</a>
<button id="list" data-kommpy="context" data-kommpy-context="[1]">H</button>
<button id="empty" data-kommpy="open" data-kommpy-group-id="">I</button>
<button id="zone" data-kommpy="timezone" data-kommpy-name="Mars/Olympus">J</button>
<button id="code" data-kommpy="language" data-kommpy-code="pt_BR">K</button>
<button id="blank" data-kommpy="css" data-kommpy-css=" ">L</button>
<form id="field" data-kommpy="timezone" data-kommpy-name="Nowhere"></form>
<form id="later" data-kommpy="timezone"><input name="name"></form>
<button id="none" data-kommpy="prefill" data-kommpy-text="">M</button>
<button id="fine" data-kommpy="launch" data-kommpy-fallback="launch">G</button>
"""
TOLD = {
    "word": "did you mean launch?",
    "option": "did you mean bot_ids?",
    "value": "write True",
    "json": "is no JSON",
    "more": "it takes none",
    "less": "needs data-kommpy-group-id",
    "list": "give a dict",
    "empty": "an empty text says nothing",
    "zone": "is no time zone",
    "code": '"pt-BR"',
    "blank": "an empty text says nothing",
    "field": "is no time zone",
}


async def what_cannot_work_is_reported_at_once_and_names_the_element(stage):
    stage.fill(WRONG)
    stage.begin_chat()
    await stage.until(lambda: len(stage.reports) == len(TOLD))
    for name, told in TOLD.items():
        [report] = [each for each in stage.reports if 'id="' + name + '"' in each]
        assert told in report
        assert "data-kommpy=" in report


async def what_fails_names_the_element(stage):
    chat = await _chat(stage)
    stage.click("#notes")
    await stage.until(lambda: stage.reports)
    [report] = stage.reports
    assert 'id="notes"' in report
    assert "no conversation" in report
    assert not chat.is_open
