"""What stands in for modules of Pyodide's library until they are used says what they would say."""

import inspect
from pathlib import Path
from typing import Any

import pytest

from kommpy.site.errors import SiteError
from kommpy.site.runtime import install
from kommpy.site.stubs import CHANGES, KEPT, PARTS, STUBS, path_of, stubs
from kommpy.site.zips import Files, unpacked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library() -> Files:
    return unpacked((install(ROOT).pyodide / "python_stdlib.zip").read_bytes())


def module(source: bytes) -> dict[str, Any]:
    """Give the namespace of a module."""
    names: dict[str, Any] = {"__name__": "stub"}
    exec(source, names)  # noqa: S102 - it is ours, or Python's own
    return names


def plain(a: int, b: str = "b", *rest: object, c: int, d: float = 1.5, **more: object) -> None: ...


def sparse(a: int, /, b: int = 2, *, c: None = None) -> None: ...


async def slow() -> None: ...


class Given:
    async def slow(self) -> None: ...

    def quick(self) -> None: ...


async def noted() -> None: ...


noted.note = True  # type: ignore[attr-defined]


def test_each_stub_is_python_and_can_become_the_real_module(library: Files) -> None:
    made = stubs(library)

    assert set(made) == {path_of(name, library) for name in (*STUBS, *CHANGES)}
    assert set(PARTS) | set(KEPT) <= set(STUBS)
    for name in STUBS:
        source = made[path_of(name, library)]
        compile(source, name, "exec")
        assert b"def __getattr__(name):" in source


def test_another_pyodide_is_told_from_the_known_one(library: Files) -> None:
    path = path_of("pyodide.code", library)

    with pytest.raises(SiteError, match=r"pyodide.code is not the one that kommpy knows"):
        stubs({**library, path: library[path].replace(b"from inspect import", b"# ")})


@pytest.mark.parametrize("function", [plain, sparse, slow])
def test_the_signature_of_a_method_reads_as_ever(function: Any, library: Files) -> None:
    path = path_of("_pyodide.docstring", library)
    said = module(stubs(library)[path])["get_cmeth_docstring"](function)
    bare = type(function)(
        function.__code__, {}, function.__name__, function.__defaults__, function.__closure__
    )
    bare.__kwdefaults__ = function.__kwdefaults__

    assert said == module(library[path])["get_cmeth_docstring"](bare)


@pytest.mark.parametrize(
    "given", [plain, slow, Given.slow, Given().slow, Given().quick, Given, len, noted, 3]
)
def test_a_coroutine_function_is_known(given: Any, library: Files) -> None:
    stub = module(stubs(library)[path_of("inspect", library)])

    assert stub["iscoroutinefunction"](given) is inspect.iscoroutinefunction(given)


def test_text_is_dedented_as_ever(library: Files) -> None:
    stub = module(stubs(library)[path_of("textwrap", library)])

    assert stub["dedent"]("\n    a\n      b\n\n    c") == "\na\n  b\n\nc"
