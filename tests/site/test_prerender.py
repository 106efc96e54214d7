import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kommpy.site.errors import SiteError
from kommpy.site.prerender import embedded
from sites import CONFIG, FILES, INDEX, Write, page


def data(html: str) -> dict[str, object]:
    found = BeautifulSoup(html, "html.parser").find(id="kommpy-page")
    assert found
    return dict(json.loads(found.text))


def config(write: Write, text: str) -> Path:
    return write({**FILES, "pages/config.py": text})


def test_a_page_carries_what_holds_on_it(site: Path) -> None:
    home = data(page(site))

    assert home == {
        "settings": home["settings"],
        "conversation": {"teamId": 42},
        "script": "/v2/kommunicate.app",
        "python": "/runtime/pyscript/core.js",
        "runtime": "py",
        "wait": 6000,
    }
    assert home["settings"]["appId"] == "demo"  # type: ignore[index]


def test_visits_count_on_every_page_where_one_asks_for_them(write: Write) -> None:
    offers = "from kommpy import visit\n\nTHIRD = visit(3)\n"
    root = write({**FILES, "pages/offers/sale.py": offers})

    assert data(page(root))["counts"] is True
    assert '"./kommpy/counting.py"' in page(root).replace("&quot;", '"')


def test_only_the_head_changes(site: Path) -> None:
    html = page(site)

    assert html.startswith(INDEX[: INDEX.index("<title>") - 1])
    assert html.endswith(INDEX[INDEX.index("</head>") :])


@pytest.mark.parametrize(
    "script", ["type='py' src='pages/main.py'>", "type='mpy'>x = 1", "src='/kommpy/seed.js'>"]
)
def test_a_script_that_is_never_closed_is_refused(write: Write, script: str) -> None:
    root = write({**FILES, "index.html": f"<!doctype html>\n<p>x</p>\n<script {script}</p>"})

    with pytest.raises(SiteError, match=r"index.html:3: this <script> is never closed"):
        page(root)


def test_the_page_data_stands_before_the_seed(site: Path) -> None:
    first, second, *_ = BeautifulSoup(page(site), "html.parser").find_all("script")

    assert first["id"] == "kommpy-page"
    assert "kommpy-page" in second.text


def test_the_seed_can_stand_inside_a_script_element() -> None:
    package = Path(__file__).parents[2] / "kommpy"

    for name in ("seed.js", "late.js", "ahead.js", "hidden.js"):
        text = (package / name).read_text("utf-8")
        assert not re.search(r"</script|<!--", text, re.IGNORECASE)
        assert text.isascii()


def test_python_starts_from_the_authors_own_tag(site: Path) -> None:
    tag = BeautifulSoup(page(site, "pages/cars.html"), "html.parser").find(type="py")
    assert tag
    found = json.loads(str(tag["config"]))

    assert tag["src"] == "/pages/main.py"
    assert found["interpreter"] == "/runtime/pyodide/pyodide.mjs"
    assert found["files"]["/pages/config.py"] == "./config.py"
    assert found["files"]["/kommpy/__init__.py"] == "./kommpy/__init__.py"
    assert "/kommpy/site/__init__.py" not in found["files"]


def test_pyscripts_own_configuration_is_kept(write: Write) -> None:
    tag = '<script type="py" src="pages/main.py" config=\'{"packages": ["numpy"]}\'></script>'
    root = write({**FILES, "index.html": tag, "pyscript.toml": 'name = "shop"'})
    found = BeautifulSoup(page(root), "html.parser").find(type="py")
    assert found
    config = json.loads(str(found["config"]))

    assert (config["name"], config["packages"]) == ("shop", ["numpy"])


def test_the_runtime_can_be_overridden(site: Path) -> None:
    html = page(site, runtime="mpy")

    assert data(html)["runtime"] == "mpy"
    assert "wait" not in data(html)
    assert 'type="mpy"' in html
    assert "/runtime/micropython/micropython.mjs" in html


def test_where_python_begins_the_widget_it_does_not_wait_for_it(write: Write) -> None:
    tag = '<script type="py" src="pages/main.py" data-kommpy-hold></script>'
    found = data(page(write({**FILES, "index.html": tag})))

    assert found["hold"] is True
    assert "wait" not in found


def test_a_base_path_stands_before_every_url(site: Path) -> None:
    html = page(site, base="project/")

    assert data(html)["base"] == "/project"
    assert data(html)["script"] == "/project/v2/kommunicate.app"
    assert '"/runtime' not in html.replace("&quot;", '"')


def test_the_live_widget_comes_from_the_vendor(site: Path) -> None:
    script = data(page(site, widget="live"))["script"]

    assert script == "https://widget.kommunicate.io/v2/kommunicate.app"


def test_a_rule_can_hide_the_launcher(site: Path) -> None:
    html = page(site, "pages/cars.html")

    assert data(html)["hidden"] is True
    assert 'id="kommpy-hidden"' in html
    assert 'id="kommpy-hidden"' not in page(site)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("LOAD = 'idle'", {"load": "idle"}),
        ("LOAD_LEAN = 'interaction'", {"load": "now", "lean": "interaction"}),
        ("FRESH = True", {"fresh": True, "hold": True}),
    ],
)
def test_the_configuration_can_hold_the_widget_back(
    write: Write, text: str, said: dict[str, object]
) -> None:
    html = page(config(write, CONFIG + text))

    assert said.items() <= data(html).items()
    assert ("kommpy-launcher" in html) is ("load" in said)


def test_a_tag_can_hold_the_widget_back(write: Write) -> None:
    root = write({**FILES, "index.html": INDEX.replace("<script", "<script data-kommpy-hold")})

    assert data(page(root))["hold"] is True


def test_python_without_a_configuration_begins_the_widget_itself(write: Write) -> None:
    root = write({"index.html": "<script type=mpy>print(1)</script>"})

    assert data(page(root)) == {
        "hold": True,
        "script": "/v2/kommunicate.app",
        "python": "/runtime/pyscript/core.js",
        "runtime": "mpy",
    }


def test_a_page_without_python_stays_as_it_is(write: Write) -> None:
    root = write({**FILES, "about.html": "<h1>About</h1>"})

    assert page(root, "about.html") == "<h1>About</h1>"


def test_ready_html_gets_the_sites_entry(write: Write, tmp_path: Path) -> None:
    root = write(
        {
            **FILES,
            "pyscript.toml": '[kommpy]\nmain = "pages/main.py"\nruntime = "mpy"',
            "public/docs/index.html": "<html><head></head><p>é",
        }
    )
    html = page(root, "docs/index.html", site=tmp_path / "public")

    assert '<script type="mpy" src="/pages/main.py"' in html
    assert html.endswith("</head><p>é")


def test_tags_set_by_hand_are_not_doubled(write: Write) -> None:
    by_hand = '<script type="module" src="https://pyscript.net/releases/2026.1.1/core.js"></script>'
    root = write({**FILES, "index.html": INDEX.replace("<title>", f"{by_hand}<title>")})

    assert "pyscript.net" not in page(root)


@pytest.mark.parametrize(
    ("option", "name"),
    [('password="x-secret"', "password"), ('access_token="x-secret"', "access_token")],
)
def test_a_secret_stops_it_and_is_not_repeated(write: Write, option: str, name: str) -> None:
    text = CONFIG.replace('app_id="demo"', f'\n    app_id="demo",\n    {option},\n')

    with pytest.raises(SiteError, match=f"config.py:5: {name} cannot stand in the page") as raised:
        page(config(write, text))

    assert "x-secret" not in str(raised.value)


def test_a_function_in_the_settings_stops_it(write: Write) -> None:
    text = CONFIG.replace('app_id="demo"', 'app_id="demo", attachment_handler=print')

    with pytest.raises(SiteError, match=r"config.py:3: attachment_handler cannot stand"):
        page(config(write, text))


def test_a_script_that_is_nowhere_stops_it(write: Write) -> None:
    root = write({**FILES, "index.html": '<script type="py" src="../../etc/passwd"></script>'})

    with pytest.raises(SiteError, match="names no file of this site"):
        page(root)


texts = st.text() | st.sampled_from(["</script>", "<!--", "<script", "]]>", "\u2028", "&lt;"])


@given(st.dictionaries(texts, texts | st.lists(texts)))
def test_no_text_can_end_the_element(values: dict[str, object]) -> None:
    text = embedded(values)

    assert json.loads(text) == values
    assert text.isascii()
    assert not set("<>&") & set(text)


def test_the_look_is_in_the_head_from_the_first_frame(write: Write) -> None:
    look = 'Look(position="left", offset_y=90, primary_color="#0a7")'
    text = CONFIG.replace('app_id="demo"', f'app_id="demo", look={look}')
    html = page(config(write, "from kommpy import Look\n" + text))

    head = html[: html.index("</head>")]
    assert '<style id="kommpy-look">#kommunicate-widget-iframe' in head
    assert "bottom:90px!important" in head
    found = data(html)
    assert f'<style id="kommpy-look">{found["styled"]}</style>' in head
    assert found["settings"]["appSettings"] == {  # type: ignore[index]
        "chatWidget": {"position": "left", "primaryColor": "#0a7"}
    }


def test_colours_alone_need_no_style_in_the_head(write: Write) -> None:
    text = CONFIG.replace('app_id="demo"', 'app_id="demo", look=Look(primary_color="#0a7")')
    html = page(config(write, "from kommpy import Look\n" + text))

    assert "<style" not in html
    assert "styled" not in data(html)


@pytest.mark.parametrize("widget", ["standin", "live"])
def test_a_page_that_waits_for_consent_begins_nothing(write: Write, widget: str) -> None:
    root = write({**FILES, "pages/config.py": CONFIG + 'CONSENT = "cookiebot"\n'})
    html = page(root, widget=widget)
    found = data(html)

    assert (found["hold"], found["consent"]) == (True, True)
    assert "settings" not in found  # what anything but Python would begin the widget with
    outside = html.replace(json.dumps(found["script"]), "")
    assert "kommunicate.io" not in outside
    assert "kommunicate.app" not in outside


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("CONSENT = 1", r"config\.py:8: .*give Consent"),
        ('CONSENT = "cookibot"', r"did you mean 'cookiebot'"),
        ("from kommpy import Consent\nCONSENT = Consent(event='')", r"give a name"),
    ],
)
def test_a_consent_that_is_none_is_named(write: Write, line: str, says: str) -> None:
    root = write({**FILES, "pages/config.py": f"{CONFIG}{line}\n"})

    with pytest.raises(SiteError, match=says):
        page(root)
