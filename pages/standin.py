"""The other end of the chat, which the stand-in widget plays."""

import json

from js import JSON, window


def receive(text):
    """Let a message arrive in the visitor's last conversation."""
    window.kommunicateStandin.receive(JSON.parse(json.dumps({"message": text})))
