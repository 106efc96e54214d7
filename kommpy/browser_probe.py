"""Asks around, where the browser's records alone do not tell what went wrong."""

import asyncio
import json

from .browser import js

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PATIENCE = 4000  # milliseconds in which an answer has to come
_OFTEN = 0.05  # seconds between two looks at an image
_UNSEEN = "position:fixed;visibility:hidden;display:inline!important"
_ANY = '{"method": "HEAD", "mode": "no-cors", "cache": "no-store"}'


async def answers(address: str) -> bool:
    """Tell whether an address gives any answer, were it that there is nothing."""
    return await _ask(address, _ANY) is not None


async def is_blocked(address: str) -> bool:
    """Tell whether an extension keeps the browser from asking an address.

    Chromium's browsers then take away the place of an image of it, whatever its style; others do
    not tell.
    """
    image = js.document.createElement("img")
    image.style.cssText = _UNSEEN
    image.alt = "."
    image.src = address
    js.document.body.append(image)
    for _ in range(int(_PATIENCE / 1000 / _OFTEN)):
        await asyncio.sleep(_OFTEN)
        if image.complete:
            break
    blocked = str(js.window.getComputedStyle(image).display) == "none"
    image.remove()
    return blocked


async def read(address: str) -> "dict[str, Any]":
    """Give the JSON object that is found at an address, an empty one where there is none."""
    answer = await _ask(address, "{}")
    try:
        found = json.loads(await answer.text()) if answer else {}
    except Exception:  # of a class of the runtime's own, where the text broke off
        found = {}
    return found if isinstance(found, dict) else {}


async def _ask(address: str, wishes: str) -> "Any":
    options = js.JSON.parse(wishes)
    if getattr(js.AbortSignal, "timeout", None):
        options.signal = js.AbortSignal.timeout(_PATIENCE)
    try:
        return await js.window.fetch(address, options)
    except Exception:  # a promise that is rejected: of a class of the runtime's own, too
        return None
