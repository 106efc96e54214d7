"""The author's Python files as text, whatever encoding they are in."""

import re
import tokenize
from io import BytesIO
from pathlib import Path

from .errors import SiteError

_NAMED = re.compile(r"\A((?:[^\n]*\n)??[ \t\f]*#[^\n]*?coding[:=][ \t]*)[-\w.]+")


def python(path: Path) -> str:
    """Read a Python file in the encoding that it names; what comes out names UTF-8.

    Raises:
        SiteError: it is in another one

    """
    content = path.read_bytes()
    try:
        encoding = _encoding(content, path)
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"this is not {error.encoding}: save the file as UTF-8"
        line = content.count(b"\n", 0, error.start) + 1
        raise SiteError(message, path=path, line=line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if encoding.startswith("utf-8") else _NAMED.sub(r"\1utf-8", text)


def _encoding(content: bytes, path: Path) -> str:
    try:
        return tokenize.detect_encoding(BytesIO(content).readline)[0]
    except SyntaxError as error:
        content.decode()  # which says where, unless it is the name that is wrong
        raise SiteError(f"{error.msg}: save the file as UTF-8", path=path) from error


def handed_on(path: Path) -> bytes:
    """Give a file as browsers are to have it: they take all Python for UTF-8."""
    if path.suffix != ".py":
        return path.read_bytes()
    try:
        return python(path).encode()
    except SiteError:
        return path.read_bytes()  # whoever imports it hears of it
