import gzip
import hashlib
import json
import re
from base64 import b64encode
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kommpy.site import manifest
from kommpy.site import project as projects
from kommpy.site.build import Build
from kommpy.site.dist import FIRST_LINE
from kommpy.site.errors import SiteError
from kommpy.site.headers import blocks
from kommpy.site.runtime import MICROPYTHON, Runtimes
from kommpy.site.survey import csp_hash
from sites import CONFIG, FILES, INDEX, MAIN, Write

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RUNTIMES = Runtimes(ROOT / "node_modules")


def build(
    root: Path, *, loader: str = "direct", cdn: bool = True, out: str = "dist", **options: object
) -> Path:
    """Build a site for MicroPython; gives its folder."""
    given = {"runtime": "mpy", "widget": "live", **options}
    project = projects.read(root, **given)  # type: ignore[arg-type]
    Build(project, RUNTIMES, root / out, loader, cdn, ROOT / ".kommpy" / "cache").run()  # type: ignore[arg-type]
    return root / out


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def data(page: Path) -> dict[str, str]:
    found = BeautifulSoup(page.read_text(), "html.parser").find(id="kommpy-page")
    assert found
    return dict(json.loads(found.text))


def bundled(dist: Path, page: str = "index.html") -> dict[str, bytes]:
    """Take a page's bundle apart, as its loader does."""
    content = (dist / data(dist / page)["bundle"].lstrip("/")).read_bytes()
    head, rest = content.split(b"\n", 1)
    found = {}
    for name, length in json.loads(head):
        found[name], rest = rest[:length], rest[length:]
    assert rest == b""
    return found


def test_a_site_becomes_plain_files(site: Path) -> None:
    dist = build(site)
    names = set(files(dist))

    assert {"index.html", "index.html.br", "index.html.gz", "pages/cars.html", "_headers"} <= names
    assert not {name for name in names if name.endswith(".py")}
    assert data(dist / "index.html")["script"].startswith("https://widget.kommunicate.io/")
    assert not list(site.glob(".dist-*"))


def test_the_same_input_gives_the_same_bytes(site: Path) -> None:
    first = files(build(site))

    assert files(build(site)) == first


def test_a_bundle_holds_just_what_is_imported(site: Path, write: Write) -> None:
    write({"pages/unused.py": ""})
    found = bundled(build(site))

    assert list(found)[-1] == "main.py"
    assert found["main.py"].decode() == MAIN
    assert {"config.mpy", "kommpy/__init__.mpy", "kommpy/chat.mpy"} <= set(found)
    assert not [name for name in found if "unused" in name or "testing" in name or "site" in name]


def test_python_goes_into_a_bundle_in_utf_8(site: Path) -> None:
    (site / "pages" / "main.py").write_bytes(
        f"# coding: latin-1\n{MAIN}x = 'ä'\n".encode("latin-1")
    )
    (site / "pages" / "config.py").write_bytes(b"\xef\xbb\xbf" + CONFIG.encode())

    found = bundled(build(site))

    assert found["main.py"].decode().endswith("x = 'ä'\n")
    assert "config.mpy" in found


def test_pages_are_told_from_other_files_whatever_the_case_of_their_names(write: Write) -> None:
    root = write({"pages/main.py": MAIN, "pages/config.py": CONFIG})
    for name in ("GREAT.HTML", "old.htm"):
        write({f"pages/{name}": INDEX.replace("pages/main.py", "main.py")})

    dist = build(root)

    for name in ("GREAT.HTML", "old.htm"):
        assert data(dist / "pages" / name)["bundle"]
        assert (dist / "pages" / f"{name}.gz").is_file()


def test_a_bundle_has_a_name_that_its_content_makes(site: Path, write: Write) -> None:
    before = data(build(site) / "index.html")["bundle"]
    write({"pages/main.py": MAIN + "\nprint(1)"})

    assert data(build(site) / "index.html")["bundle"] != before


def test_the_authors_tag_makes_room_for_the_loader(site: Path) -> None:
    html = (build(site) / "index.html").read_text()

    assert "text/python" not in html
    assert 'type="py"' not in html
    assert 'src="pages/main.py"' not in html


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("pages/config.py", "SETTINGS = 1", r"config.py:1: SETTINGS must be"),
        ("pages/main.py", "x = 1\ny = =", r"main.py:2: SyntaxError"),
        ("pages/more.html", "<p>\n<script type=mpy>\ny = =\n</script>", r"html:3: SyntaxError"),
        ("pages/config.py", "import sys\nsys.exit(0)", r"config.py:2: SystemExit: 0"),
        (
            "pages/offers.py",
            "x = 1\nmatch x:\n    case 1: pass\n",
            r"offers.py:2: MicroPython does",
        ),
        ("pages/main.py", "x = 1\ny = [*x]", r"main.py:2: MicroPython does not take"),
        ("pages/main.py", "x = 1\nimport typing", r"main.py:2: it imports typing"),
        ("pyscript.toml", "x = ", r"pyscript.toml: not valid TOML"),
        (
            "pages/offers.py",
            """\
from config import SETTINGS
from kommpy import Chat
chat = Chat(SETTINGS)
chat.on("chat_widget_open", lambda event: chat.close())
chat.on("chat_widget_close", lambda event: chat.toggle())
""",
            r"offers.py:5: .*offers.py:4 set each other off without end",
        ),
    ],
)
def test_a_mistake_leaves_the_last_build_as_it_was(
    site: Path, write: Write, name: str, text: str, place: str
) -> None:
    before = files(build(site))
    write({"pages/main.py": MAIN + "import offers\n", "pages/offers.py": "", name: text})

    with pytest.raises(SiteError, match=place):
        build(site)

    assert files(site / "dist") == before
    assert not list(site.glob(".dist-*"))


def test_a_folder_behind_a_link_is_replaced_and_not_the_link(site: Path) -> None:
    (site / "elsewhere").mkdir()
    (site / "dist").symlink_to("elsewhere")
    build(site)
    build(site)

    assert (site / "dist").is_symlink()
    assert (site / "elsewhere" / "index.html").is_file()


def test_a_swap_that_is_interrupted_leaves_the_last_build_as_it_was(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(build(site))
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if target.name == "dist" and not self.name.endswith("-old"):
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(site)

    assert files(site / "dist") == before
    assert not list(site.glob(".dist-*"))


@pytest.mark.parametrize("out", ["dist", "pages/dist"])
def test_what_a_build_wrote_is_no_part_of_the_site(write: Write, out: str) -> None:
    root = write({**FILES, "pyscript.toml": '[kommpy]\nfiles = ["**"]'})
    first = files(build(root, out=out))

    assert files(build(root, out=out)) == first
    assert not [url for url in manifest.Manifest(projects.read(root), None).named() if out in url]


def test_a_site_is_not_built_of_what_a_build_wrote(site: Path) -> None:
    dist = build(site)

    with pytest.raises(SiteError, match="is what a build wrote"):
        build(site, out="again", site=dist)


@pytest.mark.parametrize("headers", [b"# mine", b"\xff\xfe"])
def test_a_folder_that_no_build_made_is_not_replaced(
    site: Path, write: Write, headers: bytes
) -> None:
    write({"dist/thesis.txt": "mine"})
    (site / "dist/_headers").write_bytes(headers)

    with pytest.raises(SiteError, match="was not made by a build"):
        build(site)

    assert (site / "dist/thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("out", [".", "..", "public/dist"])
def test_the_sites_own_files_are_never_in_the_way(site: Path, write: Write, out: str) -> None:
    write({"public/index.html": ""})
    folder = site / "public" if out.startswith("public") else None
    project = projects.read(site, site=folder)

    with pytest.raises(SiteError, match="beside it"):
        Build(project, RUNTIMES, site / out).run()


def test_ready_html_keeps_its_bytes(write: Write) -> None:
    body = b"</head>\r\n<body class='a'  >\xff<p>&nbsp;<script>var a</script></body>\r\n"
    page = b"<HTML><HEAD><META charset=latin1><title>x</title>" + body
    root = write({**FILES, "pyscript.toml": '[kommpy]\nmain = "pages/main.py"'})
    write({"out/style.css": "p {}", "out/example.py": "print(1)"})
    (root / "out/deep").mkdir()
    (root / "out/deep/index.html").write_bytes(page)
    dist = build(root, site=root / "out")
    built = (dist / "deep/index.html").read_bytes()

    assert built.startswith(b"<HTML><HEAD><META charset=latin1>\n<script")
    assert built.endswith(b"<title>x</title>" + body)
    assert (dist / "style.css").read_bytes() == b"p {}"
    assert (dist / "example.py").is_file()
    assert not (dist / "pages").exists()


def test_a_base_path_stands_before_every_address(site: Path) -> None:
    dist = build(site, base="/project", widget="standin", cdn=False)
    found = data(dist / "index.html")

    for key in ("script", "python", "bundle"):
        assert found[key].startswith("/project/")
        assert (dist / found[key].removeprefix("/project/")).is_file()
    assert "\n/project/runtime/*\n" in (dist / "_headers").read_text()


def test_the_runtimes_can_stay_on_a_public_server(site: Path) -> None:
    dist = build(site)
    html = BeautifulSoup((dist / "index.html").read_text(), "html.parser")
    link = html.find("link", href=re.compile("jsdelivr.*micropython.mjs"))
    assert link
    content = (RUNTIMES.micropython / "micropython.mjs").read_bytes()
    version = RUNTIMES.version(MICROPYTHON)
    loader = (dist / data(dist / "index.html")["python"].lstrip("/")).read_text()

    assert f"@{version}/" in str(link["href"])
    assert link["integrity"] == "sha384-" + b64encode(hashlib.sha384(content).digest()).decode()
    assert f'from "{link["href"]}"' in loader
    assert not list(dist.rglob("*.wasm"))


def test_pages_that_import_pyscript_keep_it(site: Path, write: Write) -> None:
    write({"pages/main.py": MAIN + "from pyscript import window\n"})
    dist = build(site)
    tag = BeautifulSoup((dist / "index.html").read_text(), "html.parser").find(type="mpy")
    assert tag
    config = json.loads(str(tag["config"]))

    assert "/@pyscript/core@" in data(dist / "index.html")["python"]
    assert "/micropython.mjs" in config["interpreter"]
    assert "./config.py" in config["files"].values()
    for url in [*config["files"], str(tag["src"])]:
        assert re.search(r"-[0-9a-f]{12}\.py$", url)
        assert (dist / url.lstrip("/")).is_file()


def test_pyscript_can_be_asked_for(site: Path) -> None:
    assert "core.js" in data(build(site, loader="pyscript") / "index.html")["python"]


@pytest.mark.parametrize(("load", "hints"), [("now", True), ("idle", False)])
def test_what_may_not_be_needed_is_not_fetched_ahead(write: Write, load: str, hints: bool) -> None:
    root = write({**FILES, "pages/config.py": CONFIG + f"LOAD = {load!r}"})

    assert ("modulepreload" in (build(root) / "index.html").read_text()) is hints


def test_the_policy_allows_what_stands_in_the_pages(site: Path) -> None:
    dist = build(site, widget="standin")
    policy = (dist / "_headers").read_text()
    html = BeautifulSoup((dist / "index.html").read_text(), "html.parser")
    inline = [each.text for each in html.find_all("script") if not each.get("type")]

    assert inline
    assert all(csp_hash(text) in policy for text in inline)


def test_what_the_vendor_forces_is_named_as_the_vendors(site: Path) -> None:
    dist = build(site)
    policy = (dist / "_headers").read_text()
    script = BeautifulSoup((dist / "index.html").read_text(), "html.parser").find(
        "script", nonce=True
    )
    assert script

    assert "'unsafe-eval'" in policy
    assert "https://widget.kommunicate.io" in policy
    assert f"'nonce-{script['nonce']}'" in policy
    assert re.search(r"# The vendor's widget forces", policy)


def test_a_site_without_a_chat_forces_nothing(write: Write) -> None:
    policy = (
        build(write({"index.html": "<!doctype html><h1>Hello</h1>"})) / "_headers"
    ).read_text()

    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in policy


def test_pages_own_scripts_are_allowed_too(write: Write) -> None:
    extra = "<script>a()</script><script src='https://cdn.example/x.js'></script></head>"
    root = write({**FILES, "index.html": INDEX.replace("</head>", extra)})
    policy = (build(root) / "_headers").read_text()

    assert csp_hash("a()") in policy
    assert "https://cdn.example" in policy


def test_a_policy_that_would_break_a_page_is_switched_off(write: Write) -> None:
    root = write({**FILES, "index.html": INDEX.replace("<body>", "<body onload='a()'>")})

    assert "\n  # Content-Security-Policy: " in (build(root) / "_headers").read_text()


OWN = """\
# mine
/*
  Strict-Transport-Security: max-age=31536000
https://:project.pages.dev/*
  X-Robots-Tag: noindex
"""


@pytest.mark.parametrize("base", ["", "/shop"])
def test_the_sites_own_headers_are_kept(write: Write, base: str) -> None:
    root = write({**FILES, "out/index.html": INDEX, "out/_headers": OWN})
    text = (build(root, site=root / "out", base=base) / "_headers").read_text()
    found = blocks(text)

    assert text.startswith(FIRST_LINE)
    assert found["/*"][-1] == "Strict-Transport-Security: max-age=31536000"
    assert any("Content-Security-Policy" in line for line in found[f"{base}/*"])
    assert found["https://:project.pages.dev/*"] == ["X-Robots-Tag: noindex"]
    assert len(found) == text.count("\n/") + text.count("\nhttps:")  # each pattern once


def test_headers_that_are_no_text_are_named(write: Write) -> None:
    root = write({**FILES, "out/index.html": INDEX})
    (root / "out/_headers").write_bytes(b"/*\n  A: \xff\n")

    with pytest.raises(SiteError, match="_headers: this is no text"):
        build(root, site=root / "out")


def test_another_generators_packed_copies_do_not_outlive_what_they_are_of(write: Write) -> None:
    style = "p { color: red }" * 100
    root = write({**FILES, "out/index.html": INDEX, "out/style.css": style, "out/a.xml": "<a/>"})
    others = ["index.html.gz", "index.html.br", "style.css.gz", "a.xml.gz", "b.tar.gz"]
    write({f"out/{name}": "stale" for name in others})
    dist = build(root, site=root / "out")

    for name in ("index.html", "style.css"):
        assert gzip.decompress((dist / f"{name}.gz").read_bytes()) == (dist / name).read_bytes()
    assert (dist / "index.html.br").read_bytes() != b"stale"
    assert (dist / "a.xml.gz").read_text() == (dist / "b.tar.gz").read_text() == "stale"


@pytest.mark.parametrize("name", ["runtime/index.html", "kommpy/a.txt"])
def test_nothing_of_the_sites_lies_where_files_are_kept_for_ever(write: Write, name: str) -> None:
    root = write({**FILES, "out/index.html": INDEX, f"out/{name}": ""})

    with pytest.raises(SiteError, match=rf"{name}: .*another name"):
        build(root, site=root / "out")


def test_without_the_compiler_the_source_goes_into_the_bundle(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kommpy.site.micropython.command", lambda: None)

    assert bundled(build(site))["config.py"].decode() == CONFIG
