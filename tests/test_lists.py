import pytest

from kommpy import OptionError
from kommpy.kinds import Kind
from kommpy.lists import EVENTS, IDS, TEXTS, OneOrMany
from kommpy.texts import TEXT

VOICE = OneOrMany(TEXT, TEXTS)

WRONG = [
    (IDS, "bot", 'wrap it in a list: ["bot"]'),
    (IDS, [], "leave it out"),
    (IDS, (), "leave it out"),
    (IDS, {"bot"}, "give a list of ids"),
    (IDS, {"bot": 1}, "give a list of ids"),
    (IDS, 7, "give a list of ids"),
    (IDS, None, "give a list of ids"),
    (IDS, iter(["bot"]), "give a list of ids"),
    (IDS, ["bot", "bot"], "name it once"),
    (IDS, [7], 'an id as text: "7"'),
    (IDS, [None], "give an id"),
    (IDS, [["bot"]], "give one id"),
    (IDS, ["<BOT_ID>"], "replace the placeholder"),
    (IDS, ["a b"], "without blanks"),
    (IDS, [""], "leave it out"),
    (EVENTS, '["WELCOME"]', "give a list, kommpy makes the JSON text of it: ['WELCOME']"),
    (EVENTS, "WELCOME", "give a list, kommpy makes the JSON text of it: ['WELCOME']"),
    (EVENTS, "7", "give a list, kommpy makes the JSON text of it: ['7']"),
    (EVENTS, ["<EVENT_NAME>"], "replace the placeholder"),
    (EVENTS, [], "leave it out"),
    (VOICE, "", "leave it out"),
    (VOICE, [], "leave it out"),
    (VOICE, 7, "give a text"),
]


@pytest.mark.parametrize(("kind", "value", "mend"), WRONG)
def test_a_wrong_list_is_refused_with_its_mend(kind: Kind, value: object, mend: str) -> None:
    with pytest.raises(OptionError) as caught:
        kind.check("it", value)

    assert caught.value.option == "it"
    assert mend in caught.value.mend


@pytest.mark.parametrize("value", [["a", "b"], ("a", "b")])
def test_a_list_or_tuple_is_taken_as_a_list(value: object) -> None:
    assert IDS.check("it", value) == ["a", "b"]


def test_a_list_is_the_own_of_who_checked_it() -> None:
    given = ["a"]

    taken = IDS.check("it", given)
    given.append("b")

    assert taken == ["a"]


def test_bot_events_cross_as_json_text() -> None:
    assert EVENTS.payload(["WELCOME", "BYE"]) == '["WELCOME", "BYE"]'


def test_one_or_many_are_kept_as_given() -> None:
    assert VOICE.check("it", "Ada") == "Ada"
    assert VOICE.check("it", ["Ada", "Zoe"]) == ["Ada", "Zoe"]
