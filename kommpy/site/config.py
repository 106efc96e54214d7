"""What the page author's `config.py` says, evaluated in CPython."""

import ast
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from threading import Lock, RLock
from types import CodeType, ModuleType

from kommpy.consent import consent_of
from kommpy.errors import KommpyError, RuleError
from kommpy.rules import PageRule, Rules
from kommpy.widget_settings import WidgetSettings

from .errors import SiteError
from .stamp import Stamp

NAME = "config"
TIMES = ("now", "idle", "interaction")
importing = RLock()  # the author's modules are imported by one thread at a time


@dataclass(frozen=True)
class Config:
    """The pages' configuration, checked."""

    path: Path
    settings: WidgetSettings
    rules: Rules
    load: str
    lean: str | None
    fresh: bool
    consent: bool

    def rule(self, path: str) -> PageRule:
        """Give the rule of a normalised path."""
        try:
            return self.rules.match(path)
        except KommpyError as error:
            raise self.wrong(error) from error

    def wrong(self, error: BaseException) -> SiteError:
        """Say where in the author's files an error comes from."""
        return _wrong(error, self.path)


class Configs:
    """Reads each `config.py` once, and again when it or what it imports has changed."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Stamp, Config]] = {}
        self._lock = Lock()

    def of(self, entry: Path) -> Config | None:
        """Give the configuration beside a page's Python entry, if there is one."""
        path = entry.parent / f"{NAME}.py"
        with self._lock:
            known = self._read.get(path)
            if known and known[0].holds():
                return known[1]
            if not path.is_file():
                return None
            module, files = _run(path)
            config = _checked(module, path)
            self._read[path] = (Stamp(files), config)
            return config


def _run(path: Path) -> tuple[ModuleType, list[Path]]:
    """Import `config.py` and its siblings afresh, leaving no trace in this process."""
    with importing, only(path.parent) as loaded:
        try:
            module = import_module(NAME)
        except (Exception, SystemExit) as error:
            raise _wrong(error, path) from error
        return module, list(loaded)


@contextmanager
def only(folder: Path) -> Iterator[list[Path]]:
    """Let the modules of one folder be imported, whatever else goes by their names."""
    names = {each.stem for each in folder.iterdir() if _importable(each)}
    hidden = {name: sys.modules.pop(name) for name in list(sys.modules) if _top(name) in names}
    finder = _Finder(folder, names)
    sys.meta_path.insert(0, finder)
    try:
        yield finder.loaded
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if _top(name) in names]:
            del sys.modules[name]
        sys.modules.update(hidden)


def _importable(path: Path) -> bool:
    return path.name != "kommpy" and (path.suffix == ".py" or (path / "__init__.py").is_file())


def _top(name: str) -> str:
    return name.partition(".")[0]


class _Finder(MetaPathFinder):
    def __init__(self, folder: Path, names: set[str]) -> None:
        self.loaded: list[Path] = []
        self._folder = folder
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if _top(name) not in self._names:
            return None
        folder = path[0] if path else str(self._folder)
        spec = FileFinder(folder, (_Fresh, [".py"])).find_spec(name)
        if spec and spec.origin:
            self.loaded.append(Path(spec.origin))
        return spec


class _Fresh(SourceFileLoader):
    """Compiles the source each time: a cached `.pyc` cannot tell two edits within a second."""

    def get_code(self, fullname: str) -> CodeType:
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


def _checked(module: ModuleType, path: Path) -> Config:
    settings = getattr(module, "SETTINGS", None)
    if not isinstance(settings, WidgetSettings):
        # not the value itself, which may hold a password
        raise _bad(path, "SETTINGS", type(settings), 'WidgetSettings(app_id="...")')
    load = getattr(module, "LOAD", "now")
    if load not in TIMES:
        raise _bad(path, "LOAD", load, '"now", "idle" or "interaction"')
    lean = getattr(module, "LOAD_LEAN", None)
    if lean not in (None, *TIMES[1:]):
        raise _bad(path, "LOAD_LEAN", lean, '"idle" or "interaction"')
    fresh = getattr(module, "FRESH", False)
    if not isinstance(fresh, bool):
        raise _bad(path, "FRESH", fresh, "True or False")
    try:
        consent = consent_of(getattr(module, "CONSENT", None))
    except KommpyError as error:
        raise SiteError.of(
            error, below=path.parent, path=path, line=line_of(path, "CONSENT")
        ) from error
    try:
        rules = Rules(getattr(module, "RULES", {}))
    except Exception as error:
        raise _wrong(error, path) from error
    return Config(path, settings, rules, load, lean, fresh, consent is not None)


def _bad(path: Path, name: str, value: object, wanted: str) -> SiteError:
    message = f"{name} must be {wanted}, not {value!r}"
    return SiteError(message, path=path, line=line_of(path, name))


def _wrong(error: BaseException, path: Path) -> SiteError:
    line = None
    if isinstance(error, RuleError):
        line = line_of(path, error.pattern) or line_of(path, "RULES")
    return SiteError.of(error, below=path.parent, path=path, line=line)


def line_of(path: Path, text: object) -> int | None:
    """Find where a file assigns to a name, gives an argument of that name, or writes a text."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == text:
            return node.lineno
        if isinstance(node, ast.keyword) and node.arg is not None and node.arg == text:
            return node.lineno
        if isinstance(node, ast.Constant) and node.value == text and text is not None:
            return node.lineno
    return None
