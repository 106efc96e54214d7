"""Who the visitor is: what the widget is begun with of them, and what proves it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from .actions import Settle
    from .identity import Identity
    from .tokens import Tokens
    from .widget_settings import WidgetSettings

# the widget settings that say it; forgotten with the visitor
_DETAILS = (
    "access_token",
    "authentication_type_id",
    "contact_number",
    "email",
    "image_link",
    "metadata",
    "password",
    "user_id",
    "user_name",
)


class Who:
    """The visitor who is there, or comes.

    Attributes:
        settings: how the widget is begun, without the proof that `tokens` ask for
        tokens: what asks for the proof; `None` where none is needed, or it stands in the settings
        installed: whether the widget was begun with them, and not by another chat

    """

    def __init__(self, settings: "WidgetSettings") -> None:
        self.settings = settings
        self.tokens: Tokens | None = None
        self.installed = False
        self._entered: Settle | None = None  # who waits for the login

    def come(self, tokens: "Tokens", entered: "Settle | None" = None) -> None:
        """Be somebody else from the next beginning on; `entered()` is called when they are in."""
        self._stop()
        self.tokens, self._entered = tokens, entered

    def come_again(self, leave: "Callable[[], None]") -> None:
        """Be the same once more, after another try has been cleared away."""
        tokens, entered = self.tokens, self._entered
        leave()
        self.tokens, self._entered = tokens, entered

    def enter(self) -> None:
        """Tell who waits that the visitor is in."""
        entered, self._entered = self._entered, None
        if entered:
            entered()

    def forget(self) -> None:
        """Be nobody in particular."""
        self._stop()
        self.settings = self.settings.replace(**dict.fromkeys(_DETAILS))
        self.tokens = None
        self.installed = False
        self._entered = None

    def _stop(self) -> None:
        if self.tokens:
            self.tokens.stop()

    def is_of(self, identity: "Identity") -> bool:
        """Tell whether they are who an identity means, and known to the widget."""
        known = self.tokens.identity if self.tokens else self.settings
        return self.installed and identity.is_of(known)

    def tell(self, then: "Callable[[WidgetSettings], None]", fail: "Callable[[str], None]") -> None:
        """Call `then` with all settings to begin with, proof included, or `fail(why)`; once."""
        if self.tokens is None:
            then(self.settings)
        else:
            self.tokens.ask(lambda details: then(self.settings.replace(**details)), fail)
