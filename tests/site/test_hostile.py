"""What visitors, addresses and authors write never becomes markup, and no secret shows."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kommpy.site.errors import SiteError
from kommpy.site.html import element
from kommpy.site.prerender import embedded
from sites import FILES, INDEX, Write, page

pytestmark = pytest.mark.slow

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<![CDATA[",
    "-->",
    "\u2028\u2029",
    "&lt;/script&gt;",
    "</SCRIPT\n>",
    '"; alert(1); "',
    "\ud800",
    "\\u003c/script>",
    "<svg/onload=alert(1)>",
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(), st.text("<>!-/scriptSCRIPT&;\\\"'\n"))
TREES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXTS, inner)),
    max_leaves=8,
)
thorough = settings(max_examples=500, deadline=None, database=None, derandomize=True)


class Reader(HTMLParser):
    """Reads elements as a browser does: what they are, and what stands in the first script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@thorough
@given(TREES)
@example({"</script>": ["<!--", "<script>"]})
def test_the_page_data_cannot_break_out(tree: Any) -> None:
    text = embedded({"settings": tree})
    read = Reader(f'<script type="application/json" id="kommpy-page">{text}</script><p>')

    assert not set(text) & set("<>&")
    assert text.isascii()
    assert [tag for tag, _ in read.elements] == ["script", "p"]
    assert json.loads(read.text) == {"settings": tree}


@thorough
@given(TEXTS)
def test_an_attribute_cannot_break_out(text: str) -> None:
    written = element("script", {"config": f"x{text}", "src": "y"})
    [(tag, attributes)] = Reader(written + "</script>").elements

    assert tag == "script"
    assert sorted(attributes) == ["config", "src"]
    assert attributes["src"] == "y"
    if text.isprintable():  # a few controls mean other letters in HTML
        assert attributes["config"] == f"x{text}"


@pytest.mark.parametrize("text", [each for each in HOSTILE if each.isprintable()])
def test_a_page_has_the_elements_that_it_should(text: str, write: Write) -> None:
    config = f"""
from kommpy import ConversationSettings, WidgetSettings

SETTINGS = WidgetSettings(app_id="demo", conversation_title={text!r}, labels={{"send": {text!r}}})
RULES = {{"/": ConversationSettings(welcome_message={text!r})}}
"""
    plain = page(write(FILES))
    hostile = page(write({**FILES, "pages/config.py": config}))

    assert [tag for tag, _ in Reader(hostile).elements] == [
        tag for tag, _ in Reader(plain).elements
    ]


def test_a_hostile_address_of_a_page_is_data(write: Write, tmp_path: Path) -> None:
    name = "a'\"<script>alert(1)<b>.html"
    root = write({**FILES, name: INDEX})

    assert Reader(page(root, name)).text.count("alert(1)") == 0


@pytest.mark.parametrize(
    "config",
    [
        'SETTINGS = {"appId": "demo", "password": "hunter2-s3cret"}',
        'SETTINGS = ["hunter2-s3cret"]',
        "SETTINGS = WidgetSettings(app_id='a', password='hunter2-s3cret')",
        "word = 'hunter2-s3cret'\nSETTINGS = WidgetSettings(app_id='a', password=[word])",
        "word = 'hunter2-s3cret'\nSETTINGS = WidgetSettings(app_id='a', pasword=word)",
    ],
)
def test_a_secret_in_the_configuration_is_not_repeated(config: str, write: Write) -> None:
    root = write({**FILES, "pages/config.py": f"from kommpy import *\n{config}"})

    with pytest.raises(SiteError) as caught:
        page(root)

    assert "hunter2" not in str(caught.value)
    assert "config.py" in str(caught.value)
