"""`kommpy init`: a new site, and what becomes of what is there."""

from pathlib import Path

import pytest

from kommpy.site import check, starting
from kommpy.site.cli import COMMANDS, main
from kommpy.site.errors import SiteError
from kommpy.site.project import read
from sites import Write, page

pytestmark = pytest.mark.slow

OWN = "<!doctype html>\n<title>Mine</title>\n<p>Hello"


def test_a_new_site_is_well(tmp_path: Path) -> None:
    starting.start(tmp_path / "deep" / "site")

    findings, pages = check.check(read(tmp_path / "deep" / "site"))

    assert [each.code for each in findings.all()] == ["app-id"]
    assert pages == 2
    assert '"defaultBotIds":["sales-bot"]' in page(tmp_path / "deep" / "site", "pages/pricing.html")


def test_what_is_there_stays_as_it_is(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write({"index.html": OWN, "pages/style.css": "p {}"})

    assert main(["init"], root=root) == 0

    said = capsys.readouterr().out
    assert (root / "index.html").read_text() == OWN
    assert "kept  pages/style.css" in said
    assert "made  pages/main.py" in said
    assert '<script type="py" src="/pages/main.py"></script>' in said


def test_a_second_time_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "site"], root=tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    capsys.readouterr()

    assert main(["init", "site"], root=tmp_path) == 0

    said = capsys.readouterr().out
    assert "made" not in said
    assert "Everything was there already." in said
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_file_in_the_way_is_said(write: Write) -> None:
    with pytest.raises(SiteError, match="no site can be made in"):
        starting.start(write({"site": ""}) / "site")


def test_a_wrong_command_is_put_right(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["biuld"])

    assert "did you mean: kommpy build" in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])

    assert f"\n  kommpy {command}" in capsys.readouterr().out
