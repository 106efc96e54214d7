"""Waiting for events leaves nothing behind."""

import asyncio
import gc

from kommpy.events import Emitter, WidgetEvent
from kommpy.testing import FakePage
from kommpy.waits import Events, wait_for


def emit(emitter: Emitter, *data: object) -> None:
    for each in data:
        for [handler] in emitter.take("faq_click"):
            handler(WidgetEvent("faq_click", each))


def listeners(emitter: Emitter) -> int:
    gc.collect()
    return len(emitter.take("faq_click"))


async def test_leaving_a_loop_ends_the_listening() -> None:
    emitter = Emitter()

    async def first() -> object:
        async for event in Events(emitter, ("faq_click",), 10):
            return event.data
        return None

    task = asyncio.create_task(first())
    await asyncio.sleep(0)
    assert listeners(emitter) == 1
    emit(emitter, 1, 2)

    assert await task == 1
    del task
    assert listeners(emitter) == 0


async def test_a_task_that_waits_is_kept_and_one_that_is_cancelled_is_not() -> None:
    emitter = Emitter()
    found: list[object] = []

    async def follow() -> None:
        found.extend([event.data async for event in Events(emitter, ("faq_click",), 10)])

    task = asyncio.create_task(follow())
    await asyncio.sleep(0)
    gc.collect()
    emit(emitter, 1)
    await asyncio.sleep(0)
    assert listeners(emitter) == 1

    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    del task
    await FakePage().settle()
    assert listeners(emitter) == 0


async def test_an_object_that_is_kept_goes_on_gathering() -> None:
    emitter = Emitter()
    events = Events(emitter, ("faq_click",), 10)
    emit(emitter, 1, 2)

    async for event in events:
        assert event.data == 1
        break
    emit(emitter, 3)

    events.stop()
    assert [event.data async for event in events] == [2, 3]
    assert listeners(emitter) == 0


async def test_what_waited_for_one_event_listens_no_longer() -> None:
    emitter, page = Emitter(), FakePage()

    came = wait_for(emitter, page, "faq_click", lambda event: event.data == 2, 10)
    late = wait_for(emitter, page, "faq_click", lambda event: event.data == 9, 10)
    emit(emitter, 1, 2, 2)

    assert (await came).data == 2
    assert listeners(emitter) == 1
    page.advance(11)
    assert late.done
    assert listeners(emitter) == 0


async def test_an_event_that_is_named_twice_comes_once() -> None:
    emitter = Emitter()
    events = Events(emitter, ("faq_click", "faq_click"), 10)
    emit(emitter, 1)

    events.stop()
    assert [event.data async for event in events] == [1]
