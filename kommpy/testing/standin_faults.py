"""What the stand-in is asked for so that it fails, by the reason of `LoadError` that comes."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

STANDIN: "dict[str, dict[str, Any]]" = {
    "disabled": {"disabled": True},
    "domain_refused": {"domain": True},
    "invalid_app_id": {"login": "application"},
    "invalid_password": {"login": "password"},
    "login_failed": {"login": "refused"},
    "module_not_found": {"login": "module"},
    "no_answer": {"settings": "hang"},
    "old_widget": {"old": True},
    "settings_failed": {"settings": "500"},
    "start_failed": {"exception": True},
    "storage": {"storage": "blocked"},
    "user_not_found": {"login": "user"},
}
