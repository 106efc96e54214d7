"""What is sure to come of calling a function, read from its code.

Only where the runtime keeps the code of functions: CPython does, MicroPython does not.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    # what calls a handler: ("event", its name), ("dom_event", kind, selector) or ("url", pattern)
    Cause = tuple[str, ...]
    Effect = tuple[str, ...]  # the same, but ("url", path)
    Token = tuple[str, Any]

_OPENING = (
    "launch_conversation",
    "open_conversation",
    "open_conversation_list",
    "start_conversation",
)
_TURNING = _OPENING + ("close", "toggle")
_KNOWN = {"chat_widget_close": False, "chat_widget_open": True}  # whether the chat is open then
# what comes of an action, whatever the chat was doing before
_COMES_OF = {
    "send_message": ("message_sent",),
    "start_conversation": ("start_new_conversation", "current_group_id_changed"),
}
# they wait for somebody, or somebody else is there after them
_WAITING = ("events", "give_consent", "login", "logout", "ready", "wait_for", "withdraw_consent")
_SELECTING = {"getElementById": "#", "querySelector": ""}
_GOING = ("assign", "navigate", "pushState", "replace", "replaceState")
_HARMLESS = ("float", "int", "len", "print", "repr", "str")
_PROXIES = ("Anything", "JsProxy", "module")
_HOMES = ("_pyodide", "kommpy", "pyodide", "pyscript")
_DECIDING = ("FOR_ITER", "PUSH_EXC_INFO", "RAISE_VARARGS")
_SORTS = {
    "LOAD_ATTR": "attribute",
    "LOAD_CONST": "text",
    "LOAD_FAST": "local",
    "LOAD_FAST_BORROW": "local",
    "LOAD_METHOD": "attribute",
    "STORE_ATTR": "store",
}
# what takes a method as a value, and does not call it, where it comes at once after its name
_TAKING = ("BUILD", "CALL", "POP_TOP", "PRECALL", "RETURN", "STORE")
_DEEPEST = 5  # functions that call each other
_UNKNOWN = object()


def effects(function: "Any", cause: "Cause", chat: object) -> "list[Effect]":
    """Give what is sure to come of a handler, in order; nothing where something may prevent it."""
    reader = _Reader(chat, cause)
    reader.read(function, _DEEPEST)
    return reader.effects if reader.is_sure else []


def may_lead_to(function: "Any", cause: "Cause") -> "list[str]":
    """Give what a handler could lead to, by the names in it, which is quick.

    Names of events, and `"dom_event"` and `"url"` of all of those.
    """
    names = _mentioned(function, _DEEPEST)
    # an open chat does not open, and a handler that does not know whether it is cannot be sure
    knows = cause[1] in _KNOWN or "close" in names
    found: list[str] = []
    for name in names:
        if knows and name in _TURNING:
            found += _KNOWN
        elif name in ("click", "dispatchEvent"):
            found.append("dom_event")
        elif name == "href" or name in _GOING:
            found.append("url")
        found += _COMES_OF.get(name, ())
    return found


class _Reader:
    """Reads one function after the other.

    Attributes:
        effects: what comes of them
        is_sure: whether nothing in them could make it otherwise

    """

    def __init__(self, chat: object, cause: "Cause") -> None:
        self.effects: list[Effect] = []
        self.is_sure = True
        self._chat = chat
        self._is_open = _KNOWN.get(cause[1]) if cause[0] == "event" else None

    def read(self, function: "Any", depth: int) -> None:
        """Read a function, and those that it calls."""
        tokens = _tokens(function) if depth else None
        if tokens is None:
            self.is_sure = False
            return
        selector = text = ""
        for number, (sort, value) in enumerate(tokens):
            following = tokens[number + 1 :]
            if sort == "value":
                self._use(value, following, depth)
            elif sort == "text":
                text = value
            elif sort == "store" and value == "href":
                self._go(text)
            elif sort == "attribute" and value in _SELECTING:
                selector = _SELECTING[value] + _given(following)
            elif sort == "attribute":
                self._touch(value, following, selector)

    def _touch(self, method: str, following: "list[Token]", selector: str) -> None:
        """See what a method does to the page, and to which of its elements."""
        if method == "click" and selector:
            self.effects.append(("dom_event", "click", selector))
        elif method == "dispatchEvent":
            self.effects.append(("dom_event", _given(following), selector))
        elif method in _GOING:
            self._go(_given(following))

    def _use(self, value: "Any", following: "list[Token]", depth: int) -> None:
        """Look at what a name stands for, and at what is done with it."""
        name = ""
        for sort, each in following:
            inside = getattr(value, "__dict__", None)
            if sort != "attribute" or value is self._chat or each not in (inside or ()):
                name = each if sort == "attribute" else ""
                break
            value = inside[each]  # type: ignore[index]
        if value is self._chat:
            self._act(name)
        elif hasattr(value, "__code__") and not name:
            self.read(value, depth - 1)
        elif not _is_harmless(value):
            self.is_sure = False

    def _act(self, name: str) -> None:
        if name in _WAITING:
            self.is_sure = False
        if name == "toggle" and self._is_open is not None:
            name = "close" if self._is_open else "launch_conversation"
        if name == "close":
            self._turn(False, "chat_widget_close")
        elif name in _OPENING:
            self._turn(True, "chat_widget_open")
        for event in _COMES_OF.get(name, ()):
            self.effects.append(("event", event))

    def _turn(self, opens: bool, event: str) -> None:
        if self._is_open is (not opens):
            self.effects.append(("event", event))
        self._is_open = opens

    def _go(self, address: str) -> None:
        if address.startswith("/"):
            self.effects.append(("url", address))


def _mentioned(function: "Any", depth: int) -> "list[str]":
    """Give the names in a function's code, and in that of functions that it names."""
    found: list[str] = list(function.__code__.co_names)
    for name in function.__code__.co_names + function.__code__.co_freevars:
        value = _resolved(function, name)
        if depth and hasattr(getattr(value, "__code__", None), "co_names"):
            found += _mentioned(value, depth - 1)
    return found


def _tokens(function: "Any") -> "list[Token] | None":
    """Give what a function's code mentions, in order; `None` where it decides or fails."""
    import dis

    own = function.__code__.co_varnames[0] if hasattr(function, "__self__") else None
    found: list[Token] = []
    code = list(dis.get_instructions(function))
    for each, after in zip(code, code[1:] + code[-1:]):
        name, value = each.opname, each.argval
        if name in _DECIDING or ("JUMP" in name and "_IF" in name):
            return None
        if name.startswith("LOAD_FAST") and value == own:
            found.append(("value", function.__self__))
        elif name in ("LOAD_DEREF", "LOAD_GLOBAL"):
            found.append(("value", _resolved(function, value)))
        elif (
            _SORTS.get(name) == "attribute" and after.opname.startswith(_TAKING) and after.arg != 0
        ):
            found.append(("named", value))
        elif name in _SORTS and isinstance(value, str):
            found.append((_SORTS[name], value))
    return found


def _resolved(function: "Any", name: str) -> "Any":
    """Give what a name stands for in a function, `_UNKNOWN` where it is not known yet."""
    free = function.__code__.co_freevars
    if name in free:
        try:
            return function.__closure__[free.index(name)].cell_contents
        except ValueError:  # to be assigned yet
            return _UNKNOWN
    if name in function.__globals__:
        return function.__globals__[name]
    return None if name in _HARMLESS else _UNKNOWN


def _given(tokens: "list[Token]") -> str:
    """Give the last of the texts that a call begins with, past the names of what makes them."""
    text = ""
    for sort, value in tokens:
        if sort == "text":
            text = value
        elif text or sort == "local":
            break
    return text


def _is_harmless(value: "Any") -> bool:
    """Tell whether calling something, or a method of it, can take no handler away."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return True
    home = str(getattr(value, "__module__", ""))
    return type(value).__name__ in _PROXIES or home.partition(".")[0] in _HOMES
