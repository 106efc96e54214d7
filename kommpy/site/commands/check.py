"""`kommpy check`: what is wrong with a site, without a browser."""

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kommpy.site import terminal
from kommpy.site.findings import CODES, LEVELS, Finding, Findings
from kommpy.site.project import Project

from . import common

HELP = "find what is wrong with rules, settings and triggers, without a browser"
EXAMPLES = """\
kommpy check                       look at the site in this folder
kommpy check --strict              warnings fail, too; for CI
kommpy check --json                for machines
kommpy check --ignore link,app-id  leave these out
kommpy check --codes               what it looks for
"""
_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}


def add(parser: argparse.ArgumentParser) -> None:
    """Say what it takes."""
    parser.add_argument("--strict", action="store_true", help="let warnings fail, too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--ignore", type=_codes, default=[], metavar="CODE,...", help="codes to leave out"
    )
    parser.add_argument("--codes", action="store_true", help="list the codes, and what they mean")
    common.add(parser, widget="live")


def run(given: argparse.Namespace, root: Path) -> int:
    """Check, and say what was found; 1 where something is wrong."""
    from kommpy.site.check import check

    if given.codes:
        for code, meaning in CODES.items():
            terminal.say((f"{code:18} ", "bold"), meaning)
        return 0
    project = common.project(given, root)
    steps = iter if given.json else _progress
    with common.aside(given):
        findings, count = check(project, ignored=given.ignore, progress=steps)
    (_print_json if given.json else _print)(findings, count, project)
    return int(bool(findings.count("error") or (given.strict and findings.count("warning"))))


def _codes(text: str) -> list[str]:
    codes = [each.strip() for each in text.split(",") if each.strip()]
    unknown = [each for each in codes if each not in CODES]
    if unknown:
        raise argparse.ArgumentTypeError(f"there is no code {unknown[0]!r}; see --codes")
    return codes


def _progress(urls: Iterable[str]) -> Iterator[str]:
    return terminal.progress(list(urls), "pages looked at")


def _print_json(findings: Findings, count: int, project: Project) -> None:
    outcome = {
        "site": str(project.folder),
        "pages": count,
        **{f"{level}s": findings.count(level) for level in LEVELS},
        "findings": [each.as_json() for each in findings.all()],
    }
    print(json.dumps(outcome, indent=2))


def _print(findings: Findings, count: int, project: Project) -> None:
    for each in findings.all():
        _print_one(each)
    counts = [_counted(findings.count(level), level) for level in LEVELS if findings.count(level)]
    pages = _counted(count, "page")
    terminal.say(f"{pages}: ", *([", ".join(counts)] if counts else [("all is well", "green")]))


def _print_one(finding: Finding) -> None:
    place = f"{finding.place}: " if finding.place else ""
    terminal.say(
        place,
        (finding.level, _STYLES[finding.level]),
        f": {finding.message} ",
        (f"[{finding.code}]", "dim"),
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
