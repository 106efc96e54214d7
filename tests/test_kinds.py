import pytest

from kommpy import OptionError
from kommpy.kinds import FLAG, FUNCTION, Choice, Kind, Number, copied, refusal

SECONDS = Number("seconds", least=0, most=10)
COUNT = Number("days", whole=True, least=1)
COLOUR = Choice("red", 1, 2)

RIGHT = [
    (FLAG, True),
    (FLAG, False),
    (SECONDS, 0),
    (SECONDS, 2.5),
    (COUNT, 365),
    (COUNT, 2**53 - 1),
    (COLOUR, "red"),
    (COLOUR, 1),
    (FUNCTION, len),
]

WRONG = [
    (FLAG, "true", "write True"),
    (FLAG, " Yes ", "write True"),
    (FLAG, 1, "write True"),
    (FLAG, "false", "write False"),
    (FLAG, "", "write False"),
    (FLAG, 0, "write False"),
    (FLAG, 0.0, "write False"),
    (FLAG, "perhaps", "give True or False"),
    (FLAG, [], "give True or False"),
    (FLAG, None, "give True or False"),
    (SECONDS, "3", "give a number of seconds from 0 to 10"),
    (SECONDS, True, "give a number"),
    (SECONDS, -0.1, "from 0 to 10"),
    (SECONDS, 10.1, "from 0 to 10"),
    (SECONDS, float("nan"), "from 0 to 10"),
    (SECONDS, float("inf"), "from 0 to 10"),
    (SECONDS, None, "from 0 to 10"),
    (COUNT, 0, "a whole number of days, 1 or more"),
    (COUNT, 1.0, "a whole number"),
    (COUNT, False, "a whole number"),
    (COUNT, 2**53, "a whole number"),
    (Number(), "x", "give a number"),
    (Number(), -(2**53), "give a number"),
    (COLOUR, "blue", "give one of 'red', 1, 2"),
    (COLOUR, True, "give one of"),
    (COLOUR, 1.0, "give one of"),
    (COLOUR, [], "give one of"),
    (FUNCTION, "len", "give a function"),
    (FUNCTION, None, "give a function"),
]


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_a_right_value_is_kept(kind: Kind, value: object) -> None:
    assert kind.check("it", value) is value


@pytest.mark.parametrize(("kind", "value", "mend"), WRONG)
def test_a_wrong_value_is_refused_with_its_mend(kind: Kind, value: object, mend: str) -> None:
    with pytest.raises(OptionError) as caught:
        kind.check("it", value)

    assert caught.value.option == "it"
    assert caught.value.value is value
    assert mend in caught.value.mend
    assert str(caught.value).startswith(f"it cannot be {value!r}: ")


def test_a_long_value_is_shown_in_short() -> None:
    error = refusal("it", "x" * 1000, "mend it")

    assert len(str(error)) < 100


def test_a_value_that_cannot_be_printed_is_named_by_its_type() -> None:
    class Sulking:
        def __repr__(self) -> str:
            raise RuntimeError

    assert "cannot be Sulking" in str(refusal("it", Sulking(), "mend it"))


def test_a_secret_is_not_in_its_error() -> None:
    error = refusal("password", "hunter2", "mend it", secret=True)

    assert "hunter2" not in str(error)
    assert error.value is None


def test_a_copy_shares_no_list_and_no_dict() -> None:
    value = {"a": [{"b": [1]}]}

    copy = copied(value)
    copy["a"][0]["b"].append(2)

    assert value == {"a": [{"b": [1]}]}
