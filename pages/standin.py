"""The other end of the chat, which the stand-in widget plays."""

import json

from js import JSON, Object, URLSearchParams, document, location, window

from panel import show


def receive(text):
    """Let a message arrive in the visitor's last conversation."""
    standin = getattr(window, "kommunicateStandin", None)
    if not standin:
        show("Only the stand-in can be told what to receive.")
    elif not standin.conversations().length:
        show("Start a conversation first, for it to arrive in.")
    else:
        standin.receive(JSON.parse(json.dumps({"message": text})))


def show_chosen_fault(selector):
    """Let a select show the fault that the page was loaded with."""
    chosen = URLSearchParams.new(location.search).get("standin")
    if chosen:
        document.querySelector(selector).value = chosen


def heal():
    """End the faults that the page was loaded with."""
    faults = getattr(window, "kommunicateStandin", None)
    for name in Object.keys(faults.faults) if faults else ():
        setattr(faults.faults, name, False)


def take_away():
    """Take the chat off the page, as a script does that means no harm."""
    frame = document.getElementById("kommunicate-widget-iframe")
    if frame:
        frame.remove()
