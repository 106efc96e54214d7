"""What the page's own forms send, and what sends them; see `contract.py`."""

FIELDS = """
<form id="f">
  <fieldset disabled>
    <legend><input name="title" value="kept"></legend>
    <legend><input name="second" value="x"></legend>
    <input name="group" value="x"><select name="choice"><option>x</select>
  </fieldset>
  <fieldset><input name="free" value="kept"></fieldset>
  <input name="out" value="x" form="g"><input name="off" value="x" disabled>
  <input value="x"><input name="" value="x"><input name="send" type="SUBMIT" value="x">
  <input name="twice" value="x"><input name="twice" value="kept">
  <input name="box" type="CheckBox" checked><input name="blank" type="checkbox" value="x">
  <select name="first"><option>kept <option>x</select>
  <select name="grey"><option disabled>x</option><option> kept
    so </option></select>
  <select name="last"><option selected>x<option selected value="kept">y<option>z</select>
  <select name="many" multiple><option selected>x<option selected>kept<option>z</select>
  <select name="none" multiple><option>x</select><select name="tall" size="3"><option>x</select>
  <select name="barred"><optgroup disabled><option selected>x</option></optgroup></select>
  <textarea name="text">
kept
</textarea>
</form>
<form id="g"><input name="own" value="kept"></form>
<input name="far" value="kept" form="f">
"""
KEPT = {
    "title": "kept",
    "free": "kept",
    "twice": "kept",
    "box": "on",
    "first": "kept",
    "grey": "kept so",
    "last": "kept",
    "many": "kept",
    "text": "kept\n",
    "far": "kept",
}
BUTTONS = """
<form id="f"><input name="plan" value="pro">
  <button id="send"><b>Send</b></button><button id="odd" type="odd">Send</button>
  <input id="input" type="submit"><button id="plain" type="button">No</button>
  <button id="clear" type="reset">No</button><button id="off" disabled>No</button>
  <fieldset disabled><button id="grey">No</button><input id="field"></fieldset>
</form>
<button id="far" form="f">Send</button><button id="alone">No</button>
<form id="asks"><input name="name" required><button id="bare">No</button>
  <button id="anyway" formnovalidate>Send</button></form>
"""


def _heard(page, stage, html):
    stage.fill(html)
    page.drain()
    heard = []

    def sent(event):
        event.prevent_default()
        heard.append(("submit", event.find("form").form))

    page.listen("click", lambda event: heard.append("click"))
    page.listen("submit", sent)
    return heard


async def a_form_sends_its_own_fields_that_are_not_disabled(page, stage):
    heard = _heard(page, stage, FIELDS)
    stage.submit("#f")
    stage.submit("#g")
    assert heard == [("submit", KEPT), ("submit", {"out": "x", "own": "kept"})], heard


async def a_click_on_a_button_that_sends_a_form_sends_it(page, stage):
    heard = _heard(page, stage, BUTTONS)
    for selector in ("#send", "#send b", "#odd", "#input", "#far"):
        stage.click(selector)
        assert heard == ["click", ("submit", {"plan": "pro"})], (selector, heard)
        heard.clear()
    for selector in ("#plain", "#clear", "#alone", "#f [name=plan]"):
        stage.click(selector)
        assert heard == ["click"], (selector, heard)
        heard.clear()


async def a_click_on_what_is_disabled_is_none(page, stage):
    heard = _heard(page, stage, BUTTONS)
    for selector in ("#off", "#grey", "#field"):
        stage.click(selector)
    assert heard == []


async def a_form_that_lacks_something_is_not_sent(page, stage):
    heard = _heard(page, stage, BUTTONS)
    stage.click("#bare")
    assert heard == ["click"]
    stage.click("#anyway")
    assert heard == ["click", "click", ("submit", {"name": ""})]


async def a_click_that_is_held_back_sends_nothing(page, stage):
    heard = _heard(page, stage, BUTTONS)
    page.listen("click", lambda event: event.prevent_default())
    stage.click("#send")
    assert heard == ["click"]
