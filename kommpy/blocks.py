"""Settings for a block of code."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .life import Life
    from .settings import ConversationSettings


class Block:
    """Holds settings while a block of code runs, for `async with`."""

    def __init__(self, life: "Life", settings: "ConversationSettings", timeout: float) -> None:
        self._life = life
        self._layer = [settings]
        self._timeout = timeout
        self._left = False

    async def __aenter__(self) -> None:
        self._left = False
        try:
            await self._life.do("settings_for", self._enter, self._timeout)
        except BaseException:  # also where the task is cancelled
            self._leave()
            raise

    async def __aexit__(self, kind: object, error: object, trace: object) -> None:
        if self._life.widget.status not in ("loading", "pre_chat", "ready"):
            self._leave()  # there is no widget to undo it in
            return
        undone = self._life.do("settings_for", self._undo, self._timeout)
        if kind is None:  # else what the block raised is told, and a failure here is reported
            try:
                await undone
            finally:
                self._leave()

    def _enter(self) -> None:
        if not self._left:
            self._life.standing.lay(self._layer)
            self._life.force.apply()

    def _undo(self) -> None:
        self._leave()
        self._life.force.apply()

    def _leave(self) -> None:
        self._left = True
        self._life.standing.lift(self._layer)
