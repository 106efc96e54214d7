"""`kommpy rules`: what the rules of a site say, and where they say it."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kommpy.site import terminal

from . import common

if TYPE_CHECKING:
    from kommpy.site.standings import Answer, Row, Said

HELP = "show the page rules, and what holds for a path"
EXAMPLES = """\
kommpy rules                  all rules, and what each says
kommpy rules /pricing         the rule that holds there, why, and where each setting comes from
kommpy rules '/app#/cars/t'   a hash route
kommpy rules --json           for machines
"""
MOST = 5  # pages that are named behind a rule


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="path of a page")
    parser.add_argument("--json", action="store_true", help="print JSON")
    common.add(parser, widget="standin")


def run(given: argparse.Namespace, root: Path) -> int:
    """Show them."""
    from kommpy.site.origins import Origins
    from kommpy.site.standings import Rulebook

    project = common.project(given, root)
    with common.aside(given), Origins() as origins:
        book = Rulebook(project, origins)
        answers = [book.answer(path) for path in given.paths]
        rows = [] if given.paths else book.table()
    if given.json:
        found = [each.as_json() for each in answers or rows]
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return 0
    for number, each in enumerate(answers):
        _show_answer(each, first=number == 0)
    for row in rows:
        _show_row(row)
    return 0


def _show_answer(found: "Answer", *, first: bool) -> None:
    if not first:
        terminal.say("")
    note = "" if found.is_page else "  on no page of this site"
    terminal.say((found.path, "bold"), (note, "yellow"))
    if found.pattern is None:
        terminal.say("  no rule: all as in the dashboard")
        return
    terminal.say("  rule ", (found.pattern, "bold green"), (f"  {found.place}", "dim"))
    for rival in found.rivals:
        terminal.say(f"  not  {rival.pattern}: {rival.why}", (f"  {rival.place}", "dim"))
    _show_says(found.says)


def _named(pages: tuple[str, ...]) -> str:
    more = len(pages) - MOST
    return ", ".join(pages[:MOST]) + (f" and {more} more" if more > 0 else "")


def _show_row(row: "Row") -> None:
    if row.never:
        note: tuple[str, str] = ("  never holds: others are always more specific", "bold yellow")
    elif not row.pages:
        note = ("  on no page of this site", "yellow")
    else:
        note = (f"  on {_named(row.pages)}", "")
    terminal.say((row.pattern, "bold"), note, (f"  {row.place}", "dim"))
    _show_says(row.says)


def _show_says(says: "tuple[Said, ...]") -> None:
    width = max((len(each.name) for each in says), default=0)
    for each in says:
        value = each.value if each.name == "trigger" else repr(each.value)
        terminal.say(f"    {each.name:{width}}  {value}", (f"  {each.place}", "dim"))
