"""Patterns of a page's whole address."""

import pytest

from kommpy.addresses import Address


@pytest.mark.parametrize(
    ("pattern", "address", "named"),
    [
        ("/", ("/", "", ""), {}),
        ("/pricing", ("/pricing", "", ""), {}),
        ("/pricing", ("/pricing", "plan=pro", "faq"), {}),
        ("/pricing", ("/", "", ""), None),
        ("/pricing", ("/pricing/more", "", ""), None),
        ("/cars/{model}", ("/cars/model%20t", "", ""), {"model": "model t"}),
        ("/cars/{model}", ("/cars", "", ""), None),
        ("/support/*", ("/support", "", ""), {}),
        ("/support/*", ("/support/a/b", "", ""), {}),
        ("/pricing?plan=pro", ("/pricing", "a=1&plan=pro", ""), {}),
        ("/pricing?plan=pro", ("/pricing", "plan=free", ""), None),
        ("/pricing?plan=pro", ("/pricing", "", ""), None),
        ("/pricing?plan=*", ("/pricing", "plan=", ""), {}),
        ("/pricing?plan=*&for=a%20b", ("/pricing", "for=a+b&plan=free", ""), {}),
        ("/pricing?plan=*&for=a%20b", ("/pricing", "plan=free", ""), None),
        ("/pricing#faq", ("/pricing", "", "faq"), {}),
        ("/pricing#faq", ("/pricing", "", "top"), None),
        ("/pricing#*", ("/pricing", "", "top"), {}),
        ("/pricing#*", ("/pricing", "", ""), None),
        ("/app#/cars/{model}", ("/app/#/cars/t", "", ""), {"model": "t"}),
        ("/app#/cars", ("/app", "", ""), None),
    ],
)
def test_addresses(
    pattern: str, address: tuple[str, str, str], named: dict[str, str] | None
) -> None:
    assert Address(pattern).match(*address) == named
