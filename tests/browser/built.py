"""Pages of a test, built as a site of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from kommpy.site.build import Build
from kommpy.site.project import Project
from kommpy.site.runtime import install
from tests.browser.conftest import ROOT, Site
from tests.browser.host import hosting

CACHE = ROOT / ".kommpy" / "cache"


@contextmanager
def built(site: Site, address: str, out: Path) -> Iterator[str]:
    """Build a page that is served already; gives its address on a static host."""
    root = site.root / urlsplit(address).path.strip("/")
    Build(Project(root=root, files=("**",)), install(ROOT), out, cache=CACHE).run()
    with hosting(out) as host:
        yield f"{host}/"
