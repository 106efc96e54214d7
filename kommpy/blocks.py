"""Settings for a block of code."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .life import Life
    from .settings import ConversationSettings
    from .standing import Layer


class Block:
    """Holds settings while a block of code runs, for `async with`; any number of times."""

    def __init__(self, life: "Life", settings: "ConversationSettings", timeout: float) -> None:
        self._life = life
        self._settings = settings
        self._timeout = timeout
        self._layers: list[Layer] = []  # one for each time that it is entered now

    async def __aenter__(self) -> None:
        layer = [self._settings]
        try:
            await self._life.do("settings_for", lambda: self._enter(layer), self._timeout)
        except BaseException:  # also where the task is cancelled
            self._leave(layer)
            raise
        self._layers.append(layer)

    async def __aexit__(self, kind: object, error: object, trace: object) -> None:
        layer = self._layers.pop()
        if self._life.widget.status not in ("loading", "pre_chat", "ready"):
            self._leave(layer)  # there is no widget to undo it in
            return
        # what was asked for in the block, and waits still, comes first
        undone = self._life.do("settings_for", lambda: self._undo(layer), self._timeout)
        undone.give_up = lambda: self._leave(layer)
        if kind is None:  # else what the block raised is told, and a failure here is reported
            await undone

    def _enter(self, layer: "Layer") -> None:
        if layer:  # and was not left before it came to that
            self._life.standing.lay(layer)
            self._life.force.apply()

    def _undo(self, layer: "Layer") -> None:
        self._life.standing.lift(layer)
        self._life.force.apply()

    def _leave(self, layer: "Layer") -> None:
        """Take the settings away at once, whatever is under way."""
        self._life.standing.lift(layer)
        layer.clear()
        if self._life.widget.status in ("pre_chat", "ready"):
            self._life.force.hold(launcher=False)
