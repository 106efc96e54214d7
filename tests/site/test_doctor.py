"""What the doctor makes of what a browser found; and that it gives no secret away."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kommpy.site.cli import main
from kommpy.site.dist import is_built
from kommpy.site.doctor import CODES, Report, examine
from kommpy.site.hosted import rules
from sites import Write

pytestmark = pytest.mark.slow

TRACEBACK = 'PythonError: Traceback (most recent call last):\n  File "<exec>", line 1\nNameError: y'
ROOT = Path(__file__).parents[2]
SCRIPT = "https://widget.kommunicate.io/v2/kommunicate.app"


def facts(**changes: Any) -> dict[str, Any]:
    """Give what a page in good health shows, with some changes; `a__b` is `b` in `a`."""
    found: dict[str, Any] = {
        "url": "https://shop.example/",
        "document": "/",
        "protocol": "https:",
        "time": 1_700_000_000_000,
        "server_time": 1_700_000_000_000,
        "viewport": True,
        "python_tags": 0,
        "widget_scripts": [{"src": SCRIPT, "ours": True}],
        "seed": {
            "began": True,
            "began_by_seed": True,
            "is_in_force": True,
            "python_gave_up": False,
        },
        "page": {"runtime": "mpy", "script": SCRIPT, "conversation": {}, "app_id": "real"},
        "widget": {
            "frame": True,
            "published": True,
            "logged_in": True,
            "form": False,
            "standin": False,
        },
        "settings": {},
        "chat": None,
        "blocked": [],
        "failed": [],
        "errors": [],
    }
    for name, value in changes.items():
        outer, _, inner = name.partition("__")
        if inner:
            found[outer][inner] = value
        else:
            found[outer] = value
    return found


def codes(report: Report) -> list[str]:
    return [each.code for each in report.findings]


def test_a_page_in_good_health_has_nothing_to_be_said_of() -> None:
    report = examine(facts())

    assert codes(report) == []
    assert not report.failed
    assert "Nothing is wrong" in report.as_text()
    assert dict(report.facts) == {
        "Python": "MicroPython",
        "seed": "there, with page data",
        "widget": SCRIPT,
        "installed": "by the seed",
        "state": "ready",
    }


def blocked(directive: str, what: str, *, only_reported: bool = False) -> dict[str, Any]:
    return {"directive": directive, "what": what, "only_reported": only_reported}


CASES: list[tuple[str, dict[str, Any], str]] = [
    ("file", {"protocol": "file:"}, "kommpy serve"),
    (
        "no-chat",
        {"seed": None, "page": None, "widget_scripts": [], "widget__frame": False},
        "Nothing on this page",
    ),
    ("no-seed", {"seed": None, "python_tags": 1}, "kommpy/seed.js"),
    ("double-install", {"widget_scripts": [{"src": SCRIPT, "ours": True}] * 2}, "2 times"),
    ("double-install", {"errors": ["Kommunicate script is already loaded"]}, "2 times"),
    ("other-script", {"seed__is_in_force": False}, "SETTINGS do not hold"),
    (
        "wrong-host",
        {"page__script": SCRIPT.replace("widget.", "widget-eu.")},
        "widget-eu.kommunicate.io: region=",
    ),
    (
        "unknown-host",
        {
            "widget_scripts": [{"src": "https://evil.example/kommunicate.app", "ours": True}],
            "page__script": None,
        },
        "evil.example",
    ),
    ("app-id", {"page__app_id": "demo"}, "give your own"),
    (
        "blocked",
        {"blocked": [blocked("script-src-elem", SCRIPT)]},
        "add to script-src: https://widget.kommunicate.io",
    ),
    ("blocked", {"blocked": [blocked("script-src", "eval")]}, "script-src: 'unsafe-eval'"),
    ("blocked", {"blocked": [blocked("font-src", "data")]}, "font-src: data:"),
    (
        "blocked",
        {"blocked": [blocked("connect-src", "wss://socket.kommunicate.io")]},
        "connect-src: wss://socket.kommunicate.io",
    ),
    ("not-fetched", {"failed": [SCRIPT]}, "ad blocker"),
    (
        "runtime-missing",
        {"failed": ["https://shop.example/runtime/micropython-1/micropython.wasm"]},
        "upload all of dist/",
    ),
    ("python-failed", {"errors": [TRACEBACK]}, "NameError: y"),
    ("python-absent", {"seed__python_gave_up": True}, "work without it"),
    (
        "not-ready",
        {"chat": {"state": "failed", "reason": "blocked", "message": "kept out"}},
        "has failed: kept out",
    ),
    ("not-ready", {"widget__logged_in": False}, "still loading"),
    ("viewport", {"viewport": False}, "width=device-width"),
    ("clock", {"server_time": 1_700_000_000_000 - 600_000}, "10 minutes ahead of"),
    ("clock", {"server_time": 1_700_000_000_000 + 600_000}, "10 minutes behind"),
]


@pytest.mark.parametrize(("code", "changes", "says"), CASES)
def test_each_thing_that_is_wrong_is_named_with_its_mend(
    code: str, changes: dict[str, Any], says: str
) -> None:
    report = examine(facts(**changes))

    assert codes(report) == [code]
    assert says in report.findings[0].message
    assert report.failed == (report.findings[0].level == "error")
    assert f"({code})" in report.as_text()
    assert code in CODES


def test_each_code_is_tried_above() -> None:
    assert {code for code, *_ in CASES} == set(CODES)


def test_what_the_policy_keeps_out_is_said_once() -> None:
    twice = [blocked("script-src-elem", SCRIPT)] * 2

    assert codes(examine(facts(blocked=twice, failed=[SCRIPT]))) == ["blocked"]


def test_a_policy_that_only_reports_is_no_error() -> None:
    report = examine(facts(blocked=[blocked("img-src", SCRIPT, only_reported=True)]))

    assert [each.level for each in report.findings] == ["note"]


def test_settings_are_told_with_their_origin() -> None:
    report = examine(
        facts(
            settings={"teamId": 42, "skipRouting": True, "defaultBotIds": ["a"], "odd": 1},
            page__conversation={"skipRouting": True},
            chat={
                "state": "ready",
                "reason": None,
                "message": None,
                "settings": [{"name": "team_id", "value": "42", "origin": 'rule "/cars"'}],
            },
        ),
        place=lambda name, pattern: f"pages/config.py:7 for {name} of {pattern}",
    )

    assert report.settings == [
        ("default_bot_ids", "['a']", "another script, or the page's Python"),
        ("odd", "1", "another script, or the page's Python"),
        ("skip_routing", "True", "the page's rule, prerendered"),
        ("team_id", "42", 'rule "/cars", pages/config.py:7 for team_id of /cars'),
    ]
    assert json.loads(json.dumps(report.as_json()))["settings"][3]["origin"].startswith("rule")


def test_a_headers_file_is_read() -> None:
    text = "# Made by kommpy\n/*\n  A: b: c\n  # no\n/x/*\n  D: e\n"

    assert rules(text) == {"/*": {"A": "b: c"}, "/x/*": {"D": "e"}}


def test_a_folder_that_a_build_wrote_is_known(write: Write) -> None:
    root = write({"a/_headers": "# Made by kommpy. x", "b/_headers": "# else"})

    assert [is_built(root / name) for name in ("a", "b", "c")] == [True, False, False]


def test_what_is_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path / "none")], root=tmp_path) == 1
    assert "neither a folder nor an address" in capsys.readouterr().err


def test_the_guide_names_each_code() -> None:
    guide = (ROOT / "docs" / "guide" / "doctor.md").read_text("utf-8")

    assert [code for code, text in CODES.items() if f"| `{code}` | {text} |" not in guide] == []


def test_without_playwright_it_says_what_to_install() -> None:
    command = [sys.executable, "-S", "serve.py", "doctor"]  # -S: nothing but the library
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "pip install playwright" in done.stderr
