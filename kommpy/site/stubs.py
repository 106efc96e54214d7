"""Modules that Pyodide imports when it starts and a page's Python hardly ever uses.

They begin as stubs; the first name that a stub lacks runs the real module in its place.
"""

from .errors import SiteError
from .zips import Files

# What is read of each while Pyodide starts; the constants are those of Pyodide's system.
STUBS = {
    "_colorize": "",
    "_pyodide.docstring": """
def get_cmeth_docstring(function):
    code = function.__code__
    names = code.co_varnames
    count = code.co_argcount
    first = count - len(function.__defaults__ or ())
    shown = list(names[:first])
    shown += map("{}={!r}".format, names[first:count], function.__defaults__ or ())
    if code.co_posonlyargcount:
        shown.insert(code.co_posonlyargcount, "/")
    rest = count + code.co_kwonlyargcount
    if code.co_flags & 4:
        shown.append("*" + names[rest])
        rest += 1
    elif code.co_kwonlyargcount:
        shown.append("*")
    given = function.__kwdefaults__ or {}
    for name in names[count : count + code.co_kwonlyargcount]:
        shown.append(f"{name}={given[name]!r}" if name in given else name)
    if code.co_flags & 8:
        shown.append("**" + names[rest])
    return f"{function.__name__}({', '.join(shown)})\\n--\\n\\n"
""",
    "asyncio.graph": "__all__ = ()",
    "asyncio.log": """
class _Logger:
    def __getattr__(self, name):
        from logging import getLogger
        return getattr(getLogger("asyncio"), name)
    def __setattr__(self, name, value):
        from logging import getLogger
        setattr(getLogger("asyncio"), name, value)
logger = _Logger()
""",
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
    "concurrent.futures": """
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = (
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"
)
""",
    "inspect": """
from types import FunctionType, MethodType
def iscoroutinefunction(obj):
    function = obj.__func__ if type(obj) is MethodType else obj
    if type(function) is FunctionType and not function.__dict__:
        return bool(function.__code__.co_flags & 128)
    import inspect
    inspect.signature  # brings the real module
    return inspect.iscoroutinefunction(obj)
""",
    "logging": "DEBUG = 10",
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
    "signal": "",
    "socket": "AF_UNSPEC, AF_INET6, AI_PASSIVE, SOCK_STREAM, TCP_NODELAY = 0, 10, 1, 1, 1",
    "ssl": "",
    "subprocess": "PIPE, STDOUT, DEVNULL = -1, -2, -3",
    "textwrap": "",
    "threading": """
from _thread import RLock, _local as local, allocate_lock as Lock, get_ident
""",
    "tokenize": "",
    "traceback": """
def extract_stack(*given, **named):
    import traceback
    traceback.format_exception  # brings the real module
    return traceback.extract_stack(*given, **named)
def print_exception(*given, **named):
    import traceback
    traceback.format_exception
    return traceback.print_exception(*given, **named)
""",
}
# The stubs whose real module stays at hand, for many a page comes to need it.
KEPT = (
    "_colorize", "inspect", "logging", "textwrap", "threading", "tokenize", "traceback",
)  # fmt: skip
# The function that a stub has of the real module, as it stands there.
PARTS = {"textwrap": "dedent"}
# What is written otherwise in modules that stay: they import another when they use it.
CHANGES = {
    "_pyodide._base": (
        (
            "    source_io = StringIO(source)\n",
            """    last = source.rstrip().rpartition("\\n")[2]
    if "#" not in last and last[-1:] != ";":
        return False
    source_io = StringIO(source)
""",
        ),
    ),
    "_pyodide.jsbind": (
        (
            """from inspect import (
    Parameter,
    getattr_static,
    isclass,
    iscoroutinefunction,
    ismethod,
    signature,
)
""",
            "",
        ),
        (
            "    res_attr = getattr_static(",
            "    from inspect import getattr_static\n    res_attr = getattr_static(",
        ),
        (
            '    cache_name = "_js_sig"\n',
            '    from inspect import isclass, ismethod\n    cache_name = "_js_sig"\n',
        ),
        (
            "    sig = signature(f)\n",
            """    from inspect import Parameter, iscoroutinefunction, signature
    sig = signature(f)
""",
        ),
        ("no_default = Parameter.empty\n", "no_default = object()\n"),
        (
            "kwparam_defaults.append(p.default)",
            "kwparam_defaults.append(no_default if p.default is Parameter.empty else p.default)",
        ),
        (
            "default_signature = func_to_sig_inner(_default_sig_stencil, None)\n",
            """default_signature = JsFuncSignature(
    _default_sig_stencil, False, 0, (), (), py2js_default, (), (), (), py2js_default,
    js2py_default_call_result,
)
""",
        ),
    ),
    "pyodide.code": (
        ("from inspect import Parameter, Signature, signature\n", ""),
        ("    try:\n", "    from inspect import Parameter, signature\n    try:\n"),
    ),
}
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


def stubs(library: Files) -> Files:
    """Give the sources that take the place of those in the library.

    Raises:
        SiteError: this library is another than the one that the changes were written for

    """
    found = {}
    for name in STUBS:
        path = path_of(name, library)
        found[path] = _stub(name, library[path].decode()).encode()
    for name, changes in CHANGES.items():
        path = path_of(name, library)
        text = library[path].decode()
        for old, new in changes:
            if text.count(old) != 1:
                raise SiteError(f"this Pyodide's {name} is not the one that kommpy knows")
            text = text.replace(old, new)
        found[path] = text.encode()
    return found


def path_of(name: str, library: Files) -> str:
    """Give the path of a module's source."""
    stem = name.replace(".", "/")
    return f"{stem}.py" if f"{stem}.py" in library else f"{stem}/__init__.py"


def _part(name: str, source: str) -> str:
    """Cut a function out of a module."""
    _, begin, rest = source.partition(f"\ndef {name}(")
    return begin + rest.partition("\n\n\n")[0]


def _stub(name: str, source: str) -> str:
    part = _part(PARTS[name], source) if name in PARTS else ""
    return f"""{STUBS[name]}{part}
def __getattr__(name):
    from sitecustomize import complete
    return complete(globals(), name)
"""
