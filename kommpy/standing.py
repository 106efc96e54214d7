"""What holds on the page the visitor is on."""

from .rules import PageRule, Rules
from .settings import ConversationSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .rules import RulesDict


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

    @property
    def hidden(self) -> bool:
        """Whether the launcher is to be hidden."""
        return (self._rule.launcher if self._visible is None else self._visible) is False

    def layers(self) -> "list[tuple[str, ConversationSettings]]":
        """Give what holds, each with where it comes from; a later one wins."""
        return [
            ("rule", self._rule.settings or ConversationSettings()),
            ("update_settings", self._said),
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
            self._settings = (self._said if rule is None else self._said.over(rule)).decided()
        return self._settings
