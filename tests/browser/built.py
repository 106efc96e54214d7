"""Pages of a test, built as a site of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from kommpy.site.build import Build
from kommpy.site.hosted import Host
from kommpy.site.project import Project
from kommpy.site.runtime import install
from kommpy.site.serving import running
from tests.browser.conftest import ROOT, Site

CACHE = ROOT / ".kommpy" / "cache"


@contextmanager
def built(site: Site, address: str, out: Path) -> Iterator[str]:
    """Build a page that is served already; gives its address on a static host."""
    root = site.root / urlsplit(address).path.strip("/")
    Build(Project(root=root, files=("**",)), install(ROOT), out, cache=CACHE).run()
    with running(Host(out)) as host:
        yield host
