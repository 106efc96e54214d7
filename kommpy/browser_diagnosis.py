"""What stands in the widget's way, as far as a browser tells."""

from .browser import js
from .browser_evidence import Evidence
from .browser_probe import answers, is_blocked, read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # a reason, the words behind it, and whether waiting any longer is of no use
    Finding = tuple[str, str | None, bool]

_BAD = 400  # and above: statuses that say so
_SETTINGS = "plugin/settings"
_LOGIN = "tab/initialize.page"
_NEEDED = (
    "displayKommunicateWidget",
    "launchConversation",
    "openConversation",
    "startConversation",
    "subscribeToEvents",
    "updateSettings",
)
_PROBE = "kommpy-probe"
_HOME = "https://widget.kommunicate.io"
_REQUESTS = {
    "start_conversation": "group/v2.1/create",
    "open_conversation": "group/v2/info",
    "send_message": "message/send",
    "update_conversation_metadata": "group/update",
    "update_user": "user/update",
}


class Diagnosis:
    """Finds out why the widget does not get ready."""

    def __init__(self, seed: "Any") -> None:
        self._seed = seed
        self._page = Evidence(js.window, seed)
        self._frame: Evidence | None = None
        self._since: float = 0  # by the frame's clock: when an action was asked for
        self._began: float = 0  # by the page's clock: when the script was
        self._script = _HOME  # where it came from

    def follow(self, frame: "Any") -> bool:
        """Look into the widget's frame, `None` where there is none, from now on.

        Tells whether it is the one that was looked into before.
        """
        self._script = self._address() or self._script
        window = getattr(frame, "contentWindow", None) if frame else None
        if self._frame and not (window and self._same(self._frame.window, window)):
            self._frame.stop()
            self._frame = None
        if window and self._frame:
            return True
        if window:
            self._frame = Evidence(window, self._seed)
            self._frame.listen_in()
        return False

    def begin(self) -> None:
        """Look at no script that was asked for before this moment."""
        self._began = self._page.latest()

    async def of_script(self) -> "Finding":
        """Tell why the script did not come."""
        address = self._address()
        known = self._of_answer(address)
        if known:
            return known
        if not self.is_online():
            return "offline", None, True
        if await answers(address):  # and a page may not know what
            return "script_failed", "its host answers", True
        if not await self._has_network():
            return "offline", "not even the page's own host answers", True
        return ("blocked" if await is_blocked(address) else "network"), None, True

    async def of_going(self) -> "Finding":
        """Tell why the widget took itself off the page: it asked the dashboard, and so do we."""
        host = str(js.location.hostname)
        own = getattr(getattr(js, "kommunicate", None), "_globals", None)
        if getattr(own, "disableChatWidget", None) is True:
            return "disabled", "by the page's own disable_chat_widget", True
        answer = await read(self._settings_address(own))
        said = (answer.get("response") or {}).get("chatWidget") or {}
        if said.get("disableChatWidget"):
            return "disabled", None, True
        allowed = said.get("allowedDomains")
        if allowed:
            return "domain_refused", f"{host} is none of {', '.join(allowed)}", True
        return "disabled", f"or {host} is not allowed there; asked which, it does not say", True

    def of_login(self, said: str) -> tuple[str, str | None]:
        """Tell what stands behind a login that failed."""
        status = self.status(_LOGIN)
        if status is None or 0 < status < _BAD:
            return "login_failed", said
        if not status and not self.is_online():
            return "offline", None
        return "login_failed", f"{said}: {_answer(status)}"

    def of_start(self) -> "Finding":
        """Tell why the widget gave up while starting."""
        refusal = self._frame_refusal()
        storage = self.storage_trouble()
        words = self.last_words()
        if not refusal and words and words[:9] == "EvalError":  # its report may come later
            refusal = "script-src forbids eval"
        if refusal:
            return "policy", refusal, True
        if storage:
            return "storage", storage, True
        return "start_failed", words, True

    def of_silence(self) -> "Finding":
        """Tell what the widget waits for."""
        if self._frame is None:
            return self._of_no_frame()
        settings = getattr(getattr(js, "kommunicate", None), "_globals", None)
        if not settings or getattr(settings, "appId", None) in (None, "", "APP_ID"):
            return "invalid_app_id", "there is none", True
        refusal = self._frame_refusal()
        if refusal:
            return "policy", refusal, False
        if not getattr(js, "KommunicateGlobal", None):
            return self._of_settings()
        return self._of_login()

    def mark(self) -> float:
        """Look at nothing that was before this moment; gives it."""
        if self._frame:
            self._frame.make_room()
            self._since = self._frame.window.performance.now()
            self._frame.said.clear()
        return self._since

    def of_request(self, action: str, since: float) -> str | None:
        """Tell how the server refused an action's request, `""`: it did not, `None`: not yet."""
        status = self.status(_REQUESTS[action], since)
        if status is None:
            return None
        if status >= _BAD:
            return f"the server answered with {_answer(status)}"
        if status:
            return ""
        return "its request got no response" if self.is_online() else "the browser is offline"

    def remembers(self, since: float) -> bool:
        """Tell whether there are records of all requests since a moment."""
        return self._frame is not None and since >= self._frame.forgotten

    def of_action(self, action: str) -> str | None:
        """Tell why an action is not answered."""
        known = [] if self.is_online() else ["the browser is offline"]
        if action in _REQUESTS:
            status = self.status(_REQUESTS[action], self._since)
            answer = "not been answered" if status is None else f"been answered with {status}"
            known.append(f"its request has {answer}" if status != 0 else "its request failed")
            if not getattr(js.KommunicateGlobal, "IS_SOCKET_CONNECTED", True):
                known.append("the line to the chat server is down")
        words = self.last_words()
        if words:
            known.append(f"the widget's console says: {words}")
        return "; ".join(known) or None

    def hidden(self) -> str | None:
        """Tell what keeps the box unseen: a policy that refuses the frame's inline script."""
        for directive, address in self._frame.refused if self._frame else ():
            if directive.split("-")[0] == "script" and address == "inline":
                box = js.KommunicateGlobal.document.getElementById("mck-sidebox")
                if box and js.KommunicateGlobal.getComputedStyle(box).visibility == "hidden":
                    return f"{directive} forbids {address}, and the chat's box stays unseen"
        return None

    def missing(self) -> str:
        """Name the methods that the widget lacks."""
        there = js.Kommunicate
        return ", ".join(name for name in _NEEDED if not getattr(there, name, None))

    def storage_trouble(self) -> str | None:
        """Tell why nothing can be kept for the session."""
        storage = self._seed.safe(js.Reflect, "get", js.window, "sessionStorage")
        if isinstance(storage, str) or not storage[0]:
            return str(storage)
        kept = self._seed.safe(storage[0], "setItem", _PROBE, "." * 4000)
        storage[0].removeItem(_PROBE)
        return kept if isinstance(kept, str) else None

    def last_words(self) -> str | None:
        """Give the last error that the widget's frame showed."""
        return self._frame.said[-1] if self._frame and self._frame.said else None

    def is_online(self) -> bool:
        """Tell whether the browser thinks that there is a network."""
        return getattr(js.navigator, "onLine", True) is not False

    def status(self, part: str, since: float = 0) -> int | None:
        """Give the status of the last answer that the widget got from an address."""
        return self._frame.status(part, since) if self._frame else None

    async def _has_network(self) -> bool:
        """Tell whether the page's own host answers; where it cannot be asked, it is taken to."""
        # the address as it was loaded, of which the clock of a test knows nothing
        loaded = js.performance.getEntriesByType("navigation")
        here = str(loaded[0].name if loaded.length else js.location.href)
        return here[:4] != "http" or await answers(here) or bool(self._page.refusal(here))

    def _of_no_frame(self) -> "Finding":
        address = self._address()
        if address:
            known = self._of_answer(address)
            if known:
                return known
            if self._page.status(address, self._began) is not None:
                return "script_failed", "it came, and brought no widget", False
        return self._unanswered("its script has")

    def _of_answer(self, address: str) -> "Finding | None":
        """Tell why the script did not come, where the browser says so by itself."""
        refusal = self._page.refusal(address)
        status = self._page.status(address, self._began) or 0
        if refusal:
            return "policy", refusal, True
        return ("script_failed", _answer(status), True) if status >= _BAD else None

    def _of_settings(self) -> "Finding":
        status = self.status(_SETTINGS)
        if status is None and not self.last_words():
            return self._unanswered("its files, or the dashboard's settings, have")
        if status == 0 and not self.is_online():
            return "offline", None, True
        if status is not None and not 0 < status < _BAD:
            return "settings_failed", _answer(status), True
        return "start_failed", self.last_words(), False

    def _settings_address(self, own: "Any") -> str:
        """Give where the widget asked for its settings, or where it would, in its region."""
        known = self._frame.address(_SETTINGS) if self._frame else ""
        if known:
            return known
        host = str(js.URL.new(self._script).host).replace("widget", "api", 1)
        return f"https://{host}/users/v3/chat/{_SETTINGS}?appId={getattr(own, 'appId', '')}"

    def _of_login(self) -> "Finding":
        status = self.status(_LOGIN)
        if status is None and not self.last_words():
            return self._unanswered("the answer to the login has")
        if status is not None and not 0 < status < _BAD:
            return "login_failed", _answer(status), False
        return "start_failed", self.last_words(), False

    def _unanswered(self, what: str) -> "Finding":
        if self.is_online():
            return "no_answer", f"{what} not come", False
        return "offline", None, False

    def _frame_refusal(self) -> str | None:
        for directive, address in self._frame.refused if self._frame else ():
            if directive.split("-")[0] in ("script", "connect"):
                return f"{directive} forbids {address}"
        return None

    def _address(self) -> str:
        script = js.document.getElementById("km-widget-script") or js.document.querySelector(
            'script[src*="kommunicate.app"]'
        )
        return str(script.src) if script else ""

    def _same(self, one: "Any", other: "Any") -> bool:
        return bool(getattr(js.Object, "is")(one, other))


def _answer(status: int) -> str:
    return f"status {status}" if status else "no response"
