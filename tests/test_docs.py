"""The documentation holds: examples run, links lead somewhere, what it tells to type exists."""

import ast
import doctest
import importlib.util
import inspect
import io
import json
import re
import shlex
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kommpy
from docs import make_names
from docs.make_reference import documents
from kommpy import WidgetSettings, testing
from kommpy.options import Options
from kommpy.site import cli
from kommpy.site.manifest import Manifest
from kommpy.site.project import KNOWN, read
from kommpy.site.runtime import Runtimes
from tests.documents import DOCUMENTS, ROOT, Block, Document, module, try_everything, visits

pytestmark = pytest.mark.slow

EACH = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
COMMANDS = ("make ", "kommpy ", "python ")
# what a reader types that is no part of kommpy
OTHERS = {".", "cd", "pip", "tar"}
# an argument of an option object or of a call, as prose names it: `position="left"`
ARGUMENT = re.compile(r"(?:[\w.]+\()?([a-z][a-z0-9_]*)=[^=]+")
CDN = re.compile(r"https://cdn\.jsdelivr\.net/npm/((?:@[\w-]+/)?[\w-]+)@([^/]+)/(.+)")


# each recipe is a site of its own, see tests/test_recipes.py
@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if path.stem != "recipes"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
async def test_examples_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a document's examples in one namespace, then do all that a visitor could do."""
    document = Document(path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    config = {"SETTINGS": WidgetSettings(app_id="demo"), "RULES": {}}
    monkeypatch.setitem(sys.modules, "config", module("config", config))
    monkeypatch.setitem(sys.modules, "js", module("js", {"fetch": fetch}))

    with visits(document.html) as visited:
        for block in document.blocks("python", "pycon"):
            await run(block, path, namespace)
            if block.module:
                monkeypatch.setitem(sys.modules, block.module, module(block.module, namespace))
        for name, value in list(namespace.items()):
            # one that takes fixtures is run by pytest itself, see tests/test_plugin.py
            if name.startswith("test_") and not inspect.signature(value).parameters:
                await value()
        for widget, page in visited:
            await try_everything(widget, page, namespace.get("RULES", {}))

    assert [report for _, page in visited for report in page.reports] == []


async def run(block: Block, path: Path, namespace: dict[str, Any]) -> None:
    if block.language == "pycon":
        run_session(block, path, namespace)
        return
    text = "\n" * block.line + block.text
    code = compile(text, str(path), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    result = eval(code, namespace)  # noqa: S307 - the documentation is ours
    if inspect.isawaitable(result):
        await result


def run_session(block: Block, path: Path, namespace: dict[str, Any]) -> None:
    test = doctest.DocTestParser().get_doctest(
        block.text, namespace, path.name, str(path), block.line
    )
    said = io.StringIO()
    done = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.write)
    namespace.update(test.globs)
    assert done.attempted
    assert not done.failed, said.getvalue()


async def fetch(url: str) -> Any:
    """Answer as a site's own server would."""

    class Response:
        async def text(self) -> str:
            return json.dumps({"id": "ada", "name": "Ada Lovelace", "token": "4f1c"})

    return Response()


@EACH
def test_links_lead_somewhere(path: Path) -> None:
    for link in Document(path).links:
        if not link.startswith("https://"):
            place, _, anchor = link.partition("#")
            target = path.parent / place if place else path
            assert target.exists(), link
            assert not anchor or anchor in Document(target).anchors, link


@EACH
def test_tables_are_whole(path: Path) -> None:
    """Each begins with a heading and a rule, and no row stands apart."""
    lines = ["", *Document(path).prose.splitlines(), ""]
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.startswith("|") and not before.startswith("|"):
            assert re.fullmatch(r"\|( -+:? \|)+", after), line
        else:
            assert line.startswith("|") or "| ---" not in line


@EACH
def test_commands_exist(path: Path) -> None:
    document = Document(path)
    lines = [line for block in document.blocks("sh") for line in block.text.splitlines()]
    lines += [code for code in document.code if code.startswith(COMMANDS)]
    for line in lines:
        check_command(shlex.split(line, comments=True))


def check_command(words: list[str]) -> None:
    match words:
        case []:
            pass
        case ["make", target, *_]:
            makefile = (ROOT / "Makefile").read_text("utf-8")
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
        case ["python", "serve.py", *arguments] | ["kommpy", *arguments]:
            # ends the test with a usage message where an argument is unknown
            cli._parser().parse_args(cli._with_command(arguments))  # noqa: SLF001
        case ["python" | "python3", "-m", name, *_]:
            assert importlib.util.find_spec(name)
        case [command, *_]:
            assert command in OTHERS, words


@EACH
def test_pages_name_files_that_are_served(path: Path) -> None:
    document = Document(path)
    manifest = Manifest(read(ROOT), Runtimes(ROOT / "node_modules"))
    for tag in re.findall(r"<(?:script|link)[^>]*>", document.html):
        for _, url in re.findall(r'(src|href|config)="([^"]+)"', tag):
            assert known(url, manifest), url


def known(url: str, manifest: Manifest) -> bool:
    found = CDN.match(url)
    if found:
        package, version, file = found.groups()
        wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
        return wanted[package] == version and (ROOT / "node_modules" / package / file).is_file()
    if url.startswith("/"):
        return manifest.find(url) is not None
    folders = ("", "pages/")
    return (ROOT / url).is_file() or any(manifest.find(f"/{folder}{url}") for folder in folders)


# those who work on kommpy are told of other functions
@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if path.stem != "CONTRIBUTING"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_options_exist(path: Path) -> None:
    named = [ARGUMENT.fullmatch(each) for each in Document(path).code]
    assert [each[0] for each in named if each and each[1] not in arguments()] == []


@cache
def arguments() -> set[str]:
    """Give the names of all that kommpy's classes, methods and functions take."""
    found: set[str] = set()
    for package in (kommpy, testing):
        for public in (getattr(package, name) for name in package.__all__):
            if isinstance(public, type) and issubclass(public, Options):
                found.update(name for name, _ in public.options())
            functions = [public] if inspect.isfunction(public) else []
            functions += [each for _, each in inspect.getmembers(public, inspect.isfunction)]
            for function in functions:
                found.update(inspect.signature(function).parameters)
    return found


@EACH
def test_configuration_is_understood(path: Path) -> None:
    for block in Document(path).blocks("toml"):
        assert set(tomllib.loads(block.text).get("kommpy", {})) <= KNOWN


def test_what_is_made_from_docstrings_is_up_to_date() -> None:
    """`python -m docs.make_reference` writes it anew."""
    for name, text in documents().items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text


def test_every_method_of_the_widget_has_a_row() -> None:
    text = "".join(path.read_text("utf-8") for path in (ROOT / "kommpy/standin/v2").glob("*.js"))
    parts = re.findall(r"(?ms)^Object\.assign\(window\.Kommunicate, \{$(.+?)^\}\);$", text)
    found = {name for part in parts for name in re.findall(r"(?m)^  (\w+)(?:\(|: \()", part)}

    assert "startConversation" in found
    assert found <= make_names.methods()
