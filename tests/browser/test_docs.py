"""What the documentation tells page authors to do, done in a browser."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from kommpy.site.runtime import Runtimes
from kommpy.site.server import media_type
from tests.browser.conftest import ROOT, RUNTIMES, OpenPage, Surprises
from tests.documents import RECIPES, Document

DOCS = ROOT / "docs"
STANDIN = ROOT / "kommpy" / "standin" / "v2"
CDN = re.compile(r"https://cdn\.jsdelivr\.net/npm/((?:@[\w-]+/)?[\w-]+)@[^/]+/(.+)")
GUIDE = [DOCS / "start.md", *sorted((DOCS / "guide").glob("*.md"))]
GUIDE.remove(DOCS / "guide" / "recipes.md")  # each of them is a site of its own
WITH_A_CHAT = [
    path
    for path in GUIDE
    if "Chat(" in "".join(block.text for block in Document(path).blocks("python"))
]
# what is left of a visitor, but for the stand-in's own server
KEPT = """
[...Object.keys(sessionStorage), ...Object.keys(localStorage), ...document.cookie.split("; ")]
    .filter(each => each && !each.startsWith("kommpy-standin"))
"""
BEGUN = "window.KommunicateGlobal?.document.getElementById('mck-sidebox-launcher')"


def modules(document: Document) -> dict[str, str]:
    """Give a document's Python as files: what names none belongs to `main.py`."""
    files: dict[str, str] = {}
    for block in document.blocks("python"):
        name = f"{block.module or 'main'}.py"
        files[name] = files.get(name, "") + block.text
    return files


@pytest.mark.parametrize("path", WITH_A_CHAT, ids=lambda path: path.stem)
def test_examples_run_on_micropython(path: Path, open_page: OpenPage, page: Page) -> None:
    """On Pyodide, which is CPython, they do what they do in `tests/test_docs.py`."""
    document = Document(path)
    files = modules(document)
    page.route(re.compile("/(me|token)$"), answer_who)

    open_page(
        files["main.py"],
        runtime="mpy",
        body=re.sub(r"(?s)<head>.*</head>|<script.*?</script>", "", document.html),
        # where the document has no config.py, nothing begins the chat before Python
        attributes=" data-kommpy-hold" * _is_held(document, files),
        **({"config": files["config.py"]} if "config.py" in files else {}),
    )

    if "Consent(" not in document.text:  # else it waits for the visitor
        page.wait_for_function(BEGUN)


def _is_held(document: Document, files: dict[str, str]) -> bool:
    return "data-kommpy-hold" in document.html or "config.py" not in files


def test_each_recipe_runs_on_micropython(open_page: OpenPage) -> None:
    """What comes of it is tried in `tests/test_recipes.py`."""
    for recipe in RECIPES:
        open_page(
            recipe.modules["main"],
            runtime="mpy",
            body=recipe.html,
            config=recipe.modules["config"],
        )


def open_recipe(name: str, open_page: OpenPage, runtime: str = "mpy") -> None:
    [recipe] = [each for each in RECIPES if each.name == name]
    modules = recipe.modules
    open_page(modules["main"], runtime=runtime, body=recipe.html, config=modules["config"])


def test_the_recipes_without_python_and_for_consent(open_page: OpenPage, page: Page) -> None:
    open_recipe("do_without_python_of_your_own", open_page)
    page.get_by_role("button", name="Talk to sales").click()
    page.wait_for_function("kommunicateStandin.created?.length")
    assert "sales-bot" in json.dumps(page.evaluate("kommunicateStandin.created[0].users"))

    page.context.clear_cookies()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_recipe("wait_for_the_visitor_s_consent", open_page)
    assert [url for url in asked if "/v2/" in url] == []
    assert page.context.cookies() == []
    page.get_by_role("button", name="I agree").click()
    page.wait_for_function(BEGUN)


def test_the_recipe_for_a_chat_that_cannot_load(
    open_page: OpenPage, page: Page, surprises: Surprises
) -> None:
    surprises.expect("ERR_FAILED|could not be fetched")
    page.route("**/kommunicate.app", lambda route: route.abort())

    open_recipe("show_an_e_mail_address_where_the_chat_cannot_load", open_page)

    expect(page.get_by_role("link", name="help@example.com")).to_be_visible()


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_the_recipe_for_signing_out(runtime: str, open_page: OpenPage, page: Page) -> None:
    """Although the link leads the visitor away at once."""
    page.route("**/goodbye.html", lambda route: route.fulfill(body="<!doctype html>Goodbye"))
    open_recipe("sign_out_of_the_chat_together_with_the_site", open_page, runtime)
    page.wait_for_function(BEGUN)
    assert "chatheaders-demo" in page.evaluate(KEPT)

    page.get_by_role("link", name="Sign out").click()
    page.wait_for_url("**/goodbye.html")

    assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_an_identity_is_known_at_run_time(runtime: str, open_page: OpenPage, page: Page) -> None:
    python = Document(DOCS / "guide" / "visitor.md").blocks("python")[0].text
    page.route(re.compile("/(me|token)$"), answer_who)

    open_page(python, runtime=runtime, attributes=" data-kommpy-hold")
    page.wait_for_function(BEGUN)

    assert page.evaluate("kommunicate._globals.userId") == "ada"


def answer_who(route: Route) -> None:
    route.fulfill(json={"id": "ada", "name": "Ada Lovelace", "token": "4f1c"})


@pytest.mark.parametrize("way", ["self-hosted", "CDN"])
def test_tags_by_hand_begin_the_chat(
    way: str, page: Page, surprises: Surprises, tmp_path: Path
) -> None:
    """Do as `own-site.md` says, with the page of `start.md`."""
    write_by_hand(way, tmp_path)
    surprises.expect(
        "request to another machine: https://(cdn.jsdelivr.net|widget.kommunicate.io)/"
    )
    page.route("**/*", lambda route: answer(route, tmp_path))

    page.goto("http://localhost/")
    page.get_by_role("button", name="Talk to sales").click()  # long before Python is there
    page.wait_for_function("window.kommunicateStandin?.updated.length")

    assert page.evaluate("kommunicateStandin.created.length") == 1
    assert "sales-bot" in json.dumps(page.evaluate("kommunicateStandin.created[0].users"))


def write_by_hand(way: str, folder: Path) -> None:
    own_site, start = Document(DOCS / "own-site.md"), Document(DOCS / "start.md")
    [pack] = [block for block in own_site.blocks("sh") if block.text.startswith("tar ")]
    tags = own_site.blocks("html")[way == "CDN"].text
    configuration = own_site.blocks("toml")[1 + (way == "CDN")].text
    [html] = start.blocks("html")

    (folder / "kommpy").symlink_to(ROOT / "kommpy")
    subprocess.run(pack.text, shell=True, cwd=folder, check=True)  # noqa: S602 - our own words
    (folder / "pyscript.toml").write_text(configuration)
    (folder / "index.html").write_text(re.sub("<script.*</script>", tags, html.text))
    (folder / "pages").mkdir()
    for name, text in modules(start).items():
        (folder / "pages" / name).write_text(text)


def answer(route: Route, folder: Path) -> None:
    """Play the site's own server, the CDN and the vendor's server."""
    url = route.request.url
    runtimes = Runtimes(ROOT / "node_modules")
    place: Any = re.sub(r"https?://[^/]+", "", url)
    found = CDN.match(url)
    if found:
        file = ROOT / "node_modules" / found[1] / found[2]
    elif "//widget.kommunicate.io/" in url:
        file = STANDIN / place.removeprefix("/v2/")
    else:
        own = folder / (place.strip("/") or "index.html")
        file = dict(runtimes.files()).get(place, own)
    if file.is_file():
        headers = {"Access-Control-Allow-Origin": "*", "Content-Type": media_type(file.name)}
        route.fulfill(body=file.read_bytes(), headers=headers)
    else:
        route.fulfill(status=204)
