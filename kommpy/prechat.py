"""The fields of the form before the chat.

Read where a form is given, and nowhere else.
"""

from .errors import OptionError
from .kinds import FLAG, Choice, refusal
from .lists import Many
from .options import Options, option
from .texts import TEXT, TEXT_OR_EMPTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Choices(Many):
    """What can be chosen in a field; the widget takes objects with a `value`."""

    def payload(self, value: "Any") -> "list[dict[str, str]]":
        return [{"value": each} for each in value]


class PreChatField(Options):
    """One field of the form that a visitor fills in before the chat.

    The widget knows the visitor by the fields `Name`, `Email`, `Phone` and `Password`; what others
    ask for goes to your agents. Behind it: an item of `preLeadCollection`.

    Raises:
        OptionError: an option does not exist, its value has no meaning to the widget, or two of
            them exclude each other

    Example:
        `PreChatField(field="Email", type="email", required=True)`

    """

    _synonyms = (("label", "field"), ("name", "field"), ("options", "choices"))

    field: str | None = option(TEXT, default=None)
    """What is asked for; the field's label."""

    type: str | None = option(
        Choice("text", "email", "number", "tel", "password", "url", "date"), default=None
    )
    """What is typed into it. The widget's default is `text`."""

    required: bool | None = option(FLAG, default=None)
    """`True` lets no form be sent without it."""

    placeholder: str | None = option(TEXT_OR_EMPTY, default=None)
    """Hint in the empty field."""

    element: str | None = option(Choice("input", "textarea", "select"), default=None)
    """One line, several, or a choice. The widget's default is `input`."""

    choices: list[str] | None = option(
        Choices(TEXT, "a list of texts"), name="options", default=None
    )
    """What can be chosen, with `element="select"`."""

    enable_country_code: bool | None = option(FLAG, default=None)
    """`True` puts the country's code before a telephone number; for the field `Phone`."""

    def _agree(self) -> None:
        if self.field is None:
            raise OptionError(
                "PreChatField needs field", option="field", mend='name it: field="Email"'
            )
        if (self.element == "select") != (self.choices is not None):
            raise OptionError(
                f"the field {self.field!r} has element={self.element!r} and choices={self.choices}",
                option="choices",
                mend='element="select" and choices=[...] go together',
            )
        if self.type and self.element in ("textarea", "select"):
            raise OptionError(
                f"the field {self.field!r} has a type, which only an input has",
                option="type",
                mend="leave type or element out",
            )
        if self.enable_country_code and self.field.lower() != "phone":
            raise OptionError(
                f"the field {self.field!r} takes no country code",
                option="enable_country_code",
                mend='only field="Phone" does',
            )


def from_dict(option: str, given: "dict[str, Any]") -> PreChatField:
    """Make a field of a dict, under our names or the widget's."""
    names = {}
    for name, known in PreChatField.options():
        names[known.sent_as] = name
    found: Any = {}
    for key in given:
        if not isinstance(key, str):
            raise refusal(option, key, f'a key is a text: "{key}"', where=" key")
        name = names.get(key, key)
        value = given[key]
        found[name] = [_value(each) for each in value] if name == "choices" else value
    try:
        return PreChatField(**found)
    except OptionError as error:
        raise refusal(option, given, str(error)) from error


def _value(choice: "Any") -> "Any":
    return choice.get("value") if isinstance(choice, dict) else choice


def check_ids(option: str, fields: "list[PreChatField]") -> None:
    """Refuse two fields that the widget would take for one."""
    seen: dict[str, str] = {}
    for each in fields:
        field = each.field or ""
        same = field.lower().replace(" ", "-", 1)
        if same in seen:
            raise refusal(option, field, f"to the widget it is the same as {seen[same]!r}")
        seen[same] = field
