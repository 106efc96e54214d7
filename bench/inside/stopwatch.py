"""Times in microseconds; of things side by side, taken by turns."""

import js

ROUNDS = 7


def middle(values):
    return sorted(values)[len(values) // 2]


def timed(function, count):
    begin = js.performance.now()
    for _ in range(count):
        function()
    return 1000 * (js.performance.now() - begin) / count


async def timed_awaited(function, count):
    begin = js.performance.now()
    for _ in range(count):
        await function()
    return 1000 * (js.performance.now() - begin) / count


def side_by_side(functions, count):
    """Time functions by name; gives the median of each."""
    found = {name: [] for name in functions}
    for _ in range(ROUNDS + 1):
        for name in sorted(functions):
            found[name].append(timed(functions[name], count))
    # the first round warms up
    return {name: middle(found[name][1:]) for name in found}


async def side_by_side_awaited(functions, count):
    """The same for what has to be awaited."""
    found = {name: [] for name in functions}
    for _ in range(ROUNDS + 1):
        for name in sorted(functions):
            found[name].append(await timed_awaited(functions[name], count))
    return {name: middle(found[name][1:]) for name in found}
