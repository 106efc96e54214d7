"""The results where people read them: docs/bench.json, docs/bench.svg, docs/speed.md."""

import json
import re
from typing import Any

from .picture import picture
from .rows import ROOT
from .tables import tables

DOCS = ROOT / "docs"
PICTURE = "![Bars: how long until the widget is ready and the conversation begun](bench.svg)"
PLACE = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)


def publish(results: dict[str, Any]) -> None:
    """Write figures, picture and tables into the documentation."""
    (DOCS / "bench.json").write_text(json.dumps(results, ensure_ascii=False) + "\n", "utf-8")
    (DOCS / "bench.svg").write_text(picture(results["visits"]), "utf-8")
    written = "\n\n".join([PICTURE, *(table.markdown() for table in tables(results))])
    page = DOCS / "speed.md"
    text = page.read_text("utf-8")
    if not PLACE.search(text):
        raise LookupError(f"{page} has no place for the tables: <!-- bench --> <!-- /bench -->")
    page.write_text(PLACE.sub(lambda found: f"{found[1]}\n{written}\n\n{found[2]}", text), "utf-8")
