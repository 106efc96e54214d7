import re
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommpy import ConversationSettings, PageRule, RuleError
from kommpy.paths import normalise, segments
from kommpy.rules import Rules


def rule(name: str) -> ConversationSettings:
    """Make settings that can be told from others."""
    return ConversationSettings(welcome_message=name)


def matched(rules: Rules, path: str) -> str | None:
    """Name the rule that holds for a path."""
    settings = rules.match(normalise(path)).settings
    return None if settings is None else settings.welcome_message


SITE = Rules(
    {
        pattern: rule(pattern)
        for pattern in (
            "/",
            "/pricing",
            "/cars/{model}",
            "/cars/model-t",
            "/cars/{model}/order",
            "/support/*",
            "/support/phone",
            "/support/{topic}/now",
            "/#/inbox",
        )
    }
)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/", "/"),
        ("/index.html", "/"),
        ("/pricing.html", "/pricing"),
        ("/pricing/", "/pricing"),
        ("/cars/model-t", "/cars/model-t"),
        ("/cars/roadster", "/cars/{model}"),
        ("/cars/model-t/order", "/cars/{model}/order"),
        ("/cars/{}", "/cars/{model}"),
        ("/support", "/support/*"),
        ("/support/", "/support/*"),
        ("/support/a/b/c", "/support/*"),
        ("/support/phone", "/support/phone"),
        ("/support/phone/now", "/support/{topic}/now"),
        ("/support/phone/then", "/support/*"),
        ("/support/*", "/support/*"),
        ("/#/inbox", "/#/inbox"),
        ("/cars", None),
        ("/cars/a/b", None),
        ("/elsewhere", None),
    ],
)
def test_the_most_specific_pattern_holds(path: str, pattern: str | None) -> None:
    assert matched(SITE, path) == pattern


def test_a_page_without_a_rule_has_an_empty_one() -> None:
    assert SITE.match("/elsewhere") == PageRule()
    assert Rules().match("/") == PageRule()
    assert Rules(None).patterns == []


def test_the_order_of_writing_makes_no_difference() -> None:
    patterns = ["/a/b", "/a/{x}", "/a/*", "/*"]

    for order in permutations(patterns):
        rules = Rules({pattern: rule(pattern) for pattern in order})
        assert [matched(rules, path) for path in ("/a/b", "/a/c", "/a/c/d", "/")] == patterns
        assert rules.patterns == sorted(patterns)


def test_a_pattern_may_be_written_as_the_page_is_called() -> None:
    rules = Rules({"/pricing.html": rule("pricing"), "/team/index.html": rule("team")})

    assert matched(rules, "/pricing/") == "pricing"
    assert matched(rules, "/team") == "team"


def test_a_function_takes_the_parts_by_name() -> None:
    rules = Rules({"/{make}/cars/{model}": lambda model, make: rule(f"{make} {model}")})

    assert matched(rules, "/ford/cars/model%20t") == "ford model t"


def test_a_rule_may_also_speak_of_the_launcher() -> None:
    rules = Rules({"/quiet": PageRule(launcher=False), "/f": lambda: PageRule(launcher=True)})

    assert rules.match("/quiet") == PageRule(launcher=False)
    assert rules.match("/f").launcher is True


def test_a_function_may_say_that_there_is_no_rule() -> None:
    assert Rules({"/a": lambda: None}).match("/a") == PageRule()


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("pricing", "such as"),
        ("", "such as"),
        (7, "such as"),
        ("/a/*/b", "'*'"),
        ("/a*", "'a*'"),
        ("/{}", "'{}'"),
        ("/{1}", "'{1}'"),
        ("/{a b}", "'{a b}'"),
        ("/{a}{b}", "'{a}{b}'"),
        ("/a{b}", "'a{b}'"),
        ("/{a}/{a}", "each name once"),
        ("/{a", "'{a'"),
    ],
)
def test_what_is_no_pattern_is_refused(pattern: Any, told: str) -> None:
    with pytest.raises(RuleError, match=re.escape(told)) as caught:
        Rules({pattern: rule("x")})

    assert caught.value.pattern == pattern


def test_a_pattern_that_is_no_text_is_refused_among_others() -> None:
    with pytest.raises(RuleError, match="not 7"):
        Rules({7: rule("x"), "/a": rule("a")})  # type: ignore[dict-item]


@pytest.mark.parametrize("rules", [[], ["/a"], "/a", 7, ConversationSettings()])
def test_rules_are_a_dict(rules: Any) -> None:
    with pytest.raises(RuleError, match="a dict"):
        Rules(rules)


@pytest.mark.parametrize(
    "patterns",
    [
        ("/a/{x}", "/{y}/b"),
        ("/a/{x}", "/a/{y}"),
        ("/a/{x}/*", "/{y}/b/*"),
        ("/a/*", "/{x}/b"),
        ("/{x}/b", "/a/*"),
        ("/a", "/a/"),
        ("/a", "/a.html"),
        ("/", "/index.html"),
    ],
)
def test_rules_that_collide_are_refused(patterns: tuple[str, str]) -> None:
    for order in permutations(patterns):
        with pytest.raises(RuleError, match="equally specific") as caught:
            Rules({pattern: rule(pattern) for pattern in order})

        assert all(repr(pattern) in str(caught.value) for pattern in patterns)


@pytest.mark.parametrize(
    "patterns",
    [("/a/{x}/*", "/a/*"), ("/a/*", "/a"), ("/{x}/{y}", "/{x}/b"), ("/*", "/{x}"), ("/a", "/b")],
)
def test_rules_of_which_one_is_more_specific_go_together(patterns: tuple[str, str]) -> None:
    Rules({pattern: rule(pattern) for pattern in patterns})


@pytest.mark.parametrize("value", [None, 7, "sales", {"team_id": 42}, [ConversationSettings()]])
def test_a_rule_is_settings_or_a_function(value: Any) -> None:
    with pytest.raises(RuleError, match="'/a'") as caught:
        Rules({"/a": value})

    assert caught.value.pattern == "/a"


def test_a_function_that_fails_is_named() -> None:
    def fails() -> ConversationSettings:
        return ConversationSettings(team_id=1 // 0)

    with pytest.raises(RuleError, match="'/a' failed: ZeroDivisionError") as caught:
        Rules({"/a": fails}).match("/a")

    assert caught.value.pattern == "/a"


def test_a_function_that_gives_something_else_is_named() -> None:
    with pytest.raises(RuleError, match="gave 42"):
        Rules({"/a/{x}": lambda x: 42}).match("/a/b")


def test_a_function_that_takes_other_names_is_named() -> None:
    with pytest.raises(RuleError, match=re.escape("'/cars/{model}' failed")):
        Rules({"/cars/{model}": lambda car: rule(car.upper())}).match("/cars/t")


@pytest.mark.parametrize("wrong", [{"settings": {"team_id": 42}}, {"launcher": "false"}])
def test_a_page_rule_takes_what_it_says(wrong: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match=next(iter(wrong))):
        PageRule(**wrong)


def test_a_page_rule_is_a_value() -> None:
    one = PageRule(settings=rule("a"), launcher=False)

    assert one == PageRule(settings=rule("a"), launcher=False)
    assert one != one.replace(launcher=None)
    assert one.replace(launcher=None) == PageRule(settings=rule("a"))
    assert "launcher=False" in repr(one)


PARTS = st.sampled_from(["a", "b", "{x}", "{y}"])
PATTERNS = st.builds(
    lambda parts, rest: "/" + "/".join([*parts, *rest]),
    st.lists(PARTS, max_size=3, unique=True),
    st.sampled_from([[], ["*"]]),
)


def fits(pattern: str, path: str) -> bool:
    """Tell in the plainest way whether a pattern matches a path."""
    parts, below = segments(pattern), segments(path)
    if parts[-1:] == ["*"]:
        parts = parts[:-1]
        below = below[: len(parts)]
    return len(parts) == len(below) and all(
        part.startswith("{") or part == other for part, other in zip(parts, below, strict=True)
    )


@given(
    st.lists(PATTERNS, max_size=5),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=4).map(lambda parts: "/" + "/".join(parts)),
)
def test_what_holds_is_within_all_else_that_fits(patterns: list[str], path: str) -> None:
    try:
        rules = Rules({pattern: rule(pattern) for pattern in patterns})
    except RuleError:
        return
    fitting = [pattern for pattern in patterns if fits(pattern, path)]
    held = matched(rules, path)

    assert (held in fitting) if fitting else held is None
    for pattern in fitting:
        assert fits(pattern, held or "") or pattern == held
