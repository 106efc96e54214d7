"""The browser that all is measured in."""

import os
from typing import Any

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
]
GIVEN: dict[str, Any] = {"executable_path": os.environ.get("CHROMIUM") or None, "args": FLAGS}
