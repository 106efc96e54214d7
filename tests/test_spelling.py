import pytest

from kommpy.spelling import camel_case, closest

KNOWN = ["default_bot_ids", "skip_routing", "team_id", "welcome_message"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("team_id", "teamId"),
        ("email", "email"),
        ("time_format_24_hours", "timeFormat24Hours"),
        ("hidePostCTA", "hidePostCTA"),
    ],
)
def test_names_are_written_as_the_widget_writes_them(name: str, expected: str) -> None:
    assert camel_case(name) == expected


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("team_di", "team_id"),
        ("teamId", "team_id"),
        ("TEAM-ID", "team_id"),
        ("skip_routng", "skip_routing"),
        ("skip_routings", "skip_routing"),
        ("default_bots_ids", "default_bot_ids"),
        ("welcome", "welcome_message"),
        ("colour", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_name_that_was_meant_is_found(name: str, meant: str | None) -> None:
    assert closest(name, KNOWN) == meant


def test_of_equally_close_names_the_first_is_taken() -> None:
    assert closest("bat", ["cat", "bar"]) == "bar"
