import asyncio
import re
from collections.abc import Callable
from typing import Any

import pytest

from kommpy import ActionTimeoutError, OptionError
from kommpy.actions import TIMEOUT, Actions
from kommpy.testing import FakePage

Settle = Callable[..., None]


class Bench:
    """An action queue with a clock, and what came of it."""

    def __init__(self) -> None:
        self.page = FakePage()
        self.late: list[Any] = []
        self.actions = Actions(
            self.page,
            lambda *what: self.late.append(what),
            lambda name: f"{name}: why",
            lambda: self.late.append("unopened"),
        )
        self.begun: list[str] = []
        self.settles: dict[str, Settle] = {}

    def ask(self, name: str, **options: Any) -> Any:
        """Queue an action that ends when `settles[name]` is called."""

        def begin(settle: Settle) -> None:
            self.begun.append(name)
            self.settles[name] = settle

        return self.actions.add(name, begin, **options)


@pytest.fixture
def bench() -> Bench:
    return Bench()


async def test_actions_run_in_the_order_of_their_calls(bench: Bench) -> None:
    first, second = bench.ask("first"), bench.ask("second")
    assert bench.begun == []

    bench.actions.open()
    assert bench.begun == ["first"]

    bench.settles["first"](1)
    bench.settles["second"](2)
    assert [await second, await first] == [2, 1]


async def test_an_action_is_done_at_once_where_it_can_be(bench: Bench) -> None:
    bench.actions.open()

    action = bench.actions.add("quick", lambda settle: settle("done"))

    assert action.done
    assert await action == "done"
    assert "quick() done" in repr(action)


async def test_what_is_done_at_once_takes_its_turn_all_the_same(bench: Bench) -> None:
    order: list[str] = []

    def outer() -> None:
        bench.actions.do("inner", lambda: order.append("inner"))
        order.append("outer")

    waiting = bench.actions.do("waiting", lambda: order.append("waiting"))
    assert not waiting.done

    bench.actions.open()
    bench.actions.do("outer", outer)
    slow = bench.ask("slow")
    after = bench.actions.do("after", lambda: order.append("after"))
    assert not after.done

    bench.settles["slow"]()
    assert order == ["waiting", "outer", "inner", "after"]
    assert (await after, await waiting, slow.done) == (None, None, True)


async def test_what_is_done_at_once_may_fail(bench: Bench) -> None:
    bench.actions.open()

    unawaited = bench.actions.do("fails", lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    awaited = bench.actions.do("fails", lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    with pytest.raises(ZeroDivisionError):
        await awaited
    bench.page.advance(0)

    assert unawaited.done
    [(error, where)] = bench.page.reports
    assert isinstance(error, ZeroDivisionError)
    assert "fails() at " in where
    assert "test_actions.py:" in where


async def test_what_is_done_at_once_fails_with_the_chat(bench: Bench) -> None:
    """The chat may fail while its call is on."""
    bench.actions.open()

    action = bench.actions.do("slow", lambda: bench.actions.fail(lambda: OptionError("gone")))

    with pytest.raises(OptionError, match="gone"):
        await action
    assert bench.late == [("slow", None)]


async def test_what_is_done_at_once_has_a_limit_of_sense(bench: Bench) -> None:
    bench.actions.open()

    with pytest.raises(OptionError, match="timeout=-1"):
        bench.actions.do("quick", lambda: None, timeout=-1)
    assert bench.actions.do("quick", lambda: None, timeout=3).done


async def test_an_action_can_be_awaited_any_number_of_times(bench: Bench) -> None:
    bench.actions.open()
    action = bench.actions.add("quick", lambda settle: settle("done"))

    assert [await action, await action] == ["done", "done"]


async def test_an_action_may_ask_for_another(bench: Bench) -> None:
    bench.actions.open()
    order: list[str] = []

    def outer(settle: Settle) -> None:
        bench.actions.add("inner", lambda settle: settle(order.append("inner")))
        settle(order.append("outer"))

    bench.actions.add("outer", outer)

    assert order == ["outer", "inner"]


async def test_what_an_action_raises_is_its_error(bench: Bench) -> None:
    bench.actions.open()
    action = bench.actions.add("fails", lambda settle: 1 / 0)
    after = bench.actions.add("after", lambda settle: settle("done"))

    with pytest.raises(ZeroDivisionError):
        await action
    assert await after == "done"


async def test_an_action_ends_within_its_time_limit(bench: Bench) -> None:
    bench.actions.open()
    action = bench.ask("slow", timeout=3)

    bench.page.advance(2.9)
    assert not action.done

    bench.page.advance(0.1)
    with pytest.raises(ActionTimeoutError, match="gave no answer") as caught:
        await action
    assert (caught.value.action, caught.value.timeout) == ("slow", 3)


async def test_the_time_limit_is_ten_seconds_where_nothing_is_said(bench: Bench) -> None:
    action = bench.ask("slow")

    bench.page.advance(TIMEOUT - 0.1)
    assert not action.done

    bench.page.advance(0.1)
    with pytest.raises(ActionTimeoutError, match="within 10 s"):
        await action


async def test_a_late_one_does_not_hold_up_the_next(bench: Bench) -> None:
    bench.actions.open()
    slow = bench.ask("slow", timeout=1)
    after = bench.ask("after", timeout=5)

    bench.page.advance(1)

    assert bench.begun == ["slow", "after"]
    bench.settles["after"]("done")
    assert await after == "done"
    with pytest.raises(ActionTimeoutError):
        await slow


async def test_a_time_limit_says_what_was_waited_for(bench: Bench) -> None:
    waiting = bench.ask("early", timeout=1)
    bench.page.advance(1)
    bench.actions.open()
    bench.ask("slow")
    behind = bench.ask("behind", timeout=1)
    bench.page.advance(1)

    with pytest.raises(ActionTimeoutError, match="did not get ready"):
        await waiting
    with pytest.raises(ActionTimeoutError, match=re.escape("slow(), which was called before")):
        await behind


async def test_giving_up_waiting_is_told(bench: Bench) -> None:
    bench.actions.open()
    given_up: list[int] = []
    action = bench.actions.add("slow", lambda settle: lambda: given_up.append(1), 1)

    bench.page.advance(1)

    assert given_up == [1]
    with pytest.raises(ActionTimeoutError):
        await action


async def test_an_answer_after_the_time_limit_is_told_once(bench: Bench) -> None:
    bench.actions.open()
    action = bench.ask("slow", timeout=1)
    bench.page.advance(1)

    bench.settles["slow"]("7000001")
    bench.settles["slow"](None, ValueError("too late as well"))

    assert bench.late == [("slow", "7000001")]
    with pytest.raises(ActionTimeoutError):
        await action


async def test_time_limits_wait_while_the_form_is_up(bench: Bench) -> None:
    before = bench.ask("before", timeout=1)
    bench.actions.hold()
    during = bench.ask("during", timeout=1)
    bench.page.advance(100)
    assert not before.done
    assert not during.done

    bench.actions.open()
    bench.settles["before"]("done")
    assert await before == "done"

    bench.page.advance(1)
    with pytest.raises(ActionTimeoutError):
        await during


async def test_what_has_ended_leaves_no_timer_behind(bench: Bench) -> None:
    bench.actions.open()
    for _ in range(10):
        bench.actions.add("quick", lambda settle: settle())
        bench.ask("slow")
        bench.settles["slow"]()

    assert bench.page._timers == []  # noqa: SLF001
    assert len(bench.actions) == 0


async def test_all_that_waits_can_be_ended(bench: Bench) -> None:
    bench.actions.open()
    running, waiting = bench.ask("running"), bench.ask("waiting")

    bench.actions.fail(lambda: ValueError("gone"))

    for action in (running, waiting):
        with pytest.raises(ValueError, match="gone"):
            await action
    assert bench.begun == ["running"]


async def test_what_needs_no_widget_does_not_end_with_it_nor_what_is_behind(bench: Bench) -> None:
    bench.actions.open()
    running, waiting = bench.ask("running"), bench.ask("waiting")
    alone = bench.actions.add_alone("alone", lambda settle: settle(), TIMEOUT)
    behind = bench.ask("behind")
    bench.actions.let_pass(True)

    bench.actions.fail(lambda: ValueError("gone"))

    for action in (running, waiting):
        with pytest.raises(ValueError, match="gone"):
            await action
    await alone
    assert not behind.done

    bench.actions.fail(lambda: ValueError("gone"), alone=True)
    with pytest.raises(ValueError, match="gone"):
        await behind


async def test_a_failure_that_nobody_awaited_is_reported_with_the_line(bench: Bench) -> None:
    bench.actions.open()
    bench.actions.add("fails", lambda settle: settle(None, ValueError("oh")))

    await bench.page.settle()

    [(error, where)] = bench.page.reports
    assert isinstance(error, ValueError)
    assert re.search(r"fails\(\) at .*test_actions\.py:\d+$", where)


async def test_a_failure_that_somebody_awaited_is_not_reported(bench: Bench) -> None:
    bench.actions.open()
    action = bench.ask("fails")

    async def wait() -> str:
        try:
            await action
        except ValueError as error:
            return str(error)
        return ""

    waiting = asyncio.create_task(wait())
    await bench.page.settle()
    bench.settles["fails"](None, ValueError("oh"))

    assert await waiting == "oh"
    await bench.page.settle()
    assert bench.page.reports == []


@pytest.mark.parametrize("timeout", [0, -1, True, "5", None, float("nan"), float("inf"), [5]])
def test_a_time_limit_is_a_number_of_seconds(bench: Bench, timeout: Any) -> None:
    with pytest.raises(OptionError, match="seconds above 0") as caught:
        bench.ask("x", timeout=timeout)

    assert caught.value.option == "timeout"
    assert len(bench.actions) == 0
