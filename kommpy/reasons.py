"""Why a chat did not get ready: the reasons, and what is to be said of each."""

from .errors import LoadError

TEXTS = {
    "blocked": "the browser did not ask for the widget's script: an ad blocker, or another "
    "extension, stands in its way",
    "network": "the widget's script could not be fetched: its host cannot be reached",
    "offline": "the browser is offline",
    "policy": "the page's Content-Security-Policy stands in the widget's way",
    "script_failed": "what came for the widget's script is not the widget",
    "settings_failed": "the dashboard's settings could not be fetched",
    "no_answer": "the widget said nothing",
    "start_failed": "the widget gave up while starting",
    "invalid_app_id": "Kommunicate does not know this app_id",
    "invalid_password": "Kommunicate refused the password or access token",
    "no_token": "the source of the password or access token gave none",
    "user_not_found": "Kommunicate does not know this user_id",
    "module_not_found": "Kommunicate does not know this app_module_name",
    "login_failed": "Kommunicate could not log the visitor in",
    "disabled": "the widget took itself off the page: it is disabled",
    "domain_refused": "the widget took itself off the page: the dashboard does not allow this "
    "domain",
    "removed": "the widget was removed from the page",
    "old_widget": "the widget is none that kommpy can drive",
    "logged_out": "another script or page ended the visitor's session",
    "installed_twice": "another script installs the widget a second time: what it says is ignored",
    "storage": "the browser keeps nothing for this page, so that the widget forgets its settings",
}


def explain(reason: str, cause: str | None = None) -> str:
    """Say what a reason means, with the words of the widget or the browser behind it."""
    text = TEXTS.get(reason, reason)
    return f"{text} ({cause})" if cause else text


def load_error(reason: str, cause: str | None = None, *, begin: str = "") -> LoadError:
    """Make the error of a chat that is not as it should be; `begin` is what it begins with."""
    begin = begin or "the chat did not get ready"
    return LoadError(f"{begin}: {explain(reason, cause)}", reason=reason)
