"""Measures from inside, and leaves what it found to whoever opened the page."""

import asyncio
import json

import js

import calls
import clicking
import matching
from config import SETTINGS
from kommpy import Chat


async def measure():
    chat = Chat(SETTINGS)
    await chat.ready()
    if getattr(js, "kommunicateStandin", None):
        return {"calls": await calls.with_standin(chat)}
    return {
        "calls": calls.with_nothing(chat),
        "rules": matching.measure(),
        "clicks": clicking.measure(chat),
    }


async def main():
    js.found = json.dumps(await measure())


asyncio.create_task(main())  # noqa: RUF006
