import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommpy.paths import normalise, segments

NORMAL = [
    ("/", "/"),
    ("", "/"),
    ("/index.html", "/"),
    ("/pricing", "/pricing"),
    ("/pricing/", "/pricing"),
    ("/pricing.html", "/pricing"),
    ("/pricing/index.html", "/pricing"),
    ("/pricing?plan=pro", "/pricing"),
    ("/pricing.html?plan=pro#top", "/pricing"),
    ("/pricing#top", "/pricing"),
    ("/app#/pricing", "/app/#/pricing"),
    ("/app/#/pricing/", "/app/#/pricing"),
    ("/#!/pricing?plan=pro", "/#/pricing"),
    ("/app#/", "/app"),
    ("/#!/", "/"),
    ("pricing", "/pricing"),
]
PERCENT = [
    ("model%20s", "model s"),
    ("caf%C3%A9", "café"),
    ("café", "café"),
    ("a%2Fb", "a/b"),
    ("100%", "100%"),
    ("%zz", "%zz"),
    ("%ff", "%ff"),
    ("%4", "%4"),
    ("%-1", "%-1"),
    ("% 1a", "% 1a"),
]


@pytest.mark.parametrize(("path", "normal"), NORMAL)
def test_what_makes_no_difference_is_left_out(path: str, normal: str) -> None:
    assert normalise(path) == normal


@pytest.mark.parametrize("base", ["/project", "/project/"])
def test_base_path_is_taken_off(base: str) -> None:
    assert normalise("/project/pricing", base) == "/pricing"
    assert normalise("/project/", base) == "/"
    assert normalise("/project", base) == "/"
    assert normalise("/projects/pricing", base) == "/projects/pricing"


@given(st.text(alphabet="/ab.#?!%"))
def test_normalising_twice_changes_nothing_more(path: str) -> None:
    once = normalise(path)

    assert normalise(once) == once


def test_segments_are_the_parts_between_slashes() -> None:
    assert segments("/cars/fast/") == ["cars", "fast"]
    assert segments("/") == []


@pytest.mark.parametrize(("part", "text"), PERCENT)
def test_percent_signs_are_resolved_where_they_mean_something(part: str, text: str) -> None:
    assert segments("/" + part) == [text]
