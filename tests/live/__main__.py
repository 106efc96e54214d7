"""The contract on the hosted widget: `make test-live APP_ID=...`.

Needs an account and a network, and begins some thirty conversations there. It says where the
vendor's widget has moved away from what kommpy and its stand-in take it for.
"""

import argparse
import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from kommpy.site.chromium import installed
from tests.live.player import Player

OBSERVED = Path(__file__).parents[1] / "observed.json"
SCRIPT = "https://widget.kommunicate.io/v2/kommunicate.app"


def main(argv: list[str] | None = None) -> int:
    """Play all scenarios; gives the number of those that went otherwise."""
    given = _parser().parse_args(argv)
    scenarios = json.loads(OBSERVED.read_text("utf-8"))["scenarios"]
    moved = 0
    with sync_playwright() as playwright:
        path = installed()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        player = Player(browser, given.app_id, given.script)
        for scenario in scenarios:
            if given.only in scenario["name"]:
                found = player.play(scenario, lambda context: None)
                moved += bool(found)
                print(f"{'differs' if found else 'as known'}  {scenario['name']}", flush=True)
                for line in found:
                    print(f"    {line}", flush=True)
        browser.close()
    print(f"{moved} went otherwise than observed." if moved else "All went as observed.")
    return min(moved, 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.live", description=__doc__)
    parser.add_argument("--app-id", required=True, help="app id of the account")
    parser.add_argument("--script", default=SCRIPT, help="address of the widget (%(default)s)")
    parser.add_argument("--only", default="", help="part of the names of those to be played")
    return parser


if __name__ == "__main__":
    sys.exit(main())
