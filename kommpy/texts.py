"""Texts, and ids, which are texts of one word."""

from .errors import OptionError
from .kinds import LARGEST, SMALL, Kind, is_whole, refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# MicroPython knows only the blanks of ASCII.
_BLANKS = " \t\n\r\x0b\x0c\xa0\u2003\u2009\u200b\u2028\u2029\ufeff"


class Text(Kind):
    """A text; `empty` allows `""`, `secret` keeps it out of errors and prints."""

    flat = True

    def __init__(self, summary: str = "a text", *, empty: bool = False, secret: bool = False):
        self.summary = summary
        self.secret = secret
        self._empty = empty

    def check(self, option: str, value: "Any") -> str:
        if not isinstance(value, str):
            raise self._refusal(option, value, self._other_type(value))
        if _is_blank(value) and not (self._empty and value == ""):
            raise self._refusal(option, value, "an empty text says nothing, leave it out")
        if _is_placeholder(value):
            raise self._refusal(option, value, "replace the placeholder with your own")
        return value

    def _other_type(self, value: object) -> str:
        if is_whole(value) and not self.secret:
            return f'give {self.summary}: "{value}"'
        return f"give {self.summary}"

    def _refusal(self, option: str, value: object, mend: str) -> OptionError:
        return refusal(option, value, mend, secret=self.secret)


class Id(Text):
    """An id or another text of one word."""

    def check(self, option: str, value: "Any") -> str:
        if _is_plain(value):
            return value  # type: ignore[no-any-return]
        if isinstance(value, (list, tuple)):
            raise self._refusal(option, value, "give one id, not a list")
        text = super().check(option, value)
        if text[0] == "<" and text[-1] == ">":
            raise self._refusal(option, value, "replace the placeholder with your own id")
        if _has_blank(text):
            raise self._refusal(option, value, "write it without blanks")
        return text


class AppId(Id):
    """The id of a Kommunicate application."""

    def check(self, option: str, value: "Any") -> str:
        text = super().check(option, value)
        if text.upper() in ("APP_ID", "YOUR_APP_ID"):
            raise self._refusal(
                option, value, "give your own, the dashboard shows it under Install"
            )
        return text


class Email(Id):
    """An e-mail address."""

    def check(self, option: str, value: "Any") -> str:
        text = super().check(option, value)
        name, _, host = text.partition("@")
        if not name or not host:
            raise self._refusal(option, value, 'give an address such as "ada@example.com"')
        return text


class Language(Id):
    """A language tag such as `en` or `pt-BR`."""

    def check(self, option: str, value: "Any") -> str:
        text = super().check(option, value)
        if "_" in text:
            mended = text.replace("_", "-")
            raise self._refusal(option, value, f'write the language with a hyphen: "{mended}"')
        return text


class Team(Kind):
    """The id of a team, a number or a text, sent as it is given."""

    summary = "a team's id, a number or a text"
    flat = True

    def check(self, option: str, value: "Any") -> "Any":
        if isinstance(value, str):
            return ID.check(option, value)
        if type(value) is int and 0 <= value < SMALL:
            return value
        if not is_whole(value) or not (0 <= value <= LARGEST):
            raise refusal(option, value, "give the number that the dashboard shows under Teammates")
        return value


def _is_plain(value: object) -> bool:
    """Tell the usual id, at which there is nothing to look for: one word of ASCII."""
    return (
        type(value) is str
        and value.split() == [value]
        and value[0] != "<"
        and len(value.encode("utf-8", "replace")) == len(value)
    )


def _is_blank(text: str) -> bool:
    # MicroPython's strip() takes no blanks beyond ASCII; most texts begin with a letter of it
    return not "!" <= text[:1] <= "~" and all(letter in _BLANKS for letter in text)


def _has_blank(text: str) -> bool:
    if text.split() != [text]:
        return True
    beyond_ascii = len(text.encode("utf-8", "replace")) > len(text)
    return beyond_ascii and any(blank in text for blank in _BLANKS)


def _is_placeholder(text: str) -> bool:
    """Tell a sample such as `<BOT_ID>` from a text that is meant, HTML included."""
    if text[0:1] != "<" or text[-1] != ">":
        return False
    inner = text[1:-1]
    return (
        inner.upper() == inner
        and any(letter.isalpha() for letter in inner)
        and all(letter.isalpha() or letter.isdigit() or letter in "_- " for letter in inner)
    )


TEXT = Text()
TEXT_OR_EMPTY = Text('a text, "" for none', empty=True)
SECRET = Text(secret=True)
ID = Id("an id as text")
WORD = Id("a text without blanks")
APP_ID = AppId("an app id as text")
EMAIL = Email("an e-mail address")
LANGUAGE = Language('a language such as "en-US"')
TEAM = Team()


def check_timezone(name: "Any", trouble: "Callable[[str], str]") -> None:
    """Refuse the name of a time zone where a browser tells what is wrong with it."""
    wrong = trouble(ID.check("name", name))
    if wrong:
        raise OptionError(
            f"name={name!r} is no time zone ({wrong})",
            option="name",
            value=name,
            mend='give an IANA name such as "Europe/Paris"',
        )
