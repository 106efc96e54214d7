"""Find out which modules of the standard library a page gets to load."""

# Only what is loaded anyway may be imported here before the count.
import sys


def use() -> None:
    """Do what a page's Python does in any case, for what is imported late at that."""
    import asyncio

    try:
        raise ValueError
    except ValueError as error:
        import traceback

        traceback.format_exception(error)
    asyncio.get_event_loop().call_later(0, str)
    # what a page may come to use without importing it
    import inspect
    import logging
    import textwrap
    import threading
    import tokenize

    inspect.signature(use)
    logging.getLogger()
    textwrap.indent("", "")
    threading.current_thread()
    str(tokenize.tokenize)


def name(module: object) -> str:
    spec = getattr(module, "__spec__", None)
    return spec.name if spec and "python314.zip" in str(spec.origin) else ""


def count(outside: list[str]) -> dict[str, object]:
    absent = []
    use()
    for each in outside:
        try:
            __import__(each)
        except ImportError:
            absent.append(each)
    found = sorted(filter(None, map(name, list(sys.modules.values()))))
    return {"imported": found, "absent": absent}


with open("/job/outside.txt") as names:
    found = count(names.read().split())

import json  # noqa: E402

with open("/job/imported.json", "w") as file:
    json.dump(found, file)
