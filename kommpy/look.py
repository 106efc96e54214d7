"""How the chat looks on the page: its colours, its place, its layout."""

from .errors import OptionError
from .kinds import Choice, Kind, Number, refusal
from .options import Options, option
from .texts import TEXT, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FRAME = "#kommunicate-widget-iframe"
_LATE = "#kommpy-launcher"  # our own, before the widget is there, where the widget's would be
# the widget fills a phone; there it has these, too
_PHONE = ".kommunicate-iframe-enable-media-query"
_OPEN = _FRAME + "[class*=km-iframe-dimension]"
_WIDE = "@media(min-width:601px){%s}"
# the classes and elements that the widget itself colours
_INSIDE = (
    (".km-custom-widget-background-color,.mck-box-top", "background", "primary_color"),
    (".km-custom-widget-border-color", "border-color", "primary_color"),
    (".km-custom-widget-text-color", "color", "primary_color"),
    (".km-custom-widget-fill", "fill", "primary_color"),
    (".km-custom-widget-stroke", "stroke", "primary_color"),
    (".km-custom-widget-background-color-secondary", "background", "secondary_color"),
)
_PIXELS = Number("pixels", least=0)


class Colour(Kind):
    """A colour as CSS writes it."""

    summary = 'a colour such as "#0a7" or "teal"'

    def check(self, option: str, value: "Any") -> str:
        text = WORD.check(option, value.replace(" ", "") if isinstance(value, str) else value)
        if text[0] == "#":
            right = len(text) in (4, 5, 7, 9) and all(each in _HEX for each in text[1:].lower())
        else:
            right = text[0].isalpha() and not any(each in text for each in ";{}<>\"'\\")
        if not right:
            raise refusal(option, value, f"give {self.summary}")
        return str(value)


class Selector(Kind):
    """A CSS selector that a style rule begins with."""

    summary = "a CSS selector"

    def check(self, option: str, value: "Any") -> str:
        text = TEXT.check(option, value)
        if any(each in text for each in "{}<;"):
            raise refusal(option, value, 'give a CSS selector such as "#help-desk"')
        return text


_HEX = "0123456789abcdef"
_COLOUR = Colour()


class Look(Options):
    """How the chat looks on the page; what is not given is as in the dashboard.

    Given to `WidgetSettings(look=...)` it holds from the first frame on, given to
    `chat.customize(...)` from then on. Behind it: the dashboard's settings of the widget, put over
    with `appSettings`, and style rules of the page for `#kommunicate-widget-iframe`.

    Raises:
        OptionError: an option does not exist, its value has no meaning, or two exclude each other

    Example:
        `WidgetSettings(app_id="demo", look=Look(position="left", primary_color="#00796b"))`

    """

    _synonyms = (
        ("background_color", "primary_color"),
        ("bottom", "offset_y"),
        ("color", "primary_color"),
        ("colour", "primary_color"),
        ("element", "inside"),
        ("icon", "widget_image_link"),
        ("right", "offset_x"),
    )

    # What the widget is told

    position: str | None = option(Choice("left", "right"), default=None)
    """The corner of the launcher and the box. The dashboard's default is `right`."""

    primary_color: str | None = option(_COLOUR, default=None)
    """Colour of the launcher, of the top of the box and of the visitor's messages. What is written
    on it is white."""

    secondary_color: str | None = option(_COLOUR, default=None)
    """Colour of the messages of the other side."""

    icon_index: int | None = option(Number(whole=True, least=1), default=None)
    """Number of the launcher's icon in the dashboard."""

    widget_image_link: str | None = option(WORD, default=None)
    """Address of a picture as the launcher's icon, in place of `icon_index`."""

    # Where it is on the page

    offset_x: float | None = option(_PIXELS, default=None, sent=False)
    """Distance from the left or right edge of the window, in pixels. The widget's is 20."""

    offset_y: float | None = option(_PIXELS, default=None, sent=False)
    """Distance from the lower edge of the window, in pixels. The widget's is 15."""

    z_index: int | None = option(
        Number(whole=True, least=0, most=2147483647), default=None, sent=False
    )
    """What it stands before: the `z-index` of its frame. The widget's is 2243000."""

    width: float | None = option(_PIXELS, default=None, sent=False)
    """Width of the open box, in pixels. The widget's is 390."""

    height: float | None = option(_PIXELS, default=None, sent=False)
    """Height of the open box, in pixels. The widget's is 600."""

    layout: str | None = option(Choice("box", "full"), default=None, sent=False)
    """`full` lets the open box fill the window."""

    inside: str | None = option(Selector(), default=None, sent=False)
    """CSS selector of an element of the page that the open box covers, and moves with. Elsewhere,
    and in a browser without CSS anchor positioning, the box is where it always is."""

    def _agree(self) -> None:
        self._one_of("icon_index", "widget_image_link")
        for name in ("width", "height", "inside"):
            if self.layout == "full":
                self._one_of("layout", name)
        for name in ("width", "height"):
            self._one_of("inside", name)

    def to_payload(self, *, all_options: bool = False) -> "dict[str, Any]":
        """Give what the widget is told, under its names, as the dashboard would answer it."""
        payload = super().to_payload(all_options=all_options)
        if self.widget_image_link:
            payload["iconIndex"] = "image"
        return payload

    def page_css(self) -> str:
        """Give the style rules of the page."""
        return "".join(self._place() + self._box() + self._inside())

    def widget_css(self) -> str:
        """Give the style rules of the widget's own document.

        Raises:
            OptionError: the icon was given, which cannot be changed any more

        """
        for name in ("icon_index", "widget_image_link"):
            if name in self._given:
                raise OptionError(
                    f"{name} cannot change while the chat is there",
                    option=name,
                    mend="give it in WidgetSettings(look=Look(...))",
                )
        rules = [(chosen, what, self._given.get(name)) for chosen, what, name in _INSIDE]
        return "".join(
            [f"{chosen}{{{what}:{value}!important}}" for chosen, what, value in rules if value]
        )

    def _place(self) -> "list[str]":
        said = []
        x = 20 if self.offset_x is None and self.position else self.offset_x
        if x is not None:
            side, other = ("left", "right") if self.position == "left" else ("right", "left")
            said += [_placed("", f"{side}:{x}px;{other}:auto;")]
            said += [_rule(_LATE, f"{side}:{x + 10}px;{other}:auto;")]
            if not self.position:
                said += [_placed(".align-left", f"left:{x}px;right:auto;")]
        if self.offset_y is not None:
            said += [_placed("", f"bottom:{self.offset_y}px;")]
            said += [_rule(_LATE, f"bottom:{self.offset_y + 5}px;")]
        if self.z_index is not None:
            said += [_rule(f"{_FRAME},{_LATE}", f"z-index:{self.z_index};")]
        return said

    def _box(self) -> "list[str]":
        if self.layout == "full":
            return [
                _rule(
                    _OPEN,
                    "inset:0;width:100%;height:100%;max-width:none;max-height:none;"
                    "border-radius:0;box-shadow:none;",
                )
            ]
        sizes = [
            f"{name}:{size}px;"
            for name, size in (("width", self.width), ("height", self.height))
            if size is not None
        ]
        return [_WIDE % _rule(_OPEN, "".join(sizes))] if sizes else []

    def _inside(self) -> "list[str]":
        if self.inside is None:
            return []
        at = "top:anchor(top);left:anchor(left);right:auto;bottom:auto;"
        size = "width:anchor-size(width);height:anchor-size(height);max-width:none;max-height:none;"
        before = "" if self.z_index is not None else "z-index:1;"
        flat = "position:absolute;position-anchor:--kommpy;border-radius:0;box-shadow:none;"
        where = f"body:has({self.inside}) {_OPEN}"
        return [
            f"@supports(anchor-name:--a){{{self.inside}{{anchor-name:--kommpy}}",
            _rule(where, flat + at + size + before) + "}",
        ]


def _placed(more: str, said: str) -> str:
    """Write rules of the launcher, and of the open box where it does not fill a phone."""
    closed = _rule(f"{_FRAME}{more}:not({_PHONE})", said)
    return closed + _WIDE % _rule(_FRAME + more, said)


def _rule(chosen: str, said: str) -> str:
    return f"{chosen}{{{said.replace(';', '!important;')}}}"
