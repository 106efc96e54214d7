import inspect
import re

import pytest

from kommpy import errors
from kommpy.errors import ActionTimeoutError, KommpyError, LoadError, OptionError
from kommpy.reasons import TEXTS
from kommpy.testing.browser_faults import REASONS

ERRORS = [each for _, each in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("error", ERRORS)
def test_every_error_is_a_kommpy_error_and_of_no_second_base(error: type) -> None:
    assert issubclass(error, KommpyError)
    assert len(error.__bases__) == 1


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    for error in ERRORS:
        assert error.__name__ in (errors.__doc__ or "")


def test_an_option_error_says_what_to_do() -> None:
    error = OptionError("this is wrong", option="team_id", value="x", mend="do that")

    assert str(error) == "this is wrong: do that"
    assert (error.option, error.value, error.mend) == ("team_id", "x", "do that")


def test_an_error_carries_what_it_knows() -> None:
    error = ActionTimeoutError("too late", action="logout", timeout=3, cause="offline")

    assert (error.action, error.timeout, error.cause) == ("logout", 3, "offline")


def test_each_reason_of_a_failure_can_be_played() -> None:
    """On the fake by its text, in a browser by what is done to the page."""
    documented = set(re.findall(r'`"(\w+)"`', LoadError.__doc__ or ""))

    assert "policy" in documented
    assert documented <= set(TEXTS)
    assert documented - REASONS == {"no_token"}  # which only the page's own Python brings
