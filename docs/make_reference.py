# ruff: noqa: INP001 - a script, not a package
"""Write what follows from the code: `python -m docs.make_reference`.

That is the reference, the options, and the widget's texts: as a page, and for type checkers.
That is `docs/reference.md`, `docs/options.md`, `docs/names.md`, and for type checkers the widget's
texts by name.
What an option means stands in the text under its definition, what a method does in its docstring;
neither is written down a second time.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import kommpy
import kommpy.testing
from docs import make_names
from kommpy import actions, errors, events, labels, moments
from kommpy.kinds import FUNCTION
from kommpy.ports import Page, Widget

DOCS = Path(__file__).parent
OPTIONS = (
    *("WidgetSettings", "Look", "PreChatField"),
    *("ConversationSettings", "ConversationDetail", "UserDetails", "Identity"),
)
SECTIONS = ("Args", "Attributes", "Returns", "Raises", "Example")
# the functions that make a trigger, as they stand in their module
TRIGGERS = tuple(
    name for name in vars(moments) if kommpy.home(name) == "moments" and name.islower()
)
# what the reference's examples need of kommpy, besides
EXAMPLES = (
    *("Chat", "Consent", "ConversationDetail", "ConversationSettings", "Identity", "Look"),
    *("PageRule", "UserDetails", "WidgetSettings", "load"),
)
ALIASES = {"Payload": "dict", "RulesDict": "dict"}
NOTE = "<!-- Made by docs/make_reference.py from the docstrings. -->"

OPTIONS_INTRO = """\
# Options

Every option of every option object. All are keywords, and what is not given is absent: the
attribute reads as `None`, and the widget is told nothing of it. How the objects behave is in
[Settings](guide/settings.md).
"""

REFERENCE_INTRO = """\
# Reference

What `kommpy` and `kommpy.testing` offer. The options of the settings objects have
[a page of their own](options.md). The examples belong together, on a page with these elements:

```html
<button type="button" id="talk-to-sales">Talk to sales</button>
<button type="button" id="help">Help</button>
<button type="button" id="chat">Chat <span id="badge"></span></button>
<section id="prices">Prices</section>
```

```python
{imports}
from kommpy.testing import FakePage, FakeWidget

RULES = {"/pricing": ConversationSettings(default_bot_ids=["sales-bot"])}
group_id = "7000001"


async def fetch_token():
    return "a token"
```
"""

LABELS_INTRO = """\
# Texts of the widget

What `WidgetSettings(labels=...)` takes, by the widget's own names; see [Look](guide/look.md#texts).
A name with a heading is a group: a dict in the dict. A `/` in a name stands for one more.

## Names
"""

TRIGGERS_INTRO = """\
## Triggers

What `chat.when` takes besides a kind of DOM event. How they combine, and how often they fire, is in
[Triggers](guide/triggers.md).
"""

EVENTS_INTRO = """\
## Events

What `chat.on(name, handler)` takes. `event.data` is plain Python, with the widget's own keys. The
vendor's name is the same in camelCase with `on` before it, so `message_received` is its
`onMessageReceived`.
"""
# title, names, what `event.data` is where nothing else is said
EVENT_GROUPS = (
    (
        "What the visitor does in the widget",
        "TRACKED",
        '`eventCategory` (`"Kommunicate_widget"`), `eventAction`, `eventLabel`',
    ),
    ("What the widget shows", "SHOWN", ""),
    ("What comes over the wire", "SOCKET", ""),
    ("kommpy's own", "OWN", ""),
)


def main() -> None:
    """Write the files."""
    for name, text in documents().items():
        (DOCS / name).write_text(text, "utf-8")


def documents() -> dict[str, str]:
    """Give the text of each file."""
    return {
        "names.md": _joined([NOTE, make_names.names()]),
        "options.md": _options(),
        "reference.md": _reference(),
        "labels.md": _labels(),
        "../kommpy/label_texts.pyi": _label_texts(),
    }


def _labels() -> str:
    """List the widget's texts, those of a group under its name."""
    found = labels.names()
    lines = [f"`{name}`" for name in found if "/" not in name]
    parts = [NOTE, LABELS_INTRO, ", ".join(lines) + "."]
    for group in sorted({name.partition("/")[0] for name in found if "/" in name}):
        texts = [f"`{name.partition('/')[2]}`" for name in found if name.startswith(group + "/")]
        parts.append(f"### {group}\n\n{', '.join(texts)}.")
    return _joined(parts)


def _label_texts() -> str:
    """Write the widget's texts as types: a dict of those that are given."""
    tree: dict[str, Any] = {}
    for name in labels.names():
        *groups, text = name.split("/")
        place = tree
        for group in groups:
            place = place.setdefault(group, {})
        place[text] = "str"
    return (
        "# Made by docs/make_reference.py from labels.py, for type checkers.\n"
        f"from typing import TypedDict\n\n{''.join(_typed_dict('Labels', tree))}"
    )


def _typed_dict(name: str, tree: dict[str, Any]) -> Iterator[str]:
    rows = []
    for key, what in sorted(tree.items()):
        if isinstance(what, dict):
            inside = "_" + re.sub(r"\W", "_", f"{name.strip('_')}_{key}")
            yield from _typed_dict(inside, what)
            rows.append(f'        "{key}": {inside},\n')
        else:
            rows.append(f'        "{key}": {what},\n')
    body = "".join(rows)
    yield f'{name} = TypedDict(\n    "{name}",\n    {{\n{body}    }},\n    total=False,\n)\n'


def _options() -> str:
    parts = [NOTE, OPTIONS_INTRO]
    for name in OPTIONS:
        parts += _option_class(getattr(kommpy, name))
    return _joined(parts)


def _option_class(cls: type) -> Iterator[str]:
    summary, *rest = _paragraphs(cls)
    yield f"## {cls.__name__}\n\n{_flowed(summary)}"
    yield from (_flowed(each) for each in rest if not each.startswith(SECTIONS))
    title = "| option | the widget's name | value | meaning |\n| --- | --- | --- | --- |"
    meanings = _meanings(cls)
    for group, names in _groups(cls, meanings):
        rows = [_row(getattr(cls, name), meanings[name]) for name in names]
        yield "\n".join(([f"### {group}", ""] if group else []) + [title, *rows])


def _meanings(cls: type) -> dict[str, str]:
    """Give the text under each option's definition."""
    body = ast.parse(inspect.getsource(cls)).body[0].body  # type: ignore[attr-defined]
    found = {}
    for node, after in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = inspect.cleandoc(after.value.value)  # type: ignore[attr-defined]
    return found


def _row(option: Any, meaning: str) -> str:
    text = _flowed(meaning)
    if option.secret:
        text += " Never printed."
    if option.secret or not option.public or option.kind is FUNCTION:
        text += " Not in a prerendered page."
    sent = f"`{option.sent_as}`" if option.sent else "not sent"
    return f"| `{option.name}` | {sent} | {option.kind.summary} | {text} |".replace(" | |", " |")


def _groups(cls: type, wanted: Any) -> list[tuple[str, list[str]]]:
    """Sort a class's members by the comments that stand between them."""
    found: list[tuple[str, list[str]]] = [("", [])]
    pattern = r"^    (?:# (.+)|(?:async )?(?:def )?(\w+)[:(])"
    for title, name in re.findall(pattern, inspect.getsource(cls), re.MULTILINE):
        if title:
            found.append((title[0].upper() + title[1:], []))
        elif name in wanted and name not in found[-1][1]:  # a property may have a setter
            found[-1][1].append(name)
    return [(title, names) for title, names in found if names]


def _reference() -> str:
    parts = [NOTE, REFERENCE_INTRO.replace("{imports}", _imports())]
    parts += _class("Chat", kommpy.Chat, call="chat")
    parts += [_callable("load", kommpy.load, level=2)]
    parts += [_callable("Action", actions.Action, level=2)]
    parts += _class("PageRule", kommpy.PageRule, call="rule")
    parts += _class("Consent", kommpy.Consent, call="consent")
    parts += [TRIGGERS_INTRO]
    parts += [_callable(name, getattr(kommpy, name), level=3) for name in TRIGGERS]
    parts += [
        _callable(cls.__name__, cls, level=2) for cls in (kommpy.TriggerEvent, kommpy.WidgetEvent)
    ]
    parts += [EVENTS_INTRO, _events(), *_errors()]
    parts += _class("Visitor", kommpy.testing.Visitor, call="visitor")
    parts += _class("BrowserVisitor", kommpy.testing.BrowserVisitor, call="visitor")
    parts += _class("FakeWidget", kommpy.testing.FakeWidget, call="widget", besides=Widget)
    parts += _class("FakePage", kommpy.testing.FakePage, call="page", besides=Page)
    return _joined(parts)


def _imports() -> str:
    """Import what the examples need."""
    names = "".join(f"    {name},\n" for name in sorted([*EXAMPLES, *TRIGGERS]))
    return f"from kommpy import (\n{names})"


def _class(name: str, cls: Any, *, call: str, besides: type = object) -> Iterator[str]:
    """Write a class and its members; those of its port stand with the port."""
    yield _callable(name, cls, level=2, signature=cls.__init__)
    members = {
        key: value
        for base in reversed(cls.__mro__)
        for key, value in vars(base).items()
        if not key.startswith("_") and _is_member(value) and not hasattr(besides, key)
    }
    for base in reversed(cls.__mro__[:-1]):
        for group, keys in _groups(base, members):
            if group:
                yield f"### {group}"
            for key in keys:
                yield _member(key, members.pop(key), call, level=4 if group else 3)


def _is_member(value: Any) -> bool:
    return (inspect.isfunction(value) or isinstance(value, property)) and bool(value.__doc__)


def _member(name: str, value: Any, of: str, *, level: int) -> str:
    signature = None if isinstance(value, property) else value
    return _callable(f"{of}.{name}", value, level=level, signature=signature)


def _callable(
    name: str, thing: Any, *, level: int, signature: Callable[..., Any] | None = None
) -> str:
    """Write one docstring as Markdown."""
    if signature is None and inspect.isfunction(thing):
        signature = thing
    head = f"{'#' * level} {name}"
    parts = [head, *([f"`{_signature(name, signature)}`"] if signature else [])]
    for paragraph in _paragraphs(thing):
        section, _, rest = paragraph.partition(":\n")
        parts.append(_section(section, rest) if section in SECTIONS else _flowed(paragraph))
    return "\n\n".join(parts)


def _signature(name: str, function: Callable[..., Any]) -> str:
    found = inspect.signature(function)
    kept = [each for each in found.parameters.values() if each.name != "self"]
    text = str(found.replace(parameters=kept))
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", text)
    text = re.sub(r"\b(?:kommpy|collections|typing)\.(?:\w+\.)*", "", text)
    for alias, plain in ALIASES.items():
        text = re.sub(rf"\b{alias}\b", plain, text)
    text = re.sub(" -> (None|Any|Binding)$", "", text)
    return ("await " if inspect.iscoroutinefunction(function) else "") + name + text


def _section(title: str, text: str) -> str:
    text = textwrap.dedent(text)
    if title == "Example":
        code = text.strip().removeprefix("```python").removesuffix("```").strip()
        return f"```python\n{code.strip('`')}\n```"
    if title == "Returns":
        return "Gives " + _flowed(text) + "."
    entries = re.split(r"\n(?=\S)", text.strip())
    lead = "" if title == "Args" else f"{title}:\n\n"
    return lead + "\n".join(map(_entry, entries))


def _entry(text: str) -> str:
    names, _, meaning = _flowed(text).partition(": ")
    shown = ", ".join(f"`{name}`" for name in names.split(", "))
    return f"- {shown}: {meaning}"


def _events() -> str:
    return "\n\n".join(
        f"### {title}\n\n{event_table(group, usual)}" for title, group, usual in EVENT_GROUPS
    )


def event_table(group: str, usual: str = "") -> str:
    """Write the events of a group, as the comments above their names say."""
    rows = ["| event | when | `event.data` |", "| --- | --- | --- |"]
    for name, said in _said_of_events(group).items():
        when, bar, data = (part.strip() for part in said.partition("|"))
        rows.append(f"| `{name}` | {when} | {data or ('`None`' if bar else usual)} |")
    return "\n".join(rows)


def _said_of_events(group: str) -> dict[str, str]:
    """Give the comment above each name."""
    source = inspect.getsource(events)
    body = source.partition(f"\n{group} = (\n")[2].partition("\n)")[0]
    found = dict.fromkeys(getattr(events, group), "")
    comment: list[str] = []
    for line in body.splitlines():
        text = line.strip()
        if text.startswith("#"):
            comment.append(text.removeprefix("# "))
        else:
            found[text.strip('",')] = " ".join(comment)
            comment = []
    return found


def _errors() -> Iterator[str]:
    tree = (errors.__doc__ or "").partition("\n\n")[2].strip()
    yield f"## Errors\n\n```text\n{tree}\n```"
    for name, error in vars(errors).items():
        if inspect.isclass(error):
            yield _callable(name, error, level=3)


def _paragraphs(thing: Any) -> list[str]:
    """Split a docstring at its empty lines, an example's own ones aside."""
    text = inspect.getdoc(thing) or ""
    body, mark, example = text.partition("Example:\n")
    found = re.split(r"\n\n+", body.strip())
    return [*found, mark + example] if mark else found


def _flowed(text: str) -> str:
    """Make one line of a paragraph; a table stays as it is."""
    return text if text.startswith("|") else " ".join(text.split())


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part.strip() for part in parts) + "\n"


if __name__ == "__main__":
    main()
