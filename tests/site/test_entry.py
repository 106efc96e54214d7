from pathlib import Path

import pytest

from kommpy.site.entry import Entry, find
from kommpy.site.errors import SiteError
from kommpy.site.html import Document
from kommpy.site.project import read
from kommpy.site.survey import survey
from sites import FILES, INDEX, Write

TAG = '<script type="py" src="pages/main.py"></script>'
INLINE = '<script type="py">\n    import json\n\n    x = =\n</script>'


def entry(root: Path, name: str = "index.html") -> Entry:
    path = root / name
    found = find(Document(path.read_bytes()), path, f"/{name}", read(root))
    assert found
    return found


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_python_in_a_page_has_the_lines_of_the_page(write: Write, end: str) -> None:
    html = INDEX.replace(TAG, INLINE)
    root = write({**FILES, "index.html": html.replace("\n", end)})

    with pytest.raises(SiteError) as caught:
        survey([("/index.html", root / "index.html")], read(root))

    assert caught.value.path == root / "index.html"
    assert caught.value.line == html.splitlines().index("    x = =") + 1


@pytest.mark.parametrize(
    "content",
    [
        b"# -*- coding: latin-1 -*-\nx = '\xe4'\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=iso-8859-15 :\nx = '\xe4'\n",
        b"\xef\xbb\xbfx = '\xc3\xa4'\r\n",
    ],
)
def test_python_is_read_in_the_encoding_that_it_names(site: Path, content: bytes) -> None:
    (site / "pages" / "main.py").write_bytes(content)

    source = entry(site).source

    assert source.splitlines()[-1] == "x = 'ä'"
    scope: dict[str, object] = {}
    exec(source.encode(), scope)  # noqa: S102 - as a runtime takes it
    assert scope["x"] == "ä"


@pytest.mark.parametrize("name", ["main.py", "config.py", "offers.py"])
@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"# x\n\n# \xe4\n", 3, "not utf-8"),
        (b"# \xe4\n", 1, "not utf-8"),
        ("import json\n".encode("utf-16"), 1, "not utf-8"),
        (b"# coding: klingon\n", None, "klingon"),
    ],
)
def test_what_cannot_be_read_is_named(
    site: Path, name: str, content: bytes, line: int | None, message: str
) -> None:
    main = site / "pages" / "main.py"
    main.write_text(main.read_text() + "import offers\n")
    (site / "pages" / "offers.py").write_text("")
    (site / "pages" / name).write_bytes(content)

    with pytest.raises(SiteError, match=message) as caught:
        survey([("/index.html", site / "index.html")], read(site))

    assert (caught.value.path, caught.value.line) == (site / "pages" / name, line)


def test_python_in_a_page_of_another_encoding_is_refused_with_its_line(site: Path) -> None:
    html = INDEX.replace(TAG, '<script type="py">\nx = 1\ny = "ä"\n</script>')
    (site / "index.html").write_bytes(html.encode("latin-1"))

    with pytest.raises(SiteError, match="save the page as UTF-8") as caught:
        entry(site)

    assert caught.value.line == html.splitlines().index('y = "ä"') + 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_in_utf_16_is_refused(site: Path, encoding: str) -> None:
    text = INDEX if encoding == "utf-16" else "\ufeff" + INDEX
    (site / "index.html").write_bytes(text.encode(encoding))

    with pytest.raises(SiteError, match="UTF-16") as caught:
        entry(site)

    assert caught.value.path == site / "index.html"
