import pytest

from kommpy import OptionError
from kommpy.kinds import Kind
from kommpy.texts import APP_ID, EMAIL, ID, LANGUAGE, SECRET, TEAM, TEXT, TEXT_OR_EMPTY, WORD

RIGHT = [
    (TEXT, "Hello there"),
    (TEXT, " padded "),
    (TEXT, "<b>Hello</b>"),
    (TEXT, "<3"),
    (TEXT, "日本"),
    (TEXT_OR_EMPTY, ""),
    (ID, "agent@example.com"),
    (ID, "7"),
    (WORD, "/sounds/ding.mp3"),
    (APP_ID, "demo"),
    (EMAIL, "ada@example.com"),
    (LANGUAGE, "pt-BR"),
    (TEAM, 0),
    (TEAM, 42),
    (TEAM, "42"),
]

WRONG = [
    (TEXT, "", "leave it out"),
    (TEXT, "  \t\n", "leave it out"),
    (TEXT, "\xa0", "leave it out"),
    (TEXT_OR_EMPTY, " ", "leave it out"),
    (TEXT, "<WELCOME_MESSAGE>", "replace the placeholder"),
    (TEXT, "<YOUR TEXT>", "replace the placeholder"),
    (TEXT, 7, 'give a text: "7"'),
    (TEXT, True, "give a text"),
    (TEXT, 7.5, "give a text"),
    (TEXT, b"x", "give a text"),
    (TEXT, ["x"], "give a text"),
    (TEXT, None, "give a text"),
    (ID, "", "leave it out"),
    (ID, "a b", "without blanks"),
    (ID, " a", "without blanks"),
    (ID, "a\n", "without blanks"),
    (ID, "a\u200b", "without blanks"),
    (ID, "<BOT_ID>", "replace the placeholder"),
    (ID, "<bot-id>", "replace the placeholder"),
    (ID, ["a"], "give one id"),
    (ID, ("a",), "give one id"),
    (ID, 7, 'give an id as text: "7"'),
    (ID, {"id": "a"}, "give an id"),
    (ID, None, "give an id"),
    (APP_ID, "APP_ID", "give your own"),
    (APP_ID, "YOUR_APP_ID", "give your own"),
    (APP_ID, "<APP_ID>", "replace the placeholder"),
    (EMAIL, "ada", "an address such as"),
    (EMAIL, "@example.com", "an address such as"),
    (EMAIL, "ada@", "an address such as"),
    (EMAIL, "ada @example.com", "without blanks"),
    (LANGUAGE, "pt_BR", '"pt-BR"'),
    (TEAM, True, "give the number"),
    (TEAM, 4.0, "give the number"),
    (TEAM, -1, "give the number"),
    (TEAM, 2**53, "give the number"),
    (TEAM, [4], "give the number"),
    (TEAM, "", "leave it out"),
    (TEAM, "<TEAM_ID>", "replace the placeholder"),
    (TEAM, "4 2", "without blanks"),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_a_right_text_is_kept(kind: Kind, value: object) -> None:
    assert kind.check("it", value) is value


@pytest.mark.parametrize(("kind", "value", "mend"), WRONG)
def test_a_wrong_text_is_refused_with_its_mend(kind: Kind, value: object, mend: str) -> None:
    with pytest.raises(OptionError) as caught:
        kind.check("it", value)

    assert caught.value.option == "it"
    assert caught.value.value is value
    assert mend in caught.value.mend


@pytest.mark.parametrize("value", ["", "<PASSWORD>", 4242, ["hunter2"]])
def test_a_secret_is_refused_without_showing_it(value: object) -> None:
    with pytest.raises(OptionError, match=r"^password cannot be \*\*\*: ") as caught:
        SECRET.check("password", value)

    assert "4242" not in str(caught.value)
    assert caught.value.value is None
