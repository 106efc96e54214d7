"""What is kept because it is expensive to make."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kommpy.site.cache import Cache


@pytest.mark.skipif(sys.platform == "win32", reason="there each makes its own")
def test_what_several_want_at_once_is_made_once(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    begun, may_end = threading.Event(), threading.Event()
    made = []

    def make() -> bytes:
        made.append(1)
        begun.set()
        assert may_end.wait(30)
        return b"something"

    with ThreadPoolExecutor() as pool:
        first = pool.submit(cache.bytes, "key", make)
        assert begun.wait(30)
        second = pool.submit(cache.bytes, "key", make)
        may_end.set()

        assert (first.result(), second.result()) == (b"something", b"something")
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_what_could_not_be_made_is_made_another_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path)

    def fail() -> bytes:
        raise ValueError("not now")

    with pytest.raises(ValueError, match="not now"):
        cache.bytes("key", fail)

    assert cache.bytes("key", lambda: b"something") == b"something"
