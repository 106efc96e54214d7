"""What a click takes with few triggers on the page and with many."""

import js

from stopwatch import ROUNDS, middle

COUNTS = (10, 100, 1000)


def measure(chat):
    """Give the microseconds a click takes, by number of triggers."""
    js.document.body.innerHTML = "".join(
        f'<p><button id="talk-{number}">Talk</button></p>' for number in range(COUNTS[-1])
    )
    button = js.document.getElementById("talk-5")
    found = {}
    there = 0
    for count in COUNTS:
        for number in range(there, count):
            chat.when("click", f"#talk-{number}", lambda event: None)
        there = count
        found[str(count)] = middle([js.clickCost(button, 50) for _ in range(ROUNDS)])
    return found
