"""How the chat looks, on the fakes and on the bridge alike (see `contract.py`)."""

from kommpy import ActionTimeoutError, Chat, Look, OptionError, WidgetSettings

ACCESS = "open sesame"
NAVY = ".mck-box-top{background:navy}"
TEAL = "#mck-msg-sbmt{background:teal}"


async def style_rules_of_the_widget_can_be_taken_away(stage, widget):
    stop = widget.customize_widget_css(NAVY)
    widget.customize_widget_css(TEAL)
    assert NAVY + TEAL in stage.css

    stop()
    stop()
    assert NAVY not in stage.css
    assert TEAL in stage.css


async def style_rules_of_the_page_can_be_taken_away(stage, page):
    stop = page.style("#talk{color:navy}")
    page.style("#help{color:teal}")
    assert "#talk{color:navy}" in stage.page_css

    stop()
    stop()
    assert "#talk{color:navy}" not in stage.page_css
    assert "#help{color:teal}" in stage.page_css


async def css_gives_its_stop_and_survives_a_logout(stage):
    chat = await stage.chat()
    stop = await chat.customize_widget_css(NAVY)
    assert NAVY in stage.css

    await chat.logout()
    await chat.ready()
    await stage.until(lambda: NAVY in stage.css)

    stop()
    assert NAVY not in stage.css
    await chat.logout()
    await chat.ready()
    assert NAVY not in stage.css


async def css_holds_for_the_form_too(stage):
    chat = await stage.chat(pre_chat=True)
    action = chat.customize_widget_css(NAVY)
    assert NAVY in stage.css

    chat.launch_conversation()
    await stage.submit_form()
    stop = await action
    assert stage.css.count(NAVY) == 1

    stop()
    assert NAVY not in stage.css


async def a_look_changes_and_is_undone(stage):
    chat = await stage.chat()
    stop = await chat.customize(Look(primary_color="teal", z_index=7))
    assert ".mck-box-top{background:teal!important}" in stage.css
    assert "z-index:7!important" in stage.page_css

    stop()
    assert "teal!important" not in stage.css
    assert "z-index:7!important" not in stage.page_css


async def a_place_alone_tells_the_widget_nothing(stage):
    chat = await stage.chat()
    before = stage.css
    stop = await chat.customize(Look(offset_y=90))
    assert "bottom:90px!important" in stage.page_css
    assert stage.css == before

    stop()
    assert "bottom:90px!important" not in stage.page_css


async def a_look_is_undone_without_a_widget_too(stage):
    chat = await stage.chat()
    stop = await chat.customize(Look(primary_color="teal", offset_y=90))
    await chat.logout()
    assert "bottom:90px!important" in stage.page_css

    stop()
    assert "bottom:90px!important" not in stage.page_css
    await chat.ready()
    assert "teal!important" not in stage.css


async def of_style_rules_that_came_to_nothing_nothing_is_left(stage):
    chat = stage.begin_chat(hangs=True)
    for begin in (
        lambda: chat.customize_widget_css(NAVY, timeout=0.05),
        lambda: chat.customize(Look(primary_color="teal", offset_y=90), timeout=0.05),
    ):
        failed = None
        action = begin()
        try:
            await action
        except ActionTimeoutError as error:
            failed = error
        assert failed
    assert "bottom:90px!important" not in stage.page_css

    stage.heal()
    await chat.ready()
    assert NAVY not in stage.css
    assert "teal!important" not in stage.css


async def a_look_that_cannot_be_is_refused_at_the_call(stage):
    chat = await stage.chat()
    before = stage.page_css
    for wrong, timeout in (("teal", 5), (Look(icon_index=2), 5), (Look(offset_y=90), 0)):
        refused = None
        try:
            chat.customize(wrong, timeout=timeout)
        except OptionError as error:
            refused = error
        assert refused.mend
    assert stage.page_css == before


async def the_look_of_the_settings_is_on_the_page_from_the_start(stage):
    settings = WidgetSettings(app_id="demo", look=Look(offset_y=90, primary_color="teal"))
    Chat(settings, widget=stage.the_widget, page=stage.page)
    assert "bottom:90px!important" in stage.page_css


async def a_look_that_was_prerendered_is_not_added_again(stage):
    settings = WidgetSettings(app_id="demo", look=Look(offset_y=90))
    stage.page.data["styled"] = settings.look.page_css()
    Chat(settings, widget=stage.the_widget, page=stage.page)
    assert "bottom:90px!important" not in stage.page_css


async def another_look_takes_the_place_of_the_one_that_was_prerendered(stage):
    before = WidgetSettings(app_id="demo", look=Look(z_index=7))
    stage.prerender(before)
    settings = before.replace(look=Look(offset_y=90))
    chat = Chat(settings, widget=stage.the_widget, page=stage.page)
    await chat.ready()
    assert "bottom:90px!important" in stage.page_css
    assert "z-index:7!important" not in stage.page_css


async def settings_that_come_too_late_are_named(stage):
    stage.prerender(WidgetSettings(app_id="demo", look=Look(position="left"), primary_cta="FAQ"))
    settings = WidgetSettings(app_id="demo", talk_to_human=True, password=ACCESS)
    chat = Chat(settings, widget=stage.the_widget, page=stage.page)
    await chat.ready()
    [report] = stage.reports
    names = "look or app_settings, password, primary_cta, talk_to_human"
    assert "with other settings: " + names + ": " in report
    assert "data-kommpy-hold" in report
    assert ACCESS not in report

    await chat.logout()
    await chat.ready()
    await stage.settle()
    assert len(stage.reports) == 1


async def settings_as_they_were_prerendered_are_no_news(stage):
    settings = WidgetSettings(
        app_id="demo",
        user_name="Zoë \U0001f600 </script>",
        msg_trigger_timeout=2.5e6,
        voice_rate=1.0,
        labels={"send": "Los", "lead.collection": {"submit": "Weiter"}},
        quick_replies=["Yes", "No"],
        look=Look(position="left", offset_y=90),
    )
    stage.prerender(settings)
    chat = Chat(settings, widget=stage.the_widget, page=stage.page)
    await chat.ready()
    await stage.settle()
    assert stage.reports == []
