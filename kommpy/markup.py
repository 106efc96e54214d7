"""Triggers with nothing but HTML: `<button data-kommpy="start" data-kommpy-bot-ids="sales-bot">`.

The word says what happens when the element is clicked, or the form is sent; the options of the
action are the attributes `data-kommpy-<option>`, and a form's fields of those names.
"""

import json

from .errors import ActionError, KommpyError, OptionError, TriggerError
from .kinds import Flag
from .lists import Many
from .metadata import METADATA
from .settings import ConversationDetail, ConversationSettings, UserDetails
from .spelling import closest
from .texts import ID, LANGUAGE, TEXT, TEXT_OR_EMPTY, Team, Text, check_timezone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .actions import Action
    from .chat import Chat
    from .handlers import Runner
    from .kinds import Kind
    from .mending import Retry
    from .options import Options
    from .ports import Element, Page
    from .triggers import TriggerEvent, Triggers

    Given = dict[str, str]
    Few = tuple[tuple[str, Kind], ...]
    Do = Callable[[Chat, dict[str, Any]], Action | Retry | None]

_MARKED = '[data-kommpy]:not([data-kommpy=""])'
_LINKS = "a" + _MARKED
_FORMS = "form" + _MARKED
_OTHERS = _MARKED + ":not(a, form)"
_FOR_THE_SEED = ("fallback",)


class Markup:
    """The elements of a page that say in HTML what they do."""

    def __init__(self, chat: "Chat", page: "Page", runner: "Runner", triggers: "Triggers") -> None:
        self._chat = chat
        self._page = page
        self._runner = runner
        if page.has_markup:  # of another chat; once is enough
            return
        page.has_markup = True
        triggers.listen("click", _LINKS, self._on_click, prevent_default=True)
        triggers.listen("click", _OTHERS, self._on_click)
        triggers.listen("submit", _FORMS, self._on_submit, prevent_default=True)
        page.soon(self._check)

    def _check(self) -> None:
        """Report at once what could never work."""
        for element in self._page.elements(_MARKED):
            is_form = element.tag.startswith("<form")  # what it lacks may be a field
            try:
                _, given = _order(element.data, {}, complete=not is_form)
                if "name" in given:
                    check_timezone(given["name"], self._page.check_timezone)
            except KommpyError as error:
                self._report(error, element)

    def _on_click(self, event: "TriggerEvent", element: "Element | None") -> None:
        self._carry_out(event, element, {})

    def _on_submit(self, event: "TriggerEvent", element: "Element | None") -> None:
        self._carry_out(event, element, event.form)

    def _carry_out(self, event: "TriggerEvent", element: "Any", fields: "Given") -> None:
        async def carry_out(event: "TriggerEvent") -> None:
            try:
                do, given = _order(event.data, fields)
                action = do(self._chat, given)
                if action is not None:
                    await action
            except KommpyError as error:
                self._report(error, element)

        self._runner.run([carry_out], event)

    def _report(self, error: KommpyError, element: "Element") -> None:
        self._page.report(error, element.tag)


def _order(data: "Given", fields: "Given", *, complete: bool = True) -> "tuple[Do, dict[str, Any]]":
    """Read an element: what it wants done, and how.

    Raises:
        TriggerError: there is no such word
        OptionError: an option is none of the action's, or its value has no meaning

    """
    word = data["kommpy"]
    if word not in ACTIONS:
        likely = closest(word, ACTIONS)
        mend = f"did you mean {likely}?" if likely else f"there are {', '.join(sorted(ACTIONS))}"
        raise TriggerError(f'data-kommpy="{word}" says nothing: {mend}')
    takes, do = ACTIONS[word]
    names = [name for name, _ in (takes if isinstance(takes, tuple) else takes.options())]
    given = {}
    for name, text in fields.items():
        if text and name.replace("-", "_") in names:
            given[name.replace("-", "_")] = text
    for name, text in data.items():
        if name.startswith("kommpy-") and name[7:] not in _FOR_THE_SEED:
            given[name[7:].replace("-", "_")] = text
    if isinstance(takes, tuple):
        return do, _few(word, takes, given, complete)
    return do, {"options": _options(takes, given)}


def _few(word: str, takes: "Few", given: "Given", complete: bool) -> "dict[str, Any]":
    """Check the options of an action that takes one or two; the first is needed."""
    kinds = dict(takes)
    for name in sorted(given):
        if name not in kinds:
            mend = f"it takes {' and '.join([each for each, _ in takes])}"
            raise OptionError(
                f'data-kommpy="{word}" has no option {name!r}',
                option=name,
                mend=mend if takes else "it takes none",
            )
    if complete and takes and takes[0][0] not in given:
        attribute = "data-kommpy-" + takes[0][0].replace("_", "-")
        raise OptionError(f'data-kommpy="{word}" needs {attribute}', option=takes[0][0])
    return {name: kinds[name].check(name, _value(name, given[name], kinds[name])) for name in given}


def _options(cls: "type[Options]", given: "Given") -> "Options":
    kinds = {name: each.kind for name, each in cls.options()}
    # what is no option is refused by the class, which knows what may be meant
    return cls(**{name: _value(name, given[name], kinds.get(name)) for name in given})


def _value(name: str, text: str, kind: "Kind | None") -> "Any":
    """Give what an attribute's text stands for."""
    if isinstance(kind, Flag):
        return {"": True, "true": True, "false": False}.get(text, text)
    if isinstance(kind, Many):
        return [each.strip() for each in text.split(",") if each.strip()]
    if kind is None or isinstance(kind, (Text, Team)):
        return text
    return _json(name, text)


def _json(name: str, text: str) -> "Any":
    try:
        return json.loads(text)
    except ValueError:
        raise OptionError(
            f"{name}={text!r} is no JSON",
            option=name,
            value=text,
            mend="""write it as in data-kommpy-metadata='{"plan": "pro"}'""",
        ) from None


def _update_metadata(chat: "Chat", given: "dict[str, Any]") -> "Action":
    group_id = given.get("group_id") or chat.current_group_id
    if group_id is None:
        raise ActionError(
            "there is no conversation to put notes on; name one in data-kommpy-group-id",
            action="update_conversation_metadata",
        )
    return chat.update_conversation_metadata(group_id, given["metadata"])


# by word: what the action takes, a class of options or some with their kinds (the first is needed),
# and it
ACTIONS: "dict[str, tuple[Any, Do]]" = {
    "close": ((), lambda chat, given: chat.close()),
    "consent": ((), lambda chat, given: chat.give_consent()),
    "context": (
        (("context", METADATA),),
        lambda chat, given: chat.update_chat_context(given["context"]),
    ),
    "css": ((("css", TEXT),), lambda chat, given: chat.customize_widget_css(given["css"])),
    "default-metadata": (
        (("metadata", METADATA),),
        lambda chat, given: chat.update_default_conversation_metadata(given["metadata"]),
    ),
    "hide": ((), lambda chat, given: chat.hide()),
    "language": (
        (("code", LANGUAGE),),
        lambda chat, given: chat.update_user_language(given["code"]),
    ),
    "launch": ((), lambda chat, given: chat.launch_conversation()),
    "list": ((), lambda chat, given: chat.open_conversation_list()),
    "logout": ((), lambda chat, given: chat.logout()),
    "metadata": ((("metadata", METADATA), ("group_id", ID)), _update_metadata),
    "open": ((("group_id", ID),), lambda chat, given: chat.open_conversation(given["group_id"])),
    "prefill": ((("text", TEXT_OR_EMPTY),), lambda chat, given: chat.prefill(given["text"])),
    "retry": ((), lambda chat, given: chat.retry()),
    "send": ((("text", TEXT),), lambda chat, given: chat.send_message(given["text"])),
    "settings": (
        ConversationSettings,
        lambda chat, given: chat.update_settings(given["options"]),
    ),
    "show": ((), lambda chat, given: chat.show()),
    "start": (ConversationDetail, lambda chat, given: chat.start_conversation(given["options"])),
    "timezone": ((("name", ID),), lambda chat, given: chat.update_user_timezone(given["name"])),
    "toggle": ((), lambda chat, given: chat.toggle()),
    "user": (UserDetails, lambda chat, given: chat.update_user(given["options"])),
    "withdraw-consent": ((), lambda chat, given: chat.withdraw_consent()),
}
