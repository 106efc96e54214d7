"""The browser that all is measured in."""

from typing import Any

from kommpy.site.chromium import installed

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
GIVEN: dict[str, Any] = {"executable_path": installed(), "args": FLAGS}
