"""What holds of each trigger on the fakes and on the bridge alike; see `contract.py`.

What the stage plays besides: `fill(html)` the page anew; `await advance(seconds)` of the page's
clock; the visitor's `await scroll(percent)`, `await show(selector)` and `await unshow(selector)` on
screen, `await narrow()` and `await widen()` the window, `move()` the mouse, `leave()` the page at
the top, `touch()` for lack of a mouse and `await flee(slowly)` upwards, `hide_tab()`, `show_tab()`;
`dispatch(kind, selector, detail)` a custom event; `await remount()` exchanges all that is on the
page; `await next_page(seconds, new_tab)` loads the page again, in the same browser;
`listening(kind)` counts the page's listeners of a kind.
"""

import contract
from kommpy import (
    Chat,
    PageRule,
    TriggerError,
    after,
    dom_event,
    exit_intent,
    idle,
    media,
    page_view,
    scrolled,
    url,
    visible,
    visit,
)
from kommpy.ports import Widget

TALL = """
<main style="height: 4000px"><button id="talk" data-plan="pro">Talk</button>
<a id="away" href="#away">Away</a></main>
<p class="prices" data-plan="pro">Prices</p><div style="height: 3000px"></div>
"""
NARROW = "(max-width: 600px)"


class Silent(Widget):
    """A widget that never says anything: here it is about the page."""

    def attach(self, listener):
        return lambda: None

    def on_change(self, watcher):
        return lambda: None

    def begin(self, payload, *, script=None, fresh=False):
        pass


class Heard(list):
    """A handler that notes what it heard."""

    __name__ = "heard"

    def __call__(self, event):
        self.append(event)


def _begin(stage):
    stage.fill(TALL)
    return Chat(contract.SETTINGS, widget=Silent(), page=stage.page)


def _listen(stage, trigger, **terms):
    """Make a chat that listens to one trigger; gives what it hears."""
    heard = Heard()
    _begin(stage).when(trigger, heard, **terms)
    return heard


# each by itself


async def after_fires_once_on_each_page(stage):
    heard = _listen(stage, after(30))
    await stage.advance(29)
    assert not heard
    await stage.advance(2)
    [event] = heard
    assert (event.type, event.selector, event.trigger) == ("after", "", after(30))
    await stage.advance(100)
    stage.navigate("/next")
    await stage.advance(29)
    assert len(heard) == 1
    await stage.advance(2)
    assert len(heard) == 2
    assert heard[1].path == "/next"


async def after_counts_from_the_pages_beginning(stage):
    await stage.advance(20)
    heard = _listen(stage, after(30))
    await stage.advance(11)
    assert len(heard) == 1


async def the_first_trigger_may_come_late_on_a_page_that_was_moved_to(stage):
    chat, heard = _begin(stage), Heard()
    await stage.advance(15)
    stage.navigate("/next")
    await stage.advance(20)
    chat.when(after(30), heard)
    await stage.advance(9)
    assert not heard
    await stage.advance(2)
    assert len(heard) == 1


async def time_stands_still_in_a_hidden_tab(stage):
    heard = _listen(stage, after(30))
    await stage.advance(20)
    stage.hide_tab()
    await stage.advance(500)
    stage.show_tab()
    await stage.advance(9)
    assert not heard
    await stage.advance(2)
    assert len(heard) == 1


async def idle_fires_each_time_the_visitor_rests(stage):
    heard = _listen(stage, idle(20))
    await stage.advance(15)
    stage.move()
    await stage.advance(15)
    assert not heard
    await stage.advance(6)
    assert [event.type for event in heard] == ["idle"]
    await stage.advance(100)
    assert len(heard) == 1
    stage.move()
    await stage.advance(21)
    assert len(heard) == 2


async def nobody_is_idle_in_a_hidden_tab(stage):
    heard = _listen(stage, idle(20))
    stage.hide_tab()
    await stage.advance(100)
    stage.show_tab()
    await stage.advance(19)
    assert not heard
    await stage.advance(2)
    assert len(heard) == 1


async def scrolled_fires_once_on_each_page(stage):
    heard = _listen(stage, scrolled(50))
    await stage.scroll(40)
    assert not heard
    await stage.scroll(60)
    await stage.scroll(10)
    await stage.scroll(100)
    assert [event.type for event in heard] == ["scrolled"]
    stage.navigate("/next")
    await stage.advance(1)
    assert len(heard) == 1
    await stage.scroll(99)
    assert len(heard) == 2


async def the_end_of_the_page_can_be_reached(stage):
    heard = _listen(stage, scrolled(100))
    await stage.scroll(99)
    assert not heard
    await stage.scroll(100)
    assert len(heard) == 1


async def what_was_scrolled_before_counts(stage):
    stage.fill(TALL)
    await stage.scroll(60)
    heard = Heard()
    Chat(contract.SETTINGS, widget=Silent(), page=stage.page).when(scrolled(50), heard)
    assert not heard
    await stage.until(lambda: heard)


async def what_was_scrolled_on_another_page_does_not_count_for_a_rule(stage):
    stage.fill(TALL)
    await stage.scroll(60)
    heard = Heard()
    rule = PageRule(triggers=[(scrolled(50), lambda chat, event: heard.append(event.path))])
    Chat(contract.SETTINGS, rules={"/*": rule}, widget=Silent(), page=stage.page)
    await stage.until(lambda: heard)
    stage.navigate("/next")
    await stage.advance(1)
    assert len(heard) == 1
    await stage.scroll(70)
    assert heard[1:] == ["/next"]


async def visible_fires_each_time_an_element_comes_into_view(stage):
    heard = _listen(stage, visible(".prices"))
    await stage.advance(1)
    assert not heard
    for times in (1, 2, 3):
        await stage.show(".prices")
        await stage.until(lambda: len(heard) == times)  # noqa: B023
        await stage.unshow(".prices")
    assert (heard[0].type, heard[0].selector) == ("visible", ".prices")
    assert heard[0].data == {"plan": "pro"}


async def elements_may_come_into_view_that_come_later(stage):
    heard = _listen(stage, visible(".late"))
    stage.fill(TALL.replace("prices", "late"))
    await stage.advance(1)
    await stage.show(".late")
    await stage.until(lambda: len(heard) == 1)
    stage.fill(TALL)  # it is taken away, and comes back
    await stage.unshow(".late")
    stage.fill(TALL.replace("prices", "late"))
    await stage.advance(1)
    await stage.show(".late")
    await stage.until(lambda: len(heard) == 2)


async def two_may_wait_for_the_same_element(stage):
    heard, others = Heard(), Heard()
    chat = _begin(stage)
    chat.when(visible(".prices"), heard)
    await stage.show(".prices")
    await stage.until(lambda: heard)
    stop = chat.when(visible(".prices"), others)
    await stage.until(lambda: others)
    stop()
    await stage.unshow(".prices")
    await stage.show(".prices")
    await stage.until(lambda: len(heard) == 2)
    assert len(others) == 1


async def exit_intent_fires_each_time(stage):
    heard = _listen(stage, exit_intent())
    stage.leave()
    stage.move()
    stage.leave()
    assert [event.type for event in heard] == ["exit_intent", "exit_intent"]


async def on_a_touch_screen_the_visitor_flees_upwards(stage):
    stage.touch()
    heard = _listen(stage, exit_intent())
    await stage.flee(slowly=True)
    assert not heard
    await stage.flee()
    assert {event.type for event in heard} == {"exit_intent"}


async def a_url_may_name_query_and_hash(stage):
    heard = _listen(stage, url("/cars/{model}?offer=*#prices"))
    stage.navigate("/cars/t?offer=1")
    await stage.advance(1)
    assert not heard
    stage.navigate("/cars/t?offer=1#prices")
    await stage.until(lambda: heard)
    assert heard[0].data == {"model": "t"}
    stage.navigate("/cars/t?a=b&offer=2#prices")
    await stage.advance(1)
    assert len(heard) == 1  # it still holds
    stage.navigate("/cars/t#prices")
    stage.navigate("/cars/t?offer=2#prices")
    await stage.until(lambda: len(heard) == 2)
    stage.navigate("/cars/s?offer=2#prices")
    await stage.until(lambda: len(heard) == 3)


async def a_hash_route_has_a_query_of_its_own(stage):
    heard = _listen(stage, url("/app#/cars?offer=1"))
    for path in ("/app#/cars", "/app#/cars?offer=2", "/app?offer=1#/cars"):
        stage.navigate(path)
        await stage.advance(1)
    assert not heard
    stage.navigate("/app#/cars?tag=a&tag=b&offer=1")
    await stage.until(lambda: heard)
    stage.navigate("/app#/cars")
    stage.navigate("/app#/cars?offer=1")
    await stage.until(lambda: len(heard) == 2)


async def media_fires_when_the_query_begins_to_hold(stage):
    heard = _listen(stage, media(NARROW))
    await stage.advance(1)
    assert not heard
    await stage.narrow()
    await stage.until(lambda: len(heard) == 1)
    await stage.widen()
    await stage.narrow()
    await stage.until(lambda: len(heard) == 2)
    stage.navigate("/next")
    await stage.until(lambda: len(heard) == 3)


async def media_may_be_combined_whether_they_hold_or_not(stage):
    held = "(min-width: 1px) and (min-height: 1px)", "(width < 0px) or (min-height: 1px)"
    others = (
        "(min-width: 90000px) and (not (min-height: 1px))",
        "(width < 0px) or (width > 90000px)",
        "screen and (min-width: 90000px)",
        "not screen",
        "only screen and (width < 0px), print",
    )
    chat, heard = _begin(stage), Heard()
    for query in held:
        await stage.have(query)
    for query in held + others:
        chat.when(media(query), heard)
    await stage.advance(1)
    assert [event.trigger for event in heard] == [media(query) for query in held]


async def a_custom_event_is_a_trigger_too(stage):
    heard = _listen(stage, dom_event("cart:full"))
    stage.dispatch("cart:full", None, {"items": [1, 2]})
    stage.dispatch("cart:full", "#talk", None)
    assert [event.detail for event in heard] == [{"items": [1, 2]}, None]
    assert [event.data for event in heard] == [{}, {"plan": "pro"}]


async def elements_may_come_later_to_a_dom_event(stage):
    heard = _listen(stage, dom_event("click", ".late"), cool_down=0.1)
    stage.fill('<button class="late" data-n="1">Now</button>')
    stage.click(".late")
    await stage.advance(1)
    stage.fill('<button class="late" data-n="2">Now</button>')
    stage.click(".late")
    assert [event.data for event in heard] == [{"n": "1"}, {"n": "2"}]


# visits


async def visits_and_page_views_are_counted(stage):
    heard = Heard()

    def listen():
        chat = Chat(contract.SETTINGS, widget=Silent(), page=stage.page)
        for number in (1, 2, 3):
            chat.when(visit(number), heard)
            chat.when(page_view(number), heard)

    def said():
        found = [repr(event.trigger) for event in heard]
        heard.clear()
        return sorted(found)

    listen()
    await stage.advance(1)
    assert said() == ["page_view(1)", "visit(1)"]
    stage.navigate("/next")
    await stage.advance(1)
    assert said() == ["page_view(2)", "visit(1)"]
    await stage.next_page(seconds=60)
    listen()
    await stage.advance(1)
    assert said() == ["page_view(3)", "visit(1)"]
    await stage.next_page(seconds=31 * 60, new_tab=True)
    listen()
    await stage.advance(1)
    assert said() == ["page_view(1)", "visit(2)"]
    await stage.advance(31 * 60)
    assert said() == []
    stage.move()
    assert said() == ["page_view(1)", "visit(3)"]


async def pages_without_such_a_trigger_count_where_another_page_has_one(stage):
    stage.page.data["counts"] = True
    _begin(stage)
    stage.navigate("/next")
    for _ in range(2):  # longer than a visit lasts, but never without activity
        await stage.advance(20 * 60)
        stage.move()
    await stage.next_page(seconds=60)
    stage.page.data["counts"] = True
    _begin(stage)
    await stage.next_page(seconds=60)
    heard = _listen(stage, page_view(4) & visit(1))
    await stage.until(lambda: heard)


async def activity_keeps_a_visit_up(stage):
    heard = _listen(stage, visit(2, or_later=True))
    for _ in range(3):
        await stage.advance(20 * 60)
        stage.move()
    await stage.next_page(seconds=20 * 60)
    _listen(stage, visit(2))
    await stage.advance(1)
    assert not heard


async def pages_after_a_logout_are_those_of_a_new_visitor(stage):
    stage.page.data["counts"] = True
    _begin(stage)
    stage.navigate("/next")
    stage.page.forget()
    stage.move()
    stage.navigate("/b")
    stage.navigate("/c")
    await stage.next_page(seconds=60)
    heard = _listen(stage, page_view(4) & visit(1))
    await stage.until(lambda: heard)


async def activity_keeps_a_visit_up_after_a_logout_too(stage):
    stage.page.data["counts"] = True
    first, second = Heard(), _listen(stage, visit(2))
    Chat(contract.SETTINGS, widget=Silent(), page=stage.page).when(visit(1), first)
    stage.page.forget()
    stage.navigate("/b")
    for _ in range(8):
        await stage.advance(5 * 60)
        stage.move()
    stage.navigate("/c")
    await stage.advance(1)
    assert not second
    assert first[-1].path == "/c"


# together


async def both_have_to_happen(stage):
    heard = _listen(stage, after(30) & scrolled(50))
    await stage.scroll(60)
    await stage.advance(29)
    assert not heard
    await stage.advance(2)
    assert [event.type for event in heard] == ["after"]
    stage.navigate("/next")
    await stage.advance(31)
    assert len(heard) == 1
    await stage.scroll(70)
    assert [event.type for event in heard] == ["after", "scrolled"]


async def what_can_end_has_to_hold(stage):
    heard = _listen(stage, media(NARROW) & dom_event("click", "#talk"))
    stage.click("#talk")
    await stage.narrow()
    await stage.until(lambda: len(heard) == 1)
    stage.click("#talk")
    types = [event.type for event in heard]
    assert types == ["media", "click"], types
    await stage.widen()
    stage.click("#talk")
    assert len(heard) == 2


async def either_will_do(stage):
    heard = _listen(stage, (after(30) | exit_intent()) & url("/b"))
    stage.leave()
    await stage.advance(31)
    assert not heard
    stage.navigate("/b")
    await stage.advance(1)
    assert not heard
    stage.leave()
    await stage.advance(31)
    assert [event.type for event in heard] == ["exit_intent", "after"]


# on what terms


async def once_on_a_page(stage):
    heard = _listen(stage, dom_event("click", "#talk"), once="page")
    await stage.advance(0.1)
    for path in ("/a", "/b", "/a"):
        stage.navigate(path)
        stage.click("#talk")
        stage.click("#talk")
    assert [event.path for event in heard] == ["/a", "/b", "/a"]


async def once_in_a_session(stage):
    heard = _listen(stage, exit_intent(), once="session")
    stage.leave()
    stage.navigate("/next")
    stage.leave()
    assert len(heard) == 1
    await stage.next_page()
    heard = _listen(stage, exit_intent(), once="session")
    stage.leave()
    assert not heard
    await stage.next_page(new_tab=True)
    heard = _listen(stage, exit_intent(), once="session")
    stage.leave()
    stage.leave()
    assert len(heard) == 1


async def once_for_a_visitor(stage):
    heard = _listen(stage, exit_intent(), once="visitor")
    stage.leave()
    stage.leave()
    assert len(heard) == 1
    await stage.next_page(seconds=86_400, new_tab=True)
    heard = _listen(stage, exit_intent(), once="visitor")
    stage.leave()
    assert not heard
    stage.page.forget()
    stage.navigate("/next")
    stage.leave()
    assert len(heard) == 1


async def each_trigger_and_handler_count_for_themselves(stage):
    first, second = Heard(), Heard()
    chat = _begin(stage)
    stop = chat.when(exit_intent(), first, once="visitor")
    chat.when(exit_intent(), second, once="visitor")
    stage.leave()
    stop()
    chat.when(exit_intent(), first, once="visitor")  # a component that is mounted again
    stage.leave()
    assert (len(first), len(second)) == (1, 1)


async def it_cools_down(stage):
    heard = _listen(stage, exit_intent(), cool_down=60)
    stage.leave()
    await stage.advance(59)
    stage.leave()
    assert len(heard) == 1
    await stage.next_page(seconds=0)
    heard = _listen(stage, exit_intent(), cool_down=60)
    await stage.advance(0.5)
    stage.leave()
    assert not heard
    await stage.advance(2)
    stage.leave()
    assert len(heard) == 1


async def the_condition_is_asked_at_the_moment_of_firing(stage):
    asked = []

    def condition(event):
        asked.append(event.type)
        return len(asked) > 1

    heard = _listen(stage, exit_intent(), condition=condition, once="page")
    assert not asked
    stage.leave()
    assert not heard
    stage.leave()
    stage.leave()
    assert asked == ["exit_intent", "exit_intent"]
    assert len(heard) == 1


async def a_condition_that_fails_is_reported(stage):
    async def late(event):
        return True

    heard = _listen(stage, exit_intent(), condition=late)
    stage.leave()
    assert not heard
    assert "async" in stage.reports[0]


async def it_may_end_when_the_visitor_moves_on(stage):
    heard = Heard()
    _begin(stage).when("click", "#talk", heard, on_navigate="stop")
    await stage.advance(0.1)
    stage.click("#talk")
    stage.navigate("?a=b")
    stage.click("#talk")
    assert len(heard) == 2
    stage.navigate("/next")
    stage.click("#talk")
    assert len(heard) == 2


async def nothing_is_quiet_for_a_link_that_fires_no_more(stage):
    heard = _listen(stage, dom_event("leave", "#away"), once="page", prevent_default=True)
    assert stage.listening("leave") == 1
    stage.dispatch("leave", "#away", None)
    assert stage.listening("leave") == 0
    stage.dispatch("leave", "#away", None)
    assert len(heard) == 1


async def what_happens_in_a_hidden_tab_waits_for_the_visitor(stage):
    heard = _listen(stage, media(NARROW) | url("/next"))
    clicks = Heard()
    Chat(contract.SETTINGS, widget=Silent(), page=stage.page).when(dom_event("pay:done"), clicks)
    stage.hide_tab()
    stage.navigate("/next")
    await stage.advance(5)
    stage.dispatch("pay:done", None, None)
    assert len(clicks) == 1  # what the page itself says is not held back
    assert not heard
    stage.show_tab()
    assert [event.type for event in heard] == ["url"]


async def all_that_happened_in_a_hidden_tab_and_still_holds_is_told(stage):
    either, both = Heard(), Heard()
    chat = _begin(stage)
    chat.when(media(NARROW) | url("/next"), either)
    chat.when(media(NARROW) & url("/next"), both)
    stage.hide_tab()
    stage.navigate("/next")
    await stage.narrow()
    await stage.advance(1)
    await stage.widen()
    await stage.advance(1)
    assert not either
    stage.show_tab()
    assert [event.type for event in either] == ["url"]
    assert not both

    stage.navigate("/")
    stage.hide_tab()
    stage.navigate("/next")
    await stage.narrow()
    await stage.advance(1)
    stage.show_tab()
    await stage.until(lambda: len(either) == 3 and both)
    await stage.advance(1)
    assert [event.type for event in either[1:]] == ["url", "media"]
    assert [event.type for event in both] == ["media"]


async def what_holds_already_is_told_for_each_that_does(stage):
    held = "(min-width: 1px)"
    await stage.have(held)
    chat, either, both, moved = _begin(stage), Heard(), Heard(), Heard()
    chat.when(visit(1) | media(held), either)
    chat.when(visit(1) & media(held), both)

    @chat.when(media(held) | visit(1))
    def move(event):  # what comes of it is another page, where each is told once
        moved.append(event)
        if event.path != "/next":
            stage.navigate("/next")

    await stage.advance(1)
    assert [event.path for event in moved][1:] == ["/next"] * 2
    for heard in (either, both):
        assert len(heard) == len([event for event in heard if event.path == "/next"]) * 2


# many


async def a_hundred_pages(stage):
    heard = {}
    chat = _begin(stage)
    triggers = (
        dom_event("click", "#talk"),
        dom_event("click", ".late"),
        dom_event("cart:full"),
        exit_intent(),
        url("/page/*"),
        media("(min-width: 1px)"),
        page_view(50),
        visit(1),
        exit_intent() & url("/page/{n}"),
        exit_intent() | dom_event("cart:full"),
    )
    clicks = Heard()
    chat.when("click", "#talk", clicks)
    await stage.have("(min-width: 1px)")
    for trigger in triggers:
        heard[trigger] = Heard()
        chat.when(trigger, heard[trigger])
        heard[trigger, "once"] = Heard()
        chat.when(trigger, heard[trigger, "once"], once="session")
    await stage.advance(0.1)
    for number in range(100):
        stage.navigate("/page/" + str(number))
        if number % 10 == 0:
            stage.fill(TALL + "<button class=late>" + str(number) + "</button>")
        if number % 10 == 5:
            await stage.remount()
        for selector in ("#talk", ".late"):
            stage.click(selector)
        stage.leave()
        stage.dispatch("cart:full", None, None)
        await stage.advance(0.1)
    found = [len(heard[each]) for each in triggers]
    assert found == [100, 100, 100, 100, 100, 101, 1, 101, 100, 200], found
    assert [len(heard[each, "once"]) for each in triggers] == [1] * 10
    assert len(clicks) == 100


async def time_and_place_on_a_hundred_pages(stage):
    chat = _begin(stage)
    triggers = (after(5), idle(3), scrolled(50), visible(".prices"))
    heard = [Heard() for _ in triggers]
    for number, trigger in enumerate(triggers):
        chat.when(trigger, heard[number])
    for number in range(100):
        stage.navigate("/page/" + str(number))
        stage.move()
        await stage.advance(4)
        stage.move()
        await stage.advance(4)
        if number % 20 == 0:
            await stage.scroll(60)
            await stage.show(".prices")
            await stage.unshow(".prices")
    assert [len(each) for each in heard] == [100, 200, 5, 5]


async def a_remount_changes_nothing(stage):
    """The page's content is exchanged, and who registered the triggers does so once more."""
    await stage.have("(min-width: 1px)")
    chat = _begin(stage)
    triggers = (
        after(5),
        idle(3),
        scrolled(50),
        visible(".prices"),
        exit_intent(),
        url("/next"),
        media("(min-width: 1px)"),
        visit(1),
        page_view(1),
        dom_event("cart:full"),
        dom_event("click", "#talk"),
        after(4) & dom_event("click", "#talk"),
        exit_intent() | visible(".prices"),
    )
    heard, once = [Heard() for _ in triggers], [Heard() for _ in triggers]

    def mount():
        for number, trigger in enumerate(triggers):
            yield chat.when(trigger, heard[number])
            yield chat.when(trigger, once[number], once="session")

    stage.navigate("/next")
    await stage.advance(0.1)
    for each in list(mount()):  # a component that is mounted, and at once taken away
        each()
    stops = list(mount())
    await stage.remount()
    await stage.advance(1)
    stage.click("#talk")
    stage.leave()
    stage.dispatch("cart:full", None, None)
    await stage.advance(10)
    stage.click("#talk")
    await stage.scroll(60)
    await stage.show(".prices")
    await stage.until(lambda: heard[3])
    found = [len(each) for each in heard]
    assert found == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2], found
    assert [len(each) for each in once] == [1] * len(once)
    for stop in stops:
        stop()
    stage.leave()
    stage.click("#talk")
    assert [len(each) for each in heard] == [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2]


async def each_kind_is_listened_for_once(stage):
    chat = _begin(stage)
    triggers = []
    for number in range(143):
        triggers += (
            dom_event("reset", "#talk" + str(number)),
            exit_intent(),
            idle(number + 1),
            media(NARROW),
            scrolled(number % 100 + 1),
            visible(".prices"),
            visit(number + 1),
        )
    assert len(triggers) > 1000
    stops = [chat.when(trigger, print) for trigger in triggers]
    kinds = ("reset", "exit", "activity", "media " + NARROW, "scroll")
    found = [stage.listening(kind) for kind in kinds]
    assert found == [1] * 5, found
    for stop in stops:
        stop()
    assert [stage.listening(kind) for kind in kinds] == [0] * 5


async def two_that_set_each_other_off_are_stopped(stage):
    rounds = []
    chat = _begin(stage)

    @chat.when("ping", "#talk")
    def ping(event):
        rounds.append("ping")
        stage.dispatch("pong", None, None)

    @chat.when(dom_event("pong"))
    async def pong(event):
        rounds.append("pong")
        stage.dispatch("ping", "#talk", None)

    stage.dispatch("ping", "#talk", None)
    await stage.until(lambda: stage.reports)
    assert len(rounds) == 20
    [report] = stage.reports
    assert "without end" in report
    assert "ping" in report
    assert "pong" in report
    stage.dispatch("ping", "#talk", None)
    await stage.until(lambda: len(stage.reports) == 2)
    assert len(rounds) == 40  # and what the visitor does next counts anew


async def two_pages_that_send_the_visitor_to_each_other_are_stopped(stage):
    rounds = []
    chat = _begin(stage)

    def go(event):
        rounds.append(event.path)
        stage.navigate("/b" if event.path == "/a" else "/a")

    chat.when(url("/a"), go)
    chat.when(url("/b"), go)
    stage.navigate("/a")
    await stage.until(lambda: stage.reports)
    assert len(rounds) == 20
    assert "without end" in stage.reports[0]


async def what_an_earlier_handler_of_the_same_event_stops_is_not_called(stage):
    heard, others = Heard(), Heard()
    chat = _begin(stage)
    stops = []

    @chat.when("click", "#away")
    def first(event):
        while stops:
            stops.pop()()

    stops.append(chat.when("click", "#away", heard))
    stops.append(chat.when(dom_event("click", "#away") & after(0.01), heard))
    stops.append(chat.when(dom_event("click"), heard))
    chat.when("click", "#away", others)
    await stage.advance(1)
    stage.click("#away")
    assert not heard
    assert len(others) == 1


async def all_handlers_of_a_click_see_the_path_that_it_happened_on(stage):
    chat = _begin(stage)
    paths = []

    def move(event):
        paths.append(event.path)
        stage.navigate("/next")

    def see(event):
        paths.append(event.path)

    stage.navigate("/here")
    await stage.advance(0.1)
    chat.when("click", "#talk", move)
    chat.when("click", "#talk", see)
    chat.when("click", "#talk", see, cool_down=60)
    stage.click("#talk")
    assert paths == ["/here"] * 3


# refused


async def what_the_browser_cannot_read_is_refused(stage):
    chat = _begin(stage)
    for trigger in (
        visible("#1"),
        dom_event("click", "a["),
        media("(nonsense"),
        media("(min-width: 1px) and (nonsense"),
        media("not (min-width: 90000px) and (min-height: 1px"),
        after(3),
    ):
        terms = {"prevent_default": True} if trigger == after(3) else {}
        assert repr(trigger) in _refusal(chat, trigger & after(1), terms)


async def what_is_no_term_is_refused(stage):
    chat = _begin(stage)
    for terms in ({"prevent_default": "false"}, {"prevent_default": "", "once": "page"}):
        for trigger in (("click", "#away"), (dom_event("click", "#away"),)):
            error = contract.refused(TriggerError, lambda: chat.when(*trigger, print, **terms))  # noqa: B023
            assert "prevent_default=" in str(error)


def _refusal(chat, trigger, terms):
    try:
        chat.when(trigger, print, **terms)
    except TriggerError as error:
        return str(error)
    return "nothing"


async def a_trigger_without_a_handler_is_reported(stage):
    chat = _begin(stage)
    chat.when(after(3))
    await stage.settle()
    assert "has no handler" in stage.reports[0]


async def a_chat_that_closes_when_it_opens_and_opens_when_it_closes(stage):
    """Where the code of functions can be read it is refused, else it is stopped."""
    chat = await stage.chat()
    rounds = []

    def close(event):
        rounds.append(event.type)
        if len(rounds) < 100:  # a condition: whether it ends cannot be told
            chat.close()

    def reopen(event):
        rounds.append(event.type)
        chat.launch_conversation()

    chat.on("chat_widget_open", close)
    chat.on("chat_widget_close", reopen)
    await chat.launch_conversation()
    await stage.until(lambda: stage.reports)
    assert len(rounds) == 20, rounds
    assert "without end" in stage.reports[0]
    assert "close of 'chat_widget_open'" in stage.reports[0]


async def messages_that_answer_themselves_are_stopped(stage):
    chat = await stage.chat()
    sent = []

    @chat.on("message_sent")
    def echo(event):
        sent.append(event.data["message"]["message"])
        if len(sent) < 100:
            chat.send_message("and another")

    await chat.start_conversation()
    await chat.send_message("hello")
    await stage.until(lambda: stage.reports)
    assert len(sent) == 20, sent


async def conversations_that_begin_each_other_are_stopped(stage):
    chat = await stage.chat()
    begun = []

    @chat.on("current_group_id_changed")
    def another(event):
        begun.append(event.data["group_id"])
        if len(begun) < 100:
            chat.start_conversation()

    await chat.start_conversation()
    await stage.until(lambda: stage.reports)
    assert len(begun) == 20, begun


async def what_is_sure_to_go_round_is_refused_where_that_can_be_read(stage):
    chat = await stage.chat()
    chat.on("chat_widget_open", lambda event: chat.close())
    refused = ""
    try:
        chat.on("chat_widget_close", lambda event: chat.launch_conversation())
    except TriggerError as error:
        refused = str(error)
    if hasattr(_refusal, "__code__") and hasattr(_refusal.__code__, "co_names"):
        assert "set each other off without end" in refused
        assert refused.count("contract_triggers.py:") == 2
    await chat.launch_conversation()
    await stage.settle()
    assert bool(stage.reports) is not bool(refused)


async def what_waits_for_the_visitor_or_only_names_a_method_is_let_be(stage):
    chat = await stage.chat()

    async def close(event):
        await chat.wait_for("message_sent", timeout=600)
        chat.close()

    chat.on("chat_widget_close", lambda event: chat.launch_conversation())
    chat.on("chat_widget_open", close)
    chat.on("chat_widget_open", lambda event: chat.close)
    opened = []
    chat.on("chat_widget_open", opened.append)
    await chat.start_conversation()
    await chat.send_message("hello")
    await stage.until(lambda: len(opened) == 2)
    assert not stage.reports
