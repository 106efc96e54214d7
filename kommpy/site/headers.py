"""The `_headers` file: what a static host is to say with the files."""

from collections.abc import Iterable

from .csp import HEADER, Policy
from .dist import FIRST_LINE

IMMUTABLE = "Cache-Control: public, max-age=31536000, immutable"


def headers(base: str, policy: Policy, folders: Iterable[str]) -> str:
    """Write the file, in the form that Netlify, Cloudflare Pages and others read.

    Args:
        base: the path below which the site lies
        policy: the Content-Security-Policy; commented out where it would break a page
        folders: the paths whose files never change

    """
    lines = [f"{FIRST_LINE}. Names with a hash never change what they mean.", f"{base}/*"]
    lines += ["  X-Content-Type-Options: nosniff"]
    lines += [f"  # {reason}" for reason in policy.reasons()]
    lines += [f"  {'# ' if policy.trouble else ''}{HEADER}: {policy.line}"]
    for folder in folders:
        lines += [f"{base}{folder}*", f"  {IMMUTABLE}"]
    return "\n".join(lines) + "\n"
