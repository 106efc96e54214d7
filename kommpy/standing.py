"""What holds on the page the visitor is on."""

from .rules import PageRule, Rules
from .settings import ConversationSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .rules import RulesDict

    Layer = list[ConversationSettings]  # one of them, as a thing of its own


class Standing:
    """The page's rule, and over it what was said since the visitor came to this page.

    Attributes:
        visits: how many pages the visitor came to; tells one stay on a page from the next

    """

    def __init__(self, rules: "RulesDict | None") -> None:
        self._rules = Rules(rules)
        self._rule = PageRule()
        self._path: str | None = None
        self._said = ConversationSettings()
        self._settings: ConversationSettings | None = None  # those in force, once worked out
        self._laid: list[Layer] = []  # by code that is still running, wherever the visitor is
        self._visible: bool | None = None
        self.visits = 0

    def arrive(self, path: str) -> bool:
        """Take over a path's rule; tells whether it is another page."""
        if path == self._path:
            return False
        self._path = path
        self._said = ConversationSettings()
        self._visible = None
        self.visits += 1
        self._settings = None
        self._rule = PageRule()  # also where the rule's function fails
        self._rule = self._rules.match(path)
        return True

    def say(self, settings: ConversationSettings) -> None:
        """Put settings over the rule's; those not given stay as they are."""
        self._said = settings.over(self._said)
        self._settings = None

    def say_visible(self, visible: bool) -> None:
        """Put a wish over the rule's about the launcher."""
        self._visible = visible

    def lay(self, layer: "Layer") -> None:
        """Put settings over all that is said, until they are lifted."""
        self._laid.append(layer)
        self._settings = None

    def lift(self, layer: "Layer") -> None:
        """Take settings away that were put over all; a second time is harmless."""
        self._laid = [each for each in self._laid if each is not layer]
        self._settings = None

    @property
    def visible(self) -> "tuple[bool | None, bool | None]":
        """Whether the launcher is to be seen, by the rule and by what was said here.

        `None` where nothing is said of it; the latter wins.
        """
        return self._rule.launcher, self._visible

    @property
    def triggers(self) -> "tuple[Any, ...]":
        """The triggers of the page's rule."""
        return self._rule.triggers

    def layers(self) -> "list[tuple[str, ConversationSettings]]":
        """Give what holds, each with where it comes from; a later one wins."""
        laid = ConversationSettings()
        for layer in self._laid:
            laid = layer[0].over(laid)
        return [
            ("rule", self._rule.settings or ConversationSettings()),
            ("update_settings", self._said),
            ("settings_for", laid),
        ]

    @property
    def pattern(self) -> str | None:
        """The pattern of the page's rule; `None` where there is none."""
        return self._rules.holding(self._path or "/")

    @property
    def settings(self) -> ConversationSettings:
        """The conversation settings in force."""
        if self._settings is None:
            rule = self._rule.settings
            found = self._said if rule is None else self._said.over(rule)
            for layer in self._laid:
                found = layer[0].over(found)
            self._settings = found.decided()
        return self._settings
