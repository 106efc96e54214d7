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
        ("/app#/cars", ("/app/#/cars", "", "/cars?offer=1"), {}),
        ("/app#/cars?offer=1", ("/app/#/cars", "", "/cars?a=b&offer=1"), {}),
        ("/app#!/cars?offer=*", ("/app/#/cars", "", "!/cars?offer=2"), {}),
        ("/app#/cars?offer=1", ("/app/#/cars", "", "/cars"), None),
        ("/app#/cars?offer=1", ("/app/#/cars", "", "/cars?offer=2"), None),
        ("/app#/cars?offer=1", ("/app/#/cars", "offer=1", "/cars"), None),
        ("/app?offer=1#/cars", ("/app/#/cars", "offer=1", "/cars"), {}),
        ("/app?offer=1#/cars", ("/app/#/cars", "", "/cars?offer=1"), None),
        ("/x?tag=a", ("/x", "tag=a&tag=b", ""), {}),
        ("/x?tag=a&tag=b", ("/x", "tag=b&tag=a", ""), {}),
        ("/x?tag=a&tag=b", ("/x", "tag=b", ""), None),
        ("/x?for=%7Bname%7D", ("/x", "for=%7Bname%7D", ""), {}),
    ],
)
def test_addresses(
    pattern: str, address: tuple[str, str, str], named: dict[str, str] | None
) -> None:
    assert Address(pattern).match(*address) == named
