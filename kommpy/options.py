"""How an option is defined once: its Python name, the widget's name, what it may be.

    class Greeting(Options):
        text: str | None = option(TEXT, default=None)

From this line come the check, the attribute, the payload, what editors show, and the reference.
"""

from .errors import OptionError
from .kinds import Kind, copied
from .spelling import camel_case, closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self, dataclass_transform
else:

    def dataclass_transform(**_):
        """Stand in for `typing`'s, which MicroPython lacks."""
        return lambda cls: cls


class Dashboard:
    """The type of `DASHBOARD`: in conversation settings, "as the dashboard has it"."""

    def __repr__(self) -> str:
        return "DASHBOARD"

    def __reduce__(self) -> str:
        # copies are the same object
        return "DASHBOARD"


DASHBOARD = Dashboard()

# the options of each class by name: looking through a class costs more than a call of the widget
_options: "dict[type, dict[str, Option]]" = {}
# and the payload of each class with nothing given
_blank: "dict[type, dict[str, None]]" = {}


class Option:
    """One option of a class of `Options`.

    Attributes:
        name: the Python name
        sent_as: the widget's name
        kind: what it may be
        sent: whether it is part of the payload
        public: whether it may stand in a prerendered page, which anyone can read

    """

    def __init__(self, kind: Kind, sent_as: str | None, *, sent: bool, public: bool):
        self.kind = kind
        self.sent = sent
        self.public = public
        self.name = ""
        self.sent_as = sent_as or ""

    @property
    def secret(self) -> bool:
        """Whether the value is kept out of prints and errors."""
        return self.kind.secret

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.sent_as = self.sent_as or camel_case(name)

    def __get__(self, owner: "Any", of: "Any" = None) -> "Any":
        return self if owner is None else copied(owner._given.get(self.name))  # noqa: SLF001


def option(
    kind: Kind,
    *,
    default: None,
    name: str | None = None,
    sent: bool = True,
    public: bool = True,
) -> "Any":
    """Define an option.

    Args:
        kind: what it may be
        default: always `None`; tells type checkers that the option need not be given
        name: the widget's name, where it is not the Python name in camelCase
        sent: `False` for what kommpy uses itself
        public: `False` for what must not stand in a prerendered page

    """
    return Option(kind, name, sent=sent, public=public)


@dataclass_transform(
    kw_only_default=True, frozen_default=True, eq_default=False, field_specifiers=(option,)
)
class Options:
    """Base of the option objects: keyword-only, equal by content, never changed once made."""

    # whether DASHBOARD is a value here
    _dashboard = False
    # names that people bring from elsewhere, and the option they mean
    _synonyms: "tuple[tuple[str, str], ...]" = ()
    # the widget's names that are no option, and what to do instead
    _not_here: "tuple[tuple[str, str], ...]" = ()

    def __init__(self, **given: "Any") -> None:
        self._take({}, given)

    @classmethod
    def options(cls) -> "list[tuple[str, Option]]":
        """Give the options, sorted, each with its Python name."""
        return sorted(cls._known().items())

    def given(self) -> "dict[str, Any]":
        """Give the values that were given, by Python name."""
        return copied(self._given)  # type: ignore[no-any-return]

    def replace(self, **changes: "Any") -> "Self":
        """Give the same object with other values for what is named; `None` takes one away.

        Raises:
            OptionError: as when it was made

        """
        made = object.__new__(type(self))
        made._take(dict(self._given), changes)
        return made

    def over(self, other: "Self") -> "Self":
        """Give `other` with what is given here over it."""
        own, below = self._given, other._given  # noqa: SLF001
        for name in below:
            if name not in own:
                break
        else:
            return self
        values = dict(below)
        values.update(own)
        made = object.__new__(type(self))
        object.__setattr__(made, "_given", values)
        made._agree()
        return made

    def decided(self) -> "Self":
        """Give the same object without what is left to the dashboard."""
        for value in self._given.values():
            if value is DASHBOARD:
                return self._undecided()
        return self

    def _undecided(self) -> "Self":
        left = [name for name, value in self._given.items() if value is DASHBOARD]
        return self.replace(**dict.fromkeys(left))

    def to_payload(self, *, all_options: bool = False) -> "dict[str, Any]":
        """Give the values under the widget's names, as a dict that is the caller's own.

        Args:
            all_options: name the options without a value too, as `None`; the same for `DASHBOARD`,
                which is left out otherwise

        """
        known = self._known()
        payload: dict[str, Any] = dict(_blank[type(self)]) if all_options else {}
        for name, value in self._given.items():
            found = known[name]
            if found.sent and value is not DASHBOARD:
                kind = found.kind
                payload[found.sent_as] = value if kind.flat else kind.payload(value)
        return payload

    def _take(self, values: "dict[str, Any]", given: "dict[str, Any]") -> None:
        """Become what was checked before, with what is given now over it."""
        known = _options.get(type(self)) or self._known()
        for name in sorted(given):
            found = known.get(name)
            if found is None:
                raise self._unknown(name)
            value = given[name]
            if value is None:
                values.pop(name, None)
            elif value is DASHBOARD:
                values[name] = self._left(found)
            else:
                values[name] = found.kind.check(name, value)
        object.__setattr__(self, "_given", values)
        self._agree()

    def _agree(self) -> None:
        """Refuse values that cannot hold together."""

    @classmethod
    def _known(cls) -> "dict[str, Option]":
        if cls not in _options:
            named = {name: getattr(cls, name) for name in dir(cls)}
            known = {name: each for name, each in named.items() if isinstance(each, Option)}
            _options[cls] = known
            _blank[cls] = {each.sent_as: None for each in known.values() if each.sent}
        return _options[cls]

    @classmethod
    def _unknown(cls, name: str) -> OptionError:
        likely = cls._likely(name)
        mend = dict(cls._not_here).get(camel_case(name))
        if mend is None:
            mend = f"did you mean {likely}?" if likely else f"see {cls.__name__}.options()"
        return OptionError(f"{cls.__name__} has no option {name!r}", option=name, mend=mend)

    @classmethod
    def _likely(cls, name: str) -> str | None:
        names = {}
        for known, found in cls.options():
            names[known] = known
            names[found.sent_as] = known
        names.update(cls._synonyms)
        meant = closest(name, names)
        return None if meant is None else names[meant]

    def _left(self, found: Option) -> Dashboard:
        """Leave an option to the dashboard, where that means anything."""
        if not self._dashboard:
            raise OptionError(
                f"{found.name} cannot be DASHBOARD",
                option=found.name,
                value=DASHBOARD,
                mend="leave it out, only ConversationSettings knows DASHBOARD",
            )
        return DASHBOARD

    def _one_of(self, *names: str) -> None:
        """Refuse more than one of the options, for the widget would take but one of them."""
        both = [name for name in names if name in self._given]
        if len(both) > 1:
            raise OptionError(
                f"{' and '.join(both)} exclude each other", option=both[0], mend="give one of them"
            )

    if TYPE_CHECKING:
        _given: dict[str, Any]
    else:

        def __setattr__(self, name, value):
            raise OptionError(
                f"{type(self).__name__} never changes",
                option=name,
                mend=f"make another one with replace({name}=...)",
            )

    def __delattr__(self, name: str) -> None:
        raise OptionError(
            f"{type(self).__name__} never changes",
            option=name,
            mend=f"make another one with replace({name}=None)",
        )

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._given == other._given

    def __repr__(self) -> str:
        shown = []
        for name in sorted(self._given):
            secret = getattr(type(self), name).secret
            shown.append(f"{name}={'***' if secret else repr(self._given[name])}")
        return f"{type(self).__name__}({', '.join(shown)})"
