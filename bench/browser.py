"""The browser that all is measured in."""

from typing import Any

from kommpy.site.chromium import QUIET, installed

GIVEN: dict[str, Any] = {"executable_path": installed(), "args": list(QUIET)}
