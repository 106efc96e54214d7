"""Modules that Pyodide imports when it starts and a page's Python hardly ever uses.

They begin as stubs; the first name that a stub lacks runs the real module in its place.
"""

# What is read of each while Pyodide starts; the constants are those of Pyodide's system.
STUBS = {
    "_colorize": "",
    "asyncio.graph": "__all__ = ()",
    "asyncio.sslproto": "",
    "asyncio.staggered": "",
    "asyncio.streams": "__all__ = ()",
    "asyncio.subprocess": "__all__ = ()",
    "asyncio.trsock": "",
    "asyncio.unix_events": """
from . import events
__all__ = ()
class _DefaultEventLoopPolicy(events._BaseDefaultEventLoopPolicy):
    _loop_factory = None
""",
    "pyodide._package_loader": """
class _Path:
    def __init__(self, text):
        self._text = text
    def __str__(self):
        return self._text
SITE_PACKAGES = _Path("/lib/python3.14/site-packages")
DSO_DIR = _Path("/usr/lib")
def init_loaded_packages():
    pass
""",
    "socket": "AF_UNSPEC, AF_INET6, AI_PASSIVE, SOCK_STREAM, TCP_NODELAY = 0, 10, 1, 1, 1",
    "ssl": "",
    "subprocess": "PIPE, STDOUT, DEVNULL = -1, -2, -3",
}
# The stubs whose real module stays at hand: a traceback needs it.
KEPT = ("_colorize",)
# `asyncio` takes all names of these when it is imported; now it takes them when they are used.
LATE = """
_late = {
    "FrameCallGraphEntry": graph,
    "FutureCallGraph": graph,
    "capture_call_graph": graph,
    "format_call_graph": graph,
    "print_call_graph": graph,
    "StreamReader": streams,
    "StreamReaderProtocol": streams,
    "StreamWriter": streams,
    "open_connection": streams,
    "start_server": streams,
    "create_subprocess_exec": subprocess,
    "create_subprocess_shell": subprocess,
    "EventLoop": unix_events,
    "SelectorEventLoop": unix_events,
}
def __getattr__(name, known=__getattr__):
    return getattr(_late[name], name) if name in _late else known(name)
"""


def stub(name: str) -> str:
    """Give the source of a stub."""
    return f"""{STUBS[name]}
def __getattr__(name):
    from sitecustomize import complete
    return complete(globals(), name)
"""
