from pathlib import Path

import pytest

from kommpy.site import project as projects
from kommpy.site.manifest import Manifest
from sites import FILES, Write


def manifest(root: Path, **options: object) -> Manifest:
    return Manifest(projects.read(root, **options), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/index.html",
        "/pages/cars.html",
        "/pages/main.py",
        "/kommpy/chat.py",
        "/kommpy/seed.js",
    ],
)
def test_what_belongs_to_the_site_is_there(site: Path, url: str) -> None:
    assert manifest(site).find(url)


@pytest.mark.parametrize(
    "url",
    [
        "/pages",
        "/pages/",
        "/pyscript.toml",
        "/.git/config",
        "/pages/.env",
        "/pages/../pyscript.toml",
        "/pages/__pycache__/main.pyc",
        "/kommpy/site/cli.py",
        "/kommpy/testing/__init__.py",
        "/pages/out.txt",
        "//etc/passwd",
    ],
)
def test_nothing_else_is(site: Path, write: Write, url: str, tmp_path_factory: object) -> None:
    write({"pyscript.toml": "", ".git/config": "", "pages/.env": "KEY=1"})
    write({"pages/__pycache__/main.pyc": ""})
    (site / "pages/out.txt").symlink_to("/etc/hostname")

    assert manifest(site).find(url) is None


def test_a_file_that_comes_later_is_found(site: Path, write: Write) -> None:
    files = manifest(site)
    assert files.find("/pages/new.html") is None
    write({"pages/new.html": ""})
    assert files.find("/pages/new.html")
    (site / "pages/new.html").unlink()
    assert files.find("/pages/new.html") is None


def test_the_standin_is_there_only_where_it_is_wanted(site: Path) -> None:
    assert manifest(site).find("/v2/kommunicate.app")
    assert manifest(site, widget="live").find("/v2/kommunicate.app") is None


def test_ready_html_stands_in_place_of_the_pages(write: Write, tmp_path: Path) -> None:
    root = write({**FILES, "pyscript.toml": '[kommpy]\nmain = "pages/main.py"'})
    write({"out/index.html": "", "out/a/b.css": "", "out/.well-known/x": "", "out/.git/x": ""})
    files = manifest(root, site=tmp_path / "out")

    assert files.find("/") == tmp_path / "out/index.html"
    assert files.find("/a/b.css")
    assert files.find("/.well-known/x")
    assert files.find("/pages/main.py")
    assert files.find("/pages/config.py")
    assert files.find("/.git/x") is None
    assert files.find("/pages/cars.html") is None


def test_the_site_says_which_files_are_its_own(write: Write) -> None:
    root = write({**FILES, "pyscript.toml": '[kommpy]\nfiles = ["*.html", "assets/*.css"]'})
    write({"about.html": "", "assets/a.css": "", "assets/b.txt": ""})
    files = manifest(root)

    assert files.find("/about.html")
    assert files.find("/assets/a.css")
    assert files.find("/assets/b.txt") is None
    assert files.find("/pages/main.py") is None
