"""Finding the rule of a path among few rules and among many."""

from kommpy import ConversationSettings
from kommpy.rules import Rules
from stopwatch import ROUNDS, middle, timed

COUNTS = (10, 100, 1000)


def rules(count):
    """Make rules of all three kinds."""
    kinds = ("/shop/{}/offer", "/cars/{}/{{model}}", "/help/{}/*")
    patterns = [kinds[number % 3].format(number) for number in range(count)]
    return Rules({pattern: ConversationSettings(team_id=42) for pattern in patterns})


def measure():
    """Give the microseconds to match one path, by number of rules."""
    found = {}
    for count in COUNTS:
        made = rules(count)

        def match_each(made=made):
            made.match("/shop/3/offer")
            made.match("/cars/4/t")
            made.match("/help/5/opening/hours")
            made.match("/nowhere/near/here")

        found[str(count)] = middle([timed(match_each, 500) / 4 for _ in range(ROUNDS)])
    return found
