import pytest

from kommpy.site import project as projects
from kommpy.site.errors import SiteError
from sites import Write


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("", ""),
        ("/", ""),
        ("project", "/project"),
        ("/a/b/", "/a/b"),
        ("//a//", "/a"),
        ("/~é", "/~é"),
    ],
)
def test_a_base_path_has_one_form(given: str, base: str) -> None:
    assert projects.normal_base(given) == base


@pytest.mark.parametrize(
    "base",
    ["https://x.com/shop", "/shop/?x=1", "/shop#x", "/x/../y", "/./x", '/"><b>', "/a b", "/a\\b"],
)
def test_what_is_no_base_path_is_refused(base: str) -> None:
    with pytest.raises(SiteError, match="is no path such as /shop"):
        projects.normal_base(base)


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ("a = ", "not valid TOML"),
        ("[kommpy]\nruntimes = 1", "no key 'runtimes'; it knows csp, files, main, runtime"),
        ('[kommpy]\nruntime = "pyodide"', "MicroPython"),
        ('[kommpy]\nmain = "pages/nowhere.py"', "which is no file"),
        ('[kommpy]\nfiles = "pages"', "a list of patterns"),
        ('[kommpy]\nfiles = ["/etc/*"]', "'/etc/\\*' is none"),
        ('[kommpy]\nfiles = ["pages/**", ""]', "'' is none"),
        ('[kommpy]\nfiles = ["."]', "'.' is none"),
        ('[kommpy]\nfiles = ["pages/***"]', "is none"),
        ('[kommpy]\nfiles = ["../other/*"]', "is none"),
        ('[kommpy]\nfiles = ["a\\u0000b"]', "is none"),
        ("kommpy = 5", "kommpy is a table"),
    ],
)
def test_a_wrong_configuration_is_named(write: Write, toml: str, says: str) -> None:
    root = write({"pyscript.toml": toml})

    with pytest.raises(SiteError, match=rf"pyscript.toml: .*{says}"):
        projects.read(root)


def test_a_site_folder_must_be_there(write: Write) -> None:
    root = write({})

    with pytest.raises(SiteError, match="there is no such folder"):
        projects.read(root, site=root / "public")


def test_a_site_folder_gets_the_python_of_the_pages(write: Write) -> None:
    root = write({"pages/main.py": "", "ready/index.html": ""})

    assert projects.read(root, site=root / "ready").main == root / "pages" / "main.py"


def test_a_site_folder_without_python_is_named(write: Write) -> None:
    root = write({"ready/index.html": ""})

    with pytest.raises(SiteError, match=r"no Python to add to its pages; write pages/main.py"):
        projects.read(root, site=root / "ready")
