"""What a DOM event is: its kind, and the elements that it is about."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# what people write who come from HTML's attributes
_ATTRIBUTES = ("onblur", "onchange", "onclick", "onfocus", "oninput", "onkeydown", "onsubmit")


def trouble_with_kind(kind: "Any") -> str:
    """Say why something is no kind of DOM event, `""` where it is one."""
    if isinstance(kind, str) and kind.strip() and kind not in _ATTRIBUTES:
        return ""
    return f'{kind!r} is no kind of DOM event; write "click", "submit", ...'


def trouble_with_selector(selector: "Any") -> str:
    """Say why something is no CSS selector, as far as can be told without a page."""
    if isinstance(selector, str) and selector.strip():
        return ""
    return f'the selector is a CSS selector such as "#talk-to-sales", not {selector!r}'
