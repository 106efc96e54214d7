"""What can go to the widget as JSON: metadata, labels, forms."""

from .kinds import LARGEST, SMALL, Kind, is_whole, refusal
from .lists import Many

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_DEEPEST = 30
# Keys that mean something to JavaScript itself; the widget copies objects key by key.
_RESERVED = {"__proto__", "constructor", "prototype"}


class _Unusual(Exception):  # noqa: N818 - no error, a second look is needed
    """A value that cannot be sent, or is of a type of its own."""


def json_copy(option: str, value: "Any", where: str = "", above: "tuple[Any, ...]" = ()) -> "Any":
    """Give a deep copy of a value that JSON can carry; `above` are the values around it.

    Raises:
        OptionError: something in it cannot be sent; the message says where it stands

    """
    try:
        return _quick_copy(value, len(above))
    except _Unusual:
        return _careful_copy(option, value, where, above)


def _quick_copy(value: "Any", depth: int) -> "Any":
    """Copy what needs no second look, without noting the way to it: that takes most of the time."""
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is dict and depth < _DEEPEST:
        copy = {}
        for key, each in value.items():
            if type(key) is not str or key in _RESERVED:
                raise _Unusual
            copy[key] = each if type(each) is str else _quick_copy(each, depth + 1)
        return copy
    if kind is list and depth < _DEEPEST:
        return [_quick_copy(each, depth + 1) for each in value]
    if kind is int and -SMALL < value < SMALL:
        return value
    if (kind is int or kind is float) and -LARGEST <= value <= LARGEST:
        return value
    raise _Unusual


def _careful_copy(option: str, value: "Any", where: str, above: "tuple[Any, ...]") -> "Any":
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float)):
        return _number(option, value, where)
    if not isinstance(value, (dict, list, tuple)):
        raise refusal(
            option, value, "give texts, numbers, True, False, None, lists or dicts", where=where
        )
    if any(value is outer for outer in above):
        raise refusal(option, value, "it contains itself", where=where)
    if len(above) == _DEEPEST:
        raise refusal(option, value, f"make it flatter, at most {_DEEPEST} levels")
    above += (value,)
    if isinstance(value, dict):
        return {
            _key(option, key, where): _careful_copy(option, value[key], f"{where}[{key!r}]", above)
            for key in value
        }
    return [_careful_copy(option, each, f"{where}[{at}]", above) for at, each in enumerate(value)]


def _number(option: str, value: float, where: str) -> float:
    if is_whole(value):
        if abs(value) > LARGEST:
            raise refusal(
                option, value, f'too large for JavaScript, give a text: "{value}"', where=where
            )
    elif value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - NaN alone
        raise refusal(option, value, "JSON has no such number, leave it out", where=where)
    return value


def _key(option: str, key: "Any", where: str) -> str:
    if not isinstance(key, str):
        raise refusal(option, key, f'a key is a text: "{key}"', where=where + " key")
    if key in _RESERVED:
        raise refusal(
            option, key, "JavaScript keeps this name, take another one", where=where + " key"
        )
    return key


class Metadata(Kind):
    """A dict of notes under text keys, as deep as need be."""

    summary = "a dict that JSON can carry"

    def check(self, option: str, value: "Any") -> "dict[str, Any]":
        if not isinstance(value, dict):
            raise refusal(option, value, 'give a dict such as {"plan": "pro"}')
        copy: dict[str, Any] = json_copy(option, value)
        return copy


class Context(Metadata):
    """A chat context; it crosses inside the metadata of a conversation."""

    def payload(self, value: "Any") -> "dict[str, Any]":
        return {"KM_CHAT_CONTEXT": super().payload(value)}


class Extra(Metadata):
    """Settings that kommpy does not know, under the widget's own names; functions too."""

    summary = "a dict of the widget's own names"

    def check(self, option: str, value: "Any") -> "dict[str, Any]":
        if not isinstance(value, dict):
            raise refusal(option, value, "give a dict under the widget's own names")
        return {_key(option, key, ""): self._setting(option, value, key) for key in value}

    def _setting(self, option: str, value: "Any", key: str) -> "Any":
        setting, where = value[key], f"[{key!r}]"
        if setting is None:
            raise refusal(option, None, "to the widget it is a value, leave it out", where=where)
        return setting if callable(setting) else json_copy(option, setting, where, (value,))


class Labels(Metadata):
    """Texts of the widget, by the widget's own keys, nested as it nests them."""

    summary = "a dict of texts, nested as the widget nests them"

    def check(self, option: str, value: "Any") -> "dict[str, Any]":
        from .labels import check_names

        copy = super().check(option, value)
        _only_texts(option, copy, "")
        check_names(option, copy)
        return copy


def _only_texts(option: str, value: "Any", where: str) -> None:
    if isinstance(value, dict):
        for key in sorted(value):
            _only_texts(option, value[key], f"{where}[{key!r}]")
    elif not isinstance(value, str):
        raise refusal(option, value, "a label is a text", where=where)


class Field(Kind):
    """One field of the form before the chat."""

    def check(self, option: str, value: "Any") -> "Any":
        from .prechat import PreChatField, from_dict

        if isinstance(value, PreChatField):
            return value
        if not isinstance(value, dict):
            raise refusal(option, value, 'give PreChatField(field="Email", required=True)')
        return from_dict(option, value)


class Form(Many):
    """The fields of the form before the chat."""

    def check(self, option: str, value: "Any") -> "list[Any]":
        from .prechat import check_ids

        fields = super().check(option, value)
        check_ids(option, fields)
        return fields

    def payload(self, value: "Any") -> "list[Any]":
        return [each.to_payload() for each in value]

    def _wrap(self, value: str) -> str:
        return f'give a list of fields: [PreChatField(field="{value}")]'


METADATA = Metadata()
CONTEXT = Context()
EXTRA = Extra()
LABELS = Labels()
FORM = Form(Field(), "a list of `PreChatField`")
