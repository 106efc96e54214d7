"""What the widget was told, and what was put into it: lost with it, and given to the next one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .ports import Stop, Widget

    Kept = list[Callable[..., Any]]  # what puts it there, and once it is there what takes it away


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

    def add(self, put: "Callable[[], Stop]") -> "tuple[Callable[[], None], Stop]":
        """Keep something that is put into the widget, by what gives its stop.

        Returns what puts it there, where it is not there yet, and what takes it away for good.
        """
        kept: Kept = [put]
        self._put.append(kept)

        def stop() -> None:
            if kept in self._put:
                self._put.remove(kept)
            for take_away in kept[1:]:
                take_away()

        return lambda: _put(kept), stop

    def put_again(self) -> None:
        """Put all of it there that is not there yet."""
        for kept in self._put:
            _put(kept)

    def lose(self) -> None:
        """Know that what was put into the widget went with it."""
        for kept in self._put:
            del kept[1:]


def _put(kept: "Kept") -> None:
    if len(kept) == 1:
        kept.append(kept[0]())
