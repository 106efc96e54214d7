"""The bridge's consent managers: what they say, each in its own words."""

import asyncio
import json

from .browser import create_proxy, free, js
from .ports import Consents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .ports import Stop


class BrowserConsents(Consents):
    """The consent managers in a browser."""

    def __init__(self, seed: "Any") -> None:
        self._seed = seed
        self._heard: Any = None  # who listens to the framework
        self._said: dict[str, Any] = {}  # what it, or Usercentrics, said last
        self._asking: asyncio.Task[None] | None = None

    def on_signal(self, kinds: tuple[str, ...], listener: "Callable[[Any], None]") -> "Stop":
        def hear(event: "Any") -> None:
            listener(_plain(getattr(event, "detail", None)))

        heard = create_proxy(hear)
        # at the window in the capturing phase: what is sent on the document comes by, too
        for kind in kinds:
            js.window.addEventListener(kind, heard, True)

        def stop() -> None:
            for kind in kinds:
                js.window.removeEventListener(kind, heard, True)
            free(heard)

        return stop

    def read(self, manager: str, category: str) -> bool:
        found: bool = getattr(self, "_" + manager)(category)
        return found

    def _complianz(self, category: str) -> bool:
        return self._call(js.window, "cmplz_has_consent", category) is True

    def _cookiebot(self, category: str) -> bool:
        return _at(js, "Cookiebot", "consent", category) is True

    def _cookieyes(self, category: str) -> bool:
        return _at(self._call(js.window, "getCkyConsent"), "categories", category) is True

    def _didomi(self, category: str) -> bool:
        status = self._call(_at(js, "Didomi"), "getCurrentUserStatus")
        kinds = ("vendors", "purposes")
        return any(_at(status, kind, category, "enabled") is True for kind in kinds)

    def _iubenda(self, category: str) -> bool:
        if _at(js, "_iub", "cs", "state", "needsConsent") is False:
            return True
        consent = _at(js, "_iub", "cs", "consent")
        by_purpose = _at(consent, "purposes", category)
        return (_at(consent, "consent") if by_purpose is None else by_purpose) is True

    def _klaro(self, category: str) -> bool:
        manager = self._call(_at(js, "klaro"), "getManager")
        said = self._call(manager, "getConsent", category)
        return said is True and _at(manager, "confirmed") is True

    def _onetrust(self, category: str) -> bool:
        return category in str(_at(js, "OnetrustActiveGroups") or "").split(",")

    def _osano(self, category: str) -> bool:
        consent = self._call(_at(js, "Osano", "cm"), "getConsent")
        return str(_at(consent, category)) == "ACCEPT"

    def _usercentrics(self, category: str) -> bool:
        if _at(js, "__ucCmp"):
            return self._usercentrics_three(category)
        layer: Any = getattr(js, "dataLayer", None)
        for number in range(layer.length - 1, -1, -1) if layer else ():
            if _at(layer[number], "event") == "consent_status":
                said = _at(layer[number], "ucCategory", category)
                return (_at(layer[number], category) if said is None else said) is True
        known = _plain(self._call(_at(js, "UC_UI"), "getServicesBaseInfo")) or []
        of_it = [each for each in known if category in (each.get("categorySlug"), each.get("name"))]
        return bool(of_it) and all(each["consent"]["status"] is True for each in of_it)

    def _usercentrics_three(self, category: str) -> bool:
        """Read what its third version said when it was last asked, and ask once more."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_usercentrics())
        known = self._said.get("services", {})
        of_it = [
            each for each in known.values() if category in (each.get("category"), each.get("name"))
        ]
        return bool(of_it) and all((each.get("consent") or {}).get("given") for each in of_it)

    async def _ask_usercentrics(self) -> None:
        promise = self._call(_at(js, "__ucCmp"), "getConsentDetails")
        try:
            self._said = _plain(await promise) or {}
        except Exception:  # of a class of the runtime's own: it has none yet
            self._said = {}
        self._asking = None

    def _tcf(self, category: str) -> bool:
        if self._heard is None and getattr(js, "__tcfapi", None):
            self._heard = create_proxy(self._hear_tcf)  # for as long as the page lives
            self._call(js.window, "__tcfapi", "addEventListener", 2, self._heard)
        said = self._said
        if said.get("gdprApplies") is False:
            return True
        consents: dict[str, bool] = said.get("purpose", {}).get("consents", {})
        return consents.get(category) is True

    def _hear_tcf(self, said: "Any", success: bool = True) -> None:
        if success and _at(said, "eventStatus") in ("tcloaded", "useractioncomplete"):
            self._said = _plain(said)

    def _call(self, place: "Any", method: str, *args: object) -> "Any":
        """Call what may throw, or not be there."""
        if not place or not getattr(place, method, None):
            return None
        answer = self._seed.safe(place, method, *args)
        return None if isinstance(answer, str) else answer[0]


def _at(place: "Any", *names: str) -> "Any":
    """Give what lies at the end of some names, `None` where a step is missing."""
    for name in names:
        if not place:
            return None
        place = getattr(place, name, None)
    return place


def _plain(value: "Any") -> "Any":
    return json.loads(js.JSON.stringify(value) or "null") if value is not None else None
