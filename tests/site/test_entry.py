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
