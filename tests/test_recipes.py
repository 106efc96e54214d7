"""Each recipe of the guide as a site of its own, and a visitor who tries what it promises."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from kommpy.testing import FakeWidget, Visitor
from tests.documents import RECIPES, Recipe

pytestmark = pytest.mark.slow

HEAD = '<!doctype html>\n<title>Shop</title>\n<script type="py" src="/pages/main.py"></script>\n'
PAGES = ("index", "pricing", "checkout/pay", "fr/prix", "de/preise", "support/faq", "blog/first")
PAGES += ("products/red-shoe", "about")
MINUTE = 60

Check = Callable[[Visitor, FakeWidget], None]


def write(recipe: Recipe, site: Path) -> None:
    """Write a recipe's site: what it shows, and the pages that the visitors go to."""
    (site / "pyscript.toml").write_text('[kommpy]\nfiles = ["**"]\n', "utf-8")
    (site / "pages").mkdir()
    for name, text in recipe.modules.items():
        (site / "pages" / f"{name}.py").write_text(text, "utf-8")
    for page in PAGES:
        file = site / f"{page}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEAD + recipe.html, "utf-8")


# what each recipe promises, under its title


def open_the_chat_after_30_seconds_on_the_pricing_page(
    visitor: Visitor, widget: FakeWidget
) -> None:
    visitor.arrive("/about")
    visitor.wait(MINUTE)
    assert not widget.is_open
    visitor.arrive("/pricing")
    visitor.wait(29)
    assert not widget.is_open
    visitor.wait(2)
    assert widget.is_open

    visitor.arrive("/pricing")
    visitor.wait(MINUTE)
    assert not widget.is_open


def show_the_chat_only_on_a_click(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    assert not widget.shown
    visitor.click("#chat")
    assert widget.shown
    assert widget.is_open
    visitor.click("#chat")
    assert not widget.shown


def hide_the_chat_on_checkout(visitor: Visitor, widget: FakeWidget) -> None:
    for path, shown in {"/": True, "/checkout/pay": False, "/about": True}.items():
        visitor.arrive(path)
        assert widget.shown is shown
    visitor.move_on("/checkout")
    assert not widget.shown


def another_bot_for_each_language(visitor: Visitor, widget: FakeWidget) -> None:
    for path, bot, language in [
        ("/about", "bot-en", None),
        ("/fr/prix", "bot-fr", "fr"),
        ("/de/preise", "bot-de", "de"),
    ]:
        visitor.arrive(path)
        assert widget.settings["defaultBotIds"] == [bot]
        assert widget.settings["skipRouting"] is True
        context = widget.settings.get("KM_CHAT_CONTEXT", {})
        assert context.get("kmUserLanguageCode") == language


def another_team_for_each_part_of_the_site(visitor: Visitor, widget: FakeWidget) -> None:
    for path, team in {"/pricing": 7, "/support/faq": 42, "/about": None}.items():
        visitor.arrive(path)
        assert widget.settings.get("teamId") == team


def greet_with_the_product_that_is_looked_at(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/products/red-shoe")
    visitor.run(visitor.chat.start_conversation())
    assert widget.started == [{"welcome_message": "Any questions about the red shoe?"}]


def tell_agents_which_product_it_is_about(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/pricing")
    visitor.click("[data-sku='T-1909']")
    notes = {"sku": "T-1909", "page": "/pricing"}
    assert widget.started == [{"conversation_metadata": notes}]


def say_the_visitor_s_first_message(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.click(".say")
    assert widget.started == [{}]
    assert widget.sent == ["Where is my order?"]


def bring_a_contact_form_into_the_chat(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    event = visitor.submit("#contact", {"subject": "Returns"})
    assert event.default_prevented
    assert widget.started == [{"conversation_title": "Returns"}]
    assert widget.sent == ["When does it come?"]


def offer_help_to_visitors_who_hesitate_at_checkout(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/checkout/pay")
    for _ in range(3):
        visitor.wait(50)
        visitor.stir()
    assert widget.started == []
    visitor.wait(MINUTE + 1)
    assert widget.started == [{"welcome_message": "May we help you with your order?"}]


def open_the_chat_when_the_visitor_is_about_to_leave(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.wait(11)
    visitor.turn_to_leave()
    assert widget.is_open
    visitor.arrive("/", new_tab=True)
    visitor.wait(11)
    visitor.turn_to_leave()
    assert not widget.is_open


def open_the_chat_when_a_page_was_read_to_its_end(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/blog/first")
    visitor.scroll(80)
    assert not widget.is_open
    visitor.scroll(95)
    assert widget.is_open
    visitor.arrive("/blog/first")
    visitor.scroll(95)
    assert not widget.is_open
    visitor.wait(24 * 3600)
    visitor.arrive("/blog/first")
    visitor.scroll(95)
    assert widget.is_open


def open_the_chat_when_the_prices_come_into_view(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    assert not widget.is_open
    visitor.see("#prices")
    assert widget.is_open


def welcome_visitors_who_come_back(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.wait(2 * 3600)
    assert widget.started == []
    visitor.arrive("/", new_tab=True)
    visitor.wait(6)
    assert widget.started == [{"welcome_message": "Good to see you again!"}]


def invite_on_the_third_page_of_a_visit(visitor: Visitor, widget: FakeWidget) -> None:
    opened = []
    for path in ("/", "/pricing", "/about", "/"):
        visitor.arrive(path)
        opened.append(widget.is_open)
    assert opened == [False, False, True, False]


def never_open_by_itself_on_a_telephone(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.wait(MINUTE)
    assert not widget.is_open
    visitor.arrive("/")
    visitor.do(lambda: visitor.page.match("(min-width: 600px)"))
    visitor.wait(MINUTE)
    assert widget.is_open


def greet_visitors_from_a_campaign(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/pricing")
    visitor.wait(5)
    assert widget.started == []
    visitor.arrive("/pricing?utm_source=mail&utm_campaign=spring")
    visitor.wait(5)
    [started] = widget.started
    assert started["conversation_metadata"] == {"campaign": "spring"}
    assert started["welcome_message"] == "Welcome! Your spring discount is ready."


def let_the_shop_s_own_script_open_the_chat(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.dispatch("cart:full")
    assert widget.is_open


def open_the_chat_when_an_agent_writes(visitor: Visitor, widget: FakeWidget) -> None:
    widget.groups.append("7000001")
    visitor.arrive("/")
    visitor.receive("Hello?", group_id="7000001")
    assert widget.is_open


def ask_only_good_customers_into_the_chat(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    html = visitor.page.html
    visitor.page.html = html.replace("pro", "free")
    visitor.click("#talk")
    assert not widget.is_open
    visitor.page.html = html
    visitor.click("#talk")
    assert widget.is_open


def open_the_chat_by_a_rule(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/about")
    visitor.wait(MINUTE)
    assert not widget.is_open
    visitor.arrive("/pricing")
    visitor.wait(MINUTE)
    assert widget.is_open
    assert [each["team_id"] for each in widget.started] == [7]


def show_a_badge_with_the_number_of_unread_messages(visitor: Visitor, widget: FakeWidget) -> None:
    widget.groups.append("7000001")
    visitor.arrive("/")
    assert _text(visitor, "#unread") == ""
    visitor.receive("Hello?", group_id="7000001")
    visitor.receive("Are you there?", group_id="7000001")
    assert _text(visitor, "#unread") == "2"
    visitor.click("#messages")
    assert widget.is_open


def pre_fill_the_question_with_the_product(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.click(".question")
    assert widget.composer == "I am interested in the roadster: "
    assert widget.sent == []


def do_without_python_of_your_own(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.click("[data-kommpy=start]")
    assert widget.started == [{"bot_ids": ["sales-bot"]}]
    visitor.arrive("/")
    visitor.click("[data-kommpy=launch]")
    assert widget.is_open


def show_an_e_mail_address_where_the_chat_cannot_load(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    assert visitor.page.revealed == {"#instead": False}
    visitor.do(lambda: widget.fail("blocked"))
    assert visitor.page.revealed == {"#instead": True}


def wait_for_the_visitor_s_consent(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    assert visitor.chat.state == "waiting_for_consent"
    assert widget.status == "absent"
    visitor.click("#agree")
    assert visitor.chat.state == "ready"


def sign_out_of_the_chat_together_with_the_site(visitor: Visitor, widget: FakeWidget) -> None:
    visitor.arrive("/")
    visitor.click("#sign-out")
    assert visitor.chat.state == "signed_out"


def _text(visitor: Visitor, selector: str) -> str:
    """Give what an element of the page says."""
    [element] = BeautifulSoup(visitor.page.html, "html.parser").select(selector)
    return element.text


@pytest.fixture
def widget() -> FakeWidget:
    return FakeWidget()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_it_does_what_it_says(recipe: Recipe, widget: FakeWidget, tmp_path: Path) -> None:
    check: Check = globals()[recipe.name]
    write(recipe, tmp_path)
    visitor = Visitor(tmp_path, widget)

    try:
        check(visitor, widget)
    finally:
        visitor.close()


def test_there_are_many_of_them() -> None:
    assert len(RECIPES) >= 15
