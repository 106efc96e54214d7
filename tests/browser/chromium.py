"""Print the path of a Chromium to test with; get one if there is none.

An empty line means the one that Playwright brought: `python -m playwright install chromium`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kommpy.site.chromium import NAMES, installed


def main() -> None:
    path = installed() or (from_apt("chromium") and installed())
    if not path and not (playwrights() or from_playwright()):
        sys.exit(
            "The browser tests need Chromium. None of "
            f"{', '.join(NAMES)} is on the PATH, and neither apt-get nor "
            "`playwright install chromium` could bring one. Install it and run `make test` again."
        )
    print(path or "")


def from_apt(*packages: str) -> bool:
    if not shutil.which("apt-get"):
        return False
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and not (shutil.which("sudo") and runs("sudo", "-n", "true")):
        return False
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return runs(*root, *quiet, "update") and runs(*root, *quiet, "install", "-y", *packages)


def playwrights() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def from_playwright() -> bool:
    return runs(sys.executable, "-m", "playwright", "install", "chromium")


def runs(*command: str) -> bool:
    print("$", *command, file=sys.stderr)
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    main()
