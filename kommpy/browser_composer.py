"""The bridge's way to the field in which the visitor writes."""

from .browser import js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BUBBLES = '{"bubbles": true}'


def compose(field: "Any", text: str, over: str) -> bool:
    """Put a text into the field, where nothing stands in it but what was put there before.

    Tells whether it did.
    """
    # the widget's is an element that can be written in, which has no value
    name = "innerText" if getattr(field, "value", None) is None else "value"
    if getattr(field, name).strip() not in ("", over.strip()):
        return False
    setattr(field, name, text)
    # the widget shows its button for sending when it hears of them
    for kind in ("input", "keyup"):
        field.dispatchEvent(js.Event.new(kind, js.JSON.parse(_BUBBLES)))
    return True
