"""What the chats of one widget want of it, put together: there is but one widget."""

from .settings import ConversationSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .ports import Widget
    from .standing import Standing


class Holding:
    """What holds for the widget.

    Attributes:
        standings: of each chat, what it wants; where two say something, the later one has it
        hidden: whether the widget was told to hide; `None`: nobody told it yet
        shown: whether it is shown all the same, as the box is open or about to open

    """

    def __init__(self) -> None:
        self.standings: list[Standing] = []
        self.hidden: bool | None = False
        self.shown = False

    @property
    def settings(self) -> ConversationSettings:
        """The conversation settings in force."""
        if len(self.standings) == 1:
            return self.standings[0].settings
        found = ConversationSettings()
        # what was said on a page goes over the rules of all of them
        for layer in range(3):
            for standing in self.standings:
                found = standing.layers()[layer][1].over(found)
        return found.decided()

    @property
    def hides(self) -> bool:
        """Whether the launcher is to be hidden."""
        seen = None
        for layer in range(2):  # as with the settings
            for standing in self.standings:
                wish = standing.visible[layer]
                seen = seen if wish is None else wish
        return seen is not None and not seen


def holding(widget: "Widget") -> Holding:
    """Give what holds for a widget."""
    if widget.holding is None:
        widget.holding = Holding()
    found: Holding = widget.holding
    return found
