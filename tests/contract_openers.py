"""What elements that open the chat say of it, on the fakes and on the bridge alike."""

SAID = "[aria-expanded={}][aria-haspopup=dialog][aria-controls=kommunicate-widget-iframe]"


def _says(stage, element, expanded):
    return stage.has(element + SAID.format(expanded))


async def an_element_says_whether_the_chat_it_opens_is_open(stage):
    chat = await stage.chat()
    chat.when("click", "#talk", lambda event: chat.start_conversation())
    chat.when("click", "#help", lambda event: print)
    stage.click("#talk")
    await stage.until(lambda: chat.is_open)
    await stage.until(lambda: _says(stage, "#talk", "true"))

    await chat.close()
    await stage.until(lambda: _says(stage, "#talk", "false"))
    stage.click("#help")
    assert not stage.has("#help[aria-expanded]")


async def all_elements_of_a_trigger_say_it_and_a_toggle_takes_it_back(stage):
    chat = await stage.chat()
    chat.when("click", ".call", lambda event: chat.toggle())
    stage.click("#help")
    await stage.until(lambda: _says(stage, "#talk", "true") and _says(stage, "#help", "true"))

    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "false") and _says(stage, "#help", "false"))


async def a_handler_that_waits_first_opens_it_too(stage):
    chat = await stage.chat()

    @chat.when("click", "#talk")
    async def talk(event):
        await chat.ready()
        await stage.until(lambda: True)
        await chat.launch_conversation()

    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true"))


async def an_element_that_opens_it_no_more_says_nothing(stage):
    chat = await stage.chat()
    stop = chat.when("click", "#talk", lambda event: chat.open_conversation_list())
    also = chat.when("click", ".call", lambda event: chat.open_conversation_list())
    chat.when("click", "#help", lambda event: chat.open_conversation_list(), once="session")
    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true") and _says(stage, "#help", "true"))
    await chat.close()
    await stage.until(lambda: _says(stage, "#help", "false"))

    stop()
    await stage.settle()
    assert _says(stage, "#talk", "false")  # as one of the others
    stage.click("#help")
    also()
    await stage.until(lambda: _says(stage, "#talk", "true") and _says(stage, "#help", "true"))
    await chat.close()
    await stage.until(lambda: not stage.has("[aria-expanded]"))
    assert not stage.has("[aria-controls]")
    assert not stage.has("[aria-haspopup]")


async def an_element_that_stops_opening_it_while_it_is_closed_says_nothing(stage):
    chat = await stage.chat()
    stop = chat.when("click", "#talk", lambda event: chat.open_conversation_list())
    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true"))
    await chat.close()
    await stage.until(lambda: _says(stage, "#talk", "false"))

    stop()
    await stage.until(lambda: not stage.has("#talk[aria-expanded]"))


async def a_trigger_that_is_armed_anew_goes_on_to_say_it(stage):
    chat = await stage.chat()
    chat.when("click", "#talk", lambda event: chat.open_conversation_list(), cool_down=1)
    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true"))
    await chat.close()
    await stage.until(lambda: _says(stage, "#talk", "false"))
    stage.navigate("/next")
    await stage.settle()
    assert _says(stage, "#talk", "false")


async def what_opens_the_chat_by_itself_is_no_element(stage):
    chat = await stage.chat()
    chat.when("submit", "#order", lambda event: chat.launch_conversation())
    chat.when("click", "main", lambda event: chat.launch_conversation())
    await chat.launch_conversation()
    assert not stage.has("[aria-expanded]")

    stage.click("main")
    stage.submit("#order")
    await stage.settle()
    assert not stage.has("[aria-expanded]")


async def elements_that_say_it_in_html_know_it_from_the_start(stage):
    stage.mark("#help", "launch")
    stage.mark("#talk", "show")
    chat = await stage.chat()
    await stage.until(lambda: _says(stage, "#help", "false"))
    stage.click("#help")
    await stage.until(lambda: _says(stage, "#help", "true"))

    await stage.until(lambda: chat.current_group_id is not None)  # which opens it once more
    await chat.close()
    await stage.until(lambda: _says(stage, "#help", "false"))
    assert not stage.has("#talk[aria-expanded]")


async def after_a_logout_nothing_is_open(stage):
    chat = await stage.chat()
    chat.when("click", "#talk", lambda event: chat.launch_conversation())
    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true"))

    await chat.logout()
    await stage.until(lambda: _says(stage, "#talk", "false"))


async def elements_that_come_later_say_it_too(stage):
    stage.mark("#help", "launch")
    chat = await stage.chat()
    chat.when("click", ".call", lambda event: chat.open_conversation_list())
    stage.add("<button class=early data-kommpy=toggle>Chat</button>")
    await stage.until(lambda: _says(stage, ".early", "false"))
    stage.click("#talk")
    await stage.until(lambda: _says(stage, "#talk", "true"))

    stage.add("<button class='call late'>Chat</button><p class='call never'>Chat</p>")
    await stage.until(lambda: _says(stage, ".late", "true"))
    await chat.close()
    await stage.until(lambda: _says(stage, ".late", "false"))
    assert not stage.has(".never[aria-expanded]")


async def the_form_before_the_chat_counts_as_open(stage):
    stage.mark("#help", "launch")
    chat = await stage.chat(pre_chat=True)
    opened = []
    chat.on("chat_widget_open", opened.append)
    await stage.until(lambda: _says(stage, "#help", "false"))
    stage.click("#help")
    await stage.until(lambda: stage.form_is_up and _says(stage, "#help", "true"))
    assert not chat.is_open
    stage.close_form()
    await stage.until(lambda: _says(stage, "#help", "false"))
    assert not stage.form_is_up

    stage.click("#help")
    await stage.until(lambda: _says(stage, "#help", "true"))
    await stage.submit_form()
    await stage.until(lambda: chat.is_open and _says(stage, "#help", "true"))
    assert len(opened) == 1
