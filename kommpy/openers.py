"""The elements that open the chat: what they say of it, and the focus that comes back to them.

Read where the page has triggers.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .actions import Begin, Settle
    from .handlers import Runner
    from .ports import Page, Stop, Widget
    from .triggers import Triggers

# those that say in HTML that they open it
_WORDS = ("launch", "list", "open", "start", "toggle")
_DECLARED = ",".join([f"[data-kommpy={word}]" for word in _WORDS])
# what a visitor does to an element that then opens the chat; time or scrolling do not
_PRESSING = ("click", "keydown", "keyup", "mousedown", "mouseup", "pointerdown", "pointerup")


class Openers:
    """Knows which elements open the chat, as their triggers' handlers once did.

    Args:
        page, widget: the ports
        runner: knows the event behind what runs
        triggers: know for which elements they wait
        focus: whether the focus may go into the chat

    """

    def __init__(
        self,
        page: "Page",
        widget: "Widget",
        runner: "Runner",
        triggers: "Triggers",
        *,
        focus: bool,
    ) -> None:
        self._page = page
        self._widget = widget
        self._runner = runner
        self._triggers = triggers
        self._focus = focus
        self._selectors = [_DECLARED]
        self._return: Stop | None = None  # brings the focus back to where it was
        self._shown = ""
        widget.on_change(self._look)
        triggers.on_left = lambda: page.soon(self.tell)
        page.soon(self.tell)

    def follow(self, begin: "Begin") -> "Begin":
        """Give an action that opens the chat for an element, which is to know of it."""
        event = self._runner.event
        selector = getattr(event, "selector", "")
        if not selector or getattr(event, "type", "") not in _PRESSING:
            return begin
        if "[data-kommpy]" not in selector and selector not in self._selectors:
            self._selectors.append(selector)
            self.tell()
        if not self._shows():
            self._return = self._page.hold_focus()

        def followed(settle: "Settle") -> "Stop | None":
            def settled(result: object = None, error: "Exception | None" = None) -> None:
                self._opened()
                settle(result, error)

            return begin(settled)

        return followed

    def tell(self) -> None:
        """Have each of the elements say whether the chat is open; not those that open it no more.

        They do so as long as it is open, even where no trigger waits for them any longer.
        """
        shows = bool(self._shows())
        for selector in list(self._selectors):
            opens = shows or selector == _DECLARED or self._triggers.wait_for(selector)
            self._page.expand(selector, shows if opens else None)
            if not opens:
                self._selectors.remove(selector)

    def closed(self) -> None:
        """Bring the focus back, once the widget has done with it what it does."""
        back, self._return = self._return, None
        self._page.soon(self.tell)
        if back is not None:
            self._page.soon(back)

    def _shows(self) -> str:
        """Tell what there is to see of the chat: its box, the form before it, or nothing."""
        if self._widget.status not in ("pre_chat", "ready"):
            return ""
        return "box" if self._widget.is_open else "form" if self._widget.form_is_open else ""

    def _look(self) -> None:
        """See to what has opened or closed; a form that was sent makes room for the box."""
        before, self._shown = self._shown, self._shows()
        was_sent = before == "form" and self._widget.status == "ready"
        if before and not self._shown and not was_sent:
            self.closed()
        elif before != self._shown:
            self._page.soon(self.tell)

    def _opened(self) -> None:
        self.tell()
        if self._return is not None and self._focus and self._widget.is_open:
            self._widget.focus()
