"""The `_headers` file: what a static host is to say with the files."""

import re
from collections.abc import Iterable
from pathlib import Path

from .csp import HEADER, Policy
from .dist import FIRST_LINE
from .errors import SiteError

_PATTERN = re.compile(r"(\w+:/)?/")
IMMUTABLE = "Cache-Control: public, max-age=31536000, immutable"


def headers(base: str, policy: Policy, folders: Iterable[str], own: str = "") -> str:
    """Write the file, in the form that Netlify, Cloudflare Pages and others read.

    Args:
        base: the path below which the site lies
        policy: the Content-Security-Policy; commented out where it would break a page
        folders: the paths whose files never change
        own: the site's own such file, whose rules come behind

    """
    found = {f"{base}/*": ["X-Content-Type-Options: nosniff"]}
    found[f"{base}/*"] += [f"# {reason}" for reason in policy.reasons()]
    found[f"{base}/*"] += [f"{'# ' if policy.trouble else ''}{HEADER}: {policy.line}"]
    found.update({f"{base}{folder}*": [IMMUTABLE] for folder in folders})
    for pattern, lines in blocks(own).items():
        # some hosts heed but the last of two rules for one pattern
        found.setdefault(pattern, []).extend(lines)
    said = [f"{FIRST_LINE}. Names with a hash never change what they mean."]
    for pattern, lines in found.items():
        said += [pattern, *(f"  {line}" for line in lines)]
    return "\n".join(said) + "\n"


def own_headers(path: Path | None) -> str:
    """Read the site's own such file, where it has one."""
    try:
        return path.read_text("utf-8-sig") if path else ""
    except UnicodeDecodeError as error:
        raise SiteError("this is no text in UTF-8", path=path) from error


def blocks(text: str) -> dict[str, list[str]]:
    """Take such a file apart: the lines that stand below each pattern."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if _PATTERN.match(line):
            lines = found.setdefault(line, [])
        elif line:
            lines.append(line)
    return found
