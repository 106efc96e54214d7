import sys
from pathlib import Path

import pytest

from kommpy import ConversationSettings
from kommpy.site.config import Configs
from kommpy.site.errors import SiteError
from sites import CONFIG, MAIN, Write

SETTINGS = 'from kommpy import WidgetSettings\nSETTINGS = WidgetSettings(app_id="demo")\n'


def fails(write: Write, text: str) -> SiteError:
    root = write({"config.py": text, "main.py": MAIN})
    with pytest.raises(SiteError) as raised:
        Configs().of(root / "main.py").rule("/cars/a4")  # type: ignore[union-attr]
    return raised.value


def test_a_configuration_is_read(site: Path) -> None:
    config = Configs().of(site / "pages/main.py")

    assert config is not None
    assert config.rule("/").settings == ConversationSettings(team_id=42)
    assert (config.load, config.lean, config.fresh) == ("now", None, False)


def test_there_may_be_none(tmp_path: Path) -> None:
    assert Configs().of(tmp_path / "main.py") is None


def test_a_change_is_seen_at_once_even_one_of_the_same_size(write: Write) -> None:
    root = write({"config.py": SETTINGS + "from offers import LOAD", "offers.py": "LOAD='now' "})
    configs = Configs()
    first = configs.of(root / "main.py")
    write({"offers.py": "LOAD='idle'"})
    second = configs.of(root / "main.py")

    assert first
    assert second
    assert (first.load, second.load) == ("now", "idle")
    assert configs.of(root / "main.py") is second
    assert not list(root.rglob("__pycache__"))


def test_this_process_is_left_as_it_was(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    other = object()
    monkeypatch.setitem(sys.modules, "config", other)
    monkeypatch.delitem(sys.modules, "offers", raising=False)
    path = list(sys.path)
    root = write({"config.py": SETTINGS + "import offers", "offers.py": "import shop.cars"})
    write({"shop/__init__.py": "", "shop/cars.py": ""})

    assert Configs().of(root / "main.py")
    assert sys.modules["config"] is other
    assert not {"offers", "shop", "shop.cars"} & set(sys.modules)
    assert sys.path == path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("x = 1\n\nSETTINGS =\n", 3, "SyntaxError"),
        ("x = 1\nimport nowhere\n", 2, "No module named 'nowhere'"),
        ("X = 1\n", None, "SETTINGS must be"),
        ("X = 1\nSETTINGS = 'demo'\n", 2, "SETTINGS must be"),
        (SETTINGS + "LOAD = 'later'\n", 3, "LOAD must be"),
        (SETTINGS + "LOAD_LEAN = 'no'\n", 3, "LOAD_LEAN must be"),
        (SETTINGS + "FRESH = 1\n", 3, "FRESH must be True or False"),
        (SETTINGS + "RULES = {\n  '/a': 7,\n}\n", 4, "RuleError"),
        (SETTINGS + "RULES = {\n  '/{a}/b': len,\n  '/a/{b}': len,\n}\n", 4, "equally specific"),
        (SETTINGS + "RULES = []\n", 3, ""),
        (SETTINGS + "RULES = {\n  '/cars/{m}':\n  lambda m: 1 / 0,\n}\n", 5, "ZeroDivisionError"),
        (SETTINGS + "RULES = {\n '/cars/{m}': lambda m: 'x',\n}\n", 4, "it must give"),
        (CONFIG.replace("team_id=42", "team=42"), 5, "did you mean team_id?"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    write: Write, text: str, line: int | None, says: str
) -> None:
    error = fails(write, text)

    assert error.path is not None
    assert (error.path.name, error.line) == ("config.py", line)
    assert says in str(error)


def test_an_error_in_a_sibling_is_named_there(write: Write) -> None:
    write({"offers.py": "\n\n1 / 0\n"})
    error = fails(write, SETTINGS + "from offers import sales")

    assert error.path is not None
    assert (error.path.name, error.line) == ("offers.py", 3)
