"""Who the visitor is."""

from .errors import OptionError
from .kinds import Choice, Kind
from .metadata import METADATA
from .options import Options, option
from .texts import EMAIL, ID, SECRET, TEXT, WORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    Token = str | Callable[[], str | Awaitable[str]]


class Source(Kind):
    """A secret text, or a function that gives one."""

    summary = "a text, or a function, async or not, that gives one"
    secret = True

    def check(self, option: str, value: "Any") -> "Any":
        return value if callable(value) else SECRET.check(option, value)


_SOURCE = Source()


class Identity(Options):
    """Who a visitor is.

    All are keywords; `user_id` is required. A password or token may be a function, async or not: it
    is asked each time the chat begins, and again where Kommunicate refuses the login.

    Raises:
        OptionError: an option does not exist, its value has no meaning to the widget, two of them
            exclude each other, or the id is missing

    Example:
        `Identity(user_id="ada", user_name="Ada", access_token=fetch_token)`

    """

    _synonyms = (
        ("display_name", "user_name"),
        ("id", "user_id"),
        ("name", "user_name"),
        ("phone", "contact_number"),
        ("token", "access_token"),
    )

    user_id: str | None = option(ID, default=None)
    """Id of the visitor."""

    user_name: str | None = option(TEXT, default=None)
    """Name of the visitor."""

    email: str | None = option(EMAIL, default=None)
    """E-mail address of the visitor."""

    contact_number: str | None = option(TEXT, default=None)
    """Telephone number of the visitor, as text."""

    image_link: str | None = option(WORD, default=None)
    """Address of the visitor's picture."""

    password: "Token | None" = option(_SOURCE, default=None, public=False)
    """Password of the visitor, or a function that gives it. The widget keeps it in clear in the
    session storage until the logout."""

    access_token: "Token | None" = option(_SOURCE, default=None, public=False)
    """Token in place of `password`, or a function that gives it. The widget keeps it in the session
    storage and a cookie until the logout."""

    authentication_type_id: int | None = option(Choice(0, 1, 2), default=None)
    """How the login is checked: 0, 1 or 2. The widget's default is 0."""

    metadata: "dict[str, Any] | None" = option(METADATA, default=None)
    """Notes about the visitor, sent at login."""

    def _agree(self) -> None:
        if not self.user_id:
            raise OptionError(
                "an Identity needs user_id", option="user_id", mend="give the id of the visitor"
            )
        self._one_of("password", "access_token")

    def is_of(self, known: "Options") -> bool:
        """Tell whether widget settings are about this very visitor; the token may be another."""
        for name, found in self.options():
            if not found.secret and getattr(self, name) != getattr(known, name):
                return False
        return True
