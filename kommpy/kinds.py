"""What an option may be: each kind checks a value and says what to write instead.

A kind serves options and the plain arguments of actions alike: `ID.check("group_id", value)`.
"""

from .errors import OptionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The largest whole number that JavaScript keeps exact.
LARGEST = 2**53 - 1
# Below it, whole numbers are compared at once; MicroPython's longer ones take their time.
SMALL = 2**29
# Letters of a value that an error shows.
_WIDEST = 60


def refusal(
    option: str, value: object, mend: str, *, where: str = "", secret: bool = False
) -> OptionError:
    """Make the error of a value; `where` is the place inside of it."""
    shown = "***" if secret else _shown(value)
    return OptionError(
        f"{option}{where} cannot be {shown}",
        option=option,
        value=None if secret else value,
        mend=mend,
    )


def _shown(value: object) -> str:
    try:
        text = repr(value)
    except Exception:
        text = type(value).__name__
    return text if len(text) <= _WIDEST else text[: _WIDEST - 3] + "..."


def copied(value: "Any") -> "Any":
    """Give a deep copy of lists and dicts."""
    kind = type(value)
    if kind is list:
        return [copied(each) for each in value]
    if kind is dict:
        return {key: copied(value[key]) for key in value}
    return value


def is_whole(value: object) -> bool:
    """Tell whether a value is an `int`; `True` is none, whatever the runtime says."""
    return isinstance(value, int) and not isinstance(value, bool)


class Kind:
    """What a value may be; `summary` says it in words.

    Attributes:
        flat: whether a checked value goes to the widget as it is, without a copy

    """

    summary = "a value"
    secret = False
    flat = False

    def check(self, option: str, value: "Any") -> "Any":
        """Give the value as kommpy keeps it.

        Raises:
            OptionError: the widget would misunderstand it

        """
        raise NotImplementedError

    def payload(self, value: "Any") -> "Any":
        """Give a checked value as the widget takes it."""
        return copied(value)


class Flag(Kind):
    """`True` or `False`; the widget takes any text for true, `"false"` too."""

    summary = "True or False"
    flat = True

    def check(self, option: str, value: "Any") -> bool:
        if isinstance(value, bool):
            return value
        likely = value.strip().lower() if isinstance(value, str) else value
        if likely in ("true", "yes", "on", "1", 1):
            raise refusal(option, value, "write True")
        if likely in ("false", "no", "off", "0", "", 0):
            why = ", the widget takes any text for true" if value else ""
            raise refusal(option, value, "write False" + why)
        raise refusal(option, value, "give True or False")


class Number(Kind):
    """A number of some unit within bounds."""

    flat = True

    def __init__(
        self,
        unit: str = "",
        *,
        least: float | None = None,
        most: float | None = None,
        whole: bool = False,
    ):
        self.unit = unit
        self.least = least
        self.most = most
        self.whole = whole
        self.summary = self._summary()

    def check(self, option: str, value: "Any") -> float:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else (int, float)):
            raise refusal(option, value, f"give {self.summary}")
        # not (a <= b) is true of NaN as well
        if not (-LARGEST <= value <= LARGEST):
            raise refusal(option, value, f"give {self.summary}")
        if self.least is not None and value < self.least:
            raise refusal(option, value, f"give {self.summary}")
        if self.most is not None and value > self.most:
            raise refusal(option, value, f"give {self.summary}")
        return value

    def _summary(self) -> str:
        text = "a whole number" if self.whole else "a number"
        if self.unit:
            text += f" of {self.unit}"
        if self.least is not None and self.most is not None:
            return f"{text} from {self.least} to {self.most}"
        return text if self.least is None else f"{text}, {self.least} or more"


class Choice(Kind):
    """One of some values; `hint` says more where another was given."""

    def __init__(self, *values: "Any", hint: str = ""):
        self.values = values
        self.hint = hint
        found = ", ".join(repr(value) for value in values)
        self.summary = "one of " + found if len(values) > 1 else found

    def check(self, option: str, value: "Any") -> "Any":
        for known in self.values:
            if type(value) is type(known) and value == known:
                return known
        raise refusal(option, value, f"give {self.summary}{self.hint}")


class Made(Kind):
    """An object of a class of ours, which whoever gives one has imported."""

    def __init__(self, name: str):
        self.name = name
        self.summary = f"`{name}(...)`"

    def check(self, option: str, value: "Any") -> "Any":
        if type(value).__name__ != self.name:
            raise refusal(option, value, f"give {self.name}(...)")
        return value


class Function(Kind):
    """A function that the widget calls."""

    summary = "a function"

    def check(self, option: str, value: "Any") -> "Any":
        if not callable(value):
            raise refusal(option, value, "give a function, without calling it")
        return value


FLAG = Flag()
FUNCTION = Function()
