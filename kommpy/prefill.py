"""A text put ready for the visitor to send."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ports import Stop, Widget


class Prefill:
    """Holds a text until a conversation is on screen to put it in."""

    def __init__(self, widget: "Widget") -> None:
        self._widget = widget
        self._text: str | None = None
        self._last = ""  # what was put there may be replaced, what the visitor wrote may not
        self._stop: Stop | None = None
        widget.attach(self._on_widget)

    def put(self, text: str) -> None:
        """Put a text ready, now or as soon as there is a place for it."""
        self._text = text
        self._try()
        if self._text is not None and self._stop is None:
            self._stop = self._widget.on_change(self._try)

    def _on_widget(self, topic: str, data: object) -> None:
        """Forget what was meant for a visitor who is gone."""
        if topic == "status" and data == "signed_out":
            self._text, self._last = None, ""

    def _try(self) -> None:
        text = self._text
        if text is None:
            return
        placed = self._widget.compose(text, over=self._last)
        if placed is None:
            return
        self._text, self._last = None, text if placed else ""
        if self._stop is not None:
            self._stop()
            self._stop = None
