"""What a click takes with few triggers on the page and with many."""

import js

from kommpy import dom_event, url
from stopwatch import ROUNDS, middle

COUNTS = (10, 100, 1000)


def measure(chat):
    """Give the microseconds a click takes, by number of triggers: one by id and one by class each.

    Every other one has terms, and the last of ten is a combined one.
    """
    js.document.body.innerHTML = "".join(
        f'<p><button id="talk-{number}" class="ask ask-{number}">Talk</button></p>'
        for number in range(COUNTS[-1])
    )
    button = js.document.getElementById("talk-5")
    found = {}
    there = 0
    for count in COUNTS:
        for number in range(there, count, 2):
            chat.when("click", f"#talk-{number}", lambda event: None)
            chat.when(_trigger(number + 1), lambda event: None, on_navigate="stop")
        there = count
        found[str(count)] = middle([js.clickCost(button, 50) for _ in range(ROUNDS)])
    return found


def _trigger(number):
    click = dom_event("click", f".ask-{number}")
    return click & url("/*") if number % 10 == COUNTS[0] - 1 else click
