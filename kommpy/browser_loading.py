"""Follows a widget that is on its way, until it is there or has failed."""

import asyncio

from .browser import js
from .browser_inside import frame, had_frame, has_form, has_gone, is_logged_in
from .ports import nothing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import Any

    from .browser_diagnosis import Diagnosis, Finding
    from .browser_page import BrowserPage
    from .ports import Stop

_PROMPT = 0.05  # seconds between two looks
_LOOKS = 20  # after so many, another look for what stands in its way
_FORM = 40  # looks in which an announced form has to come
_REASONS = {
    "INVALID APPLICATION ID": "invalid_app_id",
    "INVALID PASSWORD": "invalid_password",
    "USER NOT FOUND": "user_not_found",
    "APPMODULE NOT FOUND": "module_not_found",
}


class Loading:
    """Looks at what the widget reports, and for what it does not.

    Args:
        page, diagnosis: what it looks by
        is_seeded: tells whether the seed hears what the widget reports
        come: called with `"pre_chat"` or `"ready"`
        published: called when the widget keeps settings, although it is not ready yet
        fail: called with a reason and the words behind it

    """

    def __init__(
        self,
        page: "BrowserPage",
        diagnosis: "Diagnosis",
        *,
        is_seeded: "Callable[[], bool]",
        come: "Callable[[str], None]",
        published: "Callable[[], None]",
        fail: "Callable[[str, str | None], None]",
    ) -> None:
        self._page = page
        self._diagnosis = diagnosis
        self._is_seeded = is_seeded
        self._come = come
        self._published = published
        self._fail = fail
        self._under_way = False
        self._unwatch: Stop = nothing
        self._search: asyncio.Task[None] | None = None  # for why it does not come
        self._searches: list[asyncio.Task[None]] = []  # asyncio itself keeps only weak references

    def begin(self) -> None:
        """Take what is heard for that of a widget that is on its way."""
        self.end()  # the load before this one
        self._under_way = True

    def watch(self) -> None:
        """Look by itself, too, from now on."""
        self._watch(seen=False)

    def end(self) -> None:
        """Follow it no longer."""
        self._under_way = False
        self._search = None
        self._unwatch()

    def hear(self, said: str) -> None:
        """Take what `onInit` was given."""
        if said == "success":
            self._come("ready")
        elif said == "empty":
            self._look_for_form(_FORM)
        elif said in ("blocked", "error"):
            # the browser's own reports take a moment
            self._page.later(_PROMPT, lambda: self._give_reason(said))
        elif said in _REASONS:
            self._fail(_REASONS[said], None)
        else:
            self._fail(*self._diagnosis.of_login(said))

    def _give_reason(self, said: str) -> None:
        if said == "blocked":
            self._find_out(self._diagnosis.of_script)
        else:
            self._fail_for_sure(*self._diagnosis.of_start())

    def _watch(self, *, seen: bool, told: bool = False, looks: int = 1) -> None:
        """Look for what the widget does not report."""
        if not self._under_way:
            return
        if has_gone():
            self._find_out(self._diagnosis.of_going)
            return
        there = frame()
        same = self._diagnosis.follow(there)
        if not same and (seen or (had_frame() and not there)):
            self._fail("removed", None)
        elif is_logged_in() and not self._is_seeded():
            self._come("ready")
        elif has_form() and not self._is_seeded():
            self._come("pre_chat")
        else:
            if looks % _LOOKS == 0:
                self._fail_for_sure(*self._diagnosis.of_silence())
            published = bool(getattr(js, "KommunicateGlobal", None))
            if published and not told:
                self._published()
            self._unwatch = self._page.later(
                _PROMPT, lambda: self._watch(seen=bool(there), told=published, looks=looks + 1)
            )

    def _look_for_form(self, tries: int) -> None:
        """Tell the form, which is announced before it is there, from an account without one."""
        if not self._under_way:
            return
        if has_form():
            self._come("pre_chat")
        elif is_logged_in() or tries == 0:
            self._come("ready")
        else:
            self._page.later(_PROMPT, lambda: self._look_for_form(tries - 1))

    def _find_out(self, find: "Callable[[], Awaitable[Finding]]") -> None:
        """Fail with what a search finds, unless another beginning comes before its end."""

        async def search() -> None:
            finding = await find()
            self._searches.remove(task)
            if self._search is task:
                self._fail_for_sure(*finding)

        task: Any = asyncio.create_task(search())
        self._searches.append(task)
        self._search = task

    def _fail_for_sure(self, reason: str, cause: str | None, sure: bool) -> None:
        if sure and self._under_way:
            self._fail(reason, cause)
