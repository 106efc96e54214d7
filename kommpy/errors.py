"""What can go wrong.

KommpyError
├── OptionError           a value that the widget would misunderstand
├── RuleError             a page rule that cannot hold
├── EventError            an event that does not exist or must not be asked for
├── TriggerError          a trigger that can never fire
├── BrowserError          no browser to work in, or one that refuses
├── LoadError             the widget did not get ready; `reason` says why
└── ActionError           an action that the widget did not carry out
    └── ActionTimeoutError    ... within its time limit
"""


class KommpyError(Exception):
    """Base of every error that kommpy raises."""


class OptionError(KommpyError):
    """A value was refused before it could reach the widget.

    Attributes:
        option: name of the option or argument, `None` where the whole call is meant
        value: what was given (`None` for secrets)
        mend: what to write instead

    """

    def __init__(
        self, message: str, *, option: str | None = None, value: object = None, mend: str = ""
    ) -> None:
        super().__init__(message + ": " + mend if mend else message)
        self.option = option
        self.value = value
        self.mend = mend


class RuleError(KommpyError):
    """A page rule was refused; `pattern` names it."""

    def __init__(self, message: str, *, pattern: object = None) -> None:
        super().__init__(message)
        self.pattern = pattern


class EventError(KommpyError):
    """An event was asked for that cannot be listened to; `event` names it."""

    def __init__(self, message: str, *, event: object = None) -> None:
        super().__init__(message)
        self.event = event


class TriggerError(KommpyError):
    """A trigger was refused.

    Attributes:
        selector: its CSS selector, where it has one
        where: the line of the author's code that it is about, where the runtime can tell

    """

    def __init__(self, message: str, *, selector: object = None, where: str = "") -> None:
        super().__init__(f"{message} ({where.strip()})" if where else message)
        self.selector = selector
        self.where = where.strip()


class BrowserError(KommpyError):
    """kommpy needs a browser and there is none, or the page lacks what the bridge needs."""


class LoadError(KommpyError):
    """The widget did not get ready.

    Attributes:
        reason: one of the texts below, to compare with

    | reason | means |
    | --- | --- |
    | `"blocked"` | the browser never asked for the script: an ad blocker, or another extension |
    | `"network"` | its host is not reached, the page's own is; outside Chromium ad blockers, too |
    | `"offline"` | the browser is offline, or reaches not even the page's own host |
    | `"policy"` | the page's Content-Security-Policy forbids something; the message names it |
    | `"script_failed"` | something else came for the script: an error, another page |
    | `"settings_failed"` | the call for the dashboard's settings failed |
    | `"no_answer"` | nothing was heard within the time limit; the message says what is missing |
    | `"start_failed"` | the widget gave up while starting; the message has its words |
    | `"invalid_app_id"`, `"invalid_password"` | the login was refused |
    | `"no_token"` | the source of the password or token gave none |
    | `"user_not_found"`, `"module_not_found"` | the login was refused |
    | `"login_failed"` | the login was refused, or failed; the message says more |
    | `"disabled"` | disabled in the dashboard, or by the page; the message says if it may be next |
    | `"domain_refused"` | the dashboard does not allow this domain |
    | `"removed"` | taken off the page again and again |
    | `"old_widget"` | it lacks methods; the message names them |
    | `"storage"` | the browser keeps nothing for the page: cookies blocked, or no room |

    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class ActionError(KommpyError):
    """The widget did not do what was asked.

    Attributes:
        action: name of the method that was called
        cause: the error or text behind it, where one is known

    """

    def __init__(self, message: str, *, action: str, cause: object = None) -> None:
        super().__init__(message)
        self.action = action
        self.cause = cause


class ActionTimeoutError(ActionError):
    """The widget gave no answer within the time limit (`timeout`, in seconds)."""

    def __init__(self, message: str, *, action: str, timeout: float, cause: object = None) -> None:
        super().__init__(message, action=action, cause=cause)
        self.timeout = timeout
