import copy
import pickle
from typing import Any

import pytest

from kommpy import DASHBOARD, OptionError
from kommpy.kinds import FLAG
from kommpy.lists import IDS
from kommpy.metadata import METADATA
from kommpy.options import Option, Options, option
from kommpy.texts import SECRET, TEAM, TEXT


class Sample(Options):
    _synonyms = (("colour", "paint"),)
    _not_here = (("onInit", "await it"),)

    bot_ids: list[str] | None = option(IDS, default=None)
    notes: dict[str, Any] | None = option(METADATA, default=None)
    paint: str | None = option(TEXT, name="PAINT", default=None)
    password: str | None = option(SECRET, default=None, public=False)
    quiet: bool | None = option(FLAG, default=None)
    team_id: int | str | None = option(TEAM, default=None)
    where: str | None = option(TEXT, default=None, sent=False)


class Page(Options):
    _dashboard = True

    quiet: bool | None = option(FLAG, default=None)
    team_id: int | str | None = option(TEAM, default=None)


def test_options_know_their_names() -> None:
    found = dict(Sample.options())

    assert list(found) == sorted(found)
    assert {name: each.sent_as for name, each in found.items()} == {
        "bot_ids": "botIds",
        "notes": "notes",
        "paint": "PAINT",
        "password": "password",
        "quiet": "quiet",
        "team_id": "teamId",
        "where": "where",
    }
    assert isinstance(Sample.paint, Option)
    assert found["password"].secret
    assert not found["password"].public


def test_an_option_not_given_reads_as_none() -> None:
    assert Sample().team_id is None
    assert Sample(team_id=None) == Sample()


@pytest.mark.parametrize("quiet", [True, False])
def test_the_payload_holds_what_is_given_under_the_widgets_names(quiet: bool) -> None:
    sample = Sample(quiet=quiet, paint="red", where="here", team_id=0)

    assert sample.to_payload() == {"quiet": quiet, "PAINT": "red", "teamId": 0}


def test_the_payload_can_name_every_option() -> None:
    assert Page(team_id=3).to_payload(all_options=True) == {"teamId": 3, "quiet": None}


def test_the_dashboard_is_no_value_to_the_widget() -> None:
    page = Page(team_id=DASHBOARD)

    assert page.team_id is DASHBOARD
    assert page.to_payload() == {}
    assert page.to_payload(all_options=True) == {"teamId": None, "quiet": None}
    assert repr(page) == "Page(team_id=DASHBOARD)"


def test_the_dashboard_is_refused_where_it_means_nothing() -> None:
    with pytest.raises(OptionError, match="team_id cannot be DASHBOARD: leave it out"):
        Sample(team_id=DASHBOARD)  # type: ignore[arg-type]


def test_the_dashboard_stays_one_object() -> None:
    assert copy.copy(DASHBOARD) is DASHBOARD
    assert copy.deepcopy(DASHBOARD) is DASHBOARD
    assert pickle.loads(pickle.dumps(DASHBOARD)) is DASHBOARD  # noqa: S301


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("team_di", "did you mean team_id?"),
        ("teamId", "did you mean team_id?"),
        ("botIds", "did you mean bot_ids?"),
        ("PAINT", "did you mean paint?"),
        ("colour", "did you mean paint?"),
        ("colours", "did you mean paint?"),
        ("on_init", "await it"),
        ("onInit", "await it"),
        ("replace", "see Sample.options()"),
        ("_given", "see Sample.options()"),
        ("rubbish", "see Sample.options()"),
    ],
)
def test_an_unknown_option_is_refused_with_the_one_that_was_meant(name: str, mend: str) -> None:
    with pytest.raises(OptionError, match=f"^Sample has no option '{name}'") as caught:
        Sample(**{name: "x"})

    assert caught.value.option == name
    assert caught.value.mend == mend


def test_an_unknown_option_is_refused_even_without_a_value() -> None:
    with pytest.raises(OptionError):
        Sample(team_di=None)  # type: ignore[call-arg]


def test_options_are_keywords_only() -> None:
    with pytest.raises(TypeError):
        Sample("x")  # type: ignore[misc]


def test_an_object_never_changes() -> None:
    sample = Sample(team_id=3)

    with pytest.raises(OptionError, match=r"replace\(team_id=\.\.\.\)"):
        sample.team_id = 4  # type: ignore[misc]
    with pytest.raises(OptionError, match=r"replace\(team_id=None\)"):
        del sample.team_id
    assert sample == Sample(team_id=3)


def test_what_the_caller_changes_later_does_not_reach_in() -> None:
    bots, notes = ["a"], {"list": [1]}
    sample = Sample(bot_ids=bots, notes=notes)

    bots.append("b")
    notes["list"].append(2)

    assert sample == Sample(bot_ids=["a"], notes={"list": [1]})


def test_what_is_handed_out_is_the_readers_own() -> None:
    sample = Sample(bot_ids=["a"], notes={"list": [1]})

    assert sample.notes
    assert sample.bot_ids
    sample.bot_ids.append("b")
    sample.notes["list"].append(2)
    sample.given()["bot_ids"].append("b")
    sample.to_payload()["notes"]["list"].append(2)

    assert sample == Sample(bot_ids=["a"], notes={"list": [1]})


def test_objects_are_equal_by_class_and_content() -> None:
    assert Sample(team_id=3) == Sample(team_id=3)
    assert Sample(team_id=3) != Sample(team_id="3")
    assert Page(team_id=3) != Sample(team_id=3)
    assert Sample() != {}


def test_print_is_sorted_and_shows_no_secret() -> None:
    sample = Sample(team_id=3, password="hunter2", bot_ids=["a"])  # noqa: S106

    assert repr(sample) == "Sample(bot_ids=['a'], password=***, team_id=3)"


def test_replace_gives_another_object_with_changes() -> None:
    sample = Sample(team_id=3, quiet=True)

    assert sample.replace(team_id=4) == Sample(team_id=4, quiet=True)
    assert sample.replace(team_id=None) == Sample(quiet=True)
    assert sample == Sample(team_id=3, quiet=True)


def test_replace_checks_as_the_constructor_does() -> None:
    with pytest.raises(OptionError):
        Sample().replace(team_id=True)
    with pytest.raises(OptionError):
        Sample().replace(team_di=3)


def test_one_object_over_another() -> None:
    lower = Page(team_id=3, quiet=True)

    assert Page(team_id=DASHBOARD).over(lower) == Page(team_id=DASHBOARD, quiet=True)
    assert Page().over(lower) == lower


def test_an_object_can_be_copied() -> None:
    sample = Sample(notes={"list": [1]})

    assert copy.copy(sample) == sample
    assert copy.deepcopy(sample) == sample
