"""What the widget was told, and what was put into it: lost with it, and given to the next one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .ports import Stop, Widget

    Kept = list[Any]  # style rules, and once they are there what takes them away


class Keeping:
    """Keeps what the widget itself forgets when it starts anew."""

    def __init__(self, widget: "Widget") -> None:
        self._widget = widget
        self._told: dict[str, Any] = {}  # by the name of the widget's method
        self._put: list[Kept] = []

    def tell(self, name: str, value: "Any", *, adds: bool = False) -> None:
        """Call a method of the widget, and each next one's; what `adds` goes to what was told."""
        if adds:
            self._told.setdefault(name, {}).update(value)
        else:
            self._told[name] = value
        getattr(self._widget, name)(value)

    def tell_again(self) -> None:
        """Tell a widget that started anew."""
        for name, value in self._told.items():
            getattr(self._widget, name)(value)

    def forget(self) -> None:
        """Forget what the widget was told: it was about a visitor who is gone."""
        self._told = {}

    def add(self, css: str, undo: "Stop") -> "tuple[Callable[[], None], Stop]":
        """Keep style rules of the widget's document; `undo` takes away what belongs to them.

        Returns what puts them there, where they are not there yet, and what takes them away for
        good.
        """
        kept: Kept = [css]
        self._put.append(kept)

        def stop() -> None:
            self._put = [each for each in self._put if each is not kept]
            for take_away in kept[1:]:
                take_away()
            undo()

        return lambda: self._put_there(kept), stop

    def put_again(self) -> None:
        """Put all of them there that are not there yet."""
        for kept in self._put:
            self._put_there(kept)

    def lose(self) -> None:
        """Know that what was put into the widget went with it."""
        for kept in self._put:
            del kept[1:]

    def _put_there(self, kept: "Kept") -> None:
        css = kept[0]
        if css and len(kept) == 1:
            kept.append(self._widget.customize_widget_css(css))
