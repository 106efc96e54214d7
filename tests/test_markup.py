"""What HTML can ask for is all that needs no more than text; see `contract_markup.py`."""

import inspect
from pathlib import Path

from kommpy import Chat, markup

WITH_OBJECTS = {"customize", "login"}  # a `Look`, an `Identity`
CONSENT = {"give_consent", "withdraw_consent"}
GUIDE = Path(__file__).parents[1] / "docs/guide/triggers.md"


def _gives(method: object) -> str:
    given = inspect.get_annotations(method).get("return")  # type: ignore[arg-type]
    return str(getattr(given, "__name__", given))


def test_every_action_of_a_chat_can_be_asked_for() -> None:
    methods = inspect.getmembers(Chat, inspect.isfunction)
    actions = {name for name, each in methods if _gives(each) in ("Action", "Retry")}
    actions = {name for name in actions if name[0] != "_"} | CONSENT
    source = inspect.getsource(markup)

    assert len(actions) > 15
    asked = {name for name in actions if f"chat.{name}(" in source}
    assert actions - asked == WITH_OBJECTS


def test_the_guide_names_every_word() -> None:
    text = GUIDE.read_text("utf-8")

    assert [word for word in markup.ACTIONS if f"`{word}`" not in text] == []
