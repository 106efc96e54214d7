"""Why a chat did not get ready: the reasons, and what is to be said of each."""

from .errors import LoadError

TEXTS = {
    "blocked": "the widget's script could not be fetched: the network, an ad blocker or the "
    "page's Content-Security-Policy stands in its way",
    "no_answer": "the widget said nothing",
    "start_failed": "the widget gave up while starting; its own message is in the console",
    "invalid_app_id": "Kommunicate does not know this app_id",
    "invalid_password": "Kommunicate refused the password or access token",
    "no_token": "the source of the password or access token gave none",
    "user_not_found": "Kommunicate does not know this user_id",
    "module_not_found": "Kommunicate does not know this app_module_name",
    "login_failed": "Kommunicate could not log the visitor in",
    "removed": "the widget took itself off the page: it is disabled in the dashboard, this domain "
    "is not allowed there, or a script removed it",
}


def explain(reason: str, cause: str | None = None) -> str:
    """Say what a reason means, with the words of the widget or the browser behind it."""
    text = TEXTS.get(reason, reason)
    return f"{text} ({cause})" if cause else text


def load_error(reason: str, cause: str | None = None, *, within: str = "") -> LoadError:
    """Make the error of a chat that did not get ready, `within` some time."""
    return LoadError(f"the chat did not get ready{within}: {explain(reason, cause)}", reason=reason)
