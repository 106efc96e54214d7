"""Triggers as plain values: how they combine, and what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kommpy
from kommpy import (
    Trigger,
    TriggerError,
    after,
    dom_event,
    exit_intent,
    idle,
    media,
    page_view,
    scrolled,
    url,
    visible,
    visit,
)
from kommpy.parts import BEGINNINGS


@pytest.mark.parametrize("name", BEGINNINGS)
def test_each_kind_can_be_made_and_is_told_of(name: str) -> None:
    """That it fires as often as it should is shown by scenarios."""
    tests = Path(__file__).parent

    assert kommpy.home(name) == "moments"
    assert f"`{name}(" in (tests.parent / "docs/guide/triggers.md").read_text("utf-8")
    assert f" {name}(" in (tests / "contract_triggers.py").read_text("utf-8")


def test_triggers_are_equal_by_value() -> None:
    assert after(30) == after(30.0)
    assert after(30) != idle(30)
    assert visit(2) != visit(2, or_later=True)
    assert after(3) & url("/a") == after(3) & url("/a")
    assert after(3) & url("/a") != after(3) | url("/a")
    assert {scrolled(50): "half"}[scrolled(50.0)] == "half"
    assert repr(scrolled(50.0)) == "scrolled(50)", "it names what the browser keeps"
    assert scrolled(50.5) != scrolled(50)


@pytest.mark.parametrize(
    ("trigger", "shown"),
    [
        (after(30), "after(30.0)"),
        (exit_intent(), "exit_intent()"),
        (visit(2, or_later=True), "visit(2, or_later=True)"),
        (page_view(3), "page_view(3)"),
        (dom_event("cart:full"), "dom_event('cart:full', '')"),
        (visible("#a") & (idle(5) | scrolled(50)), "(visible('#a') & (idle(5.0) | scrolled(50)))"),
    ],
)
def test_a_trigger_shows_how_it_was_made(trigger: Trigger, shown: str) -> None:
    assert repr(trigger) == shown


def test_a_trigger_names_its_parts_from_left_to_right() -> None:
    trigger = visible("#a") & (idle(5) | scrolled(50))

    assert trigger.leaves() == [visible("#a"), idle(5), scrolled(50)]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: after(0), "above 0"),
        (lambda: after(-3), "above 0"),
        (lambda: after("30"), "number of seconds"),  # type: ignore[arg-type]
        (lambda: after(True), "number of seconds"),
        (lambda: after(float("nan")), "number of seconds"),
        (lambda: after(float("inf")), "number of seconds"),
        (lambda: after(30_000), "milliseconds"),
        (lambda: idle(60_000), "milliseconds"),
        (lambda: idle(None), "number of seconds"),  # type: ignore[arg-type]
        (lambda: scrolled(120), "1 to 100"),
        (lambda: scrolled(0), "1 to 100"),
        (lambda: scrolled(-5), "1 to 100"),
        (lambda: scrolled("50%"), "1 to 100"),  # type: ignore[arg-type]
        (lambda: scrolled(0.5), r"scrolled\(50\)"),
        (lambda: visible(""), "selector"),
        (lambda: visible(7), "selector"),  # type: ignore[arg-type]
        (lambda: visit(0), "whole number"),
        (lambda: visit(1.5), "whole number"),  # type: ignore[arg-type]
        (lambda: visit(True), "whole number"),
        (lambda: page_view(-1), "whole number"),
        (lambda: url("pricing"), "path"),
        (lambda: url("/cars/{"), "part"),
        (lambda: url("/a*b"), "part"),
        (lambda: url(None), "path"),  # type: ignore[arg-type]
        (lambda: url("/x?offer={o}"), "'{o}' in the pattern .* text or"),
        (lambda: url("/x?{k}=1"), "'{k}'"),
        (lambda: url("/x?*"), r"'\*'"),
        (lambda: url("/x?a=1&offer=sum*"), r"'sum\*'"),
        (lambda: url("/x#sec-*"), r"'sec-\*'"),
        (lambda: url("/x#{part}"), "'{part}'"),
        (lambda: url("/app#/cars?offer={o}"), "'{o}'"),
        (lambda: media(" "), "media query"),
        (lambda: media(600), "media query"),  # type: ignore[arg-type]
        (lambda: dom_event("onclick", "#a"), "kind"),
        (lambda: dom_event("", "#a"), "kind"),
        (lambda: dom_event("click", " "), "selector"),
        (lambda: after(3) & 50, "combines with another"),  # type: ignore[operator]
        (lambda: after(3) | "scrolled", "combines with another"),  # type: ignore[operator]
        (lambda: after(3) and idle(3), "with & and |"),
        (lambda: not after(3), "with & and |"),
    ],
)
def test_what_could_not_be_meant_is_refused(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(TriggerError, match=told) as caught:
        make()

    assert __file__ in caught.value.where, "the line of the author's code"
    assert caught.value.where in str(caught.value)
