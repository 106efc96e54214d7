"""Get what drives Firefox and WebKit here, from Debian; say what is missing where that fails."""

import sys

from tests.browser.chromium import from_apt
from tests.engines.drivers import ENGINES


def main() -> None:
    wanted = [package for engine in ENGINES if engine.missing() for package in engine.packages]
    if wanted:
        from_apt(*wanted)
    for engine in ENGINES:
        if lacking := engine.missing():
            print(f"{engine.name} cannot be driven: {', '.join(lacking)} missing.", file=sys.stderr)
    if any(engine.missing() for engine in ENGINES):
        sys.exit(
            "Install what is missing (Debian: apt-get install "
            f"{' '.join(wanted)}), then run it again."
        )


if __name__ == "__main__":
    main()
