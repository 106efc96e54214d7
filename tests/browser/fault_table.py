"""The table of faults in `docs/faults.md`: read, and written anew."""

import re
from typing import Any

from tests.browser.conftest import ROOT

Row = dict[str, Any]
FILE = ROOT / "docs" / "faults.md"
COLUMNS = ("fault", "author", "visitor", "afterwards")
BEGIN, END = "<!-- made by the tests -->", "<!-- to here -->"


def read() -> list[Row]:
    """Give the rows of the table."""
    lines = _between(FILE.read_text("utf-8")).strip().splitlines()[2:]
    return [dict(zip(COLUMNS, _cells(line), strict=True)) for line in lines]


def write(rows: list[Row]) -> None:
    """Put rows into the table, in place of those that are there."""
    before, rest = FILE.read_text("utf-8").split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    table = ["| What goes wrong | What the author sees | What the visitor sees | When it is over |"]
    table += ["| --- | --- | --- | --- |"]
    table += ["| " + " | ".join(_escaped(row[name]) for name in COLUMNS) + " |" for row in rows]
    FILE.write_text("\n".join([before + BEGIN, *table, END + after]), encoding="utf-8")


def _between(text: str) -> str:
    return text.split(BEGIN, 1)[1].split(END, 1)[0]


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


def _cells(line: str) -> list[str]:
    found = re.split(r"(?<!\\)\|", line)[1:-1]
    return [cell.strip().replace("\\|", "|") for cell in found]
