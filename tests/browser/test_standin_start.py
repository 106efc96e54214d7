"""The stand-in starts, fails to start and goes away as the real widget does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.standin_visit import Visit

pytest_plugins = ["tests.browser.standin_visit"]

PATHS = "kommunicateStandin.requests.map(request => request.path)"
LOGIN = "/v2/tab/initialize.page"
FRAME = "#kommunicate-widget-iframe"


def test_objects_on_the_page_are_the_iframes(visit: Visit) -> None:
    visit.begin()

    assert visit.run("KommunicateGlobal.location.href") == "about:blank"
    assert visit.run("Kommunicate instanceof Object") is False
    assert visit.run("KommunicateGlobal.Kommunicate === Kommunicate") is True
    assert visit.run("KommunicateGlobal.kommunicate === window.kommunicate") is True


def test_objects_are_there_before_the_login_is_answered(visit: Visit) -> None:
    visit.come(faults={"login": "hang"})
    visit.install(ready=False)
    visit.wait("window.Kommunicate")

    assert visit.run("Boolean(KommunicateGlobal.document.getElementById('mck-sidebox'))") is True
    assert visit.run("KommunicateGlobal.document.getElementById('mck-sidebox-launcher')") is None
    assert visit.log == []


def test_what_is_asked_before_the_login_is_refused_in_silence(visit: Visit) -> None:
    visit.come(faults={"login": "hang"})
    visit.install(ready=False)
    visit.wait("window.Kommunicate")
    visit.run("Kommunicate.startConversation({}, (...args) => log.push(args))")
    visit.hurry(3500)
    visit.wait("kommunicateStandin.requests.at(-1).status")

    assert len(visit.sent("created")) == 1
    assert visit.run("kommunicateStandin.requests.at(-1)")["status"] == 401
    assert visit.log == []


def test_settings_given_before_the_login_are_kept(visit: Visit) -> None:
    visit.come(faults={"login": "hang"})
    visit.install(ready=False)
    visit.wait("window.Kommunicate")
    visit.call("updateSettings", {"teamId": 7})

    assert visit.call("getSettings")["returned"] == {"teamId": 7}
    assert visit.call("getSettings", "teamId")["returned"] == 7
    assert visit.call("getSettings", "skipRouting")["returned"] == {"$": "undefined"}


def test_without_settings_stored_there_is_an_empty_text(visit: Visit) -> None:
    visit.begin()

    assert visit.call("getSettings")["returned"] == ""


def test_settings_object_is_written_to_and_put_back(visit: Visit) -> None:
    visit.begin("/", {"userName": "Ada"}, defaultAgent="boss@x.com")

    written = visit.run("({...kommunicate._globals, onInit: null})")
    assert written["agentId"] == "boss@x.com"
    assert written["userId"]
    assert written["KM_VER"] == "v2"

    visit.run("kommunicate._globals = {}")
    visit.call("subscribeToEvents", {})
    assert visit.run("kommunicate._globals.agentId") == "boss@x.com"
    assert visit.run("typeof kommunicate.startConversation") == "function"


def test_dashboard_is_overridden_by_app_settings(visit: Visit) -> None:
    visit.begin("/", {"appSettings": {"agentId": "mine@x.com"}, "agentId": "ignored"})
    visit.start()

    assert visit.sent("created")[0]["admin"] == "mine@x.com"


def test_script_loaded_twice_throws(visit: Visit) -> None:
    visit.foresee("already loaded")
    visit.begin()
    with visit.page.expect_event("pageerror") as error:
        visit.install(ready=False)

    assert "already loaded" in str(error.value)
    expect(visit.page.locator(FRAME)).to_have_count(1)


def test_script_without_settings_throws(visit: Visit) -> None:
    visit.foresee("Cannot read properties of undefined")
    visit.come()
    with visit.page.expect_event("pageerror") as error:
        visit.run(
            "document.head.append(Object.assign(document.createElement('script'),"
            "{src: '/v2/kommunicate.app'}))"
        )

    assert error.value.name == "TypeError"


@pytest.mark.parametrize("faults", [{"settings": 500}, {"settings": "hang"}])
def test_dashboard_that_does_not_answer_ends_in_silence(
    visit: Visit, faults: dict[str, Any]
) -> None:
    visit.come(faults=faults)
    visit.install(ready=False)
    visit.wait("kommunicateStandin.requests.length")

    if faults["settings"] == 500:
        visit.settle()
    assert visit.log == []
    assert visit.run("window.Kommunicate === undefined") is True
    expect(visit.page.locator(FRAME)).to_have_count(1)


@pytest.mark.parametrize("app_id", ["", "APP_ID", None])
def test_missing_app_id_is_only_logged(visit: Visit, app_id: str | None) -> None:
    visit.foresee("application id")
    visit.come()
    with visit.page.expect_console_message(lambda message: message.type == "error"):
        visit.install({"appId": app_id}, ready=False)

    assert visit.run("kommunicateStandin.requests.length") == 0


@pytest.mark.parametrize(
    ("settings", "faults"),
    [({"disableChatWidget": True}, {}), ({}, {"disabled": True}), ({}, {"domain": True})],
)
def test_refused_widget_takes_itself_away(
    visit: Visit, settings: dict[str, Any], faults: dict[str, Any]
) -> None:
    visit.come(faults=faults)
    visit.install(settings, ready=False)

    expect(visit.page.locator(FRAME)).to_have_count(0)
    expect(visit.page.locator("script[src*='kommunicate.app']")).to_have_count(0)
    assert visit.run("[window.Kommunicate, window.KommunicateGlobal]") == [None, None]
    assert visit.log == []


@pytest.mark.parametrize(
    ("fault", "message", "shown"),
    [
        ("password", "INVALID PASSWORD", True),
        ("application", "INVALID APPLICATION ID", False),
        ("user", "USER NOT FOUND", False),
        ("module", "APPMODULE NOT FOUND", False),
        ("refused", "UNABLE TO PROCESS REQUEST", False),
        ("500", "UNABLE TO PROCESS REQUEST", False),
    ],
)
def test_refused_login_says_why(visit: Visit, fault: str, message: str, shown: bool) -> None:
    visit.foresee(message)
    visit.take_time()
    visit.come(faults={"login": fault})
    with visit.page.expect_event("pageerror"):
        visit.install()

    assert visit.log == [["onInit", [{"status": "error", "errorMessage": message}]]]
    assert visit.run("Boolean(window.Kommunicate)") is True
    assert visit.page.locator(FRAME).is_visible() is shown


@pytest.mark.parametrize(
    ("settings", "faults", "published"),
    [
        ({}, {"exception": True}, False),
        ({"locShare": "false"}, {}, False),
        ({"excludeGoogleMap": "no"}, {}, False),
        ({"askUserDetails": "email"}, {}, True),
        ({"preLeadCollection": {"field": "Name"}}, {}, True),
        ({"quickReplies": "Yes"}, {}, True),
    ],
)
def test_exception_at_start_is_one_word(
    visit: Visit, settings: dict[str, Any], faults: dict[str, Any], published: bool
) -> None:
    visit.foresee("TypeError|should be an array")
    visit.come(faults=faults)
    visit.install(settings)

    assert visit.log == [["onInit", ["error"]]]
    assert visit.run("Boolean(window.Kommunicate)") is published


def test_account_without_plan_shows_a_banner_only(visit: Visit) -> None:
    visit.begin("/", faults={"churned": True})
    visit.call("launchConversation")

    assert visit.log == [["kmInitilized", {}], ["onInit", ["success", {}]]]
    expect(visit.chat.get_by_text("Chat is not available right now.")).to_be_visible()
    assert visit.sent("created") == []


def test_oninit_that_throws_stops_nothing(visit: Visit) -> None:
    visit.foresee("author's mistake")
    visit.take_time()
    visit.come()
    visit.run('() => { window.whenReady = () => { throw new Error("author\'s mistake"); }; }')
    with visit.page.expect_event("pageerror"):
        visit.install()

    expect(visit.chat.get_by_role("button", name="Open chat")).to_be_visible()


def test_page_can_ask_for_the_object_early(visit: Visit) -> None:
    visit.come(faults={"settings": "hang"})
    visit.install(ready=False)
    assert visit.run("window.KommunicateGlobal === undefined") is True

    visit.page.reload()
    visit.come(faults={"settings": "hang"})
    visit.run("window.kommunicate = {version: 'v2'}")
    visit.run("""() => {
      kommunicate._globals = {appId: "demo"};
      document.head.append(
        Object.assign(document.createElement("script"), {src: "/v2/kommunicate.app"}));
    }""")
    visit.hurry()
    visit.wait("window.Kommunicate")
    assert visit.run("typeof window.KommunicateGlobal") == "undefined"


def test_form_comes_before_the_login_and_a_second_oninit_after(visit: Visit) -> None:
    asked = [
        {"field": "Name", "type": "text", "required": True},
        {"field": "Email", "type": "email", "required": True},
    ]
    visit.begin("/", {"preLeadCollection": asked})
    assert visit.log == [["onInit", ["success", {}]]]
    assert LOGIN not in visit.run(PATHS)

    visit.call("openWidgetPreview")
    visit.chat.get_by_label("Name").fill("Ada")
    visit.chat.get_by_label("Email").fill("ada@example.com")
    visit.chat.get_by_role("button", name="Start conversation").click()
    visit.wait("log.length === 3")

    assert visit.log[1] == ["kmInitilized", {}]
    assert visit.log[2][1][1]["userId"] == "ada@example.com"
    visit.hurry_until_connected()
    expect(visit.chat.get_by_role("log")).to_contain_text("How can I help?")


def test_older_form_and_the_dashboards_form_come_too(visit: Visit) -> None:
    visit.begin("/", {"askUserDetails": ["email", "phone"]})
    visit.call("openWidgetPreview")
    expect(visit.chat.get_by_label("phone")).to_be_visible()

    visit.begin("/", faults={"prechat": True})
    visit.call("openWidgetPreview")
    expect(visit.chat.get_by_label("Name")).to_be_visible()


def test_reload_goes_on_without_a_login_and_without_settings(visit: Visit) -> None:
    visit.begin()
    visit.call("updateSettings", {"teamId": 7})
    group_id = visit.start()
    user = visit.log[1][1][1]["userId"]

    visit.begin("/other")

    assert LOGIN not in visit.run(PATHS)
    assert visit.log[1][1][1]["userId"] == user
    assert visit.call("getSettings")["returned"] == ""
    visit.call("launchConversation")
    visit.wait("id => KommunicateGlobal.CURRENT_GROUP_DATA.tabId === id", int(group_id))


def test_fresh_visit_has_no_conversations(visit: Visit) -> None:
    visit.begin()
    visit.start()

    visit.begin("/", fresh=True)

    assert visit.control("conversations") == []


def test_active_conversation_opens_again_on_the_next_page(visit: Visit) -> None:
    settings = {"automaticChatOpenOnNavigation": True}
    visit.begin("/", settings, groups=[7000001, 7000002])
    visit.call("openConversation", 7000002)
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000002")

    visit.begin("/next", settings)
    visit.wait("KommunicateGlobal.CURRENT_GROUP_DATA.tabId === 7000002")
    visit.call("closeWidgetPreview")

    visit.begin("/last", settings)
    visit.settle()
    assert visit.shows["box"] == "none"


def test_storage_suffix_keeps_sessions_apart_and_always_creates(visit: Visit) -> None:
    visit.begin("/", {"storageSuffix": "b"}, groups=[7000001])
    visit.call("launchConversation")
    visit.hurry_until_connected()
    visit.settle()

    assert len(visit.sent("created")) == 1
    stored = visit.run("JSON.parse(sessionStorage['kommunicate-demo-b'])")
    assert sorted(stored) == ["appOptions", "sessionStartTime"]


def test_session_that_lasted_too_long_is_dropped(visit: Visit) -> None:
    visit.begin("/", {"sessionTimeout": 600_000})
    user = visit.run("kommunicate._globals.userId")
    visit.hurry(300_000)
    visit.begin("/", {"sessionTimeout": 600_000})
    assert visit.run("kommunicate._globals.userId") == user

    visit.hurry(300_000)
    visit.begin("/", {"sessionTimeout": 600_000})
    assert visit.run("kommunicate._globals.userId") != user


def test_password_is_kept_in_clear(visit: Visit) -> None:
    visit.begin("/", {"password": "secret"})

    assert "secret" in visit.run("sessionStorage['kommunicate-demo']")


def test_logout_leaves_what_the_real_one_leaves(visit: Visit) -> None:
    visit.begin()
    visit.start()
    assert "km_id-demo" in visit.run("document.cookie")

    visit.call("logout")

    assert visit.run("[window.Kommunicate, window.KommunicateGlobal]") == [None, None]
    assert visit.run("document.cookie") == ""
    assert visit.run("Object.keys(sessionStorage)") == []
    assert visit.run("Object.keys(localStorage)") == ["kommpy-standin-demo"]
    assert visit.run("document.querySelectorAll('iframe, style, script').length") == 0
    assert visit.run("typeof kommunicate.startConversation") == "function"
    assert visit.run("Boolean(kommunicate._globals.userId)") is True


def test_kept_reference_is_dead_after_logout(visit: Visit) -> None:
    visit.begin()
    visit.run("window.kept = Kommunicate")
    visit.call("logout")

    error = visit.run(
        "() => { try { kept.updateSettings({}) } catch (e) { return [e.name, e.message] } }"
    )

    assert error == ["TypeError", "Cannot read properties of null (reading 'getItem')"]


def test_new_install_after_logout_is_a_new_visitor(visit: Visit) -> None:
    visit.begin()
    user = visit.run("kommunicate._globals.userId")
    visit.call("logout")
    visit.run("log.length = 0")

    visit.install()

    assert visit.run("kommunicate._globals.userId") != user
    assert visit.control("conversations") == []


def test_page_that_replaces_its_body_can_load_it_again(visit: Visit) -> None:
    visit.begin()
    visit.run("document.body = document.createElement('body')")
    assert visit.call("launchConversation")["threw"] == "TypeError"
    assert visit.call("displayKommunicateWidget", True)["threw"] == "TypeError"

    visit.run("log.length = 0")
    visit.install()
    visit.start()


def test_faults_can_be_chosen_in_the_address(visit: Visit) -> None:
    visit.foresee("USER NOT FOUND")
    visit.come("/?standin=login:user,group")
    visit.install()

    assert visit.log == [["onInit", [{"status": "error", "errorMessage": "USER NOT FOUND"}]]]
    assert visit.run("kommunicateStandin.faults") == {"login": "user", "group": True}


def test_unknown_fault_is_named(visit: Visit) -> None:
    visit.begin()
    error = visit.run(
        "() => { try { kommunicateStandin.fail('crate') } catch (e) { return e.message } }"
    )

    assert 'no fault "crate"' in error
    assert "create" in error


def test_page_settings_are_kept_in_the_session(visit: Visit) -> None:
    visit.begin("/", {"conversationTitle": "Shop"})
    stored = json.loads(visit.run("sessionStorage['kommunicate-demo']"))

    assert stored["appOptions"]["conversationTitle"] == "Shop"
    assert "onInit" not in stored["appOptions"]
    assert "settings" not in stored
