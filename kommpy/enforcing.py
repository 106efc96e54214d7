"""Puts in force what holds on a page: the settings, and whether the widget is seen."""

from .errors import ActionError
from .holding import holding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .ports import Page, Widget
    from .standing import Standing


class Enforcing:
    """Brings the widget into accord with what is wanted of it.

    Attributes:
        holding: what is wanted, by all chats of this widget

    """

    def __init__(self, standing: "Standing", widget: "Widget", page: "Page") -> None:
        self._standing = standing
        self._widget = widget
        self._page = page
        self.holding = holding(widget)
        if widget.status == "absent":
            self.holding.hidden = bool(page.data.get("hidden"))

    def begin(self) -> None:
        """Know that the widget is about to begin: what is hidden before it is there stays so."""
        self.holding.hidden = self.holding.hidden and self._widget.status == "absent"

    def lose(self) -> None:
        """Know that the widget is gone, and with it what it was told."""
        self.holding.hidden = None
        self.holding.shown = False

    def hold(self, *, launcher: bool = True) -> None:
        """Put in force what holds, without being asked to."""
        self.unasked(self.apply, "putting the page's settings in force")
        if launcher:
            self.unasked(self._display, "showing or hiding the launcher")

    def arrive(self) -> None:
        """Put in force what holds on a page that the visitor moved on to; an open box stays."""
        self.hold(launcher=False)
        self.unshow()

    def apply(self) -> None:
        """Put the settings in force."""
        self._widget.update_settings(self.holding.settings.to_payload(all_options=True))

    def say_visible(self, visible: bool) -> None:
        """Show or hide the launcher until the visitor moves on."""
        self._standing.say_visible(visible)
        self.holding.shown = False
        self._display()

    def show(self) -> None:
        """Make sure that the box can be seen when it opens."""
        self.holding.shown = True
        self._display()

    def close(self) -> None:
        """Close the box."""
        self._widget.close()
        self.holding.shown = False
        self._display()

    def unshow(self) -> None:
        """Hide again what was shown all the same, unless it is open."""
        widget = self._widget
        is_there = widget.status in ("pre_chat", "ready")
        self.holding.shown = is_there and (widget.is_open or widget.form_is_open)
        if is_there:
            self.unasked(self._display, "showing or hiding the launcher")

    def _display(self) -> None:
        hidden = self.holding.hides and not self.holding.shown
        if hidden != self.holding.hidden:
            self._widget.display(not hidden)
            self.holding.hidden = hidden

    def unasked(self, call: "Callable[[], None]", what: str) -> None:
        """Do what no action asked for, and none could be told the failure of."""
        try:
            call()
        except ActionError as error:
            self._page.report(error, what)
