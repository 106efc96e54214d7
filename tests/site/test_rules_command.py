import json
from pathlib import Path

import pytest

from kommpy.rules import PageRule, Rules
from kommpy.site.cli import main
from kommpy.site.errors import SiteError
from kommpy.site.standings import example_of
from sites import FILES, Write, page

pytestmark = pytest.mark.slow

CONFIG = """\
from kommpy import ConversationSettings, PageRule, WidgetSettings, after

SETTINGS = WidgetSettings(app_id="demo")

sales = ConversationSettings(
    default_bot_ids=["sales-bot"],
    skip_routing=True,
)


def about_car(model):
    return sales.replace(
        welcome_message=f"Questions about the {model}?",
    )


RULES = {
    "/": sales,
    "/*": ConversationSettings(team_id=1),
    "/pages/cars": PageRule(
        settings=sales,
        launcher=False,
        triggers=[(after(30), "launch_conversation", {"once": "session"})],
    ).replace(team_id=42),
    "/cars/{model}": about_car,
    "/help": sales,
    "/help/{topic}": sales,
    "/help/{topic}/*": sales,
    "/help/*": sales,
}
"""


@pytest.fixture
def root(write: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a site with rules of all kinds."""
    root = write({**FILES, "pages/config.py": CONFIG})
    monkeypatch.chdir(root)
    return root


def told(capsys: pytest.CaptureFixture[str], root: Path, *argv: str) -> str:
    assert main(["rules", *argv], root=root) == 0
    return capsys.readouterr().out


def test_a_path_tells_its_rule_why_and_where_each_setting_comes_from(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, root, "/pages/cars.html") == (
        "/pages/cars\n"
        "  rule /pages/cars  pages/config.py:20\n"
        "  not  /*: 'pages' is more specific than '*'  pages/config.py:19\n"
        "    default_bot_ids  ['sales-bot']  pages/config.py:6\n"
        "    skip_routing     True  pages/config.py:7\n"
        "    team_id          42  pages/config.py:24\n"
        "    launcher         False  pages/config.py:22\n"
        "    trigger          after(30.0) launch_conversation once='session'  pages/config.py:23\n"
    )


def test_a_rule_from_a_function_tells_the_lines_of_the_function(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = told(capsys, root, "/cars/t", "/nowhere/else")

    assert "welcome_message  'Questions about the t?'  pages/config.py:13" in text
    assert "skip_routing     True  pages/config.py:7" in text
    assert (
        "/nowhere/else  on no page of this site\n  rule /*  pages/config.py:19\n    team_id  1"
    ) in text


def test_without_a_path_all_rules_are_shown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, root)

    assert "/pages/cars  on /pages/cars  pages/config.py:20" in text
    assert "/cars/{model}  on no page of this site" in text
    assert "'Questions about the {model}?'" in text
    assert "/help/*  never holds: others are always more specific  pages/config.py:29" in text
    assert text.count("never holds") == 1


def test_of_many_pages_some_are_named(
    root: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    page = FILES["index.html"].replace("pages/main.py", "/pages/main.py")
    write({f"more/page{number}.html": page for number in range(8)})
    config = CONFIG.replace('"/": sales', '"/more/*": sales')
    write({"pages/config.py": config, "pyscript.toml": '[kommpy]\nfiles = ["**"]\n'})

    assert "/more/page0, /more/page1, /more/page2, /more/page3, /more/page4 and 3 more" in told(
        capsys, root
    )


def test_machines_are_told_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [found] = json.loads(told(capsys, root, "--json", "/"))
    rows = json.loads(told(capsys, root, "--json"))

    assert (found["path"], found["pattern"], found["place"]) == ("/", "/", "pages/config.py:18")
    assert found["page"]
    assert found["rivals"] == [
        {
            "pattern": "/*",
            "why": "it is the page itself, not what lies below it",
            "place": "pages/config.py:19",
        }
    ]
    assert found["says"][0] == {
        "name": "default_bot_ids",
        "value": ["sales-bot"],
        "place": "pages/config.py:6",
    }
    assert [row["pattern"] for row in rows if row["never"]] == ["/help/*"]


def test_a_site_without_rules_says_so(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    root = write({name: text for name, text in FILES.items() if name != "pages/config.py"})

    assert main(["rules", "/"], root=root) == 1
    assert "config.py" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('PageRule(triggers=[(after(30), "launch")])', "launch_conversation"),
        ("PageRule(triggers=[after(30)])", "no action"),
        ('PageRule(triggers=[(after(-1), "toggle")])', "above 0"),
        ('PageRule(launcher="no")', "True or False"),
        ("sales.replace(teamid=3)", "team_id"),
        ("PageRule(settings=sales).replace(teamid=3)", "team_id"),
    ],
)
def test_a_bad_rule_is_refused_with_file_and_line(
    rule: str, words: str, root: Path, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write({"pages/config.py": CONFIG.replace('"/": sales', f'"/": {rule}')})

    with pytest.raises(SiteError) as caught:
        page(root)  # as served, and as built
    assert main(["rules"], root=root) == 1
    for said in (str(caught.value), capsys.readouterr().err):
        assert "pages/config.py:18: " in said
        assert words in said


@pytest.mark.parametrize(
    ("patterns", "never"),
    [
        (["/*", "/", "/{a}/*"], ["/*"]),
        (["/*", "/", "/{a}", "/{a}/{b}/*"], ["/*"]),
        (["/*", "/", "/{a}"], []),
        (["/a/*", "/a", "/a/b"], []),
        (["/a/{x}", "/a/b", "/a/c"], []),
        (["/a/{x}/*", "/a/{x}", "/a/{x}/{y}/*"], ["/a/{x}/*"]),
    ],
)
def test_a_pattern_that_is_never_the_most_specific_one_is_known(
    patterns: list[str], never: list[str]
) -> None:
    rules = Rules({pattern: PageRule() for pattern in patterns})

    assert [each for each in patterns if example_of(rules, each) is None] == never
