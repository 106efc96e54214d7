"""Where there is a Chromium on this machine, and how it does nothing by itself."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# a list of one's own takes the place of Playwright's, whose entries of importance are in it
_NEEDLESS = (
    # with each window a page of the browser's own, for its address bar, as heavy as one of ours
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"),
    *("AimEnabled", "PreconnectToSearch", "OptimizationHints", "NetworkTimeServiceQuerying"),
    *("MediaRouter", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect"),
)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
    f"--disable-features={','.join(_NEEDLESS)}",
)


def installed() -> str | None:
    """Give its path; `CHROMIUM` in the environment says it outright."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
