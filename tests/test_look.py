from typing import Any

import pytest

from kommpy import Look, OptionError, WidgetSettings

FRAME = "#kommunicate-widget-iframe"


def told(look: Look, **given: Any) -> Any:
    return WidgetSettings(app_id="demo", look=look, **given).to_payload().get("appSettings")


def test_the_widget_is_told_as_the_dashboard_would() -> None:
    look = Look(position="left", primary_color="#0a7", secondary_color="teal", icon_index=3)

    assert told(look) == {
        "chatWidget": {
            "position": "left",
            "primaryColor": "#0a7",
            "secondaryColor": "teal",
            "iconIndex": 3,
        }
    }
    image = Look(widget_image_link="/chat.svg")
    assert told(image)["chatWidget"] == {"widgetImageLink": "/chat.svg", "iconIndex": "image"}


def test_the_look_goes_over_other_values_of_the_dashboard() -> None:
    settings = {"agentId": "ann", "chatWidget": {"position": "right", "sessionTimeout": 5}}

    assert told(Look(position="left"), app_settings=settings) == {
        "agentId": "ann",
        "chatWidget": {"position": "left", "sessionTimeout": 5},
    }
    assert settings["chatWidget"] == {"position": "right", "sessionTimeout": 5}


@pytest.mark.parametrize("wrong", [None, "X", []])
def test_a_look_goes_over_nothing_but_a_dict(wrong: Any) -> None:
    with pytest.raises(OptionError, match=r"^app_settings\['chatWidget'\] cannot be"):
        told(Look(position="left"), app_settings={"chatWidget": wrong})


def test_an_icon_and_a_launcher_of_ones_own_are_one_too_many() -> None:
    with pytest.raises(OptionError, match="does nothing with chat_launcher_html") as caught:
        told(Look(icon_index=2), chat_launcher_html="<b>Chat</b>")

    assert caught.value.option == "look"
    assert told(Look(position="left"), chat_launcher_html="<b>Chat</b>")


def test_what_the_page_does_is_not_told_to_the_widget() -> None:
    look = Look(offset_x=1, offset_y=2, z_index=3, width=4, height=5, layout="box")

    assert look.to_payload() == {}


@pytest.mark.parametrize(
    ("look", "rules"),
    [
        (Look(primary_color="#0a7"), []),
        (Look(z_index=10), [FRAME + ",#kommpy-launcher{z-index:10!important;}"]),
        (Look(offset_y=90), ["{bottom:90px!important;}", "#kommpy-launcher{bottom:95px"]),
        (Look(offset_x=8), ["{right:8px!important;left:auto!important;}", ".align-left{left:8px"]),
        (Look(position="left"), ["{left:20px!important;right:auto!important;}"]),
        (Look(position="left", offset_x=8), ["{left:8px!important;right:auto!important;}"]),
        (Look(width=500, height=640), ["{width:500px!important;height:640px!important;}"]),
        (Look(layout="full"), ["[class*=km-iframe-dimension]{inset:0!important;width:100%"]),
        (
            Look(inside="#desk"),
            ["#desk{anchor-name:--kommpy}", "body:has(#desk)", "z-index:1!important;"],
        ),
    ],
    ids=repr,
)
def test_the_page_says_where_it_is(look: Look, rules: list[str]) -> None:
    css = look.page_css()

    assert bool(css) == bool(rules)
    assert css.count("{") == css.count("}")
    for rule in rules:
        assert rule in css


def test_what_fills_a_phone_is_not_moved_there() -> None:
    css = Look(offset_x=8, offset_y=9, width=500).page_css()

    outside = css.replace(":not(.kommunicate-iframe-enable-media-query)", "")
    assert outside.count("@media(min-width:601px)") * 2 == css.count(FRAME) + 1


def test_colours_can_change_while_the_chat_is_there_and_the_icon_cannot() -> None:
    css = Look(primary_color="#0a7", secondary_color="teal").widget_css()

    assert ".mck-box-top{background:#0a7!important}" in css
    assert ".km-custom-widget-background-color-secondary{background:teal!important}" in css
    assert Look(position="left").widget_css() == ""
    with pytest.raises(OptionError, match=r"give it in WidgetSettings\(look="):
        Look(icon_index=2).widget_css()


@pytest.mark.parametrize("colour", ["#0a7", "#00AA77", "#00aa7780", "teal", "rgb(0 0 0 / 50%)"])
def test_a_colour_is_as_css_writes_it(colour: str) -> None:
    assert Look(primary_color=colour).primary_color == colour


@pytest.mark.parametrize(
    "given",
    [
        {"primary_color": "#12"},
        {"primary_color": "#ggg"},
        {"primary_color": "red;}"},
        {"primary_color": ""},
        {"primary_color": 7},
        {"position": "top"},
        {"offset_x": -1},
        {"z_index": 1.5},
        {"inside": "#a{}"},
        {"inside": ""},
        {"icon_index": 1, "widget_image_link": "/a.svg"},
        {"layout": "full", "width": 300},
        {"layout": "full", "inside": "#desk"},
        {"inside": "#desk", "height": 300},
    ],
    ids=str,
)
def test_what_has_no_meaning_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(OptionError) as caught:
        Look(**given)

    assert caught.value.mend
