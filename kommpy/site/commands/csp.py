"""`kommpy csp`: the Content-Security-Policy of the built site, as one line."""

import argparse
import sys
from pathlib import Path

from kommpy.site import built
from kommpy.site import project as projects
from kommpy.site.csp import HEADER

HELP = "print the Content-Security-Policy that the built site needs"
EXAMPLES = """\
kommpy build && kommpy csp            the line that _headers holds
kommpy csp --region eu                for an account in another region
kommpy csp --nonce '$request_id'      where a server makes a new nonce for each visit
"""


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument("--out", type=Path, help="folder that was built (dist)")
    parser.add_argument(
        "--region",
        choices=("general", "eu", "in", "cn", "enterprise", "beta", "test"),
        help="where the account lives, in place of what the pages say",
    )
    parser.add_argument(
        "--nonce", help="nonce, or your server's word for it, in place of the one in the pages"
    )


def run(given: argparse.Namespace, root: Path) -> int:
    """Print the line; what is there for whose sake goes beside it."""
    policy = built.read(given.out or root / "dist").policy(
        projects.read(root), region=given.region, nonce=given.nonce
    )
    for reason in policy.reasons():
        print(f"# {reason}", file=sys.stderr)
    print(f"{HEADER}: {policy.line}")
    return 0
