"""Names: how the widget writes them, and which one was probably meant."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 3


def camel_case(name: str) -> str:
    """Give `default_bot_ids` as `defaultBotIds`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def closest(name: str, known: "Iterable[str]") -> str | None:
    """Give the known name that is most like a mistyped one, `None` where none is."""
    wrong = _bare(name)
    best, least = None, 1 + max(1, len(wrong) // 3)
    for candidate in sorted(known):
        right = _bare(candidate)
        steps = _distance(wrong, right)
        if steps < least:
            best, least = candidate, steps
    return best or _containing(wrong, known)


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _containing(wrong: str, known: "Iterable[str]") -> str | None:
    """Give the shortest name that holds this one, as `welcome` is in `welcome_message`."""
    longer = [name for name in known if len(wrong) > _SHORTEST and wrong in _bare(name)]
    return min(longer, key=lambda name: (len(name), name)) if longer else None


def _distance(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with the next to get from one to other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        previous, before, row = before, row, [i + 1]
        for j, its in enumerate(other):
            steps = min(before[j] + (letter != its), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and its == one[i - 1]:
                steps = min(steps, previous[j - 1] + 1)
            row.append(steps)
    return row[-1]
