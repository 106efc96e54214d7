"""The other end of the chat, which the stand-in widget plays."""

import json

from js import JSON, window

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
