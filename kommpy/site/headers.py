"""The `_headers` file: what a static host is to say with the files."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from .dist import FIRST_LINE
from .survey import Survey, csp_hash

MANY = 50  # hashes; more make a header that servers refuse
CDN = "https://cdn.kommunicate.io"
IMMUTABLE = "Cache-Control: public, max-age=31536000, immutable"


def headers(base: str, policy: str, folders: Iterable[str]) -> str:
    """Write the file, in the form that Netlify, Cloudflare Pages and others read.

    Args:
        base: the path below which the site lies
        policy: the Content-Security-Policy, commented out where it starts with `#`
        folders: the paths whose files never change

    """
    lines = [f"{FIRST_LINE}. Names with a hash never change what they mean.", f"{base}/*"]
    lines += ["  X-Content-Type-Options: nosniff", policy]
    for folder in folders:
        lines += [f"{base}{folder}*", f"  {IMMUTABLE}"]
    return "\n".join(lines) + "\n"


def policy(found: Survey, seeds: Iterable[str], scripts: Iterable[str], nonce: str) -> str:
    """Write the Content-Security-Policy for scripts, as lines of the file.

    Args:
        found: what the pages hold besides
        seeds: the scripts that kommpy puts into the pages
        scripts: addresses of the widget's script
        nonce: what the seed hands on to the widget

    """
    vendors = sorted({f"https://{each}" for each in map(_host, scripts) if each})
    ours = sorted({csp_hash(text) for text in seeds} | found.inline)
    sources = ["'self'", "'wasm-unsafe-eval'", *ours, *sorted(found.origins)]
    said = []
    if vendors:
        said = [
            "  # The vendor's widget forces 'unsafe-eval' (it makes functions from text), and an",
            "  # inline script in its frame, which the nonce allows: a file cannot carry a new one",
            "  # for each visit, a server that can should. A style-src needs 'unsafe-inline', too.",
        ]
        sources += [f"'nonce-{nonce}'", "'unsafe-eval'", *vendors, CDN]
    line = f"Content-Security-Policy: script-src {' '.join(sources)}; object-src 'none'"
    if found.handlers or len(ours) > MANY:
        why = "JavaScript in attributes" if found.handlers else "too many inline scripts"
        said.append(f"  # Switched off, for the pages have {why} of their own:")
        return "\n".join([*said, f"  # {line}"])
    return "\n".join([*said, f"  {line}"])


def _host(url: str) -> str:
    return urlsplit(url).netloc
