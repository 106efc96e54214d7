"""How many messages wait for the visitor, shown in elements of the page."""

from .errors import OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .ports import Page, Stop, Widget

_MOST = 99  # the widget counts no further


def badge(
    widget: "Widget", page: "Page", selector: str, label: "Callable[[int], str] | None"
) -> "Stop":
    """Keep the elements of a selector at the number; returns the `stop` that ends it."""
    _check(page, selector, label)
    name = label or _label

    def read() -> tuple[str, str]:
        count = widget.unread
        if not count:
            return "", ""
        return f"{_MOST}+" if count >= _MOST else str(count), name(count)

    refresh, leave = page.bind(selector, read)
    stop = widget.on_change(refresh)

    def end() -> None:
        stop()
        leave()

    return end


def _check(page: "Page", selector: object, label: object) -> None:
    if not isinstance(selector, str) or not selector.strip():
        wrong = "it is none"
    else:
        wrong = page.check_selector(selector)
    if wrong:
        raise OptionError(
            f"selector={selector!r} does not parse: {wrong}",
            option="selector",
            value=selector,
            mend='give a CSS selector such as "#unread"',
        )
    if label is None or (callable(label) and isinstance(label(1), str)):
        return
    raise OptionError(
        f"label={label!r} makes no text of a number",
        option="label",
        value=label,
        mend='give a function such as lambda count: f"{count} unread messages"',
    )


def _label(count: int) -> str:
    return f"{count} unread message" + ("" if count == 1 else "s")
