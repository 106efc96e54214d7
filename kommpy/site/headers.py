"""The `_headers` file: what a static host is to say with the files."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from .dist import FIRST_LINE
from .survey import Survey, csp_hash

MANY = 50  # hashes; more make a header that servers refuse
CDN = "https://cdn.kommunicate.io"
_VENDORS = [
    "  # The vendor's widget forces 'unsafe-eval' (it makes functions from text) and an inline",
    "  # script in its frame, which the nonce allows: a file cannot carry a new one for each",
    "  # visit, a server that can should. A style-src would need 'unsafe-inline' for it, too.",
]
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


@dataclass
class Policy:
    """The Content-Security-Policy for scripts.

    Attributes:
        found: what the pages hold besides
        seeds: the scripts that kommpy puts into the pages
        widgets: addresses of the widget's script
        nonce: what the seed hands on to the widget
        runtimes: where the runtimes are, if not on the site itself
        pyscript: whether a page starts its Python with PyScript

    """

    found: Survey
    seeds: Iterable[str]
    widgets: Iterable[str]
    nonce: str
    runtimes: Iterable[str] = ()
    pyscript: bool = False

    def lines(self) -> str:
        """Write it as lines of the file; what others force is named as theirs."""
        said, sources = self._forced()
        ours = sorted({csp_hash(text) for text in self.seeds} | self.found.inline)
        sources = ["'self'", "'wasm-unsafe-eval'", *ours, *sorted(self.found.origins), *sources]
        line = f"Content-Security-Policy: script-src {' '.join(sources)}; object-src 'none'"
        if self.found.handlers or len(ours) > MANY:
            why = "JavaScript in attributes" if self.found.handlers else "too many inline scripts"
            said.append(f"  # Switched off, for the pages have {why} of their own:")
            line = f"# {line}"
        return "\n".join([*said, f"  {line}"])

    def _forced(self) -> tuple[list[str], list[str]]:
        """Give what others need, and why."""
        said, sources = [], sorted(self.runtimes)
        if self.pyscript:
            said.append("  # PyScript, which some page imports, forces 'unsafe-eval'.")
            sources.append("'unsafe-eval'")
        vendors = sorted({f"https://{host}" for host in map(_host, self.widgets) if host})
        if vendors:
            said += _VENDORS
            forced = ["'unsafe-eval'", f"'nonce-{self.nonce}'", *vendors, CDN]
            sources += [each for each in forced if each not in sources]
        return said, sources


def _host(url: str) -> str:
    return urlsplit(url).netloc
